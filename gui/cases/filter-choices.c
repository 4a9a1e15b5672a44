/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the drop-downs of the filter bar offer, and the codes behind it. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/filter-choices.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"

/* Takes names; gives codes back. */
static GPtrArray *
fill_drop_down (GtkDropDown *drop_down, GPtrArray *codes, GtkStringList *names)
{
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop_down, 0);
  g_object_unref (names);
  return codes;
}

GPtrArray *
gw_filter_choice_departments (GtkDropDown *drop_down, GwCityInfo *city)
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
  return fill_drop_down (drop_down, codes, names);
}

GPtrArray *
gw_filter_choice_areas (GtkDropDown *drop_down, GwCityInfo *city)
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
  return fill_drop_down (drop_down, codes, names);
}

/* Codes begin with their group's two digits, so a group is a prefix. */
GPtrArray *
gw_filter_choice_classes (GtkDropDown *drop_down, GwCityInfo *city)
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
  return fill_drop_down (drop_down, codes, names);
}

GPtrArray *
gw_filter_choice_sources (GtkDropDown *drop_down)
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
  return fill_drop_down (drop_down, codes, names);
}

void
gw_filter_choice_make_searchable (GtkDropDown *drop_down)
{
  GtkExpression *name =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (drop_down, name);
  gtk_expression_unref (name);
}

char *
gw_filter_choice_dup_code (GtkDropDown *drop_down, GPtrArray *codes)
{
  guint position = gtk_drop_down_get_selected (drop_down);

  return codes != NULL && position < codes->len ? g_strdup (codes->pdata[position]) : NULL;
}

void
gw_filter_choice_select (GtkDropDown *drop_down, GPtrArray *codes, const char *code)
{
  guint position = 0;

  for (guint i = 1; code != NULL && i < codes->len; i++)
    if (g_str_equal (codes->pdata[i], code))
      position = i;
  gtk_drop_down_set_selected (drop_down, position);
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
