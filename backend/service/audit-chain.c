/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following the chain of the journal. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/audit-chain.h"

#include "backend/service/audit.h"
#include "backend/service/service-private.h"

#define LAST_DAY G_MAXUINT32 /* also of days that there are not */

/* ---- the seals of a case --------------------------------------------------------------- */

static void
differ_seal (gint64 seq, const GwHash *stored, const GwHash *computed,
             GwAuditRowFunc differs, gpointer user_data)
{
  g_autofree char *what = g_strdup_printf ("seal of event %" G_GINT64_FORMAT, seq);
  g_autofree char *a = stored != NULL ? gw_hash_to_text (stored) : g_strdup ("none");
  g_autofree char *b = computed != NULL ? gw_hash_to_text (computed) : g_strdup ("none");

  differs (what, a, b, user_data);
}

/* Both in the order of the journal. */
static void
compare_seals (const GwChainPieces *pieces, const GPtrArray *events, GwAuditRowFunc differs,
               gpointer user_data)
{
  GwSealContent seal;
  guint position = 0;
  guint i = 0;

  while (gw_chain_next (pieces, &position, &seal))
    {
      gint64 seq = seal.id / GW_SEALS_PER_EVENT;
      const GwJournalEvent *event = i < events->len ? g_ptr_array_index (events, i) : NULL;

      if (event == NULL || event->event.seq != seq)
        {
          differ_seal (seq, NULL, &seal.content, differs, user_data);
          continue;
        }
      i++;
      if (!event->has_seal || !gw_hash_equal (&event->seal, &seal.content))
        differ_seal (seq, event->has_seal ? &event->seal : NULL, &seal.content, differs,
                     user_data);
    }
}

gboolean
gw_audit_case_seals (GwStoreReader *reader, const GwCaseRecord *record,
                     const GPtrArray *events, GwAuditRowFunc differs, gpointer user_data,
                     GError **error)
{
  g_autoptr (GwChainPieces) pieces = gw_chain_pieces_new ();

  if (!gw_chain_add_case (pieces, reader, record, events, error))
    return FALSE;
  gw_chain_sort (pieces);
  compare_seals (pieces, events, differs, user_data);
  return TRUE;
}

/* ---- the whole chain ------------------------------------------------------------------- */

typedef struct
{
  GwChainHead head;
  gint64 next_seq;     /* that has no seal yet */
  GArray *days;        /* GwAnchorRecord, as they should be in the file */
  GHashTable *anchors; /* ids of seals -> GwAnchorRecord that was noted elsewhere */
  GwAuditRowFunc differs;
  gpointer user_data;
} Chain;

static void
differ_hash (Chain *self, const char *what, gint64 id, const GwHash *stored,
             const GwHash *computed)
{
  g_autofree char *name = g_strdup_printf ("%s %" G_GINT64_FORMAT, what, id);
  g_autofree char *a = stored != NULL ? gw_hash_to_text (stored) : g_strdup ("none");
  g_autofree char *b = computed != NULL ? gw_hash_to_text (computed) : g_strdup ("none");

  self->differs (name, a, b, self->user_data);
}

static void
differ_number (Chain *self, const char *what, gint64 id, gint64 stored, gint64 computed)
{
  g_autofree char *name = g_strdup_printf ("%s %" G_GINT64_FORMAT, what, id);
  g_autofree char *a = g_strdup_printf ("%" G_GINT64_FORMAT, stored);
  g_autofree char *b = g_strdup_printf ("%" G_GINT64_FORMAT, computed);

  self->differs (name, a, b, self->user_data);
}

/* Every event has one seal; others come between. */
static void
follow_number (Chain *self, gint64 id)
{
  gint64 seq = id / GW_SEALS_PER_EVENT;

  if (id % GW_SEALS_PER_EVENT != 0)
    return;
  if (seq != self->next_seq)
    differ_number (self, "chain: seal of event", self->next_seq, seq, self->next_seq);
  self->next_seq = seq + 1;
}

/* What was noted elsewhere of this seal. */
static void
compare_anchor (Chain *self)
{
  const GwAnchorRecord *anchor = g_hash_table_lookup (self->anchors, &self->head.id);

  if (anchor == NULL)
    return;
  if (anchor->day != self->head.day)
    differ_number (self, "exported anchor of day", anchor->day, self->head.day,
                   anchor->day);
  if (!gw_hash_equal (&anchor->hash, &self->head.hash))
    differ_hash (self, "exported anchor of day", anchor->day, &self->head.hash,
                 &anchor->hash);
  g_hash_table_remove (self->anchors, &self->head.id);
}

/* A GwSealFunc. What is stored is gone on with: each fault is told once. */
static gboolean
follow_seal (const GwSealRecord *seal, gpointer data, GError **error)
{
  Chain *self = data;
  GwChainHead next = self->head;

  follow_number (self, seal->id);
  if (self->head.day != 0 && seal->day > self->head.day)
    g_array_append_val (self->days, self->head);
  gw_chain_extend (&next, seal->id, &seal->content, seal->day);
  if (next.day != seal->day)
    differ_number (self, "chain: day of seal", seal->id, seal->day, next.day);
  if (!gw_hash_equal (&next.hash, &seal->hash))
    differ_hash (self, "chain: seal", seal->id, &seal->hash, &next.hash);
  self->head = (GwChainHead){ seal->id, seal->day, seal->hash };
  compare_anchor (self);
  return TRUE;
}

/* Both by ascending day. */
static void
compare_days (Chain *self, const GArray *stored)
{
  guint i = 0, j = 0;

  while (i < stored->len || j < self->days->len)
    {
      const GwAnchorRecord *a =
          i < stored->len ? &g_array_index (stored, GwAnchorRecord, i) : NULL;
      const GwAnchorRecord *b =
          j < self->days->len ? &g_array_index (self->days, GwAnchorRecord, j) : NULL;
      gint64 order = a == NULL ? 1 : -1;

      if (a != NULL && b != NULL)
        order = (gint64)a->day - b->day;
      if (order == 0 && a->id != b->id)
        differ_number (self, "anchor of day", a->day, a->id, b->id);
      else if (order != 0 || !gw_hash_equal (&a->hash, &b->hash))
        differ_hash (self, "anchor of day", order <= 0 ? a->day : b->day,
                     order <= 0 ? &a->hash : NULL, order >= 0 ? &b->hash : NULL);
      i += order <= 0;
      j += order >= 0;
    }
}

static void
tell_missing_anchors (Chain *self)
{
  GHashTableIter iter;
  gpointer anchor;

  g_hash_table_iter_init (&iter, self->anchors);
  while (g_hash_table_iter_next (&iter, NULL, &anchor))
    differ_hash (self, "exported anchor of day", ((GwAnchorRecord *)anchor)->day, NULL,
                 &((GwAnchorRecord *)anchor)->hash);
}

static gboolean
follow_chain (Chain *self, GwStoreReader *reader, gint64 last_seq, GError **error)
{
  g_autoptr (GArray) stored = NULL;

  if (!gw_store_walk_seals (reader, follow_seal, self, error))
    return FALSE;
  if (self->next_seq != last_seq + 1)
    differ_number (self, "chain: seal of event", MIN (self->next_seq, last_seq + 1),
                   self->next_seq - 1, last_seq);
  stored = gw_store_anchor_list (reader, 0, LAST_DAY, error);
  if (stored == NULL)
    return FALSE;
  compare_days (self, stored);
  tell_missing_anchors (self);
  return TRUE;
}

gboolean
gw_audit_chain (GwStoreReader *reader, gint64 last_seq, const GArray *anchors,
                GwAuditRowFunc differs, gpointer user_data, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (GwAnchorRecord));
  g_autoptr (GHashTable) noted = g_hash_table_new (g_int64_hash, g_int64_equal);
  Chain chain = { .next_seq = 1,
                  .days = days,
                  .anchors = noted,
                  .differs = differs,
                  .user_data = user_data };

  for (guint i = 0; anchors != NULL && i < anchors->len; i++)
    {
      GwAnchorRecord *anchor = &g_array_index (anchors, GwAnchorRecord, i);

      g_hash_table_insert (noted, &anchor->id, anchor);
    }
  return follow_chain (&chain, reader, last_seq, error);
}

GArray *
gw_audit_anchors (GwService *service, guint32 from_day, guint32 to_day, GError **error)
{
  GwStoreReader *reader = gw_store_read (service->store);
  GError *local = NULL;
  GArray *anchors = gw_store_anchor_list (reader, from_day, to_day, &local);
  GwAnchorRecord head;

  if (anchors != NULL && !gw_store_chain_head (reader, &head, &local))
    g_clear_pointer (&anchors, g_array_unref);
  if (anchors == NULL)
    gw_service_propagate_error (error, local);
  else if (head.id != 0 && head.day >= from_day && head.day <= to_day)
    g_array_append_val (anchors, head);
  return anchors;
}
