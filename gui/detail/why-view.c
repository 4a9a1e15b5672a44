/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a decision came out as it did, step by step, for who wants to know. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/why-view.h"

#include "gui/detail/part.h"

struct _GwWhyView
{
  GtkWidget parent_instance;

  GtkExpander *expander;
  GtkWidget *steps; /* a grid: number, text */
};

G_DEFINE_FINAL_TYPE (GwWhyView, gw_why_view, GTK_TYPE_WIDGET)

static void
gw_why_view_dispose (GObject *object)
{
  gw_part_clear (GTK_WIDGET (object));

  G_OBJECT_CLASS (gw_why_view_parent_class)->dispose (object);
}

static void
gw_why_view_class_init (GwWhyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_why_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_why_view_init (GwWhyView *self)
{
  self->expander = GTK_EXPANDER (gtk_expander_new (NULL));
  self->steps = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->steps), 8);
  gtk_grid_set_row_spacing (GTK_GRID (self->steps), 4);
  gtk_widget_add_css_class (GTK_WIDGET (self->expander), "why");
  gtk_widget_add_css_class (self->steps, "why-steps");
  gtk_expander_set_child (self->expander, self->steps);
  gtk_widget_set_parent (GTK_WIDGET (self->expander), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
gw_why_view_set_title (GwWhyView *self, const char *title)
{
  g_return_if_fail (GW_IS_WHY_VIEW (self));

  gtk_expander_set_label (self->expander, title);
}

void
gw_why_view_set_steps (GwWhyView *self, const char *const *steps)
{
  guint n = steps != NULL ? g_strv_length ((char **)steps) : 0;

  g_return_if_fail (GW_IS_WHY_VIEW (self));

  gw_part_clear (self->steps);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget *mark = gw_part_line (number, "numeric");
      GtkWidget *text = gw_part_label (steps[i], NULL);

      gtk_widget_add_css_class (mark, "dim-label");
      gtk_widget_set_valign (mark, GTK_ALIGN_START);
      gtk_widget_set_visible (mark, n > 1);
      gtk_widget_set_hexpand (text, TRUE);
      gtk_grid_attach (GTK_GRID (self->steps), mark, 0, (int)i, 1, 1);
      gtk_grid_attach (GTK_GRID (self->steps), text, 1, (int)i, 1, 1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}
