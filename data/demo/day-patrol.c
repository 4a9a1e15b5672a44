/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspectors on duty, over HTTP like everyone else. */

#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/day-patrol.h"

#include <gio/gio.h>
#include <string.h>

/* Of the way to the next place that is walked between two positions. */
#define STRIDE 0.6
/* The community's part of a cell's or a duty grid's code. */
#define COMMUNITY_DIGITS 12
/* How far about a place its duty grid is looked for, in degrees. */
#define ABOUT 0.006
#define TRIES 10

typedef struct
{
  double lon, lat;
} Spot;

typedef struct
{
  const GwDayAccount *account;
  GArray *round; /* Spot: the middles of the duty grid's cells */
  double lon, lat;
  guint next; /* place of the round */
} Walker;

struct _GwDayPatrol
{
  GwDayClient *client;
  GRand *rand;
  GPtrArray *places; /* borrowed */
  GPtrArray *walkers;
};

static void
walker_free (gpointer data)
{
  Walker *walker = data;

  g_array_unref (walker->round);
  g_free (walker);
}

void
gw_day_patrol_free (GwDayPatrol *patrol)
{
  g_ptr_array_unref (patrol->walkers);
  g_free (patrol);
}

guint
gw_day_patrol_size (const GwDayPatrol *patrol)
{
  return patrol->walkers->len;
}

/* --- signing in ----------------------------------------------------------------------- */

/* NULL: none, or no such cell. Caller frees. */
static char *
dup_duty_grid_of (GwDayPatrol *patrol, const GwDayAccount *account, const GwDayPlace *place)
{
  g_autofree char *path = g_strconcat ("/api/v1/cells/", place->cell, NULL);
  g_autoptr (GwDayJson) cell = gw_day_client_get (patrol->client, account, path, NULL);

  return g_strdup (gw_day_json_text (cell, "properties", "duty_grid", NULL));
}

/* duty_grid NULL: that of the shift. */
static GwDayJson *
sign_in (GwDayPatrol *patrol, const GwDayAccount *account, const char *duty_grid,
         GError **error)
{
  g_autoptr (GwDayJson) body = json_object_new_object ();

  if (duty_grid != NULL)
    json_object_object_add (body, "duty_grid", json_object_new_string (duty_grid));
  return gw_day_client_post (patrol->client, account, "/api/v1/duty/sign-in", body, NULL,
                             error);
}

/* Without a shift, as at night, somewhere by chance; not every cell is in a duty grid. */
static GwDayJson *
sign_in_anywhere (GwDayPatrol *patrol, const GwDayAccount *account, GError **error)
{
  g_autofree char *duty_grid = NULL;

  for (guint try = 0; try < 50 && duty_grid == NULL; try++)
    {
      const GwDayPlace *place = g_ptr_array_index (
          patrol->places,
          (guint)g_rand_int_range (patrol->rand, 0, (gint32)patrol->places->len));

      duty_grid = dup_duty_grid_of (patrol, account, place);
    }
  return sign_in (patrol, account, duty_grid, error);
}

/* --- where to walk -------------------------------------------------------------------- */

/* The mean of the first ring's corners is good enough to walk to. */
static gboolean
find_middle (GwDayJson *feature, Spot *ret_spot)
{
  GwDayJson *value = NULL;
  gsize n;

  if (!json_object_object_get_ex (feature, "geometry", &value) ||
      !json_object_object_get_ex (value, "coordinates", &value))
    return FALSE;
  /* Down to the list of corners, in polygons and multipolygons alike. */
  for (guint depth = 0; depth < 3; depth++)
    {
      GwDayJson *inner = json_object_array_get_idx (value, 0);
      GwDayJson *corner = json_object_array_get_idx (inner, 0);

      if (!json_object_is_type (corner, json_type_array))
        break;
      value = inner;
    }
  n = json_object_array_length (value);
  *ret_spot = (Spot){ 0 };
  for (gsize i = 0; i < n; i++)
    {
      GwDayJson *corner = json_object_array_get_idx (value, i);

      ret_spot->lon += json_object_get_double (json_object_array_get_idx (corner, 0)) / n;
      ret_spot->lat += json_object_get_double (json_object_array_get_idx (corner, 1)) / n;
    }
  return n > 0;
}

/* The duty grid's cells about a place. */
static void
add_spots (GwDayPatrol *patrol, const GwDayAccount *account, const GwDayPlace *place,
           const char *duty_grid, GArray *spots)
{
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *path = NULL;
  g_autoptr (GwDayJson) page = NULL;
  GwDayJson *features = NULL;

  g_ascii_formatd (numbers[0], sizeof numbers[0], "%.6f", place->lon - ABOUT);
  g_ascii_formatd (numbers[1], sizeof numbers[1], "%.6f", place->lat - ABOUT);
  g_ascii_formatd (numbers[2], sizeof numbers[2], "%.6f", place->lon + ABOUT);
  g_ascii_formatd (numbers[3], sizeof numbers[3], "%.6f", place->lat + ABOUT);
  path = g_strdup_printf ("/api/v1/cells?bbox=%s,%s,%s,%s", numbers[0], numbers[1],
                          numbers[2], numbers[3]);
  page = gw_day_client_get (patrol->client, account, path, NULL);
  if (page == NULL || !json_object_object_get_ex (page, "features", &features))
    return;
  for (gsize i = 0; i < json_object_array_length (features); i++)
    {
      GwDayJson *feature = json_object_array_get_idx (features, i);
      Spot spot;

      if (g_strcmp0 (gw_day_json_text (feature, "properties", "duty_grid", NULL),
                     duty_grid) == 0 &&
          find_middle (feature, &spot))
        g_array_append_val (spots, spot);
    }
}

/* Empty when no place is anywhere near. */
static GArray *
find_round (GwDayPatrol *patrol, const GwDayAccount *account, const char *duty_grid)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  guint n_tries = 0;

  for (guint i = 0; i < patrol->places->len && spots->len == 0 && n_tries < TRIES; i++)
    {
      const GwDayPlace *place = g_ptr_array_index (patrol->places, i);

      if (strncmp (place->cell, duty_grid, COMMUNITY_DIGITS) != 0)
        continue;
      add_spots (patrol, account, place, duty_grid, spots);
      n_tries++;
    }
  return spots;
}

/* The round of whoever has signed in; NULL when there is nothing to walk round. */
static GArray *
begin_round (GwDayPatrol *patrol, const GwDayAccount *account, GwDayJson *reply)
{
  const char *duty_grid = gw_day_json_text (reply, "duty", "duty_grid", "code", NULL);
  g_autoptr (GArray) round =
      duty_grid != NULL ? find_round (patrol, account, duty_grid) : NULL;

  return round != NULL && round->len > 0 ? g_steal_pointer (&round) : NULL;
}

/* By the shift; where that cannot be walked, somewhere else. */
static gboolean
add_walker (GwDayPatrol *patrol, const GwDayAccount *account, GError **error)
{
  g_autoptr (GwDayJson) reply = sign_in (patrol, account, NULL, NULL);
  g_autoptr (GArray) round = begin_round (patrol, account, reply);
  const Spot *first;
  Walker *walker;

  if (round == NULL)
    {
      g_autoptr (GwDayJson) other = sign_in_anywhere (patrol, account, error);

      if (other == NULL)
        return FALSE;
      round = begin_round (patrol, account, other);
    }
  if (round == NULL)
    return TRUE; /* on duty, but at the office */
  walker = g_new0 (Walker, 1);
  walker->account = account;
  walker->round = g_steal_pointer (&round);
  first = &g_array_index (walker->round, Spot, 0);
  walker->lon = first->lon;
  walker->lat = first->lat;
  g_ptr_array_add (patrol->walkers, walker);
  return TRUE;
}

GwDayPatrol *
gw_day_patrol_new (GwDayClient *client, GRand *rand, GPtrArray *places, GError **error)
{
  g_autoptr (GwDayPatrol) patrol = g_new0 (GwDayPatrol, 1);
  const GwDayAccount *first = NULL;

  patrol->client = client;
  patrol->rand = rand;
  patrol->places = places;
  patrol->walkers = g_ptr_array_new_with_free_func (walker_free);
  for (guint i = 0;; i++)
    {
      const GwDayAccount *account = gw_day_client_nth_account (client, "inspector", i);

      if (account == NULL || account == first)
        break;
      first = first != NULL ? first : account;
      if (!add_walker (patrol, account, error))
        return NULL;
    }
  return g_steal_pointer (&patrol);
}

/* --- walking -------------------------------------------------------------------------- */

static void
walk_on (GwDayPatrol *patrol, Walker *walker)
{
  const Spot *goal = &g_array_index (walker->round, Spot, walker->next);

  walker->lon += (goal->lon - walker->lon) * STRIDE;
  walker->lat += (goal->lat - walker->lat) * STRIDE;
  if (ABS (goal->lon - walker->lon) + ABS (goal->lat - walker->lat) < 0.0002)
    walker->next = (guint)g_rand_int_range (patrol->rand, 0, (gint32)walker->round->len);
}

static void
add_place (GwDayJson *object, double lon, double lat)
{
  json_object_object_add (object, "lon", json_object_new_double (lon));
  json_object_object_add (object, "lat", json_object_new_double (lat));
  json_object_object_add (object, "accuracy", json_object_new_double (6));
}

static gboolean
send_position (GwDayPatrol *patrol, const Walker *walker, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *exact =
      g_strdup_printf ("%s.%03dZ", at, g_date_time_get_microsecond (now) / 1000);
  g_autoptr (GwDayJson) body = json_object_new_object ();
  g_autoptr (GwDayJson) reply = NULL;
  GwDayJson *positions = json_object_new_array ();
  GwDayJson *position = json_object_new_object ();

  add_place (position, walker->lon, walker->lat);
  json_object_object_add (position, "at", json_object_new_string (exact));
  json_object_array_add (positions, position);
  json_object_object_add (body, "positions", positions);
  reply = gw_day_client_post (patrol->client, walker->account, "/api/v1/positions", body,
                              NULL, error);
  return reply != NULL;
}

gboolean
gw_day_patrol_walk (GwDayPatrol *patrol, GError **error)
{
  for (guint i = 0; i < patrol->walkers->len; i++)
    {
      Walker *walker = g_ptr_array_index (patrol->walkers, i);

      walk_on (patrol, walker);
      if (!send_position (patrol, walker, error))
        return FALSE;
    }
  return TRUE;
}

/* --- the roll call -------------------------------------------------------------------- */

static gint64
call (GwDayPatrol *patrol, const GwDayAccount *leader, GError **error)
{
  g_autoptr (GwDayJson) body = json_object_new_object ();
  g_autoptr (GwDayJson) reply =
      gw_day_client_post (patrol->client, leader, "/api/v1/roll-calls", body, NULL, error);
  GwDayJson *value = NULL;

  if (reply == NULL || !json_object_object_get_ex (reply, "roll_call", &value) ||
      !json_object_object_get_ex (value, "id", &value))
    return 0;
  return json_object_get_int64 (value);
}

gboolean
gw_day_patrol_roll_call (GwDayPatrol *patrol, GError **error)
{
  const GwDayAccount *leader = gw_day_client_account (patrol->client, "leader", NULL);
  g_autofree char *path = NULL;
  gint64 id = leader != NULL ? call (patrol, leader, error) : 0;

  if (id == 0)
    return leader == NULL;
  path = g_strdup_printf ("/api/v1/roll-calls/%" G_GINT64_FORMAT "/answer", id);
  /* The last one does not hear it; the first one is having breakfast elsewhere. */
  for (guint i = 0; i + 1 < patrol->walkers->len; i++)
    {
      const Walker *walker = g_ptr_array_index (patrol->walkers, i);
      g_autoptr (GwDayJson) body = json_object_new_object ();
      g_autoptr (GwDayJson) reply = NULL;

      add_place (body, walker->lon + (i == 0 ? 0.02 : 0), walker->lat);
      reply = gw_day_client_post (patrol->client, walker->account, path, body, NULL, error);
      if (reply == NULL)
        return FALSE;
    }
  return TRUE;
}
