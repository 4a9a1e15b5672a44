/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl audit: every case and counter recomputed from the journal alone. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/service/audit.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>

gboolean
gw_ctl_audit (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  GwAuditCounts counts;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL || !gw_audit (service, faults, &counts, error) ||
      !gw_setup_check (service, faults, error))
    return FALSE;
  for (guint i = 0; i < faults->len; i++)
    g_print ("%s\n", (char *)g_ptr_array_index (faults, i));
  g_print (_ ("%u cases, %u events, %u differences\n"), (guint)counts.cases,
           (guint)counts.events, faults->len);
  if (faults->len == 0)
    return TRUE;
  g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_FAULTS, "faults");
  return FALSE;
}
