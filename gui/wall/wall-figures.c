/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day in seven large numbers. */
#define G_LOG_DOMAIN "gridward-wall"

#include "gui/wall/wall-figures.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"

typedef enum
{
  FIGURE_REPORTED,
  FIGURE_FILED,
  FIGURE_DISPATCHED,
  FIGURE_CLOSED,
  FIGURE_OVERDUE,
  FIGURE_CLOSURE,
  FIGURE_TIMELY,
  N_FIGURES,
} Figure;

static const char *const titles[N_FIGURES] = {
  [FIGURE_REPORTED] = N_ ("Reported today"),     [FIGURE_FILED] = N_ ("Filed today"),
  [FIGURE_DISPATCHED] = N_ ("Dispatched today"), [FIGURE_CLOSED] = N_ ("Closed today"),
  [FIGURE_OVERDUE] = N_ ("Overdue now"),         [FIGURE_CLOSURE] = N_ ("Closure rate"),
  [FIGURE_TIMELY] = N_ ("Handled in time"),
};

struct _GwWallFigures
{
  GtkWidget parent_instance;

  GtkWidget *tiles[N_FIGURES];
  GtkLabel *numbers[N_FIGURES];
  GtkLabel *parts[N_FIGURES]; /* what a rate is made of */
};

G_DEFINE_FINAL_TYPE (GwWallFigures, gw_wall_figures, GTK_TYPE_WIDGET)

static void
gw_wall_figures_dispose (GObject *object)
{
  GwWallFigures *self = GW_WALL_FIGURES (object);

  for (guint i = 0; i < N_FIGURES; i++)
    g_clear_pointer (&self->tiles[i], gtk_widget_unparent);

  G_OBJECT_CLASS (gw_wall_figures_parent_class)->dispose (object);
}

static void
gw_wall_figures_class_init (GwWallFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_wall_figures_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_line (GtkWidget *tile, const char *text, const char *css_class)
{
  GtkWidget *label = gw_part_line (text, css_class);

  gtk_box_append (GTK_BOX (tile), label);
  return GTK_LABEL (label);
}

static void
gw_wall_figures_init (GwWallFigures *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_homogeneous (layout, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "wall-figures");
  for (guint i = 0; i < N_FIGURES; i++)
    {
      GtkWidget *tile = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_add_css_class (tile, "wall-tile");
      add_line (tile, _ (titles[i]), "wall-title");
      gtk_box_append (GTK_BOX (tile), line);
      self->numbers[i] = add_line (line, "–", "wall-number");
      /* Rather less of what it is made of than of the number. */
      gtk_label_set_ellipsize (self->numbers[i], PANGO_ELLIPSIZE_NONE);
      self->parts[i] = add_line (line, "", "wall-small");
      gtk_widget_set_valign (GTK_WIDGET (self->parts[i]), GTK_ALIGN_END);
      gtk_widget_set_parent (tile, GTK_WIDGET (self));
      self->tiles[i] = tile;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The day in numbers"), -1);
}

static void
show_text (GwWallFigures *self, Figure figure, const char *text)
{
  g_autofree char *whole = g_strdup_printf ("%s: %s", _ (titles[figure]), text);

  if (g_strcmp0 (gtk_label_get_label (self->numbers[figure]), text) == 0)
    return;
  gtk_label_set_label (self->numbers[figure], text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->numbers[figure]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

static void
show_count (GwWallFigures *self, Figure figure, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  show_text (self, figure, text);
}

static void
show_rate (GwWallFigures *self, Figure figure, GwRateRecord rate)
{
  g_autofree char *parts = g_strdup_printf ("%" G_GINT64_FORMAT " ÷ %" G_GINT64_FORMAT,
                                            rate.numerator, rate.denominator);
  g_autofree char *text = NULL;

  if (rate.denominator > 0)
    text = g_strdup_printf ("%.0f %%",
                            100.0 * (double)rate.numerator / (double)rate.denominator);
  show_text (self, figure, text != NULL ? text : "–");
  gtk_label_set_label (self->parts[figure], text != NULL ? parts : "");
}

void
gw_wall_figures_show (GwWallFigures *self, const GwBoardRecord *board)
{
  g_return_if_fail (GW_IS_WALL_FIGURES (self) && board != NULL);

  show_count (self, FIGURE_REPORTED, board->reported);
  show_count (self, FIGURE_FILED, board->filed);
  show_count (self, FIGURE_DISPATCHED, board->dispatched);
  show_count (self, FIGURE_CLOSED, board->closed);
  show_count (self, FIGURE_OVERDUE, board->overdue);
  show_rate (self, FIGURE_CLOSURE, board->closure);
  show_rate (self, FIGURE_TIMELY, board->timely);
  gw_part_set_class (GTK_WIDGET (self->numbers[FIGURE_OVERDUE]), "late",
                     board->overdue > 0);
}
