/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has which case open is told to those who may see it, and keeps nobody from anything. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define OPCODE_TEXT 1
#define OPCODE_BINARY 2
#define PATIENCE_S 20

static json_object *document;

/* One who listens, with what has come and was not looked at yet. */
typedef struct
{
  GwTestConnection *socket;
  GQueue items; /* json_object */
} Desk;

static void
put (gpointer json)
{
  json_object_put (json);
}

static void
desk_free (Desk *desk)
{
  gw_test_connection_free (desk->socket);
  g_queue_clear_full (&desk->items, put);
  g_free (desk);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

static Desk *
listen_as (GwTownServer *server, const char *login)
{
  Desk *desk = g_new0 (Desk, 1);
  g_autofree char *hello = NULL;

  g_queue_init (&desk->items);
  desk->socket = gw_test_web_socket (server->port, "/api/v1/live",
                                     gw_town_server_token (server, login), NULL);
  hello = gw_test_web_socket_read (desk->socket, NULL, PATIENCE_S);
  g_assert_nonnull (hello);
  return desk;
}

static void
say (Desk *desk, const char *text)
{
  gw_test_web_socket_send (desk->socket, OPCODE_TEXT, text, strlen (text));
}

static void
hold (Desk *desk, const char *number)
{
  g_autofree char *text = g_strdup_printf ("{\"hold\":\"%s\"}", number);

  say (desk, text);
}

/* Takes the holds of a frame; events are passed over. */
static void
read_frame (Desk *desk)
{
  guint opcode = 0;
  g_autofree char *text = gw_test_web_socket_read (desk->socket, &opcode, PATIENCE_S);
  json_object *items;

  g_assert_nonnull (text);
  g_assert_cmpuint (opcode, ==, OPCODE_TEXT);
  items = json_tokener_parse (text);
  for (gsize i = 0; i < json_object_array_length (items); i++)
    {
      json_object *item = json_object_array_get_idx (items, i);

      if (!gw_test_json_get (item, "hold"))
        continue;
      gw_test_schema_assert (document, "LiveHold", item);
      g_queue_push_tail (&desk->items, json_object_get (item));
    }
  json_object_put (items);
}

static json_object *
next_hold (Desk *desk)
{
  while (g_queue_is_empty (&desk->items))
    read_frame (desk);
  return g_queue_pop_head (&desk->items);
}

static void
expect_hold (Desk *desk, const char *number, const char *login, gboolean begun)
{
  json_object *item = next_hold (desk);

  g_assert_cmpstr (gw_test_json_string (item, "hold.case"), ==, number);
  g_assert_cmpstr (gw_test_json_string (item, "hold.by.login"), ==, login);
  g_assert_cmpint (gw_test_json_get (item, "hold.since") != NULL, ==, begun);
  json_object_put (item);
}

static void
test_told (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *first = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *second = gw_town_server_report (server, 1, "垃圾");
  g_autoptr (Desk) dispatcher = listen_as (server, "dispatcher");
  Desk *leader = listen_as (server, "leader");
  g_autoptr (Desk) late = NULL;

  hold (leader, first);
  expect_hold (dispatcher, first, "leader", TRUE);
  hold (leader, first);
  hold (leader, second);
  expect_hold (dispatcher, first, "leader", FALSE);
  expect_hold (dispatcher, second, "leader", TRUE);
  say (leader, "{\"hold\":null}");
  expect_hold (dispatcher, second, "leader", FALSE);
  hold (leader, first);
  expect_hold (dispatcher, first, "leader", TRUE);
  /* Who comes later is told what is held. */
  late = listen_as (server, "leader");
  expect_hold (late, first, "leader", TRUE);
  /* It keeps nobody from acting, and ends with the connection. */
  gw_town_server_act (server, "leader", first, "file");
  desk_free (leader);
  expect_hold (dispatcher, first, "leader", FALSE);
}

/* The same person at two desks is one person. */
static void
test_twins (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *first = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *second = gw_town_server_report (server, 1, "垃圾");
  g_autoptr (Desk) dispatcher = listen_as (server, "dispatcher");
  g_autoptr (Desk) one = listen_as (server, "leader");
  g_autoptr (Desk) two = listen_as (server, "leader");

  hold (one, first);
  expect_hold (dispatcher, first, "leader", TRUE);
  hold (two, first);
  expect_hold (one, first, "leader", TRUE);
  hold (two, second);
  expect_hold (dispatcher, second, "leader", TRUE);
  hold (one, second);
  expect_hold (dispatcher, first, "leader", FALSE);
}

/* Departments see what is theirs; inspectors do not sit at desks. */
static void
test_who (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *hidden = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *seen = gw_town_server_report (server, 1, "垃圾");
  g_autoptr (Desk) department = NULL;
  g_autoptr (Desk) inspector = NULL;
  g_autoptr (Desk) leader = NULL;
  g_autoptr (Desk) dispatcher = NULL;

  gw_town_server_act (server, "leader", seen, "file");
  gw_town_server_act (server, "dispatcher", seen, "dispatch");
  department = listen_as (server, "sanitation");
  inspector = listen_as (server, "inspector");
  leader = listen_as (server, "leader");
  dispatcher = listen_as (server, "dispatcher");
  hold (inspector, seen);
  hold (department, hidden);
  hold (leader, hidden);
  expect_hold (dispatcher, hidden, "leader", TRUE);
  hold (leader, seen);
  expect_hold (dispatcher, hidden, "leader", FALSE);
  expect_hold (dispatcher, seen, "leader", TRUE);
  expect_hold (department, seen, "leader", TRUE);
  hold (department, seen);
  expect_hold (dispatcher, seen, "sanitation", TRUE);
}

/* What makes no sense is passed over, and the desk still hears. */
static void
test_nonsense (void)
{
  static const char *const texts[] = { "",
                                       "{",
                                       "[]",
                                       "null",
                                       "\xff\xfe",
                                       "{\"hold\":17}",
                                       "{\"hold\":\"\"}",
                                       "{\"hold\":\"20990101-999999\"}",
                                       "{\"hold\":\"../../etc\"}",
                                       "{\"hold\":{\"hold\":[]}}",
                                       "{}" };
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autoptr (Desk) dispatcher = listen_as (server, "dispatcher");
  g_autoptr (Desk) leader = listen_as (server, "leader");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    say (leader, texts[i]);
  gw_test_web_socket_send (leader->socket, OPCODE_BINARY, "{\"hold\":null}", 13);
  hold (leader, number);
  expect_hold (dispatcher, number, "leader", TRUE);
  /* A flood of them is one of the things that make no sense. */
  for (guint i = 0; i < 500; i++)
    say (leader, i % 2 == 0 ? "{\"hold\":null}" : "{\"hold\":\"20990101-999999\"}");
  expect_hold (dispatcher, number, "leader", FALSE);
}

/* Who has missed more than he wants is told so, and hears from now on. */
static void
test_missed_too_much (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  const char *token = gw_town_server_token (server, "dispatcher");
  g_autoptr (GwTestConnection) patient = NULL;
  g_autoptr (GwTestConnection) impatient = NULL;
  g_autofree char *hello = NULL;
  g_autofree char *reset = NULL;
  g_autofree char *next = NULL;
  g_autoptr (GwTestResponse) refused = NULL;

  for (guint i = 0; i < 6; i++)
    g_free (gw_town_server_report (server, i, "垃圾"));
  patient = gw_test_web_socket (server->port, "/api/v1/live?after=1&most=5", token, NULL);
  hello = gw_test_web_socket_read (patient, NULL, PATIENCE_S);
  g_assert_cmpstr (hello, ==, "[{\"hello\":true,\"last_seq\":6}]");
  impatient = gw_test_web_socket (server->port, "/api/v1/live?after=1&most=4", token, NULL);
  reset = gw_test_web_socket_read (impatient, NULL, PATIENCE_S);
  g_assert_cmpstr (reset, ==, "[{\"hello\":true,\"last_seq\":6,\"reset\":true}]");
  g_free (gw_town_server_report (server, 7, "垃圾"));
  next = gw_test_web_socket_read (impatient, NULL, PATIENCE_S);
  g_assert_true (g_str_has_prefix (next, "[{\"seq\":7,"));
  g_assert_null (
      gw_test_web_socket (server->port, "/api/v1/live?after=1&most=0", token, &refused));
  g_assert_cmpuint (refused->status, ==, 400);
}

static GwTestResponse *
act (GwTownServer *server, const char *login, const char *path, const char *key,
     const char *body)
{
  g_autofree char *header = g_strdup_printf ("Idempotency-Key: %s\r\n", key);

  return gw_test_request (server->port, "POST", path, gw_town_server_token (server, login),
                          header, body, -1);
}

/* An action that is sent again after a lost answer is one action, even when who sent it does
 * not see the case any more. */
static void
test_action_again (void)
{
  static const char dispatch[] = "{\"action\":\"dispatch\",\"version\":2}";
  static const char back[] = "{\"action\":\"return\",\"version\":3,\"opinion\":\"不是\"}";
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *path = g_strdup_printf ("/api/v1/cases/%s/actions", number);
  g_autoptr (GwTestResponse) first = NULL;
  g_autoptr (GwTestResponse) again = NULL;
  g_autoptr (GwTestResponse) other = NULL;
  g_autoptr (GwTestResponse) stale = NULL;
  g_autoptr (GwTestResponse) bad = NULL;
  g_autoptr (GwTestResponse) returned = NULL;
  g_autoptr (GwTestResponse) unseen = NULL;

  gw_town_server_act (server, "leader", number, "file");
  first = act (server, "dispatcher", path, "key-dispatch-1", dispatch);
  g_assert_cmpuint (first->status, ==, 200);
  gw_town_server_crash (server);
  again = act (server, "dispatcher", path, "key-dispatch-1", dispatch);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpint (gw_test_json_int (again->json, "case.version"), ==, 3);
  other = act (server, "dispatcher", path, "key-dispatch-1", back);
  g_assert_cmpuint (other->status, ==, 422);
  g_assert_cmpstr (gw_test_json_string (other->json, "code"), ==, "idempotency_key_reused");
  stale = act (server, "dispatcher", path, "key-dispatch-2", dispatch);
  g_assert_cmpuint (stale->status, ==, 409);
  bad = act (server, "dispatcher", path, "short", dispatch);
  g_assert_cmpuint (bad->status, ==, 422);
  returned = act (server, "sanitation", path, "key-return-1", back);
  g_assert_cmpuint (returned->status, ==, 200);
  unseen = act (server, "sanitation", path, "key-return-1", back);
  g_assert_cmpuint (unseen->status, ==, 200);
  g_assert_cmpint (gw_test_json_int (unseen->json, "case.version"), ==, 4);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/holds/told", test_told);
  g_test_add_func ("/api/holds/twins", test_twins);
  g_test_add_func ("/api/holds/who", test_who);
  g_test_add_func ("/api/holds/nonsense", test_nonsense);
  g_test_add_func ("/api/live/missed-too-much", test_missed_too_much);
  g_test_add_func ("/api/actions/again", test_action_again);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
