/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small town in a temporary folder. */
#include "tests/lib/town.h"

#include <gio/gio.h>

#include "backend/service/case-query.h"
#include "backend/service/setup.h"

#define WEST 1130000000
#define SOUTH 237000000
#define SIDE 10000
#define COLUMNS 4
#define TIMEOUT_MS 30000

static gint64
read_clock (gpointer data)
{
  GwTown *town = data;
  gint64 now = __atomic_load_n (&town->now_ms, __ATOMIC_RELAXED);

  return now != 0 ? now : g_get_real_time () / 1000;
}

/* --- the city ------------------------------------------------------------------------- */

static void
add_area (GwCity *city, const char *code, const char *parent, const char *level,
          const char *name)
{
  GwCityArea *area = g_new0 (GwCityArea, 1);

  area->code = g_strdup (code);
  area->parent = g_strdup (parent);
  area->level = g_strdup (level);
  area->name = g_strdup (name);
  area->name_en = g_strdup_printf ("Area %s", code);
  g_ptr_array_add (city->areas, area);
}

static void
add_department (GwCity *city, const char *code, const char *name)
{
  GwCityDepartment *department = g_new0 (GwCityDepartment, 1);

  department->code = g_strdup (code);
  department->name = g_strdup (name);
  department->name_en = g_strdup (code);
  g_ptr_array_add (city->departments, department);
}

static void
add_person (GwCity *city, const char *login, const char *roles, const char *department)
{
  GwCityPerson *person = g_new0 (GwCityPerson, 1);

  person->login = g_strdup (login);
  person->name = g_strdup_printf ("Person %s", login);
  person->roles = g_strdup (roles);
  person->department = g_strdup (department);
  g_ptr_array_add (city->people, person);
}

static void
add_rule (GwCity *city, GwClassKind kind, const char *class_code, const char *area,
          const char *department)
{
  GwCityRoutingRule *rule = gw_city_routing_rule_new (department);

  rule->rule.kind = kind;
  rule->rule.class_code = g_strdup (class_code);
  rule->rule.area = g_strdup (area);
  g_ptr_array_add (city->routing_rules, rule);
}

static void
add_rules (GwCity *city)
{
  GwCityRoutingRule *owner = gw_city_routing_rule_new (GW_ROUTE_TO_OWNER_WORD);

  owner->owner = g_strdup (GW_OWNER_KNOWN_WORD);
  g_ptr_array_add (city->routing_rules, owner);
  add_rule (city, GW_KIND_MATTER, "06013", NULL, "works");
  add_rule (city, GW_KIND_MATTER, "06", NULL, "sanitation");
  add_rule (city, GW_KIND_MATTER, "09", "441802002", "general");
}

static void
add_cell (GwCity *city, guint position)
{
  gint32 x = WEST + (gint32)(position % COLUMNS) * SIDE;
  gint32 y = SOUTH + (gint32)(position / COLUMNS) * SIDE;
  const GwFixed corners[] = {
    { x, y }, { x + SIDE, y }, { x + SIDE, y + SIDE }, { x, y + SIDE }
  };
  GwCityCell *cell = g_new0 (GwCityCell, 1);

  cell->community = g_strdup (position < 8 ? "441802001001" : "441802002001");
  cell->code = g_strdup_printf ("%s%03u", cell->community, position % 8 + 1);
  cell->duty_grid = g_strdup ("D1");
  cell->shape = gw_shape_new_ring (corners, G_N_ELEMENTS (corners));
  g_ptr_array_add (city->cells, cell);
}

static void
add_people (GwCity *city)
{
  static const char *const plain[] = { "inspector",  "acceptor", "leader",
                                       "dispatcher", "manager",  "admin" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    add_person (city, plain[i], plain[i], NULL);
  add_person (city, "inspector2", "inspector", NULL);
  add_person (city, "sanitation", "department", "sanitation");
  add_person (city, "works", "department", "works");
  add_person (city, "handler", "handler", "sanitation");
  add_person (city, "handler2", "handler", "sanitation");
  add_person (city, "exchange", "exchange", NULL);
}

static void
add_component (GwCity *city)
{
  GwCityComponent *component = g_new0 (GwCityComponent, 1);

  component->code = g_strdup (GW_TOWN_COMPONENT);
  component->class_code = g_strdup ("01001");
  component->name = g_strdup ("供水井盖");
  component->owner = g_strdup ("works");
  component->position = (GwFixed){ WEST + SIDE / 2, SOUTH + SIDE / 2 };
  g_ptr_array_add (city->components, component);
}

static void
add_addresses (GwCity *city)
{
  static const guint numbers[] = { 1, 3, 9 };
  GwCityPoi *poi = g_new0 (GwCityPoi, 1);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      GwCityHouse *house = g_new0 (GwCityHouse, 1);

      house->street = g_strdup ("大街");
      house->number = numbers[i];
      house->suffix = g_strdup ("");
      house->position = (GwFixed){ WEST + (gint32)numbers[i] * 1000, SOUTH + 1000 };
      g_ptr_array_add (city->houses, house);
    }
  poi->category = g_strdup ("school");
  poi->name = g_strdup ("第一小学");
  poi->name_en = g_strdup ("No. 1 Primary School");
  poi->position = (GwFixed){ WEST + 3 * SIDE + SIDE / 2, SOUTH + 3 * SIDE + SIDE / 2 };
  g_ptr_array_add (city->pois, poi);
}

static GwCity *
make_city (void)
{
  GwCity *city = gw_city_new ();
  GwCityDutyGrid *duty_grid = g_new0 (GwCityDutyGrid, 1);
  const GwFixed points[] = { { WEST, SOUTH }, { WEST + SIDE, SOUTH } };

  city->name = g_strdup ("小城");
  city->name_en = g_strdup ("Small Town");
  city->code_scheme = g_strdup ("gb47678-2026");
  city->time_zone = g_strdup ("Asia/Shanghai");
  city->synthetic = TRUE;
  add_area (city, "441802", NULL, "city", "小城");
  add_area (city, "441802001", "441802", "street", "甲街道");
  add_area (city, "441802002", "441802", "street", "乙街道");
  add_area (city, "441802001001", "441802001", "community", "甲社区");
  add_area (city, "441802002001", "441802002", "community", "乙社区");
  add_department (city, "sanitation", "环卫局");
  add_department (city, "works", "市政局");
  add_department (city, "general", "综合局");
  add_people (city);
  duty_grid->code = g_strdup ("D1");
  duty_grid->name = g_strdup ("责任网格一");
  duty_grid->inspector = g_strdup ("inspector");
  g_ptr_array_add (city->duty_grids, duty_grid);
  for (guint i = 0; i < COLUMNS * COLUMNS; i++)
    add_cell (city, i);
  add_component (city);
  add_addresses (city);
  add_rules (city);
  g_ptr_array_add (city->map_features,
                   gw_map_feature_new_line (GW_MAP_PRIMARY, points, 2, "大街", "Main St"));
  return city;
}

char *
gw_town_create (const char *dir)
{
  /* Set up once: its schema and catalogue take longer than most tests. */
  static char *made = NULL;
  static gsize made_size = 0;
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (dir, "town.gridward", NULL);

  if (made != NULL)
    g_file_set_contents_full (path, made, (gssize)made_size, G_FILE_SET_CONTENTS_NONE, 0600,
                              &error);
  else
    {
      g_autoptr (GwCity) city = make_city ();

      gw_setup_create (path, city, NULL, NULL, &error);
      g_assert_no_error (error);
      g_file_get_contents (path, &made, &made_size, &error);
    }
  g_assert_no_error (error);
  return path;
}

/* --- the fixture ---------------------------------------------------------------------- */

static void
open_service (GwTown *town)
{
  GwServiceOptions options = { .clock = read_clock,
                               .clock_data = town,
                               .cheap_passwords = TRUE };
  g_autoptr (GError) error = NULL;

  town->service = gw_service_open (town->path, &options, &error);
  g_assert_no_error (error);
}

static void
set_passwords (GwTown *town)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = gw_setup_person_list (town->service, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    {
      const GwPerson *person = g_ptr_array_index (people, i);
      g_autofree char *password = g_strconcat ("password-of-", person->login, NULL);

      gw_setup_person_set_password (town->service, person->login, password, &error);
      g_assert_no_error (error);
    }
}

GwTown *
gw_town_new (void)
{
  GwTown *town = g_new0 (GwTown, 1);
  g_autoptr (GError) error = NULL;

  town->dir = g_dir_make_tmp ("gridward-town-XXXXXX", &error);
  g_assert_no_error (error);
  town->path = gw_town_create (town->dir);
  open_service (town);
  set_passwords (town);
  return town;
}

void
gw_town_reopen (GwTown *town)
{
  g_clear_pointer (&town->service, gw_service_close);
  open_service (town);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_file_delete (file, NULL, NULL);
}

void
gw_town_free (GwTown *town)
{
  g_clear_pointer (&town->service, gw_service_close);
  remove_tree (town->dir);
  g_free (town->dir);
  g_free (town->path);
  g_free (town);
}

GwPerson *
gw_town_person (GwTown *town, const char *login)
{
  g_autoptr (GPtrArray) people = gw_setup_person_list (town->service, NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const GwPerson *person = g_ptr_array_index (people, i);

      if (g_str_equal (person->login, login))
        return gw_person_ref (person);
    }
  g_error ("nobody is called %s", login);
}

GwLonLat
gw_town_place (guint cell)
{
  return (GwLonLat){ 113.0005 + 0.001 * (cell % COLUMNS),
                     23.7005 + 0.001 * (cell / COLUMNS) };
}

GwReport
gw_town_report (void)
{
  return (GwReport){ .kind = GW_KIND_MATTER,
                     .class_code = "06010",
                     .location = gw_town_place (0),
                     .description = "路边有暴露垃圾" };
}

static gboolean
timed_out_cb (gpointer data)
{
  g_error ("no answer within %d ms", TIMEOUT_MS);
  return G_SOURCE_REMOVE;
}

void
gw_town_wait (const gboolean *done)
{
  guint timeout = g_timeout_add (TIMEOUT_MS, timed_out_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

/* --- use cases ------------------------------------------------------------------------ */

void
gw_town_answer_free (GwTownAnswer *answer)
{
  g_clear_pointer (&answer->row, gw_case_row_unref);
  g_free (answer->suggestion);
  g_free (answer);
}

typedef struct
{
  gboolean done;
  GwTownAnswer *answer;
  GError *error;
} Waiting;

static void
keep (Waiting *waiting, const GwCaseDetail *detail, const GError *error)
{
  waiting->done = TRUE;
  if (error != NULL)
    {
      waiting->error = g_error_copy (error);
      return;
    }
  waiting->answer = g_new0 (GwTownAnswer, 1);
  waiting->answer->row = gw_case_row_ref (detail->row);
  waiting->answer->actions = detail->actions;
  waiting->answer->n_attachments = detail->attachments->len;
  if (detail->suggestion != NULL)
    waiting->answer->suggestion = g_strdup (detail->suggestion->code);
}

static void
taken_cb (GwCaseDetail *detail, gboolean repeated, const GError *error, gpointer user_data)
{
  Waiting *waiting = user_data;

  keep (waiting, detail, error);
  if (waiting->answer != NULL)
    waiting->answer->repeated = repeated;
}

static void
acted_cb (GwCaseDetail *detail, const GError *error, gpointer user_data)
{
  keep (user_data, detail, error);
}

static GwTownAnswer *
wait_for (Waiting *waiting, gboolean queued, GError **error)
{
  if (!queued)
    return NULL;
  gw_town_wait (&waiting->done);
  if (waiting->error != NULL)
    g_propagate_error (error, waiting->error);
  return waiting->answer;
}

GwTownAnswer *
gw_town_take (GwTown *town, const char *login, const GwReport *report, GError **error)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  Waiting waiting = { 0 };
  gboolean queued =
      gw_intake_report (town->service, user, report, taken_cb, &waiting, error);

  return wait_for (&waiting, queued, error);
}

static gint64
current_version (GwTown *town, const char *number)
{
  g_autoptr (GwPerson) admin = gw_town_person (town, "admin");
  g_autoptr (GwCaseDetail) detail = gw_case_query_one (town->service, admin, number, NULL);

  return detail != NULL ? detail->row->version : 1;
}

GwTownAnswer *
gw_town_act (GwTown *town, const char *login, GwActionRequest request, GError **error)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  Waiting waiting = { 0 };
  gboolean queued;

  if (request.version == 0)
    request.version = current_version (town, request.number);
  queued = gw_case_action (town->service, user, &request, acted_cb, &waiting, error);
  return wait_for (&waiting, queued, error);
}

void
gw_town_do (GwTown *town, const char *login, const char *number, GwCaseAction action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = gw_town_act (
      town, login,
      (GwActionRequest){ .number = number, .action = action, .opinion = "已按要求办理" },
      &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

char *
gw_town_case (GwTown *town, GwCaseState state)
{
  static const struct
  {
    const char *login;
    GwCaseAction action;
  } steps[] = {
    { "leader", GW_ACTION_FILE },       { "dispatcher", GW_ACTION_DISPATCH },
    { "sanitation", GW_ACTION_ACCEPT }, { "sanitation", GW_ACTION_HANDLE },
    { "inspector", GW_ACTION_CHECK },   { "leader", GW_ACTION_CLOSE },
  };
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = gw_town_take (town, "inspector", &report, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (steps) && GW_CASE_REPORTED + i < state; i++)
    gw_town_do (town, steps[i].login, answer->row->number, steps[i].action);
  return g_strdup (answer->row->number);
}

char *
gw_town_called_case (GwTown *town)
{
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  report.source = "hotline";
  answer = gw_town_take (town, "acceptor", &report, &error);
  g_assert_no_error (error);
  return g_strdup (answer->row->number);
}

char *
gw_town_hotline_case (GwTown *town)
{
  const GwCall call = { .caller_phone = "13800138000", .urgency = "24h" };
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  report.source = "hotline";
  report.call = &call;
  answer = gw_town_take (town, "acceptor", &report, &error);
  g_assert_no_error (error);
  return g_strdup (answer->row->number);
}
