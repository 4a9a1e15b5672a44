/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the open case: what they show of it, and what their buttons ask for. */
#include <gtk/gtk.h>

#include "gui/client/codec.h"
#include "gui/detail/badge-row.h"
#include "gui/detail/cards-view.h"
#include "gui/detail/clocks-view.h"
#include "gui/detail/facts-view.h"
#include "gui/detail/journal-view.h"
#include "gui/detail/related-view.h"
#include "gui/detail/request-view.h"
#include "gui/detail/why-view.h"
#include "tests/gui/lib/wait.h"

/* Everything that a case can be at once, and more: what is shown does not ask for sense. */
#define CASE                                                                               \
  "{\"case\":{\"number\":\"20261122-000017\",\"version\":3,\"state\":\"handling\","        \
  "\"kind\":\"matter\",\"class\":{\"code\":\"06010\",\"name\":\"x\"},\"cell\":\"c\","      \
  "\"location\":{\"lon\":113,\"lat\":23},\"reported_at\":\"2026-11-22T08:00:00Z\","        \
  "\"urgent\":true,\"reworks\":2,\"returns\":1,\"redispatches\":1,\"extensions\":1,"       \
  "\"flags\":[\"registered\",\"suspended\",\"supervised\",\"request\",\"late\"],"          \
  "\"suspended_until\":\"2027-03-01T10:00:00Z\","                                          \
  "\"handler\":{\"login\":\"li\",\"name\":\"Li\"},"                                        \
  "\"condition\":{\"code\":\"01\",\"text\":\"a heap\",\"closing\":\"swept\"},"             \
  "\"attachments\":[],\"actions\":[{\"action\":\"approve\",\"fields\":[]}],"               \
  "\"as_of\":\"2026-11-22T08:00:00Z\",\"clocks\":["                                        \
  "{\"stage\":\"accept\",\"started_at\":\"2026-11-22T08:00:00Z\","                         \
  "\"stopped_at\":\"2026-11-22T08:30:00Z\",\"due\":\"2026-11-22T08:20:00Z\","              \
  "\"lamp\":\"red\",\"left_s\":null},"                                                     \
  "{\"stage\":\"handle\",\"started_at\":\"2026-11-22T08:00:00Z\","                         \
  "\"paused_at\":\"2026-11-22T08:00:00Z\",\"due\":\"2099-11-22T11:00:00Z\","               \
  "\"lamp\":\"green\",\"left_s\":10800,\"working\":true}],"                                \
  "\"request\":{\"kind\":\"deferral\",\"approvals\":1,"                                    \
  "\"by\":{\"login\":\"chen\",\"name\":\"Chen\"},\"at\":\"2026-11-22T08:10:00Z\","         \
  "\"until\":\"2026-12-01T10:00:00Z\",\"approvers\":[\"leader\"],"                         \
  "\"chain\":[[\"dispatcher\"],[\"leader\"]]},"                                            \
  "\"tasks\":[{\"kind\":\"check\",\"inspector\":null,"                                     \
  "\"created_at\":\"2026-11-22T08:00:00Z\"}],"                                             \
  "\"links\":[{\"case\":\"20261122-000016\",\"relation\":\"merged_into\","                 \
  "\"at\":\"2026-11-22T08:00:00Z\"}],"                                                     \
  "\"cards\":[{\"id\":9,\"stage\":\"handle\",\"colour\":\"red\",\"state\":\"explained\","  \
  "\"at\":\"2026-11-22T08:00:00Z\",\"answers\":{\"role\":\"department\","                  \
  "\"department\":{\"code\":\"D\",\"name\":\"Parks\"},\"person\":null},"                   \
  "\"explanation\":{\"text\":\"no parts\",\"by\":{\"login\":\"chen\",\"name\":\"Chen\"},"  \
  "\"at\":\"2026-11-22T08:00:00Z\"},\"revocation\":null,\"may\":[\"revoke\"]}],"           \
  "\"why\":{\"department\":[\"rule 7\",\"not rule 6\"],\"deadline\":[\"4 hours\"]}}}"

#define BARE_CASE                                                                          \
  "{\"case\":{\"number\":\"20261122-000018\",\"version\":1,\"state\":\"handling\","        \
  "\"kind\":\"matter\",\"class\":{\"code\":\"06010\",\"name\":\"x\"},\"cell\":\"c\","      \
  "\"location\":{\"lon\":113,\"lat\":23},\"reported_at\":\"2026-11-22T08:00:00Z\","        \
  "\"urgent\":false,\"flags\":[],\"attachments\":[],\"actions\":[],"                       \
  "\"as_of\":\"2026-11-22T08:00:00Z\",\"clocks\":[]}}"

#define EVENTS                                                                             \
  "{\"events\":[{\"seq\":1,\"case\":\"20261122-000017\",\"action\":\"request_deferral\","  \
  "\"at\":\"2026-11-22T08:10:00Z\",\"actor\":{\"login\":\"chen\",\"name\":\"Chen\"},"      \
  "\"opinion\":\"frost\",\"other_case\":\"20261122-000015\"}]}"

typedef struct
{
  GwCityInfo *city;
  GwCaseDetail *detail;
  GPtrArray *events;
  GtkWidget *window;
  char *asked; /* what a signal told last */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GwCityRecord *record = g_new0 (GwCityRecord, 1);
  g_autoptr (GError) error = NULL;

  record->time_zone = g_strdup ("UTC");
  fixture->city = gw_city_info_new (
      record, g_ptr_array_new_with_free_func ((GDestroyNotify)gw_area_record_free),
      g_ptr_array_new (), g_ptr_array_new ());
  fixture->detail = gw_decode_case (CASE, strlen (CASE), &error);
  g_assert_no_error (error);
  fixture->events = gw_decode_events (EVENTS, strlen (EVENTS), &error);
  g_assert_no_error (error);
  fixture->window = gtk_window_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_ptr_array_unref (fixture->events);
  gw_case_detail_unref (fixture->detail);
  assert_finalizes (fixture->city);
  g_free (fixture->asked);
}

static gpointer
show (Fixture *fixture, GType type)
{
  GtkWidget *part = g_object_new (type, NULL);

  gtk_window_set_child (GTK_WINDOW (fixture->window), part);
  return part;
}

static gboolean
says (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_button (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && says (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, text);
  return found;
}

static void
asked_cb (Fixture *fixture, const char *what)
{
  g_free (fixture->asked);
  fixture->asked = g_strdup (what);
}

static void
said_cb (Fixture *fixture, gint64 card, const char *verb, const char *text)
{
  g_free (fixture->asked);
  fixture->asked = g_strdup_printf ("%d %s %s", (int)card, verb, text);
}

static void
press (Fixture *fixture, gpointer part, const char *text)
{
  GtkWidget *button = find_button (part, text);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_badges (Fixture *fixture, gconstpointer data)
{
  GwBadgeRow *part = show (fixture, GW_TYPE_BADGE_ROW);
  static const char *const badges[] = {
    "Urgent",          "Suspended until Mar 1, 2027, 10:00",
    "Supervised",      "Was overdue",
    "2 reworks",       "1 return",
    "dispatched anew", "1 extension",
  };

  g_signal_connect_swapped (part, "opened", G_CALLBACK (asked_cb), fixture);
  gw_badge_row_set_detail (part, fixture->detail, fixture->city);
  for (guint i = 0; i < G_N_ELEMENTS (badges); i++)
    if (!says (GTK_WIDGET (part), badges[i]))
      g_error ("no badge: %s", badges[i]);
  /* The state says the one, a part of its own the other. */
  g_assert_false (says (GTK_WIDGET (part), "Registered"));
  g_assert_false (says (GTK_WIDGET (part), "Request"));
  press (fixture, part, "Merged into 20261122-000016");
  g_assert_cmpstr (fixture->asked, ==, "20261122-000016");
}

/* GTK keeps what it measured of a hidden row, so the row itself must ask to be measured anew:
 * a box that believes the old height lays the next part over the badges. */
static void
test_badges_come_to_an_empty_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCaseDetail) bare = gw_decode_case (BARE_CASE, strlen (BARE_CASE), &error);
  GwBadgeRow *row = show (fixture, GW_TYPE_BADGE_ROW);
  int height;

  g_assert_no_error (error);
  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL,
                      NULL);
  g_assert_cmpint (height, ==, 0);
  gw_badge_row_set_detail (row, bare, fixture->city);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (row)));
  gw_badge_row_set_detail (row, fixture->detail, fixture->city);
  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL,
                      NULL);
  g_assert_cmpint (height, >, 0);
}

static void
test_request (Fixture *fixture, gconstpointer data)
{
  GwRequestView *part = show (fixture, GW_TYPE_REQUEST_VIEW);

  g_signal_connect_swapped (part, "chosen", G_CALLBACK (asked_cb), fixture);
  gw_request_view_set_detail (part, fixture->detail, NULL, fixture->city);
  g_assert_false (says (GTK_WIDGET (part), "frost"));
  gw_request_view_set_detail (part, fixture->detail, fixture->events, fixture->city);
  g_assert_true (says (GTK_WIDGET (part), "Asked for: Deferral"));
  g_assert_true (says (GTK_WIDGET (part), "Chen · "));
  g_assert_true (says (GTK_WIDGET (part), "Until Dec 1, 2026, 10:00"));
  g_assert_true (says (GTK_WIDGET (part), "frost"));
  g_assert_true (says (GTK_WIDGET (part), "Step 2 of 2: Dispatcher ✓ → Shift leader"));
  /* Only what the server lets this user do. */
  g_assert_null (find_button (GTK_WIDGET (part), "Refuse"));
  press (fixture, part, "Approve");
  g_assert_cmpstr (fixture->asked, ==, "approve");
}

static void
test_clocks (Fixture *fixture, gconstpointer data)
{
  GwClocksView *part = show (fixture, GW_TYPE_CLOCKS_VIEW);

  gw_clocks_view_set_detail (part, fixture->detail, fixture->city);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (part)));
  g_assert_true (says (GTK_WIDGET (part), "Handling"));
  g_assert_true (says (GTK_WIDGET (part), "paused, 3 h 00 min left"));
  g_assert_true (says (GTK_WIDGET (part), "all clocks are paused until Mar 1, 10:00"));
  g_assert_true (says (GTK_WIDGET (part), "Acceptance"));
  g_assert_true (says (GTK_WIDGET (part), "too late"));
  g_assert_true (gw_clocks_view_tick (part));
}

static void
test_related (Fixture *fixture, gconstpointer data)
{
  GwRelatedView *part = show (fixture, GW_TYPE_RELATED_VIEW);

  g_signal_connect_swapped (part, "opened", G_CALLBACK (asked_cb), fixture);
  gw_related_view_set_detail (part, fixture->detail, fixture->city);
  g_assert_true (says (GTK_WIDGET (part), "whoever takes it"));
  g_assert_true (says (GTK_WIDGET (part), "since Nov 22, 08:00"));
  press (fixture, part, "20261122-000016");
  g_assert_cmpstr (fixture->asked, ==, "20261122-000016");
}

static void
test_cards (Fixture *fixture, gconstpointer data)
{
  GwCardsView *part = show (fixture, GW_TYPE_CARDS_VIEW);
  GtkWidget *button;
  GtkPopover *popover;
  GtkWidget *entry;

  g_signal_connect_swapped (part, "said", G_CALLBACK (said_cb), fixture);
  gw_cards_view_set_detail (part, fixture->detail, fixture->city);
  g_assert_true (says (GTK_WIDGET (part), "Red card: Handling"));
  g_assert_true (says (GTK_WIDGET (part), "Answers for it: Parks"));
  g_assert_true (says (GTK_WIDGET (part), "Explained by Chen, Nov 22, 08:00"));
  g_assert_true (says (GTK_WIDGET (part), "no parts"));
  g_assert_null (find_button (GTK_WIDGET (part), "Explain…"));
  button = gtk_widget_get_ancestor (find_button (GTK_WIDGET (part), "Revoke…"),
                                    GTK_TYPE_MENU_BUTTON);
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  entry = gtk_widget_get_first_child (gtk_popover_get_child (popover));
  g_signal_emit_by_name (entry, "activate");
  g_assert_null (fixture->asked);
  gtk_editable_set_text (GTK_EDITABLE (entry), " power cut ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (fixture->asked, ==, "9 revoke power cut");
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  GwFactsView *part = show (fixture, GW_TYPE_FACTS_VIEW);

  gw_facts_view_set_detail (part, fixture->detail, NULL, fixture->city);
  g_assert_true (says (GTK_WIDGET (part), "a heap"));
  g_assert_true (says (GTK_WIDGET (part), "swept"));
}

static void
test_why (Fixture *fixture, gconstpointer data)
{
  GwWhyView *part = show (fixture, GW_TYPE_WHY_VIEW);

  gw_why_view_set_title (part, "Why?");
  gw_why_view_set_steps (part,
                         (const char *const *)fixture->detail->progress.why_department);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (part)));
  g_assert_true (says (GTK_WIDGET (part), "Why?"));
  gtk_expander_set_expanded (GTK_EXPANDER (gtk_widget_get_first_child (GTK_WIDGET (part))),
                             TRUE);
  g_assert_true (says (GTK_WIDGET (part), "not rule 6"));
  gw_why_view_set_steps (part, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (part)));
}

static void
test_journal (Fixture *fixture, gconstpointer data)
{
  GwJournalView *part = show (fixture, GW_TYPE_JOURNAL_VIEW);

  g_signal_connect_swapped (part, "opened", G_CALLBACK (asked_cb), fixture);
  gw_journal_view_set_events (part, "20261122-000017", fixture->events, fixture->city);
  g_assert_true (says (GTK_WIDGET (part), "Deferral requested"));
  press (fixture, part, "20261122-000015");
  g_assert_cmpstr (fixture->asked, ==, "20261122-000015");
  gw_journal_view_set_events (part, NULL, NULL, fixture->city);
  g_assert_false (says (GTK_WIDGET (part), "Deferral requested"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/gui/detail/badges", test_badges },
    { "/gui/detail/badges/empty-row", test_badges_come_to_an_empty_row },
    { "/gui/detail/request", test_request },
    { "/gui/detail/clocks", test_clocks },
    { "/gui/detail/related", test_related },
    { "/gui/detail/cards", test_cards },
    { "/gui/detail/facts", test_facts },
    { "/gui/detail/why", test_why },
    { "/gui/detail/journal", test_journal },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
