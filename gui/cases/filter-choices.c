/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the choosers of the filter bar offer, and the codes behind it. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/filter-choices.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"

/* Takes names; gives codes back. */
static GPtrArray *
fill_chooser (GwChooser *chooser, GPtrArray *codes, GtkStringList *names)
{
  gw_chooser_set_lines (chooser, names, codes);
  g_object_unref (names);
  return codes;
}

GPtrArray *
gw_filter_choice_departments (GwChooser *chooser, GwCityInfo *city)
{
  GPtrArray *departments = gw_city_info_get_departments (city);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *names = gtk_string_list_new (NULL);

  g_ptr_array_add (codes, NULL);
  gtk_string_list_append (names, _ ("All departments"));
  for (guint i = 0; i < departments->len; i++)
    {
      GwNamed *department = departments->pdata[i];

      g_ptr_array_add (codes, g_strdup (department->code));
      gtk_string_list_append (names, gw_named_label (department));
    }
  return fill_chooser (chooser, codes, names);
}

GPtrArray *
gw_filter_choice_areas (GwChooser *chooser, GwCityInfo *city)
{
  GPtrArray *areas = gw_city_info_get_areas (city);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *names = gtk_string_list_new (NULL);

  g_ptr_array_add (codes, NULL);
  gtk_string_list_append (names, _ ("The whole city"));
  for (guint i = 0; i < areas->len; i++)
    {
      GwAreaRecord *area = areas->pdata[i];
      gboolean is_community = g_strcmp0 (area->level, "community") == 0;
      g_autofree char *name =
          g_strconcat (is_community ? "    " : "", gw_named_label (&area->area), NULL);

      if (g_strcmp0 (area->level, "city") == 0)
        continue;
      g_ptr_array_add (codes, g_strdup (area->area.code));
      gtk_string_list_append (names, name);
    }
  return fill_chooser (chooser, codes, names);
}

/* Codes begin with their group's two digits, so a group is a prefix. */
GPtrArray *
gw_filter_choice_classes (GwChooser *chooser, GwCityInfo *city)
{
  GPtrArray *classes = gw_city_info_get_classes (city);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autofree char *group = NULL;

  g_ptr_array_add (codes, NULL);
  gtk_string_list_append (names, _ ("All classes"));
  for (guint i = 0; i < classes->len; i++)
    {
      GwClassRecord *record = classes->pdata[i];
      g_autofree char *prefix = g_strndup (record->klass.code, 2);
      g_autofree char *name = g_strconcat ("    ", gw_named_label (&record->klass), NULL);

      if (g_strcmp0 (group, prefix) != 0)
        {
          g_free (group);
          group = g_strdup (prefix);
          g_ptr_array_add (codes, g_strdup (prefix));
          gtk_string_list_append (names, gw_named_label (&record->group));
        }
      g_ptr_array_add (codes, g_strdup (record->klass.code));
      gtk_string_list_append (names, name);
    }
  return fill_chooser (chooser, codes, names);
}

GPtrArray *
gw_filter_choice_sources (GwChooser *chooser)
{
  static const char *const sources[] = { "inspector", "hotline", "public", "video",
                                         "web",       "sensor",  "other" };
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *names = gtk_string_list_new (NULL);

  g_ptr_array_add (codes, NULL);
  gtk_string_list_append (names, _ ("All sources"));
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_ptr_array_add (codes, g_strdup (sources[i]));
      gtk_string_list_append (names, gw_text_source (sources[i]));
    }
  return fill_chooser (chooser, codes, names);
}

char *
gw_filter_choice_dup_code (GwChooser *chooser, GPtrArray *codes)
{
  guint position = gw_chooser_get_selected (chooser);

  return codes != NULL && position < codes->len ? g_strdup (codes->pdata[position]) : NULL;
}

void
gw_filter_choice_select (GwChooser *chooser, GPtrArray *codes, const char *code)
{
  guint position = 0;

  for (guint i = 1; code != NULL && i < codes->len; i++)
    if (g_str_equal (codes->pdata[i], code))
      position = i;
  gw_chooser_set_selected (chooser, position);
}

gint64
gw_filter_choice_period_start (guint period, GwDesk *desk)
{
  static const int days[GW_N_PERIODS] = { 0, 0, 6, 29 };
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) today = NULL;
  g_autoptr (GDateTime) start = NULL;
  GTimeZone *zone;

  if (period == 0 || period >= GW_N_PERIODS || desk == NULL)
    return 0;
  zone = gw_city_info_get_time_zone (gw_desk_get_city (desk));
  utc = g_date_time_new_from_unix_utc (gw_desk_now (desk) / G_USEC_PER_SEC);
  now = g_date_time_to_timezone (utc, zone);
  today = g_date_time_new (zone, g_date_time_get_year (now), g_date_time_get_month (now),
                           g_date_time_get_day_of_month (now), 0, 0, 0);
  start = g_date_time_add_days (today, -days[period]);
  return g_date_time_to_unix (start) * G_USEC_PER_SEC;
}

void
gw_filter_choice_append (GString *text, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (text, "&%s=", name);
  g_string_append_uri_escaped (text, value, NULL, FALSE);
}
