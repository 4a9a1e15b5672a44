/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up a city, reading it back, adding cells and people. */
#include <glib/gstdio.h>
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/setup.h"
#include "tests/lib/town.h"

static void
test_reads_back (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCity) city = gw_setup_load (town->service, &error);
  const GwCityCell *cell;
  const GwMapFeature *feature;
  const GwCityDutyGrid *duty_grid;

  g_assert_no_error (error);
  g_assert_cmpstr (city->name, ==, "小城");
  g_assert_true (city->synthetic);
  g_assert_cmpuint (city->areas->len, ==, 5);
  g_assert_cmpuint (city->cells->len, ==, 16);
  g_assert_cmpuint (city->departments->len, ==, 3);
  g_assert_cmpuint (city->people->len, ==, 12);
  g_assert_cmpuint (city->components->len, ==, 1);
  g_assert_cmpuint (city->routing_rules->len, ==, 4);
  g_assert_cmpuint (city->map_features->len, ==, 1);
  cell = g_ptr_array_index (city->cells, 8);
  g_assert_cmpstr (cell->code, ==, "441802002001001");
  g_assert_cmpstr (cell->duty_grid, ==, "D1");
  g_assert_cmpint (cell->shape->box.min.y, ==, 237020000);
  duty_grid = g_ptr_array_index (city->duty_grids, 0);
  g_assert_cmpstr (duty_grid->inspector, ==, "inspector");
  feature = g_ptr_array_index (city->map_features, 0);
  g_assert_cmpstr (feature->name_en, ==, "Main St");
  g_assert_cmpuint (feature->n_points, ==, 2);
}

static void
test_snapshot (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  GwSnapshot *snapshot = gw_service_get_snapshot (town->service);
  const GwCell *cell = gw_snapshot_cell_by_code (snapshot, "441802001001001");

  g_assert_cmpuint (gw_snapshot_n_cells (snapshot), ==, 16);
  g_assert_cmpuint (gw_snapshot_n_departments (snapshot), ==, 3);
  g_assert_cmpuint (gw_catalogue_size (gw_snapshot_catalogue (snapshot)), ==, 403);
  g_assert_true (gw_snapshot_cell_by_id (snapshot, cell->id) == cell);
  g_assert_true (gw_snapshot_cell (snapshot, cell->position) == cell);
  g_assert_cmpfloat_with_epsilon (cell->area_m2, 11300, 200);
  g_assert_cmpstr (cell->community->codes[2], ==, "441802");
  g_assert_null (cell->community->codes[3]);
  g_assert_null (gw_snapshot_cell_by_code (snapshot, "nowhere"));
  g_assert_null (gw_snapshot_department (snapshot, 0));
}

static void
test_refuses_existing_file (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_setup_create_empty (town->path, "441802", "城", "City", "gb47678-2026",
                                         "Asia/Shanghai", &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_INTERNAL);
}

typedef struct
{
  const char *name;
  const char *code_scheme;
  const char *time_zone;
} BadCity;

static const BadCity bad_cities[] = {
  { "scheme", "unheard-of", "Asia/Shanghai" },
  { "time-zone", "gb47678-2026", "Mars/Olympus" },
};

static void
test_bad_city_leaves_nothing (gconstpointer data)
{
  const BadCity *row = data;
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (town->dir, "other.gridward", NULL);

  g_assert_false (gw_setup_create_empty (path, "441802", "城", "City", row->code_scheme,
                                         row->time_zone, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_wrong_reference_leaves_nothing (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCity) city = gw_setup_load (town->service, &error);
  g_autofree char *path = g_build_filename (town->dir, "other.gridward", NULL);
  GwCityRoutingRule *rule = g_ptr_array_index (city->routing_rules, 2);

  g_free (rule->department);
  rule->department = g_strdup ("nobody");
  g_assert_false (gw_setup_create (path, city, NULL, NULL, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "routing rules, number 3"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
count_progress_cb (const char *what, guint done, guint total, gpointer user_data)
{
  guint *n = user_data;

  g_assert_cmpuint (done, <=, total);
  (*n)++;
}

/* What was read back can be written again, and an empty city works, too. */
static void
test_copies (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCity) city = gw_setup_load (town->service, &error);
  g_autofree char *path = g_build_filename (town->dir, "copy.gridward", NULL);
  g_autofree char *empty_path = g_build_filename (town->dir, "empty.gridward", NULL);
  g_autoptr (GwService) copy = NULL;
  g_autoptr (GwService) empty = NULL;
  guint n_progress = 0;

  gw_setup_create (path, city, count_progress_cb, &n_progress, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_progress, >, 5);
  copy = gw_service_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gw_snapshot_n_cells (gw_service_get_snapshot (copy)), ==, 16);
  gw_setup_create_empty (empty_path, "441802", "城", "City", "gb47678-2026",
                         "Asia/Shanghai", &error);
  g_assert_no_error (error);
  empty = gw_service_open (empty_path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gw_snapshot_n_cells (gw_service_get_snapshot (empty)), ==, 0);
}

static GwShape *
make_square (gint32 x, gint32 y)
{
  const GwFixed corners[] = {
    { x, y }, { x + 10000, y }, { x + 10000, y + 10000 }, { x, y + 10000 }
  };

  return gw_shape_new_ring (corners, G_N_ELEMENTS (corners));
}

static void
test_import_cells (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwShape) east = make_square (1130040000, 237000000);
  g_autoptr (GwShape) far = make_square (1130050000, 237000000);
  const GwNewCell cells[] = {
    { .code = "441802001001099", .shape = east },
    { .code = "LOCAL-7", .name = "本地", .community = "441802002001", .shape = far }
  };
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;
  const GwCell *cell;

  gw_setup_import_cells (town->service, cells, G_N_ELEMENTS (cells), NULL, NULL, &error);
  g_assert_no_error (error);
  cell =
      gw_snapshot_cell_by_code (gw_service_get_snapshot (town->service), "441802001001099");
  g_assert_cmpstr (cell->community->code, ==, "441802001001");
  report.location = (GwLonLat){ 113.0055, 23.7005 };
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->row->cell->code, ==, "LOCAL-7");
}

static void
test_import_all_or_nothing (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwShape) shape = make_square (1130040000, 237000000);
  const GwNewCell twice[] = { { .code = "NEW-1", .shape = shape },
                              { .code = "441802001001001", .shape = shape } };
  const GwNewCell nowhere[] = { { .code = "NEW-1", .shape = shape },
                                { .code = "NEW-2", .community = "1", .shape = shape } };

  g_assert_false (gw_setup_import_cells (town->service, twice, 2, NULL, NULL, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
  g_clear_error (&error);
  g_assert_false (gw_setup_import_cells (town->service, nowhere, 2, NULL, NULL, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (gw_service_reload (town->service, &error));
  g_assert_cmpuint (gw_snapshot_n_cells (gw_service_get_snapshot (town->service)), ==, 16);
}

typedef struct
{
  const char *name;
  const char *login, *person, *password, *roles, *department;
  const char *field; /* NULL: taken */
} Person;

static const Person people[] = {
  { "new", "new.one", "新人", "long enough", "leader,inspector", NULL, NULL },
  { "department", "dept-9", "新人", "long enough", "department", "works", NULL },
  { "taken", "leader", "新人", "long enough", "leader", NULL, "login" },
  { "capital", "Leader", "新人", "long enough", "leader", NULL, "login" },
  { "no-login", "", "新人", "long enough", "leader", NULL, "login" },
  { "no-name", "x", "", "long enough", "leader", NULL, "name" },
  { "short-password", "x", "新人", "short", "leader", NULL, "password" },
  { "role", "x", "新人", "long enough", "king", NULL, "roles" },
  { "no-role", "x", "新人", "long enough", "", NULL, "roles" },
  { "unknown-department", "x", "新人", "long enough", "department", "nowhere",
    "department" },
  { "missing-department", "x", "新人", "long enough", "department", NULL, "department" },
};

static void
test_person (gconstpointer data)
{
  const Person *row = data;
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) after = NULL;
  gboolean taken =
      gw_setup_person_add (town->service, row->login, row->person, row->password,
                           row->roles, row->department, NULL, &error);

  after = gw_setup_person_list (town->service, NULL);
  g_assert_cmpint (taken, ==, row->field == NULL);
  g_assert_cmpuint (after->len, ==, taken ? 13 : 12);
  if (!taken)
    g_assert_cmpstr (gw_case_error_get_field (error), ==, row->field);
}

static void
test_unknown_person (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_setup_person_set_disabled (town->service, "stranger", TRUE, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
}

static void
test_check (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_free (gw_town_case (town, GW_CASE_CLOSED));
  g_assert_true (gw_setup_check (town->service, faults, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *)g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_missing_and_foreign_files (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *missing = g_build_filename (town->dir, "missing", NULL);
  g_autofree char *foreign = g_build_filename (town->dir, "foreign", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_service_open (missing, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (foreign, "not a database, not at all", -1, NULL));
  g_assert_null (gw_service_open (foreign, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setup/reads-back", test_reads_back);
  g_test_add_func ("/setup/snapshot", test_snapshot);
  g_test_add_func ("/setup/refuses-existing-file", test_refuses_existing_file);
  g_test_add_func ("/setup/wrong-reference", test_wrong_reference_leaves_nothing);
  g_test_add_func ("/setup/copies", test_copies);
  g_test_add_func ("/setup/import-cells", test_import_cells);
  g_test_add_func ("/setup/import-all-or-nothing", test_import_all_or_nothing);
  g_test_add_func ("/setup/unknown-person", test_unknown_person);
  g_test_add_func ("/setup/check", test_check);
  g_test_add_func ("/setup/missing-and-foreign-files", test_missing_and_foreign_files);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cities); i++)
    {
      g_autofree char *path = g_strconcat ("/setup/bad-city/", bad_cities[i].name, NULL);

      g_test_add_data_func (path, &bad_cities[i], test_bad_city_leaves_nothing);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *path = g_strconcat ("/setup/person/", people[i].name, NULL);

      g_test_add_data_func (path, &people[i], test_person);
    }
  return g_test_run ();
}
