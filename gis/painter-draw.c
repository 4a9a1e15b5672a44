/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas, then lines (casings before fills, bridges above), then boundaries, then names. */

#include "gis/painter-draw.h"

#include <math.h>

/* Points nearer than this to the last one are left out. */
#define DETAIL_PX 0.3
/* Areas smaller than this on both sides are left out. */
#define SPECK_PX 0.6
/* How far strokes reach beyond their line, at most. */
#define REACH_PX 32.0
#define HALO_PX 3.0
#define HALO_ALPHA 0.85

typedef struct
{
  cairo_t *cr;
  const GwScene *scene;
  const GwDrawView *view;
  double scale;     /* pixels per unit square side */
  GwSceneBox box;   /* the view grown by the reach of strokes */
  GPtrArray *found; /* scratch */
} Drawing;

static void
set_colour (cairo_t *cr, guint32 colour, double alpha)
{
  cairo_set_source_rgba (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                         (colour & 0xff) / 255.0, alpha);
}

/*
 * On cairo's own raster of 1/256 pixel, counted from the world's corner: so that neighbouring
 * tiles round a point that both draw to the same place.
 */
static double
snap (double pixels)
{
  return floor (pixels * 256 + 0.5) / 256;
}

static double
pixel_x (const Drawing *drawing, GwMercator point)
{
  return snap (point.x * drawing->scale) - drawing->view->left;
}

static double
pixel_y (const Drawing *drawing, GwMercator point)
{
  return snap (point.y * drawing->scale) - drawing->view->top;
}

static gboolean
is_speck (const Drawing *drawing, const GwSceneItem *item)
{
  return (item->box.max.x - item->box.min.x) * drawing->scale < SPECK_PX &&
         (item->box.max.y - item->box.min.y) * drawing->scale < SPECK_PX;
}

static void
add_ring (const Drawing *drawing, const GwMercator *points, guint n)
{
  double last_x = 0, last_y = 0;

  for (guint i = 0; i < n; i++)
    {
      double x = pixel_x (drawing, points[i]), y = pixel_y (drawing, points[i]);

      if (i == 0)
        cairo_move_to (drawing->cr, x, y);
      else if (fabs (x - last_x) + fabs (y - last_y) < DETAIL_PX)
        continue;
      else
        cairo_line_to (drawing->cr, x, y);
      last_x = x;
      last_y = y;
    }
  cairo_close_path (drawing->cr);
}

static void
add_area (const Drawing *drawing, const GwSceneItem *item)
{
  guint start = 0;

  for (guint i = 0; i < item->n_rings; i++)
    {
      add_ring (drawing, item->points + start, item->ring_ends[i] - start);
      start = item->ring_ends[i];
    }
}

static void
draw_areas (Drawing *drawing, const GwAreaStyle *style)
{
  cairo_t *cr = drawing->cr;
  gboolean outlined = style->outline_zoom && drawing->view->zoom >= style->outline_zoom;

  if (drawing->view->zoom < style->zoom_min)
    return;
  gw_scene_find (drawing->scene, style->kind, drawing->box, drawing->found);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_width (cr, style->outline_width);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint i = 0; i < drawing->found->len; i++)
    {
      const GwSceneItem *item = g_ptr_array_index (drawing->found, i);

      if (item->n_rings == 0 || is_speck (drawing, item))
        continue;
      add_area (drawing, item);
      set_colour (cr, style->fill, 1);
      if (!outlined)
        cairo_fill (cr);
      else
        {
          cairo_fill_preserve (cr);
          set_colour (cr, style->outline, 1);
          cairo_stroke (cr);
        }
    }
}

static gboolean
segment_meets (const GwSceneBox *box, GwMercator a, GwMercator b)
{
  return MIN (a.x, b.x) <= box->max.x && MAX (a.x, b.x) >= box->min.x &&
         MIN (a.y, b.y) <= box->max.y && MAX (a.y, b.y) >= box->min.y;
}

static void
add_run (const Drawing *drawing, const GwSceneItem *item, guint first, guint last)
{
  double last_x = pixel_x (drawing, item->points[first]);
  double last_y = pixel_y (drawing, item->points[first]);

  cairo_move_to (drawing->cr, last_x, last_y);
  for (guint i = first + 1; i <= last; i++)
    {
      double x = pixel_x (drawing, item->points[i]), y = pixel_y (drawing, item->points[i]);

      if (i < last && fabs (x - last_x) + fabs (y - last_y) < DETAIL_PX)
        continue;
      cairo_line_to (drawing->cr, x, y);
      last_x = x;
      last_y = y;
    }
}

/* Strokes only the runs of segments near the view; dashes go on as if all were drawn. */
static void
stroke_line (const Drawing *drawing, const GwSceneItem *item, const double *dash)
{
  guint i = 0, last = item->n_points - 1;

  while (i < last)
    {
      guint first;

      while (i < last &&
             !segment_meets (&drawing->box, item->points[i], item->points[i + 1]))
        i++;
      first = i;
      while (i < last &&
             segment_meets (&drawing->box, item->points[i], item->points[i + 1]))
        i++;
      if (i == first)
        continue;
      if (dash != NULL)
        cairo_set_dash (drawing->cr, dash, 4, item->lengths[first] * drawing->scale);
      add_run (drawing, item, first, i);
      cairo_stroke (drawing->cr);
    }
}

static gboolean
style_takes (const GwLineStyle *style, const GwSceneItem *item)
{
  const GwMapFeature *feature = item->feature;

  if (item->n_rings > 0 || item->n_points < 2)
    return FALSE;
  if (feature->kind != GW_MAP_BOUNDARY)
    return TRUE;
  return style->rank == (feature->rank == 0 ? 3 : feature->rank);
}

/* One pass over the lines of a style: casings or fills, bridges or the others. */
static void
draw_lines (Drawing *drawing, const GwLineStyle *style, gboolean casing, gboolean bridges)
{
  cairo_t *cr = drawing->cr;
  double width = (double)gw_style_size (style->width, drawing->view->zoom);
  const double *dash = !casing && style->dash[0] > 0 ? style->dash : NULL;

  if (width <= 0)
    return;
  if (casing && (style->casing_zoom == 0 || drawing->view->zoom < style->casing_zoom))
    return;
  gw_scene_find (drawing->scene, style->kind, drawing->box, drawing->found);
  set_colour (cr, casing ? style->casing : style->fill, 1);
  cairo_set_line_width (cr, casing ? width + 2 * style->casing_width : width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  /* A round end of a casing would show as an arc across the road that goes on. */
  cairo_set_line_cap (cr, dash || bridges ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint i = 0; i < drawing->found->len; i++)
    {
      const GwSceneItem *item = g_ptr_array_index (drawing->found, i);

      if (item->feature->bridge == bridges && style_takes (style, item))
        stroke_line (drawing, item, dash);
    }
}

static void
draw_all_lines (Drawing *drawing)
{
  guint n_styles;
  const GwLineStyle *styles = gw_style_lines (&n_styles);

  for (guint i = 0; i < n_styles; i++)
    draw_lines (drawing, &styles[i], TRUE, FALSE);
  for (guint i = 0; i < n_styles; i++)
    draw_lines (drawing, &styles[i], FALSE, FALSE);
  for (guint i = 0; i < n_styles; i++)
    {
      draw_lines (drawing, &styles[i], TRUE, TRUE);
      draw_lines (drawing, &styles[i], FALSE, TRUE);
    }
}

static void
add_label (const Drawing *drawing, const GwLabel *label, GwTextCache *texts)
{
  for (guint i = 0; i < label->pieces->len; i++)
    {
      const GwLabelPiece *piece = &g_array_index (label->pieces, GwLabelPiece, i);

      cairo_save (drawing->cr);
      cairo_translate (drawing->cr, piece->x - drawing->view->left,
                       piece->y - drawing->view->top);
      cairo_rotate (drawing->cr, piece->angle);
      gw_text_cache_append (texts, drawing->cr, piece->text, label->size,
                            label->style->bold);
      cairo_restore (drawing->cr);
    }
}

static void
draw_labels (Drawing *drawing, const GwLabelSet *labels, GwTextCache *texts)
{
  const GwDrawView *view = drawing->view;
  cairo_t *cr = drawing->cr;

  gw_label_set_find (labels, view->left - HALO_PX, view->top - HALO_PX,
                     view->left + view->width + HALO_PX, view->top + view->height + HALO_PX,
                     drawing->found);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, HALO_PX);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  for (guint i = 0; i < drawing->found->len; i++)
    {
      const GwLabel *label = g_ptr_array_index (drawing->found, i);

      cairo_new_path (cr);
      add_label (drawing, label, texts);
      set_colour (cr, 0xffffff, HALO_ALPHA);
      cairo_stroke_preserve (cr);
      set_colour (cr, label->style->colour, 1);
      cairo_fill (cr);
    }
}

void
gw_draw_map (cairo_t *cr, const GwScene *scene, const GwLabelSet *labels,
             GwTextCache *texts, const GwDrawView *view)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  double scale = (double)GW_TILE_SIZE * (double)(1u << view->zoom);
  Drawing drawing = {
    .cr = cr,
    .scene = scene,
    .view = view,
    .scale = scale,
    .box = { { (view->left - REACH_PX) / scale, (view->top - REACH_PX) / scale },
             { (view->left + view->width + REACH_PX) / scale,
               (view->top + view->height + REACH_PX) / scale } },
    .found = found,
  };
  guint n_styles;
  const GwAreaStyle *styles = gw_style_areas (&n_styles);

  set_colour (cr, GW_STYLE_LAND, 1);
  cairo_paint (cr);
  for (guint i = 0; i < n_styles; i++)
    draw_areas (&drawing, &styles[i]);
  draw_all_lines (&drawing);
  draw_labels (&drawing, labels, texts);
}
