/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of figures by place, department, class; and the ground that belongs to them. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/content-private.h"

#include <string.h>

#include "gis/division.h"

/* --- names ----------------------------------------------------------------------------- */

static const struct
{
  const char *key;
  const char *zh;
  const char *en;
} sources[] = {
  { "inspector", "监督员上报", "Inspectors" },
  { "hotline", "热线", "Hotline" },
  { "public", "公众举报", "The public" },
  { "video", "视频发现", "Video" },
  { "web", "网站", "Web" },
  { "sensor", "传感器", "Sensors" },
  { "other", "其他", "Other" },
};

static char *
pick (const GwReportData *data, const char *name, const char *name_en, const char *key)
{
  if (!data->zh && name_en != NULL && name_en[0] != '\0')
    return g_strdup (name_en);
  return g_strdup (name != NULL && name[0] != '\0' ? name : key);
}

static char *
name_area (const GwReportData *data, const char *key)
{
  const GwArea *area = gw_snapshot_area_by_code (data->snapshot, key);

  return area != NULL ? pick (data, area->name, area->name_en, key) : g_strdup (key);
}

static char *
name_department (const GwReportData *data, const char *key)
{
  const GwDepartment *department = gw_snapshot_department_by_code (data->snapshot, key);

  if (key[0] == '\0')
    return g_strdup (SAY (data, "（尚无部门）", "(no department yet)"));
  return department != NULL ? pick (data, department->name, department->name_en, key)
                            : g_strdup (key);
}

/* "matter:06010". */
static const GwCaseClass *
find_class (const GwReportData *data, const char *key)
{
  const GwCatalogue *catalogue = gw_snapshot_catalogue (data->snapshot);
  const char *colon = strchr (key, ':');

  if (colon == NULL)
    return NULL;
  return gw_catalogue_find (
      catalogue, g_str_has_prefix (key, "matter") ? GW_KIND_MATTER : GW_KIND_COMPONENT,
      colon + 1);
}

static char *
name_class (const GwReportData *data, const char *key)
{
  const GwCaseClass *class = find_class (data, key);

  return class != NULL ? pick (data, class->name, class->name_en, key) : g_strdup (key);
}

static char *
name_source (const GwReportData *data, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].key, key))
      return g_strdup (SAY (data, sources[i].zh, sources[i].en));
  return g_strdup (key);
}

static char *
name_weekday (const GwReportData *data, const char *key)
{
  static const char *const zh[] = { "星期一", "星期二", "星期三", "星期四",
                                    "星期五", "星期六", "星期日" };
  static const char *const en[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                    "Friday", "Saturday", "Sunday" };
  guint64 weekday = g_ascii_strtoull (key, NULL, 10);

  g_return_val_if_fail (weekday >= 1 && weekday <= G_N_ELEMENTS (zh), g_strdup (key));
  return g_strdup (SAY (data, zh[weekday - 1], en[weekday - 1]));
}

/* From this hour to the next. */
static char *
name_hour (const char *key)
{
  guint hour = (guint)g_ascii_strtoull (key, NULL, 10);

  return g_strdup_printf ("%u:00–%u:00", hour, hour + 1);
}

static char *
name_cell (const GwReportData *data, const char *key)
{
  const GwCell *cell = gw_snapshot_cell_by_code (data->snapshot, key);

  return g_strdup (cell != NULL && cell->name != NULL ? cell->name : key);
}

char *
gw_report_name_key (const GwReportData *data, GwReportSet set, const char *key)
{
  switch (set)
    {
    case GW_REPORT_SET_DEPARTMENTS:
      return name_department (data, key);
    case GW_REPORT_SET_CLASSES:
      return name_class (data, key);
    case GW_REPORT_SET_SOURCES:
      return name_source (data, key);
    case GW_REPORT_SET_WEEKDAYS:
      return name_weekday (data, key);
    case GW_REPORT_SET_HOURS:
      return name_hour (key);
    case GW_REPORT_SET_DISTRICTS:
    case GW_REPORT_SET_STREETS:
    case GW_REPORT_SET_COMMUNITIES:
      return name_area (data, key);
    case GW_REPORT_SET_CELLS:
      return name_cell (data, key);
    default:
      return g_strdup (key);
    }
}

/* --- figures --------------------------------------------------------------------------- */

/* What fits the width of a page; files have all. */
static gboolean
is_figure_printed (GwFigure figure)
{
  switch (figure)
    {
    case GW_FIGURE_REPORTED:
    case GW_FIGURE_DISPATCHED:
    case GW_FIGURE_HANDLED:
    case GW_FIGURE_CLOSED:
    case GW_FIGURE_TO_HANDLE:
    case GW_FIGURE_OVERDUE_TO_HANDLE:
    case GW_FIGURE_TO_CLOSE:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_indicator_printed (const GwBookIndicator *indicator)
{
  static const char *const printed[] = { "handling_rate", "closure_rate",
                                         "closure_timely_rate", NULL };

  return g_strv_contains (printed, indicator->name);
}

static void
add_columns (GwReportTable *table, const GwReportData *data)
{
  const char *language = gw_report_data_language (data);

  gw_report_table_add_column (table, "key", SAY (data, "编码", "Code"), GW_REPORT_TEXT,
                              FALSE);
  gw_report_table_add_column (table, "name", SAY (data, "名称", "Name"), GW_REPORT_TEXT,
                              TRUE);
  for (guint i = 0; i < GW_N_FIGURES; i++)
    gw_report_table_add_column (table, gw_figure_name (i), gw_figure_title (i, language),
                                GW_REPORT_COUNT, is_figure_printed (i));
  for (guint i = 0; i < gw_indicator_book_n (gw_report_data_book (data)); i++)
    {
      const GwBookIndicator *indicator =
          gw_indicator_book_at (gw_report_data_book (data), i);

      gw_report_table_add_column (table, indicator->name,
                                  gw_book_indicator_title (indicator, language),
                                  indicator->is_rate ? GW_REPORT_RATE : GW_REPORT_COUNT,
                                  is_indicator_printed (indicator));
    }
}

static void
add_row (GwReportTable *table, const GwReportData *data, const char *key, const char *name,
         const GwFigures *figures)
{
  GArray *row = gw_report_table_add_row (table);

  gw_report_row_add_text (row, key);
  gw_report_row_add_text (row, name);
  for (guint i = 0; i < GW_N_FIGURES; i++)
    gw_report_row_add_number (row, (double)figures->values[i]);
  for (guint i = 0; i < gw_indicator_book_n (gw_report_data_book (data)); i++)
    {
      GwRate rate = gw_book_indicator_rate (
          gw_indicator_book_at (gw_report_data_book (data), i), figures);
      double value;

      if (gw_rate_value (rate, &value))
        gw_report_row_add_number (row, value);
      else
        gw_report_row_add_none (row);
    }
}

static int
compare_by_reported (gconstpointer a, gconstpointer b)
{
  const GwReportRow *first = *(const GwReportRow *const *)a;
  const GwReportRow *second = *(const GwReportRow *const *)b;
  gint64 left = first->figures.values[GW_FIGURE_REPORTED];
  gint64 right = second->figures.values[GW_FIGURE_REPORTED];

  return left != right ? (left < right ? 1 : -1) : strcmp (first->key, second->key);
}

/* Places and weekdays stay in the order of their codes; classes, sources and hours go by their
 * number. */
static GPtrArray *
order_rows (const GwReportData *data, GwReportSet set)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < data->sets[set]->len; i++)
    g_ptr_array_add (rows, &g_array_index (data->sets[set], GwReportRow, i));
  if (set == GW_REPORT_SET_CLASSES || set == GW_REPORT_SET_SOURCES ||
      set == GW_REPORT_SET_HOURS)
    g_ptr_array_sort (rows, compare_by_reported);
  return rows;
}

GwReportTable *
gw_report_add_figures (GwReportDocument *report, const GwReportData *data, GwReportSet set,
                       const char *name, const char *title, const char *note)
{
  GwReportTable *table = gw_report_add_table (report, name, title);
  g_autoptr (GPtrArray) rows = order_rows (data, set);

  table->note = g_strdup (note);
  add_columns (table, data);
  for (guint i = 0; i < rows->len; i++)
    {
      const GwReportRow *row = rows->pdata[i];
      g_autofree char *shown = gw_report_name_key (data, set, row->key);

      add_row (table, data, row->key, shown, &row->figures);
    }
  if (rows->len > 0)
    {
      add_row (table, data, "", SAY (data, "合计", "Total"),
               gw_report_data_total (data, GW_REPORT_SET_TOTAL));
      table->has_total = TRUE;
    }
  return table;
}

guint
gw_report_find_column (const GwReportTable *table, const char *name)
{
  guint i = 0;

  while (i < table->columns->len &&
         !g_str_equal (gw_report_table_column (table, i)->name, name))
    i++;
  g_assert (i < table->columns->len);
  return i;
}

/* --- ground ---------------------------------------------------------------------------- */

/* Each polygon of a cell on its own: what is joined must be in one piece. */
static void
add_polygons (GPtrArray *faces, const GwShape *shape)
{
  for (guint polygon = 0, ring = 0; polygon < shape->n_polygons; polygon++)
    {
      guint last = shape->polygon_ends[polygon], start = ring;
      guint from = start > 0 ? shape->ring_ends[start - 1] : 0;
      g_autofree guint *ends = g_new (guint, last - start);
      guint n_rings = last - start;

      for (; ring < last; ring++)
        ends[ring - start] = shape->ring_ends[ring] - from;
      g_ptr_array_add (faces, gw_shape_new (shape->points + from, ends[n_rings - 1], ends,
                                            n_rings, &n_rings, 1));
    }
}

/* From the code of a community to the polygons of its cells. */
static GHashTable *
collect_faces (const GwReportData *data)
{
  GHashTable *faces = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < gw_snapshot_n_cells (data->snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell (data->snapshot, i);
      GPtrArray *of_community = g_hash_table_lookup (faces, cell->community->code);

      if (of_community == NULL)
        {
          of_community = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_shape_unref);
          g_hash_table_insert (faces, cell->community->code, of_community);
        }
      add_polygons (of_community, cell->shape);
    }
  return faces;
}

static void
add_community_shapes (GwReportMap *map, const GwReportData *data, guint n_rows)
{
  g_autoptr (GHashTable) faces = collect_faces (data);
  guint key = gw_report_find_column (map->table, "key");

  for (guint row = 0; row < n_rows; row++)
    {
      GPtrArray *of_community =
          g_hash_table_lookup (faces, gw_report_table_value (map->table, row, key)->text);
      g_autoptr (GError) error = NULL;
      GwShape *shape = NULL;

      if (of_community != NULL)
        shape = gw_divide_join ((GwShape *const *)of_community->pdata, of_community->len,
                                &error);
      if (error != NULL)
        g_warning ("the ground of a community could not be joined: %s", error->message);
      g_ptr_array_add (map->shapes, shape);
    }
}

static void
add_cell_shapes (GwReportMap *map, const GwReportData *data, guint n_rows)
{
  guint key = gw_report_find_column (map->table, "key");

  for (guint row = 0; row < n_rows; row++)
    {
      const GwCell *cell = gw_snapshot_cell_by_code (
          data->snapshot, gw_report_table_value (map->table, row, key)->text);

      g_ptr_array_add (map->shapes,
                       cell != NULL ? gw_shape_ref ((GwShape *)cell->shape) : NULL);
    }
}

void
gw_report_add_ground (GwReportDocument *report, const GwReportData *data, GwReportSet set,
                      GwReportTable *table, const char *title, const char *note)
{
  GwReportMap *map = gw_report_add_map (
      report, table, gw_report_find_column (table, "closure_rate"), title);
  guint n_rows = table->rows->len - (table->has_total ? 1 : 0);

  map->note = g_strdup (note);
  map->is_printed = set != GW_REPORT_SET_CELLS;
  if (set == GW_REPORT_SET_CELLS)
    add_cell_shapes (map, data, n_rows);
  else
    add_community_shapes (map, data, n_rows);
}
