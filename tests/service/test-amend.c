/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report is corrected: where it is and what it tells; all that hangs on it follows. */
#include "backend/rules/case-error.h"
#include "backend/service/audit.h"
#include "backend/service/case-query.h"
#include "backend/service/nearby.h"
#include "backend/service/statistics.h"
#include "tests/lib/town.h"

#define FAR_CELL 15
#define PATIENCE_USEC (20 * G_USEC_PER_SEC)

typedef struct
{
  gboolean done;
  GString *text; /* what the test compares */
} Answer;

static void
tell_difference (const GwAuditDifference *difference, gpointer user_data)
{
  g_error ("%s: %s: stored %s, computed %s", difference->number, difference->field,
           difference->stored, difference->computed);
}

/* From the journal alone everything comes out the same: the case, and every counter. */
static void
assert_audit (GwTown *town)
{
  g_autoptr (GError) error = NULL;
  GwAuditSummary summary;

  gw_audit (town->service, tell_difference, NULL, &summary, &error);
  g_assert_no_error (error);
}

static void
amend (GwTown *town, const char *login, const char *number, GwActionRequest request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = NULL;

  request.number = number;
  request.action = GW_ACTION_AMEND;
  answer = gw_town_act (town, login, request, &error);
  g_assert_no_error (error);
}

/* --- the place ------------------------------------------------------------------------ */

static void
counted_cb (GwStatistics *statistics, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_no_error (error);
  for (guint i = 0; i < statistics->rows->len; i++)
    {
      const GwStatisticsRow *row = &g_array_index (statistics->rows, GwStatisticsRow, i);
      const GwCounters *c = &row->counters;

      g_string_append_printf (answer->text,
                              "%s%s: %d reported, %d dispatched, %d handled, "
                              "%d to handle, %d open",
                              i > 0 ? "; " : "", row->cell->code + 9, (int)c->reported,
                              (int)c->dispatched, (int)c->handled, (int)c->to_handle,
                              (int)c->open);
    }
  answer->done = TRUE;
}

static void
assert_cells (GwTown *town, const char *expected)
{
  g_autoptr (GwPerson) manager = gw_town_person (town, "manager");
  g_autoptr (GString) text = g_string_new (NULL);
  const GwStatisticsQuery query = { 0 };
  Answer answer = { .text = text };

  gw_statistics_query (town->service, manager, GW_STATISTICS_CELLS, &query, counted_cb,
                       &answer, NULL);
  gw_town_wait (&answer.done);
  g_assert_cmpstr (text->str, ==, expected);
}

static guint
count_near (GwTown *town, guint cell)
{
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  g_autoptr (GError) error = NULL;
  g_autoptr (GwNearby) nearby = NULL;
  const GwNearbyReport report = { .kind = GW_KIND_MATTER,
                                  .class_code = "06010",
                                  .location = gw_town_place (cell) };

  nearby = gw_nearby_of_report (town->service, leader, &report, GW_NEARBY_MAX, &error);
  g_assert_no_error (error);
  return nearby->cases->len;
}

static void
test_place (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) admin = NULL;
  g_autoptr (GwCaseDetail) detail = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *number = NULL;
  const GwCaseEvent *last;

  town->now_ms = GW_TOWN_MONDAY;
  g_assert_true (gw_nearby_start (town->service, NULL));
  /* Handled once and sent back: it stands in the sets of the dispatched and the handled. */
  number = gw_town_case (town, GW_CASE_HANDLED);
  gw_town_do (town, "leader", number, GW_ACTION_REWORK);
  assert_cells (town, "001001: 1 reported, 1 dispatched, 1 handled, 0 to handle, 1 open");
  amend (town, "dispatcher", number,
         (GwActionRequest){ .has_location = TRUE, .location = gw_town_place (FAR_CELL) });
  assert_cells (town, "001001: 1 reported, 0 dispatched, 0 handled, 0 to handle, 0 open; "
                      "001008: 0 reported, 1 dispatched, 1 handled, 0 to handle, 1 open");
  g_assert_cmpuint (count_near (town, 0), ==, 0);
  g_assert_cmpuint (count_near (town, FAR_CELL), ==, 1);
  admin = gw_town_person (town, "admin");
  detail = gw_case_query_one (town->service, admin, number, NULL);
  g_assert_cmpstr (detail->row->cell->code, ==, "441802002001008");
  events = gw_case_query_events (town->service, admin, number, NULL);
  last = g_ptr_array_index (events, events->len - 1);
  g_assert_true (last->facts.amendment.changes_place);
  g_assert_cmpint (last->facts.amendment.cell_after, ==, detail->row->cell->id);
  gw_town_do (town, "sanitation", number, GW_ACTION_HANDLE);
  gw_town_do (town, "leader", number, GW_ACTION_CHECK);
  gw_town_do (town, "leader", number, GW_ACTION_CLOSE);
  assert_audit (town);
}

static void
test_same_place (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = gw_town_case (town, GW_CASE_FILED);
  g_autoptr (GError) error = NULL;
  GwActionRequest request = { .number = number,
                              .action = GW_ACTION_AMEND,
                              .has_location = TRUE,
                              .location = gw_town_place (0) };

  /* Nothing would change, so there is nothing to correct. */
  g_assert_null (gw_town_act (town, "leader", request, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_MISSING_FIELD);
  g_clear_error (&error);
  request.location.lon = 120;
  g_assert_null (gw_town_act (town, "leader", request, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUTSIDE_CITY);
  g_assert_cmpstr (gw_case_error_get_field (error), ==, "location");
  g_clear_error (&error);
  request.action = GW_ACTION_DISPATCH;
  request.location = gw_town_place (1);
  g_assert_null (gw_town_act (town, "dispatcher", request, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
  g_assert_cmpstr (gw_case_error_get_field (error), ==, "location");
}

/* --- the words ------------------------------------------------------------------------ */

static void
listed_cb (GwCasePage *page, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_no_error (error);
  for (guint i = 0; i < page->rows->len; i++)
    g_string_append (answer->text,
                     ((GwCaseRow *)g_ptr_array_index (page->rows, i))->number);
  answer->done = TRUE;
}

static char *
search (GwTown *town, const char *words)
{
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  const GwCaseQuery query = { .text = words, .limit = 10 };
  Answer answer = { .text = g_string_new (NULL) };

  gw_case_query_list (town->service, leader, &query, listed_cb, &answer, NULL);
  gw_town_wait (&answer.done);
  return g_string_free (answer.text, FALSE);
}

/* The index trails its cases a little. */
static void
await_search (GwTown *town, const char *words, const char *expected)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_USEC;

  for (;;)
    {
      g_autofree char *found = search (town, words);

      if (g_str_equal (found, expected))
        return;
      if (g_get_monotonic_time () > until)
        g_error ("%s is found by “%s”, not %s", found, words, expected);
      g_usleep (20000);
    }
}

static void
test_description (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = gw_town_case (town, GW_CASE_REPORTED);
  g_autofree char *other = NULL;

  /* At once, when the first text is hardly in the index yet. */
  amend (town, "acceptor", number, (GwActionRequest){ .description = "树枝断落" });
  await_search (town, "树枝", number);
  other = gw_town_case (town, GW_CASE_REPORTED);
  await_search (town, "垃圾", other);
  /* And long after. */
  amend (town, "acceptor", number,
         (GwActionRequest){ .description = "井盖破损，很“危险”" });
  await_search (town, "井盖", number);
  await_search (town, "树枝", "");
  amend (town, "acceptor", other, (GwActionRequest){ .description = "井圈" });
  await_search (town, "垃圾", "");
  assert_audit (town);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/amend/place", test_place);
  g_test_add_func ("/amend/same-place", test_same_place);
  g_test_add_func ("/amend/description", test_description);
  return g_test_run ();
}
