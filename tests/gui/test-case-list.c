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
  GwCase *object = gw_case_list_peek (fixture->list, position);

  g_assert_nonnull (object);
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

/* As a view does: an object at once, whose case comes later. */
static void
look (Fixture *fixture, guint position)
{
  g_autoptr (GwCaseSlot) slot =
      g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  g_assert_nonnull (slot);
  g_assert_true (wait_until (gw_case_slot_get_case (slot) != NULL));
}

typedef struct
{
  guint calls;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
changed_items_cb (GListModel *model, guint position, guint removed, guint added,
                  gpointer data)
{
  Changes *changes = data;

  changes->calls++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
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
  g_assert_true (wait_until (!gw_case_list_has_more (fixture->list)));
  g_assert_cmpuint (n_items (fixture), ==, n_open);
  for (guint i = 0; i < n_open; i++)
    look (fixture, i);
  assert_order (fixture);
}

/* A million rows: the first at once, any place on demand, and nothing is emitted for it. */
static void
test_million (Fixture *fixture, gconstpointer data)
{
  static const guint places[] = { 999999, 500000, 123456, 200, 999800, 3 };
  Changes changes = { 0 };

  fake_server_set_long (fixture->fake, 1000000);
  load (fixture);
  g_assert_cmpstr (row_at (fixture, 0)->number, ==, "20250101-0999999");
  g_assert_true (wait_until (n_items (fixture) == 1000000));
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (changed_items_cb),
                    &changes);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *number = g_strdup_printf ("20250101-%07u", 999999 - places[i]);

      look (fixture, places[i]);
      g_assert_cmpstr (row_at (fixture, places[i])->number, ==, number);
      g_assert_cmpuint (gw_case_list_find (fixture->list, number), ==, places[i]);
    }
  g_assert_cmpuint (changes.calls, ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->list, &changes);
}

/* Flung through, the list asks only for where it comes to rest, and keeps few rows. */
static void
test_fling (Fixture *fixture, gconstpointer data)
{
  guint before;

  fake_server_set_long (fixture->fake, 1000000);
  load (fixture);
  g_assert_true (wait_until (n_items (fixture) == 1000000));
  before = fake_server_count_requests (fixture->fake, "/api/v1/cases");
  for (guint position = 0; position < 1000000; position += 1000)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (fixture->list), position));
  look (fixture, 900000);
  g_assert_cmpuint (fake_server_count_requests (fixture->fake, "/api/v1/cases") - before, <,
                    40);
  for (guint position = 0; position < 52 * 200; position += 200)
    look (fixture, position);
  g_assert_null (gw_case_list_peek (fixture->list, 0));
  look (fixture, 0);
}

/* What has left a page that was not loaded yet is put right when it is, once all is still. */
static void
test_settled (Fixture *fixture, gconstpointer data)
{
  guint n_open = fake_server_count_state (fixture->fake, "open");
  Changes changes = { 0 };
  g_autofree char *number = NULL;

  load (fixture);
  g_assert_true (wait_until (n_items (fixture) == n_open));
  /* Of the second page. */
  for (guint i = 0; number == NULL; i++)
    if (g_strcmp0 (fake_server_get_state (fixture->fake,
                                          fake_server_get_number (fixture->fake, 300 + i)),
                   "checked") == 0)
      number = g_strdup (fake_server_get_number (fixture->fake, 300 + i));
  fake_server_act (fixture->fake, number, "close");
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (changed_items_cb),
                    &changes);
  look (fixture, 220);
  g_assert_true (wait_until (changes.calls == 1));
  g_assert_cmpuint (changes.removed, ==, 1);
  g_assert_cmpuint (changes.added, ==, 0);
  g_assert_cmpuint (n_items (fixture), ==, n_open - 1);
  g_assert_cmpuint (gw_case_list_find (fixture->list, number), ==, G_MAXUINT);
  for (guint i = 0; i < n_items (fixture); i++)
    look (fixture, i);
  assert_order (fixture);
  g_signal_handlers_disconnect_by_data (fixture->list, &changes);
}

static void
notified_cb (guint *count)
{
  (*count)++;
}

/* Away from the top new cases wait; what changes or leaves does so in its place. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  guint notified = 0;
  guint n;

  load (fixture);
  n = n_items (fixture);
  g_signal_connect_swapped (fixture->list, "notify::n-waiting", G_CALLBACK (notified_cb),
                            &notified);
  gw_case_list_set_at_top (fixture->list, FALSE);
  feed (fixture->list, "29990101-000001", 1, GW_STATE_REPORTED, G_MAXINT64 / 2);
  feed (fixture->list, "29990101-000002", 1, GW_STATE_REPORTED, G_MAXINT64 / 2 + 1);
  feed (fixture->list, "29990101-000001", 2, GW_STATE_FILED, G_MAXINT64 / 2);
  g_assert_cmpuint (n_items (fixture), ==, n);
  g_assert_cmpuint (gw_case_list_get_n_waiting (fixture->list), ==, 2);
  /* Closed before anybody saw it. */
  feed (fixture->list, "29990101-000002", 2, GW_STATE_CLOSED, G_MAXINT64 / 2 + 1);
  g_assert_cmpuint (gw_case_list_get_n_waiting (fixture->list), ==, 1);
  g_assert_cmpuint (notified, >=, 3);

  gw_case_list_set_at_top (fixture->list, TRUE);
  g_assert_cmpuint (gw_case_list_get_n_waiting (fixture->list), ==, 0);
  g_assert_cmpuint (n_items (fixture), ==, n + 1);
  g_assert_cmpstr (row_at (fixture, 0)->number, ==, "29990101-000001");
  g_assert_cmpint (row_at (fixture, 0)->state, ==, GW_STATE_FILED);
  g_signal_handlers_disconnect_by_data (fixture->list, &notified);
}

static const struct
{
  const char *name;
  GwCaseSort sort;
  const char *order; /* of the cases below, first to last */
} orders[] = {
  { "newest", GW_SORT_NEWEST, "dcba" },
  { "oldest", GW_SORT_OLDEST, "abcd" },
  { "deadline", GW_SORT_DEADLINE, "cabd" },
  { "latest", GW_SORT_LATEST, "acbd" },
};

static void
test_order (gconstpointer data)
{
  guint k = GPOINTER_TO_UINT (data);
  static const gint64 deadlines[] = { 900, 0, 700, 0 };
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_row_unref);

  for (guint i = 0; i < 4; i++)
    {
      GwCaseRow *row = gw_case_row_new ();

      row->number = g_strdup_printf ("%c", 'a' + (int)i);
      row->reported_usec = 100 + i;
      row->deadline_usec = deadlines[i];
      g_ptr_array_add (rows, row);
    }
  for (guint i = 0; i + 1 < 4; i++)
    {
      GwCaseRow *first = rows->pdata[orders[k].order[i] - 'a'];
      GwCaseRow *second = rows->pdata[orders[k].order[i + 1] - 'a'];

      g_assert_cmpint (gw_case_row_compare (first, second, orders[k].sort), <, 0);
      g_assert_cmpint (gw_case_row_compare (second, first, orders[k].sort), >, 0);
    }
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

/* Counted as cases come, change and go; never by looking at all of them. */
static void
test_work_lists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwCasePoints) points = gw_case_points_new (NULL);
  GwCasePoint some[] = {
    { .number = "a", .state = GW_STATE_REPORTED, .flags = GW_FLAG_TASK },
    { .number = "b", .state = GW_STATE_FILED, .flags = GW_FLAG_RETURNED },
    { .number = "c",
      .state = GW_STATE_HANDLING,
      .lamp = GW_LAMP_RED,
      .flags = GW_FLAG_SUPERVISED | GW_FLAG_REQUEST },
    { .number = "d", .state = GW_STATE_HANDLING, .lamp = GW_LAMP_YELLOW },
  };
  static const guint wanted[GW_N_WORK_LISTS] = {
    [GW_WORK_OPEN] = 4,       [GW_WORK_TO_FILE] = 1,   [GW_WORK_TO_DISPATCH] = 1,
    [GW_WORK_IN_WORK] = 2,    [GW_WORK_TO_VERIFY] = 1, [GW_WORK_RETURNED] = 1,
    [GW_WORK_REQUESTS] = 1,   [GW_WORK_DUE_SOON] = 1,  [GW_WORK_OVERDUE] = 1,
    [GW_WORK_SUPERVISED] = 1,
  };

  gw_case_points_set (points, some, G_N_ELEMENTS (some));
  for (guint i = 0; i < GW_N_WORK_LISTS; i++)
    g_assert_cmpuint (gw_case_points_count_list (points, i), ==, wanted[i]);
  some[1].flags = 0;
  gw_case_points_set (points, some, 2);
  g_assert_cmpuint (gw_case_points_count_list (points, GW_WORK_RETURNED), ==, 0);
  g_assert_cmpuint (gw_case_points_count_list (points, GW_WORK_OPEN), ==, 2);
}

/* A case is found by a list's filter exactly when it is counted in it. */
static void
test_work_list_filters (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < GW_N_WORK_LISTS; i++)
    for (guint state = 0; state < GW_STATE_UNKNOWN; state++)
      for (guint lamp = 0; lamp < GW_LAMP_N; lamp++)
        for (guint flag = 0; flag < GW_N_FLAGS; flag++)
          {
            const GwWorkListInfo *info = gw_work_list_info (i);
            const GwCaseFilter filter = { .states = info->states,
                                          .lamps = info->lamps,
                                          .flags = info->flags };
            g_autoptr (GwCaseRow) row = gw_case_row_new ();

            row->state = state;
            row->lamp = lamp;
            row->flags = g_strsplit (gw_case_flag_name (flag), " ", -1);
            g_assert_cmpint (gw_case_filter_matches (&filter, row), ==,
                             gw_work_list_holds (i, state, lamp, 1u << flag));
          }
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
  { "flag", { .flags = GW_FLAG_RETURNED }, "flag=returned", TRUE },
  { "flags",
    { .flags = GW_FLAG_SUPERVISED | GW_FLAG_EXEMPT },
    "flag=supervised,exempt",
    FALSE },
  { "source", { .source = (char *)"hotline" }, "source=hotline", FALSE },
  { "period",
    { .from_usec = G_USEC_PER_SEC, .to_usec = 86400 * (gint64)G_USEC_PER_SEC },
    "from=1970-01-01T00%3A00%3A01Z&to=1970-01-02T00%3A00%3A00Z",
    TRUE },
  { "later", { .from_usec = 3 * G_USEC_PER_SEC }, "from=1970-01-01T00%3A00%3A03Z", FALSE },
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
  row->reported_usec = 2 * G_USEC_PER_SEC;
  row->flags = g_strsplit ("registered returned", " ", -1);
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
    { "/gui/case-list/million", test_million, 30 },
    { "/gui/case-list/fling", test_fling, 30 },
    { "/gui/case-list/settled", test_settled, 1200 },
    { "/gui/case-list/waiting", test_waiting, 30 },
    { "/gui/case-list/live", test_live, 30 },
    { "/gui/case-list/live-beyond-the-loaded", test_live_beyond, 600 },
    { "/gui/case-list/feed-overtakes-page", test_overtaken, 30 },
    { "/gui/case-list/filter-drops-late-answer", test_filter, 100 },
    { "/gui/case-list/unreachable", test_unreachable, 1 },
    { "/gui/case-list/store", test_store, 1 },
    { "/gui/case-list/work-lists", test_work_lists, 1 },
    { "/gui/case-list/work-list-filters", test_work_list_filters, 1 },
    { "/gui/case-list/points", test_points, 100 },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GUINT_TO_POINTER (tests[i].n_cases), set_up,
                tests[i].run, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/case-order/", orders[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_order);
    }
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/case-filter/", filters[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_filter_value);
    }
  return g_test_run ();
}
