/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way round the city. */
#define G_LOG_DOMAIN "gridward-wall"

#include "gui/wall/wall-tour.h"

#define STAY_MS 20000

struct _GwWallTour
{
  GObject parent_instance;

  GwCityInfo *city;
  GPtrArray *stops; /* GwAreaRecord, borrowed from the city; the first may be NULL */
  guint position;
  guint stay_ms;
  guint step_id;
  gboolean paused;
};

G_DEFINE_FINAL_TYPE (GwWallTour, gw_wall_tour, G_TYPE_OBJECT)

static guint moved_signal;

static void
gw_wall_tour_dispose (GObject *object)
{
  GwWallTour *self = GW_WALL_TOUR (object);

  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_pointer (&self->stops, g_ptr_array_unref);
  g_clear_object (&self->city);

  G_OBJECT_CLASS (gw_wall_tour_parent_class)->dispose (object);
}

static void
gw_wall_tour_class_init (GwWallTourClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_wall_tour_dispose;
  moved_signal = g_signal_new ("moved", GW_TYPE_WALL_TOUR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
gw_wall_tour_init (GwWallTour *self)
{
  self->stay_ms = STAY_MS;
  self->stops = g_ptr_array_new ();
}

static gboolean
step_cb (gpointer data)
{
  GwWallTour *self = data;

  self->position = (self->position + 1) % self->stops->len;
  g_signal_emit (self, moved_signal, 0);
  return G_SOURCE_CONTINUE;
}

static void
wait_anew (GwWallTour *self)
{
  g_clear_handle_id (&self->step_id, g_source_remove);
  if (!self->paused && self->stops->len > 1)
    self->step_id = g_timeout_add (self->stay_ms, step_cb, self);
}

static void
move_to (GwWallTour *self, guint position)
{
  self->position = position;
  wait_anew (self);
  g_signal_emit (self, moved_signal, 0);
}

/* Appends the areas of a level inside the code; FALSE (and none) when there is but one. */
static gboolean
add_level (GwWallTour *self, const char *level, const char *code)
{
  GPtrArray *areas = gw_city_info_get_areas (self->city);
  guint n_before = self->stops->len;

  for (guint i = 0; i < areas->len; i++)
    {
      GwAreaRecord *area = areas->pdata[i];

      if (g_strcmp0 (area->level, level) == 0 &&
          (code == NULL || g_str_has_prefix (area->area.code, code)) &&
          g_strcmp0 (area->area.code, code) != 0)
        g_ptr_array_add (self->stops, area);
    }
  if (self->stops->len > n_before + 1)
    return TRUE;
  g_ptr_array_set_size (self->stops, (int)n_before);
  return FALSE;
}

GwWallTour *
gw_wall_tour_new (GwCityInfo *city, const char *own_area)
{
  static const char *const levels[] = { "street", "district", "community" };
  GwWallTour *self = g_object_new (GW_TYPE_WALL_TOUR, NULL);

  self->city = g_object_ref (city);
  g_ptr_array_add (self->stops, own_area != NULL
                                    ? (gpointer)gw_city_info_find_area (city, own_area)
                                    : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (add_level (self, levels[i], own_area))
      break;
  wait_anew (self);
  return self;
}

void
gw_wall_tour_set_stay_ms (GwWallTour *self, guint stay_ms)
{
  g_return_if_fail (GW_IS_WALL_TOUR (self) && stay_ms > 0);

  self->stay_ms = stay_ms;
  wait_anew (self);
}

guint
gw_wall_tour_get_n_stops (GwWallTour *self)
{
  g_return_val_if_fail (GW_IS_WALL_TOUR (self), 0);

  return self->stops->len;
}

guint
gw_wall_tour_get_position (GwWallTour *self)
{
  g_return_val_if_fail (GW_IS_WALL_TOUR (self), 0);

  return self->position;
}

static const GwAreaRecord *
get_stop (GwWallTour *self)
{
  return self->stops->pdata[self->position];
}

const char *
gw_wall_tour_get_code (GwWallTour *self)
{
  g_return_val_if_fail (GW_IS_WALL_TOUR (self), NULL);

  return get_stop (self) != NULL ? get_stop (self)->area.code : NULL;
}

const char *
gw_wall_tour_get_name (GwWallTour *self)
{
  g_return_val_if_fail (GW_IS_WALL_TOUR (self), NULL);

  return gw_named_label (get_stop (self) != NULL
                             ? &get_stop (self)->area
                             : &gw_city_info_get_record (self->city)->name);
}

void
gw_wall_tour_step (GwWallTour *self, int steps)
{
  int n;

  g_return_if_fail (GW_IS_WALL_TOUR (self));

  n = (int)self->stops->len;
  move_to (self, (guint)((((int)self->position + steps) % n + n) % n));
}

void
gw_wall_tour_restart (GwWallTour *self)
{
  g_return_if_fail (GW_IS_WALL_TOUR (self));

  move_to (self, 0);
}

gboolean
gw_wall_tour_is_paused (GwWallTour *self)
{
  g_return_val_if_fail (GW_IS_WALL_TOUR (self), FALSE);

  return self->paused;
}

void
gw_wall_tour_set_paused (GwWallTour *self, gboolean paused)
{
  g_return_if_fail (GW_IS_WALL_TOUR (self));

  if (self->paused == paused)
    return;
  self->paused = paused;
  wait_anew (self);
  g_signal_emit (self, moved_signal, 0);
}
