/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendars over HTTP, before and after an import into the file of a running server. */
#define G_LOG_DOMAIN "gridward-test"

#include <signal.h>

#include "tests/lib/town-server.h"

static void
test_city (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) list =
      gw_town_server_expect (server, 200, "inspector", "GET", "/api/v1/calendars", NULL);
  g_autoptr (GwTestResponse) city = gw_town_server_expect (server, 200, "inspector", "GET",
                                                           "/api/v1/calendars/city", NULL);
  g_autoptr (GwTestResponse) none = gw_town_server_expect (server, 404, "inspector", "GET",
                                                           "/api/v1/calendars/shift", NULL);
  g_autoptr (GwTestResponse) nobody =
      gw_town_server_expect (server, 401, NULL, "GET", "/api/v1/calendars", NULL);

  g_assert_cmpuint (json_object_array_length (gw_test_json_get (list->json, "calendars")),
                    ==, 1);
  g_assert_cmpstr (gw_test_json_string (list->json, "calendars.0.code"), ==, "city");
  g_assert_null (gw_test_json_get (list->json, "calendars.0.slots"));
  g_assert_cmpstr (gw_test_json_string (city->json, "calendar.time_zone"), ==,
                   "Asia/Shanghai");
  g_assert_cmpint (gw_test_json_int (city->json, "calendar.hours_per_day"), ==, 8);
  g_assert_cmpint (gw_test_json_int (city->json, "calendar.slots.9.weekday"), ==, 5);
  g_assert_cmpstr (gw_test_json_string (city->json, "calendar.slots.9.end"), ==, "18:00");
  g_assert_cmpstr (gw_test_json_string (none->json, "code"), ==, "not_found");
}

static void
import (GwTownServer *server, const char *csv)
{
  g_autofree char *path = g_build_filename (server->dir, "shift.csv", NULL);
  g_autofree char *program =
      g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "backend/ctl/gridwardctl", NULL);
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, program, "--db",
                              server->db, "import", "calendar", path, "--calendar", "shift",
                              NULL);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static void
test_department (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) shift = NULL;

  import (server, "name,轮班,Shift\nslot,6,00:00,24:00\nmake_up_slot,10:00,11:00\n"
                  "day,2026-10-01,0,国庆节\nday,2026-10-10,1\ndepartment,sanitation\n");
  g_assert_cmpint (kill (server->pid, SIGHUP), ==, 0);
  for (guint i = 0; i < 300 && (shift == NULL || shift->status != 200); i++)
    {
      g_clear_pointer (&shift, gw_test_response_free);
      g_usleep (20000);
      shift =
          gw_town_server_call (server, "leader", "GET", "/api/v1/calendars/shift", NULL);
    }
  g_assert_cmpuint (shift->status, ==, 200);
  g_assert_cmpstr (gw_test_json_string (shift->json, "calendar.name_en"), ==, "Shift");
  g_assert_cmpstr (gw_test_json_string (shift->json, "calendar.departments.0"), ==,
                   "sanitation");
  g_assert_cmpstr (gw_test_json_string (shift->json, "calendar.slots.0.end"), ==, "24:00");
  g_assert_cmpstr (gw_test_json_string (shift->json, "calendar.make_up_slots.0.start"), ==,
                   "10:00");
  g_assert_cmpstr (gw_test_json_string (shift->json, "calendar.days.0.name"), ==, "国庆节");
  g_assert_true (
      json_object_get_boolean (gw_test_json_get (shift->json, "calendar.days.1.working")));
  g_assert_null (gw_test_json_get (shift->json, "calendar.days.1.name"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/calendars/city", test_city);
  g_test_add_func ("/api/calendars/department", test_department);
  return g_test_run ();
}
