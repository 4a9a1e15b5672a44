/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written and drawn over the map. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/note-layer.h"

#include "gui/map/tile-layer.h"

#include <math.h>

#define NOTES_MIN_ZOOM 14.5
#define NOTE_MAX_PX 150
#define RING 13.0
/* Times on a track stand no nearer to each other than this. */
#define TIME_GAP_PX 90.0
#define MARGIN_PX 80.0

struct _GwNoteLayer
{
  ShumateLayer parent_instance;

  GPtrArray *notes;
  GPtrArray *track;
  GwLonLat from;
  GArray *to; /* GwLonLat */
  GTimeZone *zone;
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (GwNoteLayer, gw_note_layer, SHUMATE_TYPE_LAYER)

typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  const GwMapFrame *frame;
  gboolean dark;
} Pen;

void
gw_map_note_free (GwMapNote *note)
{
  g_free (note->text);
  g_free (note);
}

static gboolean
is_in_sight (const GwMapFrame *frame, double x, double y)
{
  return x > -MARGIN_PX && y > -MARGIN_PX && x < frame->width + MARGIN_PX &&
         y < frame->height + MARGIN_PX;
}

static void
draw_text (const Pen *pen, const char *text, double x, double y)
{
  int width, height;

  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_get_pixel_size (pen->layout, &width, &height);
  x = round (x - width / 2.0);
  y = round (y - height / 2.0);
  cairo_rectangle (pen->cr, x - 3, y - 1, width + 6, height + 2);
  cairo_set_source_rgba (pen->cr, pen->dark ? 0.1 : 1, pen->dark ? 0.08 : 1,
                         pen->dark ? 0.14 : 1, 0.85);
  cairo_fill (pen->cr);
  if (pen->dark)
    cairo_set_source_rgb (pen->cr, 0.88, 0.78, 1);
  else
    cairo_set_source_rgb (pen->cr, 0.28, 0.12, 0.42);
  cairo_move_to (pen->cr, x, y);
  pango_cairo_show_layout (pen->cr, pen->layout);
}

/* TRUE when the text covers none that was written before; then its place is taken. */
static gboolean
take_place (const Pen *pen, GArray *taken, const char *text, double x, double y)
{
  graphene_rect_t box;
  int width, height;

  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_get_pixel_size (pen->layout, &width, &height);
  box = GRAPHENE_RECT_INIT ((float)(x - width / 2.0 - 4), (float)(y - height / 2.0 - 2),
                            (float)width + 8, (float)height + 4);
  for (guint i = 0; i < taken->len; i++)
    if (graphene_rect_intersection (&g_array_index (taken, graphene_rect_t, i), &box, NULL))
      return FALSE;
  g_array_append_val (taken, box);
  return TRUE;
}

static void
draw_notes (GwNoteLayer *self, const Pen *pen)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  for (guint i = 0; i < self->notes->len; i++)
    {
      const GwMapNote *note = g_ptr_array_index (self->notes, i);
      double x, y;

      gw_map_frame_to_widget (pen->frame, note->at, &x, &y);
      if (is_in_sight (pen->frame, x, y) && take_place (pen, taken, note->text, x, y))
        draw_text (pen, note->text, x, y);
    }
}

static void
stroke (const Pen *pen, double width)
{
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (pen->cr, pen->dark ? 0 : 1, pen->dark ? 0 : 1, pen->dark ? 0 : 1,
                         0.9);
  cairo_set_line_width (pen->cr, width + 3);
  cairo_stroke_preserve (pen->cr);
  if (pen->dark)
    cairo_set_source_rgb (pen->cr, 0.8, 0.66, 0.95);
  else
    cairo_set_source_rgb (pen->cr, 0.38, 0.21, 0.51);
  cairo_set_line_width (pen->cr, width);
  cairo_stroke (pen->cr);
}

static void
place_of (const GwNoteLayer *self, const Pen *pen, guint i, double *ret_x, double *ret_y)
{
  const GwTrackPlace *place = g_ptr_array_index (self->track, i);

  gw_map_frame_to_widget (pen->frame,
                          gw_mercator_from_lon_lat ((GwLonLat){ place->lon, place->lat }),
                          ret_x, ret_y);
}

static void
draw_times (GwNoteLayer *self, const Pen *pen)
{
  double last_x = -G_MAXINT, last_y = -G_MAXINT;

  for (guint i = self->track->len; i > 0; i--)
    {
      const GwTrackPlace *place = g_ptr_array_index (self->track, i - 1);
      g_autoptr (GDateTime) utc =
          g_date_time_new_from_unix_utc (place->at_usec / G_USEC_PER_SEC);
      g_autoptr (GDateTime) at =
          utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;
      g_autofree char *text = at != NULL ? g_date_time_format (at, "%H:%M") : NULL;
      double x, y;

      place_of (self, pen, i - 1, &x, &y);
      if (text == NULL || !is_in_sight (pen->frame, x, y) ||
          hypot (x - last_x, y - last_y) < TIME_GAP_PX)
        continue;
      cairo_arc (pen->cr, x, y, 3.5, 0, 2 * G_PI);
      cairo_fill (pen->cr);
      draw_text (pen, text, x, y + 14);
      last_x = x;
      last_y = y;
    }
}

/* Places that lie on one pixel are one: a day has thousands. */
static void
draw_track (GwNoteLayer *self, const Pen *pen)
{
  double last_x = G_MAXINT, last_y = G_MAXINT;

  for (guint i = 0; i < self->track->len; i++)
    {
      double x, y;

      place_of (self, pen, i, &x, &y);
      if (hypot (x - last_x, y - last_y) < 1.5 && i + 1 < self->track->len)
        continue;
      cairo_line_to (pen->cr, x, y);
      last_x = x;
      last_y = y;
    }
  stroke (pen, 3);
  draw_times (self, pen);
}

static void
draw_links (GwNoteLayer *self, const Pen *pen)
{
  double x, y;

  gw_map_frame_to_widget (pen->frame, gw_mercator_from_lon_lat (self->from), &x, &y);
  for (guint i = 0; i < self->to->len; i++)
    {
      double to_x, to_y, length;

      gw_map_frame_to_widget (
          pen->frame, gw_mercator_from_lon_lat (g_array_index (self->to, GwLonLat, i)),
          &to_x, &to_y);
      length = hypot (to_x - x, to_y - y);
      cairo_new_sub_path (pen->cr);
      cairo_arc (pen->cr, to_x, to_y, RING, 0, 2 * G_PI);
      if (length <= 2 * RING)
        continue;
      cairo_move_to (pen->cr, x + (to_x - x) * RING / length,
                     y + (to_y - y) * RING / length);
      cairo_line_to (pen->cr, to_x - (to_x - x) * RING / length,
                     to_y - (to_y - y) * RING / length);
    }
  stroke (pen, 1.5);
}

static void
gw_note_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwNoteLayer *self = GW_NOTE_LAYER (widget);
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  g_autoptr (PangoLayout) layout = NULL;
  gboolean has_notes = self->notes != NULL && frame.zoom >= NOTES_MIN_ZOOM;
  Pen pen = { .frame = &frame, .dark = self->dark };

  if (!has_notes && self->track == NULL && self->to->len == 0)
    return;
  pen.layout = layout = gtk_widget_create_pango_layout (widget, NULL);
  pango_layout_set_width (layout, NOTE_MAX_PX * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -2);
  pen.cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)frame.width, (float)frame.height));
  if (has_notes)
    draw_notes (self, &pen);
  if (self->to->len > 0)
    draw_links (self, &pen);
  if (self->track != NULL && self->track->len > 0)
    draw_track (self, &pen);
  cairo_destroy (pen.cr);
}

static void
gw_note_layer_finalize (GObject *object)
{
  GwNoteLayer *self = GW_NOTE_LAYER (object);

  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->track, g_ptr_array_unref);
  g_array_unref (self->to);
  g_time_zone_unref (self->zone);
  G_OBJECT_CLASS (gw_note_layer_parent_class)->finalize (object);
}

static void
gw_note_layer_class_init (GwNoteLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_note_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = gw_note_layer_snapshot;
}

static void
gw_note_layer_init (GwNoteLayer *self)
{
  self->zone = g_time_zone_new_local ();
  self->to = g_array_new (FALSE, FALSE, sizeof (GwLonLat));
}

GwNoteLayer *
gw_note_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GW_TYPE_NOTE_LAYER, "viewport", viewport, NULL);
}

static void
replace (GwNoteLayer *self, GPtrArray **own, GPtrArray *items)
{
  if (items != NULL)
    g_ptr_array_ref (items);
  g_clear_pointer (own, g_ptr_array_unref);
  *own = items;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_note_layer_set_notes (GwNoteLayer *self, GPtrArray *notes)
{
  g_return_if_fail (GW_IS_NOTE_LAYER (self));
  replace (self, &self->notes, notes);
}

void
gw_note_layer_set_track (GwNoteLayer *self, GPtrArray *places)
{
  g_return_if_fail (GW_IS_NOTE_LAYER (self));
  replace (self, &self->track, places);
}

void
gw_note_layer_set_links (GwNoteLayer *self, GwLonLat from, GArray *to)
{
  g_return_if_fail (GW_IS_NOTE_LAYER (self));
  self->from = from;
  g_array_set_size (self->to, 0);
  if (to != NULL && to->len > 0)
    g_array_append_vals (self->to, to->data, to->len);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_note_layer_set_zone (GwNoteLayer *self, GTimeZone *zone)
{
  g_return_if_fail (GW_IS_NOTE_LAYER (self));
  g_time_zone_unref (self->zone);
  self->zone = g_time_zone_ref (zone);
}

void
gw_note_layer_set_dark (GwNoteLayer *self, gboolean dark)
{
  g_return_if_fail (GW_IS_NOTE_LAYER (self));
  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
