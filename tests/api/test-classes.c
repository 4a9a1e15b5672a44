/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue over HTTP, before and after an import into the file of a running server. */
#define G_LOG_DOMAIN "gridward-test"

#include <signal.h>

#include "tests/lib/town-server.h"

static GwTestResponse *
get (GwTownServer *server, const char *path)
{
  return gw_town_server_expect (server, 200, "inspector", "GET", path, NULL);
}

/* The class of that kind and code in an answer. */
static json_object *
find_class (json_object *answer, const char *kind, const char *code)
{
  json_object *classes = gw_test_json_get (answer, "classes");

  for (gsize i = 0; i < json_object_array_length (classes); i++)
    {
      json_object *class = json_object_array_get_idx (classes, i);

      if (g_str_equal (gw_test_json_string (class, "kind"), kind) &&
          g_str_equal (gw_test_json_string (class, "code"), code))
        return class;
    }
  g_error ("no %s class %s", kind, code);
}

static gboolean
is_true (json_object *object, const char *path)
{
  return json_object_get_boolean (gw_test_json_get (object, path));
}

static void
test_schemes (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) schemes = get (server, "/api/v1/schemes");
  g_autoptr (GwTestResponse) now = get (server, "/api/v1/classes");
  g_autoptr (GwTestResponse) old = get (server, "/api/v1/classes?scheme=gb30428-2013");
  g_autoptr (GwTestResponse) none = gw_town_server_expect (
      server, 400, "inspector", "GET", "/api/v1/classes?scheme=gb1", NULL);
  json_object *class;

  g_assert_cmpstr (gw_test_json_string (schemes->json, "schemes.0.code"), ==,
                   "gb47678-2026");
  g_assert_true (is_true (schemes->json, "schemes.0.current"));
  g_assert_cmpstr (gw_test_json_string (schemes->json, "schemes.1.valid_to"), ==,
                   "2026-07-01");
  g_assert_cmpint (gw_test_json_int (schemes->json, "schemes.1.classes"), ==, 132);
  g_assert_cmpint (gw_test_json_int (schemes->json, "schemes.0.codes.class.1.length"), ==,
                   3);
  g_assert_cmpint (gw_test_json_int (schemes->json, "schemes.1.codes.class.1.length"), ==,
                   2);
  g_assert_cmpstr (gw_test_json_string (none->json, "field"), ==, "scheme");

  class = find_class (old->json, "matter", "0602");
  g_assert_cmpstr (gw_test_json_string (class, "mapping.0.code"), ==, "09013");
  g_assert_true (is_true (class, "sample"));
  class = find_class (now->json, "matter", "09013");
  g_assert_cmpstr (gw_test_json_string (class, "mapping.0.code"), ==, "0602");
  class = find_class (now->json, "matter", "06010");
  g_assert_cmpstr (gw_test_json_string (class, "mapping.0.scheme"), ==, "gb30428-2013");
  g_assert_null (gw_test_json_get (class, "mapping.0.code"));
  class = find_class (now->json, "matter", "10001");
  g_assert_cmpstr (gw_test_json_string (class, "conditions.0.seasons.0.from"), ==, "11-15");
  g_assert_cmpint (gw_test_json_int (class, "conditions.0.seasons.0.limit.value"), ==, 2);
  g_assert_true (is_true (class, "conditions.0.sample"));
}

static void
import (GwTownServer *server, const char *classes, const char *conditions)
{
  g_autofree char *first = g_build_filename (server->dir, "classes.csv", NULL);
  g_autofree char *second = g_build_filename (server->dir, "conditions.csv", NULL);
  g_autofree char *program =
      g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "backend/ctl/gridwardctl", NULL);
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (g_file_set_contents (first, classes, -1, NULL));
  g_assert_true (g_file_set_contents (second, conditions, -1, NULL));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, program, "--db",
                              server->db, "import", "catalogue", first, second, NULL);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  g_assert_cmpint (kill (server->pid, SIGHUP), ==, 0);
}

/* The class once the server tells this name of it. */
static GwTestResponse *
wait_for_name (GwTownServer *server, const char *name)
{
  for (guint i = 0; i < GW_TEST_PATIENCE_SECONDS * 50; i++)
    {
      GwTestResponse *response = get (server, "/api/v1/classes");
      json_object *class = find_class (response->json, "matter", "06010");

      if (g_str_equal (gw_test_json_string (class, "name"), name))
        return response;
      gw_test_response_free (response);
      g_usleep (20000);
    }
  g_error ("the server does not know %s", name);
}

/* New cases are of the new version, old ones keep theirs, and both are found by the code. */
static void
test_import (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *old = gw_town_server_report (server, 0, "旧");
  g_autofree char *old_path = g_strconcat ("/api/v1/cases/", old, NULL);
  g_autofree char *new = NULL;
  g_autofree char *new_path = NULL;
  g_autoptr (GwTestResponse) classes = NULL;
  g_autoptr (GwTestResponse) old_case = NULL;
  g_autoptr (GwTestResponse) new_case = NULL;
  g_autoptr (GwTestResponse) both = NULL;
  json_object *class;

  import (server,
          "scheme,kind,code,group,group_en,name,name_en,valid_from,valid_to\n"
          "gb47678-2026,matter,06010,市容环境类,City appearance,新名,New name,,\n",
          "scheme,kind,class,condition,text,text_en,limit,unit,seasons,closing,closing_en,"
          "sample,valid_from,valid_to\n"
          "gb47678-2026,matter,06010,01,发现,Seen,3,work_day,,已清,Cleared,no,,\n");
  classes = wait_for_name (server, "新名");
  class = find_class (classes->json, "matter", "06010");
  g_assert_cmpint (gw_test_json_int (class, "limit.value"), ==, 3);
  g_assert_false (is_true (class, "sample"));

  new = gw_town_server_report (server, 1, "新");
  new_path = g_strconcat ("/api/v1/cases/", new, NULL);
  gw_town_server_act (server, "leader", old, "file");
  gw_town_server_act (server, "dispatcher", old, "dispatch");
  old_case = get (server, old_path);
  new_case = get (server, new_path);
  both = gw_town_server_expect (server, 200, "leader", "GET", "/api/v1/cases?class=06010",
                                NULL);
  g_assert_cmpstr (gw_test_json_string (old_case->json, "case.class.name"), ==, "暴露垃圾");
  g_assert_nonnull (gw_test_json_get (old_case->json, "case.deadline"));
  g_assert_cmpstr (gw_test_json_string (new_case->json, "case.class.name"), ==, "新名");
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (both->json, "cases")), ==,
                    2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/classes/schemes", test_schemes);
  g_test_add_func ("/api/classes/import", test_import);
  return g_test_run ();
}
