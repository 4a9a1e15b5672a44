/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feed: every event once and in order, whatever happens to the connections. */
#include "gui/client/live.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  GwLive *live;
  GArray *seen; /* gint64: sequence numbers */
  guint resets;
  guint sign_outs;
  guint deliveries;
} Fixture;

static void
events_cb (Fixture *fixture, GPtrArray *events)
{
  fixture->deliveries++;
  for (guint i = 0; i < events->len; i++)
    g_array_append_val (fixture->seen, ((GwCaseEvent *)events->pdata[i])->seq);
}

static void
reset_cb (Fixture *fixture)
{
  fixture->resets++;
}

static void
signed_out_cb (Fixture *fixture)
{
  fixture->sign_outs++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->fake = fake_server_new (5, 5);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), &error);
  g_assert_no_error (error);
  gw_client_set_token (fixture->client, "token-0");
  fixture->live = gw_live_new (fixture->client);
  fixture->seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  gw_live_set_backoff (fixture->live, 10, 50);
  g_signal_connect_swapped (fixture->live, "events", G_CALLBACK (events_cb), fixture);
  g_signal_connect_swapped (fixture->live, "reset", G_CALLBACK (reset_cb), fixture);
  g_signal_connect_swapped (fixture->live, "signed-out", G_CALLBACK (signed_out_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_live_stop (fixture->live);
  assert_finalizes (fixture->live);
  g_object_unref (fixture->client);
  fake_server_free (fixture->fake);
  g_array_unref (fixture->seen);
}

/* Sequence numbers from first to last, each once, in order. */
static void
assert_seen (Fixture *fixture, gint64 first, gint64 last)
{
  g_assert_cmpint (fixture->seen->len, ==, last - first + 1);
  for (guint i = 0; i < fixture->seen->len; i++)
    g_assert_cmpint (g_array_index (fixture->seen, gint64, i), ==, first + i);
}

static gboolean
is_online (Fixture *fixture)
{
  return gw_live_get_state (fixture->live) == GW_LIVE_ONLINE;
}

static void
test_resume (Fixture *fixture, gconstpointer data)
{
  gw_live_start (fixture->live, 2);
  g_assert_true (wait_until (fixture->seen->len >= 3));
  g_assert_true (is_online (fixture));
  assert_seen (fixture, 3, 5);
  fake_server_report (fixture->fake, "one more");
  g_assert_true (wait_until (fixture->seen->len >= 4));
  assert_seen (fixture, 3, 6);
}

static void
test_drops (Fixture *fixture, gconstpointer data)
{
  const guint n = 200;

  gw_live_start (fixture->live, 0);
  fake_server_set_doubling (fixture->fake, TRUE);
  g_assert_true (wait_until (is_online (fixture)));
  for (guint i = 0; i < n; i++)
    {
      fake_server_report (fixture->fake, "while the line is bad");
      if (i % 20 == 10)
        fake_server_drop_live (fixture->fake);
      if (i % 7 == 0)
        wait_ms (3);
    }
  g_assert_true (wait_until (fixture->seen->len >= n + 5));
  wait_ms (50);
  assert_seen (fixture, 1, n + 5);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  gw_live_start (fixture->live, 5);
  g_assert_true (wait_until (is_online (fixture)));
  fake_server_refuse_live (fixture->fake, TRUE);
  fake_server_drop_live (fixture->fake);
  g_assert_true (wait_until (gw_live_get_state (fixture->live) == GW_LIVE_OFFLINE));
  g_assert_cmpint (gw_live_get_since (fixture->live), >, 0);
  fake_server_report (fixture->fake, "missed");
  wait_ms (200);
  g_assert_false (is_online (fixture));
  g_assert_cmpuint (fixture->seen->len, ==, 0);
  fake_server_refuse_live (fixture->fake, FALSE);
  g_assert_true (wait_until (fixture->seen->len == 1));
  g_assert_true (is_online (fixture));
  assert_seen (fixture, 6, 6);
}

static void
test_burst (Fixture *fixture, gconstpointer data)
{
  gw_live_start (fixture->live, 5);
  g_assert_true (wait_until (is_online (fixture)));
  for (guint i = 0; i < 500; i++)
    fake_server_report (fixture->fake, "a storm");
  g_assert_true (wait_until (fixture->seen->len >= 500));
  assert_seen (fixture, 6, 505);
  /* Once per frame, not once per event. */
  g_assert_cmpuint (fixture->deliveries, <, 250);
}

static void
test_other_journal (Fixture *fixture, gconstpointer data)
{
  gw_live_start (fixture->live, 5);
  g_assert_true (wait_until (is_online (fixture)));
  fake_server_forget_journal (fixture->fake);
  fake_server_drop_live (fixture->fake);
  g_assert_true (wait_until (fixture->resets == 1));
  fake_server_report (fixture->fake, "first of the new journal");
  g_assert_true (wait_until (fixture->seen->len == 1));
  assert_seen (fixture, 1, 1);
}

/* So much was missed that it is not heard of one by one: everything is loaded anew, once. */
static void
test_missed_too_much (Fixture *fixture, gconstpointer data)
{
  gw_live_set_most (fixture->live, 10);
  gw_live_start (fixture->live, 5);
  g_assert_true (wait_until (is_online (fixture)));
  fake_server_refuse_live (fixture->fake, TRUE);
  fake_server_drop_live (fixture->fake);
  for (guint i = 0; i < 11; i++)
    fake_server_report (fixture->fake, "in the night");
  fake_server_refuse_live (fixture->fake, FALSE);
  g_assert_true (wait_until (fixture->resets == 1 && is_online (fixture)));
  g_assert_cmpint (gw_live_get_last_seq (fixture->live), ==, 16);
  fake_server_report (fixture->fake, "in the morning");
  g_assert_true (wait_until (fixture->seen->len == 1));
  assert_seen (fixture, 17, 17);
  g_assert_cmpuint (fixture->resets, ==, 1);
}

/* A line that says nothing when it is asked is made anew, and nothing is lost. */
static void
test_silent_line (Fixture *fixture, gconstpointer data)
{
  gint64 since;

  gw_live_set_probe (fixture->live, 50);
  gw_live_start (fixture->live, 5);
  g_assert_true (wait_until (is_online (fixture)));
  since = gw_live_get_since (fixture->live);
  /* Nothing was heard for longer than that, and pings go out once a second only. */
  wait_ms (100);
  gw_live_probe (fixture->live);
  g_assert_true (
      wait_until (is_online (fixture) && gw_live_get_since (fixture->live) != since));
  fake_server_report (fixture->fake, "over the new line");
  g_assert_true (wait_until (fixture->seen->len == 1));
  assert_seen (fixture, 6, 6);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  gw_live_start (fixture->live, 5);
  g_assert_true (wait_until (is_online (fixture)));
  fake_server_sign_everyone_out (fixture->fake);
  fake_server_drop_live (fixture->fake);
  g_assert_true (wait_until (fixture->sign_outs == 1));
  g_assert_cmpint (gw_live_get_state (fixture->live), ==, GW_LIVE_OFFLINE);
  g_assert_cmpuint (gw_live_get_retry_in (fixture->live), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/gui/live/resume", Fixture, NULL, set_up, test_resume, tear_down);
  g_test_add ("/gui/live/no-loss-no-double-over-drops", Fixture, NULL, set_up, test_drops,
              tear_down);
  g_test_add ("/gui/live/refused-then-welcome", Fixture, NULL, set_up, test_refused,
              tear_down);
  g_test_add ("/gui/live/burst-once-per-frame", Fixture, NULL, set_up, test_burst,
              tear_down);
  g_test_add ("/gui/live/other-journal-resets", Fixture, NULL, set_up, test_other_journal,
              tear_down);
  g_test_add ("/gui/live/missed-too-much-resets", Fixture, NULL, set_up,
              test_missed_too_much, tear_down);
  g_test_add ("/gui/live/silent-line-is-made-anew", Fixture, NULL, set_up, test_silent_line,
              tear_down);
  g_test_add ("/gui/live/signed-out-stops", Fixture, NULL, set_up, test_signed_out,
              tear_down);
  return g_test_run ();
}
