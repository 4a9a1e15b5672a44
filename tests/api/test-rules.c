/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules, calendars and the catalogue changed over HTTP: refusals, effects without restart. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define RULES "/api/v1/routing-rules"
#define CITY "/api/v1/calendars/city"
#define CATALOGUE "/api/v1/catalogue"
#define SLOTS "\"slots\":[{\"weekday\":1,\"start\":\"08:00\",\"end\":\"12:00\"}]"

typedef struct
{
  const char *name;
  const char *login;
  const char *method;
  const char *path;
  const char *body;
  guint status;
  const char *code;
  const char *field; /* or NULL */
} Refusal;

static const Refusal refusals[] = {
  { "check-nobody", NULL, "POST", RULES "/check", "{}", 401, "unauthenticated", NULL },
  { "check-leader", "leader", "POST", RULES "/check", "{}", 403, "forbidden", NULL },
  { "check-type", "admin", "POST", RULES "/check", "{\"rules\":{}}", 422, "wrong_type",
    "rules" },
  { "check-row", "admin", "POST", RULES "/check", "{\"rules\":[7]}", 422, "wrong_type",
    "rules.0" },
  { "check-field", "admin", "POST", RULES "/check", "{\"rules\":[{\"rank\":[]}]}", 422,
    "wrong_type", "rules.0.rank" },
  { "check-line-break", "admin", "POST", RULES "/check",
    "{\"rules\":[{\"note\":\"a\\nb\"}]}", 422, "out_of_range", "rules.0.note" },
  { "check-class", "admin", "POST", RULES "/check",
    "{\"rules\":[{\"rank\":1,\"class\":\"99\",\"department\":\"works\"}]}", 422,
    "invalid_table", "class" },
  { "dry-run-dispatcher", "dispatcher", "POST", RULES "/dry-run", "{\"rules\":[]}", 403,
    "forbidden", NULL },
  { "dry-run-none", "admin", "POST", RULES "/dry-run", "{}", 422, "missing_field",
    "rules" },
  { "dry-run-last", "admin", "POST", RULES "/dry-run?last=99999", "{\"rules\":[]}", 400,
    "out_of_range", "last" },
  { "dry-run-limit", "admin", "POST", RULES "/dry-run?limit=0", "{\"rules\":[]}", 400,
    "out_of_range", "limit" },
  { "explain-class", "admin", "POST", RULES "/explain",
    "{\"kind\":\"matter\",\"class\":\"99999\",\"cell\":\"441802001001001\"}", 422,
    "unknown_class", "class" },
  { "explain-place", "admin", "POST", RULES "/explain",
    "{\"kind\":\"matter\",\"class\":\"06010\"}", 422, "missing_field", "location" },
  { "explain-outside", "admin", "POST", RULES "/explain",
    "{\"kind\":\"matter\",\"class\":\"06010\",\"location\":{\"lon\":1,\"lat\":1}}", 422,
    "outside_city", "location" },
  { "replace-manager", "manager", "PUT", RULES, "{\"version\":4,\"rules\":[]}", 403,
    "forbidden", NULL },
  { "replace-version", "admin", "PUT", RULES, "{\"rules\":[]}", 422, "missing_field",
    "version" },
  { "replace-stale", "admin", "PUT", RULES, "{\"version\":3,\"rules\":[]}", 409,
    "stale_version", "version" },
  { "replace-fault", "admin", "PUT", RULES,
    "{\"version\":4,\"rules\":[{\"rank\":1,\"department\":\"none\"}]}", 422,
    "invalid_table", "department" },
  { "add-manager", "manager", "POST", RULES,
    "{\"version\":4,\"rank\":9,\"department\":\"works\"}", 403, "forbidden", NULL },
  { "add-rank", "admin", "POST", RULES, "{\"version\":4,\"department\":\"works\"}", 422,
    "invalid_table", "rank" },
  { "change-unknown", "admin", "PATCH", RULES "/99", "{\"version\":4,\"rank\":3}", 404,
    "not_found", NULL },
  { "change-date", "admin", "PATCH", RULES "/1", "{\"version\":4,\"valid_to\":\"soon\"}",
    422, "invalid_table", "valid_to" },
  { "retire-stale", "admin", "DELETE", RULES "/1?version=2", NULL, 409, "stale_version",
    "version" },
  { "retire-version", "admin", "DELETE", RULES "/1", NULL, 400, "missing_field",
    "version" },
  { "calendar-leader", "leader", "PUT", CITY, "{\"version\":1," SLOTS "}", 403, "forbidden",
    NULL },
  { "calendar-preview-leader", "leader", "POST", CITY "/preview", "{" SLOTS "}", 403,
    "forbidden", NULL },
  { "calendar-stale", "admin", "PUT", CITY, "{\"version\":9," SLOTS "}", 409,
    "stale_version", "version" },
  { "calendar-no-time", "admin", "PUT", CITY, "{\"version\":1,\"slots\":[]}", 422,
    "invalid_table", NULL },
  { "calendar-slot", "admin", "PUT", CITY,
    "{\"version\":1,\"slots\":[{\"weekday\":1,\"start\":\"12:00\",\"end\":\"08:00\"}]}",
    422, "invalid_table", "slots.0" },
  { "calendar-weekday", "admin", "PUT", CITY,
    "{\"version\":1,\"slots\":[{\"weekday\":8,\"start\":\"08:00\",\"end\":\"09:00\"}]}",
    422, "out_of_range", "slots.0.weekday" },
  { "calendar-day", "admin", "PUT", CITY,
    "{\"version\":1," SLOTS ",\"days\":[{\"date\":\"2026-02-30\",\"working\":false}]}", 422,
    "invalid_table", "days.0" },
  { "calendar-zone", "admin", "PUT", CITY,
    "{\"version\":1," SLOTS ",\"time_zone\":\"Europe/Paris\"}", 422, "invalid_table",
    "time_zone" },
  { "calendar-department", "admin", "PUT", "/api/v1/calendars/shift",
    "{" SLOTS ",\"departments\":[\"none\"]}", 422, "invalid_table", "departments.0" },
  { "calendar-code", "admin", "PUT", "/api/v1/calendars/A%20B", "{" SLOTS "}", 422,
    "out_of_range", "code" },
  { "catalogue-table", "admin", "GET", CATALOGUE "/kings", NULL, 404, "not_found", NULL },
  { "catalogue-leader", "leader", "POST", CATALOGUE, "{\"conditions\":[]}", 403,
    "forbidden", NULL },
  { "catalogue-nothing", "admin", "POST", CATALOGUE, "{}", 422, "missing_field",
    "conditions" },
  { "catalogue-query", "admin", "POST", CATALOGUE "?dry_run=maybe", "{}", 400,
    "out_of_range", "dry_run" },
  { "catalogue-stale", "admin", "POST", CATALOGUE "?version=0",
    "{\"schemes\":[{\"scheme\":\"local\",\"name\":\"x\"}]}", 409, "stale_version",
    "version" },
  { "catalogue-fault", "admin", "POST", CATALOGUE,
    "{\"conditions\":[{\"scheme\":\"gb47678-2026\",\"kind\":\"matter\",\"class\":\"06010\","
    "\"condition\":\"77\",\"text\":\"x\",\"limit\":0,\"unit\":\"work_hour\"}]}",
    422, "invalid_table", "limit" },
  { "catalogue-row-leader", "leader", "PATCH", CATALOGUE "/conditions/1", "{}", 403,
    "forbidden", NULL },
  { "catalogue-row-unknown", "admin", "PATCH", CATALOGUE "/conditions/999999", "{}", 404,
    "not_found", NULL },
  { "catalogue-row-key", "admin", "PATCH", CATALOGUE "/conditions/1",
    "{\"condition\":\"78\"}", 422, "out_of_range", "condition" },
  { "catalogue-row-unit", "admin", "PATCH", CATALOGUE "/conditions/1",
    "{\"unit\":\"years\"}", 422, "invalid_table", "unit" },
};

/* One town for all refusals: none of them changes it. */
static GwTownServer *shared;

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (GwTestResponse) response = NULL;

  if (shared == NULL)
    shared = gw_town_server_new (NULL);
  response = gw_town_server_expect (shared, refusal->status, refusal->login,
                                    refusal->method, refusal->path, refusal->body);
  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, refusal->code);
  if (refusal->field != NULL)
    g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, refusal->field);
}

/* Whom the next report in the first cell would go to. */
static void
assert_suggested (GwTownServer *server, const char *expected)
{
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autoptr (GwTestResponse) answer = NULL;

  gw_town_server_act (server, "leader", number, "file");
  answer = gw_town_server_expect (server, 200, "dispatcher", "GET", path, NULL);
  g_assert_cmpstr (gw_test_json_string (answer->json, "case.suggested_department.code"), ==,
                   expected);
}

static gint64
version_of (GwTownServer *server)
{
  g_autoptr (GwTestResponse) list =
      gw_town_server_expect (server, 200, "leader", "GET", RULES, NULL);

  return gw_test_json_int (list->json, "version");
}

static GwTestResponse *send (GwTownServer *server, const char *method, const char *path,
                             const char *schema, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

static GwTestResponse *
send (GwTownServer *server, const char *method, const char *path, const char *schema,
      const char *format, ...)
{
  json_object *document = gw_test_schema_document ();
  g_autofree char *body = NULL;
  GwTestResponse *response;
  va_list args;

  va_start (args, format);
  body = g_strdup_vprintf (format, args);
  va_end (args);
  response = gw_town_server_expect (server, 200, "admin", method, path, body);
  gw_test_schema_assert (document, schema, response->json);
  json_object_put (document);
  return response;
}

static void
test_published (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  gint64 version = version_of (server);
  g_autoptr (GwTestResponse) published = NULL;
  g_autoptr (GwTestResponse) added = NULL;
  g_autoptr (GwTestResponse) changed = NULL;
  g_autoptr (GwTestResponse) list = NULL;
  g_autoptr (GwTestResponse) retired = NULL;
  g_autofree char *path = NULL;

  assert_suggested (server, "sanitation");
  published = send (server, "PUT", RULES, "RulesPublished",
                    "{\"version\":%d,\"rules\":[{\"rank\":10,\"class\":\"06\","
                    "\"department\":\"general\"}]}",
                    (int)version);
  g_assert_cmpint (gw_test_json_int (published->json, "version"), ==, version_of (server));
  assert_suggested (server, "general");
  added = send (server, "POST", RULES, "RulesPublished",
                "{\"version\":%d,\"rank\":5,\"class\":\"06010\",\"department\":\"works\"}",
                (int)version_of (server));
  assert_suggested (server, "works");
  list = gw_town_server_expect (server, 200, "admin", "GET", RULES, NULL);
  path = g_strdup_printf (RULES "/%d", (int)gw_test_json_int (list->json, "rules.0.id"));
  changed =
      send (server, "PATCH", path, "RulesPublished",
            "{\"version\":%d,\"valid_from\":\"2099-01-01\"}", (int)version_of (server));
  assert_suggested (server, "general");
  g_clear_pointer (&list, gw_test_response_free);
  g_free (g_steal_pointer (&path));
  list = gw_town_server_expect (server, 200, "admin", "GET", RULES, NULL);
  g_assert_cmpstr (gw_test_json_string (list->json, "rules.0.row.valid_from"), ==,
                   "2099-01-01");
  path = g_strdup_printf (RULES "/%d?version=%d",
                          (int)gw_test_json_int (list->json, "rules.1.id"),
                          (int)version_of (server));
  retired = gw_town_server_expect (server, 200, "admin", "DELETE", path, NULL);
  g_assert_cmpint (gw_test_json_int (retired->json, "retired"), ==, 1);
  gw_town_server_crash (server);
  g_clear_pointer (&list, gw_test_response_free);
  list = gw_town_server_expect (server, 200, "admin", "GET", RULES, NULL);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (list->json, "rules")), ==,
                    1);
}

/* What a draft says of itself and of the past, without anything being written. */
static void
test_tried (void)
{
  static const char draft[] =
      "{\"rules\":[{\"rank\":10,\"class\":\"06\",\"department\":\"works\"},"
      "{\"rank\":20,\"class\":\"06010\",\"department\":\"general\"}]}";
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  gint64 version = version_of (server);
  g_autoptr (GwTestResponse) check = NULL;
  g_autoptr (GwTestResponse) run = NULL;
  g_autoptr (GwTestResponse) next = NULL;
  g_autoptr (GwTestResponse) why = NULL;

  for (guint i = 0; i < 3; i++)
    g_free (gw_town_server_report (server, i, "垃圾"));
  check = send (server, "POST", RULES "/check", "RuleFindings", "%s", draft);
  g_assert_cmpstr (gw_test_json_string (check->json, "findings.0.kind"), ==, "shadowed");
  g_assert_cmpint (gw_test_json_int (check->json, "findings.0.rank"), ==, 20);
  g_assert_cmpint (gw_test_json_int (check->json, "findings.0.by.0"), ==, 10);
  run = send (server, "POST", RULES "/dry-run?limit=2", "RuleDryRun", "%s", draft);
  g_assert_cmpint (gw_test_json_int (run->json, "changed"), ==, 3);
  g_assert_cmpstr (gw_test_json_string (run->json, "reroutings.0.to.code"), ==, "works");
  g_assert_cmpstr (gw_test_json_string (run->json, "changes.1.from.code"), ==,
                   "sanitation");
  next = send (server, "POST", gw_test_json_string (run->json, "next"), "RuleDryRun", "%s",
               draft);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (next->json, "changes")), ==,
                    1);
  g_assert_null (gw_test_json_get (next->json, "next"));
  why = send (server, "POST", RULES "/explain", "RuleExplanation",
              "{\"kind\":\"matter\",\"class\":\"06010\",\"cell\":\"441802001001001\"}");
  g_assert_cmpstr (gw_test_json_string (why->json, "department.code"), ==, "sanitation");
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (why->json, "before")), >,
                    0);
  g_assert_cmpint (version_of (server), ==, version);
}

static void
test_calendar (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autoptr (GwTestResponse) preview = NULL;
  g_autoptr (GwTestResponse) published = NULL;
  g_autoptr (GwTestResponse) shift = NULL;
  g_autoptr (GwTestResponse) progress = NULL;

  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  /* Two hours a week: the deadline of 4 working hours moves. */
  preview = send (server, "POST", CITY "/preview", "CalendarPreview", "%s",
                  "{\"slots\":[{\"weekday\":3,\"start\":\"03:00\",\"end\":\"05:00\"}]}");
  g_assert_cmpint (gw_test_json_int (preview->json, "moved"), ==, 1);
  g_assert_cmpstr (gw_test_json_string (preview->json, "examples.0.case"), ==, number);
  published =
      send (server, "PUT", CITY, "CalendarAnswer", "%s",
            "{\"version\":1,\"name\":\"城市日历\",\"hours_per_day\":2,"
            "\"slots\":[{\"weekday\":3,\"start\":\"03:00\",\"end\":\"05:00\"}],"
            "\"days\":[{\"date\":\"2026-10-01\",\"working\":false,\"name\":\"国庆节\"}]}");
  g_assert_cmpint (gw_test_json_int (published->json, "calendar.version"), >, 1);
  g_assert_cmpstr (gw_test_json_string (published->json, "calendar.days.0.name"), ==,
                   "国庆节");
  shift = send (server, "PUT", "/api/v1/calendars/shift", "CalendarAnswer", "%s",
                "{" SLOTS ",\"departments\":[\"works\"]}");
  g_assert_cmpstr (gw_test_json_string (shift->json, "calendar.departments.0"), ==,
                   "works");
  g_clear_pointer (&shift, gw_test_response_free);
  shift = gw_town_server_expect (server, 200, "admin", "POST",
                                 "/api/v1/calendars/recalculate", NULL);
  g_assert_cmpint (gw_test_json_int (shift->json, "changed"), ==, 1);
  progress = gw_town_server_expect (server, 200, "admin", "GET",
                                    "/api/v1/calendars/recalculation", NULL);
  g_assert_cmpint (gw_test_json_int (progress->json, "cases"), ==, 1);
}

static gint64
condition_of (GwTownServer *server, const char *class)
{
  g_autoptr (GwTestResponse) table =
      gw_town_server_expect (server, 200, "admin", "GET", CATALOGUE "/conditions", NULL);
  json_object *rows = gw_test_json_get (table->json, "rows");
  gint64 id = 0;

  for (gsize i = 0; i < json_object_array_length (rows); i++)
    {
      json_object *row = json_object_array_get_idx (rows, i);

      if (g_str_equal (gw_test_json_string (row, "class"), class) &&
          *gw_test_json_string (row, "valid_to") == '\0')
        id = gw_test_json_int (row, "id");
    }
  g_assert_cmpint (id, >, 0);
  return id;
}

static void
test_catalogue (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  gint64 id = condition_of (server, "06010");
  g_autofree char *path = g_strdup_printf (CATALOGUE "/conditions/%d", (int)id);
  g_autoptr (GwTestResponse) changed =
      send (server, "PATCH", path, "CatalogueCounts",
            "{\"limit\":\"7\",\"unit\":\"natural_day\",\"text\":\"七天\"}");
  g_autoptr (GwTestResponse) stale =
      gw_town_server_expect (server, 409, "admin", "PATCH", path, "{\"limit\":\"8\"}");
  g_autoptr (GwTestResponse) dry = NULL;
  g_autoptr (GwTestResponse) classes = NULL;
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  gboolean found = FALSE;

  g_assert_cmpint (gw_test_json_int (changed->json, "conditions.ended"), ==, 1);
  g_assert_cmpstr (gw_test_json_string (stale->json, "code"), ==, "stale_version");
  g_assert_cmpint (condition_of (server, "06010"), >, id);
  dry = send (server, "POST", CATALOGUE "?dry_run=yes", "CatalogueCounts", "%s",
              "{\"conditions\":[{\"scheme\":\"gb47678-2026\",\"kind\":\"matter\","
              "\"class\":\"06010\",\"condition\":\"77\",\"text\":\"x\",\"limit\":3,"
              "\"unit\":\"work_hour\",\"sample\":\"no\"}]}");
  g_assert_cmpint (gw_test_json_int (dry->json, "conditions.added"), ==, 1);
  classes = gw_town_server_expect (server, 200, "leader", "GET", "/api/v1/classes", NULL);
  found = strstr (classes->body, "七天") != NULL;
  g_assert_true (found);
  g_assert_null (strstr (classes->body, "\"77\""));
  gw_town_server_act (server, "leader", number, "file");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/api/rules/refused/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/api/rules/published", test_published);
  g_test_add_func ("/api/rules/tried", test_tried);
  g_test_add_func ("/api/rules/calendar", test_calendar);
  g_test_add_func ("/api/rules/catalogue", test_catalogue);
  result = g_test_run ();
  g_clear_pointer (&shared, gw_town_server_free);
  return result;
}
