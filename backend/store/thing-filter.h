/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which things a question is about: of each key the ids that pass. */
#pragma once

#include "backend/store/figure-store.h"
#include "backend/store/id-set.h"

G_BEGIN_DECLS

typedef struct
{
  GwIdSet *ids[GW_N_THING_KEYS]; /* NULL: all */
} GwThingFilter;

/* Frees its sets. */
void gw_thing_filter_clear (GwThingFilter *filter);
/* Nothing but this id passes; what passed before is forgotten. */
void gw_thing_filter_set_only (GwThingFilter *filter, GwThingKey key, gint64 id);
/* GW_THING_BIT() of each key that not everything passes. */
guint gw_thing_filter_keys (const GwThingFilter *filter);
/* FALSE: of some key no id passes. */
gboolean gw_thing_filter_may_pass (const GwThingFilter *filter);
gboolean gw_thing_filter_has (const GwThingFilter *filter, const GwThing *thing);

/* The same of what stands at a place of columns. keys: those of the filter. */
static inline gboolean
gw_thing_filter_has_at (const GwThingFilter *filter, guint keys,
                        const guint32 *const *columns, guint position)
{
  for (guint left = keys; left != 0; left &= left - 1)
    {
      guint key = (guint)__builtin_ctz (left);

      if (!gw_id_set_has (filter->ids[key], columns[key][position]))
        return FALSE;
    }
  return TRUE;
}

G_END_DECLS
