/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom to ask for a task, and why. */
#define G_LOG_DOMAIN "gridward-service"

#include <math.h>

#include "backend/service/duty-private.h"
#include "gis/projection.h"

#define MS_PER_MINUTE G_GINT64_CONSTANT (60000)

/* What is looked for, and what was found. */
typedef struct
{
  const GwDuty *duty;
  GwFixed point;
  gint64 now_ms;
  const GArray *asked; /* gint64, or NULL */
  guint n_left;        /* on duty and not asked yet */
  gint64 found;        /* person id, 0: nobody */
  double distance_m;
  gint64 age_ms; /* of the position */
} Search;

static gboolean
was_asked (const Search *search, gint64 person_id)
{
  for (guint i = 0; search->asked != NULL && i < search->asked->len; i++)
    {
      if (g_array_index (search->asked, gint64, i) == person_id)
        return TRUE;
    }
  return FALSE;
}

static double
distance_m (GwFixed a, GwFixed b)
{
  return gw_distance_m (gw_fixed_to_lon_lat (a), gw_fixed_to_lon_lat (b));
}

static void
find_nearest (Search *search)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, search->duty->on_duty);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 person_id = *(const gint64 *)key;
      const GwLastPosition *last = g_hash_table_lookup (search->duty->last, key);
      double distance;

      if (was_asked (search, person_id))
        continue;
      search->n_left++;
      if (last == NULL ||
          !gw_position_is_fresh (search->duty, &last->record, search->now_ms))
        continue;
      distance = distance_m (last->record.position, search->point);
      /* Of two at the same place always the same one. */
      if (search->found != 0 &&
          (distance > search->distance_m ||
           (distance == search->distance_m && person_id > search->found)))
        continue;
      search->found = person_id;
      search->distance_m = distance;
      search->age_ms = MAX (search->now_ms - last->record.at, 0);
    }
}

/* Who is signed in to the duty grid of the point, its own inspector before others. */
static const GwDutyGrid *
find_in_duty_grid (Search *search)
{
  const GwDuty *duty = search->duty;
  const GwCell *cell = gw_snapshot_find_cell (duty->snapshot, search->point);
  GHashTableIter iter;
  gpointer value;

  if (cell == NULL || cell->duty_grid == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, duty->on_duty);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwDutyRecord *record = value;
      gboolean own = record->person_id == cell->duty_grid->inspector_id;

      if (record->duty_grid_id != cell->duty_grid->id ||
          was_asked (search, record->person_id))
        continue;
      if (search->found == 0 || own ||
          (search->found != cell->duty_grid->inspector_id &&
           record->person_id < search->found))
        search->found = record->person_id;
    }
  return search->found != 0 ? cell->duty_grid : NULL;
}

/* --- in words ------------------------------------------------------------------------- */

static GwReason *
explain_nearest (const Search *search)
{
  /* To ten metres: positions are not better than that. */
  int metres = (int)(round (search->distance_m / 10) * 10);
  int minutes = (int)(search->age_ms / MS_PER_MINUTE);

  return gw_reason_new_take (
      g_strdup_printf ("在岗且未问过的 %u 名监督员中最近：约 %d 米，位置为 %d 分钟前",
                       search->n_left, metres, minutes),
      g_strdup_printf ("Nearest of %u on duty not asked yet: about %d m away, position "
                       "%d min old",
                       search->n_left, metres, minutes));
}

static GwReason *
explain_duty_grid (const GwDutyGrid *duty_grid)
{
  return gw_reason_new_take (
      g_strdup_printf ("没有新近的位置：责任网格 %s 的在岗监督员", duty_grid->code),
      g_strdup_printf ("No recent positions: on duty in the duty grid %s",
                       duty_grid->code));
}

static GwReason *
explain_nobody (const Search *search)
{
  guint n_asked = search->asked != NULL ? search->asked->len : 0;

  if (n_asked > 0)
    return gw_reason_new_take (
        g_strdup_printf ("已问过 %u 名监督员，均未接受：任何监督员均可接受", n_asked),
        g_strdup_printf ("%u asked, none took it: any inspector may", n_asked));
  if (search->n_left > 0)
    return gw_reason_new_take (
        g_strdup ("附近没有在岗监督员的新近位置：任何监督员均可接受"),
        g_strdup ("Nobody on duty is known to be near: any inspector may take it"));
  return gw_reason_new_take (g_strdup ("无监督员在岗：任何监督员均可接受"),
                             g_strdup ("Nobody is on duty: any inspector may take it"));
}

void
gw_duty_choose (GwService *service, GwFixed point, const GArray *asked,
                GwTaskOffer *ret_offer)
{
  GwDuty *duty = service->duty;
  Search search = {
    .duty = duty, .point = point, .now_ms = gw_service_now (service), .asked = asked
  };
  const GwDutyGrid *duty_grid = NULL;

  g_mutex_lock (&duty->lock);
  find_nearest (&search);
  if (search.found != 0)
    ret_offer->why = explain_nearest (&search);
  else
    duty_grid = find_in_duty_grid (&search);
  if (duty_grid != NULL)
    ret_offer->why = explain_duty_grid (duty_grid);
  else if (search.found == 0)
    ret_offer->why = explain_nobody (&search);
  ret_offer->person = search.found;
  g_mutex_unlock (&duty->lock);
}
