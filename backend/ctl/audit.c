/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl audit: is everything that is kept what the journal says? */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/service/audit.h"

#include <glib/gi18n.h>

static void
print_difference (const GwAuditDifference *difference, gpointer user_data)
{
  if (difference->number != NULL)
    g_print (_ ("case %s: %s: stored %s, computed %s\n"), difference->number,
             difference->field, difference->stored, difference->computed);
  else
    g_print (_ ("%s: stored %s, computed %s\n"), difference->field, difference->stored,
             difference->computed);
}

static void
print_summary (const GwAuditSummary *summary)
{
  g_print (_ ("%u cases, %u events: %u differences\n"), summary->n_cases, summary->n_events,
           summary->n_differences);
  if (summary->n_former > 0)
    g_print (_ ("%u cases began before the journal noted every decision; of these only the "
                "states were compared\n"),
             summary->n_former);
}

gboolean
gw_ctl_audit (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  GwAuditSummary summary;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL || !gw_audit (service, print_difference, NULL, &summary, error))
    return FALSE;
  print_summary (&summary);
  if (summary.n_differences == 0)
    return TRUE;
  g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_FAULTS, "differences");
  return FALSE;
}
