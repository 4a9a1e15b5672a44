/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of the city someone sees. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/scope.h"

gboolean
gw_scope_has (const GwPerson *user, const GwArea *area)
{
  return user->area_id == 0 || gw_area_is_within (area, user->area_id);
}

gboolean
gw_scope_has_cell (const GwPerson *user, const GwCell *cell)
{
  return gw_scope_has (user, cell->community);
}

gboolean
gw_scope_is_limited (const GwPerson *user, const GwSnapshot *snapshot)
{
  const GwArea *root =
      gw_snapshot_n_areas (snapshot) > 0 ? gw_snapshot_area (snapshot, 0) : NULL;

  while (root != NULL && root->parent != NULL)
    root = root->parent;
  return user->area_id != 0 && (root == NULL || root->id != user->area_id);
}

GHashTable *
gw_scope_duty_grids (const GwPerson *user, const GwSnapshot *snapshot)
{
  GHashTable *duty_grids = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < gw_snapshot_n_cells (snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell (snapshot, i);

      if (cell->duty_grid != NULL && gw_scope_has_cell (user, cell))
        g_hash_table_add (duty_grids, (gpointer)cell->duty_grid);
    }
  return duty_grids;
}
