/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal by WebSocket: at once, in order, without gap, also after kill -9. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static json_object *document;

typedef struct
{
  GwTestConnection *socket;
  gint64 last_seq; /* seen */
  guint n_events;
} Desk;

static void
desk_open (Desk *desk, GwTownServer *server, const char *login, gint64 after)
{
  g_autofree char *path =
      after < 0 ? g_strdup ("/api/v1/live")
                : g_strdup_printf ("/api/v1/live?after=%" G_GINT64_FORMAT, after);
  g_autofree char *hello = NULL;

  desk->socket =
      gw_test_web_socket (server->port, path, gw_town_server_token (server, login), NULL);
  g_assert_nonnull (desk->socket);
  hello = gw_test_web_socket_read (desk->socket, NULL, 10);
  g_assert_true (g_str_has_prefix (hello, "[{\"hello\":true,\"last_seq\":"));
}

/* Reads frames until so many events have come; numbers must ascend. */
static void
desk_expect (Desk *desk, guint n_events)
{
  while (desk->n_events < n_events)
    {
      guint opcode;
      g_autofree char *text = gw_test_web_socket_read (desk->socket, &opcode, 10);
      json_object *items = json_tokener_parse (text);

      g_assert_cmpuint (opcode, ==, 1);
      for (gsize i = 0; i < json_object_array_length (items); i++)
        {
          json_object *item = json_object_array_get_idx (items, i);
          gint64 seq = gw_test_json_int (item, "seq");

          gw_test_schema_assert (document, "LiveEvent", item);
          g_assert_cmpint (seq, >, desk->last_seq);
          desk->last_seq = seq;
          desk->n_events++;
        }
      json_object_put (items);
    }
  g_assert_cmpuint (desk->n_events, ==, n_events);
}

static void
test_each_step_within_a_second (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  static const char *const way[][2] = {
    { "leader", "file" },       { "dispatcher", "dispatch" }, { "sanitation", "accept" },
    { "sanitation", "handle" }, { "inspector", "check" },     { "leader", "close" }
  };
  Desk desk = { 0 };
  g_autofree char *number = NULL;
  guint n_within = 0;

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    gw_town_server_token (server, way[i][0]);
  desk_open (&desk, server, "dispatcher", -1);
  number = gw_town_server_report (server, 0, "垃圾");
  desk_expect (&desk, 1);
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      gint64 start;

      gw_town_server_act (server, way[i][0], number, way[i][1]);
      start = g_get_monotonic_time ();
      desk_expect (&desk, i + 2);
      n_within += g_get_monotonic_time () - start < G_USEC_PER_SEC;
    }
  /* A busy machine may be late for one or two, never for most. */
  g_assert_cmpuint (n_within, >, G_N_ELEMENTS (way) / 2);
  gw_test_connection_free (desk.socket);
}

static void
test_resume (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  Desk desk = { 0 };

  desk_open (&desk, server, "manager", -1);
  for (guint i = 0; i < 5; i++)
    g_free (gw_town_server_report (server, i, "垃圾"));
  desk_expect (&desk, 5);
  g_clear_pointer (&desk.socket, gw_test_connection_free);
  for (guint i = 0; i < 30; i++)
    g_free (gw_town_server_report (server, i % 16, "垃圾"));
  desk_open (&desk, server, "manager", desk.last_seq);
  g_free (gw_town_server_report (server, 0, "垃圾"));
  desk_expect (&desk, 36);
  gw_test_connection_free (desk.socket);
}

static void
test_resume_after_crash (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  Desk desk = { 0 };

  desk_open (&desk, server, "manager", -1);
  g_free (gw_town_server_report (server, 0, "垃圾"));
  desk_expect (&desk, 1);
  for (guint i = 0; i < 10; i++)
    g_free (gw_town_server_report (server, i, "垃圾"));
  gw_town_server_crash (server);
  g_clear_pointer (&desk.socket, gw_test_connection_free);
  g_free (gw_town_server_report (server, 1, "垃圾"));
  desk_open (&desk, server, "manager", desk.last_seq);
  desk_expect (&desk, 12);
  gw_test_connection_free (desk.socket);
}

/* Who may not see a case does not hear of it either. */
static void
test_visibility (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = NULL;
  Desk desk = { 0 };
  g_autofree char *text = NULL;

  desk_open (&desk, server, "sanitation", -1);
  number = gw_town_server_report (server, 0, "垃圾");
  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  text = gw_test_web_socket_read (desk.socket, NULL, 10);
  g_assert_null (strstr (text, "\"action\":\"report\""));
  g_assert_nonnull (strstr (text, "\"action\":\"dispatch\""));
  gw_test_connection_free (desk.socket);
}

static void
test_refusals (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) nobody = NULL;
  g_autoptr (GwTestResponse) plain =
      gw_town_server_call (server, "manager", "GET", "/api/v1/live", NULL);
  g_autofree char *path = NULL;
  GwTestConnection *by_query;

  g_assert_null (gw_test_web_socket (server->port, "/api/v1/live", NULL, &nobody));
  g_assert_cmpuint (nobody->status, ==, 401);
  g_assert_cmpuint (plain->status, ==, 400);
  path = g_strconcat (
      "/api/v1/live?access_token=", gw_town_server_token (server, "manager"), NULL);
  by_query = gw_test_web_socket (server->port, path, NULL, NULL);
  g_assert_nonnull (by_query);
  gw_test_connection_free (by_query);
}

/* Whoever has signed out hears nothing more, also on a socket that was open before. */
static void
test_signed_out (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) out = NULL;
  Desk desk = { 0 };
  guint opcode = 0;
  g_autofree char *text = NULL;

  desk_open (&desk, server, "manager", -1);
  out = gw_town_server_expect (server, 204, "manager", "DELETE", "/api/v1/sessions/current",
                               NULL);
  text = gw_test_web_socket_read (desk.socket, &opcode, 5);
  g_assert_cmpuint (opcode, ==, 8);
  gw_test_connection_free (desk.socket);
}

/* The server stops in good order with desks listening. */
static void
test_stop (void)
{
  GwTownServer *server = gw_town_server_new (NULL);
  Desk desk = { 0 };
  guint opcode = 0;
  g_autofree char *text = NULL;

  desk_open (&desk, server, "manager", -1);
  gw_town_server_free (server);
  text = gw_test_web_socket_read (desk.socket, &opcode, 10);
  g_assert_cmpuint (opcode, ==, 8);
  gw_test_connection_free (desk.socket);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/live/each-step", test_each_step_within_a_second);
  g_test_add_func ("/api/live/resume", test_resume);
  g_test_add_func ("/api/live/resume-after-crash", test_resume_after_crash);
  g_test_add_func ("/api/live/visibility", test_visibility);
  g_test_add_func ("/api/live/refusals", test_refusals);
  g_test_add_func ("/api/live/signed-out", test_signed_out);
  g_test_add_func ("/api/live/stop", test_stop);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
