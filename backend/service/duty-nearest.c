/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is nearest to a task. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/duty.h"

#include <math.h>

#include "backend/service/duty-private.h"

/* Good for comparing distances within a city; in units of 1e-7 degree of latitude, squared. */
static double
distance_squared (GwFixed a, GwFixed b)
{
  double middle = ((double)a.y + b.y) / 2 / GW_FIXED_PER_DEGREE;
  double dx = ((double)a.x - b.x) * cos (middle * G_PI / 180);
  double dy = (double)a.y - b.y;

  return dx * dx + dy * dy;
}

static gint64
find_nearest (const GwDuty *duty, GwFixed point, gint64 now_ms)
{
  double best = G_MAXDOUBLE;
  gint64 nearest = 0;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, duty->on_duty);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const GwLastPosition *last = g_hash_table_lookup (duty->last, key);
      double distance;

      if (last == NULL || !gw_position_is_fresh (&last->record, now_ms))
        continue;
      distance = distance_squared (last->record.position, point);
      /* Of two at the same place always the same one. */
      if (distance > best || (distance == best && last->person_id > nearest))
        continue;
      best = distance;
      nearest = last->person_id;
    }
  return nearest;
}

/* Who is signed in to the duty grid, its own inspector before others. */
static gint64
find_in_duty_grid (const GwDuty *duty, GwFixed point)
{
  const GwCell *cell = gw_snapshot_find_cell (duty->snapshot, point);
  gint64 found = 0;
  GHashTableIter iter;
  gpointer value;

  if (cell == NULL || cell->duty_grid == NULL)
    return 0;
  if (g_hash_table_contains (duty->on_duty, &cell->duty_grid->inspector_id))
    return cell->duty_grid->inspector_id;
  g_hash_table_iter_init (&iter, duty->on_duty);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwDutyRecord *record = value;

      if (record->duty_grid_id == cell->duty_grid->id &&
          (found == 0 || record->person_id < found))
        found = record->person_id;
    }
  return found;
}

gint64
gw_duty_nearest (GwService *service, GwFixed point)
{
  GwDuty *duty = service->duty;
  gint64 now = gw_service_now (service);
  gint64 person_id;

  g_mutex_lock (&duty->lock);
  person_id = find_nearest (duty, point, now);
  if (person_id == 0)
    person_id = find_in_duty_grid (duty, point);
  g_mutex_unlock (&duty->lock);
  return person_id;
}
