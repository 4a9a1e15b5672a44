/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that a verb imports, all or nothing: read within a limit, every fault named. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/input-file.h"

#include "backend/ctl/command.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define MIB (1024 * 1024)

char *
gw_ctl_read_file (const char *path, guint max_mib, gsize *ret_length, GError **error)
{
  char *text = NULL;
  GStatBuf status;

  if (g_stat (path, &status) == 0 && status.st_size > (goffset)max_mib * MIB)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED, _ ("%s: more than %u MiB"),
                   path, max_mib);
      return NULL;
    }
  return g_file_get_contents (path, &text, ret_length, error) ? text : NULL;
}

static void
flush_faults_cb (GwFaults *faults, gpointer user_data)
{
  gw_ctl_print_faults (user_data, faults);
}

GwFaults *
gw_ctl_faults_new (const char *path)
{
  GwFaults *faults = gw_faults_new ();

  gw_faults_set_flush (faults, flush_faults_cb, (gpointer)path);
  return faults;
}

void
gw_ctl_print_faults (const char *path, GwFaults *faults)
{
  gw_faults_sort (faults);
  for (guint i = 0; i < faults->kept->len; i++)
    {
      const GwFault *fault = g_ptr_array_index (faults->kept, i);

      if (fault->column > 0)
        g_printerr (_ ("%s: line %u, column %u: %s\n"), path, fault->line, fault->column,
                    fault->text);
      else
        g_printerr (_ ("%s: line %u: %s\n"), path, fault->line, fault->text);
    }
}

void
gw_ctl_fail_import (guint n_faults, GError **error)
{
  g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED,
               ngettext ("%u fault: nothing was imported",
                         "%u faults: nothing was imported", n_faults),
               n_faults);
}
