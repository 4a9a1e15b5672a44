/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases by their lamps as one stacked bar. */
#define G_LOG_DOMAIN "gridward-wall"

#include "gui/wall/wall-bar.h"

#include <math.h>

struct _GwWallBar
{
  GtkWidget parent_instance;

  guint lamps[GW_LAMP_N];
  guint full;
};

G_DEFINE_FINAL_TYPE (GwWallBar, gw_wall_bar, GTK_TYPE_WIDGET)

/* The worst first: it begins where all bars begin, and is compared by its length. */
static const struct
{
  GwLamp lamp;
  GdkRGBA colour;
} parts[] = {
  { GW_LAMP_RED, { 0.88f, 0.20f, 0.24f, 1 } },
  { GW_LAMP_YELLOW, { 0.97f, 0.78f, 0.16f, 1 } },
  { GW_LAMP_GREEN, { 0.18f, 0.65f, 0.44f, 1 } },
  { GW_LAMP_NONE, { 0.55f, 0.60f, 0.67f, 1 } },
};

static void
gw_wall_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwWallBar *self = GW_WALL_BAR (widget);
  double width = gtk_widget_get_width (widget);
  float height = (float)gtk_widget_get_height (widget);
  guint before = 0;

  if (self->full == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      guint count = self->lamps[parts[i].lamp];
      float from = (float)round (width * before / self->full);
      float to = (float)round (width * (before + count) / self->full);

      before += count;
      if (to > from)
        gtk_snapshot_append_color (snapshot, &parts[i].colour,
                                   &GRAPHENE_RECT_INIT (from, 0, to - from, height));
    }
}

static void
gw_wall_bar_class_init (GwWallBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = gw_wall_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "wallbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gw_wall_bar_init (GwWallBar *self)
{
}

GtkWidget *
gw_wall_bar_new (void)
{
  return g_object_new (GW_TYPE_WALL_BAR, NULL);
}

void
gw_wall_bar_show (GwWallBar *self, const guint *lamps, guint full)
{
  g_return_if_fail (GW_IS_WALL_BAR (self));

  for (guint i = 0; i < GW_LAMP_N; i++)
    self->lamps[i] = lamps[i];
  self->full = full;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
