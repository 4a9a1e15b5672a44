/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics and anchors of the journal over HTTP. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define PERIODS "/api/v1/statistics/periods"
#define DAY G_GINT64_CONSTANT (86400000)

static GwTownServer *server;
static char *past; /* a month that is over, with cases */

static GwTestResponse *
ask (const char *login, const char *path, const char *schema)
{
  GwTestResponse *response = gw_town_server_expect (server, 200, login, "GET", path, NULL);
  json_object *document = gw_test_schema_document ();

  gw_test_schema_assert (document, schema, response->json);
  json_object_put (document);
  return response;
}

static void
act (const char *login, const char *period, const char *body, guint status,
     const char *expected)
{
  g_autofree char *path = g_strconcat (PERIODS "/", period, "/actions", NULL);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, status, login, "POST", path, body);

  g_assert_cmpstr (gw_test_json_string (response->json, status == 200 ? "state" : "code"),
                   ==, expected);
  if (status != 200)
    gw_town_server_assert_refused_in_chinese (server, login, "POST", path, body);
}

static void
test_way (void)
{
  g_autofree char *path = g_strconcat (PERIODS "/", past, "/differences", NULL);
  g_autoptr (GwTestResponse) never =
      gw_town_server_expect (server, 404, "manager", "GET", path, NULL);
  g_autoptr (GwTestResponse) list = NULL;
  g_autoptr (GwTestResponse) same = NULL;
  json_object *last;

  gw_town_server_assert_refused_in_chinese (server, "manager", "GET", path, NULL);
  act ("manager", past, "{\"action\":\"lock\"}", 409, "wrong_period_state");
  act ("manager", past, "{\"action\":\"review\"}", 200, "reviewed");
  act ("admin", past, "{\"action\":\"lock\",\"reason\":\"核对无误\"}", 200, "locked");
  act ("manager", past, "{\"action\":\"reopen\"}", 422, "missing_field");
  same = ask ("manager", path, "PeriodDifferences");
  g_assert_cmpint (gw_test_json_int (same->json, "differences"), ==, 0);
  g_assert_cmpstr (gw_test_json_string (same->json, "total.0.figure"), ==, "reported");
  act ("manager", past, "{\"action\":\"reopen\",\"reason\":\"补录\"}", 200, "open");
  list = ask ("leader", PERIODS, "PeriodList");
  last = gw_test_json_get (list->json, "periods");
  last = json_object_array_get_idx (last, json_object_array_length (last) - 1);
  g_assert_cmpstr (gw_test_json_string (last, "period"), ==, past);
  g_assert_cmpstr (gw_test_json_string (last, "acts.1.by.login"), ==, "admin");
  g_assert_cmpuint (strlen (gw_test_json_string (last, "acts.1.digest")), ==, 64);
  g_assert_cmpstr (gw_test_json_string (last, "acts.2.reason"), ==, "补录");
}

static const struct
{
  const char *login;
  const char *period;
  const char *body;
  guint status;
  const char *code;
} REFUSED[] = {
  { "leader", "2026-01", "{\"action\":\"review\"}", 403, "forbidden" },
  { "sanitation", "2026-01", "{\"action\":\"review\"}", 403, "forbidden" },
  { "manager", "2026-13", "{\"action\":\"review\"}", 422, "period" },
  { "manager", "x", "{\"action\":\"review\"}", 422, "period" },
  { "manager", "9998-12", "{\"action\":\"review\"}", 409, "wrong_period_state" },
  { "manager", "1999-12", "{\"action\":\"review\"}", 404, "not_found" },
  { "manager", "2026-01", "{\"action\":\"shut\"}", 422, "out_of_range" },
  { "manager", "2026-01", "{\"action\":7}", 422, "wrong_type" },
  { "manager", "2026-01", "{}", 422, "missing_field" },
  { "manager", "2026-01", "{", 400, "malformed_json" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (REFUSED); i++)
    act (REFUSED[i].login, REFUSED[i].period, REFUSED[i].body, REFUSED[i].status,
         REFUSED[i].code);
}

static void
test_anchors (void)
{
  g_autoptr (GwTestResponse) all = ask ("manager", "/api/v1/journal/anchors", "AnchorList");
  g_autoptr (GwTestResponse) none =
      ask ("admin", "/api/v1/journal/anchors?to=2020-01-01", "AnchorList");
  g_autoptr (GwTestResponse) refused =
      gw_town_server_expect (server, 403, "leader", "GET", "/api/v1/journal/anchors", NULL);

  g_assert_cmpuint (json_object_array_length (gw_test_json_get (all->json, "anchors")), >=,
                    1);
  g_assert_cmpuint (strlen (gw_test_json_string (all->json, "anchors.0.hash")), ==, 64);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (none->json, "anchors")), ==,
                    0);
}

/* Something happened two months ago. */
static GwTown *
make_town (void)
{
  GwTown *town = gw_town_new ();
  g_autoptr (GDateTime) then = NULL;

  town->now_ms = g_get_real_time () / 1000 - 62 * DAY;
  then = g_date_time_new_from_unix_utc (town->now_ms / 1000 + 8 * 3600);
  past = g_date_time_format (then, "%Y-%m");
  g_free (gw_town_case (town, GW_CASE_CLOSED));
  return town;
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = gw_town_server_new_take (make_town (), NULL);
  g_test_add_func ("/api/periods/way", test_way);
  g_test_add_func ("/api/periods/refused", test_refused);
  g_test_add_func ("/api/periods/anchors", test_anchors);
  status = g_test_run ();
  gw_town_server_free (server);
  g_free (past);
  return status;
}
