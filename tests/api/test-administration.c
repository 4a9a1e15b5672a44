/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administration over HTTP: who may, what is refused, and that what is changed holds at once. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/api/role-scenes.h"
#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define ROOT "/api/v1/administration/"

static GwTownServer *server;
static json_object *document;

static GwTestResponse *
call (guint status, const char *login, const char *method, const char *path,
      const char *body)
{
  g_autofree char *full = g_strconcat (ROOT, path, NULL);

  return gw_town_server_expect (server, status, login, method, full, body);
}

/* Of the answer to a GET, as the administrator. */
static gint64
version_of (const char *path, const char *item)
{
  g_autoptr (GwTestResponse) response = call (200, "admin", "GET", path, NULL);
  g_autofree char *member = g_strconcat (item, ".version", NULL);

  return gw_test_json_int (response->json, member);
}

/* {"version":N,MEMBERS} of what is there now. */
static GwTestResponse *
change (guint status, const char *login, const char *method, const char *path,
        const char *item, const char *members)
{
  g_autofree char *plain =
      g_strndup (path, strlen (path) -
                           (g_str_has_suffix (path, "/actions") ? strlen ("/actions") : 0));
  g_autofree char *body = g_strdup_printf ("{\"version\":%" G_GINT64_FORMAT ",%s}",
                                           version_of (plain, item), members);

  return call (status, login, method, path, body);
}

/* --- who may ---------------------------------------------------------------------------- */

static const struct
{
  const char *method;
  const char *path;
  const char *body;
} routes[] = {
  { "GET", "changes", NULL },
  { "GET", "people", NULL },
  { "POST", "people", "{\"login\":\"x\",\"name\":\"x\",\"roles\":[\"king\"]}" },
  { "GET", "people/works", NULL },
  { "PUT", "people/works", "{\"version\":99,\"name\":\"x\"}" },
  { "POST", "people/works/actions", "{\"version\":99,\"action\":\"lock\"}" },
  { "GET", "departments", NULL },
  { "POST", "departments", "{\"code\":\"x\",\"name\":\"x\",\"level\":\"moon\"}" },
  { "GET", "departments/works", NULL },
  { "PUT", "departments/works", "{\"version\":99,\"name\":\"x\"}" },
  { "POST", "departments/works/actions", "{\"version\":99,\"action\":\"retire\"}" },
  { "GET", "duty-grids", NULL },
  { "POST", "duty-grids", "{\"code\":\"x\",\"name\":\"x\",\"cells\":[\"nowhere\"]}" },
  { "GET", "duty-grids/D1", NULL },
  { "PUT", "duty-grids/D1", "{\"version\":99,\"name\":\"x\"}" },
  { "POST", "duty-grids/D1/actions", "{\"version\":99,\"action\":\"retire\"}" },
  { "GET", "shifts", NULL },
  { "POST", "shifts", "{\"inspector\":\"works\",\"duty_grid\":\"D1\"}" },
  { "GET", "shifts/7", NULL },
  { "PUT", "shifts/7", "{\"version\":99,\"from\":\"08:00\"}" },
  { "POST", "shifts/7/actions", "{\"version\":99,\"action\":\"retire\"}" },
};

/* Whoever is no administrator is refused before anything is looked at. */
static void
test_roles (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  gsize n;
  const GwRolePerson *people = gw_role_people (&n);
  g_autofree char *path = g_strconcat (ROOT, routes[row].path, NULL);
  g_autoptr (GwTestResponse) nobody =
      gw_town_server_expect (server, 401, NULL, routes[row].method, path, routes[row].body);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GwTestResponse) response = gw_town_server_call (
          server, people[i].login, routes[row].method, path, routes[row].body);

      if ((people[i].role & GW_ROLE_ADMIN) != 0)
        g_assert_cmpuint (response->status, !=, 403);
      else
        g_assert_cmpuint (response->status, ==, 403);
    }
}

/* --- what is refused --------------------------------------------------------------------- */

typedef struct
{
  const char *method;
  const char *path;
  const char *body;
  guint status;
  const char *code;
  const char *field;
} Bad;

#define PERSON(members)                                                                    \
  "{\"login\":\"neu\",\"name\":\"新\",\"roles\":[\"leader\"]," members "}"
#define SHIFT(members)                                                                     \
  "{\"inspector\":\"inspector\",\"duty_grid\":\"D1\",\"from\":\"08:00\",\"to\":\"12:"      \
  "00\"," members "}"

static const Bad bad[] = {
  { "POST", "people", "{\"name\":\"x\",\"roles\":[\"leader\"]}", 422, "missing_field",
    "login" },
  { "POST", "people", "{\"login\":\"A b\",\"name\":\"x\",\"roles\":[\"leader\"]}", 422,
    "out_of_range", "login" },
  { "POST", "people", "{\"login\":\"neu\",\"roles\":[\"leader\"]}", 422, "missing_field",
    "name" },
  { "POST", "people", "{\"login\":\"neu\",\"name\":\"x\"}", 422, "missing_field", "roles" },
  { "POST", "people", "{\"login\":\"neu\",\"name\":\"x\",\"roles\":[]}", 422,
    "missing_field", "roles" },
  { "POST", "people", "{\"login\":\"neu\",\"name\":\"x\",\"roles\":[\"king\"]}", 422,
    "out_of_range", "roles" },
  { "POST", "people", "{\"login\":\"neu\",\"name\":7,\"roles\":[\"leader\"]}", 422,
    "wrong_type", "name" },
  { "POST", "people", "{\"login\":\"neu\",\"name\":\"x\",\"roles\":[\"department\"]}", 422,
    "out_of_range", "department" },
  { "POST", "people", PERSON ("\"department\":\"moon\""), 422, "unknown_department",
    "department" },
  { "POST", "people", PERSON ("\"area\":\"moon\""), 422, "unknown_area", "area" },
  { "POST", "people", PERSON ("\"phone\":\"call me\""), 422, "out_of_range", "phone" },
  { "POST", "people", PERSON ("\"password\":\"short\""), 422, "out_of_range", "password" },
  { "POST", "people", "{\"login\":\"works\",\"name\":\"x\",\"roles\":[\"leader\"]}", 422,
    "already_taken", "login" },
  { "PUT", "people/works", "{\"name\":\"x\"}", 422, "missing_field", "version" },
  { "PUT", "people/works", "{\"version\":99,\"name\":\"x\"}", 409, "stale_version", NULL },
  { "PUT", "people/nobody", "{\"version\":1,\"name\":\"x\"}", 404, "not_found", NULL },
  { "POST", "people/works/actions", "{\"version\":NOW,\"action\":\"fly\"}", 422,
    "out_of_range", "action" },
  { "POST", "people/works/actions", "{\"version\":NOW,\"action\":\"restore\"}", 422,
    "action_not_allowed", NULL },
  { "POST", "people/admin/actions", "{\"version\":NOW,\"action\":\"lock\"}", 409,
    "last_administrator", NULL },
  { "POST", "people/admin/actions", "{\"version\":NOW,\"action\":\"retire\"}", 409,
    "last_administrator", NULL },
  { "PUT", "people/admin", "{\"version\":NOW,\"roles\":[\"leader\"]}", 409,
    "last_administrator", NULL },
  { "GET", "people?state=moon", NULL, 400, "out_of_range", "state" },
  { "GET", "people?limit=0", NULL, 400, "out_of_range", "limit" },
  { "POST", "departments", "{\"code\":\"x y\",\"name\":\"x\"}", 422, "out_of_range",
    "code" },
  { "POST", "departments", "{\"code\":\"x\",\"name\":\"x\",\"level\":\"moon\"}", 422,
    "out_of_range", "level" },
  { "POST", "departments", "{\"code\":\"x\",\"name\":\"x\",\"calendar\":\"moon\"}", 422,
    "out_of_range", "calendar" },
  { "POST", "departments", "{\"code\":\"x\",\"name\":\"x\",\"areas\":[\"moon\"]}", 422,
    "unknown_area", "areas" },
  { "PUT", "departments/works", "{\"version\":NOW,\"parent\":\"works\"}", 422,
    "out_of_range", "parent" },
  { "POST", "departments/works/actions", "{\"version\":NOW,\"action\":\"retire\"}", 409,
    "in_use", NULL },
  { "POST", "departments/works/actions", "{\"version\":NOW,\"action\":\"lock\"}", 422,
    "out_of_range", "action" },
  { "POST", "duty-grids", "{\"code\":\"x\",\"name\":\"x\",\"cells\":[\"moon\"]}", 422,
    "unknown_cell", "cells" },
  { "POST", "duty-grids", "{\"code\":\"x\",\"name\":\"x\",\"cells\":[\"a,b\"]}", 422,
    "out_of_range", "cells" },
  { "POST", "duty-grids", "{\"code\":\"x\",\"name\":\"x\",\"inspector\":\"leader\"}", 422,
    "out_of_range", "inspector" },
  { "POST", "shifts", SHIFT ("\"days\":[]"), 422, "out_of_range", "days" },
  { "POST", "shifts", SHIFT ("\"days\":[\"8\"]"), 422, "out_of_range", "days" },
  { "POST", "shifts", SHIFT ("\"date\":\"2026-02-30\""), 422, "out_of_range", "date" },
  { "POST", "shifts", SHIFT ("\"date\":\"tomorrow\""), 422, "out_of_range", "date" },
  { "POST", "shifts", SHIFT ("\"days\":[\"1\"],\"date\":\"2026-12-01\""), 422,
    "out_of_range", "date" },
  { "POST", "shifts", SHIFT ("\"days\":[\"1\"],\"substitute\":\"inspector\""), 422,
    "out_of_range", "substitute" },
  { "POST", "shifts",
    SHIFT ("\"days\":[\"1\"],\"valid_from\":\"2026-12-02\",\"valid_to\":\"2026-12-01\""),
    422, "out_of_range", "valid_to" },
  { "POST", "shifts",
    "{\"inspector\":\"inspector\",\"duty_grid\":\"moon\",\"days\":[\"1\"],"
    "\"from\":\"08:00\",\"to\":\"12:00\"}",
    422, "unknown_duty_grid", "duty_grid" },
  { "POST", "shifts",
    "{\"inspector\":\"inspector\",\"duty_grid\":\"D1\",\"days\":[\"1\"],"
    "\"from\":\"25:00\",\"to\":\"12:00\"}",
    422, "out_of_range", "from" },
  { "GET", "shifts/nothing", NULL, 404, "not_found", NULL },
};

/* NOW stands for the version that is there. Caller frees; NULL stays NULL. */
static char *
dup_body (const Bad *row)
{
  const char *now = row->body ? strstr (row->body, "NOW") : NULL;
  g_auto (GStrv) parts = g_strsplit (row->path, "/", -1);
  g_autofree char *plain = NULL;

  if (!now)
    return g_strdup (row->body);
  plain = g_strconcat (parts[0], "/", parts[1], NULL);
  return g_strdup_printf (
      "%.*s%" G_GINT64_FORMAT "%s", (int)(now - row->body), row->body,
      version_of (plain, g_str_equal (parts[0], "people") ? "person" : "department"),
      now + strlen ("NOW"));
}

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  g_autofree char *body = dup_body (row);
  g_autoptr (GwTestResponse) response =
      call (row->status, "admin", row->method, row->path, body);

  gw_test_schema_assert (document, "Problem", response->json);
  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, row->code);
  if (row->field)
    g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, row->field);
}

static const struct
{
  const char *method;
  const char *path;
  const char *body;
  const char *detail; /* its beginning */
} chinese[] = {
  { "POST", "administration/people",
    "{\"login\":\"works\",\"name\":\"x\",\"roles\":[\"leader\"]}", "“works”已存在" },
  { "PUT", "administration/people/works", "{\"version\":99,\"name\":\"x\"}",
    "内容已被他人修改" },
  { "POST", "administration/shifts", SHIFT ("\"date\":\"tomorrow\""),
    "应为 2026-10-01 这样的日期" },
  { "POST", "administration/duty-grids",
    "{\"code\":\"x\",\"name\":\"x\",\"inspector\":\"leader\"}",
    "“leader”不是监督员，或已停用" },
  { "PUT", "calendars/x",
    "{\"name\":\"x\",\"slots\":[{\"weekday\":1,\"start\":\"09:00\",\"end\":\"08:00\"}]}",
    "1 处错误：时段的结束早于开始" },
  { "PUT", "settings", "{\"version\":0,\"settings\":{\"extension.max\":\"many\"}}",
    "extension.max：应为 " },
};

/* Who administers in Chinese is told in Chinese what is wrong. */
static void
test_chinese (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (chinese); i++)
    {
      g_autofree char *path = g_strconcat ("/api/v1/", chinese[i].path, NULL);
      g_autoptr (GwTestResponse) response = gw_test_request (
          server->port, chinese[i].method, path, gw_town_server_token (server, "admin"),
          "Content-Type: application/json\r\nAccept-Language: zh-CN\r\n", chinese[i].body,
          (gssize)strlen (chinese[i].body));

      g_test_message ("%s: %s", path, response->body);
      g_assert_true (g_str_has_prefix (gw_test_json_string (response->json, "detail"),
                                       chinese[i].detail));
    }
}

/* --- what holds at once ------------------------------------------------------------------ */

static char *
sign_in (guint status, const char *login, const char *password)
{
  g_autofree char *body =
      g_strdup_printf ("{\"login\":\"%s\",\"password\":\"%s\"}", login, password);
  g_autoptr (GwTestResponse) response =
      gw_test_request (server->port, "POST", "/api/v1/sessions", NULL,
                       "Content-Type: application/json\r\n", body, (gssize)strlen (body));

  g_assert_cmpuint (response->status, ==, status);
  return status == 201 ? g_strdup (gw_test_json_string (response->json, "token")) : NULL;
}

static void
assert_session (const char *token, guint status)
{
  g_autoptr (GwTestResponse) response = gw_test_request (
      server->port, "GET", "/api/v1/sessions/current", token, NULL, NULL, 0);

  g_assert_cmpuint (response->status, ==, status);
}

static void
test_person (void)
{
  g_autoptr (GwTestResponse) added =
      call (201, "admin", "POST", "people",
            "{\"login\":\"xin\",\"name\":\"新派遣\",\"phone\":\"0763-1\","
            "\"roles\":[\"dispatcher\"]}");
  g_autofree char *password = g_strdup (gw_test_json_string (added->json, "password"));
  g_autofree char *token = sign_in (201, "xin", password);
  g_autofree char *again = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GwTestResponse) renamed = NULL;
  g_autoptr (GwTestResponse) promoted = NULL;
  g_autoptr (GwTestResponse) locked = NULL;
  g_autoptr (GwTestResponse) unlocked = NULL;
  g_autoptr (GwTestResponse) reset = NULL;
  g_autoptr (GwTestResponse) retired = NULL;
  g_autoptr (GwTestResponse) found = NULL;
  g_autoptr (GwTestResponse) changes = NULL;

  gw_test_schema_assert (document, "AdministeredPersonAnswer", added->json);
  /* A telephone number is nobody's reason to sign in again, other roles are. */
  renamed = change (200, "admin", "PUT", "people/xin", "person", "\"phone\":\"0763-2\"");
  assert_session (token, 200);
  promoted = change (200, "admin", "PUT", "people/xin", "person", "\"roles\":[\"leader\"]");
  assert_session (token, 401);
  again = sign_in (201, "xin", password);
  locked =
      change (200, "admin", "POST", "people/xin/actions", "person", "\"action\":\"lock\"");
  assert_session (again, 401);
  sign_in (401, "xin", password);
  unlocked = change (200, "admin", "POST", "people/xin/actions", "person",
                     "\"action\":\"unlock\"");
  reset = change (200, "admin", "POST", "people/xin/actions", "person",
                  "\"action\":\"set_password\"");
  sign_in (401, "xin", password);
  later = sign_in (201, "xin", gw_test_json_string (reset->json, "password"));
  retired = change (200, "admin", "POST", "people/xin/actions", "person",
                    "\"action\":\"retire\"");
  assert_session (later, 401);
  found = call (200, "admin", "GET", "people?state=retired&q=%E6%B4%BE%E9%81%A3", NULL);
  gw_test_schema_assert (document, "AdministeredPersonList", found->json);
  g_assert_cmpint (gw_test_json_int (found->json, "total"), ==, 1);
  changes = call (200, "admin", "GET", "changes?subject=person&key=xin&limit=1", NULL);
  gw_test_schema_assert (document, "AdministrationChangeList", changes->json);
  g_assert_cmpstr (gw_test_json_string (changes->json, "changes.0.to"), ==, "retired");
  g_assert_null (strstr (changes->body, password));
}

static void
test_moved_inspector (void)
{
  g_autoptr (GwTestResponse) all = call (200, "admin", "GET", "duty-grids/D1", NULL);
  json_object *cells = gw_test_json_get (all->json, "duty_grid.cells");
  const char *last = json_object_get_string (
      json_object_array_get_idx (cells, json_object_array_length (cells) - 1));
  g_autofree char *body =
      g_strdup_printf ("{\"code\":\"D2\",\"name\":\"新网格\",\"inspector\":\"inspector2\","
                       "\"cells\":[\"%s\"]}",
                       last);
  g_autoptr (GwTestResponse) added = call (201, "admin", "POST", "duty-grids", body);
  g_autoptr (GwTestResponse) first = gw_town_server_expect (
      server, 201, "inspector", "POST", "/api/v1/duty/sign-in", "{\"duty_grid\":\"D1\"}");
  g_autoptr (GwTestResponse) second = gw_town_server_expect (
      server, 201, "inspector2", "POST", "/api/v1/duty/sign-in", "{\"duty_grid\":\"D2\"}");
  g_autofree char *number = gw_town_server_report (server, 15, "垃圾");
  g_autoptr (GwTestResponse) tasks = NULL;
  g_autoptr (GwTestResponse) left = NULL;
  g_autoptr (GwTestResponse) refused = NULL;

  gw_test_schema_assert (document, "AdministeredDutyGridAnswer", added->json);
  left = call (200, "admin", "GET", "duty-grids/D1", NULL);
  g_assert_cmpuint (
      json_object_array_length (gw_test_json_get (left->json, "duty_grid.cells")), ==, 15);
  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  gw_town_server_act (server, "sanitation", number, "accept");
  gw_town_server_act (server, "sanitation", number, "handle");
  tasks = gw_town_server_expect (server, 200, "inspector2", "GET", "/api/v1/tasks", NULL);
  g_assert_cmpstr (gw_test_json_string (tasks->json, "tasks.0.case.number"), ==, number);
  g_assert_true (json_object_get_boolean (gw_test_json_get (tasks->json, "tasks.0.own")));
  refused = change (409, "admin", "POST", "duty-grids/D2/actions", "duty_grid",
                    "\"action\":\"retire\"");
  g_assert_cmpstr (gw_test_json_string (refused->json, "code"), ==, "in_use");
}

static void
test_department (void)
{
  g_autoptr (GwTestResponse) added = call (
      201, "admin", "POST", "departments",
      "{\"code\":\"parks\",\"name\":\"园林\",\"level\":\"street\",\"parent\":\"works\"}");
  g_autoptr (GwTestResponse) listed =
      gw_town_server_expect (server, 200, "dispatcher", "GET", "/api/v1/departments", NULL);
  g_autoptr (GwTestResponse) retired = NULL;
  g_autoptr (GwTestResponse) after = NULL;

  gw_test_schema_assert (document, "AdministeredDepartmentAnswer", added->json);
  g_assert_nonnull (strstr (listed->body, "\"parks\""));
  retired = change (200, "admin", "POST", "departments/parks/actions", "department",
                    "\"action\":\"retire\"");
  after =
      gw_town_server_expect (server, 200, "dispatcher", "GET", "/api/v1/departments", NULL);
  g_assert_null (strstr (after->body, "\"parks\""));
}

/* A leader who watches over an area has the shifts of its duty grids and nothing else. */
static void
test_area_supervisor (void)
{
  g_autoptr (GwTestResponse) added =
      call (201, "admin", "POST", "people",
            "{\"login\":\"quzhang\",\"name\":\"片区值班长\",\"roles\":[\"leader\"],"
            "\"area\":\"441802001001\",\"password\":\"password-of-quzhang\"}");
  g_autoptr (GwTestResponse) shift =
      call (201, "quzhang", "POST", "shifts",
            "{\"inspector\":\"inspector\",\"duty_grid\":\"D1\",\"days\":[\"1\",\"2\"],"
            "\"from\":\"22:00\",\"to\":\"06:00\",\"substitute\":\"inspector2\"}");
  g_autoptr (GwTestResponse) overlap =
      call (422, "quzhang", "POST", "shifts",
            "{\"inspector\":\"inspector\",\"duty_grid\":\"D1\",\"days\":[\"2\"],"
            "\"from\":\"23:00\",\"to\":\"23:30\"}");
  g_autoptr (GwTestResponse) list = call (200, "quzhang", "GET", "shifts", NULL);
  g_autoptr (GwTestResponse) people = call (403, "quzhang", "GET", "people", NULL);
  g_autofree char *path =
      g_strdup_printf ("shifts/%s/actions", gw_test_json_string (shift->json, "shift.id"));
  g_autoptr (GwTestResponse) gone = NULL;

  gw_test_schema_assert (document, "AdministeredShiftAnswer", shift->json);
  g_assert_cmpstr (gw_test_json_string (overlap->json, "field"), ==, "from");
  g_assert_cmpint (gw_test_json_int (list->json, "total"), ==, 1);
  gone = change (200, "quzhang", "POST", path, "shift", "\"action\":\"retire\"");
  gw_test_response_free (g_steal_pointer (&list));
  list = call (200, "quzhang", "GET", "shifts", NULL);
  g_assert_cmpint (gw_test_json_int (list->json, "total"), ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  server = gw_town_server_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_autofree char *name = g_strdup_printf ("/api/administration/roles/%02u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_roles);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *name = g_strdup_printf ("/api/administration/bad/%02u", i);

      g_test_add_data_func (name, &bad[i], test_bad);
    }
  g_test_add_func ("/api/administration/chinese", test_chinese);
  g_test_add_func ("/api/administration/person", test_person);
  g_test_add_func ("/api/administration/moved-inspector", test_moved_inspector);
  g_test_add_func ("/api/administration/department", test_department);
  g_test_add_func ("/api/administration/area-supervisor", test_area_supervisor);
  result = g_test_run ();
  gw_town_server_free (server);
  json_object_put (document);
  return result;
}
