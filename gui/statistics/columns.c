/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the table of cells. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/columns.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gui/model/text.h"

#define SWATCH 12

typedef enum
{
  COLUMN_CELL,
  COLUMN_AREA,
  COLUMN_REPORTED,
  COLUMN_CLOSED,
  COLUMN_OPEN,
  COLUMN_OVERDUE,
  COLUMN_RATE,
  COLUMN_N,
} Column;

static const struct
{
  const char *title;
  gsize offset; /* of a count in GwStatisticsRow; 0: the column is made by hand */
  int width;    /* -1: takes the rest */
} columns[COLUMN_N] = {
  [COLUMN_CELL] = { N_ ("Cell"), 0, 148 },
  [COLUMN_AREA] = { N_ ("Community"), 0, -1 },
  [COLUMN_REPORTED] = { N_ ("Reported"), G_STRUCT_OFFSET (GwStatisticsRow, reported), 74 },
  [COLUMN_CLOSED] = { N_ ("Closed"), G_STRUCT_OFFSET (GwStatisticsRow, closed), 58 },
  [COLUMN_OPEN] = { N_ ("Open"), G_STRUCT_OFFSET (GwStatisticsRow, open), 60 },
  [COLUMN_OVERDUE] = { N_ ("Overdue"), G_STRUCT_OFFSET (GwStatisticsRow, overdue), 70 },
  [COLUMN_RATE] = { N_ ("Closure rate"), 0, 112 },
};

typedef struct
{
  GwDesk *desk;
  Column column;
} Context;

static Context *
context_new (GwDesk *desk, Column column)
{
  Context *context = g_new0 (Context, 1);

  context->desk = g_object_ref (desk);
  context->column = column;
  return context;
}

static void
context_free (gpointer data)
{
  Context *context = data;

  g_object_unref (context->desk);
  g_free (context);
}

static void
context_gone (gpointer data, GClosure *closure)
{
  context_free (data);
}

static const char *
community_of (GwDesk *desk, const GwStatisticsRow *row)
{
  GwCellSet *cells = gw_desk_get_cells (desk);
  const GwCellRecord *cell = gw_cell_set_get (cells, gw_cell_set_find (cells, row->code));
  const GwAreaRecord *area =
      cell != NULL ? gw_city_info_find_area (gw_desk_get_city (desk), cell->community)
                   : NULL;

  return area != NULL ? gw_named_label (&area->area) : "";
}

static gint64
count_of (const GwStatisticsRow *row, Column column)
{
  return G_STRUCT_MEMBER (gint64, row, columns[column].offset);
}

static int
compare_counts (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/* Cells without a rate come after all that have one, whichever way round. */
static int
compare_rates (double a, double b)
{
  if (isnan (a) || isnan (b))
    return (isnan (a) ? 0 : 1) - (isnan (b) ? 0 : 1);
  return (a > b) - (a < b);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  Context *context = data;
  const GwStatisticsRow *left = gw_cell_statistics_get ((GwCellStatistics *)a);
  const GwStatisticsRow *right = gw_cell_statistics_get ((GwCellStatistics *)b);

  switch (context->column)
    {
    case COLUMN_CELL:
      return strcmp (left->code, right->code);
    case COLUMN_AREA:
      return g_utf8_collate (community_of (context->desk, left),
                             community_of (context->desk, right));
    case COLUMN_RATE:
      return compare_rates (gw_cell_statistics_get_closure_rate ((GwCellStatistics *)a),
                            gw_cell_statistics_get_closure_rate ((GwCellStatistics *)b));
    case COLUMN_REPORTED:
    case COLUMN_CLOSED:
    case COLUMN_OPEN:
    case COLUMN_OVERDUE:
    case COLUMN_N:
    default:
      return compare_counts (count_of (left, context->column),
                             count_of (right, context->column));
    }
}

/* The colour that the cell has on the map now; the same numbers, the same legend. */
static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Context *context = data;
  const char *code = g_object_get_data (G_OBJECT (area), "code");
  GwCellValues *values = gw_desk_get_values (context->desk);
  guint32 cell = gw_cell_set_find (gw_desk_get_cells (context->desk), code);
  guint8 value_class =
      cell != GW_CELL_NONE ? gw_cell_values_get_class (values, cell) : GW_VALUE_NO_CLASS;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  guint32 rgb;

  if (value_class == GW_VALUE_NO_CLASS)
    return;
  rgb = gw_cell_values_get_class_colour (values, value_class, dark);
  cairo_set_source_rgb (cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                        (rgb & 255) / 255.0);
  cairo_rectangle (cr, 0, (height - SWATCH) / 2.0, SWATCH, SWATCH);
  cairo_fill (cr);
}

static void
setup_cb (Context *context, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *box;
  GtkWidget *swatch;
  gboolean is_text = context->column == COLUMN_CELL || context->column == COLUMN_AREA;

  gtk_label_set_xalign (GTK_LABEL (label), is_text ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  if (context->column == COLUMN_AREA)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (context->column != COLUMN_CELL)
    {
      gtk_list_item_set_child (item, label);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  swatch = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, context, NULL);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static char *
dup_text (Context *context, GwCellStatistics *object)
{
  const GwStatisticsRow *row = gw_cell_statistics_get (object);

  switch (context->column)
    {
    case COLUMN_CELL:
      return g_strdup (row->code);
    case COLUMN_AREA:
      return g_strdup (community_of (context->desk, row));
    case COLUMN_RATE:
      return gw_text_rate (row->closure_numerator, row->closure_denominator);
    case COLUMN_REPORTED:
    case COLUMN_CLOSED:
    case COLUMN_OPEN:
    case COLUMN_OVERDUE:
    case COLUMN_N:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, count_of (row, context->column));
    }
}

static void
bind_cb (Context *context, GtkListItem *item)
{
  GwCellStatistics *object = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *label = child;
  g_autofree char *text = dup_text (context, object);

  if (context->column == COLUMN_CELL)
    {
      GtkWidget *swatch = gtk_widget_get_first_child (child);

      g_object_set_data_full (G_OBJECT (swatch), "code",
                              g_strdup (gw_cell_statistics_get (object)->code), g_free);
      gtk_widget_queue_draw (swatch);
      label = gtk_widget_get_last_child (child);
    }
  gtk_label_set_text (GTK_LABEL (label), text);
  if (context->column == COLUMN_AREA)
    gtk_widget_set_tooltip_text (label, text);
}

static void
add_column (GtkColumnView *view, GwDesk *desk, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Context *context = context_new (desk, column);
  GtkColumnViewColumn *made;
  g_autoptr (GtkCustomSorter) sorter = NULL;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), context, context_gone,
                         G_CONNECT_SWAPPED);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), context);
  made = gtk_column_view_column_new (_ (columns[column].title), factory);
  sorter = gtk_custom_sorter_new (compare_rows, context_new (desk, column), context_free);
  gtk_column_view_column_set_sorter (made, GTK_SORTER (sorter));
  gtk_column_view_column_set_expand (made, columns[column].width < 0);
  gtk_column_view_column_set_fixed_width (made, columns[column].width);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_append_column (view, made);
  /* Where most is to do comes first until somebody wants it otherwise. */
  if (column == COLUMN_OPEN)
    gtk_column_view_sort_by_column (view, made, GTK_SORT_DESCENDING);
  g_object_unref (made);
}

/* Titles stand over their numbers. There is no property for it: a title is what the view's
 * first child, the header, holds for each column, and a box with the words is in it. */
static void
align_titles (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; title != NULL && i < COLUMN_N;
       i++, title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);

      if (box != NULL && i != COLUMN_CELL && i != COLUMN_AREA)
        gtk_widget_set_halign (box, GTK_ALIGN_END);
    }
}

void
gw_statistics_columns_add (GtkColumnView *view, GwDesk *desk)
{
  for (guint i = 0; i < COLUMN_N; i++)
    add_column (view, desk, i);
  align_titles (view);
}

void
gw_statistics_columns_refresh (GtkColumnView *view)
{
  gtk_widget_queue_draw (GTK_WIDGET (view));
}
