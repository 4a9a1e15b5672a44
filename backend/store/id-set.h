/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which ids of a table there are, or small numbers: a bit for each, since they are dense. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 *words; /* 64 ids each */
  gsize n_words;
  guint n_ids;
} GwIdSet;

GwIdSet *gw_id_set_new (void);
GwIdSet *gw_id_set_new_of (const gint64 *ids, guint n_ids);
void gw_id_set_free (GwIdSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwIdSet, gw_id_set_free)
/* id >= 0. Costs the room of the largest one. */
void gw_id_set_add (GwIdSet *set, gint64 id);

static inline gboolean
gw_id_set_has (const GwIdSet *set, gint64 id)
{
  return id >= 0 && (guint64)id / 64 < set->n_words &&
         (set->words[id / 64] >> (id % 64) & 1) != 0;
}

G_END_DECLS
