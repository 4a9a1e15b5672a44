/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register of plan targets over HTTP: who sees and enters what, lamps, what is refused. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "backend/service/plan.h"
#include "backend/service/setup.h"
#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define TARGETS "/api/v1/plan-targets"
#define LOWER "441802001001"
#define UPPER "441802002001"

/* The real clock shows any year: the due dates of a plan are over in 2001, not yet in 2999. */
static const char PLAN[] =
    "year,code,area,title,title_en,unit,better,start,target,due,department,indicator,"
    "actual,actual_date,note\n"
    "2001,points," LOWER
    ",服务点,Points,count,up,,40,2001-12-31,sanitation,,40,2001-10-31,\n"
    "2001,points," UPPER ",服务点,Points,count,up,,40,2001-12-31,works,,39,2001-10-31,\n"
    "2999,points," LOWER ",服务点,Points,count,up,10,40,2999-12-31,sanitation,,5,"
    "2026-10-31,十月\n"
    "2999,points," UPPER ",服务点,Points,count,up,,40,2999-12-31,works,,,,\n"
    "2999,share," LOWER
    ",覆盖率,Covered,percent,up,,80,2999-12-31,works,,81.5,2026-10-31,\n";

static json_object *document;

static char *
make_plan (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const int year = g_date_time_get_year (now);

  /* Counted from January 1 of the year that it is. */
  return g_strdup_printf (
      "%s%d,closed,441802,结案数,Closed,percent,up,,50,%d-12-31,general,closure_rate,,,\n"
      "%d,points," LOWER ",服务点,Points,count,up,,40,%d-12-31,sanitation,,,,\n",
      PLAN, year, year, year, year);
}

static GwTownServer *
new_server (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  const GwPlanTargetContext context =
      gw_plan_context (gw_service_get_snapshot (town->service));
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autofree char *csv = make_plan ();
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (GError) error = NULL;
  GwPlanImport import;

  targets = gw_plan_targets_from_csv (csv, strlen (csv), &context, faults);
  if (targets == NULL)
    g_error ("%s", ((GwFault *)faults->kept->pdata[0])->text);
  gw_setup_import_plan (town->service, targets, &import, &error);
  g_assert_no_error (error);
  return gw_town_server_new_take (g_steal_pointer (&town), NULL);
}

static GwTestResponse *
list (GwTownServer *server, const char *login, const char *query)
{
  g_autofree char *path = g_strconcat (TARGETS, query, NULL);
  GwTestResponse *response = gw_town_server_expect (server, 200, login, "GET", path, NULL);

  gw_test_schema_assert (document, "PlanTargetList", response->json);
  return response;
}

static void
expect_total (GwTownServer *server, const char *login, const char *query, gint64 total)
{
  g_autoptr (GwTestResponse) response = list (server, login, query);

  g_assert_cmpint (gw_test_json_int (response->json, "total"), ==, total);
}

static void
test_list (void)
{
  g_autoptr (GwTownServer) server = new_server ();
  g_autoptr (GwTestResponse) over = list (server, "manager", "?year=2001");
  g_autoptr (GwTestResponse) ahead = list (server, "manager", "?year=2999");
  g_autoptr (GwTestResponse) page = list (server, "manager", "?year=2999&limit=2");
  g_autoptr (GwTestResponse) rest = NULL;
  g_autoptr (GwTestResponse) csv = NULL;

  g_assert_cmpstr (gw_test_json_string (over->json, "targets.0.lamp"), ==, "green");
  g_assert_cmpstr (gw_test_json_string (over->json, "targets.1.lamp"), ==, "red");
  g_assert_cmpint (gw_test_json_int (over->json, "lamps.red"), ==, 1);
  /* Less than at the start, nothing known, more than wanted. */
  g_assert_cmpstr (gw_test_json_string (ahead->json, "targets.0.lamp"), ==, "yellow");
  g_assert_cmpstr (gw_test_json_string (ahead->json, "targets.1.lamp"), ==, "none");
  g_assert_cmpstr (gw_test_json_string (ahead->json, "targets.2.lamp"), ==, "green");
  g_assert_cmpstr (gw_test_json_string (ahead->json, "targets.0.actual.note"), ==, "十月");
  rest = gw_town_server_expect (server, 200, "manager", "GET",
                                gw_test_json_string (page->json, "next"), NULL);
  g_assert_cmpstr (gw_test_json_string (rest->json, "targets.0.code"), ==, "share");
  g_assert_null (gw_test_json_get (rest->json, "next"));
  expect_total (server, "manager", "?year=2999&area=" LOWER, 2);
  expect_total (server, "manager", "?year=2999&area=441802", 3);
  expect_total (server, "manager", "?year=2999&department=works", 2);
  expect_total (server, "manager", "?year=2999&code=share", 1);
  expect_total (server, "manager", "?year=2999&lamp=green", 1);
  expect_total (server, "manager", "?year=2500", 0);
  csv = gw_test_request (server->port, "GET", TARGETS "?year=2001",
                         gw_town_server_token (server, "manager"), "Accept: text/csv\r\n",
                         NULL, 0);
  g_assert_cmpuint (csv->status, ==, 200);
  g_assert_nonnull (strstr (csv->body, ",40,2001-12-31,39,2001-10-31,40,red\r\n"));
}

/* A department sees what it leads; inspectors and handlers nothing. */
static void
test_seen (void)
{
  g_autoptr (GwTownServer) server = new_server ();
  static const char *const nobody[] = { "inspector", "handler", "exchange" };

  expect_total (server, "sanitation", "?year=2999", 1);
  expect_total (server, "works", "?year=2999", 2);
  expect_total (server, "dispatcher", "?year=2999", 3);
  for (guint i = 0; i < G_N_ELEMENTS (nobody); i++)
    {
      g_autoptr (GwTestResponse) response =
          gw_town_server_expect (server, 403, nobody[i], "GET", TARGETS, NULL);

      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, "forbidden");
    }
}

/* What is counted is counted for the area, whoever looks. */
static void
test_counted (void)
{
  g_autoptr (GwTownServer) server = new_server ();
  g_autofree char *done = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *waits = gw_town_server_report (server, 1, "垃圾");
  g_autoptr (GwTestResponse) none = list (server, "manager", "?code=closed");
  g_autoptr (GwTestResponse) half = NULL;

  g_assert_null (gw_test_json_get (none->json, "targets.0.actual"));
  gw_town_server_act (server, "leader", done, "file");
  gw_town_server_act (server, "dispatcher", done, "dispatch");
  gw_town_server_act (server, "sanitation", done, "accept");
  gw_town_server_act (server, "sanitation", done, "handle");
  gw_town_server_act (server, "leader", done, "check");
  gw_town_server_act (server, "leader", waits, "file");
  gw_town_server_act (server, "dispatcher", waits, "dispatch");
  gw_town_server_act (server, "sanitation", waits, "accept");
  gw_town_server_act (server, "sanitation", waits, "handle");
  gw_town_server_act (server, "leader", done, "close");
  half = list (server, "manager", "?code=closed");
  g_assert_cmpfloat (
      json_object_get_double (gw_test_json_get (half->json, "targets.0.actual.value")), ==,
      50);
  g_assert_cmpint (gw_test_json_int (half->json, "targets.0.indicator.numerator"), ==, 1);
  g_assert_cmpint (gw_test_json_int (half->json, "targets.0.indicator.denominator"), ==, 2);
  g_assert_cmpstr (gw_test_json_string (half->json, "targets.0.lamp"), ==, "green");
}

/* The path of the actuals of the only target of such a query. */
static char *
actuals_path (GwTownServer *server, const char *query)
{
  g_autoptr (GwTestResponse) response = list (server, "manager", query);

  g_assert_cmpint (gw_test_json_int (response->json, "total"), ==, 1);
  return g_strdup_printf (TARGETS "/%" G_GINT64_FORMAT "/actuals",
                          gw_test_json_int (response->json, "targets.0.id"));
}

static char *
dup_today (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);

  return g_date_time_format (now, "%Y-%m-%d");
}

/* A body; date NULL: today. */
static char *
make_entry (int version, const char *value, const char *date)
{
  g_autofree char *today = dup_today ();

  return g_strdup_printf ("{\"version\":%d,\"value\":%s,\"date\":\"%s\",\"note\":\"报表\"}",
                          version, value, date != NULL ? date : today);
}

static void
enter (GwTownServer *server, guint status, const char *login, const char *path,
       const char *entry, const char *code, const char *field)
{
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, status, login, "POST", path, entry);

  if (status < 300)
    {
      gw_test_schema_assert (document, "PlanTargetAnswer", response->json);
      return;
    }
  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, code);
  if (field != NULL)
    g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, field);
  gw_town_server_assert_refused_in_chinese (server, login, "POST", path, entry);
}

static void
test_enter (void)
{
  g_autoptr (GwTownServer) server = new_server ();
  g_autofree char *path = actuals_path (server, "?code=points");
  g_autofree char *shown = g_strndup (path, strlen (path) - strlen ("/actuals"));
  g_autofree char *first = make_entry (1, "12.5", NULL);
  g_autofree char *second = make_entry (2, "13", NULL);
  g_autoptr (GwTestResponse) response = NULL;
  g_autoptr (GwTestResponse) unseen = NULL;
  g_autoptr (GwTestResponse) changes = NULL;

  enter (server, 403, "works", path, first, "forbidden", NULL);
  enter (server, 403, "dispatcher", path, first, "forbidden", NULL);
  enter (server, 201, "sanitation", path, first, NULL, NULL);
  enter (server, 409, "manager", path, first, "stale_version", NULL);
  enter (server, 201, "manager", path, second, NULL, NULL);
  response = gw_town_server_expect (server, 200, "sanitation", "GET", shown, NULL);
  gw_test_schema_assert (document, "PlanTargetAnswer", response->json);
  g_assert_cmpfloat (
      json_object_get_double (gw_test_json_get (response->json, "history.1.value")), ==,
      12.5);
  g_assert_cmpstr (gw_test_json_string (response->json, "history.0.by.login"), ==,
                   "manager");
  g_assert_cmpstr (gw_test_json_string (response->json, "target.actual.by.login"), ==,
                   "manager");
  unseen = gw_town_server_expect (server, 404, "works", "GET", shown, NULL);
  changes = gw_town_server_expect (server, 200, "admin", "GET",
                                   "/api/v1/administration/changes?subject=plan_target"
                                   "&by=manager",
                                   NULL);
  g_assert_cmpstr (gw_test_json_string (changes->json, "changes.0.field"), ==, "actual");
  g_assert_cmpstr (gw_test_json_string (changes->json, "changes.0.from"), ==, "12.5");
  g_assert_cmpstr (gw_test_json_string (changes->json, "changes.0.to"), ==, "13");
}

static void
test_refused (void)
{
  g_autoptr (GwTownServer) server = new_server ();
  g_autofree char *path = actuals_path (server, "?code=points");
  g_autofree char *counted = actuals_path (server, "?code=closed");
  static const struct
  {
    const char *value;
    const char *date;
    const char *field;
  } wrong[] = {
    { "-1", NULL, "value" },       { "1.234", NULL, "value" },
    { "1e30", NULL, "value" },     { "1", "2999-01-01", "date" },
    { "1", "2001-01-01", "date" }, { "1", "yesterday", "date" },
  };
  static const struct
  {
    const char *query;
    guint status;
    const char *code;
  } queries[] = {
    { "?year=1", 400, "out_of_range" },  { "?lamp=blue", 400, "out_of_range" },
    { "?area=x", 400, "unknown_area" },  { "?department=x", 400, "unknown_department" },
    { "?limit=0", 400, "out_of_range" }, { "/999999", 404, "not_found" },
    { "/x", 404, "not_found" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *entry = make_entry (1, wrong[i].value, wrong[i].date);

      enter (server, 422, "manager", path, entry, "out_of_range", wrong[i].field);
    }
  {
    g_autofree char *entry = make_entry (1, "1", NULL);

    enter (server, 422, "manager", counted, entry, "action_not_allowed", NULL);
    enter (server, 404, "manager", TARGETS "/999999/actuals", entry, "not_found", NULL);
    enter (server, 422, "manager", path, "{\"version\":1,\"value\":1}", "missing_field",
           "date");
  }
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *target = g_strconcat (TARGETS, queries[i].query, NULL);
      g_autoptr (GwTestResponse) response =
          gw_town_server_expect (server, queries[i].status, "manager", "GET", target, NULL);

      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, queries[i].code);
      gw_town_server_assert_refused_in_chinese (server, "manager", "GET", target, NULL);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/plan-targets/list", test_list);
  g_test_add_func ("/api/plan-targets/seen", test_seen);
  g_test_add_func ("/api/plan-targets/counted", test_counted);
  g_test_add_func ("/api/plan-targets/enter", test_enter);
  g_test_add_func ("/api/plan-targets/refused", test_refused);
  status = g_test_run ();
  json_object_put (document);
  return status;
}
