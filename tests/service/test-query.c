/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists, filters, pages, and who sees what. */
#include "backend/rules/case-error.h"
#include "backend/service/case-query.h"
#include "tests/lib/town.h"

typedef struct
{
  gboolean done;
  GPtrArray *numbers;
  char *next;
  GError *error;
} Answer;

static void
listed_cb (GwCasePage *page, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  if (error != NULL)
    {
      answer->error = g_error_copy (error);
      return;
    }
  answer->next = g_strdup (page->next);
  for (guint i = 0; i < page->rows->len; i++)
    {
      const GwCaseRow *row = g_ptr_array_index (page->rows, i);

      g_ptr_array_add (answer->numbers, g_strdup (row->number));
    }
}

/* The numbers' last digits, "3 2 1"; ret_next may be NULL. Caller frees. */
static char *
list (GwTown *town, const char *login, GwCaseQuery query, char **ret_next, GError **error)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Answer answer = { .numbers = numbers };

  if (query.limit == 0)
    query.limit = 100;
  if (!gw_case_query_list (town->service, user, &query, listed_cb, &answer, error))
    return NULL;
  gw_town_wait (&answer.done);
  g_assert_no_error (answer.error);
  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "",
                            atoi ((char *)g_ptr_array_index (numbers, i) + 9));
  if (ret_next != NULL)
    *ret_next = answer.next;
  else
    g_free (answer.next);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_list (GwTown *town, const char *login, GwCaseQuery query, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = list (town, login, query, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/*
 * 1 reported, cell 0, by inspector · 2 reported by inspector2, cell 9, class 09001, hotline
 * 3 dispatched to sanitation · 4 handled · 5 closed · 6 rejected, text 井盖
 */
static GwTown *
make_town (void)
{
  GwTown *town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) second = NULL;
  g_autoptr (GwTownAnswer) sixth = NULL;
  const GwCaseState states[] = { GW_CASE_DISPATCHED, GW_CASE_HANDLED, GW_CASE_CLOSED };

  town->now_ms = GW_TOWN_MONDAY;
  g_free (gw_town_case (town, GW_CASE_REPORTED));
  report.class_code = "09001";
  report.location = gw_town_place (9);
  report.source = "hotline";
  second = gw_town_take (town, "inspector2", &report, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_free (gw_town_case (town, states[i]));
  report = gw_town_report ();
  report.description = "人行道上的井盖松动";
  sixth = gw_town_take (town, "acceptor", &report, &error);
  g_assert_no_error (error);
  gw_town_do (town, "leader", sixth->row->number, GW_ACTION_REJECT);
  return town;
}

static void
test_scopes (void)
{
  g_autoptr (GwTown) town = make_town ();

  assert_list (town, "dispatcher", (GwCaseQuery){ 0 }, "6 5 4 3 2 1");
  assert_list (town, "manager", (GwCaseQuery){ 0 }, "6 5 4 3 2 1");
  assert_list (town, "inspector", (GwCaseQuery){ 0 }, "5 4 3 1");
  assert_list (town, "inspector2", (GwCaseQuery){ 0 }, "4 2");
  assert_list (town, "sanitation", (GwCaseQuery){ 0 }, "5 4 3");
  assert_list (town, "works", (GwCaseQuery){ 0 }, "");
  assert_list (town, "works", (GwCaseQuery){ .department = "sanitation" }, "");
}

static GwShape *
make_ring (GwLonLat middle, double degrees)
{
  GwFixed corners[4];

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    corners[i] = gw_fixed_from_lon_lat (
        (GwLonLat){ middle.lon + (i == 0 || i == 3 ? -degrees : degrees),
                    middle.lat + (i < 2 ? -degrees : degrees) });
  return gw_shape_new_ring (corners, G_N_ELEMENTS (corners));
}

/* What is drawn takes in points, not cells; with an area or a narrow scope, less. */
static void
test_within (void)
{
  g_autoptr (GwTown) town = make_town ();
  g_autoptr (GwShape) all = make_ring (gw_town_place (0), 0.5);
  g_autoptr (GwShape) spot = make_ring (gw_town_place (9), 0.0001);
  g_autoptr (GwShape) beside = make_ring (
      (GwLonLat){ gw_town_place (9).lon + 0.0003, gw_town_place (9).lat }, 0.0001);
  g_autoptr (GwShape) nowhere = make_ring ((GwLonLat){ 10, 50 }, 0.1);

  assert_list (town, "leader", (GwCaseQuery){ .within = all }, "6 5 4 3 2 1");
  assert_list (town, "leader", (GwCaseQuery){ .within = spot }, "2");
  assert_list (town, "leader", (GwCaseQuery){ .within = beside }, "");
  assert_list (town, "leader", (GwCaseQuery){ .within = nowhere }, "");
  assert_list (town, "leader", (GwCaseQuery){ .within = all, .area = "441802002" }, "2");
  assert_list (town, "leader", (GwCaseQuery){ .within = all, .cell = "441802002001002" },
               "2");
  assert_list (town, "leader",
               (GwCaseQuery){ .within = all, .states = gw_case_states_open () }, "4 3 2 1");
  assert_list (town, "leader",
               (GwCaseQuery){ .within = spot, .order = GW_CASE_ORDER_DEADLINE }, "2");
  assert_list (town, "sanitation", (GwCaseQuery){ .within = all }, "5 4 3");
}

static void
test_filters (void)
{
  g_autoptr (GwTown) town = make_town ();
  GwBox box = { { 1130010000, 237020000 }, { 1130020000, 237030000 } };

  assert_list (town, "leader", (GwCaseQuery){ .states = 1 << GW_CASE_REPORTED }, "2 1");
  assert_list (town, "leader", (GwCaseQuery){ .states = gw_case_states_open () },
               "4 3 2 1");
  assert_list (town, "leader",
               (GwCaseQuery){ .states = 1 << GW_CASE_CLOSED | 1 << GW_CASE_REJECTED },
               "6 5");
  assert_list (town, "leader", (GwCaseQuery){ .department = "sanitation" }, "5 4 3");
  assert_list (town, "leader", (GwCaseQuery){ .class_code = "09" }, "2");
  assert_list (town, "leader", (GwCaseQuery){ .class_code = "06010" }, "6 5 4 3 1");
  assert_list (town, "leader", (GwCaseQuery){ .has_kind = TRUE, .kind = GW_KIND_COMPONENT },
               "");
  assert_list (town, "leader", (GwCaseQuery){ .area = "441802002" }, "2");
  assert_list (town, "leader", (GwCaseQuery){ .area = "441802" }, "6 5 4 3 2 1");
  assert_list (town, "leader", (GwCaseQuery){ .cell = "441802002001002" }, "2");
  assert_list (town, "leader", (GwCaseQuery){ .cell = "441802002001003" }, "");
  assert_list (town, "leader", (GwCaseQuery){ .has_box = TRUE, .box = box }, "2");
  assert_list (town, "leader", (GwCaseQuery){ .source = "hotline" }, "2");
  assert_list (town, "leader", (GwCaseQuery){ .lamps = 1 << GW_LAMP_GREEN }, "4 3");
  assert_list (town, "leader", (GwCaseQuery){ .from_ms = GW_TOWN_MONDAY + 1 }, "");
  assert_list (town, "leader", (GwCaseQuery){ .to_ms = GW_TOWN_MONDAY + 1 }, "6 5 4 3 2 1");
}

static void
test_lamps_follow_the_clock (void)
{
  g_autoptr (GwTown) town = make_town ();

  town->now_ms = GW_TOWN_MONDAY + 5 * 3600000 + 2400000;
  assert_list (town, "leader", (GwCaseQuery){ .lamps = 1 << GW_LAMP_YELLOW }, "3");
  town->now_ms = GW_TOWN_MONDAY + 7 * 3600000;
  assert_list (town, "leader", (GwCaseQuery){ .lamps = 1 << GW_LAMP_RED }, "3");
  assert_list (town, "leader", (GwCaseQuery){ .lamps = 1 << GW_LAMP_GREEN }, "4");
}

static void
test_pages (void)
{
  g_autoptr (GwTown) town = make_town ();
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;
  g_autofree char *end = NULL;
  g_autofree char *first =
      list (town, "leader", (GwCaseQuery){ .limit = 4 }, &next, &error);
  g_autofree char *second = NULL;

  g_assert_cmpstr (first, ==, "6 5 4 3");
  g_assert_nonnull (next);
  second = list (town, "leader", (GwCaseQuery){ .limit = 4, .after = next }, &end, &error);
  g_assert_cmpstr (second, ==, "2 1");
  g_assert_null (end);
}

static void
test_by_deadline (void)
{
  g_autoptr (GwTown) town = make_town ();
  GwCaseQuery query = { .order = GW_CASE_ORDER_DEADLINE, .states = gw_case_states_open () };

  assert_list (town, "leader", query, "3 4 1 2");
}

typedef struct
{
  const char *name;
  GwCaseQuery query;
  GwCaseError error;
  const char *field;
} Bad;

static const Bad bad[] = {
  { "department",
    { .department = "nowhere", .limit = 1 },
    GW_CASE_ERROR_UNKNOWN_DEPARTMENT,
    "department" },
  { "class", { .class_code = "77", .limit = 1 }, GW_CASE_ERROR_UNKNOWN_CLASS, "class" },
  { "area", { .area = "1", .limit = 1 }, GW_CASE_ERROR_NOT_FOUND, "area" },
  { "cell", { .cell = "1", .limit = 1 }, GW_CASE_ERROR_NOT_FOUND, "cell" },
  { "limit", { .limit = 10001 }, GW_CASE_ERROR_OUT_OF_RANGE, "limit" },
  { "cursor", { .after = "1.2.3", .limit = 1 }, GW_CASE_ERROR_OUT_OF_RANGE, "after" },
  { "cursor-text", { .after = "x", .limit = 1 }, GW_CASE_ERROR_OUT_OF_RANGE, "after" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (list (town, "leader", row->query, NULL, &error));
  g_assert_error (error, GW_CASE_ERROR, (int)row->error);
  g_assert_cmpstr (gw_case_error_get_field (error), ==, row->field);
}

static gboolean
tick_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The text index follows the commits by a moment. */
static void
test_text (void)
{
  g_autoptr (GwTown) town = make_town ();
  g_autofree char *found = NULL;

  for (guint i = 0; i < 200 && g_strcmp0 (found, "6") != 0; i++)
    {
      gboolean stop = FALSE;

      g_timeout_add (100, tick_cb, &stop);
      gw_town_wait (&stop);
      g_free (found);
      found = list (town, "leader", (GwCaseQuery){ .text = "井盖" }, NULL, NULL);
    }
  g_assert_cmpstr (found, ==, "6");
}

static void
test_one_is_hidden (void)
{
  g_autoptr (GwTown) town = make_town ();
  g_autoptr (GwPerson) works = gw_town_person (town, "works");
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_case_query_one (town->service, works, "20261123-000003", &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (gw_case_query_events (town->service, works, "20261123-000003", &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
}

static void
test_actions_of_roles (void)
{
  g_autoptr (GwTown) town = make_town ();
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  g_autoptr (GwPerson) sanitation = gw_town_person (town, "sanitation");
  g_autoptr (GwCaseDetail) as_leader =
      gw_case_query_one (town->service, leader, "20261123-000003", NULL);
  g_autoptr (GwCaseDetail) as_department =
      gw_case_query_one (town->service, sanitation, "20261123-000003", NULL);

  g_assert_cmphex (as_leader->actions, ==,
                   GW_ACTION_BIT (GW_ACTION_VOID) | GW_ACTION_BIT (GW_ACTION_MERGE) |
                       GW_ACTION_BIT (GW_ACTION_SUPERVISE) |
                       GW_ACTION_BIT (GW_ACTION_AMEND) | GW_ACTION_BIT (GW_ACTION_LINK) |
                       GW_ACTION_BIT (GW_ACTION_SPLIT));
  g_assert_cmphex (as_department->actions, ==,
                   GW_ACTION_BIT (GW_ACTION_ACCEPT) | GW_ACTION_BIT (GW_ACTION_RETURN) |
                       GW_ACTION_BIT (GW_ACTION_ASSIGN) |
                       GW_ACTION_BIT (GW_ACTION_REQUEST_EXTENSION) |
                       GW_ACTION_BIT (GW_ACTION_REQUEST_SUSPENSION) |
                       GW_ACTION_BIT (GW_ACTION_REQUEST_DEFERRAL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/scopes", test_scopes);
  g_test_add_func ("/query/filters", test_filters);
  g_test_add_func ("/query/within", test_within);
  g_test_add_func ("/query/lamps", test_lamps_follow_the_clock);
  g_test_add_func ("/query/pages", test_pages);
  g_test_add_func ("/query/by-deadline", test_by_deadline);
  g_test_add_func ("/query/text", test_text);
  g_test_add_func ("/query/one-is-hidden", test_one_is_hidden);
  g_test_add_func ("/query/actions-of-roles", test_actions_of_roles);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/query/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  return g_test_run ();
}
