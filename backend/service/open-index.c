/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open cases of a city by the cell that holds them: a list per cell, a table by id. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/open-index.h"

#include <math.h>

#include "gis/projection.h"

/* On the sphere that distances are measured on. */
#define METRES_PER_DEGREE 111195.08
/* A box is never wider than at this cosine of the latitude. */
#define COSINE_MIN 0.01

typedef struct _Entry Entry;
struct _Entry
{
  GwOpenCase open_case;
  guint32 cell; /* GW_CELL_NONE: no cell holds it */
  Entry *next;  /* in the cell */
  Entry *previous;
};

struct _GwOpenIndex
{
  GHashTable *entries; /* id -> Entry */
  GwCellIndex *cells;  /* NULL before the first */
  Entry **first;       /* per cell */
};

GwOpenIndex *
gw_open_index_new (void)
{
  GwOpenIndex *index = g_new0 (GwOpenIndex, 1);

  index->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return index;
}

void
gw_open_index_free (GwOpenIndex *index)
{
  g_hash_table_unref (index->entries);
  g_clear_pointer (&index->cells, gw_cell_index_unref);
  g_free (index->first);
  g_free (index);
}

static void
link_entry (GwOpenIndex *index, Entry *entry)
{
  entry->cell = index->cells != NULL
                    ? gw_cell_index_find (index->cells, entry->open_case.position)
                    : GW_CELL_NONE;
  entry->previous = entry->next = NULL;
  if (entry->cell == GW_CELL_NONE)
    return;
  entry->next = index->first[entry->cell];
  if (entry->next != NULL)
    entry->next->previous = entry;
  index->first[entry->cell] = entry;
}

static void
unlink_entry (GwOpenIndex *index, Entry *entry)
{
  if (entry->cell == GW_CELL_NONE)
    return;
  if (entry->next != NULL)
    entry->next->previous = entry->previous;
  if (entry->previous != NULL)
    entry->previous->next = entry->next;
  else
    index->first[entry->cell] = entry->next;
}

void
gw_open_index_set_cells (GwOpenIndex *index, GwCellIndex *cells)
{
  GHashTableIter iter;
  gpointer entry;

  gw_cell_index_ref (cells);
  g_clear_pointer (&index->cells, gw_cell_index_unref);
  index->cells = cells;
  g_free (index->first);
  index->first = g_new0 (Entry *, gw_cell_index_size (cells));
  g_hash_table_iter_init (&iter, index->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    link_entry (index, entry);
}

void
gw_open_index_put (GwOpenIndex *index, const GwOpenCase *open_case)
{
  Entry *entry = g_hash_table_lookup (index->entries, &open_case->id);

  if (entry != NULL && entry->open_case.version >= open_case->version)
    return;
  if (entry != NULL)
    unlink_entry (index, entry);
  else
    {
      entry = g_new0 (Entry, 1);
      entry->open_case.id = open_case->id;
      g_hash_table_insert (index->entries, &entry->open_case.id, entry);
    }
  entry->open_case = *open_case;
  link_entry (index, entry);
}

void
gw_open_index_remove (GwOpenIndex *index, gint64 id)
{
  Entry *entry = g_hash_table_lookup (index->entries, &id);

  if (entry == NULL)
    return;
  unlink_entry (index, entry);
  g_hash_table_remove (index->entries, &id);
}

guint
gw_open_index_size (const GwOpenIndex *index)
{
  return g_hash_table_size (index->entries);
}

void
gw_open_index_foreach (const GwOpenIndex *index, GwOpenFunc func, gpointer data)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, index->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    func (&((const Entry *)entry)->open_case, data);
}

static gint32
to_fixed (double degrees)
{
  return (gint32)ceil (degrees * GW_FIXED_PER_DEGREE);
}

/* Holds everything within the radius, and a little more. */
static GwBox
box_around (GwFixed point, double radius_m)
{
  double degrees = radius_m / METRES_PER_DEGREE;
  double latitude = fabs (gw_fixed_to_lon_lat (point).lat) + degrees;
  double cosine = MAX (cos (latitude * G_PI / 180), COSINE_MIN);
  gint32 dx = to_fixed (degrees / cosine), dy = to_fixed (degrees);

  return (GwBox){ { point.x - dx, point.y - dy }, { point.x + dx, point.y + dy } };
}

static void
find_in_cell (const Entry *entry, const GwBox *box, GwFixed point, double radius_m,
              GArray *out)
{
  GwLonLat from = gw_fixed_to_lon_lat (point);

  for (; entry != NULL; entry = entry->next)
    {
      GwFixed position = entry->open_case.position;
      GwOpenNear near = { .open_case = entry->open_case };

      if (!gw_box_contains (*box, position))
        continue;
      near.distance_m = gw_distance_m (from, gw_fixed_to_lon_lat (position));
      if (near.distance_m <= radius_m)
        g_array_append_val (out, near);
    }
}

void
gw_open_index_find (const GwOpenIndex *index, GwFixed point, double radius_m, GArray *out)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  GwBox box = box_around (point, radius_m);

  if (index->cells == NULL)
    return;
  gw_cell_index_find_in_box (index->cells, box, cells);
  for (guint i = 0; i < cells->len; i++)
    find_in_cell (index->first[g_array_index (cells, guint32, i)], &box, point, radius_m,
                  out);
}
