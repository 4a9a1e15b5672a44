/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain shapes that can be told apart at nine pixels; each in a square from -1 to 1. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/class-marks.h"

#define LINE 0.42

static void
line (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  cairo_stroke (cr);
}

static void
disc (cairo_t *cr, double x, double y, double r)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
box (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

/* A cover: a cross in a ring. */
static void
draw_utilities (cairo_t *cr)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 0.8, 0, 2 * G_PI);
  cairo_stroke (cr);
  line (cr, -0.8, 0, 0.8, 0);
  line (cr, 0, -0.8, 0, 0.8);
}

/* A road with its middle line. */
static void
draw_traffic (cairo_t *cr)
{
  line (cr, -0.75, 0.95, -0.4, -0.95);
  line (cr, 0.75, 0.95, 0.4, -0.95);
  box (cr, -0.15, -0.8, 0.3, 0.6);
  box (cr, -0.2, 0.2, 0.4, 0.7);
}

/* A bin with its lid. */
static void
draw_sanitation (cairo_t *cr)
{
  line (cr, -0.95, -0.7, 0.95, -0.7);
  cairo_move_to (cr, -0.75, -0.3);
  cairo_line_to (cr, 0.75, -0.3);
  cairo_line_to (cr, 0.55, 0.95);
  cairo_line_to (cr, -0.55, 0.95);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* A tree. */
static void
draw_greenery (cairo_t *cr)
{
  disc (cr, 0, -0.3, 0.68);
  line (cr, 0, 0.2, 0, 1);
}

/* A thing. */
static void
draw_other_component (cairo_t *cr)
{
  cairo_rectangle (cr, -0.7, -0.7, 1.4, 1.4);
  cairo_stroke (cr);
}

/* A heap. */
static void
draw_environment (cairo_t *cr)
{
  cairo_move_to (cr, -1, 0.8);
  cairo_curve_to (cr, -0.7, -0.2, -0.5, -0.1, -0.35, 0.05);
  cairo_curve_to (cr, -0.2, -0.9, 0.3, -0.9, 0.4, 0);
  cairo_curve_to (cr, 0.6, -0.1, 0.8, 0.2, 1, 0.8);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* A banner. */
static void
draw_advertising (cairo_t *cr)
{
  line (cr, -0.7, -1, -0.7, 1);
  box (cr, -0.5, -0.9, 1.4, 1);
}

/* A cone. */
static void
draw_construction (cairo_t *cr)
{
  cairo_move_to (cr, 0, -1);
  cairo_line_to (cr, 0.6, 0.6);
  cairo_line_to (cr, -0.6, 0.6);
  cairo_close_path (cr);
  cairo_fill (cr);
  line (cr, -0.95, 0.8, 0.95, 0.8);
}

/* A stall with its awning. */
static void
draw_street_order (cairo_t *cr)
{
  box (cr, -0.95, -0.8, 1.9, 0.7);
  line (cr, -0.65, 0, -0.65, 0.95);
  line (cr, 0.65, 0, 0.65, 0.95);
}

/* Whatever else. */
static void
draw_other_matter (cairo_t *cr)
{
  for (int i = -1; i <= 1; i++)
    disc (cr, i * 0.7, 0, 0.26);
}

static void (*const marks[GW_N_CLASS_GROUPS]) (cairo_t *cr) = {
  [1] = draw_utilities,     [2] = draw_traffic,         [3] = draw_sanitation,
  [4] = draw_greenery,      [5] = draw_other_component, [6] = draw_environment,
  [7] = draw_advertising,   [8] = draw_construction,    [9] = draw_street_order,
  [10] = draw_other_matter,
};

void
gw_class_mark_draw (cairo_t *cr, guint group, double size)
{
  g_return_if_fail (group < GW_N_CLASS_GROUPS);
  if (marks[group] == NULL)
    return;
  cairo_save (cr);
  cairo_scale (cr, size, size);
  cairo_set_line_width (cr, LINE);
  cairo_new_path (cr);
  marks[group](cr);
  cairo_restore (cr);
}
