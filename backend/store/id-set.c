/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which ids of a table there are. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/id-set.h"

#include <string.h>

GwIdSet *
gw_id_set_new (void)
{
  return g_new0 (GwIdSet, 1);
}

void
gw_id_set_free (GwIdSet *set)
{
  g_free (set->words);
  g_free (set);
}

static void
make_room (GwIdSet *set, gsize n_words)
{
  n_words = MAX (n_words, 2 * set->n_words);
  set->words = g_renew (guint64, set->words, n_words);
  memset (set->words + set->n_words, 0, (n_words - set->n_words) * sizeof *set->words);
  set->n_words = n_words;
}

void
gw_id_set_add (GwIdSet *set, gint64 id)
{
  gsize word = (gsize)id / 64;

  g_return_if_fail (id >= 0);

  if (gw_id_set_has (set, id))
    return;
  if (word >= set->n_words)
    make_room (set, word + 1);
  set->words[word] |= G_GUINT64_CONSTANT (1) << (id % 64);
  set->n_ids++;
}

GwIdSet *
gw_id_set_new_of (const gint64 *ids, guint n_ids)
{
  GwIdSet *set = gw_id_set_new ();

  for (guint i = 0; i < n_ids; i++)
    gw_id_set_add (set, ids[i]);
  return set;
}
