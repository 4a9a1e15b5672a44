/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases a view shows; a plain value. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-filter.h"

#include "gis/ring.h"

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
  copy->source = g_strdup (filter->source);
  copy->text = g_strdup (filter->text);
  if (filter->within != NULL)
    gw_shape_ref (filter->within);
  return copy;
}

void
gw_case_filter_free (GwCaseFilter *filter)
{
  g_free (filter->department);
  g_free (filter->klass);
  g_free (filter->area);
  g_free (filter->cell);
  g_free (filter->source);
  g_free (filter->text);
  g_clear_pointer (&filter->within, gw_shape_unref);
  g_free (filter);
}

static gboolean
is_same_ring (const GwShape *a, const GwShape *b)
{
  return a == b || (a != NULL && b != NULL && a->n_points == b->n_points &&
                    memcmp (a->points, b->points, a->n_points * sizeof *a->points) == 0);
}

gboolean
gw_case_filter_equal (const GwCaseFilter *a, const GwCaseFilter *b)
{
  return a->states == b->states && a->lamps == b->lamps && a->sort == b->sort &&
         a->flags == b->flags && a->from_usec == b->from_usec && a->to_usec == b->to_usec &&
         g_strcmp0 (a->source, b->source) == 0 && is_same_ring (a->within, b->within) &&
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

static void
append_time (GString *query, const char *name, gint64 usec)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (usec == 0)
    return;
  time = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  append_text (query, name, text);
}

const char *
gw_case_sort_name (GwCaseSort sort)
{
  static const char *const names[] = {
    [GW_SORT_NEWEST] = "-reported",
    [GW_SORT_DEADLINE] = "deadline",
    [GW_SORT_OLDEST] = "reported",
    [GW_SORT_LATEST] = "-deadline",
  };

  return names[sort];
}

char *
gw_case_filter_to_query (const GwCaseFilter *filter)
{
  GString *query = g_string_new (NULL);
  g_autofree char *within =
      filter->within != NULL ? gw_ring_to_text (filter->within) : NULL;

  if (filter->states == GW_STATES_OPEN)
    append_text (query, "state", "open");
  else if (filter->states == GW_STATES_ENDED)
    append_text (query, "state", "ended");
  else
    append_bits (query, "state", filter->states, GW_STATE_UNKNOWN, state_name);
  append_bits (query, "lamp", filter->lamps, GW_LAMP_N, lamp_name);
  append_bits (query, "flag", filter->flags, GW_N_FLAGS, gw_case_flag_name);
  append_text (query, "department", filter->department);
  append_text (query, "class", filter->klass);
  append_text (query, "area", filter->area);
  append_text (query, "cell", filter->cell);
  append_text (query, "within", within);
  append_text (query, "source", filter->source);
  append_text (query, "q", filter->text);
  append_time (query, "from", filter->from_usec);
  append_time (query, "to", filter->to_usec);
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

static gboolean
matches_time (const GwCaseFilter *filter, const GwCaseRow *row)
{
  return (filter->from_usec == 0 || row->reported_usec >= filter->from_usec) &&
         (filter->to_usec == 0 || row->reported_usec < filter->to_usec);
}

static gboolean
matches_marks (const GwCaseFilter *filter, const GwCaseRow *row)
{
  guint flags =
      filter->flags != 0 ? gw_case_flags_parse ((const char *const *)row->flags) : 0;

  if (filter->states != 0 && (filter->states & (1u << row->state)) == 0)
    return FALSE;
  if (filter->lamps != 0 && (filter->lamps & (1u << row->lamp)) == 0)
    return FALSE;
  return filter->flags == 0 || (filter->flags & flags) != 0;
}

gboolean
gw_case_filter_matches (const GwCaseFilter *filter, const GwCaseRow *row)
{
  gboolean by_deadline = filter->sort == GW_SORT_DEADLINE || filter->sort == GW_SORT_LATEST;

  if (!matches_marks (filter, row) || !matches_time (filter, row) ||
      (by_deadline && !gw_case_state_is_open (row->state)))
    return FALSE;
  if (filter->source != NULL && g_strcmp0 (filter->source, row->source) != 0)
    return FALSE;
  if (filter->department != NULL &&
      g_strcmp0 (filter->department, row->department.code) != 0)
    return FALSE;
  if (filter->within != NULL &&
      !gw_shape_contains (filter->within,
                          gw_fixed_from_lon_lat ((GwLonLat){ row->lon, row->lat })))
    return FALSE;
  if (filter->cell != NULL && g_strcmp0 (filter->cell, row->cell) != 0)
    return FALSE;
  /* Codes are hierarchical: a street's code begins that of each of its cells. */
  return has_prefix (row->cell, filter->area) &&
         has_prefix (row->klass.code, filter->klass) && matches_text (filter, row);
}

static int
compare_times (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

int
gw_case_row_compare (const GwCaseRow *a, const GwCaseRow *b, GwCaseSort sort)
{
  gboolean both_due = a->deadline_usec != 0 && b->deadline_usec != 0;
  int by_age = compare_times (a->reported_usec, b->reported_usec);
  int by_deadline = compare_times (a->deadline_usec != 0 ? a->deadline_usec : G_MAXINT64,
                                   b->deadline_usec != 0 ? b->deadline_usec : G_MAXINT64);

  if (by_age == 0)
    by_age = strcmp (a->number, b->number);
  if (sort == GW_SORT_OLDEST)
    return by_age;
  if (sort == GW_SORT_NEWEST)
    return -by_age;
  if (by_deadline == 0)
    by_deadline = by_age;
  /* What has no deadline comes last in both directions. */
  return sort == GW_SORT_LATEST && both_due ? -by_deadline : by_deadline;
}
