/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real gridwardctl processes on files of their own. */
#include "tests/ctl/ctl-fixture.h"

#include "backend/service/setup.h"
#include "tests/lib/irregular-cells.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define N_COLUMNS 12
#define N_ROWS 10

void
ctl_fixture_set_up (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gridward-ctl-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->database = ctl_path (fixture, "city.gridward");
}

/* Everything in the folder, one level of folders deep. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
ctl_fixture_tear_down (CtlFixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->database);
}

char *
ctl_path (const CtlFixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

char *
ctl_write (const CtlFixture *fixture, const char *name, const char *text)
{
  char *path = ctl_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

void
ctl_run_clear (CtlRun *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
}

CtlRun
ctl_run_plain (const char *input, const char *const *arguments)
{
  const char *build = g_getenv ("GRIDWARD_BUILD_DIR");
  g_autofree char *program = g_build_filename (build, "backend/ctl/gridwardctl", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CtlRun run = { -1, NULL, NULL };

  g_ptr_array_add (argv, program);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer)*arguments);
  g_ptr_array_add (argv, NULL);
  process =
      g_subprocess_newv ((const char *const *)argv->pdata,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                             G_SUBPROCESS_FLAGS_STDERR_PIPE,
                         &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &run.out,
                                 &run.err, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_exited (process))
    run.status = g_subprocess_get_exit_status (process);
  return run;
}

CtlRun
ctl_run (const CtlFixture *fixture, const char *input, const char *arguments)
{
  g_auto (GStrv) words = g_strsplit (arguments, " ", -1);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_add (all, (gpointer) "--db");
  g_ptr_array_add (all, fixture->database);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (all, words[i]);
  g_ptr_array_add (all, NULL);
  return ctl_run_plain (input, (const char *const *)all->pdata);
}

void
ctl_assert (const CtlRun *run, int status, const char *text)
{
  const char *own = strstr (run->err, "gridwardctl: ");

  if (run->status != status)
    g_error ("exit status %d instead of %d:\n%s%s", run->status, status, run->out,
             run->err);
  if (strstr (run->out, text) == NULL && strstr (run->err, text) == NULL)
    g_error ("\"%s\" is not in:\n%s%s", text, run->out, run->err);
  /* What the program says of its own failure is one line, the last one. */
  if (own != NULL)
    g_assert_cmpuint (strcspn (own, "\n"), ==, strlen (own) - 1);
}

static void
add_area (GwCity *city, const char *code, const char *parent, const char *level,
          const char *name)
{
  GwCityArea *area = g_new0 (GwCityArea, 1);

  area->code = g_strdup (code);
  area->parent = g_strdup (parent);
  area->level = g_strdup (level);
  area->name = g_strdup (name);
  area->name_en = g_strdup (name);
  g_ptr_array_add (city->areas, area);
}

static void
add_cell (GwCity *city, GwShape *shape, guint row, guint sequence)
{
  GwCityCell *cell = g_new0 (GwCityCell, 1);
  GwCityComponent *component = g_new0 (GwCityComponent, 1);

  cell->community = g_strdup (row < N_ROWS / 2 ? "441802001002" : "441802001001");
  cell->code = g_strdup_printf ("%s%03u", cell->community, sequence);
  cell->shape = gw_shape_ref (shape);
  g_ptr_array_add (city->cells, cell);
  component->code = g_strdup_printf ("44180201037%06u", city->components->len + 1);
  component->class_code = g_strdup ("01037");
  component->name = g_strdup ("路灯");
  component->position = gw_shape_label_point (shape);
  g_ptr_array_add (city->components, component);
}

static void
add_map (GwCity *city, const GwShape *somewhere)
{
  const GwFixed road[] = { somewhere->box.min, somewhere->box.max };
  g_autoptr (GwShape) lake = gw_shape_new_ring (somewhere->points, somewhere->n_points);

  g_ptr_array_add (city->map_features,
                   gw_map_feature_new_area (GW_MAP_WATER, lake, "湖", "Lake"));
  g_ptr_array_add (city->map_features,
                   gw_map_feature_new_line (GW_MAP_PRIMARY, road, 2, "大道", "Avenue"));
}

GwCity *
ctl_make_city (void)
{
  g_autoptr (GPtrArray) shapes = irregular_cells_new (N_COLUMNS, N_ROWS, 5);
  GwCity *city = gw_city_new ();

  city->name = g_strdup ("试验区");
  city->name_en = g_strdup ("Trial");
  city->code_scheme = g_strdup ("gb47678-2026");
  city->time_zone = g_strdup ("Asia/Shanghai");
  add_area (city, "441802", NULL, "city", "试验区");
  add_area (city, "441802001", "441802", "street", "凤城街道");
  add_area (city, "441802001001", "441802001", "community", "北社区");
  add_area (city, "441802001002", "441802001", "community", "南社区");
  for (guint i = 0; i < shapes->len; i++)
    add_cell (city, g_ptr_array_index (shapes, i), i / N_COLUMNS, i + 1);
  add_map (city, g_ptr_array_index (shapes, 30));
  return city;
}

void
ctl_create (const CtlFixture *fixture, const GwCity *city)
{
  g_autoptr (GError) error = NULL;

  gw_setup_create (fixture->database, city, NULL, NULL, &error);
  g_assert_no_error (error);
}
