/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps faults, hands them on when they are too many, counts them all. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/faults.h"

static void
free_fault (gpointer data)
{
  GwFault *fault = data;

  g_free (fault->text);
  g_free (fault);
}

GwFaults *
gw_faults_new (void)
{
  GwFaults *faults = g_new0 (GwFaults, 1);

  faults->kept = g_ptr_array_new_with_free_func (free_fault);
  return faults;
}

void
gw_faults_free (GwFaults *faults)
{
  g_ptr_array_unref (faults->kept);
  g_free (faults);
}

void
gw_faults_set_flush (GwFaults *faults, GwFaultsFunc flush, gpointer user_data)
{
  faults->flush = flush;
  faults->flush_data = user_data;
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const GwFault *one = *(GwFault *const *)a;
  const GwFault *other = *(GwFault *const *)b;

  return one->line != other->line ? (int)(one->line - other->line)
                                  : (int)(one->column - other->column);
}

void
gw_faults_sort (GwFaults *faults)
{
  g_ptr_array_sort (faults->kept, compare_faults);
}

void
gw_faults_add (GwFaults *faults, guint line, guint column, const char *format, ...)
{
  GwFault *fault;
  va_list args;

  faults->n++;
  if (faults->kept->len >= GW_MAX_FAULTS_KEPT)
    {
      if (faults->flush == NULL)
        return;
      faults->flush (faults, faults->flush_data);
      g_ptr_array_set_size (faults->kept, 0);
    }
  fault = g_new0 (GwFault, 1);
  fault->line = line;
  fault->column = column;
  va_start (args, format);
  fault->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (faults->kept, fault);
}
