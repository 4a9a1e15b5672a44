/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridward-demo-day: a day of inspectors' reports, all through the server's HTTP API. */

#define G_LOG_DOMAIN "gridward-demo"

#include "config.h"

#include "data/demo/day-drive.h"
#include "data/demo/day-patrol.h"

#include <gio/gio.h>
#include <locale.h>
#include <unistd.h>

#define DEFAULT_SERVER "http://127.0.0.1:8311"
/* The day starts at this hour; at night it is the last hours before now. */
#define FIRST_HOUR 6
#define REPORTS_PER_WALK 8

typedef struct
{
  char *server;
  char *accounts;
  int n_reports;
  double rate; /* reports per second; 0: as fast as the server takes them */
  int seed;
  gboolean drive_one;
  gboolean quiet;
} Options;

typedef struct
{
  const Options *options;
  GwDayClient *client;
  GRand *rand;
  GPtrArray *places;
  GwDayPatrol *patrol; /* NULL: nobody walks */
  GTimeZone *zone;     /* of the city */
  guint n_done;
  guint n_failed;
  GHashTable *states; /* name -> count */
} Day;

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &options->server,
      "Address of the server (" DEFAULT_SERVER ")", "URL" },
    { "accounts", 0, 0, G_OPTION_ARG_FILENAME, &options->accounts,
      "File of \"LOGIN PASSWORD\" lines", "FILE" },
    { "reports", 0, 0, G_OPTION_ARG_INT, &options->n_reports, "Number of reports (400)",
      "N" },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &options->rate,
      "Reports per second (0: as fast as they are taken)", "R" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options->seed, "Another number, another day (1)",
      "S" },
    { "drive-one", 0, 0, G_OPTION_ARG_NONE, &options->drive_one,
      "Report one case and drive it to closure", NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->quiet, "Say nothing but errors", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, "Lets a day of synthetic reports come in to a Gridward demo server.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->accounts && *argc == 1 && options->n_reports >= 0 && options->rate >= 0)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "--accounts FILE is needed; see --help");
  return FALSE;
}

static GTimeZone *
city_zone (GwDayClient *client, const GwDayAccount *account)
{
  g_autoptr (GwDayJson) city = gw_day_client_get (client, account, "/api/v1/city", NULL);
  const char *name = gw_day_json_text (city, "time_zone", NULL);
  GTimeZone *zone = name ? g_time_zone_new_identifier (name) : NULL;

  return zone ? zone : g_time_zone_new_utc ();
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return (left > right) - (left < right);
}

/* Seconds before now at which the reports were observed, the oldest first. */
static GArray *
plan_ages (Day *day, guint n)
{
  GArray *ages = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_autoptr (GDateTime) now = g_date_time_new_now (day->zone);
  gint64 so_far = g_date_time_get_hour (now) * 3600 + g_date_time_get_minute (now) * 60;
  gint64 span = so_far > (FIRST_HOUR + 2) * 3600 ? so_far - FIRST_HOUR * 3600 : 12 * 3600;

  while (ages->len < n)
    {
      gint64 age = -(gint64)g_rand_double_range (day->rand, 60, (double)span);
      g_autoptr (GDateTime) at = g_date_time_add_seconds (now, (double)age);
      guint weight = gw_day_hour_weight ((guint)g_date_time_get_hour (at));

      if ((guint)g_rand_int_range (day->rand, 0, 20) < weight)
        g_array_append_val (ages, age);
    }
  g_array_sort (ages, compare_minutes);
  return ages;
}

static void
count_state (Day *day, const char *state)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (day->states, state));

  g_hash_table_replace (day->states, g_strdup (state), GUINT_TO_POINTER (n + 1));
}

/* On land, unless there is hardly any. */
static const GwDayPlace *
pick_place (Day *day)
{
  const GwDayPlace *place = NULL;

  for (guint try = 0; try < 20; try++)
    {
      place = g_ptr_array_index (
          day->places, (guint)g_rand_int_range (day->rand, 0, (gint32)day->places->len));
      if (gw_day_place_is_land (day->client, place))
        break;
    }
  return place;
}

/* One report and what becomes of it; a fault is told and counted, the day goes on. */
static void
live_one (Day *day, guint number, gint64 age)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) at = g_date_time_add_seconds (now, (double)age);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (at, day->zone);
  g_autofree char *observed_at = g_date_time_format (at, "%Y-%m-%dT%H:%M:%S.000Z");
  g_autofree char *key =
      g_strdup_printf ("demo-day-%d-%u-%s", day->options->seed, number, observed_at);
  g_auto (GwDayCase) day_case = {
    .client = day->client,
    .rand = day->rand,
    .incident = gw_day_incident_pick (day->rand, (guint)g_date_time_get_hour (local)),
    .place = pick_place (day),
  };
  g_autoptr (GError) error = NULL;

  if (gw_day_case_report (&day_case, observed_at, key,
                          g_rand_int_range (day->rand, 0, 10) < 4, &error) &&
      gw_day_case_drive (&day_case, gw_day_end_pick (day->rand), TRUE, &error))
    count_state (day, gw_day_case_state (&day_case));
  else
    {
      day->n_failed++;
      g_printerr ("%s%s\n", isatty (STDERR_FILENO) ? "\r" : "",
                  error ? error->message : "A case could not be driven on");
    }
  day->n_done++;
}

/* A fault is told and counted; the day goes on. */
static void
check_patrol (Day *day, gboolean good, const GError *error)
{
  if (good)
    return;
  day->n_failed++;
  g_printerr ("%s\n", error ? error->message : "The inspectors could not walk on");
}

/* In a day told after the event everyone walks as far as there are reports to come by. */
static void
walk (Day *day)
{
  g_autoptr (GError) error = NULL;

  if (day->options->rate > 0 || day->n_done % REPORTS_PER_WALK == 0)
    check_patrol (day, gw_day_patrol_walk (day->patrol, &error), error);
}

static void
call_roll (Day *day)
{
  g_autoptr (GError) error = NULL;

  check_patrol (day, gw_day_patrol_roll_call (day->patrol, &error), error);
}

static void
show_progress (const Day *day, guint total, gboolean last)
{
  gboolean terminal = isatty (STDOUT_FILENO);

  if (day->options->quiet || (!terminal && !last && day->n_done % 100 != 0))
    return;
  g_print ("%sReports: %u of %u%s", terminal ? "\r" : "", day->n_done, total,
           terminal && !last ? "" : "\n");
}

static void
show_states (const Day *day)
{
  static const char *const order[] = { "reported", "rejected",   "voided",
                                       "filed",    "dispatched", "handling",
                                       "handled",  "checked",    "closed" };

  for (guint i = 0; i < G_N_ELEMENTS (order) && !day->options->quiet; i++)
    g_print ("%s%s %u", i ? ", " : "  ", order[i],
             GPOINTER_TO_UINT (g_hash_table_lookup (day->states, order[i])));
  if (!day->options->quiet)
    g_print ("\n");
}

static gboolean
live_day (Day *day)
{
  guint total = (guint)day->options->n_reports;
  g_autoptr (GArray) ages = plan_ages (day, total);
  gint64 start = g_get_monotonic_time ();

  walk (day);
  call_roll (day);
  for (guint i = 0; i < total; i++)
    {
      /* With a rate the day goes on now; without one it is told after the event. */
      gint64 age = day->options->rate > 0 ? -60 : g_array_index (ages, gint64, i);

      live_one (day, i, age);
      walk (day);
      show_progress (day, total, i + 1 == total);
      if (day->options->rate > 0 && i + 1 < total)
        {
          gint64 due = start + (gint64)((i + 1) / day->options->rate * G_USEC_PER_SEC);
          gint64 wait = due - g_get_monotonic_time ();

          if (wait > 0)
            g_usleep ((gulong)wait);
        }
    }
  show_states (day);
  return day->n_failed == 0;
}

/* How many closed cases the page counts in the cell; -1 when it does not list the cell. */
static int
count_closed (GwDayJson *page, const char *cell)
{
  GwDayJson *cells = NULL, *closed = NULL;

  if (!json_object_object_get_ex (page, "cells", &cells))
    return -1;
  for (gsize i = 0; i < json_object_array_length (cells); i++)
    {
      GwDayJson *row = json_object_array_get_idx (cells, i);

      if (g_strcmp0 (gw_day_json_text (row, "code", NULL), cell) == 0 &&
          json_object_object_get_ex (row, "closed", &closed))
        return json_object_get_int (closed);
    }
  return -1;
}

/* TRUE when the statistics of the case's cell count a closed case. */
static gboolean
is_counted (Day *day, const char *cell, GError **error)
{
  const GwDayAccount *manager = gw_day_client_account (day->client, "manager", NULL);
  const GwDayAccount *leader = gw_day_client_account (day->client, "leader", NULL);
  g_autofree char *path = g_strdup ("/api/v1/statistics/cells?limit=5000");
  int n_closed = -1;

  while (path != NULL && n_closed < 0)
    {
      g_autoptr (GwDayJson) page =
          gw_day_client_get (day->client, manager ? manager : leader, path, error);

      if (page == NULL)
        return FALSE;
      n_closed = count_closed (page, cell);
      g_free (path);
      path = g_strdup (gw_day_json_text (page, "next", NULL));
    }
  if (n_closed > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "The statistics do not count the closed case in cell %s", cell);
  return FALSE;
}

static gboolean
drive_one (Day *day, GError **error)
{
  g_auto (GwDayCase) day_case = {
    .client = day->client,
    .rand = day->rand,
    .incident = gw_day_incident_pick (day->rand, 9),
    .place = pick_place (day),
    .aloud = !day->options->quiet,
  };
  g_autofree char *key = g_uuid_string_random ();
  const char *cell;

  if (!gw_day_case_report (&day_case, NULL, key, TRUE, error) ||
      !gw_day_case_drive (&day_case, GW_DAY_CLOSED, FALSE, error))
    return FALSE;
  cell = gw_day_json_text (day_case.reply, "case", "cell", NULL);
  if (g_strcmp0 (gw_day_case_state (&day_case), "closed") != 0 || cell == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Case %s is %s, not closed",
                   gw_day_case_number (&day_case), gw_day_case_state (&day_case));
      return FALSE;
    }
  if (!is_counted (day, cell, error))
    return FALSE;
  g_print ("Case %s in cell %s is closed and counted.\n", gw_day_case_number (&day_case),
           cell);
  return TRUE;
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (GwDayClient) client =
      gw_day_client_new (options->server ? options->server : DEFAULT_SERVER,
                         options->accounts, !options->drive_one, error);
  /* One case is another one each time; a day is the same day for the same seed. */
  g_autoptr (GRand) rand =
      options->drive_one ? g_rand_new () : g_rand_new_with_seed ((guint32)options->seed);
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GwDayPatrol) patrol = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GHashTable) states =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GwDayAccount *account;
  Day day;

  if (client == NULL)
    return FALSE;
  account = gw_day_client_nth_account (client, "inspector", 0);
  if (account == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s names no inspector",
                   options->accounts);
      return FALSE;
    }
  zone = city_zone (client, account);
  places = gw_day_places_new (client, account, rand, error);
  if (places == NULL)
    return FALSE;
  day = (Day){ options, client, rand, places, NULL, zone, 0, 0, states };
  if (options->drive_one)
    return drive_one (&day, error);
  patrol = gw_day_patrol_new (client, rand, places, error);
  day.patrol = patrol;
  return patrol != NULL && live_day (&day);
}

int
main (int argc, char **argv)
{
  Options options = { .n_reports = 400, .seed = 1 };
  g_autoptr (GError) error = NULL;
  gboolean good;

  setlocale (LC_ALL, "");
  good = parse_options (&options, &argc, &argv, &error) && run (&options, &error);
  if (error != NULL)
    g_printerr ("gridward-demo-day: %s\n", error->message);
  g_free (options.server);
  g_free (options.accounts);
  return good ? 0 : 1;
}
