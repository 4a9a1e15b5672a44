/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding cells to a city that stands, and looking at the whole of it. */
#define G_LOG_DOMAIN "gridward-service"

#include <glib/gi18n.h>
#include <string.h>

#include "backend/service/service-private.h"
#include "backend/service/setup-private.h"
#include "backend/store/figure-store.h"
#include "backend/store/statistics-store.h"

#define TELL_EVERY 500

typedef struct
{
  GwService *service;
  const GwNewCell *cells;
  guint n_cells;
  GwProgress progress;
  guint32 today;
} ImportJob;

/* The area whose code the cell's code begins with, the longest; else the root. */
static const GwArea *
guess_area (const GwSnapshot *snapshot, const char *code)
{
  const GwArea *best =
      gw_snapshot_n_areas (snapshot) > 0 ? gw_snapshot_area (snapshot, 0) : NULL;
  gsize best_length = 0;

  for (guint i = 0; i < gw_snapshot_n_areas (snapshot); i++)
    {
      const GwArea *area = gw_snapshot_area (snapshot, i);
      gsize length = strlen (area->code);

      if (length <= best_length || !g_str_has_prefix (code, area->code))
        continue;
      best = area;
      best_length = length;
    }
  return best;
}

static const GwArea *
find_area (const GwSnapshot *snapshot, const GwNewCell *cell, GError **error)
{
  const GwArea *area = cell->community != NULL
                           ? gw_snapshot_area_by_code (snapshot, cell->community)
                           : guess_area (snapshot, cell->code);

  if (area == NULL)
    gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "community",
                       "cell %s: there is no area “%s”", cell->code,
                       cell->community != NULL ? cell->community : "");
  return area;
}

static gboolean
import_cell (ImportJob *job, GwStoreWriter *writer, const GwNewCell *cell, GError **error)
{
  const GwArea *area = find_area (job->service->snapshot, cell, error);
  GwCellRecord record = { .code = (char *)cell->code,
                          .name = (char *)cell->name,
                          .valid_from = job->today };
  GError *local = NULL;

  if (area == NULL)
    return FALSE;
  record.community_id = area->id;
  if (gw_setup_write_cell (writer, &record, cell->shape, &local))
    return TRUE;
  if (g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_EXISTS))
    gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "code",
                       "there is a cell “%s” already", cell->code);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  g_clear_error (&local);
  return FALSE;
}

static gboolean
import_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  ImportJob *job = data;

  for (guint i = 0; i < job->n_cells; i++)
    {
      if (!import_cell (job, writer, &job->cells[i], error))
        return FALSE;
      if (i % TELL_EVERY == 0)
        gw_progress_tell (&job->progress, N_ ("cells"), i, job->n_cells);
    }
  gw_progress_tell (&job->progress, N_ ("cells"), job->n_cells, job->n_cells);
  return TRUE;
}

gboolean
gw_setup_import_cells (GwService *service, const GwNewCell *cells, guint n_cells,
                       GwProgressFunc progress, gpointer user_data, GError **error)
{
  ImportJob job = { .service = service,
                    .cells = cells,
                    .n_cells = n_cells,
                    .progress = { progress, user_data } };
  GError *local = NULL;

  job.today = gw_calendar_local_date (gw_snapshot_calendar (service->snapshot),
                                      gw_service_now (service));
  if (gw_store_write_spatial (service->store, import_thread, &job, &local))
    return gw_service_reload (service, error);
  gw_service_propagate_error (error, local);
  return FALSE;
}

/* A GwFigureFaultFunc. */
static void
add_figure_fault (const char *row, const char *stored, const char *computed, gpointer data)
{
  g_ptr_array_add (data, g_strdup_printf ("figures differ from the journal: %s: %s, not %s",
                                          row, stored, computed));
}

gboolean
gw_setup_check (GwService *service, GPtrArray *ret_faults, GError **error)
{
  GError *local = NULL;

  if (gw_store_check (gw_store_read (service->store), ret_faults, &local) &&
      gw_store_figures_check (service->store, add_figure_fault, ret_faults, &local))
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}
