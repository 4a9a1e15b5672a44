/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of cases: paging, the feed, filters, and answers that come too late. */
#include "gui/model/case-list.h"
#include "gui/model/case-points.h"
#include "gui/model/desk.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  GwCaseStore *store;
  GwCaseList *list;
  guint refreshed;
} Fixture;

static void
refreshed_cb (Fixture *fixture)
{
  fixture->refreshed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = fake_server_new (GPOINTER_TO_UINT (data), 10);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), NULL);
  gw_client_set_token (fixture->client, "token-0");
  fixture->store = gw_case_store_new ();
  fixture->list = gw_case_list_new (fixture->client, fixture->store);
  g_signal_connect_swapped (fixture->list, "refreshed", G_CALLBACK (refreshed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  assert_finalizes (fixture->list);
  assert_finalizes (fixture->store);
  assert_finalizes (fixture->client);
  fake_server_free (fixture->fake);
}

static guint
n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static const GwCaseRow *
row_at (Fixture *fixture, guint position)
{
  g_autoptr (GwCase) object =
      g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  return gw_case_get_row (object);
}

static void
assert_order (Fixture *fixture)
{
  for (guint i = 1; i < n_items (fixture); i++)
    g_assert_cmpint (row_at (fixture, i - 1)->reported_usec, >=,
                     row_at (fixture, i)->reported_usec);
}

static void
load (Fixture *fixture)
{
  guint before = fixture->refreshed;

  gw_case_list_reload (fixture->list);
  g_assert_true (wait_until (fixture->refreshed > before));
}

/* A row like the server's, of another version. */
static void
feed (GwCaseList *list, const char *number, gint64 version, GwCaseState state,
      gint64 reported_usec)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_event_free);
  GwCaseEvent *event = g_new0 (GwCaseEvent, 1);

  event->number = g_strdup (number);
  event->row = gw_case_row_new ();
  event->row->number = g_strdup (number);
  event->row->version = version;
  event->row->state = state;
  event->row->cell = g_strdup ("441802001001001");
  event->row->klass.code = g_strdup ("06010");
  event->row->description = g_strdup ("Rubbish at the East Gate");
  event->row->reported_usec = reported_usec;
  g_ptr_array_add (events, event);
  gw_case_list_apply (list, events);
}

static void
test_paging (Fixture *fixture, gconstpointer data)
{
  guint n_open = fake_server_count_state (fixture->fake, "open");
  guint n_first;

  load (fixture);
  n_first = n_items (fixture);
  g_assert_cmpuint (n_first, <, n_open);
  g_assert_true (gw_case_list_has_more (fixture->list));
  while (n_items (fixture) < n_open)
    {
      guint before = n_items (fixture);

      row_at (fixture, before - 1);
      g_assert_true (wait_until (n_items (fixture) > before));
    }
  g_assert_cmpuint (n_items (fixture), ==, n_open);
  g_assert_true (wait_until (!gw_case_list_has_more (fixture->list)));
  assert_order (fixture);
}

static void
test_live (Fixture *fixture, gconstpointer data)
{
  g_autofree char *top = NULL;
  guint n;

  load (fixture);
  n = n_items (fixture);
  top = g_strdup (row_at (fixture, 0)->number);

  feed (fixture->list, "29990101-000001", 1, GW_STATE_REPORTED, G_MAXINT64 / 2);
  g_assert_cmpuint (n_items (fixture), ==, n + 1);
  g_assert_cmpstr (row_at (fixture, 0)->number, ==, "29990101-000001");

  /* In place: the same object, another row. */
  feed (fixture->list, "29990101-000001", 2, GW_STATE_FILED, G_MAXINT64 / 2);
  g_assert_cmpuint (n_items (fixture), ==, n + 1);
  g_assert_cmpint (row_at (fixture, 0)->state, ==, GW_STATE_FILED);

  /* An older row changes nothing. */
  feed (fixture->list, "29990101-000001", 1, GW_STATE_CLOSED, G_MAXINT64 / 2);
  g_assert_cmpint (row_at (fixture, 0)->state, ==, GW_STATE_FILED);

  /* What no longer belongs leaves. */
  feed (fixture->list, "29990101-000001", 3, GW_STATE_CLOSED, G_MAXINT64 / 2);
  g_assert_cmpuint (n_items (fixture), ==, n);
  g_assert_cmpstr (row_at (fixture, 0)->number, ==, top);
  assert_order (fixture);
}

/* Beyond the loaded rows a row of the feed waits for its page. */
static void
test_live_beyond (Fixture *fixture, gconstpointer data)
{
  guint n;

  load (fixture);
  n = n_items (fixture);
  feed (fixture->list, "19990101-000001", 1, GW_STATE_REPORTED, 1);
  g_assert_cmpuint (n_items (fixture), ==, n);
}

/* The feed overtakes the page that was read before it. */
static void
test_overtaken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = g_strdup (fake_server_get_number (fixture->fake, 4));

  gw_case_list_reload (fixture->list);
  feed (fixture->list, number, 99, GW_STATE_CLOSED, 1);
  g_assert_true (wait_until (fixture->refreshed == 1));
  g_assert_cmpuint (gw_case_list_find (fixture->list, number), ==, G_MAXUINT);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwCaseFilter) filed = gw_case_filter_new ();
  g_autoptr (GwCaseFilter) handled = gw_case_filter_new ();

  filed->states = 1u << GW_STATE_FILED;
  handled->states = 1u << GW_STATE_HANDLED;
  /* The first answer must not be shown under the second question. */
  gw_case_list_set_filter (fixture->list, filed);
  gw_case_list_set_filter (fixture->list, handled);
  g_assert_true (gw_case_list_is_loading (fixture->list));
  g_assert_true (wait_until (fixture->refreshed > 0));
  wait_ms (50);
  g_assert_cmpuint (fixture->refreshed, ==, 1);
  g_assert_cmpuint (n_items (fixture), ==,
                    fake_server_count_state (fixture->fake, "handled"));
  for (guint i = 0; i < n_items (fixture); i++)
    g_assert_cmpint (row_at (fixture, i)->state, ==, GW_STATE_HANDLED);
}

static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->list);
  g_clear_object (&fixture->client);
  fixture->client = gw_client_new ("http://127.0.0.1:1", NULL);
  fixture->list = gw_case_list_new (fixture->client, fixture->store);
  gw_case_list_reload (fixture->list);
  g_assert_true (wait_until (gw_case_list_get_error (fixture->list) != NULL));
  g_assert_false (gw_case_list_is_loading (fixture->list));
}

static void
test_store (Fixture *fixture, gconstpointer data)
{
  GwCaseRow *row = gw_case_row_new ();
  g_autoptr (GwCase) one = NULL;
  g_autoptr (GwCase) two = NULL;

  row->number = g_strdup ("n");
  one = gw_case_store_take_row (fixture->store, row);
  two = gw_case_store_take_row (fixture->store, row);
  gw_case_row_unref (row);
  g_assert_true (one == two);
  g_clear_object (&one);
  g_assert_nonnull (gw_case_store_lookup (fixture->store, "n"));
  g_clear_object (&two);
  g_assert_null (gw_case_store_lookup (fixture->store, "n"));
}

static void
changed_cb (guint *count)
{
  (*count)++;
}

static void
test_points (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwCasePoints) points = gw_case_points_new (fixture->client);
  guint changed = 0;
  guint n;

  g_signal_connect_swapped (points, "changed", G_CALLBACK (changed_cb), &changed);
  gw_case_points_reload (points);
  g_assert_true (wait_until (changed > 0));
  gw_case_points_get (points, &n);
  g_assert_cmpuint (n, ==, fake_server_count_state (fixture->fake, "open"));
  g_assert_cmpuint (gw_case_points_count_state (points, GW_STATE_FILED), ==,
                    fake_server_count_state (fixture->fake, "filed"));
  g_assert_nonnull (
      gw_case_points_lookup (points, fake_server_get_number (fixture->fake, 2)));
  g_assert_null (gw_case_points_lookup (points, "no such case"));
}

static const struct
{
  const char *name;
  GwCaseFilter filter;
  const char *query;
  gboolean matches; /* the row of feed(), filed, without lamp */
} filters[] = {
  { "all", { 0 }, "", TRUE },
  { "open", { .states = GW_STATES_OPEN }, "state=open", TRUE },
  { "ended", { .states = GW_STATES_ENDED }, "state=ended", FALSE },
  { "one-state", { .states = 1u << GW_STATE_FILED }, "state=filed", TRUE },
  { "two-states",
    { .states = 1u << GW_STATE_HANDLED | 1u << GW_STATE_CHECKED },
    "state=handled,checked",
    FALSE },
  { "area", { .area = (char *)"441802001" }, "area=441802001", TRUE },
  { "other-area", { .area = (char *)"441802002" }, "area=441802002", FALSE },
  { "class-group", { .klass = (char *)"06" }, "class=06", TRUE },
  { "other-class", { .klass = (char *)"07" }, "class=07", FALSE },
  { "department", { .department = (char *)"D01" }, "department=D01", FALSE },
  { "lamp", { .lamps = 1u << GW_LAMP_RED }, "lamp=red", FALSE },
  { "text-any-case", { .text = (char *)"EAST gate" }, "q=EAST%20gate", TRUE },
  { "text-of-number", { .text = (char *)"0101-0000" }, "q=0101-0000", TRUE },
  { "chinese", { .text = (char *)"垃圾" }, "q=%E5%9E%83%E5%9C%BE", FALSE },
  { "ampersand", { .text = (char *)"a&b=c" }, "q=a%26b%3Dc", FALSE },
};

static void
test_filter_value (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *query = gw_case_filter_to_query (&filters[i].filter);
  g_autoptr (GwCaseFilter) copy = gw_case_filter_copy (&filters[i].filter);
  g_autoptr (GwCaseRow) row = gw_case_row_new ();

  row->number = g_strdup ("29990101-000001");
  row->state = GW_STATE_FILED;
  row->cell = g_strdup ("441802001001001");
  row->klass.code = g_strdup ("06010");
  row->description = g_strdup ("Rubbish at the East Gate");
  g_assert_cmpstr (query, ==, filters[i].query);
  g_assert_true (gw_case_filter_equal (copy, &filters[i].filter));
  g_assert_cmpint (gw_case_filter_matches (copy, row), ==, filters[i].matches);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
    guint n_cases;
  } tests[] = {
    { "/gui/case-list/paging", test_paging, 1200 },
    { "/gui/case-list/live", test_live, 30 },
    { "/gui/case-list/live-beyond-the-loaded", test_live_beyond, 600 },
    { "/gui/case-list/feed-overtakes-page", test_overtaken, 30 },
    { "/gui/case-list/filter-drops-late-answer", test_filter, 100 },
    { "/gui/case-list/unreachable", test_unreachable, 1 },
    { "/gui/case-list/store", test_store, 1 },
    { "/gui/case-list/points", test_points, 100 },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GUINT_TO_POINTER (tests[i].n_cases), set_up,
                tests[i].run, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/case-filter/", filters[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_filter_value);
    }
  return g_test_run ();
}
