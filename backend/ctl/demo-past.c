/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of cases in the order of their time; each says when the next one of its case comes. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/demo-past.h"

#include <glib/gi18n.h>

#include "backend/ctl/demo-life.h"
#include "backend/service/setup.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define DAY (24 * 60 * MINUTE)
/* What falls into so much time is handed to the service at once. */
#define TICK (10 * MINUTE)

static gint64
read_clock (gpointer data)
{
  GwDemoLives *lives = data;

  return __atomic_load_n (&lives->now_ms, __ATOMIC_ACQUIRE);
}

static void
set_clock (GwDemoLives *lives, gint64 now_ms)
{
  __atomic_store_n (&lives->now_ms, MAX (lives->now_ms, now_ms), __ATOMIC_RELEASE);
}

/* --- time ------------------------------------------------------------------------------ */

/* All steps up to the end of the tick, each at its own time. */
static void
live_tick (GwDemoLives *lives, gint64 until)
{
  GSequenceIter *first = g_sequence_get_begin_iter (lives->queue);

  while (!g_sequence_iter_is_end (first) &&
         ((GwDemoLife *)g_sequence_get (first))->at < until)
    {
      GwDemoLife *life = g_sequence_get (first);

      g_sequence_remove (first);
      set_clock (lives, life->at);
      gw_demo_lives_step (lives, life);
      first = g_sequence_get_begin_iter (lives->queue);
    }
  while (lives->n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  set_clock (lives, until);
}

/* Cards, offers of tasks: what time does by itself. */
static void
settle (GwDemoLives *lives)
{
  gw_service_follow_clock (lives->service);
  while (gw_service_settled_until (lives->service) < lives->now_ms)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_day (GwDemoLives *lives, const GwDemoPast *order, gint64 begins, gint64 now_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (begins / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, lives->zone);
  double share = (g_date_time_get_day_of_week (local) >= 6 ? 0.7 : 1) *
                 g_rand_double_range (lives->chance, 0.85, 1.15);
  guint n = (guint)(order->per_day * share + 0.5);

  while (n > 0)
    {
      gint64 at = begins + (gint64)(g_rand_double (lives->chance) * (double)DAY);
      guint hour = gw_demo_lives_hour (lives, at);
      GwDemoLife *life;

      if ((guint)g_rand_int_range (lives->chance, 0, 20) >= gw_day_hour_weight (hour))
        continue;
      n--;
      /* The last day is as old as it is. */
      if (at >= now_ms)
        continue;
      life = g_new0 (GwDemoLife, 1);
      life->at = at;
      life->incident = gw_day_incident_pick (lives->chance, hour);
      gw_demo_lives_queue (lives, life);
    }
}

static void
live (GwDemoLives *lives, const GwDemoPast *order, GwCtlProgress *progress)
{
  const GwCalendar *calendar =
      gw_snapshot_calendar (gw_service_get_snapshot (lives->service));
  gint64 now_ms = g_get_real_time () / 1000;
  gint64 begins = gw_calendar_date_start (
      calendar, gw_calendar_local_date (calendar, now_ms - (gint64)order->days * DAY));

  for (gint64 day = begins; day < now_ms; day += DAY)
    add_day (lives, order, day, now_ms);
  for (gint64 tick = begins; tick < now_ms && lives->error == NULL; tick += TICK)
    {
      live_tick (lives, MIN (tick + TICK, now_ms));
      settle (lives);
      gw_ctl_progress_show (progress, _ ("cases"),
                            (double)(tick - begins) / (double)(now_ms - begins));
    }
}

/* --- setting up ------------------------------------------------------------------------ */

static gboolean
know_people (GwDemoLives *lives, GError **error)
{
  g_autoptr (GPtrArray) people = gw_setup_person_list (lives->service, error);

  lives->people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify)gw_person_unref);
  lives->inspectors = g_ptr_array_new ();
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      GwPerson *person = gw_person_ref (people->pdata[i]);

      g_hash_table_insert (lives->people, (gpointer)person->login, person);
      if ((person->roles & GW_ROLE_INSPECTOR) != 0)
        g_ptr_array_add (lives->inspectors, person);
    }
  return people != NULL;
}

static void
know_components (GwDemoLives *lives)
{
  lives->components = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < lives->city->components->len; i++)
    {
      GwCityComponent *component = g_ptr_array_index (lives->city->components, i);
      GPtrArray *of_class = g_hash_table_lookup (lives->components, component->class_code);

      if (of_class == NULL)
        {
          of_class = g_ptr_array_new ();
          g_hash_table_insert (lives->components, component->class_code, of_class);
        }
      g_ptr_array_add (of_class, component);
    }
}

static void
free_life_cb (gpointer life, gpointer data)
{
  gw_demo_life_free (life);
}

static void
past_clear (GwDemoLives *lives)
{
  g_clear_pointer (&lives->service, gw_service_close);
  if (lives->queue != NULL)
    g_sequence_foreach (lives->queue, free_life_cb, NULL);
  g_clear_pointer (&lives->queue, g_sequence_free);
  g_clear_pointer (&lives->chance, g_rand_free);
  g_clear_pointer (&lives->inspectors, g_ptr_array_unref);
  g_clear_pointer (&lives->people, g_hash_table_unref);
  g_clear_pointer (&lives->components, g_hash_table_unref);
}

static gboolean
set_up (GwDemoLives *lives, const char *database, const GwDemoPast *order, GError **error)
{
  const GwServiceOptions options = { .clock = read_clock, .clock_data = lives };
  gint64 now_ms = g_get_real_time () / 1000;

  lives->now_ms = now_ms - (gint64)(order->days + 1) * DAY;
  lives->chance = g_rand_new_with_seed (order->seed);
  /* Who takes one out keeps it. */
  lives->queue = g_sequence_new (NULL);
  lives->service = gw_service_open (database, &options, error);
  if (lives->service == NULL || !know_people (lives, error))
    return FALSE;
  lives->zone = gw_calendar_time_zone (
      gw_snapshot_calendar (gw_service_get_snapshot (lives->service)));
  know_components (lives);
  for (guint i = 0; i < GW_DEMO_HOT_SPOTS; i++)
    lives->hot_spots[i] =
        (guint)g_rand_int_range (lives->chance, 0, (gint32)lives->city->houses->len);
  return TRUE;
}

gboolean
gw_demo_past_live (const char *database, const GwCity *city, const GwDemoPast *order,
                   GwCtlProgress *progress, guint *ret_cases, GError **error)
{
  GwDemoLives lives = { .city = city };
  gboolean good = set_up (&lives, database, order, error);

  if (good)
    live (&lives, order, progress);
  *ret_cases = lives.n_cases;
  past_clear (&lives);
  if (lives.error == NULL)
    return good;
  g_propagate_error (error, lives.error);
  return FALSE;
}
