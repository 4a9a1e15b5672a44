/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the map shows on demand: components, duty grids, a track, what is near a case. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

#include "gui/map/component-tiles.h"
#include "gui/map/duty-tiles.h"
#include "gui/map/note-layer.h"

#include <glib/gi18n.h>

#define DUTY_SECONDS 60
#define REACH_PX 11.0
#define TRACK_LIMIT 10000

struct _GwMapExtra
{
  GwClient *client;
  GwTileLayer *duty_layer;
  GwTileLayer *component_layer;
  GwNoteLayer *note_layer;
  GwTileSource *duty_tiles;
  GwTileSource *component_tiles;
  GPtrArray *on_duty;     /* GwMapDuty, or NULL */
  GHashTable *grid_names; /* of duty grids by their codes, or NULL */
  guint duty_id;
  GTimeZone *zone;   /* of the city */
  GPtrArray *nearby; /* GwNearbyRecord, or NULL */
  char *login;       /* whose track is shown, or NULL */
  GCancellable *duty_cancellable;
  GCancellable *grids_cancellable;
  GCancellable *track_cancellable;
};

/* ---- layers ---- */

void
gw_map_view_init_extra (GwMapView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  GwMapExtra *extra = self->extra = g_new0 (GwMapExtra, 1);

  extra->zone = g_time_zone_new_local ();
  extra->duty_layer = gw_tile_layer_new (viewport, NULL);
  extra->component_layer = gw_tile_layer_new (viewport, NULL);
  extra->note_layer = gw_note_layer_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (extra->duty_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (extra->component_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (extra->note_layer));
  g_signal_connect_swapped (extra->duty_layer, "notify::pending",
                            G_CALLBACK (gw_map_view_update_ready), self);
  g_signal_connect_swapped (extra->component_layer, "notify::pending",
                            G_CALLBACK (gw_map_view_update_ready), self);
}

void
gw_map_view_redraw_extra (GwMapView *self, const GwMapFrame *target)
{
  GwMapExtra *extra = self->extra;

  gw_tile_layer_set_target (extra->duty_layer, target);
  gw_tile_layer_set_target (extra->component_layer, target);
  gw_tile_layer_viewport_changed (extra->duty_layer);
  gw_tile_layer_viewport_changed (extra->component_layer);
  gtk_widget_queue_draw (GTK_WIDGET (extra->note_layer));
}

guint
gw_map_view_extra_pending (GwMapView *self)
{
  return gw_tile_layer_get_pending (self->extra->duty_layer) +
         gw_tile_layer_get_pending (self->extra->component_layer);
}

void
gw_map_view_extra_dark_changed (GwMapView *self)
{
  GwMapExtra *extra = self->extra;

  gw_note_layer_set_dark (extra->note_layer, self->dark);
  if (extra->duty_tiles != NULL)
    gw_duty_tiles_set_dark (GW_DUTY_TILES (extra->duty_tiles), self->dark);
  if (extra->component_tiles != NULL)
    gw_component_tiles_set_dark (GW_COMPONENT_TILES (extra->component_tiles), self->dark);
}

void
gw_map_view_extra_set_zone (GwMapView *self, const char *name)
{
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  if (zone == NULL)
    return;
  g_clear_pointer (&self->extra->zone, g_time_zone_unref);
  self->extra->zone = zone;
  gw_note_layer_set_zone (self->extra->note_layer, zone);
}

/* ---- components ---- */

void
gw_map_view_extra_set_client (GwMapView *self, GwClient *client)
{
  GwMapExtra *extra = self->extra;

  g_set_object (&extra->client, client);
  g_clear_object (&extra->component_tiles);
  if (client != NULL)
    {
      extra->component_tiles = gw_component_tiles_new (client);
      gw_component_tiles_set_dark (GW_COMPONENT_TILES (extra->component_tiles), self->dark);
    }
  gw_map_view_show_components (self, self->visible[GW_MAP_LAYER_COMPONENTS]);
}

void
gw_map_view_show_components (GwMapView *self, gboolean visible)
{
  gw_tile_layer_set_source (self->extra->component_layer,
                            visible ? self->extra->component_tiles : NULL);
}

char *
gw_map_view_dup_component_text (GwMapView *self, double x, double y)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);
  GwLonLat at = gw_mercator_to_lon_lat (gw_map_frame_to_mercator (&frame, x, y));
  const GwMapComponent *component;

  if (!self->visible[GW_MAP_LAYER_COMPONENTS] || self->extra->component_tiles == NULL ||
      frame.zoom < GW_COMPONENT_LEVEL - 0.5)
    return NULL;
  component = gw_component_tiles_find (GW_COMPONENT_TILES (self->extra->component_tiles),
                                       at, REACH_PX * 360 / gw_map_world_px (frame.zoom));
  if (component == NULL)
    return NULL;
  return g_strdup_printf (
      "%s\n%s%s%s",
      component->klass.code != NULL ? gw_named_label (&component->klass) : component->name,
      component->code, component->owner.code != NULL ? "\n" : "",
      component->owner.code != NULL ? gw_named_label (&component->owner) : "");
}

/* ---- duty grids ---- */

/* The name of a grid, or else its code, and who is on duty there. */
static char *
name_grid (GwMapView *self, const char *code, gboolean *ret_on_duty)
{
  GString *text = g_string_new (NULL);
  const char *name = self->extra->grid_names != NULL
                         ? g_hash_table_lookup (self->extra->grid_names, code)
                         : NULL;

  for (guint i = 0; self->extra->on_duty != NULL && i < self->extra->on_duty->len; i++)
    {
      const GwMapDuty *duty = g_ptr_array_index (self->extra->on_duty, i);

      if (g_strcmp0 (duty->duty_grid.code, code) != 0)
        continue;
      if (name == NULL)
        name = gw_named_label (&duty->duty_grid);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              gw_named_label (&duty->person));
    }
  *ret_on_duty = text->len > 0;
  if (text->len == 0)
    g_string_append (text, _ ("nobody on duty"));
  g_string_prepend_c (text, '\n');
  g_string_prepend (text, name != NULL ? name : code);
  return g_string_free (text, FALSE);
}

/* The number of each cell's duty grid, from 1 on, and the box of each. */
static GBytes *
number_grids (GwCellSet *cells, GPtrArray *codes, GArray *boxes)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = gw_cell_set_get_size (cells);
  guint32 *grids = g_new0 (guint32, n);

  for (guint32 i = 0; i < n; i++)
    {
      const GwCellRecord *record = gw_cell_set_get (cells, i);
      GwBox *box;

      if (record->duty_grid == NULL)
        continue;
      grids[i] = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, record->duty_grid));
      if (grids[i] == 0)
        {
          GwBox empty = gw_box_empty ();

          g_ptr_array_add (codes, record->duty_grid);
          g_array_append_val (boxes, empty);
          grids[i] = codes->len;
          g_hash_table_insert (numbers, record->duty_grid, GUINT_TO_POINTER (grids[i]));
        }
      box = &g_array_index (boxes, GwBox, grids[i] - 1);
      gw_box_add (box, record->shape->box.min);
      gw_box_add (box, record->shape->box.max);
    }
  return g_bytes_new_take (grids, n * sizeof *grids);
}

static void
make_duty (GwMapView *self)
{
  GwMapExtra *extra = self->extra;
  GwCellIndex *index = self->cells != NULL && gw_cell_set_is_loaded (self->cells)
                           ? gw_cell_set_get_index (self->cells)
                           : NULL;
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_map_note_free);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (GwBox));
  g_autoptr (GBytes) grids = NULL;

  if (index == NULL || !self->visible[GW_MAP_LAYER_DUTY])
    return;
  grids = number_grids (self->cells, codes, boxes);
  for (guint i = 0; i < codes->len; i++)
    {
      GwBox box = g_array_index (boxes, GwBox, i);
      GwMapNote *note = g_new0 (GwMapNote, 1);
      gboolean on_duty;
      GwMercator a = gw_mercator_from_lon_lat (gw_fixed_to_lon_lat (box.min));
      GwMercator b = gw_mercator_from_lon_lat (gw_fixed_to_lon_lat (box.max));

      note->at = (GwMercator){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
      note->text = name_grid (self, g_ptr_array_index (codes, i), &on_duty);
      g_ptr_array_insert (notes, on_duty ? 0 : -1, note);
    }
  gw_note_layer_set_notes (extra->note_layer, notes);
  if (extra->duty_tiles != NULL)
    return;
  extra->duty_tiles = gw_duty_tiles_new (index, grids);
  gw_duty_tiles_set_dark (GW_DUTY_TILES (extra->duty_tiles), self->dark);
  gw_tile_layer_set_source (extra->duty_layer, extra->duty_tiles);
}

/* Without an answer the borders are seen without names. */
static void
on_duty_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *on_duty = gw_client_call_finish (GW_CLIENT (source), result, &error);
  GwMapView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->extra->duty_cancellable);
  if (error != NULL)
    {
      g_info ("who is on duty: %s", error->message);
      return;
    }
  g_clear_pointer (&self->extra->on_duty, g_ptr_array_unref);
  self->extra->on_duty = on_duty;
  make_duty (self);
}

/* Without an answer the grids are called by their codes. */
static void
grids_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GHashTable *names = gw_client_call_finish (GW_CLIENT (source), result, &error);
  GwMapView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->extra->grids_cancellable);
  if (error != NULL)
    {
      g_info ("duty grids: %s", error->message);
      return;
    }
  g_clear_pointer (&self->extra->grid_names, g_hash_table_unref);
  self->extra->grid_names = names;
  make_duty (self);
}

static void
ask_grids (GwMapView *self)
{
  GwMapExtra *extra = self->extra;

  if (extra->client == NULL)
    return;
  extra->grids_cancellable = g_cancellable_new ();
  gw_client_call_async (extra->client, "GET", "/api/v1/duty/grids", NULL,
                        gw_decode_duty_grids, (GDestroyNotify)g_hash_table_unref,
                        extra->grids_cancellable, grids_cb, self);
}

static gboolean
ask_duty_cb (gpointer data)
{
  GwMapView *self = data;
  GwMapExtra *extra = self->extra;

  if (extra->client == NULL || extra->duty_cancellable != NULL)
    return G_SOURCE_CONTINUE;
  extra->duty_cancellable = g_cancellable_new ();
  gw_client_call_async (extra->client, "GET", "/api/v1/duty", NULL, gw_decode_duty,
                        (GDestroyNotify)g_ptr_array_unref, extra->duty_cancellable,
                        on_duty_cb, self);
  return G_SOURCE_CONTINUE;
}

static void
clear_cancellable (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

void
gw_map_view_show_duty (GwMapView *self, gboolean visible)
{
  GwMapExtra *extra = self->extra;

  g_clear_handle_id (&extra->duty_id, g_source_remove);
  clear_cancellable (&extra->duty_cancellable);
  clear_cancellable (&extra->grids_cancellable);
  if (!visible)
    {
      gw_note_layer_set_notes (extra->note_layer, NULL);
      gw_tile_layer_set_source (extra->duty_layer, NULL);
      g_clear_object (&extra->duty_tiles);
      return;
    }
  make_duty (self);
  extra->duty_id = g_timeout_add_seconds (DUTY_SECONDS, ask_duty_cb, self);
  ask_duty_cb (self);
  ask_grids (self);
}

void
gw_map_view_extra_cells_changed (GwMapView *self)
{
  gw_tile_layer_set_source (self->extra->duty_layer, NULL);
  g_clear_object (&self->extra->duty_tiles);
  make_duty (self);
}

/* ---- the track of an inspector ---- */

static const GwInspectorRecord *
find_inspector (GwMapView *self, const char *login)
{
  GPtrArray *items =
      self->inspectors != NULL ? gw_inspectors_get_items (self->inspectors) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const GwInspectorRecord *record = g_ptr_array_index (items, i);

      if (g_strcmp0 (record->person.code, login) == 0)
        return record;
    }
  return NULL;
}

static void
tell_track (GwMapView *self, guint n_places)
{
  const GwInspectorRecord *record = find_inspector (self, self->extra->login);
  g_autofree char *text = NULL;
  g_autofree char *clock = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) at = NULL;
  gint64 minutes;

  if (record == NULL)
    return;
  utc = g_date_time_new_from_unix_utc (record->at_usec / G_USEC_PER_SEC);
  at = g_date_time_to_timezone (utc, self->extra->zone);
  clock = g_date_time_format (at, "%H:%M");
  minutes = MAX (g_get_real_time () - record->at_usec, 0) / (60 * G_USEC_PER_SEC);
  text = g_strdup_printf (
      /* Translators: name, time of day, minutes since, places of today's track */
      _ ("%s · last here %s (%d min ago) · %u places today · Escape ends"),
      gw_named_label (&record->person), clock, (int)minutes, n_places);
  gtk_label_set_label (self->track_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->track_label), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), FALSE);
}

static void
tracked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = gw_client_call_finish (GW_CLIENT (source), result, &error);
  GwMapView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->extra->track_cancellable);
  if (error != NULL)
    g_info ("track: %s", error->message);
  gw_note_layer_set_track (self->extra->note_layer, places);
  tell_track (self, places != NULL ? places->len : 0);
}

/* Of this day of the city. */
static void
ask_track (GwMapView *self)
{
  GwMapExtra *extra = self->extra;
  g_autoptr (GDateTime) now = g_date_time_new_now (extra->zone);
  g_autoptr (GDateTime) midnight =
      g_date_time_new (extra->zone, g_date_time_get_year (now), g_date_time_get_month (now),
                       g_date_time_get_day_of_month (now), 0, 0, 0);
  g_autoptr (GDateTime) from = g_date_time_to_utc (midnight != NULL ? midnight : now);
  g_autofree char *from_text = g_date_time_format (from, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *login = g_uri_escape_string (extra->login, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/api/v1/positions/tracks/%s?from=%s&limit=%d",
                                           login, from_text, TRACK_LIMIT);

  if (extra->client == NULL || extra->track_cancellable != NULL)
    return;
  extra->track_cancellable = g_cancellable_new ();
  gw_client_call_async (extra->client, "GET", path, NULL, gw_decode_track,
                        (GDestroyNotify)g_ptr_array_unref, extra->track_cancellable,
                        tracked_cb, self);
}

void
gw_map_view_show_track (GwMapView *self, const char *login)
{
  GwMapExtra *extra = self->extra;

  if (g_strcmp0 (login, extra->login) == 0)
    login = NULL;
  clear_cancellable (&extra->track_cancellable);
  g_free (extra->login);
  extra->login = g_strdup (login);
  gw_note_layer_set_track (extra->note_layer, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->track_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), TRUE);
  if (login == NULL)
    return;
  tell_track (self, 0);
  ask_track (self);
}

gboolean
gw_map_view_end_track (GwMapView *self)
{
  if (self->extra->login == NULL)
    return FALSE;
  gw_map_view_show_track (self, self->extra->login);
  return TRUE;
}

void
gw_map_view_extra_inspectors_changed (GwMapView *self)
{
  if (self->extra->login == NULL)
    return;
  if (self->visible[GW_MAP_LAYER_INSPECTORS] &&
      find_inspector (self, self->extra->login) != NULL)
    ask_track (self);
  else
    gw_map_view_end_track (self);
}

/* ---- open cases near the selected one ---- */

void
gw_map_view_extra_show_nearby (GwMapView *self)
{
  GPtrArray *nearby = self->extra->nearby;
  g_autoptr (GArray) to = g_array_new (FALSE, FALSE, sizeof (GwLonLat));
  const char *number =
      self->selection != NULL ? gw_selection_get_case_number (self->selection) : NULL;
  GwMercator from = { 0, 0 };

  if (nearby != NULL && number != NULL && self->visible[GW_MAP_LAYER_NEARBY] &&
      gw_cluster_layer_locate (self->cluster_layer, number, &from))
    for (guint i = 0; i < nearby->len; i++)
      {
        const GwNearbyRecord *record = g_ptr_array_index (nearby, i);
        GwLonLat place = { record->row->lon, record->row->lat };

        g_array_append_val (to, place);
      }
  gw_note_layer_set_links (self->extra->note_layer, gw_mercator_to_lon_lat (from), to);
}

void
gw_map_view_set_nearby (GwMapView *self, GPtrArray *nearby)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  if (nearby != NULL)
    g_ptr_array_ref (nearby);
  g_clear_pointer (&self->extra->nearby, g_ptr_array_unref);
  self->extra->nearby = nearby;
  gw_map_view_extra_show_nearby (self);
}

void
gw_map_view_dispose_extra (GwMapView *self)
{
  GwMapExtra *extra = self->extra;

  g_clear_handle_id (&extra->duty_id, g_source_remove);
  clear_cancellable (&extra->duty_cancellable);
  clear_cancellable (&extra->grids_cancellable);
  clear_cancellable (&extra->track_cancellable);
  g_clear_pointer (&extra->nearby, g_ptr_array_unref);
  g_clear_pointer (&extra->on_duty, g_ptr_array_unref);
  g_clear_pointer (&extra->grid_names, g_hash_table_unref);
  g_clear_pointer (&extra->login, g_free);
  g_clear_pointer (&extra->zone, g_time_zone_unref);
  g_clear_object (&extra->duty_tiles);
  g_clear_object (&extra->component_tiles);
  g_clear_object (&extra->client);
}
