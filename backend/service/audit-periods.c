/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the months of the statistics were closed as the file says. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/audit-periods.h"

#include "backend/service/period-freeze.h"

static void
tell (const char *what, const GwHash *stored, const GwHash *computed,
      GwAuditRowFunc differs, gpointer user_data)
{
  g_autofree char *a = stored != NULL ? gw_hash_to_text (stored) : g_strdup ("none");
  g_autofree char *b = computed != NULL ? gw_hash_to_text (computed) : g_strdup ("none");

  differs (what, a, b, user_data);
}

static gboolean
audit_seal (GwStoreReader *reader, const GwPeriodActRecord *act, GwAuditRowFunc differs,
            gpointer user_data, GError **error)
{
  g_autoptr (GwChainPieces) pieces = gw_chain_pieces_new ();
  g_autofree char *what = g_strdup_printf ("period_act %" G_GINT64_FORMAT, act->id);
  GwSealContent seal = { 0 };
  guint position = 0;
  gboolean found;
  GwHash stored;

  gw_chain_add_period (pieces, act);
  gw_chain_next (pieces, &position, &seal);
  if (!gw_store_seal_content (reader, act->seal_id, &stored, &found, error))
    return FALSE;
  if (!found || !gw_hash_equal (&stored, &seal.content))
    tell (what, found ? &stored : NULL, &seal.content, differs, user_data);
  return TRUE;
}

/* A GwPeriodFigureFunc. */
static gboolean
add_row (const GwPeriodFigure *figure, gpointer data, GError **error)
{
  gw_period_digest_add (data, figure);
  return TRUE;
}

/* act: the last lock of its month. */
static gboolean
audit_frozen (GwStoreReader *reader, const GwPeriodActRecord *act, GwAuditRowFunc differs,
              gpointer user_data, GError **error)
{
  g_autoptr (GwPeriodDigest) digest = gw_period_digest_new ();
  g_autofree char *what = g_strdup_printf ("period_figure %u", act->month);
  gint64 n_rows;
  GwHash hash;

  if (!gw_store_period_figures (reader, act->month, add_row, digest, error))
    return FALSE;
  gw_period_digest_get (digest, &hash, &n_rows);
  if (!act->has_digest || !gw_hash_equal (&hash, &act->digest) || n_rows != act->n_rows)
    tell (what, &hash, act->has_digest ? &act->digest : NULL, differs, user_data);
  return TRUE;
}

static gboolean
is_last_lock (const GPtrArray *acts, guint index)
{
  const GwPeriodActRecord *act = g_ptr_array_index (acts, index);

  if (act->action != GW_PERIOD_LOCK)
    return FALSE;
  for (guint i = index + 1; i < acts->len; i++)
    {
      const GwPeriodActRecord *later = g_ptr_array_index (acts, i);

      if (later->month == act->month && later->action == GW_PERIOD_LOCK)
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_audit_periods (GwStoreReader *reader, GwAuditRowFunc differs, gpointer user_data,
                  GError **error)
{
  g_autoptr (GPtrArray) acts = gw_store_period_acts (reader, 0, error);
  g_autoptr (GPtrArray) strays = g_ptr_array_new_with_free_func (g_free);

  if (acts == NULL || !gw_store_period_strays (reader, strays, error))
    return FALSE;
  for (guint i = 0; i < acts->len; i++)
    if (!audit_seal (reader, g_ptr_array_index (acts, i), differs, user_data, error) ||
        (is_last_lock (acts, i) &&
         !audit_frozen (reader, g_ptr_array_index (acts, i), differs, user_data, error)))
      return FALSE;
  for (guint i = 0; i < strays->len; i++)
    differs (g_ptr_array_index (strays, i), "a row", "none", user_data);
  return TRUE;
}
