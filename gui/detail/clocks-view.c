/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks of a case: the one of the present stage large, the others as a strip. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/clocks-view.h"

#include <glib/gi18n.h>

#include "gui/cases/lamp-icon.h"
#include "gui/detail/part.h"
#include "gui/model/clock-text.h"
#include "gui/model/text.h"

struct _GwClocksView
{
  GtkWidget parent_instance;

  GwCityInfo *city;
  GwCaseDetail *detail;
  GtkWidget *main_box;
  GtkLabel *stage_label;
  GtkLabel *left_label;
  GtkProgressBar *used_bar;
  GtkLabel *due_label;
  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (GwClocksView, gw_clocks_view, GTK_TYPE_WIDGET)

enum
{
  COLUMN_LAMP,
  COLUMN_STAGE,
  COLUMN_DUE,
  COLUMN_LEFT,
};

static void
gw_clocks_view_dispose (GObject *object)
{
  GwClocksView *self = GW_CLOCKS_VIEW (object);

  gw_part_clear (GTK_WIDGET (self));
  g_clear_pointer (&self->detail, gw_case_detail_unref);
  g_clear_object (&self->city);

  G_OBJECT_CLASS (gw_clocks_view_parent_class)->dispose (object);
}

static void
gw_clocks_view_class_init (GwClocksViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_clocks_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/detail/clocks-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GwClocksView, main_box);
  gtk_widget_class_bind_template_child (widget_class, GwClocksView, stage_label);
  gtk_widget_class_bind_template_child (widget_class, GwClocksView, left_label);
  gtk_widget_class_bind_template_child (widget_class, GwClocksView, used_bar);
  gtk_widget_class_bind_template_child (widget_class, GwClocksView, due_label);
  gtk_widget_class_bind_template_child (widget_class, GwClocksView, grid);
}

static void
gw_clocks_view_init (GwClocksView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static const GwStageClock *
clock_at (GwClocksView *self, guint i)
{
  return self->detail->progress.clocks->pdata[i];
}

/* The stage that the case is in; NULL when only the whole case is counted. */
static const GwStageClock *
find_present (GwClocksView *self)
{
  for (guint i = 0; i < self->detail->progress.clocks->len; i++)
    {
      const GwStageClock *clock = clock_at (self, i);

      if (clock->stopped_usec == 0 && clock->due_usec != 0 &&
          g_strcmp0 (clock->stage, "total") != 0)
        return clock;
    }
  return NULL;
}

static void
set_lamp_class (GtkWidget *widget, GwLamp lamp)
{
  gw_part_set_class (widget, "late", lamp == GW_LAMP_RED);
  gw_part_set_class (widget, "soon", lamp == GW_LAMP_YELLOW);
}

static char *
moment (GwClocksView *self, gint64 usec)
{
  return gw_text_moment (usec, gw_city_info_now (self->city),
                         gw_city_info_get_time_zone (self->city));
}

/* Why what is left does not get less just now; NULL when it does. */
static char *
describe_rest (GwClocksView *self, const GwStageClock *clock, gint64 now_usec)
{
  g_autofree char *turn = NULL;
  gint64 until_usec = self->detail->progress.suspended_until_usec;

  if (clock->paused_usec != 0 && until_usec != 0)
    {
      turn = moment (self, until_usec);
      return g_strdup_printf (_ ("all clocks are paused until %s"), turn);
    }
  if (clock->paused_usec != 0)
    return g_strdup (_ ("all clocks are paused"));
  if (clock->counting || clock->turns_usec == 0 || now_usec >= clock->turns_usec ||
      now_usec > clock->due_usec)
    return NULL;
  turn = moment (self, clock->turns_usec);
  return g_strdup_printf (_ ("counts again from %s"), turn);
}

static void
show_present (GwClocksView *self, const GwStageClock *clock, gint64 now_usec)
{
  g_autofree char *due_at =
      gw_text_full_moment (clock->due_usec, gw_city_info_get_time_zone (self->city));
  g_autofree char *due = g_strdup_printf (_ ("Due %s"), due_at);
  g_autofree char *left =
      gw_text_clock (clock, self->detail->progress.as_of_usec, now_usec);
  g_autofree char *rest = describe_rest (self, clock, now_usec);
  g_autofree char *text = rest != NULL ? g_strdup_printf ("%s · %s", due, rest) : NULL;
  GwLamp lamp = gw_stage_clock_lamp (clock, now_usec);

  gtk_label_set_text (self->stage_label, gw_text_stage (clock->stage));
  gtk_label_set_text (self->left_label, left);
  gtk_label_set_text (self->due_label, text != NULL ? text : due);
  gtk_progress_bar_set_fraction (self->used_bar, gw_stage_clock_used (clock, now_usec));
  set_lamp_class (GTK_WIDGET (self->left_label), lamp);
  set_lamp_class (GTK_WIDGET (self->used_bar), lamp);
}

static GtkWidget *
make_cell (const char *css_class)
{
  GtkWidget *label = gw_part_line (NULL, css_class);

  gtk_widget_add_css_class (label, "caption");
  return label;
}

static void
add_line (GwClocksView *self, const GwStageClock *clock, int line)
{
  GtkWidget *lamp = gw_lamp_icon_new (clock->lamp);
  GtkWidget *stage = make_cell (NULL);
  GtkWidget *due = make_cell ("numeric");
  GtkWidget *left = make_cell ("numeric");

  gtk_label_set_text (GTK_LABEL (stage), gw_text_stage (clock->stage));
  gtk_label_set_ellipsize (GTK_LABEL (stage), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (lamp, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (left), 1);
  gtk_widget_set_hexpand (due, TRUE);
  gw_part_set_class (stage, "dim-label", clock->stopped_usec != 0);
  gw_part_set_class (due, "dim-label", TRUE);
  gw_part_set_class (left, "dim-label", clock->stopped_usec != 0);
  gtk_grid_attach (self->grid, lamp, COLUMN_LAMP, line, 1, 1);
  gtk_grid_attach (self->grid, stage, COLUMN_STAGE, line, 1, 1);
  gtk_grid_attach (self->grid, due, COLUMN_DUE, line, 1, 1);
  gtk_grid_attach (self->grid, left, COLUMN_LEFT, line, 1, 1);
}

static void
show_line (GwClocksView *self, const GwStageClock *clock, int line, gint64 now_usec)
{
  GtkWidget *left = gtk_grid_get_child_at (self->grid, COLUMN_LEFT, line);
  gint64 at_usec = clock->stopped_usec != 0 ? clock->stopped_usec : clock->due_usec;
  g_autofree char *at = moment (self, at_usec);
  g_autofree char *text =
      gw_text_clock (clock, self->detail->progress.as_of_usec, now_usec);
  g_autofree char *due = NULL;
  GwLamp lamp = gw_stage_clock_lamp (clock, now_usec);

  if (at[0] != '\0')
    due = g_strdup_printf (clock->stopped_usec != 0 ? _ ("ended %s") : _ ("due %s"), at);
  gtk_label_set_text (GTK_LABEL (gtk_grid_get_child_at (self->grid, COLUMN_DUE, line)),
                      due != NULL ? due : "");
  gtk_label_set_text (GTK_LABEL (left), text);
  gw_lamp_icon_set_lamp (
      GW_LAMP_ICON (gtk_grid_get_child_at (self->grid, COLUMN_LAMP, line)), lamp);
  set_lamp_class (left, lamp);
}

static void
show_time (GwClocksView *self)
{
  const GwStageClock *present = find_present (self);
  gint64 now_usec = gw_city_info_now (self->city);
  int line = 0;

  if (present != NULL)
    show_present (self, present, now_usec);
  for (guint i = 0; i < self->detail->progress.clocks->len; i++)
    if (clock_at (self, i) != present)
      show_line (self, clock_at (self, i), line++, now_usec);
}

void
gw_clocks_view_set_detail (GwClocksView *self, GwCaseDetail *detail, GwCityInfo *city)
{
  const GwStageClock *present;
  GtkWidget *child;
  int line = 0;

  g_return_if_fail (GW_IS_CLOCKS_VIEW (self));

  gw_case_detail_ref (detail);
  g_clear_pointer (&self->detail, gw_case_detail_unref);
  self->detail = detail;
  g_set_object (&self->city, city);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  present = find_present (self);
  for (guint i = 0; i < detail->progress.clocks->len; i++)
    if (clock_at (self, i) != present)
      add_line (self, clock_at (self, i), line++);
  gtk_widget_set_visible (self->main_box, present != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), line > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), detail->progress.clocks->len > 0);
  show_time (self);
}

gboolean
gw_clocks_view_tick (GwClocksView *self)
{
  gint64 now_usec;

  g_return_val_if_fail (GW_IS_CLOCKS_VIEW (self), TRUE);

  if (self->detail == NULL)
    return TRUE;
  show_time (self);
  now_usec = gw_city_info_now (self->city);
  for (guint i = 0; i < self->detail->progress.clocks->len; i++)
    if (gw_stage_clock_has_turned (clock_at (self, i), now_usec))
      return FALSE;
  return TRUE;
}
