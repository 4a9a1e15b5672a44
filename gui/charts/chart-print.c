/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts on paper. */
#define G_LOG_DOMAIN "gridward-charts"

#include "gui/charts/chart-print.h"

#include <pango/pangocairo.h>

#include "gui/charts/chart-draw.h"

#define COLUMNS 2
#define PER_PAGE 6
/* Points. */
#define MARGIN 36.0
#define HEADING 58.0
#define NOTE 20.0 /* below the top of the heading */
#define NOTE_LINES 2
#define TITLE 18.0
#define LEFT_OUT 13.0 /* below the title, where something is left out */
#define GAP 18.0

guint
gw_chart_pages (GPtrArray *charts)
{
  return MAX ((charts->len + PER_PAGE - 1) / PER_PAGE, 1);
}

static void
draw_line (cairo_t *cr, PangoContext *context, const char *text, double x, double y,
           double width, gboolean large)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (large ? 1.3 : 1.0));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_note (cairo_t *cr, PangoContext *context, const char *text, double x, double y,
           double width)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);

  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_height (layout, -NOTE_LINES);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  cairo_set_source_rgb (cr, 0.3, 0.3, 0.3);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

/* Under its title, with what is left out of it; or why there is nothing. */
static void
draw_chart (cairo_t *cr, GwChart *chart, PangoContext *context, const GwChartRect *cell)
{
  GwChartStyle style = { FALSE, FALSE, -1, context };
  double top = cell->y + TITLE;
  g_autoptr (GwChartLayout) layout = NULL;

  draw_line (cr, context, chart->title, cell->x, cell->y, cell->width, FALSE);
  if (chart->note != NULL)
    {
      draw_note (cr, context, chart->note, cell->x, top - TITLE + LEFT_OUT, cell->width);
      top += LEFT_OUT;
    }
  if (!gw_chart_has_values (chart))
    {
      draw_note (cr, context, gw_chart_empty_text (chart), cell->x, top, cell->width);
      return;
    }
  layout = gw_chart_layout_new (chart, cell->width, cell->y + cell->height - top,
                                gw_chart_em (context));
  cairo_save (cr);
  cairo_translate (cr, cell->x, top);
  gw_chart_draw (cr, chart, layout, &style);
  cairo_restore (cr);
}

void
gw_chart_draw_page (cairo_t *cr, GPtrArray *charts, const char *heading, const char *note,
                    guint page, double width, double height)
{
  PangoContext *context = pango_cairo_create_context (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans 9");
  double cell_width = (width - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
  double cell_height = (height - 2 * MARGIN - HEADING) / (PER_PAGE / COLUMNS) - GAP;

  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  pango_cairo_context_set_resolution (context, 72);
  draw_line (cr, context, heading, MARGIN, MARGIN, width - 2 * MARGIN, TRUE);
  draw_note (cr, context, note, MARGIN, MARGIN + NOTE, width - 2 * MARGIN);
  for (guint i = page * PER_PAGE; i < MIN (charts->len, (page + 1) * PER_PAGE); i++)
    {
      guint place = i - page * PER_PAGE;
      GwChartRect cell = { MARGIN + (place % COLUMNS) * (cell_width + GAP),
                           MARGIN + HEADING +
                               (guint)(place / COLUMNS) * (cell_height + GAP),
                           cell_width, cell_height };

      draw_chart (cr, charts->pdata[i], context, &cell);
    }
  g_object_unref (context);
}

typedef struct
{
  GPtrArray *charts;
  char *heading;
  char *note;
} Printing;

static void
printing_free (gpointer data, GClosure *closure)
{
  Printing *printing = data;

  g_ptr_array_unref (printing->charts);
  g_free (printing->heading);
  g_free (printing->note);
  g_free (printing);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page,
         Printing *printing)
{
  gw_chart_draw_page (gtk_print_context_get_cairo_context (context), printing->charts,
                      printing->heading, printing->note, (guint)page,
                      gtk_print_context_get_width (context),
                      gtk_print_context_get_height (context));
}

void
gw_chart_print (GPtrArray *charts, const char *heading, const char *note, GtkWindow *parent)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  Printing *printing = g_new0 (Printing, 1);

  printing->charts = g_ptr_array_ref (charts);
  printing->heading = g_strdup (heading);
  printing->note = g_strdup (note);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, heading);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int)gw_chart_pages (charts));
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_cb), printing,
                         printing_free, 0);
  /* The dialog itself says what went wrong. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent,
                           NULL);
}
