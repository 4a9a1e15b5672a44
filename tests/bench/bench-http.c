/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The real server over HTTP: `bench-http DIRECTORY` makes a city of 20,000 cells there and
 * prints "NAME VALUE UNIT" lines, each ratio after a comment with its limit. The client
 * is a thread of this program; both share the machine's processors with the server, as in
 * platform-server.md.
 */
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/bench-city.h"
#include "tests/bench/bench-live.h"
#include "tests/bench/nginx-server.h"
#include "tests/bench/raw-server.h"
#include "tests/bench/seed-cases.h"
#include "tests/lib/http-client.h"
#include "tests/lib/http-load.h"
#include "tests/lib/server-process.h"

#define RUN_USEC (4 * G_USEC_PER_SEC)
#define FIXED_REPLY_BYTES 109
#define BIG_CASES 1000000
#define MAX_CONNECTIONS 256

/* What one run of load gathers. */
typedef struct
{
  const char *token;
  const char *path;  /* of a GET */
  GArray *latencies; /* gint64, usec */
  GRand *random;
  char *next[MAX_CONNECTIONS]; /* the page after the one that was answered */
  guint expected_status;
  guint serial;
} Gathering;

static int
compare_latencies (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;

  return (first > second) - (first < second);
}

/* ---- requests ---- */

static gboolean
report_cb (guint connection, GString *out, gpointer data)
{
  Gathering *g = data;
  g_autofree char *key = g_strdup_printf ("bench-%016" G_GINT64_MODIFIER "x-%08u",
                                          g_get_real_time (), g->serial++);
  g_autofree char *body = g_strdup_printf (
      "{\"kind\":\"matter\",\"class\":\"060%02u\",\"location\":{\"lon\":%.6f,\"lat\":%.6f},"
      "\"description\":\"路口东北角的井盖破损，夜间没有照明，存在安全隐患，请尽快处理。\"}",
      g_rand_int_range (g->random, 1, 15),
      BENCH_WEST + g_rand_double_range (g->random, 0.0001,
                                        BENCH_COLUMNS * BENCH_CELL_DEGREES - 0.0001),
      BENCH_SOUTH + g_rand_double_range (
                        g->random, 0.0001,
                        (double)BENCH_CELLS / BENCH_COLUMNS * BENCH_CELL_DEGREES - 0.0001));

  http_load_append_post (out, "/api/v1/reports", g->token, key, body);
  return TRUE;
}

static gboolean
get_cb (guint connection, GString *out, gpointer data)
{
  Gathering *g = data;

  http_load_append_get (out, g->path, g->token);
  return TRUE;
}

static gboolean
tile_cb (guint connection, GString *out, gpointer data)
{
  Gathering *g = data;
  g_autofree char *path = g_strdup_printf (
      "/tiles/%u/%u/%u.png", BENCH_TILE_Z,
      BENCH_TILE_X + (guint)g_rand_int_range (g->random, 0, BENCH_TILES_SIDE),
      BENCH_TILE_Y + (guint)g_rand_int_range (g->random, 0, BENCH_TILES_SIDE));

  http_load_append_get (out, path, NULL);
  return TRUE;
}

/* Each connection turns the pages of a list of its own. */
static gboolean
page_cb (guint connection, GString *out, gpointer data)
{
  static const char *const LISTS[] = {
    "/api/v1/cases?limit=100",
    "/api/v1/cases?limit=100&state=closed",
    "/api/v1/cases?limit=100&state=open",
    "/api/v1/cases?limit=100&department=D3",
    "/api/v1/cases?limit=100&class=06010",
    "/api/v1/cases?limit=100&department=D5&state=closed",
  };
  Gathering *g = data;
  const char *path = g->next[connection];

  if (path == NULL)
    path = LISTS[connection % G_N_ELEMENTS (LISTS)];
  http_load_append_get (out, path, g->token);
  return TRUE;
}

static void
take_cb (guint connection, const HttpLoadAnswer *answer, gpointer data)
{
  Gathering *g = data;

  if (answer->status != g->expected_status)
    g_error ("%u: %.*s", answer->status, (int)answer->length, answer->body);
  g_array_append_val (g->latencies, answer->latency_usec);
}

static void
take_page_cb (guint connection, const HttpLoadAnswer *answer, gpointer data)
{
  static const char NEXT[] = "\"next\":\"";
  Gathering *g = data;
  const char *start = memmem (answer->body, answer->length, NEXT, sizeof NEXT - 1);

  take_cb (connection, answer, data);
  g_clear_pointer (&g->next[connection], g_free);
  if (start != NULL)
    {
      const char *end;

      start += sizeof NEXT - 1;
      end = memchr (start, '"', (gsize)(answer->body + answer->length - start));
      g->next[connection] = g_strndup (start, (gsize)(end - start));
    }
}

/* ---- runs ---- */

typedef struct
{
  double rate; /* per second */
  double p99_ms;
} Result;

static Result
run (guint16 port, guint n_connections, Gathering *g, HttpLoadRequestFunc request,
     HttpLoadAnswerFunc answer)
{
  HttpLoad load = { port, n_connections, RUN_USEC, request, answer, g };
  gint64 start = g_get_monotonic_time ();
  Result result;

  g->latencies = g_array_new (FALSE, FALSE, sizeof (gint64));
  g->random = g_rand_new ();
  if (!http_load_run (&load))
    g_error ("connections broke under load");
  result.rate = (double)g->latencies->len * G_USEC_PER_SEC /
                (double)(g_get_monotonic_time () - start);
  g_array_sort (g->latencies, compare_latencies);
  result.p99_ms =
      (double)g_array_index (g->latencies, gint64, g->latencies->len * 99 / 100) / 1000;
  g_array_unref (g->latencies);
  g_rand_free (g->random);
  for (guint i = 0; i < MAX_CONNECTIONS; i++)
    g_free (g->next[i]);
  return result;
}

static void
print_ratio (const char *name, double ratio, const char *limit)
{
  g_print ("# limit %s >= %s\n%s %.2f ratio\n", name, limit, name, ratio);
}

static double
read_metric (guint16 port, const char *name)
{
  g_autoptr (GwTestResponse) response =
      gw_test_request (port, "GET", "/metrics", NULL, NULL, NULL, 0);
  g_autofree char *line = g_strdup_printf ("\n%s ", name);
  const char *found = strstr (response->body, line);

  if (found == NULL)
    g_error ("no metric %s", name);
  return g_ascii_strtod (found + strlen (line), NULL);
}

/* The same statements straight through SQLite, at the same number to a commit. */
static double
group_commit (const char *database, guint batch)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "tests/bench/bench-store", NULL);
  g_autofree char *number = g_strdup_printf ("%u", MAX (batch, 1));
  char *argv[] = { program, (char *)"group-commit", (char *)database, number, (char *)"4",
                   NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  const char *value;
  int status;

  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                     &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
  value = strchr (output, ' ');
  return value != NULL ? g_ascii_strtod (value, NULL) : 0;
}

/* ---- what is measured ---- */

static double
measure_fixed_reply (ServerProcess *server)
{
  GPid pid;
  guint16 raw_port = raw_server_start (FIXED_REPLY_BYTES, &pid);
  Gathering raw = { .path = "/", .expected_status = 200 };
  Gathering ours = { .path = "/healthz", .expected_status = 200 };
  double raw_rate = run (raw_port, 64, &raw, get_cb, take_cb).rate;
  double rate = run (server->port, 64, &ours, get_cb, take_cb).rate;

  raw_server_stop (pid);
  g_print ("raw_reply_c64 %.0f requests/s\n", raw_rate);
  g_print ("fixed_reply_c64 %.0f requests/s\n", rate);
  print_ratio ("fixed_reply_c64_vs_raw", rate / raw_rate, "0.15");
  return rate;
}

static void
measure_intake (ServerProcess *server, const char *database, const char *copy,
                const char *token)
{
  static const struct
  {
    guint n_connections;
    const char *limit; /* against group commit */
  } RUNS[] = { { 1, "0.5" }, { 16, "0.9" }, { 64, "0.9" }, { 256, "0.9" } };

  for (guint i = 0; i < G_N_ELEMENTS (RUNS); i++)
    {
      Gathering g = { .token = token, .expected_status = 201 };
      g_autofree char *name = g_strdup_printf ("intake_c%u", RUNS[i].n_connections);
      g_autofree char *ratio = g_strconcat (name, "_vs_group_commit", NULL);
      double jobs = read_metric (server->port, "gridward_write_jobs_total");
      double batches = read_metric (server->port, "gridward_write_batches_total");
      Result result = run (server->port, RUNS[i].n_connections, &g, report_cb, take_cb);
      double batch, bare;

      jobs = read_metric (server->port, "gridward_write_jobs_total") - jobs;
      batches = read_metric (server->port, "gridward_write_batches_total") - batches;
      batch = jobs / MAX (batches, 1);
      bare = group_commit (copy, (guint)(batch + 0.5));
      g_print ("%s %.0f reports/s\n%s_p99 %.2f ms\n", name, result.rate, name,
               result.p99_ms);
      g_print ("%s_batch %.1f reports/commit\ngroup_commit_%.0f %.0f reports/s\n", name,
               batch, batch, bare);
      print_ratio (ratio, result.rate / bare, RUNS[i].limit);
      if (RUNS[i].n_connections == 64)
        print_ratio ("intake_c64_vs_fixed_reply",
                     result.rate / measure_fixed_reply (server), "0.55");
    }
}

/* What is held against nginx when there is one, else against a bare reply of that size. */
static void
measure_tiles (ServerProcess *server, const char *directory)
{
  GPid pid;
  guint16 port = nginx_server_start (directory, &pid);
  gboolean is_nginx = port != 0;
  Gathering peer = { .path = "/", .expected_status = 200 };
  Gathering ours = { .expected_status = 200 };
  double peer_rate, rate;

  if (!is_nginx)
    port = raw_server_start (BENCH_TILE_BYTES, &pid);
  peer_rate = run (port, 32, &peer, is_nginx ? tile_cb : get_cb, take_cb).rate;
  rate = run (server->port, 32, &ours, tile_cb, take_cb).rate;
  g_print ("tiles %.0f tiles/s\n", rate);
  if (is_nginx)
    {
      nginx_server_stop (pid);
      print_ratio ("tiles_vs_nginx", rate / peer_rate, "0.3");
      return;
    }
  raw_server_stop (pid);
  g_print ("# no nginx here: tiles_vs_raw is against a bare reply of that size, no limit\n"
           "tiles_vs_raw %.2f ratio\n",
           rate / peer_rate);
}

static void
measure_live (ServerProcess *server, const char *token)
{
  g_print ("live_200_p99 %.1f ms\n", bench_live (server, token, 200, 50, 5));
}

static void
measure_pages (const char *database)
{
  g_autoptr (ServerProcess) server = server_process_start (database, NULL, NULL);
  g_autofree char *token = server_process_sign_in (server, BENCH_LOGIN, BENCH_PASSWORD);
  Gathering g = { .token = token, .expected_status = 200 };
  Result result = run (server->port, 12, &g, page_cb, take_page_cb);

  g_print ("case_page_1m %.0f pages/s\ncase_page_1m_p99 %.2f ms\n", result.rate,
           result.p99_ms);
  server_process_stop (server);
}

int
main (int argc, char **argv)
{
  g_autofree char *small = NULL, *copy = NULL, *big = NULL, *tiles = NULL, *token = NULL;
  g_autoptr (ServerProcess) server = NULL;

  if (argc != 2)
    {
      g_printerr ("Usage: bench-http DIRECTORY\n");
      return 2;
    }
  small = g_build_filename (argv[1], "small.gridward", NULL);
  copy = g_build_filename (argv[1], "bare.gridward", NULL);
  big = g_build_filename (argv[1], "big.gridward", NULL);
  tiles = g_build_filename (argv[1], "tiles.mbtiles", NULL);
  bench_city_create (small);
  bench_city_create (copy);
  bench_tiles_create (tiles);
  server = server_process_start (small, tiles, NULL);
  token = server_process_sign_in (server, BENCH_LOGIN, BENCH_PASSWORD);
  measure_intake (server, small, copy, token);
  measure_tiles (server, argv[1]);
  measure_live (server, token);
  server_process_stop (server);
  bench_city_create (big);
  seed_cases (big, BIG_CASES);
  measure_pages (big);
  return 0;
}
