/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Supervision at four levels: everyone sees exactly the own area, however it is asked. */
#include "backend/service/case-query.h"
#include "backend/service/feed.h"
#include "backend/service/nearby.h"
#include "backend/service/scope.h"
#include "backend/service/setup.h"
#include "backend/service/statistics.h"
#include "tests/lib/four-levels.h"
#include "tests/lib/town.h"

/* One open case in each cell, dispatched. */
typedef struct
{
  GwTown *town;
  char *numbers[FOUR_LEVELS_CELLS];
} Divided;

static char *
login_of (const char *area)
{
  return g_strconcat ("of-", area, NULL);
}

static void
set_up (Divided *divided, gconstpointer data)
{
  GwTown *town = divided->town = gw_town_new ();
  g_autoptr (GError) error = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  four_levels_divide (town->path);
  g_assert_true (gw_service_reload (town->service, &error));
  for (guint i = 0; four_levels_areas[i] != NULL; i++)
    {
      g_autofree char *login = login_of (four_levels_areas[i]);

      g_assert_true (gw_setup_person_add (town->service, login, "区", "long enough",
                                          "manager", NULL, four_levels_areas[i], &error));
    }
  for (guint cell = 0; cell < FOUR_LEVELS_CELLS; cell++)
    {
      GwReport report = gw_town_report ();
      g_autoptr (GwTownAnswer) answer = NULL;

      report.location = gw_town_place (cell);
      answer = gw_town_take (town, "acceptor", &report, &error);
      g_assert_no_error (error);
      divided->numbers[cell] = g_strdup (answer->row->number);
      gw_town_do (town, "leader", divided->numbers[cell], GW_ACTION_FILE);
      gw_town_do (town, "dispatcher", divided->numbers[cell], GW_ACTION_DISPATCH);
    }
}

static void
tear_down (Divided *divided, gconstpointer data)
{
  for (guint i = 0; i < FOUR_LEVELS_CELLS; i++)
    g_free (divided->numbers[i]);
  gw_town_free (divided->town);
}

typedef struct
{
  gboolean done;
  guint found; /* 1 << cell */
  gint64 wanted;
} Answer;

/* Cases are numbered in the order of their cells. */
static guint
bit_of (const GwCaseRow *row)
{
  return 1u << (atoi (row->number + 9) - 1);
}

static void
listed_cb (GwCasePage *page, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_no_error (error);
  for (guint i = 0; i < page->rows->len; i++)
    answer->found |= bit_of (g_ptr_array_index (page->rows, i));
  answer->done = TRUE;
}

static guint
list (GwTown *town, const char *login, GwCaseQuery query)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  query.limit = 100;
  gw_case_query_list (town->service, user, &query, listed_cb, &answer, &error);
  g_assert_no_error (error);
  gw_town_wait (&answer.done);
  return answer.found;
}

static guint
cells_of (const char *area)
{
  guint cells = 0;

  for (guint i = 0; i < FOUR_LEVELS_CELLS; i++)
    cells |= four_levels_has (area, i) ? 1u << i : 0;
  return cells;
}

/* Each way of walking, for each area. */
static void
test_lists (Divided *divided, gconstpointer data)
{
  const GwBox west = { { 1130000000, 237000000 }, { 1130019999, 237040000 } };
  guint west_cells = 0x3333;

  for (guint i = 0; four_levels_areas[i] != NULL; i++)
    {
      g_autofree char *login = login_of (four_levels_areas[i]);
      guint own = cells_of (four_levels_areas[i]);
      const GwCaseQuery whole[] = {
        { 0 },
        { .states = gw_case_states_open () },
        { .states = 1u << GW_CASE_DISPATCHED },
        { .department = "sanitation" },
        { .department = "sanitation", .states = 1u << GW_CASE_DISPATCHED },
        { .order = GW_CASE_ORDER_DEADLINE },
        { .class_code = "06010", .kind = GW_KIND_MATTER, .has_kind = TRUE },
        { .lamps = 1u << GW_LAMP_GREEN },
        { .source = "inspector" },
        { .area = "441802" },
      };

      for (guint j = 0; j < G_N_ELEMENTS (whole); j++)
        g_assert_cmphex (list (divided->town, login, whole[j]), ==, own);
      g_assert_cmphex (
          list (divided->town, login, (GwCaseQuery){ .has_box = TRUE, .box = west }), ==,
          own & west_cells);
      for (guint j = 0; four_levels_areas[j] != NULL; j++)
        g_assert_cmphex (
            list (divided->town, login, (GwCaseQuery){ .area = four_levels_areas[j] }), ==,
            own & cells_of (four_levels_areas[j]));
    }
}

static void
test_single_cases (Divided *divided, gconstpointer data)
{
  GwService *service = divided->town->service;

  for (guint i = 0; four_levels_areas[i] != NULL; i++)
    {
      g_autofree char *login = login_of (four_levels_areas[i]);
      g_autoptr (GwPerson) user = gw_town_person (divided->town, login);

      for (guint cell = 0; cell < FOUR_LEVELS_CELLS; cell++)
        {
          gboolean own = four_levels_has (four_levels_areas[i], cell);
          const char *number = divided->numbers[cell];
          g_autoptr (GwCaseDetail) detail = gw_case_query_one (service, user, number, NULL);
          g_autoptr (GPtrArray) events = gw_case_query_events (service, user, number, NULL);
          g_autoptr (GwNearby) nearby = gw_nearby_of_case (service, user, number, 20, NULL);

          g_assert_cmpint (detail != NULL, ==, own);
          g_assert_cmpint (events != NULL, ==, own);
          g_assert_cmpint (nearby != NULL, ==, own);
        }
    }
}

/* From a place on a border, only what lies on the own side. */
static void
test_nearby (Divided *divided, gconstpointer data)
{
  for (guint i = 0; four_levels_areas[i] != NULL; i++)
    {
      g_autofree char *login = login_of (four_levels_areas[i]);
      g_autoptr (GwPerson) user = gw_town_person (divided->town, login);
      GwNearbyReport report = { .location = { 113.002, 23.702 } };
      g_autoptr (GError) error = NULL;
      g_autoptr (GwNearby) nearby =
          gw_nearby_of_report (divided->town->service, user, &report, 20, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < nearby->cases->len; j++)
        g_assert_cmphex (bit_of (g_array_index (nearby->cases, GwNearbyCase, j).row) &
                             ~cells_of (four_levels_areas[i]),
                         ==, 0);
    }
}

typedef struct
{
  gboolean done;
  guint cells;
  gint64 dispatched;
} Figures;

static void
counted_cb (GwStatistics *statistics, const GError *error, gpointer user_data)
{
  Figures *figures = user_data;

  g_assert_no_error (error);
  for (guint i = 0; i < statistics->rows->len; i++)
    {
      const GwStatisticsRow *row = &g_array_index (statistics->rows, GwStatisticsRow, i);

      if (row->cell != NULL)
        figures->cells |= 1u << row->cell->position;
    }
  figures->dispatched = statistics->total.dispatched;
  figures->done = TRUE;
}

static Figures
count (Divided *divided, const char *login, GwStatisticsOf of, guint from)
{
  g_autoptr (GwPerson) user = gw_town_person (divided->town, login);
  GwStatisticsQuery query = { .from = from };
  Figures figures = { 0 };

  g_assert_true (gw_statistics_query (divided->town->service, user, of, &query, counted_cb,
                                      &figures, NULL));
  gw_town_wait (&figures.done);
  return figures;
}

static void
test_statistics (Divided *divided, gconstpointer data)
{
  static const guint from[] = { 0, 20261101 };

  for (guint i = 0; four_levels_areas[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (from); j++)
      {
        g_autofree char *login = login_of (four_levels_areas[i]);
        guint own = cells_of (four_levels_areas[i]);
        Figures cells = count (divided, login, GW_STATISTICS_CELLS, from[j]);
        Figures departments = count (divided, login, GW_STATISTICS_DEPARTMENTS, from[j]);

        g_assert_cmphex (cells.cells, ==, own);
        g_assert_cmpint (cells.dispatched, ==, __builtin_popcount (own));
        g_assert_cmpint (departments.dispatched, ==, __builtin_popcount (own));
      }
}

static void
heard_cb (GwCaseEvent *const *events, guint n_events, gint64 last_seq, gpointer user_data)
{
  Answer *answer = user_data;

  for (guint i = 0; i < n_events; i++)
    answer->found |= bit_of (events[i]->row);
  answer->done = last_seq >= answer->wanted;
}

/* From the journal. */
static void
test_feed (Divided *divided, gconstpointer data)
{
  for (guint i = 0; four_levels_areas[i] != NULL; i++)
    {
      g_autofree char *login = login_of (four_levels_areas[i]);
      g_autoptr (GwPerson) user = gw_town_person (divided->town, login);
      Answer late = { .wanted = 3 * FOUR_LEVELS_CELLS };
      g_autoptr (GwSubscription) first =
          gw_feed_subscribe (divided->town->service, user, 0, heard_cb, &late);

      gw_town_wait (&late.done);
      g_assert_cmphex (late.found, ==, cells_of (four_levels_areas[i]));
    }
}

static void
test_live (Divided *divided, gconstpointer data)
{
  Answer answers[16] = { 0 };
  GwSubscription *subscriptions[16] = { NULL };

  for (guint i = 0; four_levels_areas[i] != NULL; i++)
    {
      g_autofree char *login = login_of (four_levels_areas[i]);
      g_autoptr (GwPerson) user = gw_town_person (divided->town, login);

      answers[i].wanted = 4 * FOUR_LEVELS_CELLS;
      subscriptions[i] =
          gw_feed_subscribe (divided->town->service, user, -1, heard_cb, &answers[i]);
    }
  for (guint cell = 0; cell < FOUR_LEVELS_CELLS; cell++)
    gw_town_do (divided->town, "sanitation", divided->numbers[cell], GW_ACTION_ACCEPT);
  for (guint i = 0; four_levels_areas[i] != NULL; i++)
    {
      gw_town_wait (&answers[i].done);
      g_assert_cmphex (answers[i].found, ==, cells_of (four_levels_areas[i]));
      gw_feed_unsubscribe (subscriptions[i]);
    }
}

/* What lies elsewhere cannot be acted on nor reported; what role one has does not matter. */
static void
test_acting (Divided *divided, gconstpointer data)
{
  GwTown *town = divided->town;
  GwActionRequest request = { .number = divided->numbers[8],
                              .action = GW_ACTION_VOID,
                              .opinion = "x" };
  GwReport report = gw_town_report ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_setup_person_set_area (town->service, "admin", "4418021", &error));
  g_assert_true (gw_setup_person_set_area (town->service, "leader", "4418021", &error));
  g_assert_true (gw_service_reload (town->service, &error));
  g_assert_null (gw_town_act (town, "admin", request, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  request.number = divided->numbers[0];
  gw_town_answer_free (gw_town_act (town, "leader", request, &error));
  g_assert_no_error (error);
  report.location = gw_town_place (8);
  g_assert_null (gw_town_take (town, "leader", &report, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
  g_assert_cmpstr (gw_case_error_get_field (error), ==, "location");
  g_clear_error (&error);
  g_assert_false (gw_setup_person_set_area (town->service, "admin", "9", &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (gw_setup_person_set_area (town->service, "admin", NULL, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/scope/lists", Divided, NULL, set_up, test_lists, tear_down);
  g_test_add ("/scope/single-cases", Divided, NULL, set_up, test_single_cases, tear_down);
  g_test_add ("/scope/nearby", Divided, NULL, set_up, test_nearby, tear_down);
  g_test_add ("/scope/statistics", Divided, NULL, set_up, test_statistics, tear_down);
  g_test_add ("/scope/feed", Divided, NULL, set_up, test_feed, tear_down);
  g_test_add ("/scope/live", Divided, NULL, set_up, test_live, tear_down);
  g_test_add ("/scope/acting", Divided, NULL, set_up, test_acting, tear_down);
  return g_test_run ();
}
