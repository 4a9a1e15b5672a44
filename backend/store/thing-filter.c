/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which things a question is about. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/thing-filter.h"

void
gw_thing_filter_clear (GwThingFilter *filter)
{
  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    g_clear_pointer (&filter->ids[i], gw_id_set_free);
}

void
gw_thing_filter_set_only (GwThingFilter *filter, GwThingKey key, gint64 id)
{
  g_clear_pointer (&filter->ids[key], gw_id_set_free);
  filter->ids[key] = gw_id_set_new_of (&id, 1);
}

guint
gw_thing_filter_keys (const GwThingFilter *filter)
{
  guint keys = 0;

  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    keys |= filter->ids[i] != NULL ? GW_THING_BIT (i) : 0;
  return keys;
}

gboolean
gw_thing_filter_may_pass (const GwThingFilter *filter)
{
  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    if (filter->ids[i] != NULL && filter->ids[i]->n_ids == 0)
      return FALSE;
  return TRUE;
}

gboolean
gw_thing_filter_has (const GwThingFilter *filter, const GwThing *thing)
{
  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    if (filter->ids[i] != NULL && !gw_id_set_has (filter->ids[i], thing->keys[i]))
      return FALSE;
  return TRUE;
}
