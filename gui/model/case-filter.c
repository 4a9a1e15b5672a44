/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases a view shows; a plain value. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-filter.h"

#include <string.h>

GwCaseFilter *
gw_case_filter_new (void)
{
  GwCaseFilter *filter = g_new0 (GwCaseFilter, 1);

  filter->states = GW_STATES_OPEN;
  return filter;
}

GwCaseFilter *
gw_case_filter_copy (const GwCaseFilter *filter)
{
  GwCaseFilter *copy = g_memdup2 (filter, sizeof *filter);

  copy->department = g_strdup (filter->department);
  copy->klass = g_strdup (filter->klass);
  copy->area = g_strdup (filter->area);
  copy->cell = g_strdup (filter->cell);
  copy->text = g_strdup (filter->text);
  return copy;
}

void
gw_case_filter_free (GwCaseFilter *filter)
{
  g_free (filter->department);
  g_free (filter->klass);
  g_free (filter->area);
  g_free (filter->cell);
  g_free (filter->text);
  g_free (filter);
}

gboolean
gw_case_filter_equal (const GwCaseFilter *a, const GwCaseFilter *b)
{
  return a->states == b->states && a->lamps == b->lamps && a->sort == b->sort &&
         g_strcmp0 (a->department, b->department) == 0 &&
         g_strcmp0 (a->klass, b->klass) == 0 && g_strcmp0 (a->area, b->area) == 0 &&
         g_strcmp0 (a->cell, b->cell) == 0 && g_strcmp0 (a->text, b->text) == 0;
}

static void
append_bits (GString *query, const char *name, guint bits, guint n,
             const char *(*name_of) (guint))
{
  gboolean first = TRUE;

  if (bits == 0)
    return;
  g_string_append_printf (query, "%s%s=", query->len > 0 ? "&" : "", name);
  for (guint i = 0; i < n; i++)
    if (bits & (1u << i))
      {
        g_string_append_printf (query, "%s%s", first ? "" : ",", name_of (i));
        first = FALSE;
      }
}

static void
append_text (GString *query, const char *name, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  g_string_append_printf (query, "%s%s=", query->len > 0 ? "&" : "", name);
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

static const char *
state_name (guint state)
{
  return gw_case_state_name (state);
}

static const char *
lamp_name (guint lamp)
{
  return gw_lamp_name (lamp);
}

char *
gw_case_filter_to_query (const GwCaseFilter *filter)
{
  GString *query = g_string_new (NULL);

  if (filter->states == GW_STATES_OPEN)
    append_text (query, "state", "open");
  else if (filter->states == GW_STATES_ENDED)
    append_text (query, "state", "ended");
  else
    append_bits (query, "state", filter->states, GW_STATE_UNKNOWN, state_name);
  append_bits (query, "lamp", filter->lamps, GW_LAMP_N, lamp_name);
  append_text (query, "department", filter->department);
  append_text (query, "class", filter->klass);
  append_text (query, "area", filter->area);
  append_text (query, "cell", filter->cell);
  append_text (query, "q", filter->text);
  return g_string_free (query, FALSE);
}

static gboolean
has_prefix (const char *text, const char *prefix)
{
  return prefix == NULL || (text != NULL && g_str_has_prefix (text, prefix));
}

static gboolean
contains_folded (const char *haystack, const char *folded_needle)
{
  g_autofree char *folded = haystack != NULL ? g_utf8_casefold (haystack, -1) : NULL;

  return folded != NULL && strstr (folded, folded_needle) != NULL;
}

static gboolean
matches_text (const GwCaseFilter *filter, const GwCaseRow *row)
{
  g_autofree char *needle = NULL;

  if (filter->text == NULL || filter->text[0] == '\0')
    return TRUE;
  needle = g_utf8_casefold (filter->text, -1);
  return contains_folded (row->number, needle) ||
         contains_folded (row->description, needle);
}

gboolean
gw_case_filter_matches (const GwCaseFilter *filter, const GwCaseRow *row)
{
  if (filter->states != 0 && (filter->states & (1u << row->state)) == 0)
    return FALSE;
  if (filter->lamps != 0 && (filter->lamps & (1u << row->lamp)) == 0)
    return FALSE;
  if (filter->department != NULL &&
      g_strcmp0 (filter->department, row->department.code) != 0)
    return FALSE;
  if (filter->cell != NULL && g_strcmp0 (filter->cell, row->cell) != 0)
    return FALSE;
  /* Codes are hierarchical: a street's code begins that of each of its cells. */
  return has_prefix (row->cell, filter->area) &&
         has_prefix (row->klass.code, filter->klass) && matches_text (filter, row);
}
