/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waits, giving up, trying again, and the marks of the journal, with a clock that is set. */
#define G_LOG_DOMAIN "gridward-test"

#include "backend/service/outbox-private.h"
#include "backend/service/webhook.h"
#include "tests/lib/town.h"

typedef struct
{
  GwTown *town;
  gint64 id;
  gboolean fails;
  GPtrArray *bodies; /* sent */
  GArray *times;     /* gint64, of each attempt */
  GwOutboxSentFunc sent;
  gpointer sent_data;
} Other;

static char *
encode (const char *content, const GwCaseEvent *event, gpointer data)
{
  return g_str_equal (content, "events") ? g_strdup_printf ("%" G_GINT64_FORMAT, event->seq)
                                         : NULL;
}

static gboolean
answer_cb (gpointer data)
{
  Other *other = data;
  GwOutboxSentFunc sent = g_steal_pointer (&other->sent);

  sent (other->fails ? "no" : NULL, g_steal_pointer (&other->sent_data));
  return G_SOURCE_REMOVE;
}

static void
send (const GwOutgoing *outgoing, GwOutboxSentFunc sent, gpointer sent_data, gpointer data)
{
  Other *other = data;

  g_assert_null (other->sent);
  g_assert_cmpint (outgoing->now_ms, ==, other->town->now_ms);
  g_ptr_array_add (other->bodies, g_strdup (outgoing->body));
  g_array_append_val (other->times, outgoing->now_ms);
  other->sent = sent;
  other->sent_data = sent_data;
  g_idle_add (answer_cb, other);
}

static const GwOutboxFuncs funcs = { encode, send };

static void
set_up (Other *other, gconstpointer data)
{
  GwWebhookPlan plan = { .url = "http://peer.example/" };
  g_autoptr (GError) error = NULL;

  other->town = gw_town_new ();
  other->town->now_ms = GW_TOWN_MONDAY;
  other->bodies = g_ptr_array_new_with_free_func (g_free);
  other->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  other->id = gw_webhook_add (other->town->service, &plan, NULL, &error);
  g_assert_no_error (error);
  gw_outbox_start (other->town->service, &funcs, other);
}

static void
tear_down (Other *other, gconstpointer data)
{
  while (other->sent)
    g_main_context_iteration (NULL, TRUE);
  gw_outbox_stop (other->town->service);
  gw_town_free (other->town);
  g_ptr_array_unref (other->bodies);
  g_array_unref (other->times);
}

static void
count (Other *other, guint *ret_waiting, guint *ret_dead)
{
  g_autoptr (GwPerson) user = gw_person_new_administrator ();
  g_autoptr (GPtrArray) list = gw_webhook_list (other->town->service, user, NULL);
  const GwWebhook *webhook = g_ptr_array_index (list, 0);

  g_assert_cmpuint (list->len, ==, 1);
  *ret_waiting = webhook->waiting;
  *ret_dead = webhook->dead;
}

/* Until so many attempts were made and nothing is on its way. */
static void
wait_attempts (Other *other, guint n, guint waiting, guint dead)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  guint waits, given_up;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
      count (other, &waits, &given_up);
    }
  while (other->bodies->len < n || other->sent || waits != waiting || given_up != dead);
  g_assert_cmpuint (other->bodies->len, ==, n);
}

static void
report (Other *other)
{
  GwReport request = gw_town_report ();

  gw_town_answer_free (gw_town_take (other->town, "inspector", &request, NULL));
}

static void
test_gives_up_and_tries_again (Other *other, gconstpointer data)
{
  guint n;

  g_test_expect_message ("gridward-service", G_LOG_LEVEL_WARNING, "*is given up: no");
  other->fails = TRUE;
  report (other);
  wait_attempts (other, 1, 1, 0);
  report (other);
  for (guint attempt = 2; attempt <= GW_OUTBOX_ATTEMPTS; attempt++)
    {
      gint64 wait = MIN (1000 * (G_GINT64_CONSTANT (1) << (attempt - 2)), 3600000);

      /* Not a moment before it is time. */
      other->town->now_ms += wait - 1;
      gw_outbox_tick (other->town->service->outbox);
      g_assert_cmpuint (other->bodies->len, ==, attempt - 1);
      other->town->now_ms++;
      gw_outbox_tick (other->town->service->outbox);
      if (attempt < GW_OUTBOX_ATTEMPTS)
        wait_attempts (other, attempt, 2, 0);
    }
  /* The first is given up, the second has its first attempt. */
  wait_attempts (other, GW_OUTBOX_ATTEMPTS + 1, 1, 1);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (g_ptr_array_index (other->bodies, GW_OUTBOX_ATTEMPTS), ==, "2");
  other->fails = FALSE;
  g_assert_true (gw_webhook_retry (other->town->service, other->id, 0, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  other->town->now_ms += 1000;
  gw_outbox_tick (other->town->service->outbox);
  wait_attempts (other, GW_OUTBOX_ATTEMPTS + 3, 0, 0);
  /* In order again. */
  g_assert_cmpstr (g_ptr_array_index (other->bodies, GW_OUTBOX_ATTEMPTS + 1), ==, "1");
  g_assert_cmpstr (g_ptr_array_index (other->bodies, GW_OUTBOX_ATTEMPTS + 2), ==, "2");
}

/* More than may wait: the journal keeps the rest, and all arrive, each once. */
static void
test_many (Other *other, gconstpointer data)
{
  const guint n = 1300;

  other->fails = TRUE;
  for (guint i = 0; i < n; i++)
    report (other);
  other->fails = FALSE;
  other->town->now_ms += 3600000;
  gw_outbox_tick (other->town->service->outbox);
  for (guint waiting = 1, dead; waiting > 0 || other->sent || other->bodies->len < n;
       count (other, &waiting, &dead))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 1; i <= n; i++)
    {
      const char *body = g_ptr_array_index (other->bodies, other->bodies->len - n + i - 1);

      g_assert_cmpint (g_ascii_strtoll (body, NULL, 10), ==, i);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/outbox/gives-up-and-tries-again", Other, NULL, set_up,
              test_gives_up_and_tries_again, tear_down);
  g_test_add ("/outbox/many", Other, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
