/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing of a connection stays when it has ended, however it ended. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/http/server-fixture.h"
#include "tests/lib/instances.h"

/* With those of the warm-up there are enough to see what one in each would come to. */
#define N_CONNECTIONS 500
#define N_WARM_UP 50
/* What is on its way at the end, or is kept once for all. */
#define SLACK 10

typedef struct
{
  const char *name;
  void (*connect) (guint16 port);
} Kind;

static void
ask_once (guint16 port)
{
  g_autoptr (GwTestResponse) response =
      gw_test_request (port, "GET", "/hello", NULL, NULL, NULL, 0);

  g_assert_cmpuint (response->status, ==, 200);
}

static void
ask_often (guint16 port)
{
  g_autoptr (GwTestConnection) connection = gw_test_connect (port);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GwTestResponse) response = gw_test_exchange (
          connection, "POST", "/echo", NULL, NULL, "{\"text\":\"x\"}", -1);

      g_assert_cmpuint (response->status, ==, 200);
    }
}

static void
say_nothing (guint16 port)
{
  g_autoptr (GwTestConnection) connection = gw_test_connect (port);
}

static void
break_off (guint16 port)
{
  g_autoptr (GwTestConnection) connection = gw_test_connect (port);

  gw_test_send_text (connection, "POST /echo HTTP/1.1\r\nHost: x\r\n"
                                 "Content-Type: application/json\r\n"
                                 "Content-Length: 100\r\n\r\n{\"text\":");
}

static void
be_refused (guint16 port)
{
  g_autoptr (GwTestConnection) connection = gw_test_connect (port);
  g_autoptr (GwTestResponse) response = NULL;

  gw_test_send_text (connection, "NONSENSE\r\n\r\n");
  response = gw_test_read_response (connection, FALSE);
}

static void
be_live (guint16 port)
{
  g_autoptr (GwTestConnection) connection =
      gw_test_web_socket (port, "/live", "secret", NULL);
  g_autofree char *frame = NULL;
  guint opcode = 0;

  g_assert_nonnull (connection);
  frame = gw_test_web_socket_read (connection, &opcode, GW_TEST_PATIENCE_SECONDS);
  g_assert_nonnull (frame);
}

/* What lives now and did not before, by more than the slack; NULL: nothing. */
static char *
find_growth (GHashTable *before)
{
  g_autoptr (GHashTable) after = gw_instances_count ();
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name;
  gpointer number;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &name, &number))
    {
      gssize was = (gssize)GPOINTER_TO_SIZE (g_hash_table_lookup (before, name));
      gssize is = (gssize)GPOINTER_TO_SIZE (number);

      if (is - was > SLACK)
        g_string_append_printf (text, " %s: %zd, %zd;", (char *)name, was, is);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GHashTable) before = NULL;
  g_autofree char *growth = NULL;

  for (guint i = 0; i < N_WARM_UP; i++)
    kind->connect (fixture->port);
  before = gw_instances_count ();
  for (guint i = 0; i < N_CONNECTIONS; i++)
    kind->connect (fixture->port);
  /* The server sees the end of the last ones a little later. */
  for (guint i = 0; i < 2000; i++)
    {
      g_free (growth);
      growth = find_growth (before);
      if (growth == NULL)
        break;
      g_usleep (10000);
    }
  g_assert_cmpstr (growth, ==, NULL);
}

static const Kind kinds[] = {
  { "once", ask_once },        { "often", ask_often },    { "silent", say_nothing },
  { "broken-off", break_off }, { "refused", be_refused }, { "live", be_live },
};

int
main (int argc, char **argv)
{
  gw_instances_watch ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/http/objects/", kinds[i].name, NULL);

      g_test_add_data_func (path, &kinds[i], test_kind);
    }
  return g_test_run ();
}
