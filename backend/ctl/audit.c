/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl audit: is everything that is kept what the journal says? */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/anchors.h"
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

static gboolean
audit (GwService *service, const char *anchors_path, GError **error)
{
  g_autoptr (GArray) anchors = NULL;
  GwAuditSummary summary;

  if (anchors_path != NULL)
    {
      anchors = gw_ctl_anchors_read (anchors_path, error);
      if (anchors == NULL)
        return FALSE;
    }
  if (!gw_audit_against (service, anchors, print_difference, NULL, &summary, error))
    return FALSE;
  print_summary (&summary);
  if (anchors != NULL && summary.n_differences == 0)
    g_print (_ ("%u anchors hold\n"), anchors->len);
  if (summary.n_differences == 0)
    return TRUE;
  g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_FAULTS, "differences");
  return FALSE;
}

static gboolean
export_anchors (GwService *service, const char *path, GError **error)
{
  guint n;

  if (!gw_ctl_anchors_write (service, path, &n, error))
    return FALSE;
  g_print (_ ("%u anchors written to %s\n"), n, path);
  return TRUE;
}

gboolean
gw_ctl_audit (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const GOptionEntry entries[] = {
    { "anchors", 0, 0, G_OPTION_ARG_FILENAME, &from,
      N_ ("Also compare with anchors that were exported before"), "FILE" },
    { "export-anchors", 0, 0, G_OPTION_ARG_FILENAME, &to,
      N_ ("When all is well, write the anchors of the days to a file"), "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  return service != NULL && audit (service, from, error) &&
         (to == NULL || export_anchors (service, to, error));
}
