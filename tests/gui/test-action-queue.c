/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions on their way: waiting, undone, sent together, refused, and never lost. */
#include <glib/gstdio.h>

#include "gui/client/codec.h"
#include "gui/model/action-queue.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

#define N_CASES 40

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  GwOutbox *outbox;
  GwActionQueue *queue;
  char *folder;
  GwActionBatch *finished; /* the last */
  guint n_answered;
  guint n_idle;
} Fixture;

static void
got_token_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GwSessionRecord *session = gw_client_call_finish (GW_CLIENT (source), result, &error);

  g_assert_no_error (error);
  gw_client_set_token (GW_CLIENT (source), session->token);
  gw_session_record_free (session);
}

static void
finished_cb (Fixture *fixture, GwActionBatch *batch)
{
  g_set_object (&fixture->finished, batch);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = gw_encode_sign_in ("dispatcher", "secret");

  fixture->fake = fake_server_new (N_CASES, 6);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), NULL);
  gw_client_call_async (fixture->client, "POST", "/api/v1/sessions", body,
                        gw_decode_session, (GDestroyNotify)gw_session_record_free, NULL,
                        got_token_cb, NULL);
  g_assert_true (wait_until (gw_client_get_token (fixture->client) != NULL));
  fixture->folder = g_dir_make_tmp ("gridward-queue-XXXXXX", NULL);
  fixture->outbox = gw_outbox_new (fixture->client, "dispatcher", fixture->folder);
  fixture->queue = gw_action_queue_new (fixture->outbox);
  g_signal_connect_swapped (fixture->queue, "finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect_swapped (fixture->queue, "answered", G_CALLBACK (count_cb),
                            &fixture->n_answered);
  g_signal_connect_swapped (fixture->queue, "idle", G_CALLBACK (count_cb),
                            &fixture->n_idle);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&fixture->finished);
  assert_finalizes (fixture->queue);
  assert_finalizes (fixture->outbox);
  assert_finalizes (fixture->client);
  fake_server_free (fixture->fake);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

/* The i-th filed case, as a decision to dispatch it. */
static GwQueuedAction *
dispatch_of (Fixture *fixture, guint nth, gint64 version)
{
  g_autoptr (GwCaseRow) row = gw_case_row_new ();
  g_autoptr (GwDecision) decision = gw_decision_new ("dispatch");

  for (guint i = 0; i < N_CASES; i++)
    {
      const char *number = fake_server_get_number (fixture->fake, i);

      if (g_str_equal (fake_server_get_state (fixture->fake, number), "filed") &&
          nth-- == 0)
        {
          row->number = g_strdup (number);
          break;
        }
    }
  g_assert_nonnull (row->number);
  row->version = version;
  return gw_queued_action_new (row, decision, "Dispatched");
}

static const char *
state_of (Fixture *fixture, GwQueuedAction *action)
{
  return fake_server_get_state (fixture->fake, gw_queued_action_get_number (action));
}

static guint
count_posts (Fixture *fixture)
{
  return fake_server_count_requests (fixture->fake, "/api/v1/cases/2");
}

static void
add (Fixture *fixture, GwQueuedAction *action)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, action);
  g_assert_nonnull (gw_action_queue_add (fixture->queue, items));
}

/* Taken back before it was sent, it is there to be looked at, and the server never hears it. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwQueuedAction) action = dispatch_of (fixture, 0, 2);
  const char *number = gw_queued_action_get_number (action);

  gw_action_queue_set_delay (fixture->queue, 600);
  add (fixture, action);
  g_assert_true (gw_action_queue_peek (fixture->queue, number) == action);
  g_assert_false (gw_action_queue_is_idle (fixture->queue));
  g_assert_true (
      gw_action_queue_undo (fixture->queue, gw_action_queue_get_last (fixture->queue)));
  g_assert_cmpint (gw_queued_action_get_state (action), ==, GW_QUEUED_UNDONE);
  g_assert_true (gw_action_queue_is_idle (fixture->queue));
  g_assert_null (gw_action_queue_get_last (fixture->queue));
  g_assert_true (gw_action_queue_peek (fixture->queue, number) == action);
  gw_action_queue_forget (fixture->queue, number);
  g_assert_null (gw_action_queue_peek (fixture->queue, number));
  wait_ms (50);
  g_assert_cmpuint (count_posts (fixture), ==, 0);
  g_assert_cmpuint (gw_outbox_get_n_unsent (fixture->outbox), ==, 0);
}

/* Sent when its time has come, without anybody doing anything. */
static void
test_delay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwQueuedAction) action = dispatch_of (fixture, 0, 2);

  gw_action_queue_set_delay (fixture->queue, 1);
  add (fixture, action);
  g_assert_cmpstr (state_of (fixture, action), ==, "filed");
  g_assert_true (wait_until (fixture->n_idle == 1));
  g_assert_cmpstr (state_of (fixture, action), ==, "dispatched");
  g_assert_cmpint (gw_queued_action_get_state (action), ==, GW_QUEUED_DONE);
  g_assert_null (
      gw_action_queue_peek (fixture->queue, gw_queued_action_get_number (action)));
  g_assert_cmpuint (fixture->n_answered, ==, 1);
}

/* The desk is closed: nothing waits any longer. */
static void
test_flush (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwQueuedAction) action = dispatch_of (fixture, 0, 2);

  gw_action_queue_set_delay (fixture->queue, 600);
  add (fixture, action);
  gw_action_queue_flush (fixture->queue);
  g_assert_true (wait_until (gw_action_queue_is_idle (fixture->queue)));
  g_assert_cmpstr (state_of (fixture, action), ==, "dispatched");
}

/* Many at once, of which one is refused; a case that is under way is left out of the next. */
static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GwQueuedAction *late;

  for (guint i = 0; i < 6; i++)
    g_ptr_array_add (items, dispatch_of (fixture, i, 2));
  late = items->pdata[3];
  fake_server_act (fixture->fake, gw_queued_action_get_number (late), "void");
  gw_action_queue_set_delay (fixture->queue, 600);
  g_assert_nonnull (gw_action_queue_add (fixture->queue, items));
  g_assert_null (gw_action_queue_add (fixture->queue, items));
  gw_action_queue_flush (fixture->queue);
  g_assert_true (wait_until (fixture->finished != NULL));
  g_assert_cmpuint (gw_action_batch_count (fixture->finished, GW_QUEUED_DONE), ==, 5);
  g_assert_cmpint (gw_queued_action_get_state (late), ==, GW_QUEUED_REFUSED);
  g_assert_nonnull (gw_queued_action_get_error (late));
  g_assert_true (
      gw_action_queue_peek (fixture->queue, gw_queued_action_get_number (late)) == late);
}

/* Of many, none comes back with a form. */
static void
test_undo_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GwActionBatch *batch;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (items, dispatch_of (fixture, i, 2));
  gw_action_queue_set_delay (fixture->queue, 600);
  batch = gw_action_queue_add (fixture->queue, items);
  g_assert_true (gw_action_queue_undo (fixture->queue, batch));
  g_assert_cmpuint (gw_action_batch_count (fixture->finished, GW_QUEUED_UNDONE), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_null (gw_action_queue_peek (fixture->queue,
                                         gw_queued_action_get_number (items->pdata[i])));
}

/* Without a server it is kept for later, and the rest of the batch does not wait for it. */
static void
test_no_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 6; i++)
    g_ptr_array_add (items, dispatch_of (fixture, i, 2));
  soup_server_disconnect (fake_server_get_soup (fixture->fake));
  g_assert_nonnull (gw_action_queue_add (fixture->queue, items));
  g_assert_true (wait_until (fixture->finished != NULL));
  g_assert_cmpuint (gw_action_batch_count (fixture->finished, GW_QUEUED_REFUSED), ==, 6);
  g_assert_true (gw_queued_action_is_kept (items->pdata[0]));
  g_assert_null (
      gw_action_queue_peek (fixture->queue, gw_queued_action_get_number (items->pdata[0])));
  g_assert_cmpuint (gw_outbox_get_n_unsent (fixture->outbox), >=, 1);
  gw_action_queue_give_up (fixture->queue, items->pdata[0]);
  g_assert_false (gw_queued_action_is_kept (items->pdata[0]));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/gui/action-queue/undo", test_undo },
    { "/gui/action-queue/delay", test_delay },
    { "/gui/action-queue/flush", test_flush },
    { "/gui/action-queue/batch", test_batch },
    { "/gui/action-queue/undo-batch", test_undo_batch },
    { "/gui/action-queue/no-server", test_no_server },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
