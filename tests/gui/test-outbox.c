/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided is on the disk until the server has answered, and is taken once. */
#include "gui/client/outbox.h"

#include <glib/gstdio.h>

#include "gui/client/disk.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

#define PATH "/api/v1/things"

/* What the server does with what comes. */
typedef enum
{
  MODE_TAKE,
  MODE_HANG_UP,
  MODE_TAKE_AND_HANG_UP,
  MODE_REFUSE,
  MODE_OVERLOADED,
} Mode;

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  char *folder;
  GwOutbox *outbox;
  Mode mode;
  guint n_asked;
  GPtrArray *keys; /* of what was taken, in order */
  gboolean done;
  GError *error;
} Fixture;

static void
take (Fixture *fixture, const char *key)
{
  if (!g_ptr_array_find_with_equal_func (fixture->keys, key, g_str_equal, NULL))
    g_ptr_array_add (fixture->keys, g_strdup (key));
}

static void
things_cb (SoupServer *server, SoupServerMessage *message, const char *path,
           GHashTable *query, gpointer data)
{
  static const char problem[] =
      "{\"title\":\"Not now\",\"status\":422,\"code\":\"action_not_allowed\"}";
  Fixture *fixture = data;
  const char *key = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Idempotency-Key");

  fixture->n_asked++;
  g_assert_nonnull (key);
  if (fixture->mode == MODE_TAKE || fixture->mode == MODE_TAKE_AND_HANG_UP)
    take (fixture, key);
  if (fixture->mode == MODE_HANG_UP || fixture->mode == MODE_TAKE_AND_HANG_UP)
    g_socket_close (soup_server_message_get_socket (message), NULL);
  else if (fixture->mode == MODE_REFUSE)
    {
      soup_server_message_set_status (message, 422, NULL);
      soup_server_message_set_response (message, "application/problem+json",
                                        SOUP_MEMORY_STATIC, problem, sizeof problem - 1);
    }
  else
    soup_server_message_set_status (message, fixture->mode == MODE_TAKE ? 200 : 503, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = fake_server_new (1, 1);
  soup_server_add_handler (fake_server_get_soup (fixture->fake), PATH, things_cb, fixture,
                           NULL);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), NULL);
  fixture->folder = g_dir_make_tmp ("gridward-outbox-XXXXXX", NULL);
  fixture->keys = g_ptr_array_new_with_free_func (g_free);
  fixture->outbox = gw_outbox_new (fixture->client, "dispatcher", fixture->folder);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  assert_finalizes (fixture->outbox);
  assert_finalizes (fixture->client);
  gw_disk_wait ();
  fake_server_free (fixture->fake);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_ptr_array_unref (fixture->keys);
  g_clear_error (&fixture->error);
}

static char *
dup_path (Fixture *fixture)
{
  return gw_disk_path (fixture->folder, gw_client_get_base (fixture->client), "dispatcher",
                       ".outbox");
}

/* What the disk has done is known to everybody, too. */
static void
settle_disk (void)
{
  gw_disk_wait ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Ends the outbox as the end of the program does, and reads what is on the disk. */
static void
start_again (Fixture *fixture)
{
  assert_finalizes (fixture->outbox);
  settle_disk ();
  fixture->outbox = gw_outbox_new (fixture->client, "dispatcher", fixture->folder);
  settle_disk ();
}

static GwUnsent *
hold (Fixture *fixture, const char *title)
{
  g_autoptr (GError) error = NULL;
  GwUnsent *unsent = gw_outbox_hold (fixture->outbox, PATH, "{\"action\":\"file\"}",
                                     "20261122-000001", title, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gw_unsent_get_state (unsent), ==, GW_UNSENT_HELD);
  return unsent;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  GBytes *answer = gw_outbox_send_finish (GW_OUTBOX (source), result, &fixture->error);

  g_clear_pointer (&answer, g_bytes_unref);
  fixture->done = TRUE;
}

static void
send (Fixture *fixture, GwUnsent *unsent)
{
  g_clear_error (&fixture->error);
  fixture->done = FALSE;
  gw_outbox_send_async (fixture->outbox, unsent, NULL, NULL, sent_cb, fixture);
  g_assert_cmpuint (gw_unsent_get_state (unsent), ==, GW_UNSENT_SENDING);
  g_assert_true (wait_until (fixture->done));
}

static guint
n_unsent (Fixture *fixture)
{
  return gw_outbox_get_n_unsent (fixture->outbox);
}

static GwUnsent *
get_unsent (Fixture *fixture, guint i)
{
  g_autoptr (GwUnsent) unsent =
      g_list_model_get_item (gw_outbox_get_unsent (fixture->outbox), i);

  return unsent;
}

static void
test_sent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwUnsent) unsent = hold (fixture, "File");

  send (fixture, unsent);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (gw_unsent_get_state (unsent), ==, GW_UNSENT_ENDED);
  g_assert_cmpuint (fixture->keys->len, ==, 1);
  g_assert_cmpstr (fixture->keys->pdata[0], ==, gw_unsent_get_key (unsent));
  g_clear_object (&unsent);
  start_again (fixture);
  g_assert_cmpuint (n_unsent (fixture), ==, 0);
}

static void
test_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwUnsent) unsent = hold (fixture, "File");

  gw_outbox_drop (fixture->outbox, unsent);
  g_assert_cmpuint (gw_unsent_get_state (unsent), ==, GW_UNSENT_ENDED);
  start_again (fixture);
  g_assert_cmpuint (n_unsent (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

/* The program is killed while it holds an action: it is offered at the next start. */
static void
test_crash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwUnsent) unsent = hold (fixture, "立案");
  g_autofree char *key = g_strdup (gw_unsent_get_key (unsent));

  start_again (fixture);
  g_assert_cmpuint (n_unsent (fixture), ==, 1);
  g_assert_cmpstr (gw_unsent_get_key (get_unsent (fixture, 0)), ==, key);
  g_assert_cmpstr (gw_unsent_get_title (get_unsent (fixture, 0)), ==, "立案");
  g_assert_cmpstr (gw_unsent_get_number (get_unsent (fixture, 0)), ==, "20261122-000001");
  g_assert_cmpint (gw_unsent_get_at (get_unsent (fixture, 0)), ==,
                   gw_unsent_get_at (unsent));
  gw_outbox_resend (fixture->outbox, NULL);
  g_assert_true (wait_until (n_unsent (fixture) == 0));
  g_assert_cmpuint (fixture->keys->len, ==, 1);
  g_assert_cmpstr (fixture->keys->pdata[0], ==, key);
  start_again (fixture);
  g_assert_cmpuint (n_unsent (fixture), ==, 0);
}

/* Taken, but the answer was lost: asked again under the same key. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwUnsent) unsent = hold (fixture, "File");

  fixture->mode = MODE_TAKE_AND_HANG_UP;
  send (fixture, unsent);
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_UNREACHABLE);
  g_assert_cmpuint (gw_unsent_get_state (unsent), ==, GW_UNSENT_WAITING);
  g_assert_nonnull (gw_unsent_get_message (unsent));
  g_assert_cmpuint (n_unsent (fixture), ==, 1);
  fixture->mode = MODE_TAKE;
  gw_outbox_resend (fixture->outbox, unsent);
  g_assert_true (wait_until (n_unsent (fixture) == 0));
  g_assert_cmpuint (fixture->n_asked, >=, 2);
  g_assert_cmpuint (fixture->keys->len, ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwUnsent) unsent = hold (fixture, "File");
  g_autoptr (GwUnsent) later = hold (fixture, "Dispatch");

  fixture->mode = MODE_REFUSE;
  send (fixture, unsent);
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_REFUSED);
  g_assert_cmpuint (gw_unsent_get_state (unsent), ==, GW_UNSENT_ENDED);
  g_assert_cmpuint (n_unsent (fixture), ==, 0);
  fixture->mode = MODE_OVERLOADED;
  send (fixture, later);
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_SERVER);
  g_assert_cmpuint (n_unsent (fixture), ==, 1);
  /* Who is told of it only now sees why, and drops it. */
  fixture->mode = MODE_REFUSE;
  gw_outbox_resend (fixture->outbox, NULL);
  g_assert_true (wait_until (gw_unsent_get_state (later) == GW_UNSENT_REFUSED));
  g_assert_cmpstr (gw_unsent_get_message (later), ==, "Not now");
  g_assert_cmpuint (n_unsent (fixture), ==, 1);
  gw_outbox_drop (fixture->outbox, later);
  g_assert_cmpuint (n_unsent (fixture), ==, 0);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GwUnsent) unsent = hold (fixture, "File");

      g_ptr_array_add (keys, g_strdup (gw_unsent_get_key (unsent)));
    }
  start_again (fixture);
  g_assert_cmpuint (n_unsent (fixture), ==, 20);
  /* The first that gets no answer ends the attempt. */
  fixture->mode = MODE_OVERLOADED;
  gw_outbox_resend (fixture->outbox, NULL);
  g_assert_true (wait_until (gw_unsent_get_message (get_unsent (fixture, 0)) != NULL));
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  fixture->mode = MODE_TAKE;
  gw_outbox_resend (fixture->outbox, NULL);
  g_assert_true (wait_until (n_unsent (fixture) == 0));
  g_assert_cmpuint (fixture->keys->len, ==, 20);
  for (guint i = 0; i < 20; i++)
    g_assert_cmpstr (fixture->keys->pdata[i], ==, keys->pdata[i]);
}

/* A power cut in the middle of a line costs that line only. */
static void
test_torn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwUnsent) unsent = hold (fixture, "File");
  g_autofree char *path = dup_path (fixture);
  g_autofree char *text = NULL;
  g_autofree char *torn = NULL;
  gsize length;

  gw_disk_wait ();
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  torn = g_strdup_printf ("%s{}\nno JSON\n%.*s", text, (int)length / 2, text);
  g_assert_true (g_file_set_contents (path, torn, -1, NULL));
  start_again (fixture);
  g_assert_cmpuint (n_unsent (fixture), ==, 1);
  g_assert_cmpstr (gw_unsent_get_key (get_unsent (fixture, 0)), ==,
                   gw_unsent_get_key (unsent));
}

/* Two programs do not send each other's. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwUnsent) unsent = hold (fixture, "File");
  GwOutbox *other;

  gw_disk_wait ();
  other = gw_outbox_new (fixture->client, "dispatcher", fixture->folder);
  settle_disk ();
  g_assert_cmpuint (gw_outbox_get_n_unsent (other), ==, 0);
  assert_finalizes (other);
  send (fixture, unsent);
  g_assert_no_error (fixture->error);
}

static void
test_too_much (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = g_strnfill (GW_OUTBOX_MAX_BODY + 1, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_outbox_hold (fixture->outbox, PATH, body, NULL, "Call", &error));
  g_assert_error (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_REFUSED);
}

static void
test_too_old (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path (fixture);

  settle_disk ();
  g_assert_true (g_file_set_contents (
      path, "{\"keep\":\"old-key-1\",\"path\":\"/x\",\"body\":\"{}\",\"at\":1000}\n", -1,
      NULL));
  start_again (fixture);
  g_assert_cmpuint (n_unsent (fixture), ==, 1);
  g_assert_cmpuint (gw_unsent_get_state (get_unsent (fixture, 0)), ==, GW_UNSENT_REFUSED);
  gw_outbox_resend (fixture->outbox, NULL);
  gw_outbox_drop (fixture->outbox, get_unsent (fixture, 0));
  start_again (fixture);
  g_assert_cmpuint (n_unsent (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "sent", test_sent },         { "undone", test_undone },
    { "crash", test_crash },       { "lost-answer", test_lost_answer },
    { "refused", test_refused },   { "order", test_order },
    { "torn", test_torn },         { "locked", test_locked },
    { "too-much", test_too_much }, { "too-old", test_too_old },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/outbox/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
