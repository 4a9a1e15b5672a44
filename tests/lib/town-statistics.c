/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/lib/town-statistics.h"

static void
counted_cb (GwStatistics *statistics, const GError *error, gpointer user_data)
{
  GwTownStatistics *answer = user_data;

  g_assert_no_error (error);
  answer->done = TRUE;
  answer->rows = g_array_ref (statistics->rows);
  answer->total = statistics->total;
  answer->more = statistics->more;
  for (guint i = 0; i < answer->rows->len; i++)
    answer->change += g_array_index (answer->rows, GwStatisticsRow, i).change;
}

gboolean
gw_town_ask_statistics (GwTown *town, const char *login, GwStatisticsOf of,
                        GwStatisticsQuery query, GwTownStatistics *ret_answer,
                        GError **error)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);

  *ret_answer = (GwTownStatistics){ 0 };
  if (!gw_statistics_query (town->service, user, of, &query, counted_cb, ret_answer, error))
    return FALSE;
  gw_town_wait (&ret_answer->done);
  return TRUE;
}

GwCounters
gw_town_total (GwTown *town, const char *login, GwStatisticsOf of, GwStatisticsQuery query)
{
  g_autoptr (GError) error = NULL;
  GwTownStatistics answer;

  gw_town_ask_statistics (town, login, of, query, &answer, &error);
  g_assert_no_error (error);
  g_array_unref (answer.rows);
  return answer.total;
}

gint64
gw_town_change (GwTown *town, guint date)
{
  GwTownStatistics answer;

  gw_town_ask_statistics (
      town, "manager", GW_STATISTICS_CELLS,
      (GwStatisticsQuery){ .from = date, .to = date, .with_change = TRUE }, &answer, NULL);
  g_array_unref (answer.rows);
  return answer.change;
}

void
gw_town_assert_recount (GwTown *town)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_statistics_recount (town->service, differences, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < differences->len; i++)
    g_test_message ("%s", (char *)g_ptr_array_index (differences, i));
  g_assert_cmpuint (differences->len, ==, 0);
}
