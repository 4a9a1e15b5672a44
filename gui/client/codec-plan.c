/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets of the plan. */
#define G_LOG_DOMAIN "gridward-client"

#include <math.h>

#include "gui/client/codec-private.h"
#include "gui/client/plan-records.h"

static void
planned_clear (gpointer data)
{
  GwPlanned *planned = data;

  gw_named_clear (&planned->title);
  gw_named_clear (&planned->area);
  gw_named_clear (&planned->department);
  gw_named_clear (&planned->by);
  g_free (planned->actual_date);
  g_free (planned->note);
  g_free (planned->due);
  g_free (planned->counted);
  g_free (planned->reason);
}

GwPlanned *
gw_planned_ref (GwPlanned *planned)
{
  return g_atomic_rc_box_acquire (planned);
}

void
gw_planned_unref (GwPlanned *planned)
{
  g_atomic_rc_box_release_full (planned, planned_clear);
}

char *
gw_planned_value_text (const GwPlanned *planned, double value)
{
  if (isnan (value))
    return g_strdup ("–");
  return g_strdup_printf (planned->is_share ? "%.12g %%" : "%.12g",
                          round (value * 100) / 100);
}

void
gw_plan_page_free (GwPlanPage *page)
{
  g_free (page->today);
  g_clear_pointer (&page->years, g_array_unref);
  g_clear_pointer (&page->targets, g_ptr_array_unref);
  g_free (page);
}

/* NAN for null. */
static double
read_number (GwReader *reader, GwJson *json, const char *member)
{
  if (json == NULL || json_object_object_get (json, member) == NULL)
    return NAN;
  return gw_reader_double (reader, json, member, GW_OPTIONAL);
}

static GwLamp
read_lamp (GwReader *reader, GwJson *json)
{
  static const char *const names[] = { [GW_LAMP_NONE] = "none",
                                       [GW_LAMP_GREEN] = "green",
                                       [GW_LAMP_YELLOW] = "yellow",
                                       [GW_LAMP_RED] = "red" };
  const char *name = gw_reader_string (reader, json, "lamp", GW_REQUIRED);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return i;
  return GW_LAMP_NONE;
}

static void
read_actual (GwReader *reader, GwJson *json, GwPlanned *planned)
{
  GwJson *actual = gw_reader_object (reader, json, "actual", GW_OPTIONAL);
  GwJson *indicator = gw_reader_object (reader, json, "indicator", GW_OPTIONAL);

  planned->actual = read_number (reader, actual, "value");
  if (actual != NULL)
    {
      planned->actual_date = gw_reader_dup_string (reader, actual, "date", GW_OPTIONAL);
      planned->note = gw_reader_dup_string (reader, actual, "note", GW_OPTIONAL);
      gw_read_person (reader, actual, "by", &planned->by);
    }
  if (indicator != NULL)
    planned->counted = gw_reader_dup_string (reader, indicator, "formula", GW_OPTIONAL);
  if (indicator != NULL && planned->counted == NULL)
    planned->counted = g_strdup ("");
}

static gpointer
read_planned (GwReader *reader, GwJson *json)
{
  GwPlanned *planned = g_atomic_rc_box_new0 (GwPlanned);
  const char *unit = gw_reader_string (reader, json, "unit", GW_REQUIRED);

  planned->id = gw_reader_int (reader, json, "id", GW_REQUIRED);
  planned->version = gw_reader_int (reader, json, "version", GW_REQUIRED);
  planned->title.code = gw_reader_dup_string (reader, json, "code", GW_REQUIRED);
  planned->title.name = gw_reader_dup_string (reader, json, "title", GW_REQUIRED);
  planned->title.name_en = gw_reader_dup_string (reader, json, "title_en", GW_OPTIONAL);
  gw_read_named_member (reader, json, "area", GW_REQUIRED, &planned->area);
  gw_read_named_member (reader, json, "department", GW_OPTIONAL, &planned->department);
  planned->is_share = g_strcmp0 (unit, "percent") == 0;
  planned->target = gw_reader_double (reader, json, "target", GW_REQUIRED);
  planned->due = gw_reader_dup_string (reader, json, "due", GW_REQUIRED);
  planned->expected = read_number (reader, json, "expected");
  planned->progress = read_number (reader, json, "progress");
  planned->lamp = read_lamp (reader, json);
  planned->reason = gw_reader_dup_string (reader, json, "reason", GW_OPTIONAL);
  planned->may_enter = gw_reader_boolean (reader, json, "may_enter", GW_OPTIONAL);
  read_actual (reader, json, planned);
  return planned;
}

static GArray *
read_years (GwReader *reader, GwJson *root)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (guint));
  GwJson *array = gw_reader_array (reader, root, "years", GW_OPTIONAL);

  for (gsize i = 0; array != NULL && i < json_object_array_length (array); i++)
    {
      guint year = (guint)json_object_get_int64 (json_object_array_get_idx (array, i));

      g_array_append_val (years, year);
    }
  return years;
}

gpointer
gw_decode_plan_page (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwPlanPage) page = NULL;
  GwReader reader = { 0 };
  GwJson *lamps;

  if (root == NULL)
    return NULL;
  page = g_new0 (GwPlanPage, 1);
  page->year = (guint)gw_reader_int (&reader, root, "year", GW_REQUIRED);
  page->today = gw_reader_dup_string (&reader, root, "today", GW_REQUIRED);
  page->years = read_years (&reader, root);
  page->targets = gw_read_array (&reader, root, "targets", read_planned,
                                 (GDestroyNotify)gw_planned_unref);
  page->total = gw_read_count (&reader, root, "total");
  lamps = gw_reader_object (&reader, root, "lamps", GW_OPTIONAL);
  if (lamps != NULL)
    {
      page->lamps[GW_LAMP_NONE] = gw_read_count (&reader, lamps, "none");
      page->lamps[GW_LAMP_GREEN] = gw_read_count (&reader, lamps, "green");
      page->lamps[GW_LAMP_YELLOW] = gw_read_count (&reader, lamps, "yellow");
      page->lamps[GW_LAMP_RED] = gw_read_count (&reader, lamps, "red");
    }
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&page) : NULL;
}

char *
gw_encode_plan_entry (gint64 version, double value, const char *date, const char *note)
{
  g_autoptr (GwJson) json = json_object_new_object ();

  json_object_object_add (json, "version", json_object_new_int64 (version));
  json_object_object_add (json, "value", json_object_new_double (value));
  json_object_object_add (json, "date", json_object_new_string (date));
  if (*note != '\0')
    json_object_object_add (json, "note", json_object_new_string (note));
  return g_strdup (json_object_to_json_string (json));
}
