/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of the catalogue are read by readers and workers, and written by the writer. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/catalogue-draft.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/csv.h"
#include "backend/service/service-private.h"
#include "backend/store/catalogue-store.h"

typedef struct
{
  GwService *service;
  gint64 person_id;
  guint32 today;
  char *class_scheme;
  char *version;
  gboolean replace;
  gboolean dry_run;
  GwCatalogueEdit *edit; /* or NULL */
  char *fields[GW_CATALOGUE_MAX_FIELDS + 2];
  GBytes *files[GW_CATALOGUE_FILES_MAX];
  GwCatalogueBook *book;
  GwCatalogueOutcome outcome;
  GwCatalogueDraftFunc done;
  gpointer user_data;
} Job;

static void
job_free (Job *job)
{
  for (guint i = 0; i < G_N_ELEMENTS (job->fields); i++)
    g_free (job->fields[i]);
  for (guint i = 0; i < job->outcome.n_files; i++)
    {
      g_clear_pointer (&job->files[i], g_bytes_unref);
      gw_faults_free (job->outcome.faults[i]);
    }
  g_free (job->edit);
  g_free (job->class_scheme);
  g_free (job->version);
  gw_catalogue_book_free (job->book);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
add_file (Job *job, GBytes *bytes)
{
  guint n = job->outcome.n_files++;

  job->files[n] = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  job->outcome.faults[n] = gw_faults_new ();
}

/* NULL with FORBIDDEN. */
static Job *
job_new (GwService *service, const GwPerson *user, GwCatalogueDraftFunc done,
         gpointer user_data, GError **error)
{
  const GwSnapshot *snapshot = service->snapshot;
  Job *job;

  if ((user->roles & GW_ROLE_ADMIN) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                         "the catalogue is an administrator's");
      return NULL;
    }
  job = g_new0 (Job, 1);
  job->service = service;
  job->person_id = user->id;
  job->today =
      gw_calendar_local_date (gw_snapshot_calendar (snapshot), gw_service_now (service));
  job->class_scheme = g_strdup (gw_snapshot_city (snapshot)->class_scheme);
  job->book = gw_catalogue_book_new ();
  job->done = done;
  job->user_data = user_data;
  return job;
}

char *
gw_catalogue_version (const GwCatalogueBook *book)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint table = 0; table < GW_N_TABLES; table++)
    for (guint i = 0; i < book->rows[table]->len; i++)
      {
        const GwCatalogueRow *row = g_ptr_array_index (book->rows[table], i);
        char text[64];

        g_snprintf (text, sizeof text, "%u/%" G_GINT64_FORMAT "/%u\n", table, row->id,
                    row->valid_to);
        g_checksum_update (sum, (const guchar *)text, -1);
      }
  return g_strndup (g_checksum_get_string (sum), 16);
}

/* --- one version ------------------------------------------------------------------------ */

static gboolean
fail_stale (GError **error, gint64 current)
{
  gw_case_error_set (error, GW_CASE_ERROR_STALE_VERSION, "id",
                     "another version is valid now");
  if (error != NULL)
    gw_case_error_set_value (*error, current);
  return FALSE;
}

/* NULL with NOT_FOUND, or STALE_VERSION unless it is the latest and goes on. */
static const GwCatalogueRow *
find_version (const Job *job, const GwCatalogueBook *stored, GError **error)
{
  const GPtrArray *rows = stored->rows[job->edit->table];
  const GwCatalogueRow *found = NULL;
  g_autofree char *key = NULL;

  for (guint i = 0; found == NULL && i < rows->len; i++)
    if (((const GwCatalogueRow *)g_ptr_array_index (rows, i))->id == job->edit->id)
      found = g_ptr_array_index (rows, i);
  if (found == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL, "there is no such version");
      return NULL;
    }
  key = gw_catalogue_row_key (job->edit->table, found);
  for (guint i = 0; i < rows->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (rows, i);
      g_autofree char *other = gw_catalogue_row_key (job->edit->table, row);

      if (row != found && row->valid_from >= found->valid_from &&
          strcmp (key, other) == 0 &&
          (row->valid_to == 0 || row->valid_to > row->valid_from))
        return fail_stale (error, row->id) ? found : NULL;
    }
  if (found->valid_to != 0 && found->valid_to <= job->today)
    return fail_stale (error, found->id) ? found : NULL;
  return found;
}

/* A file of the one row as it is to be. */
static gboolean
make_file (Job *job, const GwCatalogueBook *stored, GError **error)
{
  GwCatalogueTable table = job->edit->table;
  const GwCatalogueRow *row = find_version (job, stored, error);
  guint n = gw_catalogue_table_n_fields (table);
  GString *csv;

  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < gw_catalogue_table_n_key (table); i++)
    if (job->fields[i] != NULL && strcmp (job->fields[i], row->fields[i]) != 0)
      {
        gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE,
                           gw_catalogue_table_column (table, i),
                           "what names it cannot be changed");
        return FALSE;
      }
  csv = g_string_new (NULL);
  for (guint i = 0; i < n + 2; i++)
    g_string_append_printf (csv, "%s%s", i > 0 ? "," : "",
                            gw_catalogue_table_column (table, i));
  for (guint i = 0; i < n + 2; i++)
    {
      const char *text = job->fields[i];

      g_string_append_c (csv, i > 0 ? ',' : '\n');
      gw_csv_append_field (csv, text != NULL ? text : i < n ? row->fields[i] : "");
    }
  g_string_append_c (csv, '\n');
  job->files[0] = g_string_free_to_bytes (csv);
  return TRUE;
}

/* --- any thread ------------------------------------------------------------------------- */

static void
read_files (Job *job)
{
  for (guint i = 0; i < job->outcome.n_files; i++)
    {
      gsize length;
      const char *text = g_bytes_get_data (job->files[i], &length);

      gw_catalogue_book_read (job->book, i, text, length, job->outcome.faults[i]);
    }
}

static void
count_faults (Job *job)
{
  job->outcome.n_faults = 0;
  for (guint i = 0; i < job->outcome.n_files; i++)
    {
      gw_faults_sort (job->outcome.faults[i]);
      job->outcome.n_faults += job->outcome.faults[i]->n;
    }
}

static void
count_changes (Job *job, const GwCatalogueBook *stored)
{
  g_autoptr (GArray) changes =
      gw_catalogue_book_plan (job->book, stored, job->today, job->replace);

  for (guint i = 0; i < changes->len; i++)
    {
      const GwCatalogueChange *change = &g_array_index (changes, GwCatalogueChange, i);

      job->outcome.counts.ended[change->table] += change->id != 0;
      job->outcome.counts.added[change->table] += change->id == 0;
    }
}

/* Reads the wish, and, when it is only to be judged, judges it. */
static gboolean
judge_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GwCatalogueBook) stored = gw_store_catalogue_load (reader, error);

  if (stored == NULL || (job->edit != NULL && !make_file (job, stored, error)))
    return FALSE;
  read_files (job);
  count_faults (job);
  if (!job->dry_run || job->outcome.n_faults > 0)
    return TRUE;
  gw_catalogue_book_check (job->book, stored, job->today, job->outcome.faults);
  count_faults (job);
  if (job->outcome.n_faults == 0)
    count_changes (job, stored);
  return TRUE;
}

static gboolean
check_version (Job *job, const GwCatalogueBook *stored, GError **error)
{
  g_autofree char *version = NULL;

  if (job->edit != NULL && find_version (job, stored, error) == NULL)
    return FALSE;
  if (job->version == NULL)
    return TRUE;
  version = gw_catalogue_version (stored);
  if (strcmp (version, job->version) == 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_STALE_VERSION, "version",
                     "the catalogue was changed meanwhile");
  return FALSE;
}

static gboolean
publish_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  const GwCatalogueImport import = { .book = job->book,
                                     .faults = job->outcome.faults,
                                     .n_files = job->outcome.n_files,
                                     .replace = job->replace };
  const GwChangeNote note = { writer, gw_service_now (job->service), job->person_id };
  g_autoptr (GwCatalogueBook) stored =
      gw_store_catalogue_load (gw_store_writer_get_reader (writer), error);

  return stored != NULL && check_version (job, stored, error) &&
         gw_catalogue_import_write (&note, &import, stored, job->class_scheme, job->today,
                                    &job->outcome.counts, error);
}

/* --- the main context ------------------------------------------------------------------- */

/* Takes the job. Faults are no error: they are told. */
static void
finish (Job *job, const GError *error)
{
  g_autoptr (GError) translated = NULL;

  count_faults (job);
  if (error != NULL && job->outcome.n_faults == 0)
    translated = gw_service_translate_error (error);
  job->done (translated == NULL ? &job->outcome : NULL, translated, job->user_data);
  job_free (job);
}

static void
reloaded_cb (const GError *error, gpointer data)
{
  finish (data, error);
}

static void
published_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;

  if (error != NULL)
    finish (job, error);
  /* Else the next second brings it. */
  else if (!gw_service_reload_async (job->service, reloaded_cb, job))
    finish (job, NULL);
}

static void
judged_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GError) local = NULL;

  if (error != NULL || job->dry_run || job->outcome.n_faults > 0)
    finish (job, error);
  else if (!gw_store_write_async (job->service->store, publish_thread, job, NULL,
                                  published_cb, NULL))
    {
      gw_service_fail_overloaded (&local);
      finish (job, local);
    }
}

/* Takes the job, also when it fails. */
static gboolean
start (Job *job, GError **error)
{
  if (gw_store_read_async (job->service->store, judge_thread, job, NULL, judged_cb, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}

gboolean
gw_catalogue_draft_import (GwService *service, const GwPerson *user,
                           const GwCatalogueWish *wish, GwCatalogueDraftFunc done,
                           gpointer user_data, GError **error)
{
  Job *job = job_new (service, user, done, user_data, error);

  if (job == NULL)
    return FALSE;
  for (guint i = 0; i < wish->n_files; i++)
    add_file (job, wish->files[i]);
  job->replace = wish->replace;
  job->dry_run = wish->dry_run;
  job->version = g_strdup (wish->version);
  return start (job, error);
}

gboolean
gw_catalogue_draft_edit (GwService *service, const GwPerson *user,
                         const GwCatalogueEdit *edit, GwCatalogueDraftFunc done,
                         gpointer user_data, GError **error)
{
  Job *job = job_new (service, user, done, user_data, error);

  if (job == NULL)
    return FALSE;
  add_file (job, NULL);
  job->edit = g_memdup2 (edit, sizeof *edit);
  for (guint i = 0; i < G_N_ELEMENTS (job->fields); i++)
    job->fields[i] = g_strdup (edit->fields[i]);
  return start (job, error);
}

/* --- looking ---------------------------------------------------------------------------- */

typedef struct
{
  GwCatalogueBook *book;
  GwCatalogueBookFunc done;
  gpointer user_data;
} ReadJob;

static gboolean
load_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  ReadJob *job = data;

  job->book = gw_store_catalogue_load (reader, error);
  return job->book != NULL;
}

static void
loaded_cb (gpointer data, const GError *error, gpointer user_data)
{
  ReadJob *job = data;
  g_autoptr (GError) translated = error != NULL ? gw_service_translate_error (error) : NULL;

  job->done (job->book, translated, job->user_data);
  g_clear_pointer (&job->book, gw_catalogue_book_free);
  g_free (job);
}

gboolean
gw_catalogue_draft_read (GwService *service, GwCatalogueBookFunc done, gpointer user_data,
                         GError **error)
{
  ReadJob *job = g_new0 (ReadJob, 1);

  job->done = done;
  job->user_data = user_data;
  if (gw_store_read_async (service->store, load_thread, job, NULL, loaded_cb, NULL))
    return TRUE;
  g_free (job);
  return gw_service_fail_overloaded (error);
}
