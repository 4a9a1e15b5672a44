/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everyone tries everything: each action of the table, by each role in each scope, in every
 * kind of situation, over HTTP. What is open is taken once for each person and edge; all else
 * is refused with 403, 404 or 422 as documented, and changes nothing.
 */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "backend/service/case-apply.h"
#include "backend/service/service-private.h"
#include "tests/api/role-scenes.h"
#include "tests/lib/town-server.h"

#define MAX_SCENES 64
#define MAX_PEOPLE 16
#define MAX_EDGES 128

/* A whole PNG of one pixel. */
static const guint8 png[] = { 0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00,
                              0x00, 0x0d, 'I',  'H',  'D',  'R',  0x00, 0x00, 0x00, 0x01,
                              0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f,
                              0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0d, 'I',  'D',  'A',
                              'T',  0x78, 0xda, 0x63, 0x64, 0xf8, 0xcf, 0x50, 0x0f, 0x00,
                              0x03, 0x86, 0x01, 0x80, 0x5a, 0x34, 0x7d, 0x6b, 0x00, 0x00,
                              0x00, 0x00, 'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82 };

/* A case that stays in its situation. */
typedef struct
{
  const GwRoleScene *scene;
  GwCaseSituation situation;
  char *number;
} Place;

/* A case for one action of one person. */
typedef struct
{
  const GwRoleScene *scene;
  const GwRolePerson *person;
  const GwCaseEdge *edge;
  char *number;
} Trial;

static GwTownServer *server;
static GwTestConnection *connection;
static char *other; /* a case to link to and to merge into */
static Place places[MAX_SCENES];
static GPtrArray *trials;

/* --- the town before the server -------------------------------------------------------- */

static GwCaseSituation
load_situation (GwTown *town, const char *number)
{
  g_autoptr (GwCaseRecord) record = NULL;
  gint64 id = 0;

  g_assert_true (gw_case_number_parse (number, &id));
  record = gw_store_case_load (gw_store_read (town->service->store), id, NULL);
  g_assert_nonnull (record);
  return gw_case_situation (record, gw_settings_default (), town->now_ms);
}

/* What the server is still to do; see gw_role_scene_arrange(). */
static gboolean
is_self_handled (const GwRoleScene *scene)
{
  return scene->steps[0].action == GW_ACTION_SELF_HANDLE;
}

static void
arrange_place (GwTown *town, const GwRoleScene *scene, Place *place)
{
  place->scene = scene;
  place->number = gw_role_scene_arrange (town, scene, other);
  place->situation = load_situation (town, place->number);
  if (is_self_handled (scene))
    gw_lifecycle_follow (gw_lifecycle_edge_taken (&place->situation, GW_ACTION_SELF_HANDLE),
                         TRUE, &place->situation);
}

static void
arrange_trials (GwTown *town, const Place *place, gboolean taken[MAX_PEOPLE][MAX_EDGES])
{
  gsize n_people, n_edges;
  const GwRolePerson *people = gw_role_people (&n_people);
  const GwCaseEdge *edges = gw_lifecycle_edges (&n_edges);

  g_assert_cmpuint (n_people, <=, MAX_PEOPLE);
  g_assert_cmpuint (n_edges, <=, MAX_EDGES);
  for (gsize i = 0; i < n_people; i++)
    for (guint action = GW_ACTION_FILE; action < GW_ACTION_N; action++)
      {
        const GwCaseEdge *edge;
        Trial *trial;

        if (gw_role_expect (place->scene, &place->situation, &people[i], action, &edge) !=
                200 ||
            taken[i][edge - edges])
          continue;
        taken[i][edge - edges] = TRUE;
        trial = g_new0 (Trial, 1);
        *trial = (Trial){ place->scene, &people[i], edge, NULL };
        trial->number = gw_role_scene_arrange (town, place->scene, other);
        g_ptr_array_add (trials, trial);
      }
}

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_free (trial->number);
  g_free (trial);
}

/* --- requests -------------------------------------------------------------------------- */

static GwTestResponse *
call (const char *login, const char *method, const char *path, const char *body)
{
  return gw_test_exchange (connection, method, path, gw_town_server_token (server, login),
                           body ? "Content-Type: application/json\r\n" : NULL, body, -1);
}

static GwTestResponse *
show (const char *login, const char *number)
{
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);

  return call (login, "GET", path, NULL);
}

static gint64
version_of (const char *number)
{
  g_autoptr (GwTestResponse) response = show ("admin", number);

  return gw_test_json_int (response->json, "case.version");
}

static GwTestResponse *
act (const char *login, const char *number, gint64 version, GwCaseAction action,
     const char *members)
{
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, "/actions", NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"action\":\"%s\",\"version\":%" G_GINT64_FORMAT "%s}",
                       gw_case_action_name (action), version, members);

  return call (login, "POST", path, body);
}

static char *
upload (const char *login)
{
  g_autoptr (GwTestResponse) response = gw_test_exchange (
      connection, "POST", "/api/v1/attachments", gw_town_server_token (server, login),
      "Content-Type: image/png\r\n", (const char *)png, sizeof png);

  g_assert_cmpuint (response->status, ==, 201);
  return g_strdup (gw_test_json_string (response->json, "id"));
}

/* What the edge takes, as members of the request. */
static char *
dup_members (const GwCaseEdge *edge, const char *login, guint without)
{
  g_autofree char *photo =
      (edge->required & GW_FIELD_ATTACHMENTS) != 0 ? upload (login) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 40);
  g_autofree char *until = g_date_time_format (later, "\"%Y-%m-%dT%H:%M:%SZ\"");
  g_autofree char *photos = photo ? g_strdup_printf ("[\"%s\"]", photo) : NULL;
  g_autofree char *case_number = g_strdup_printf ("\"%s\"", other);
  const struct
  {
    GwCaseField field;
    const char *value; /* NULL: left out */
  } values[] = {
    { GW_FIELD_OPINION, "\"说明\"" },    { GW_FIELD_DEPARTMENT, "\"works\"" },
    { GW_FIELD_HANDLER, "\"handler\"" }, { GW_FIELD_CONFIRMED, "true" },
    { GW_FIELD_UNTIL, until },           { GW_FIELD_CASE, case_number },
    { GW_FIELD_CLASS, "\"06013\"" },     { GW_FIELD_DESCRIPTION, "\"另一件\"" },
    { GW_FIELD_ATTACHMENTS, photos },    { GW_FIELD_SATISFACTION, "\"satisfied\"" },
  };
  GString *members = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if ((edge->fields & ~without & values[i].field) != 0 && values[i].value)
      g_string_append_printf (members, ",\"%s\":%s", gw_case_field_name (values[i].field),
                              values[i].value);
  return g_string_free (members, FALSE);
}

/* --- who may ---------------------------------------------------------------------------- */

static void
expect_problem (const GwTestResponse *response, const char *who, const char *what,
                guint status)
{
  const char *code = status == 403   ? "forbidden"
                     : status == 404 ? "not_found"
                                     : "action_not_allowed";

  if (response->status != status ||
      strcmp (gw_test_json_string (response->json, "code"), code) != 0)
    g_error ("%s by %s: %u instead of %u %s: %s", what, who, response->status, status, code,
             response->body);
}

static void
test_trial (gconstpointer data)
{
  const Trial *trial = data;
  const char *login = trial->person->login;
  const GwCaseEdge *edge = trial->edge;
  g_autofree char *members = dup_members (edge, login, 0);
  g_autoptr (GwTestResponse) before = show ("admin", trial->number);
  gint64 version = gw_test_json_int (before->json, "case.version");
  g_autoptr (GwTestResponse) after = NULL;

  for (guint i = 0; i < GW_N_FIELDS; i++)
    {
      g_autofree char *fewer = NULL;
      g_autoptr (GwTestResponse) refused = NULL;

      if ((edge->required & 1u << i) == 0)
        continue;
      fewer = dup_members (edge, login, 1u << i);
      refused = act (login, trial->number, version, edge->action, fewer);
      g_assert_cmpuint (refused->status, ==, 422);
      g_assert_cmpstr (gw_test_json_string (refused->json, "code"), ==, "missing_field");
      g_assert_cmpstr (gw_test_json_string (refused->json, "field"), ==,
                       gw_case_field_name (1u << i));
    }
  after = act (login, trial->number, version, edge->action, members);
  if (after->status != 200)
    g_error ("%u: %s", after->status, after->body);
  g_assert_cmpint (gw_test_json_int (after->json, "case.version"), ==, version + 1);
  g_assert_cmpstr (gw_test_json_string (after->json, "case.state"), ==,
                   edge->to != GW_CASE_NONE
                       ? gw_case_state_name (edge->to)
                       : gw_test_json_string (before->json, "case.state"));
}

/* --- who may not ------------------------------------------------------------------------ */

static guint64
expected_actions (const Place *place, const GwRolePerson *person)
{
  guint64 actions = 0;

  for (guint action = GW_ACTION_FILE; action < GW_ACTION_N; action++)
    {
      const GwCaseEdge *edge;

      if (gw_role_expect (place->scene, &place->situation, person, action, &edge) == 200)
        actions |= GW_ACTION_BIT (action);
    }
  return actions;
}

/* Names, or objects that name an action. */
static guint64
read_actions (json_object *array)
{
  guint64 actions = 0;

  for (gsize i = 0; i < json_object_array_length (array); i++)
    {
      json_object *item = json_object_array_get_idx (array, i);
      json_object *name = json_object_is_type (item, json_type_object)
                              ? json_object_object_get (item, "action")
                              : item;
      GwCaseAction action;

      g_assert_true (gw_case_action_parse (json_object_get_string (name), &action));
      actions |= GW_ACTION_BIT (action);
    }
  return actions;
}

/* What is offered is what may be done. */
static void
check_offer (const Place *place, const GwRolePerson *person, gboolean visible)
{
  g_autoptr (GwTestResponse) response = show (person->login, place->number);

  if (!visible)
    {
      expect_problem (response, person->login, "looking", 404);
      return;
    }
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmphex (read_actions (gw_test_json_get (response->json, "case.actions")), ==,
                   expected_actions (place, person));
}

static void
refuse (const Place *place, gint64 version, const GwRolePerson *person, GwCaseAction action,
        guint status)
{
  g_autoptr (GwTestResponse) response =
      act (person->login, place->number, version, action, "");

  expect_problem (response, person->login, gw_case_action_name (action), status);
  if (status == 422)
    g_assert_cmphex (read_actions (gw_test_json_get (response->json, "allowed")), ==,
                     expected_actions (place, person));
}

/* Not what is of the journal alone, and time or the service does. */
static gboolean
is_for_people (GwCaseAction action)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);

  for (gsize i = 0; i < n; i++)
    if (edges[i].action == action && (edges[i].roles & ~(guint)GW_ROLE_SYSTEM) != 0)
      return action != GW_ACTION_REPORT;
  return FALSE;
}

static void
test_place (gconstpointer data)
{
  const Place *place = data;
  gsize n_people;
  const GwRolePerson *people = gw_role_people (&n_people);
  g_autoptr (GwTestResponse) before = show ("admin", place->number);
  gint64 version = gw_test_json_int (before->json, "case.version");
  g_autoptr (GwTestResponse) after = NULL;
  guint n_refused = 0;

  for (gsize i = 0; i < n_people; i++)
    {
      gboolean visible = FALSE;

      for (guint action = GW_ACTION_FILE; action < GW_ACTION_N; action++)
        {
          const GwCaseEdge *edge;
          guint status =
              gw_role_expect (place->scene, &place->situation, &people[i], action, &edge);

          visible |= status != 404;
          if (status == 200 || !is_for_people (action))
            continue;
          refuse (place, version, &people[i], action, status);
          n_refused++;
        }
      check_offer (place, &people[i], visible);
    }
  after = show ("admin", place->number);
  g_assert_cmpint (gw_test_json_int (after->json, "case.version"), ==, version);
  g_assert_cmpstr (gw_test_json_string (before->json, "case.state"), ==,
                   gw_test_json_string (after->json, "case.state"));
  g_test_message ("%u refused", n_refused);
}

/* Every row of the table is tried by someone, but for what time does by itself. */
static void
test_every_edge (void)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);

  for (gsize i = 0; i < n; i++)
    {
      gboolean tried = (edges[i].roles & ~(guint)GW_ROLE_SYSTEM) == 0 ||
                       edges[i].action == GW_ACTION_REPORT;

      for (guint k = 0; k < trials->len && !tried; k++)
        tried = ((Trial *)g_ptr_array_index (trials, k))->edge == &edges[i];
      if (!tried)
        g_error ("nobody tries “%s”, row %" G_GSIZE_FORMAT,
                 gw_case_action_name (edges[i].action), i);
    }
}

/* Names that are in the journal alone, and names that are nowhere. */
static void
test_no_such_action (void)
{
  for (guint action = GW_ACTION_REPORT; action <= GW_ACTION_N; action++)
    {
      const char *name = action == GW_ACTION_N ? "dance" : gw_case_action_name (action);
      g_autofree char *path =
          g_strconcat ("/api/v1/cases/", places[0].number, "/actions", NULL);
      g_autofree char *body = g_strdup_printf ("{\"action\":\"%s\",\"version\":1}", name);
      g_autoptr (GwTestResponse) response = NULL;

      if (action < GW_ACTION_N && is_for_people (action))
        continue;
      response = call ("admin", "POST", path, body);
      g_assert_cmpuint (response->status, ==, 422);
      g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, "action");
    }
}

/* Reports are made by those who may, and by nobody else. */
static void
test_reports (void)
{
  gsize n_people, n_edges;
  const GwRolePerson *people = gw_role_people (&n_people);
  const GwCaseEdge *edges = gw_lifecycle_edges (&n_edges);

  g_assert_cmpint (edges[0].action, ==, GW_ACTION_REPORT);
  for (gsize i = 0; i < n_people; i++)
    {
      g_autoptr (GwTestResponse) response =
          call (people[i].login, "POST", "/api/v1/reports",
                "{\"kind\":\"matter\",\"class\":\"06010\",\"description\":\"x\","
                "\"location\":{\"lon\":113.0005,\"lat\":23.7005}}");

      g_assert_cmpuint (response->status, ==,
                        (edges[0].roles & people[i].role) != 0 ? 201 : 403);
    }
}

/* --- all together ------------------------------------------------------------------------ */

static gsize
prepare (void)
{
  GwTown *town = gw_town_new ();
  gboolean taken[MAX_PEOPLE][MAX_EDGES] = { 0 };
  gsize n_scenes;
  const GwRoleScene *scenes = gw_role_scenes (&n_scenes);

  g_assert_cmpuint (n_scenes, <=, MAX_SCENES);
  trials = g_ptr_array_new_with_free_func (trial_free);
  other = gw_town_case (town, GW_CASE_REPORTED);
  for (gsize i = 0; i < n_scenes; i++)
    {
      arrange_place (town, &scenes[i], &places[i]);
      arrange_trials (town, &places[i], taken);
    }
  server = gw_town_server_new_take (town, NULL);
  connection = gw_test_connect (server->port);
  return n_scenes;
}

static void
self_handle (const char *number)
{
  g_autofree char *photo = upload ("inspector");
  g_autofree char *members =
      g_strdup_printf (",\"opinion\":\"已处理\",\"attachments\":[\"%s\"]", photo);
  g_autoptr (GwTestResponse) response =
      act ("inspector", number, version_of (number), GW_ACTION_SELF_HANDLE, members);

  g_assert_cmpuint (response->status, ==, 200);
}

static void
add_trials (void)
{
  for (guint i = 0; i < trials->len; i++)
    {
      const Trial *trial = g_ptr_array_index (trials, i);
      g_autofree char *path =
          g_strdup_printf ("/roles/may/%s/%s/%s", trial->person->login,
                           gw_case_action_name (trial->edge->action), trial->scene->name);

      if (is_self_handled (trial->scene))
        self_handle (trial->number);
      g_test_add_data_func (path, trial, test_trial);
    }
}

int
main (int argc, char **argv)
{
  gsize n_places;
  int result;

  g_test_init (&argc, &argv, NULL);
  n_places = prepare ();
  g_test_add_func ("/roles/every-edge", test_every_edge);
  g_test_add_func ("/roles/no-such-action", test_no_such_action);
  g_test_add_func ("/roles/reports", test_reports);
  for (gsize i = 0; i < n_places; i++)
    {
      g_autofree char *path = g_strconcat ("/roles/may-not/", places[i].scene->name, NULL);

      if (is_self_handled (places[i].scene))
        self_handle (places[i].number);
      g_test_add_data_func (path, &places[i], test_place);
    }
  add_trials ();
  result = g_test_run ();
  for (gsize i = 0; i < n_places; i++)
    g_free (places[i].number);
  g_ptr_array_unref (trials);
  gw_test_connection_free (connection);
  gw_town_server_free (server);
  g_free (other);
  return result;
}
