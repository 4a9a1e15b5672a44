/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widget that shows a chart and lets its marks be chosen. */
#define G_LOG_DOMAIN "gridward-charts"

#include "gui/charts/chart-area.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gui/charts/chart-draw.h"

#define MIN_WIDTH 200
#define MIN_HEIGHT 150

struct _GwChartArea
{
  GtkWidget parent_instance;

  GwChart *chart;        /* or NULL */
  GwChartLayout *layout; /* of the last size; NULL: to be made */
  int focus;             /* the mark of the keyboard; -1: none yet */
};

G_DEFINE_FINAL_TYPE (GwChartArea, gw_chart_area, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GwChartLayout *
ensure_layout (GwChartArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->layout == NULL && self->chart != NULL)
    self->layout = gw_chart_layout_new (
        self->chart, gtk_widget_get_width (widget), gtk_widget_get_height (widget),
        gw_chart_em (gtk_widget_get_pango_context (widget)));
  return self->layout;
}

static guint
count_marks (GwChartArea *self)
{
  GwChartLayout *layout = ensure_layout (self);

  return layout != NULL ? layout->n_marks : 0;
}

static void
tell (GwChartArea *self)
{
  gboolean at_mark = self->focus >= 0 && self->chart != NULL &&
                     (guint)self->focus < self->chart->marks->len;
  const char *keys =
      _ ("Arrow keys move between the marks, Space filters, Enter goes into one");
  g_autofree char *left_out =
      self->chart != NULL ? gw_chart_left_out_text (self->chart, count_marks (self)) : NULL;
  g_autofree char *both = left_out != NULL
                              /* TRANSLATORS: two sentences. */
                              ? g_strdup_printf (_ ("%s. %s"), left_out, keys)
                              : g_strdup (keys);

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      at_mark ? gw_chart_get (self->chart, (guint)self->focus)->text : both, -1);
}

static void
forget_layout (GwChartArea *self)
{
  g_clear_pointer (&self->layout, gw_chart_layout_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
emit_for (GwChartArea *self, guint signal, int mark)
{
  g_autofree char *key = NULL;

  if (mark < 0 || self->chart == NULL || (guint)mark >= self->chart->marks->len)
    return;
  key = g_strdup (gw_chart_get (self->chart, (guint)mark)->key);
  if (key[0] != '\0')
    g_signal_emit (self, signals[signal], 0, key);
}

static void
move_focus (GwChartArea *self, int to)
{
  int n = (int)count_marks (self);

  if (n == 0)
    return;
  self->focus = CLAMP (to, 0, n - 1);
  tell (self);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* How far Up and Down go: in a heat map to the row above or below. */
static int
row_step (GwChartArea *self)
{
  return self->chart != NULL && self->chart->kind == GW_CHART_HEAT
             ? (int)g_strv_length (self->chart->column_labels)
             : 1;
}

static gboolean
key_pressed_cb (GwChartArea *self, guint key, guint code, GdkModifierType state)
{
  int row = row_step (self);

  if (self->chart == NULL ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
      move_focus (self, self->focus - 1);
      break;
    case GDK_KEY_Right:
      move_focus (self, self->focus + 1);
      break;
    case GDK_KEY_Up:
      if (self->focus - row >= 0 || row == 1)
        move_focus (self, self->focus - row);
      break;
    case GDK_KEY_Down:
      if (self->focus + row < (int)count_marks (self) || row == 1)
        move_focus (self, self->focus + row);
      break;
    case GDK_KEY_Home:
      move_focus (self, 0);
      break;
    case GDK_KEY_End:
      move_focus (self, (int)count_marks (self) - 1);
      break;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      emit_for (self, SIGNAL_CHOSEN, self->focus);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      emit_for (self, SIGNAL_ENTERED, self->focus);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

static int
mark_at (GwChartArea *self, double x, double y)
{
  GwChartLayout *layout = ensure_layout (self);

  return layout != NULL ? gw_chart_layout_find (layout, x, y) : -1;
}

static void
pressed_cb (GwChartArea *self, int n_press, double x, double y)
{
  int mark = mark_at (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (mark < 0)
    return;
  move_focus (self, mark);
  emit_for (self, n_press == 2 ? SIGNAL_ENTERED : SIGNAL_CHOSEN, mark);
}

static gboolean
query_tooltip_cb (GwChartArea *self, int x, int y, gboolean by_keyboard,
                  GtkTooltip *tooltip)
{
  int mark = by_keyboard ? self->focus : mark_at (self, x, y);
  const GwChartRect *area;

  if (mark < 0 || (guint)mark >= count_marks (self))
    return FALSE;
  area = &g_array_index (self->layout->areas, GwChartRect, mark);
  gtk_tooltip_set_text (tooltip, gw_chart_get (self->chart, (guint)mark)->text);
  gtk_tooltip_set_tip_area (
      tooltip,
      &(GdkRectangle){ (int)area->x, (int)area->y, (int)area->width, (int)area->height });
  return TRUE;
}

/* ---- the widget ---- */

static void
gw_chart_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwChartArea *self = GW_CHART_AREA (widget);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GwChartStyle style = {
    .dark = adw_style_manager_get_dark (manager),
    .high_contrast = adw_style_manager_get_high_contrast (manager),
    .focus = gtk_widget_has_visible_focus (widget) ? self->focus : -1,
    .context = gtk_widget_get_pango_context (widget),
  };
  graphene_rect_t bounds;
  cairo_t *cr;

  if (ensure_layout (self) == NULL)
    return;
  bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                               gtk_widget_get_height (widget));
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  gw_chart_draw (cr, self->chart, self->layout, &style);
  cairo_destroy (cr);
}

static void
gw_chart_area_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                       int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  GwChartArea *self = GW_CHART_AREA (widget);
  double em = gw_chart_em (gtk_widget_get_pango_context (widget));

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  if (orientation == GTK_ORIENTATION_VERTICAL && self->chart != NULL)
    *natural = MAX (*natural, (int)ceil (gw_chart_layout_height (self->chart, em)));
}

static void
gw_chart_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  forget_layout (GW_CHART_AREA (widget));
  tell (GW_CHART_AREA (widget));
}

static void
gw_chart_area_dispose (GObject *object)
{
  GwChartArea *self = GW_CHART_AREA (object);

  g_clear_pointer (&self->layout, gw_chart_layout_free);
  g_clear_pointer (&self->chart, gw_chart_unref);

  G_OBJECT_CLASS (gw_chart_area_parent_class)->dispose (object);
}

static void
gw_chart_area_class_init (GwChartAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_chart_area_dispose;
  widget_class->snapshot = gw_chart_area_snapshot;
  widget_class->measure = gw_chart_area_measure;
  widget_class->size_allocate = gw_chart_area_size_allocate;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", GW_TYPE_CHART_AREA, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ENTERED] =
      g_signal_new ("entered", GW_TYPE_CHART_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gw_chart_area_init (GwChartArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->focus = -1;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, focus);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  tell (self);
}

GtkWidget *
gw_chart_area_new (void)
{
  return g_object_new (GW_TYPE_CHART_AREA, NULL);
}

/* Where the key is among the marks now. */
static int
find_key (GwChart *chart, const char *key)
{
  for (guint i = 0; chart != NULL && key != NULL && i < chart->marks->len; i++)
    if (g_strcmp0 (gw_chart_get (chart, i)->key, key) == 0)
      return (int)i;
  return -1;
}

void
gw_chart_area_set_chart (GwChartArea *self, GwChart *chart)
{
  g_autoptr (GwChart) old = NULL;

  g_return_if_fail (GW_IS_CHART_AREA (self));

  old = g_steal_pointer (&self->chart);
  self->chart = chart != NULL ? gw_chart_ref (chart) : NULL;
  self->focus = self->focus >= 0 && old != NULL && (guint)self->focus < old->marks->len
                    ? find_key (chart, gw_chart_get (old, (guint)self->focus)->key)
                    : -1;
  forget_layout (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (chart != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    chart->title, -1);
  tell (self);
}
