/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a GeoJSON file, each judged before anything is written. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/import-check.h"

#include "gis/coverage-check.h"
#include "gis/projection.h"
#include "gis/shape-check.h"

#include <glib/gi18n.h>

/* No city is wider; what is farther away has its coordinates wrong. */
#define MAX_DISTANCE_M 500e3

static void
import_cell_free (gpointer data)
{
  GwImportCell *cell = data;

  g_free (cell->code);
  g_free (cell->name);
  g_free (cell->community);
  g_clear_pointer (&cell->shape, gw_shape_unref);
  g_free (cell->fault);
  g_free (cell);
}

static GwImportCell *
read_cell (const GwGeojsonFeature *feature, const GwImportFields *fields)
{
  GwImportCell *cell = g_new0 (GwImportCell, 1);

  cell->number = feature->number;
  cell->code = gw_geojson_feature_dup_property (feature, fields->code);
  cell->name = gw_geojson_feature_dup_property (feature, fields->name);
  if (fields->community != NULL)
    cell->community = gw_geojson_feature_dup_property (feature, fields->community);
  if (feature->shape != NULL)
    cell->shape = gw_shape_ref (feature->shape);
  else
    cell->fault = g_strdup (feature->error->message);
  return cell;
}

/* What is wrong with code and community, or NULL. seen: the numbers of the codes so far. */
static char *
find_code_fault (const GwImportCell *cell, const GwSnapshot *snapshot,
                 const GwCodeScheme *scheme, const GwImportFields *fields, GHashTable *seen)
{
  g_autoptr (GError) error = NULL;
  guint first;

  if (cell->code == NULL)
    return g_strdup_printf (_ ("it has no property \"%s\" with its code"), fields->code);
  if (!gw_code_check (scheme, GW_CODE_CELL, cell->code, &error))
    return g_strdup (error->message);
  first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, cell->code));
  if (first != 0)
    return g_strdup_printf (_ ("feature %u has the same code"), first);
  if (gw_snapshot_cell_by_code (snapshot, cell->code) != NULL)
    return g_strdup (_ ("the city has a cell of that code already"));
  if (fields->community != NULL && cell->community == NULL)
    return g_strdup_printf (_ ("it has no property \"%s\" with its community"),
                            fields->community);
  if (cell->community != NULL &&
      gw_snapshot_area_by_code (snapshot, cell->community) == NULL)
    return g_strdup_printf (_ ("the city has no area %s"), cell->community);
  return NULL;
}

static void
check_codes (GPtrArray *cells, const GwSnapshot *snapshot, const GwCodeScheme *scheme,
             const GwImportFields *fields)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cells->len; i++)
    {
      GwImportCell *cell = g_ptr_array_index (cells, i);

      if (cell->fault == NULL)
        cell->fault = find_code_fault (cell, snapshot, scheme, fields, seen);
      if (cell->code != NULL && !g_hash_table_contains (seen, cell->code))
        g_hash_table_insert (seen, cell->code, GUINT_TO_POINTER (cell->number));
    }
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  gint32 left = *(const gint32 *)a, right = *(const gint32 *)b;

  return left < right ? -1 : left > right;
}

static gint32
median (GArray *values)
{
  g_array_sort (values, compare_ints);
  return g_array_index (values, gint32, values->len / 2);
}

/* Where the city is: the middle of its cells, else of most features. FALSE: nobody knows. */
static gboolean
find_centre (const GPtrArray *cells, const GwSnapshot *snapshot, GwLonLat *ret_centre)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (gint32));

  if (gw_snapshot_n_cells (snapshot) > 0)
    {
      GwBox box = gw_cell_index_box (gw_snapshot_cell_index (snapshot));

      *ret_centre =
          gw_fixed_to_lon_lat ((GwFixed){ (gint32)(((gint64)box.min.x + box.max.x) / 2),
                                          (gint32)(((gint64)box.min.y + box.max.y) / 2) });
      return TRUE;
    }
  for (guint i = 0; i < cells->len; i++)
    {
      const GwImportCell *cell = g_ptr_array_index (cells, i);

      if (cell->shape != NULL)
        {
          g_array_append_val (x, cell->shape->box.min.x);
          g_array_append_val (y, cell->shape->box.min.y);
        }
    }
  if (x->len == 0)
    return FALSE;
  *ret_centre = gw_fixed_to_lon_lat ((GwFixed){ median (x), median (y) });
  return TRUE;
}

static void
check_places (GPtrArray *cells, const GwSnapshot *snapshot)
{
  GwLonLat centre;

  if (!find_centre (cells, snapshot, &centre))
    return;
  for (guint i = 0; i < cells->len; i++)
    {
      GwImportCell *cell = g_ptr_array_index (cells, i);
      double distance_m;

      if (cell->fault != NULL)
        continue;
      distance_m = gw_distance_m (centre, gw_fixed_to_lon_lat (cell->shape->box.min));
      if (distance_m > MAX_DISTANCE_M)
        cell->fault = g_strdup_printf (
            _ ("it lies %.0f km from the city; are its coordinates swapped?"),
            distance_m / 1000);
    }
}

static void
check_done_cb (guint done, guint total, gpointer user_data)
{
  gw_ctl_progress_count_cb (N_ ("overlaps"), done, total, user_data);
}

/* The code of the city's cell or the number of the feature at a position in the index. */
static char *
describe_cell (const GwSnapshot *snapshot, const GPtrArray *sound, guint32 position)
{
  guint n_old = gw_snapshot_n_cells (snapshot);
  const GwImportCell *cell;

  if (position < n_old)
    return g_strdup_printf (_ ("the city's cell %s"),
                            gw_snapshot_cell (snapshot, position)->code);
  cell = g_ptr_array_index (sound, position - n_old);
  return g_strdup_printf (_ ("feature %u (%s)"), cell->number, cell->code);
}

/* Of two that share ground the later one is at fault, unless the earlier is out already. */
static void
note_overlaps (const GwSnapshot *snapshot, const GPtrArray *sound, const GArray *overlaps)
{
  guint n_old = gw_snapshot_n_cells (snapshot);

  for (guint i = 0; i < overlaps->len; i++)
    {
      const GwOverlap *overlap = &g_array_index (overlaps, GwOverlap, i);
      GwImportCell *cell = g_ptr_array_index (sound, overlap->cell - n_old);
      const GwImportCell *other = overlap->other >= n_old
                                      ? g_ptr_array_index (sound, overlap->other - n_old)
                                      : NULL;
      g_autofree char *name = NULL;
      g_autofree char *place = NULL;

      if (cell->fault != NULL || (other != NULL && other->fault != NULL))
        continue;
      name = describe_cell (snapshot, sound, overlap->other);
      place = gw_fixed_to_text (overlap->place);
      cell->fault = g_strdup_printf (_ ("it shares %.2f m² with %s, at %s"),
                                     overlap->area_m2, name, place);
    }
}

static gboolean
check_overlaps (GPtrArray *cells, const GwSnapshot *snapshot, GwCtlProgress *progress,
                GError **error)
{
  guint n_old = gw_snapshot_n_cells (snapshot);
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
  g_autoptr (GPtrArray) sound = g_ptr_array_new ();
  g_autoptr (GArray) overlaps = g_array_new (FALSE, FALSE, sizeof (GwOverlap));
  g_autoptr (GwCellIndex) index = NULL;

  for (guint i = 0; i < n_old; i++)
    g_ptr_array_add (shapes, (gpointer)gw_snapshot_cell (snapshot, i)->shape);
  for (guint i = 0; i < cells->len; i++)
    {
      GwImportCell *cell = g_ptr_array_index (cells, i);

      if (cell->fault == NULL)
        {
          g_ptr_array_add (shapes, cell->shape);
          g_ptr_array_add (sound, cell);
        }
    }
  index = gw_cell_index_new ((GwShape *const *)shapes->pdata, shapes->len);
  if (!gw_coverage_find_overlaps (index, n_old, overlaps, check_done_cb, progress, error))
    return FALSE;
  note_overlaps (snapshot, sound, overlaps);
  return TRUE;
}

GPtrArray *
gw_import_check (const GwGeojsonCollection *collection, const GwSnapshot *snapshot,
                 const GwCodeScheme *scheme, const GwImportFields *fields,
                 GwCtlProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (import_cell_free);

  for (guint i = 0; i < collection->features->len; i++)
    g_ptr_array_add (cells,
                     read_cell (g_ptr_array_index (collection->features, i), fields));
  check_codes (cells, snapshot, scheme, fields);
  check_places (cells, snapshot);
  if (!check_overlaps (cells, snapshot, progress, error))
    return NULL;
  return g_steal_pointer (&cells);
}
