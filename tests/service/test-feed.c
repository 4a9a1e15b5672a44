/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feed: every event once, in order, also for those who come late or cannot keep pace. */
#include "backend/service/feed.h"
#include "tests/lib/town.h"

#define N_REPORTS 1500

typedef struct
{
  GwSubscription *subscription;
  gint64 wanted; /* until then */
  gint64 last;   /* of what was told */
  gint64 event;  /* the last event's seq */
  guint n_events;
  gboolean gapless; /* each event must follow the one before */
  gboolean done;
} Listener;

static void
heard_cb (GwCaseEvent *const *events, guint n_events, gint64 last_seq, gpointer user_data)
{
  Listener *listener = user_data;

  g_assert_cmpint (last_seq, >, listener->last);
  for (guint i = 0; i < n_events; i++)
    {
      if (listener->gapless)
        g_assert_cmpint (events[i]->seq, ==, listener->event + 1);
      g_assert_cmpint (events[i]->seq, >, listener->event);
      g_assert_nonnull (events[i]->row);
      g_assert_nonnull (events[i]->actor);
      listener->event = events[i]->seq;
      listener->n_events++;
    }
  g_assert_cmpint (listener->event, <=, last_seq);
  listener->last = last_seq;
  listener->done = last_seq >= listener->wanted;
}

static void
listen (GwTown *town, const char *login, gint64 after, gint64 wanted, gboolean gapless,
        Listener *ret_listener)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);

  *ret_listener = (Listener){
    .wanted = wanted, .last = MAX (after, 0), .event = MAX (after, 0), .gapless = gapless
  };
  ret_listener->subscription =
      gw_feed_subscribe (town->service, user, after, heard_cb, ret_listener);
}

typedef struct
{
  GwTown *town;
  GwPerson *user;
  guint n_sent;
  guint n_stored;
} Sender;

static void
stored_cb (GwCaseDetail *detail, gboolean repeated, const GError *error, gpointer user_data)
{
  Sender *sender = user_data;

  g_assert_no_error (error);
  sender->n_stored++;
}

static gboolean
send_some_cb (gpointer data)
{
  Sender *sender = data;

  for (guint i = 0; i < 7 && sender->n_sent < N_REPORTS; i++, sender->n_sent++)
    {
      GwReport report = gw_town_report ();

      report.location = gw_town_place (sender->n_sent % 16);
      g_assert_true (gw_intake_report (sender->town->service, sender->user, &report,
                                       stored_cb, sender, NULL));
    }
  return sender->n_sent < N_REPORTS;
}

static gboolean
toggle_cb (gpointer data)
{
  Listener *listener = data;
  static gboolean blocked;

  blocked = !blocked;
  gw_feed_set_blocked (listener->subscription, blocked);
  return G_SOURCE_CONTINUE;
}

static void
test_no_gap_under_load (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  Sender sender = { .town = town, .user = gw_town_person (town, "inspector") };
  Listener early, late, slow, scoped;
  guint toggle;

  listen (town, "leader", 0, N_REPORTS, TRUE, &early);
  listen (town, "leader", 0, N_REPORTS, TRUE, &slow);
  listen (town, "sanitation", -1, N_REPORTS, FALSE, &scoped);
  toggle = g_timeout_add (3, toggle_cb, &slow);
  g_timeout_add (1, send_some_cb, &sender);
  while (sender.n_stored < N_REPORTS / 2)
    g_main_context_iteration (NULL, TRUE);
  listen (town, "dispatcher", 0, N_REPORTS, TRUE, &late);
  gw_town_wait (&early.done);
  gw_town_wait (&late.done);
  g_source_remove (toggle);
  gw_feed_set_blocked (slow.subscription, FALSE);
  gw_town_wait (&slow.done);
  gw_town_wait (&scoped.done);
  g_assert_cmpuint (early.n_events, ==, N_REPORTS);
  g_assert_cmpuint (late.n_events, ==, N_REPORTS);
  g_assert_cmpuint (slow.n_events, ==, N_REPORTS);
  g_assert_cmpuint (scoped.n_events, ==, 0);
  gw_feed_unsubscribe (early.subscription);
  gw_feed_unsubscribe (late.subscription);
  gw_feed_unsubscribe (slow.subscription);
  gw_feed_unsubscribe (scoped.subscription);
  gw_person_unref (sender.user);
}

static void
test_resume (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = gw_town_case (town, GW_CASE_CLOSED);
  Listener listener;

  gw_town_reopen (town);
  listen (town, "leader", 3, 7, TRUE, &listener);
  gw_town_wait (&listener.done);
  g_assert_cmpuint (listener.n_events, ==, 4);
  gw_feed_unsubscribe (listener.subscription);
}

/* A department hears when a case comes to it and when it leaves. */
static void
test_department_hears_its_own (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;
  Listener works, sanitation;

  listen (town, "sanitation", 0, 5, FALSE, &sanitation);
  listen (town, "works", 0, 5, FALSE, &works);
  number = gw_town_case (town, GW_CASE_HANDLING);
  gw_town_do (town, "sanitation", number, GW_ACTION_RETURN);
  gw_town_wait (&sanitation.done);
  gw_town_wait (&works.done);
  g_assert_cmpuint (sanitation.n_events, ==, 3);
  g_assert_cmpuint (works.n_events, ==, 0);
  gw_feed_unsubscribe (sanitation.subscription);
  gw_feed_unsubscribe (works.subscription);
}

static void
test_beyond_the_end (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  Listener listener;

  listen (town, "leader", 0, 1, FALSE, &listener);
  gw_feed_unsubscribe (listener.subscription);
  listen (town, "leader", 999, 1, FALSE, &listener);
  listener.last = 0;
  listener.event = 0;
  g_free (gw_town_case (town, GW_CASE_REPORTED));
  gw_town_wait (&listener.done);
  g_assert_cmpuint (listener.n_events, ==, 1);
  gw_feed_unsubscribe (listener.subscription);
}

static void
unsubscribe_cb (GwCaseEvent *const *events, guint n_events, gint64 last_seq,
                gpointer user_data)
{
  Listener *listener = user_data;

  g_assert_false (listener->done);
  listener->done = TRUE;
  gw_feed_unsubscribe (listener->subscription);
}

static void
test_leaves_while_told (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  Listener live = { 0 };
  Listener replayed = { 0 };

  live.subscription = gw_feed_subscribe (town->service, leader, -1, unsubscribe_cb, &live);
  g_free (gw_town_case (town, GW_CASE_FILED));
  gw_town_wait (&live.done);
  replayed.subscription =
      gw_feed_subscribe (town->service, leader, 0, unsubscribe_cb, &replayed);
  gw_town_wait (&replayed.done);
}

/* Subscriptions may outlive nothing: closing the service under them is harmless. */
static void
test_close_with_subscription (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  Listener listener;

  g_free (gw_town_case (town, GW_CASE_FILED));
  listen (town, "leader", 0, 2, TRUE, &listener);
  gw_town_reopen (town);
  gw_feed_unsubscribe (listener.subscription);
}

static void
test_events_of_another_process (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) inspector = gw_town_person (town, "inspector");
  g_autoptr (GwService) other = NULL;
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  Sender sender = { 0 };
  Listener listener;

  listen (town, "leader", 0, 2, TRUE, &listener);
  g_free (gw_town_case (town, GW_CASE_REPORTED));
  other = gw_service_open (town->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (gw_intake_report (other, inspector, &report, stored_cb, &sender, &error));
  gw_town_wait (&listener.done);
  g_assert_cmpuint (listener.n_events, ==, 2);
  g_assert_cmpint (gw_service_last_seq (town->service), ==, 2);
  gw_feed_unsubscribe (listener.subscription);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/no-gap-under-load", test_no_gap_under_load);
  g_test_add_func ("/feed/resume", test_resume);
  g_test_add_func ("/feed/department", test_department_hears_its_own);
  g_test_add_func ("/feed/beyond-the-end", test_beyond_the_end);
  g_test_add_func ("/feed/leaves-while-told", test_leaves_while_told);
  g_test_add_func ("/feed/close-with-subscription", test_close_with_subscription);
  g_test_add_func ("/feed/another-process", test_events_of_another_process);
  return g_test_run ();
}
