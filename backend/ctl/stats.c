/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl stats: the figures of each cell, as a table or as CSV. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/service/figures.h"
#include "backend/service/statistics.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* The counters that fit a table; CSV has all, in the order of the API's. */
static gboolean
is_in_table (guint column)
{
  static const char *const in_table[] = {
    "reported",        "filed", "rejected", "voided",    "dispatched", "handled", "closed",
    "handled_in_time", "open",  "overdue",  "to_handle", "to_close",   NULL
  };

  return g_strv_contains (in_table, gw_counters_name (column));
}

static void
print_rate (GwRate rate, gboolean csv)
{
  double value;

  if (gw_rate_value (rate, &value))
    g_print (csv ? ",%.6f" : " %10.1f %%", csv ? value : value * 100);
  else
    g_print (csv ? ",no cases" : " %12s", _ ("no cases"));
}

/* As wide as its name and a figure of eight digits. */
static int
column_width (guint column)
{
  return MAX (8, (int)strlen (gw_counters_name (column)));
}

static void
print_row (const char *code, const GwCounters *counters, const GwShownRates *rates,
           gboolean csv)
{
  g_print (csv ? "%s" : "%-16s", code);
  for (guint i = 0; i < GW_N_SHOWN_COUNTERS; i++)
    if (csv)
      g_print (",%" G_GINT64_FORMAT, gw_counters_get (counters, i));
    else if (is_in_table (i))
      g_print (" %*" G_GINT64_FORMAT, column_width (i), gw_counters_get (counters, i));
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    print_rate (gw_shown_rates_get (rates, i, counters), csv);
  for (guint i = 0; csv && i < GW_N_SHOWN_RATES; i++)
    g_print (",%s", gw_shown_rates_variant (rates, i));
  g_print ("\n");
}

static void
print_head (gboolean csv)
{
  g_print (csv ? "%s" : "%-16s", "code");
  for (guint i = 0; i < GW_N_SHOWN_COUNTERS; i++)
    if (csv)
      g_print (",%s", gw_counters_name (i));
    else if (is_in_table (i))
      g_print (" %*s", column_width (i), gw_counters_name (i));
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    g_print (csv ? ",%s" : " %12s", gw_shown_rates_name (i));
  for (guint i = 0; csv && i < GW_N_SHOWN_RATES; i++)
    g_print (",%s_variant", gw_shown_rates_name (i));
  g_print ("\n");
}

/* A name does not say which way the city counts. */
static void
print_formulas (const GwShownRates *rates)
{
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    {
      const GwBookIndicator *rate = rates->in_force[i];
      g_autofree char *formula =
          rate != NULL ? gw_book_indicator_formula (rate, gw_ctl_language ()) : NULL;

      if (formula != NULL)
        g_print ("%-16s %s\n", gw_shown_rates_name (i), formula);
    }
}

typedef struct
{
  GMainLoop *loop;
  gboolean csv;
  GError *error;
} Answer;

static void
figures_counted_cb (GwStatistics *statistics, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  g_main_loop_quit (answer->loop);
  if (error != NULL)
    {
      answer->error = g_error_copy (error);
      return;
    }
  print_head (answer->csv);
  for (guint i = 0; i < statistics->rows->len; i++)
    {
      const GwStatisticsRow *row = &g_array_index (statistics->rows, GwStatisticsRow, i);

      print_row (row->cell->code, &row->counters, &statistics->rates, answer->csv);
    }
  if (answer->csv)
    return;
  print_row ("all", &statistics->total, &statistics->rates, FALSE);
  print_formulas (&statistics->rates);
}

static gboolean
print_cells (GwService *service, guint from, guint to, gboolean csv, GError **error)
{
  const GwStatisticsQuery query = { .from = from, .to = to };
  g_autoptr (GwPerson) administrator = gw_person_new_administrator ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { loop, csv, NULL };

  if (!gw_statistics_query (service, administrator, GW_STATISTICS_CELLS, &query,
                            figures_counted_cb, &answer, error))
    return FALSE;
  g_main_loop_run (loop);
  if (answer.error == NULL)
    return TRUE;
  g_propagate_error (error, answer.error);
  return FALSE;
}

/* Figures of days may have to be brought up to the journal first. */
static GwService *
open_for (GwCtl *ctl, gboolean all_time, GError **error)
{
  g_autoptr (GwService) service = gw_ctl_open (ctl, all_time, error);

  if (service == NULL || !all_time ||
      !gw_statistics_needs_days (gw_service_get_snapshot (service)))
    return g_steal_pointer (&service);
  g_clear_pointer (&service, gw_service_close);
  return gw_ctl_open (ctl, FALSE, error);
}

/* "2026-11-22" -> 20261122; 0 for NULL. */
static gboolean
parse_date (const char *text, guint *ret_date, GError **error)
{
  int year, month, day, length = 0;

  *ret_date = 0;
  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &length) == 3 && length == 10 &&
      text[length] == '\0' && year > 0 && month > 0 && day > 0 &&
      g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    {
      *ret_date = (guint)(year * 10000 + month * 100 + day);
      return TRUE;
    }
  g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
               _ ("%s is no date such as 2026-11-22"), text);
  return FALSE;
}

gboolean
gw_ctl_stats_cells (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *from_text = NULL;
  g_autofree char *to_text = NULL;
  gboolean csv = FALSE;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from_text, N_ ("First day to count"), "DATE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to_text, N_ ("Last day to count"), "DATE" },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print comma-separated values"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;
  guint from, to;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error) ||
      !parse_date (from_text, &from, error) || !parse_date (to_text, &to, error))
    return FALSE;
  if (to != 0 && to < from)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                   _ ("the period ends before it begins: %s to %s"), from_text, to_text);
      return FALSE;
    }
  service = open_for (ctl, from == 0 && to == 0, error);
  return service != NULL && print_cells (service, from, to, csv, error);
}

gboolean
gw_ctl_statistics_rebuild (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  if (service == NULL || !gw_figures_rebuild (service, error))
    return FALSE;
  g_print (_ ("The statistics are counted again from the journal.\n"));
  return TRUE;
}
