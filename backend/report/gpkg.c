/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The maps of a report as layers of a GeoPackage. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/render.h"
#include "backend/store/geopackage.h"

static GwBox
whole_box (const GwReportMap *map)
{
  GwBox box = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < map->shapes->len; i++)
    {
      const GwShape *shape = map->shapes->pdata[i];

      if (shape == NULL)
        continue;
      if (!any)
        box = shape->box;
      any = TRUE;
      box.min.x = MIN (box.min.x, shape->box.min.x);
      box.min.y = MIN (box.min.y, shape->box.min.y);
      box.max.x = MAX (box.max.x, shape->box.max.x);
      box.max.y = MAX (box.max.y, shape->box.max.y);
    }
  return box;
}

static gboolean
add_features (GwGeopackage *package, const GwReportMap *map, GError **error)
{
  guint n = map->table->columns->len;
  g_autofree GwGeopackageValue *values = g_new0 (GwGeopackageValue, n);

  for (guint row = 0; row < map->shapes->len; row++)
    {
      for (guint i = 0; i < n; i++)
        {
          const GwReportValue *value = gw_report_table_value (map->table, row, i);

          values[i] = (GwGeopackageValue){ value->text, value->number, !value->has_value };
        }
      if (!gw_geopackage_add (package, map->shapes->pdata[row], values, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_layer (GwGeopackage *package, const GwReportDocument *report, const GwReportMap *map,
           GError **error)
{
  guint n = map->table->columns->len;
  g_autofree GwGeopackageColumn *columns = g_new0 (GwGeopackageColumn, n);
  g_autofree char *description =
      g_strdup_printf ("%s · %s · %s", map->title, report->period, report->made);

  for (guint i = 0; i < n; i++)
    {
      const GwReportColumn *column = gw_report_table_column (map->table, i);

      columns[i].name = column->name;
      columns[i].type = column->type == GW_REPORT_TEXT              ? GW_GEOPACKAGE_TEXT
                        : gw_report_type_is_fraction (column->type) ? GW_GEOPACKAGE_REAL
                                                                    : GW_GEOPACKAGE_INTEGER;
    }
  return gw_geopackage_begin_layer (package, map->table->name, description, columns, n,
                                    whole_box (map), error) &&
         add_features (package, map, error);
}

gboolean
gw_report_write_gpkg (const GwReportDocument *report, const char *path, GError **error)
{
  g_autoptr (GwGeopackage) package = gw_geopackage_new (path, error);

  if (package == NULL)
    return FALSE;
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GwReportBlock *block = report->blocks->pdata[i];

      if (block->map != NULL && !add_layer (package, report, block->map, error))
        return FALSE;
    }
  return gw_geopackage_finish (package, error);
}
