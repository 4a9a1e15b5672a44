/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many positions of inspectors a second are stored, in batches of a thousand. */
#include "backend/service/position.h"
#include "tests/lib/town-duty.h"

#define IN_FLIGHT 8
#define SECONDS 3
/* So many in a second, and the inspector's duty is long enough for all. */
#define STEP_MS 10
#define DUTY_MS (G_GINT64_CONSTANT (15) * 3600 * 1000)

typedef struct
{
  GwTown *town;
  GwPerson *inspector;
  GwPositionReport reports[GW_POSITIONS_MAX];
  gint64 next_at;
  gint64 deadline;
  guint64 n_stored;
  guint n_waiting;
  gboolean done;
} Bench;

static void send_batch (Bench *bench);

static void
stored_cb (guint n_stored, guint n_repeated, const GError *error, gpointer user_data)
{
  Bench *bench = user_data;

  g_assert_no_error (error);
  bench->n_stored += n_stored;
  bench->n_waiting--;
  if (g_get_monotonic_time () < bench->deadline)
    send_batch (bench);
  bench->done = bench->n_waiting == 0;
}

/* A walk through the town. */
static void
send_batch (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < GW_POSITIONS_MAX; i++)
    {
      GwLonLat place = gw_town_place (i / 60 % 16);

      place.lon += (i % 60) * 1e-6;
      bench->reports[i] = (GwPositionReport){ place, bench->next_at, 5 };
      bench->next_at += STEP_MS;
    }
  bench->n_waiting++;
  if (!gw_position_add (bench->town->service, bench->inspector, GW_COORDINATES_WGS84,
                        bench->reports, GW_POSITIONS_MAX, stored_cb, bench, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char **argv)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) inspector = gw_town_person (town, "inspector");
  g_autofree Bench *bench = g_new0 (Bench, 1);
  gint64 start = g_get_monotonic_time ();

  town->now_ms = GW_TOWN_MONDAY - DUTY_MS;
  gw_town_sign_in (town, "inspector");
  town->now_ms = GW_TOWN_MONDAY;
  bench->town = town;
  bench->inspector = inspector;
  bench->next_at = GW_TOWN_MONDAY - DUTY_MS;
  bench->deadline = start + SECONDS * G_USEC_PER_SEC;
  for (guint i = 0; i < IN_FLIGHT; i++)
    send_batch (bench);
  gw_town_wait (&bench->done);
  g_print ("positions_batch %.0f positions/s\n",
           (double)bench->n_stored * G_USEC_PER_SEC / (g_get_monotonic_time () - start));
  return 0;
}
