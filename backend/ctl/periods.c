/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl periods: months of the statistics are reviewed, locked, reopened. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/service/period.h"
#include "backend/service/person.h"

#include <glib/gi18n.h>

/* What a wish came to. */
typedef struct
{
  GMainLoop *loop;
  guint n_differences;
  GError *error;
} Answer;

static const char *
state_title (GwPeriodState state)
{
  switch (state)
    {
    case GW_PERIOD_REVIEWED:
      return _ ("reviewed");
    case GW_PERIOD_LOCKED:
      return _ ("locked");
    default:
      return _ ("open");
    }
}

static void
print_period (const GwPeriod *period)
{
  g_autofree char *month = gw_period_to_text (period->month);
  const GwPeriodAct *last = period->acts->len > 0
                                ? g_ptr_array_index (period->acts, period->acts->len - 1)
                                : NULL;

  g_print ("%s  %s", month,
           period->is_over ? state_title (period->state) : _ ("not over yet"));
  if (last != NULL)
    {
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (last->at / 1000);
      g_autofree char *time = g_date_time_format (at, "%Y-%m-%dT%H:%MZ");

      g_print ("  %s %s", time,
               last->person != NULL ? last->person->login : _ ("at the machine"));
      if (last->reason != NULL)
        g_print ("  %s", last->reason);
      if (last->digest != NULL)
        g_print ("  %s", last->digest);
    }
  g_print ("\n");
}

static GwService *
open_service (GwCtl *ctl, gboolean read_only, char **argv, guint *ret_month, GError **error)
{
  if (!gw_period_parse (argv[1], ret_month))
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                   _ ("%s is no month: it is written like 2026-11"), argv[1]);
      return NULL;
    }
  return gw_ctl_open (ctl, read_only, error);
}

gboolean
gw_ctl_periods_list (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwPerson) administrator = gw_person_new_administrator ();
  g_autoptr (GwService) service = NULL;
  g_autoptr (GPtrArray) periods = NULL;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  periods = service != NULL ? gw_period_list (service, administrator, error) : NULL;
  for (guint i = 0; periods != NULL && i < periods->len; i++)
    print_period (g_ptr_array_index (periods, i));
  return periods != NULL;
}

/* --- acting ----------------------------------------------------------------------------- */

static void
acted_cb (const GwPeriod *period, const GError *error, gpointer data)
{
  Answer *answer = data;

  if (error != NULL)
    answer->error = g_error_copy (error);
  else
    print_period (period);
  g_main_loop_quit (answer->loop);
}

static gboolean
act (GwCtl *ctl, GwPeriodAction action, int argc, char **argv, GError **error)
{
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = { { "reason", 0, 0, G_OPTION_ARG_STRING, &reason,
                                     N_ ("Why; needed to reopen"), "TEXT" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GwPerson) administrator = gw_person_new_administrator ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GwService) service = NULL;
  Answer answer = { .loop = loop };
  guint month;

  if (!gw_ctl_parse (ctl, entries, 1, &argc, &argv, error))
    return FALSE;
  service = open_service (ctl, FALSE, argv, &month, error);
  if (service == NULL || !gw_period_act (service, administrator, month, action, reason,
                                         acted_cb, &answer, error))
    return FALSE;
  g_main_loop_run (loop);
  if (answer.error == NULL)
    return TRUE;
  g_propagate_error (error, answer.error);
  return FALSE;
}

gboolean
gw_ctl_periods_review (GwCtl *ctl, int argc, char **argv, GError **error)
{
  return act (ctl, GW_PERIOD_REVIEW, argc, argv, error);
}

gboolean
gw_ctl_periods_lock (GwCtl *ctl, int argc, char **argv, GError **error)
{
  return act (ctl, GW_PERIOD_LOCK, argc, argv, error);
}

gboolean
gw_ctl_periods_reopen (GwCtl *ctl, int argc, char **argv, GError **error)
{
  return act (ctl, GW_PERIOD_REOPEN, argc, argv, error);
}

/* --- differences ------------------------------------------------------------------------ */

static void
print_difference (const GwSnapshot *snapshot, const GwPeriodDifference *item)
{
  const GwCell *cell = gw_snapshot_cell_by_id (snapshot, item->cell_id);
  const GwCaseClass *class = gw_snapshot_class_by_id (snapshot, item->class_id);
  const GwDepartment *department = gw_snapshot_department (snapshot, item->department_id);

  g_print (_ ("cell %s, class %s, department %s: %s: frozen %ld, now %ld\n"),
           cell != NULL ? cell->code : "-", class != NULL ? class->code : "-",
           department != NULL ? department->code : "-",
           gw_figure_title (item->figure, gw_ctl_language ()), (long)item->frozen,
           (long)item->now);
}

typedef struct
{
  Answer answer;
  GwService *service;
} Comparison;

static void
compared_cb (const GwPeriodDifferences *differences, const GError *error, gpointer data)
{
  Comparison *comparison = data;

  if (error != NULL)
    comparison->answer.error = g_error_copy (error);
  else
    {
      for (guint i = 0; i < differences->items->len; i++)
        print_difference (gw_service_get_snapshot (comparison->service),
                          &g_array_index (differences->items, GwPeriodDifference, i));
      comparison->answer.n_differences = (guint)differences->n;
      g_print (_ ("%u differences\n"), comparison->answer.n_differences);
    }
  g_main_loop_quit (comparison->answer.loop);
}

gboolean
gw_ctl_periods_differences (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwPerson) administrator = gw_person_new_administrator ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GwService) service = NULL;
  Comparison comparison = { .answer.loop = loop };
  guint month;

  if (!gw_ctl_parse (ctl, NULL, 1, &argc, &argv, error))
    return FALSE;
  service = comparison.service = open_service (ctl, FALSE, argv, &month, error);
  if (service == NULL ||
      !gw_period_compare (service, administrator, month, compared_cb, &comparison, error))
    return FALSE;
  g_main_loop_run (loop);
  if (comparison.answer.error != NULL)
    g_propagate_error (error, comparison.answer.error);
  else if (comparison.answer.n_differences > 0)
    g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_FAULTS, "differences");
  return comparison.answer.error == NULL && comparison.answer.n_differences == 0;
}
