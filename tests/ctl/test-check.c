/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl check: silent on a sound city, and each planted fault named. */
#include "tests/ctl/ctl-fixture.h"

typedef void (*PlantFunc) (GwCity *city);

static GwCityCell *
get_cell (GwCity *city, guint at)
{
  return g_ptr_array_index (city->cells, at);
}

/* Moves one border point of a cell, and of nobody else. */
static void
move_point (GwCity *city, guint cell_at, guint point, gint32 dx)
{
  GwCityCell *cell = get_cell (city, cell_at);
  g_autofree GwFixed *points =
      g_memdup2 (cell->shape->points, cell->shape->n_points * sizeof (GwFixed));
  guint n_points = cell->shape->n_points;

  points[point].x += dx;
  gw_shape_unref (cell->shape);
  cell->shape = gw_shape_new_ring (points, n_points);
}

static void
plant_nothing (GwCity *city)
{
}

static void
plant_overlap (GwCity *city)
{
  move_point (city, 40, 4, 60);
}

static void
plant_sliver (GwCity *city)
{
  move_point (city, 40, 4, -60);
}

/* Cell 41 is in row 3 (south), so is everything round it. */
static void
plant_missing_cell (GwCity *city)
{
  g_ptr_array_remove_index (city->components, 41);
  g_ptr_array_remove_index (city->cells, 41);
}

static void
plant_missing_at_community_border (GwCity *city)
{
  g_ptr_array_remove_index (city->components, 53);
  g_ptr_array_remove_index (city->cells, 53);
}

static void
plant_bow_tie (GwCity *city)
{
  move_point (city, 40, 4, -40000);
}

static void
plant_stray_component (GwCity *city)
{
  GwCityComponent *component = g_ptr_array_index (city->components, 7);

  component->position.x -= 10000000;
}

static void
plant_doubly_held_component (GwCity *city)
{
  GwCityComponent *component = g_ptr_array_index (city->components, 7);

  plant_overlap (city);
  component->position = get_cell (city, 41)->shape->points[11];
  component->position.x += 10;
}

static void
plant_bad_cell_code (GwCity *city)
{
  GwCityCell *cell = get_cell (city, 3);

  g_free (cell->code);
  cell->code = g_strdup ("44180200100200a");
}

static void
plant_bad_component_code (GwCity *city)
{
  GwCityComponent *component = g_ptr_array_index (city->components, 7);

  g_free (component->code);
  component->code = g_strdup ("44180201037000000");
}

/* Every cell at 1.2 times its size, about a corner of the city. */
static void
plant_large_cells (GwCity *city)
{
  const GwFixed origin = get_cell (city, 0)->shape->box.min;

  for (guint i = 0; i < city->cells->len; i++)
    {
      GwCityCell *cell = get_cell (city, i);
      GwCityComponent *component = g_ptr_array_index (city->components, i);
      guint n_points = cell->shape->n_points;
      g_autofree GwFixed *points =
          g_memdup2 (cell->shape->points, n_points * sizeof (GwFixed));

      for (guint k = 0; k < n_points; k++)
        points[k] = (GwFixed){ origin.x + (points[k].x - origin.x) / 5 * 6,
                               origin.y + (points[k].y - origin.y) / 5 * 6 };
      gw_shape_unref (cell->shape);
      cell->shape = gw_shape_new_ring (points, n_points);
      component->position = gw_shape_label_point (cell->shape);
    }
}

typedef struct
{
  const char *name;
  PlantFunc plant;
  int status;
  const char *expected[3];
} Row;

static const Row rows[] = {
  { "sound",
    plant_nothing,
    0,
    { "ok     codes unique and well-formed: 120 cells, 120 components",
      "ok     communities are the sum of their cells: 2 communities, off by 0 at most",
      "ok     components in exactly one cell: 120 of 120" } },
  { "sound-too",
    plant_nothing,
    0,
    { "ok     borders valid: 120 of 120", "ok     cells do not overlap: 0 pairs",
      "ok     no gap between cells: 0 gaps" } },
  { "sound-file",
    plant_nothing,
    0,
    { "ok     median area of a cell: 89",
      "ok     pages, references and counters of the file: 0 faults",
      "ok     cells do not overlap" } },
  { "overlap",
    plant_overlap,
    1,
    { "cells 441802001002041 and 441802001002042 share ",
      "FAULT  communities are the sum of their cells",
      "community 441802001002: the area" } },
  { "sliver",
    plant_sliver,
    1,
    { "FAULT  no gap between cells: 1 gaps", "inside community 441802001002",
      "441802001002041" } },
  { "missing-cell",
    plant_missing_cell,
    1,
    { "FAULT  no gap between cells: 1 gaps", "a gap of ",
      "inside community 441802001002" } },
  { "missing-at-community-border",
    plant_missing_at_community_border,
    1,
    { "FAULT  no gap between cells: 1 gaps", ", between the cells 441802001001065",
      "m² at 113." } },
  { "bow-tie",
    plant_bow_tie,
    1,
    { "FAULT  borders valid: 119 of 120", "cell 441802001002041: self-intersection at",
      "3 faults in all" } },
  { "stray-component",
    plant_stray_component,
    1,
    { "FAULT  components in exactly one cell: 119 of 120",
      "component 44180201037000008 at 112.", "is in no cell" } },
  { "doubly-held-component",
    plant_doubly_held_component,
    1,
    { "FAULT  components in exactly one cell: 119 of 120",
      "component 44180201037000008 at ", "is in 2 cells" } },
  { "bad-cell-code",
    plant_bad_cell_code,
    1,
    { "FAULT  codes unique and well-formed",
      "the sequence (characters 13 to 15) has 'a' in place 15", "44180200100200a" } },
  { "bad-component-code",
    plant_bad_component_code,
    1,
    { "FAULT  codes unique and well-formed",
      "the sequence (characters 12 to 17) is \"000000\"", "1 faults in all" } },
  { "large-cells",
    plant_large_cells,
    1,
    { "FAULT  median area of a cell: 12", "not 8000 to 12000", "1 faults in all" } },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GwCity) city = ctl_make_city ();
  CtlFixture fixture;

  ctl_fixture_set_up (&fixture, NULL);
  row->plant (city);
  ctl_create (&fixture, city);
  {
    g_auto (CtlRun) run = ctl_run (&fixture, NULL, "check");

    for (guint i = 0; i < G_N_ELEMENTS (row->expected); i++)
      ctl_assert (&run, row->status, row->expected[i]);
  }
  ctl_fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ctl/check/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
