/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Divides areas into cells: arrange, cut, arrange once more, join what is too small. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/division.h"

#include "gis/adjacency.h"
#include "gis/cell-index.h"
#include "gis/division-private.h"
#include "gis/gis-error.h"

#include <math.h>

/* A cell on its way into the order of numbers. */
typedef struct
{
  GwShape *shape;
  guint area;
  int row;
  GwFixed label;
} Cell;

static GPtrArray *
new_shapes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)gw_shape_unref);
}

static GwFixed
middle (GwBox box)
{
  return (GwFixed){ box.min.x + (gint32)(((gint64)box.max.x - box.min.x) / 2),
                    box.min.y + (gint32)(((gint64)box.max.y - box.min.y) / 2) };
}

/* Faces of areas and barriers; drops those outside of every area. */
static gboolean
make_blocks (GwDivider *divider, const GwCellIndex *index, const GwLine *barriers,
             guint n_barriers, GPtrArray *blocks, GError **error)
{
  g_autoptr (GwLinework) linework = gw_linework_new (divider);

  for (guint i = 0; i < gw_cell_index_size (index); i++)
    gw_linework_add_shape (linework, gw_cell_index_shape (index, i));
  for (guint i = 0; i < n_barriers; i++)
    gw_linework_add (linework, barriers[i].points, barriers[i].n_points, FALSE);
  return gw_linework_polygonize (linework, blocks, error);
}

/*
 * The area that holds the face. In a face so small that no point of the grid is inside of
 * it, a point between those of the grid is asked for.
 */
static guint
area_of (GwDivider *divider, const GwCellIndex *index, const GwShape *face)
{
  GwFixed label = gw_shape_label_point (face);
  double x, y;

  if (gw_shape_contains (face, label))
    return gw_cell_index_find (index, label);
  gw_divider_find_inside (divider, face, &x, &y);
  for (guint i = 0; i < gw_cell_index_size (index); i++)
    if (gw_divider_contains (divider, gw_cell_index_shape (index, i), x, y))
      return i;
  return GW_CELL_NONE;
}

/*
 * The final faces come from one arrangement of the borders of all pieces: where a cut ends
 * on a border, the faces on both sides get the point.
 */
static GPtrArray *
make_faces (GwDivider *divider, const GwCellIndex *index, GPtrArray *blocks,
            const GwDivisionOptions *options, GError **error)
{
  g_autoptr (GPtrArray) pieces = new_shapes ();
  g_autoptr (GPtrArray) faces = new_shapes ();
  g_autoptr (GwLinework) linework = gw_linework_new (divider);

  for (guint i = 0; i < blocks->len; i++)
    if (area_of (divider, index, blocks->pdata[i]) != GW_CELL_NONE &&
        !gw_divider_cut (divider, blocks->pdata[i], options, pieces, error))
      return NULL;
  for (guint i = 0; i < pieces->len; i++)
    gw_linework_add_shape (linework, pieces->pdata[i]);
  if (!gw_linework_polygonize (linework, faces, error))
    return NULL;
  return g_steal_pointer (&faces);
}

/* A face without any point of the grid inside; rounding alone makes such faces. */
static gboolean
is_crumb (const GwShape *face)
{
  return !gw_shape_contains (face, gw_shape_label_point (face));
}

/*
 * Rounding bends an area's border by less than a unit, and so can put a crumb on its other
 * side. Crumbs beside a face of an area belong to that area: none of them is a gap.
 */
static void
adopt_crumbs (GPtrArray *faces, guint *areas)
{
  g_autoptr (GArray) contacts =
      gw_adjacency_list ((GwShape *const *)faces->pdata, faces->len);
  g_autofree guint *known = g_memdup2 (areas, faces->len * sizeof *areas);

  for (guint i = 0; i < contacts->len; i++)
    {
      const GwContact *contact = &g_array_index (contacts, GwContact, i);

      if (areas[contact->shape] == GW_CELL_NONE && known[contact->other] != GW_CELL_NONE &&
          is_crumb (faces->pdata[contact->shape]))
        areas[contact->shape] = known[contact->other];
    }
}

/* The area of each face (holes of areas are faces, too, of no area); caller frees. */
static guint *
find_areas (GwDivider *divider, const GwCellIndex *index, GPtrArray *faces)
{
  guint *areas = g_new (guint, MAX (faces->len, 1));
  gboolean lost = FALSE;

  for (guint i = 0; i < faces->len; i++)
    {
      areas[i] = area_of (divider, index, faces->pdata[i]);
      lost |= areas[i] == GW_CELL_NONE && is_crumb (faces->pdata[i]);
    }
  if (lost)
    adopt_crumbs (faces, areas);
  return areas;
}

/* Removes faces of no area from both lists, keeping the order. */
static GPtrArray *
keep_inner (GPtrArray *faces, guint *areas)
{
  GPtrArray *kept = new_shapes ();

  for (guint i = 0; i < faces->len; i++)
    if (areas[i] != GW_CELL_NONE)
      {
        areas[kept->len] = areas[i];
        g_ptr_array_add (kept, gw_shape_ref (faces->pdata[i]));
      }
  return kept;
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const Cell *first = a, *second = b;

  if (first->area != second->area)
    return first->area < second->area ? -1 : 1;
  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  return gw_fixed_compare (first->label, second->label);
}

/* Members of each group follow each other, groups in the order of their roots. */
static GPtrArray **
list_members (GPtrArray *faces, const guint *group)
{
  GPtrArray **members = g_new0 (GPtrArray *, (gsize)faces->len + 1);

  for (guint i = 0; i < faces->len; i++)
    {
      if (members[group[i]] == NULL)
        members[group[i]] = g_ptr_array_new ();
      g_ptr_array_add (members[group[i]], faces->pdata[i]);
    }
  return members;
}

static void
append_cell (const GwDivider *divider, const GwDivisionOptions *options, GwFixed north,
             GwShape *shape, guint area, GArray *cells)
{
  Cell cell = { shape, area, 0, gw_shape_label_point (shape) };
  double south_m = ((double)north.y - cell.label.y) * divider->y_m;

  cell.row = (int)floor (south_m / sqrt (options->target_m2));
  g_array_append_val (cells, cell);
}

/* Joins each group and appends it to cells, unsorted. */
static gboolean
make_cells (GwDivider *divider, const GwCellIndex *index, GPtrArray *faces,
            const guint *areas, const GwDivisionOptions *options, GArray *cells,
            GError **error)
{
  g_autofree guint *group = gw_divider_group (divider, faces, areas, options);
  g_autofree GPtrArray **members = list_members (faces, group);
  gboolean ok = TRUE;

  for (guint i = 0; i < faces->len; i++)
    {
      GwShape *shape = NULL;
      guint area = areas[i];

      if (members[i] == NULL)
        continue;
      if (ok && members[i]->len == 1)
        shape = gw_shape_ref (members[i]->pdata[0]);
      else if (ok)
        shape = gw_divider_join (divider, members[i], error);
      g_ptr_array_unref (members[i]);
      if (shape == NULL)
        ok = FALSE;
      else
        append_cell (divider, options, gw_cell_index_shape (index, area)->box.max, shape,
                     area, cells);
    }
  return ok;
}

static GPtrArray *
sort_cells (GArray *cells, guint **ret_areas)
{
  GPtrArray *shapes = new_shapes ();

  g_array_sort (cells, compare_cells);
  *ret_areas = g_new (guint, MAX (cells->len, 1));
  for (guint i = 0; i < cells->len; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);

      (*ret_areas)[i] = cell->area;
      g_ptr_array_add (shapes, gw_shape_ref (cell->shape));
    }
  return shapes;
}

static void
clear_cell (gpointer data)
{
  Cell *cell = data;

  gw_shape_unref (cell->shape);
}

GPtrArray *
gw_divide_areas (GwShape *const *areas, guint n_areas, const GwLine *barriers,
                 guint n_barriers, const GwDivisionOptions *options, guint **ret_areas,
                 GError **error)
{
  g_autoptr (GwCellIndex) index = NULL;
  g_autoptr (GwDivider) divider = NULL;
  g_autoptr (GPtrArray) blocks = new_shapes ();
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_autofree guint *areas_of_faces = NULL;

  g_return_val_if_fail (n_areas > 0, NULL);
  g_return_val_if_fail (options->target_m2 > 0 && options->max_m2 >= options->target_m2,
                        NULL);
  g_return_val_if_fail (ret_areas != NULL, NULL);

  g_array_set_clear_func (cells, clear_cell);
  index = gw_cell_index_new (areas, n_areas);
  divider = gw_divider_new (middle (gw_cell_index_box (index)));
  if (!make_blocks (divider, index, barriers, n_barriers, blocks, error))
    return NULL;
  faces = make_faces (divider, index, blocks, options, error);
  if (faces == NULL)
    return NULL;
  areas_of_faces = find_areas (divider, index, faces);
  kept = keep_inner (faces, areas_of_faces);
  if (kept->len == 0)
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_TOPOLOGY, "the area encloses nothing");
      return NULL;
    }
  if (!make_cells (divider, index, kept, areas_of_faces, options, cells, error))
    return NULL;
  return sort_cells (cells, ret_areas);
}

GPtrArray *
gw_divide (const GwShape *area, const GwLine *barriers, guint n_barriers,
           const GwDivisionOptions *options, GError **error)
{
  GwShape *areas[1] = { (GwShape *)area };
  g_autofree guint *positions = NULL;

  return gw_divide_areas (areas, 1, barriers, n_barriers, options, &positions, error);
}

GPtrArray *
gw_divide_plane (const GwLine *lines, guint n_lines, GError **error)
{
  g_autoptr (GwDivider) divider = NULL;
  g_autoptr (GwLinework) linework = NULL;
  g_autoptr (GPtrArray) faces = new_shapes ();
  GwBox box = gw_box_empty ();

  for (guint i = 0; i < n_lines; i++)
    for (guint k = 0; k < lines[i].n_points; k++)
      gw_box_add (&box, lines[i].points[k]);
  divider = gw_divider_new (middle (box));
  linework = gw_linework_new (divider);
  for (guint i = 0; i < n_lines; i++)
    gw_linework_add (linework, lines[i].points, lines[i].n_points, FALSE);
  if (!gw_linework_polygonize (linework, faces, error))
    return NULL;
  return g_steal_pointer (&faces);
}

GwShape *
gw_divide_join (GwShape *const *faces, guint n_faces, GError **error)
{
  g_autoptr (GwDivider) divider = NULL;
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  GwBox box = gw_box_empty ();

  g_return_val_if_fail (n_faces > 0, NULL);

  for (guint i = 0; i < n_faces; i++)
    {
      gw_box_unite (&box, faces[i]->box);
      g_ptr_array_add (members, faces[i]);
    }
  divider = gw_divider_new (middle (box));
  return gw_divider_join (divider, members, error);
}
