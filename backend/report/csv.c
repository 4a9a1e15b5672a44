/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as CSV, and maps as GeoJSON: what programs read. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/render.h"

#include <json-c/json.h>

#include "backend/rules/csv.h"
#include "gis/geojson.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean
save (const GString *text, const char *path, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (g_file_set_contents_full (path, text->str, (gssize)text->len,
                                G_FILE_SET_CONTENTS_NONE, 0644, &fault))
    return TRUE;
  g_set_error_literal (error, GW_REPORT_ERROR, GW_REPORT_ERROR_FAILED, fault->message);
  return FALSE;
}

/* With a point, whatever the locale; counts and seconds are whole. */
static void
append_number (GString *out, double number, GwReportType type)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (
      out, g_ascii_formatd (buffer, sizeof buffer,
                            gw_report_type_is_fraction (type) ? "%.6f" : "%.0f", number));
}

gboolean
gw_report_write_csv (const GwReportTable *table, const char *path, GError **error)
{
  g_autoptr (GString) csv = g_string_new (BYTE_ORDER_MARK);

  for (guint i = 0; i < table->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      gw_csv_append_field (csv, gw_report_table_column (table, i)->name);
    }
  for (guint row = 0; row < table->rows->len; row++)
    for (guint i = 0; i < table->columns->len; i++)
      {
        const GwReportValue *value = gw_report_table_value (table, row, i);
        GwReportType type = gw_report_table_column (table, i)->type;

        g_string_append (csv, i > 0 ? "," : "\r\n");
        if (!value->has_value)
          g_string_append (csv, gw_report_no_cases (table->zh));
        else if (type == GW_REPORT_TEXT)
          gw_csv_append_field (csv, value->text);
        else
          append_number (csv, value->number, type);
      }
  g_string_append (csv, "\r\n");
  return save (csv, path, error);
}

static void
append_json_string (GString *out, const char *text)
{
  json_object *string = json_object_new_string (text);

  g_string_append (out,
                   json_object_to_json_string_ext (string, JSON_C_TO_STRING_NOSLASHESCAPE));
  json_object_put (string);
}

/* A rate without cases is null here: GeoJSON has a word for it. */
static void
append_properties (GString *out, const GwReportTable *table, guint row)
{
  g_string_append (out, "\"properties\":{");
  for (guint i = 0; i < table->columns->len; i++)
    {
      const GwReportColumn *column = gw_report_table_column (table, i);
      const GwReportValue *value = gw_report_table_value (table, row, i);

      g_string_append_printf (out, "%s\"%s\":", i > 0 ? "," : "", column->name);
      if (!value->has_value)
        g_string_append (out, "null");
      else if (column->type == GW_REPORT_TEXT)
        append_json_string (out, value->text);
      else
        append_number (out, value->number, column->type);
    }
  g_string_append_c (out, '}');
}

gboolean
gw_report_write_geojson (const GwReportMap *map, const char *path, GError **error)
{
  g_autoptr (GString) out = g_string_new ("{\"type\":\"FeatureCollection\",\"name\":");

  append_json_string (out, map->table->name);
  g_string_append (out, ",\"title\":");
  append_json_string (out, map->title);
  g_string_append (out, ",\"features\":[");
  for (guint row = 0; row < map->shapes->len; row++)
    {
      const GwShape *shape = map->shapes->pdata[row];

      g_string_append (out, row > 0 ? ",\n{\"type\":\"Feature\",\"geometry\":"
                                    : "\n{\"type\":\"Feature\",\"geometry\":");
      if (shape != NULL)
        gw_geojson_append_shape (out, shape);
      else
        g_string_append (out, "null");
      g_string_append_c (out, ',');
      append_properties (out, map->table, row);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "\n]}\n");
  return save (out, path, error);
}
