/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indicators and score schemes of the city: its own, or those that every city has. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/service/service-private.h"
#include "backend/service/setup.h"
#include "backend/service/snapshot-private.h"
#include "backend/store/setting-store.h"

/* Kept beside the settings, as text. */
#define INDICATORS "statistics.indicators"
#define SCHEMES "statistics.schemes"

static void
books_free (gpointer data)
{
  GwBooks *books = data;

  gw_indicator_book_unref (books->indicators);
  gw_score_book_unref (books->scores);
  g_free (books);
}

static const char *
find_text (const GPtrArray *records, const char *name)
{
  for (guint i = 0; i < records->len; i++)
    {
      const GwSettingRecord *record = g_ptr_array_index (records, i);

      if (strcmp (record->name, name) == 0)
        return record->value;
    }
  return NULL;
}

/* What a newer version wrote and cannot be read here decides nothing. */
void
gw_snapshot_load_books (GwSnapshot *snapshot, const GPtrArray *records)
{
  const char *indicators = find_text (records, INDICATORS);
  const char *schemes = find_text (records, SCHEMES);
  g_autoptr (GwFaults) faults = gw_faults_new ();
  GwBooks *books = g_new0 (GwBooks, 1);

  if (indicators != NULL)
    books->indicators = gw_indicator_book_read (indicators, strlen (indicators), faults);
  if (books->indicators == NULL)
    books->indicators = gw_indicator_book_ref (gw_indicator_book_built_in ());
  if (schemes != NULL)
    books->scores =
        gw_score_book_read (schemes, strlen (schemes), books->indicators, faults);
  if (books->scores == NULL)
    books->scores = gw_score_book_ref (gw_score_book_built_in ());
  if (faults->n > 0)
    g_message ("the city's own indicators or score schemes cannot be read: the built-in "
               "ones are in force");
  if (snapshot->all_books == NULL)
    snapshot->all_books = g_ptr_array_new_with_free_func (books_free);
  g_ptr_array_add (snapshot->all_books, books);
  g_atomic_pointer_set (&snapshot->books, books);
}

const GwIndicatorBook *
gw_snapshot_indicators (const GwSnapshot *snapshot)
{
  GwBooks *books = g_atomic_pointer_get (&((GwSnapshot *)snapshot)->books);

  return books->indicators;
}

const GwScoreBook *
gw_snapshot_scores (const GwSnapshot *snapshot)
{
  GwBooks *books = g_atomic_pointer_get (&((GwSnapshot *)snapshot)->books);

  return books->scores;
}

/* ---- import ---- */

typedef struct
{
  const char *name;
  char *text;
} Import;

static gboolean
import_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  const Import *import = data;

  return gw_store_setting_set (writer, import->name, import->text, error);
}

static gboolean
import_text (GwService *service, const char *name, char *text, GError **error)
{
  Import import = { name, text };
  GError *local = NULL;

  if (gw_store_write (service->store, import_thread, &import, &local))
    {
      gw_service_follow_changes (service);
      return TRUE;
    }
  gw_service_propagate_error (error, local);
  return FALSE;
}

gboolean
gw_setup_import_indicators (GwService *service, const GwIndicatorBook *book, GError **error)
{
  g_autofree char *text = gw_indicator_book_to_csv (book);

  return import_text (service, INDICATORS, text, error);
}

gboolean
gw_setup_import_scores (GwService *service, const GwScoreBook *scores, GError **error)
{
  g_autofree char *text = gw_score_book_to_csv (scores);

  return import_text (service, SCHEMES, text, error);
}
