/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open cases near a report, among 100,000 open ones: `bench-nearby FILE` makes the city, and
 * measures a whole question (found in memory, read, compared, ordered), the part in memory
 * alone, and the filling of the memory at a start.
 */
#include <sqlite3.h>
#include <time.h>

#include "backend/service/nearby.h"
#include "backend/service/open-index.h"
#include "tests/bench/bench-city.h"
#include "tests/bench/seed-cases.h"

#define N_OPEN 100000
#define N_QUESTIONS 4000
#define RADIUS_M 50

/* All open, spread over the city: an id is a day and a number in that day. */
static const char OPEN_ALL[] =
    "UPDATE case_file SET open = 1, state = 1, closed_at = NULL, "
    "lon = 1130000000 + (id % 10000000 * 73009 + id / 10000000 * 15485863) % 2000000, "
    "lat = 236000000 + (id % 10000000 * 1299709 + id / 10000000 * 32452843) % 1000000";

static double
cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec * 1e-3;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right;
}

static void
make_city (const char *path)
{
  sqlite3 *handle = NULL;

  bench_city_create (path);
  seed_cases (path, N_OPEN);
  if (sqlite3_open (path, &handle) != SQLITE_OK ||
      sqlite3_exec (handle, OPEN_ALL, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
  sqlite3_close (handle);
}

static GwLonLat
somewhere (GRand *random)
{
  return (GwLonLat){ g_rand_double_range (random, 113.001, 113.199),
                     g_rand_double_range (random, 23.601, 23.699) };
}

static void
print_times (const char *name, double *times)
{
  qsort (times, N_QUESTIONS, sizeof *times, compare_doubles);
  g_print ("%s %.1f us\n%s_p99 %.1f us\n", name, times[N_QUESTIONS / 2], name,
           times[N_QUESTIONS * 99 / 100]);
}

static void
measure_questions (GwService *service, GRand *random)
{
  g_autoptr (GwPerson) user = gw_person_new_administrator ();
  g_autofree double *times = g_new (double, N_QUESTIONS);
  guint n_found = 0;

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      const GwNearbyReport report = { .location = somewhere (random),
                                      .kind = GW_KIND_MATTER,
                                      .class_code = "06010",
                                      .description = "路面井盖破损，请尽快处理" };
      double start = cpu_us ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GwNearby) nearby =
          gw_nearby_of_report (service, user, &report, GW_NEARBY_MAX, &error);

      if (nearby == NULL)
        g_error ("%s", error->message);
      times[i] = cpu_us () - start;
      n_found += nearby->cases->len;
    }
  g_print ("# %.1f cases found at a time\n", (double)n_found / N_QUESTIONS);
  print_times ("nearby_100k_open", times);
}

static void
measure_index (GwService *service, GRand *random)
{
  g_autoptr (GwOpenIndex) index = gw_open_index_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (GwOpenNear));
  g_autofree double *times = g_new (double, N_QUESTIONS);

  gw_open_index_set_cells (
      index, (GwCellIndex *)gw_snapshot_cell_index (gw_service_get_snapshot (service)));
  for (guint i = 0; i < N_OPEN; i++)
    {
      const GwOpenCase open_case = {
        .id = i + 1, .version = 1, .position = gw_fixed_from_lon_lat (somewhere (random))
      };

      gw_open_index_put (index, &open_case);
    }
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      GwFixed point = gw_fixed_from_lon_lat (somewhere (random));
      double start = cpu_us ();

      g_array_set_size (found, 0);
      gw_open_index_find (index, point, RADIUS_M, found);
      times[i] = cpu_us () - start;
    }
  print_times ("nearby_100k_open_in_memory", times);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GError) error = NULL;
  GwService *service;
  double start;

  if (argc != 2)
    g_error ("a file is expected");
  make_city (argv[1]);
  service = gw_service_open (argv[1], NULL, &error);
  if (service == NULL)
    g_error ("%s", error->message);
  start = cpu_us ();
  if (!gw_nearby_start (service, &error))
    g_error ("%s", error->message);
  g_print ("nearby_100k_fill %.1f ms\n", (cpu_us () - start) / 1000);
  measure_questions (service, random);
  measure_index (service, random);
  gw_service_close (service);
  return 0;
}
