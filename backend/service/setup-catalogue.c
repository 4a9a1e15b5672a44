/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a new catalogue over, version by version, and reading the whole of it. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/setup-catalogue.h"

#include <string.h>

#include "backend/service/service-private.h"
#include "backend/store/catalogue-store.h"

typedef struct
{
  const GwCatalogueImport *import;
  const char *class_scheme; /* of the city afterwards */
  guint32 today;
  gint64 now_ms;
  GwCatalogueCounts counts;
} ImportJob;

static gboolean
has_faults (const GwCatalogueImport *import)
{
  for (guint i = 0; i < import->n_files; i++)
    if (import->faults[i]->n > 0)
      return TRUE;
  return FALSE;
}

static gboolean
apply_change (ImportJob *job, GwStoreWriter *writer, const GwCatalogueChange *change,
              GError **error)
{
  if (change->id != 0)
    {
      job->counts.ended[change->table]++;
      return gw_store_catalogue_end (writer, change->table, change->id, change->valid_to,
                                     error);
    }
  job->counts.added[change->table]++;
  return gw_store_catalogue_add (writer, change->table, change->row, change->valid_from,
                                 change->valid_to, NULL, error);
}

static gboolean
apply (ImportJob *job, const GwChangeNote *note, const GwCatalogueBook *stored,
       GError **error)
{
  GwStoreWriter *writer = note->writer;
  g_autoptr (GArray) changes =
      gw_catalogue_book_plan (job->import->book, stored, job->today, job->import->replace);

  if (!gw_change_note_catalogue (note, changes, stored, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!apply_change (job, writer, &g_array_index (changes, GwCatalogueChange, i), error))
      return FALSE;
  return job->import->class_scheme == NULL ||
         gw_store_city_set_class_scheme (writer, job->import->class_scheme, error);
}

/* A city without classes, or with one that cannot be timed, would be of no use. */
static gboolean
check_result (ImportJob *job, GwStoreWriter *writer, GError **error)
{
  g_autoptr (GwCatalogueBook) book =
      gw_store_catalogue_load (gw_store_writer_get_reader (writer), error);
  g_autoptr (GwCatalogue) catalogue = NULL;

  if (book == NULL)
    return FALSE;
  catalogue = gw_catalogue_new_from_book (book, job->class_scheme, job->today, error);
  if (catalogue == NULL || !gw_catalogue_check (catalogue, error))
    return FALSE;
  if (gw_catalogue_size (catalogue) > 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_TABLE, "scheme",
                     "the city's scheme %s would have no class", job->class_scheme);
  return FALSE;
}

gboolean
gw_catalogue_import_write (const GwChangeNote *note, const GwCatalogueImport *import,
                           const GwCatalogueBook *stored, const char *class_scheme,
                           guint32 today, GwCatalogueCounts *ret_counts, GError **error)
{
  ImportJob job = { .import = import, .class_scheme = class_scheme, .today = today };

  gw_catalogue_book_check (import->book, stored, today, import->faults);
  if (has_faults (import))
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, NULL, "the catalogue has faults");
      return FALSE;
    }
  if (!apply (&job, note, stored, error) || !check_result (&job, note->writer, error))
    return FALSE;
  *ret_counts = job.counts;
  return TRUE;
}

static gboolean
import_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  ImportJob *job = data;
  const GwChangeNote note = { .writer = writer, .at = job->now_ms };
  g_autoptr (GwCatalogueBook) stored =
      gw_store_catalogue_load (gw_store_writer_get_reader (writer), error);

  return stored != NULL &&
         gw_catalogue_import_write (&note, job->import, stored, job->class_scheme,
                                    job->today, &job->counts, error);
}

gboolean
gw_setup_import_catalogue (GwService *service, const GwCatalogueImport *import,
                           GwCatalogueCounts *ret_counts, GError **error)
{
  const GwSnapshot *snapshot = service->snapshot;
  ImportJob job = { .import = import,
                    .class_scheme = import->class_scheme != NULL
                                        ? import->class_scheme
                                        : gw_snapshot_city (snapshot)->class_scheme };
  GError *local = NULL;

  job.now_ms = gw_service_now (service);
  job.today = gw_calendar_local_date (gw_snapshot_calendar (snapshot), job.now_ms);
  if (!gw_store_write (service->store, import_thread, &job, &local))
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  if (ret_counts != NULL)
    *ret_counts = job.counts;
  return gw_service_reload (service, error);
}

GwCatalogueBook *
gw_setup_load_catalogue (GwService *service, GError **error)
{
  GError *local = NULL;
  GwCatalogueBook *book = gw_store_catalogue_load (gw_store_read (service->store), &local);

  if (book == NULL)
    gw_service_propagate_error (error, local);
  return book;
}
