/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathering what there is in a city that rules can name. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/routing-world.h"

#include <string.h>

static void
clear_class (gpointer data)
{
  GwWorldClass *class = data;

  g_clear_pointer (&class->conditions, g_ptr_array_unref);
}

GwRoutingWorld *
gw_routing_world_new (void)
{
  GwRoutingWorld *world = g_new0 (GwRoutingWorld, 1);

  world->classes = g_array_new (FALSE, FALSE, sizeof (GwWorldClass));
  g_array_set_clear_func (world->classes, clear_class);
  world->areas = g_array_new (FALSE, FALSE, sizeof (GwWorldArea));
  world->cells = g_array_new (FALSE, FALSE, sizeof (GwWorldCell));
  world->departments = g_array_new (FALSE, FALSE, sizeof (GwWorldDepartment));
  world->sources = g_ptr_array_new ();
  world->areas_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  world->cells_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  world->departments_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  return world;
}

void
gw_routing_world_free (GwRoutingWorld *world)
{
  g_hash_table_unref (world->departments_by_code);
  g_hash_table_unref (world->cells_by_code);
  g_hash_table_unref (world->areas_by_code);
  g_ptr_array_unref (world->sources);
  g_array_unref (world->departments);
  g_array_unref (world->cells);
  g_array_unref (world->areas);
  g_array_unref (world->classes);
  g_free (world);
}

/* The position; GW_WORLD_NONE when it is not there. */
static guint
find (GHashTable *by_code, const char *code)
{
  gpointer found = code != NULL ? g_hash_table_lookup (by_code, code) : NULL;

  return found != NULL ? GPOINTER_TO_UINT (found) - 1 : GW_WORLD_NONE;
}

static void
note (GHashTable *by_code, const char *code, const GArray *array)
{
  g_hash_table_insert (by_code, (gpointer)code, GUINT_TO_POINTER (array->len));
}

void
gw_routing_world_add_class (GwRoutingWorld *world, GwClassKind kind, const char *code)
{
  GwWorldClass class = { kind, code, NULL };

  g_array_append_val (world->classes, class);
}

void
gw_routing_world_add_condition (GwRoutingWorld *world, const char *code)
{
  GwWorldClass *class =
      &g_array_index (world->classes, GwWorldClass, world->classes->len - 1);

  if (class->conditions == NULL)
    class->conditions = g_ptr_array_new ();
  g_ptr_array_add (class->conditions, (gpointer)code);
}

void
gw_routing_world_add_area (GwRoutingWorld *world, const char *code, const char *parent,
                           gint64 department)
{
  GwWorldArea area = { code, find (world->areas_by_code, parent), 0, department };

  if (department == 0 && area.parent != GW_WORLD_NONE)
    area.territory = g_array_index (world->areas, GwWorldArea, area.parent).territory;
  g_array_append_val (world->areas, area);
  note (world->areas_by_code, code, world->areas);
}

void
gw_routing_world_add_cell (GwRoutingWorld *world, const char *code, const char *area)
{
  GwWorldCell cell = { code, find (world->areas_by_code, area) };

  g_return_if_fail (cell.area != GW_WORLD_NONE);
  g_array_index (world->areas, GwWorldArea, cell.area).n_cells++;
  g_array_append_val (world->cells, cell);
  note (world->cells_by_code, code, world->cells);
}

void
gw_routing_world_add_department (GwRoutingWorld *world, gint64 id, const char *code)
{
  GwWorldDepartment department = { id, code };

  g_array_append_val (world->departments, department);
  note (world->departments_by_code, code, world->departments);
}

void
gw_routing_world_add_source (GwRoutingWorld *world, const char *name)
{
  g_ptr_array_add (world->sources, (gpointer)name);
}

const GwWorldArea *
gw_routing_world_area (const GwRoutingWorld *world, const char *code)
{
  guint found = find (world->areas_by_code, code);

  return found != GW_WORLD_NONE ? &g_array_index (world->areas, GwWorldArea, found) : NULL;
}

const GwWorldCell *
gw_routing_world_cell (const GwRoutingWorld *world, const char *code)
{
  guint found = find (world->cells_by_code, code);

  return found != GW_WORLD_NONE ? &g_array_index (world->cells, GwWorldCell, found) : NULL;
}

const GwWorldDepartment *
gw_routing_world_department (const GwRoutingWorld *world, const char *code)
{
  guint found = find (world->departments_by_code, code);

  return found != GW_WORLD_NONE
             ? &g_array_index (world->departments, GwWorldDepartment, found)
             : NULL;
}

const char *
gw_routing_world_department_code (const GwRoutingWorld *world, gint64 id)
{
  for (guint i = 0; i < world->departments->len; i++)
    {
      const GwWorldDepartment *department =
          &g_array_index (world->departments, GwWorldDepartment, i);

      if (department->id == id)
        return department->code;
    }
  return NULL;
}

gboolean
gw_routing_world_lies_in (const GwRoutingWorld *world, guint area, const char *outer)
{
  while (area != GW_WORLD_NONE)
    {
      const GwWorldArea *found = &g_array_index (world->areas, GwWorldArea, area);

      if (strcmp (found->code, outer) == 0)
        return TRUE;
      area = found->parent;
    }
  return FALSE;
}
