/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/lib/town-statistics.h"

#include <string.h>

#include "backend/service/setup.h"

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

GwRate
gw_town_rate (const GwCounters *counters, const char *name)
{
  const GwShownRates rates = gw_shown_rates_find (gw_indicator_book_built_in ());

  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    if (g_str_equal (gw_shown_rates_name (i), name))
      return gw_shown_rates_get (&rates, i, counters);
  g_assert_not_reached ();
}

void
gw_town_import_indicators (GwService *service, const char *const *changes)
{
  g_autofree char *csv = gw_indicator_book_to_csv (gw_indicator_book_built_in ());
  g_autoptr (GString) text = g_string_new (csv);
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GwIndicatorBook) book = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; changes[i] != NULL; i += 2)
    g_assert_cmpuint (g_string_replace (text, changes[i], changes[i + 1], 0), ==, 1);
  book = gw_indicator_book_read (text->str, text->len, faults);
  g_assert_nonnull (book);
  gw_setup_import_indicators (service, book, &error);
  g_assert_no_error (error);
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
