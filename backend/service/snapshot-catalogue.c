/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogues of all code schemes in the snapshot. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/snapshot-private.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/store/catalogue-store.h"

void
gw_snapshot_free_scheme (gpointer data)
{
  GwScheme *scheme = data;

  g_free (scheme->code);
  g_free (scheme->name);
  g_free (scheme->name_en);
  gw_catalogue_unref ((GwCatalogue *)scheme->catalogue);
  g_free (scheme);
}

static gboolean
add_scheme (GwSnapshot *snapshot, const GwCatalogueBook *book, const char *code,
            guint32 today, GError **error)
{
  GwCatalogue *catalogue = gw_catalogue_new_from_book (book, code, today, error);
  GwScheme *scheme;

  if (catalogue == NULL)
    return FALSE;
  scheme = g_new0 (GwScheme, 1);
  scheme->code = g_strdup (code);
  scheme->catalogue = catalogue;
  g_ptr_array_add (snapshot->schemes, scheme);
  return TRUE;
}

/* The last version wins: a scheme that ended is still told when it did. */
static gboolean
describe_scheme (GwSnapshot *snapshot, const GwCatalogueBook *book,
                 const GwCatalogueRow *row, guint32 today, GError **error)
{
  const char *code = row->fields[GW_SCHEME_SCHEME];
  GwScheme *scheme = (GwScheme *)gw_snapshot_scheme (snapshot, code);

  if (scheme == NULL)
    {
      if (!add_scheme (snapshot, book, code, today, error))
        return FALSE;
      scheme = (GwScheme *)gw_snapshot_scheme (snapshot, code);
    }
  g_free (scheme->name);
  g_free (scheme->name_en);
  scheme->name = g_strdup (row->fields[GW_SCHEME_NAME]);
  scheme->name_en = g_strdup (row->fields[GW_SCHEME_NAME_EN]);
  scheme->valid_from = row->valid_from;
  scheme->valid_to = row->valid_to;
  return TRUE;
}

gboolean
gw_snapshot_load_catalogue (GwSnapshot *snapshot, GwStoreReader *reader, guint32 today,
                            GError **error)
{
  g_autoptr (GwCatalogueBook) book = gw_store_catalogue_load (reader, error);
  const char *current = snapshot->city.class_scheme;

  if (book == NULL)
    return FALSE;
  snapshot->catalogue_until = gw_catalogue_book_next_change (book, today);
  /* First, and there even when nobody described it. */
  if (!add_scheme (snapshot, book, current, today, error))
    return FALSE;
  for (guint i = 0; i < book->rows[GW_TABLE_SCHEMES]->len; i++)
    if (!describe_scheme (snapshot, book,
                          g_ptr_array_index (book->rows[GW_TABLE_SCHEMES], i), today,
                          error))
      return FALSE;
  return TRUE;
}

guint
gw_snapshot_n_schemes (const GwSnapshot *snapshot)
{
  return snapshot->schemes->len;
}

const GwScheme *
gw_snapshot_scheme_at (const GwSnapshot *snapshot, guint position)
{
  g_return_val_if_fail (position < snapshot->schemes->len, NULL);
  return g_ptr_array_index (snapshot->schemes, position);
}

const GwScheme *
gw_snapshot_scheme (const GwSnapshot *snapshot, const char *code)
{
  for (guint i = 0; i < snapshot->schemes->len; i++)
    {
      const GwScheme *scheme = g_ptr_array_index (snapshot->schemes, i);

      if (strcmp (scheme->code, code) == 0)
        return scheme;
    }
  return NULL;
}

gboolean
gw_snapshot_is_outdated (const GwSnapshot *snapshot, gint64 now_ms)
{
  return snapshot->catalogue_until != 0 &&
         gw_calendar_local_date (snapshot->calendar, now_ms) >= snapshot->catalogue_until;
}

const GwCatalogue *
gw_snapshot_catalogue (const GwSnapshot *snapshot)
{
  return gw_snapshot_scheme_at (snapshot, 0)->catalogue;
}

const GwCaseClass *
gw_snapshot_class_by_id (const GwSnapshot *snapshot, gint64 id)
{
  return gw_catalogue_find_by_id (gw_snapshot_catalogue (snapshot), id);
}

gint64
gw_snapshot_class_id (const GwSnapshot *snapshot, const GwCaseClass *class)
{
  return class->id;
}

const GwFilingCondition *
gw_snapshot_condition_by_id (const GwSnapshot *snapshot, gint64 id)
{
  return gw_catalogue_find_condition_by_id (gw_snapshot_catalogue (snapshot), id);
}
