/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four levels over HTTP: every route tells of the own area and of nothing else. */
#define G_LOG_DOMAIN "gridward-test"

#include <signal.h>
#include <string.h>

#include "tests/lib/four-levels.h"
#include "tests/lib/town-server.h"
#include "tests/lib/town.h"

static const char *const levels[] = { "441802", "4418021", "441802002", "441802001002" };
static const guint8 png[] = { 0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00,
                              0x00, 0x0d, 'I',  'H',  'D',  'R',  0x00, 0x00, 0x00, 0x01,
                              0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f,
                              0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0d, 'I',  'D',  'A',
                              'T',  0x78, 0xda, 0x63, 0x64, 0xf8, 0xcf, 0x50, 0x0f, 0x00,
                              0x03, 0x86, 0x01, 0x80, 0x5a, 0x34, 0x7d, 0x6b, 0x00, 0x00,
                              0x00, 0x00, 'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82 };

typedef struct
{
  GwTownServer *server;
  char *numbers[FOUR_LEVELS_CELLS];
  char *cells[FOUR_LEVELS_CELLS];
  char *photos[FOUR_LEVELS_CELLS];
} Divided;

static void
add_supervisor (GwTownServer *server, const char *area)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "backend/ctl/gridwardctl", NULL);
  g_autofree char *password = g_strdup_printf ("password-of-%s\n", area);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program,
      "--db", server->db, "user", "add", "--roles", "manager", "--area", area, area, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, password, NULL, NULL, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static void
divide (GwTownServer *server)
{
  four_levels_divide (server->db);
  kill (server->pid, SIGHUP);
  for (guint i = 0; i < GW_TEST_PATIENCE_SECONDS * 50; i++)
    {
      g_autoptr (GwTestResponse) areas =
          gw_town_server_expect (server, 200, "leader", "GET", "/api/v1/areas", NULL);

      if (strstr (areas->body, "4418021\""))
        return;
      g_usleep (20000);
    }
  g_error ("the areas were not read again");
}

static char *
upload (GwTownServer *server)
{
  g_autoptr (GwTestResponse) response =
      gw_test_request (server->port, "POST", "/api/v1/attachments",
                       gw_town_server_token (server, "inspector"),
                       "Content-Type: image/png\r\n", (const char *)png, sizeof png);

  g_assert_cmpuint (response->status, ==, 201);
  return g_strdup (gw_test_json_string (response->json, "id"));
}

static char *
report (GwTownServer *server, guint cell, const char *photo)
{
  GwLonLat place = gw_town_place (cell);
  g_autofree char *body = g_strdup_printf (
      "{\"kind\":\"matter\",\"class\":\"06010\",\"location\":{\"lon\":%.7f,\"lat\":%.7f},"
      "\"description\":\"x\",\"attachments\":[\"%s\"]}",
      place.lon, place.lat, photo);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 201, "inspector", "POST", "/api/v1/reports", body);

  return g_strdup (gw_test_json_string (response->json, "case.number"));
}

static void
set_up (Divided *divided, gconstpointer data)
{
  GwTownServer *server = divided->server = gw_town_server_new (NULL);

  divide (server);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    add_supervisor (server, levels[i]);
  for (guint cell = 0; cell < FOUR_LEVELS_CELLS; cell++)
    {
      g_autofree char *path = NULL;
      g_autoptr (GwTestResponse) response = NULL;

      divided->photos[cell] = upload (server);
      divided->numbers[cell] = report (server, cell, divided->photos[cell]);
      path = g_strconcat ("/api/v1/cases/", divided->numbers[cell], NULL);
      response = gw_town_server_expect (server, 200, "leader", "GET", path, NULL);
      divided->cells[cell] = g_strdup (gw_test_json_string (response->json, "case.cell"));
      gw_town_server_act (server, "leader", divided->numbers[cell], "file");
      gw_town_server_act (server, "dispatcher", divided->numbers[cell], "dispatch");
    }
}

static void
tear_down (Divided *divided, gconstpointer data)
{
  for (guint i = 0; i < FOUR_LEVELS_CELLS; i++)
    {
      g_free (divided->numbers[i]);
      g_free (divided->cells[i]);
      g_free (divided->photos[i]);
    }
  gw_town_server_free (divided->server);
}

/* Each word is in the answer where it should be, and nowhere else. */
static void
assert_own (Divided *divided, const char *area, const char *path, char *const *words,
            gboolean complete)
{
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (divided->server, 200, area, "GET", path, NULL);

  for (guint cell = 0; cell < FOUR_LEVELS_CELLS; cell++)
    {
      gboolean found = strstr (response->body, words[cell]) != NULL;

      if (found != four_levels_has (area, cell) && (found || complete))
        g_error ("%s as %s: cell %u %s", path, area, cell, found ? "shown" : "missing");
    }
}

static void
assert_csv (Divided *divided, const char *area)
{
  g_autoptr (GwTestResponse) cells = gw_test_request (
      divided->server->port, "GET", "/api/v1/statistics/cells",
      gw_town_server_token (divided->server, area), "Accept: text/csv\r\n", NULL, 0);
  g_autoptr (GwTestResponse) departments = gw_town_server_expect (
      divided->server, 200, area, "GET", "/api/v1/statistics/departments", NULL);
  gint64 n = 0;

  for (guint cell = 0; cell < FOUR_LEVELS_CELLS; cell++)
    {
      gboolean own = four_levels_has (area, cell);

      n += own;
      g_assert_cmpint (strstr (cells->body, divided->cells[cell]) != NULL, ==, own);
    }
  g_assert_cmpint (gw_test_json_int (departments->json, "total.dispatched"), ==, n);
}

/* The desk knows what it is limited to. */
static void
assert_session (Divided *divided)
{
  g_autoptr (GwTestResponse) one = gw_town_server_expect (
      divided->server, 200, "441802002", "GET", "/api/v1/sessions/current", NULL);
  g_autoptr (GwTestResponse) all = gw_town_server_expect (
      divided->server, 200, "leader", "GET", "/api/v1/sessions/current", NULL);

  g_assert_cmpstr (gw_test_json_string (one->json, "user.area.code"), ==, "441802002");
  g_assert_null (gw_test_json_get (all->json, "user.area"));
}

static void
test_lists (Divided *divided, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      assert_own (divided, levels[i], "/api/v1/cases", divided->numbers, TRUE);
      assert_own (divided, levels[i], "/api/v1/cases?sort=deadline&state=open",
                  divided->numbers, TRUE);
      assert_own (divided, levels[i], "/api/v1/cases/points", divided->numbers, TRUE);
      assert_own (divided, levels[i], "/api/v1/cases/nearby?lon=113.002&lat=23.702",
                  divided->numbers, FALSE);
      assert_own (divided, levels[i], "/api/v1/cells", divided->cells, TRUE);
      assert_own (divided, levels[i], "/api/v1/cells?bbox=112,23,114,24", divided->cells,
                  TRUE);
      assert_own (divided, levels[i], "/api/v1/statistics/cells", divided->cells, TRUE);
      assert_csv (divided, levels[i]);
      assert_own (divided, levels[i], "/api/v1/statistics/now?top=50", divided->cells,
                  TRUE);
    }
  assert_session (divided);
}

static void
assert_one (Divided *divided, const char *area, guint cell)
{
  gboolean own = four_levels_has (area, cell);
  const char *number = divided->numbers[cell];
  GwLonLat place = gw_town_place (cell);
  const struct
  {
    const char *method;
    char *path;
    const char *body;
    guint status; /* when it is one's own */
  } calls[] = {
    { "GET", g_strdup_printf ("/api/v1/cases/%s", number), NULL, 200 },
    { "GET", g_strdup_printf ("/api/v1/cases/%s/events", number), NULL, 200 },
    { "GET", g_strdup_printf ("/api/v1/cases/%s/nearby", number), NULL, 200 },
    { "POST", g_strdup_printf ("/api/v1/cases/%s/actions", number),
      "{\"action\":\"handle\",\"version\":1,\"opinion\":\"x\"}", 409 },
    { "GET", g_strdup_printf ("/api/v1/attachments/%s", divided->photos[cell]), NULL, 200 },
    { "GET", g_strdup_printf ("/api/v1/cells/%s", divided->cells[cell]), NULL, 200 },
    { "GET", g_strdup_printf ("/api/v1/locate?lon=%.7f&lat=%.7f", place.lon, place.lat),
      NULL, 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      gw_test_response_free (
          gw_town_server_expect (divided->server, own ? calls[i].status : 404, area,
                                 calls[i].method, calls[i].path, calls[i].body));
      g_free (calls[i].path);
    }
}

static void
test_one_by_one (Divided *divided, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    for (guint cell = 0; cell < FOUR_LEVELS_CELLS; cell++)
      assert_one (divided, levels[i], cell);
}

/* The cases that are told of until the one in a cell of the own area that comes last. */
static void
test_live (Divided *divided, gconstpointer data)
{
  GwTestConnection *sockets[G_N_ELEMENTS (levels)];

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      sockets[i] =
          gw_test_web_socket (divided->server->port, "/api/v1/live",
                              gw_town_server_token (divided->server, levels[i]), NULL);
      g_assert_nonnull (sockets[i]);
      g_free (gw_test_web_socket_read (sockets[i], NULL, 10));
    }
  for (guint cell = 0; cell < FOUR_LEVELS_CELLS; cell++)
    gw_town_server_act (divided->server, "sanitation", divided->numbers[cell], "accept");
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr (GString) told = g_string_new (NULL);
      guint last = FOUR_LEVELS_CELLS - 1;

      while (!four_levels_has (levels[i], last))
        last--;
      while (strstr (told->str, divided->numbers[last]) == NULL)
        {
          g_autofree char *text = gw_test_web_socket_read (sockets[i], NULL, 20);

          g_string_append (told, text);
        }
      for (guint cell = 0; cell < FOUR_LEVELS_CELLS; cell++)
        g_assert_cmpint (strstr (told->str, divided->numbers[cell]) != NULL, ==,
                         four_levels_has (levels[i], cell));
      gw_test_connection_free (sockets[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/api/scope/lists", Divided, NULL, set_up, test_lists, tear_down);
  g_test_add ("/api/scope/one-by-one", Divided, NULL, set_up, test_one_by_one, tear_down);
  g_test_add ("/api/scope/live", Divided, NULL, set_up, test_live, tear_down);
  return g_test_run ();
}
