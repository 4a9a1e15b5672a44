/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the parts of a chart lie, and that each kind can be drawn. */
#include <math.h>
#include <pango/pangocairo.h>

#include "gui/charts/chart-draw.h"
#include "gui/charts/chart-print.h"

/* ---- scales ---- */

typedef struct
{
  const char *name;
  GwChartUnit unit;
  double highest;
  guint most;
  GwChartScale scale;
} ScaleRow;

static const ScaleRow scale_rows[] = {
  { "nothing", GW_CHART_COUNT, 0, 5, { 1, 1, 1 } },
  { "no-number", GW_CHART_COUNT, NAN, 5, { 1, 1, 1 } },
  { "one", GW_CHART_COUNT, 1, 5, { 1, 1, 1 } },
  { "few", GW_CHART_COUNT, 3, 6, { 3, 1, 3 } },
  { "seven", GW_CHART_COUNT, 7, 5, { 8, 2, 4 } },
  { "round-end", GW_CHART_COUNT, 10, 5, { 10, 2, 5 } },
  { "fives", GW_CHART_COUNT, 23, 5, { 25, 5, 5 } },
  { "many", GW_CHART_COUNT, 187432, 4, { 200000, 50000, 4 } },
  { "millions", GW_CHART_COUNT, 20e6, 5, { 20e6, 5e6, 4 } },
  { "low-room", GW_CHART_COUNT, 23, 1, { 50, 50, 1 } },
  { "high-share", GW_CHART_SHARE, 0.83, 6, { 1, 0.2, 5 } },
  { "high-share-low-room", GW_CHART_SHARE, 0.83, 3, { 1, 0.5, 2 } },
  { "whole", GW_CHART_SHARE, 1, 6, { 1, 0.2, 5 } },
  { "low-share", GW_CHART_SHARE, 0.043, 5, { 0.05, 0.01, 5 } },
  { "more-than-all", GW_CHART_SHARE, 1.3, 4, { 1.5, 0.5, 3 } },
};

static void
test_scale (gconstpointer data)
{
  const ScaleRow *row = data;
  GwChartScale scale = gw_chart_scale (row->unit, row->highest, row->most);

  g_assert_cmpfloat_with_epsilon (scale.end, row->scale.end, 1e-9);
  g_assert_cmpfloat_with_epsilon (scale.step, row->scale.step, 1e-9);
  g_assert_cmpuint (scale.n_steps, ==, row->scale.n_steps);
}

/* ---- places ---- */

typedef struct
{
  const char *name;
  GwChartKind kind;
  GwChartUnit unit;
  double values[5]; /* ends with -1; -2: no cases */
  const char *marks;
} PlaceRow;

/* Of charts 200 wide and 100 high, an em being 10. */
static const PlaceRow place_rows[] = {
  { "bars",
    GW_CHART_BARS,
    GW_CHART_COUNT,
    { 4, 2, 1, -1 },
    "17,4,139,18 17,30,69,18 17,57,34,18 " },
  { "bars-without-cases",
    GW_CHART_BARS,
    GW_CHART_SHARE,
    { 1, -2, -1 },
    "17,4,145,18 17,30,0,18 " },
  { "pareto",
    GW_CHART_PARETO,
    GW_CHART_COUNT,
    { 4, 2, 1, -1 },
    "20,5,34,80 70,45,34,40 120,65,34,20 " },
  { "histogram",
    GW_CHART_HISTOGRAM,
    GW_CHART_COUNT,
    { 0, 3, -1 },
    "14,85,83,0 103,5,83,80 " },
  { "line",
    GW_CHART_LINE,
    GW_CHART_SHARE,
    { 0.5, -2, 1, -1 },
    "58,41,7,7 109,81,7,7 160,1,7,7 " },
  { "line-of-one", GW_CHART_LINE, GW_CHART_COUNT, { 7, -1 }, "97,11,7,7 " },
  { "empty", GW_CHART_LINE, GW_CHART_COUNT, { -1 }, "" },
  { "heat",
    GW_CHART_HEAT,
    GW_CHART_COUNT,
    { 1, 2, 3, 4, -1 },
    "22,1,87,40 111,1,87,40 22,43,87,40 111,43,87,40 " },
};

static GwChart *
make_chart (const PlaceRow *row)
{
  static const char *const names[] = { "甲", "乙", NULL };
  GwChart *chart = gw_chart_new (row->kind, row->unit, "title");

  /* As much again is in classes that are not shown. */
  chart->total = 14;
  if (row->kind == GW_CHART_HEAT)
    {
      chart->row_labels = g_strdupv ((GStrv)names);
      chart->column_labels = g_strdupv ((GStrv)names);
    }
  for (guint i = 0; i < G_N_ELEMENTS (row->values) && row->values[i] != -1; i++)
    {
      GwChartMark *mark = gw_chart_add (chart, "key", "x", NAN, "words");

      if (row->values[i] != -2)
        mark->value = row->values[i];
      mark->row = i / 2;
      mark->column = i % 2;
    }
  return chart;
}

static void
test_places (gconstpointer data)
{
  const PlaceRow *row = data;
  g_autoptr (GwChart) chart = make_chart (row);
  g_autoptr (GwChartLayout) layout = gw_chart_layout_new (chart, 200, 100, 10);
  g_autoptr (GString) marks = g_string_new (NULL);

  for (guint i = 0; i < layout->marks->len; i++)
    {
      GwChartRect rect = g_array_index (layout->marks, GwChartRect, i);
      GwChartRect area = g_array_index (layout->areas, GwChartRect, i);

      g_string_append_printf (marks, "%.0f,%.0f,%.0f,%.0f ", floor (rect.x + 0.01),
                              floor (rect.y + 0.01), floor (rect.width + 0.01),
                              floor (rect.height + 0.01));
      g_assert_cmpint (
          gw_chart_layout_find (layout, area.x + area.width / 2, area.y + area.height / 2),
          ==, (int)i);
    }
  g_assert_cmpstr (marks->str, ==, row->marks);
  g_assert_cmpint (gw_chart_layout_find (layout, -5, -5), ==, -1);
}

/* ---- what has no room ---- */

static GwChart *
make_many (GwChartKind kind, guint n, const char *label)
{
  GwChart *chart = gw_chart_new (kind, GW_CHART_COUNT, "title");

  for (guint i = 0; i < n; i++)
    gw_chart_add (chart, "key", label, n - i, "words");
  return chart;
}

typedef struct
{
  const char *name;
  guint n_bars;
  guint n_left; /* that are no marks */
  guint n_shown;
  const char *left_out;
} RoomRow;

/* Of charts 200 wide and 100 high, which have room for five rows. */
static const RoomRow room_rows[] = {
  { "all", 5, 0, 5, NULL },
  { "one-more", 6, 0, 4, "the first 4 of 6" },
  { "many", 40, 17, 4, "the first 4 of 57" },
  { "left-before", 3, 2, 3, "the first 3 of 5" },
};

/* Bars without room are counted in the last row; none is dropped in silence. */
static void
test_room (gconstpointer data)
{
  const RoomRow *row = data;
  g_autoptr (GwChart) chart = make_many (GW_CHART_BARS, row->n_bars, "x");
  g_autoptr (GwChartLayout) layout = NULL;
  g_autofree char *left_out = NULL;

  chart->n_left = row->n_left;
  layout = gw_chart_layout_new (chart, 200, 100, 10);
  left_out = gw_chart_left_out_text (chart, layout->n_marks);
  g_assert_cmpuint (layout->n_marks, ==, row->n_shown);
  g_assert_cmpuint (layout->areas->len, ==, row->n_shown);
  g_assert_cmpstr (left_out, ==, row->left_out);
  g_assert_true ((layout->left_out.height > 0) == (row->left_out != NULL));
  g_assert_cmpfloat (layout->left_out.y + layout->left_out.height, <=, 100.01);
}

/* The line of a Pareto chart is of everything, not of the classes that are shown. */
static void
test_share (void)
{
  g_autoptr (GwChart) chart = make_many (GW_CHART_PARETO, 3, "x");

  g_assert_true (isnan (gw_chart_share_so_far (chart, 0)));
  chart->total = 12;
  g_assert_cmpfloat (gw_chart_share_so_far (chart, 0), ==, 0.25);
  g_assert_cmpfloat (gw_chart_share_so_far (chart, 2), ==, 0.5);
}

/* Names lean where they have no room, and begin within the chart; hours are told by some. */
static void
test_labels (void)
{
  g_autoptr (GwChart) names = make_many (GW_CHART_PARETO, 12, "暴露垃圾类");
  g_autoptr (GwChart) hours = make_many (GW_CHART_PARETO, 12, "00:00");
  g_autoptr (GwChartLayout) layout = NULL;
  g_autoptr (GwChartLayout) other = NULL;

  names->named = TRUE;
  layout = gw_chart_layout_new (names, 300, 150, 10);
  other = gw_chart_layout_new (hours, 300, 150, 10);
  g_assert_true (layout->leaning);
  g_assert_cmpuint (layout->label_every, ==, 1);
  g_assert_cmpfloat (layout->plot.x + layout->plot.width / 24, >, 50 * G_SQRT2 / 2 - 1);
  g_assert_false (other->leaning);
  g_assert_cmpuint (other->label_every, >, 1);
  g_assert_cmpfloat (layout->plot.height, <, other->plot.height);
}

/* All numbers of a heat map have room, or none is drawn; of rows too low for names some have one. */
static void
test_squares (void)
{
  static const struct
  {
    guint n_rows;
    gboolean numbered;
    guint row_every;
  } sizes[] = { { 5, TRUE, 1 }, { 12, FALSE, 1 }, { 40, FALSE, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GwChart) chart = make_many (GW_CHART_HEAT, sizes[i].n_rows, "12");
      g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();
      g_autoptr (GwChartLayout) layout = NULL;

      for (guint row = 0; row < sizes[i].n_rows; row++)
        {
          g_strv_builder_add (rows, "甲");
          ((GwChartMark *)chart->marks->pdata[row])->row = row;
        }
      chart->row_labels = g_strv_builder_end (rows);
      chart->column_labels = g_strsplit ("乙", " ", 0);
      layout = gw_chart_layout_new (chart, 100, 115, 10);
      g_assert_true (layout->numbered == sizes[i].numbered);
      g_assert_cmpuint (layout->row_every, ==, sizes[i].row_every);
    }
}

/* ---- drawn ---- */

static guint
count_colours (cairo_surface_t *surface)
{
  g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);
  int stride = cairo_image_surface_get_stride (surface);
  const guchar *bytes;

  cairo_surface_flush (surface);
  bytes = cairo_image_surface_get_data (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      g_hash_table_add (colours,
                        GUINT_TO_POINTER (*(const guint32 *)(bytes + y * stride + x * 4)));
  return g_hash_table_size (colours);
}

static void
test_page (void)
{
  g_autoptr (GPtrArray) charts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_chart_unref);
  cairo_surface_t *surface;
  cairo_t *cr;

  for (guint i = 0; i < G_N_ELEMENTS (place_rows); i++)
    g_ptr_array_add (charts, make_chart (&place_rows[i]));
  g_ptr_array_add (charts, make_many (GW_CHART_BARS, 40, "x"));
  ((GwChart *)charts->pdata[0])->note = g_strdup ("the first 12 of 57");
  g_assert_cmpuint (gw_chart_pages (charts), ==, 2);
  for (guint page = 0; page < 2; page++)
    {
      surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 595, 842);
      cr = cairo_create (surface);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      gw_chart_draw_page (cr, charts, "heading", "note", page, 595, 842);
      g_assert_cmpuint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpuint (count_colours (surface), >, 5);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scale_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/charts/scale/", scale_rows[i].name, NULL);

      g_test_add_data_func (path, &scale_rows[i], test_scale);
    }
  for (guint i = 0; i < G_N_ELEMENTS (place_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/charts/place/", place_rows[i].name, NULL);

      g_test_add_data_func (path, &place_rows[i], test_places);
    }
  for (guint i = 0; i < G_N_ELEMENTS (room_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/charts/room/", room_rows[i].name, NULL);

      g_test_add_data_func (path, &room_rows[i], test_room);
    }
  g_test_add_func ("/gui/charts/share", test_share);
  g_test_add_func ("/gui/charts/labels", test_labels);
  g_test_add_func ("/gui/charts/squares", test_squares);
  g_test_add_func ("/gui/charts/page", test_page);
  return g_test_run ();
}
