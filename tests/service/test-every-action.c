/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every person tries every action in every kind of situation: what the case offers is taken,
 * all else is refused as it is documented. Generated from the table of the lifecycle.
 */
#include "backend/rules/case-error.h"
#include "backend/service/audit.h"
#include "backend/service/case-query.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)

/* What leads to the situation from a state of the main line, NONE: from a call. */
typedef struct
{
  const char *login;
  GwCaseAction action;
  const char *person; /* the inspector, handler or department */
} Step;

typedef struct
{
  const char *name;
  GwCaseState state;
  Step steps[4];
} Situation;

static const Situation situations[] = {
  { "reported", GW_CASE_REPORTED, { { 0 } } },
  { "called", GW_CASE_NONE, { { 0 } } },
  { "registered", GW_CASE_NONE, { { "acceptor", GW_ACTION_REGISTER } } },
  { "to-be-verified",
    GW_CASE_REPORTED,
    { { "acceptor", GW_ACTION_REQUEST_VERIFICATION, "inspector2" } } },
  { "filed", GW_CASE_FILED, { { 0 } } },
  { "returned-to-acceptor", GW_CASE_FILED, { { "dispatcher", GW_ACTION_RETURN } } },
  { "returned-to-dispatcher", GW_CASE_DISPATCHED, { { "sanitation", GW_ACTION_RETURN } } },
  { "dispatched", GW_CASE_DISPATCHED, { { 0 } } },
  { "handling", GW_CASE_HANDLING, { { 0 } } },
  { "assigned", GW_CASE_HANDLING, { { "sanitation", GW_ACTION_ASSIGN, "handler" } } },
  { "extension-asked",
    GW_CASE_HANDLING,
    { { "sanitation", GW_ACTION_REQUEST_EXTENSION } } },
  { "suspension-half-approved",
    GW_CASE_HANDLING,
    { { "sanitation", GW_ACTION_REQUEST_SUSPENSION },
      { "dispatcher", GW_ACTION_APPROVE } } },
  { "suspended",
    GW_CASE_HANDLING,
    { { "sanitation", GW_ACTION_REQUEST_SUSPENSION },
      { "dispatcher", GW_ACTION_APPROVE },
      { "leader", GW_ACTION_APPROVE } } },
  { "handled", GW_CASE_HANDLED, { { 0 } } },
  { "checked", GW_CASE_CHECKED, { { 0 } } },
  { "closed", GW_CASE_CLOSED, { { 0 } } },
  { "voided", GW_CASE_HANDLING, { { "leader", GW_ACTION_VOID } } },
};

static const char *const logins[] = { "inspector",  "inspector2", "acceptor", "leader",
                                      "dispatcher", "manager",    "admin",    "sanitation",
                                      "works",      "handler" };

typedef struct
{
  GwTown *town;
  char *other; /* another open case */
  char *number;
} Scene;

/* All that the edge takes, but a photograph. */
static GwActionRequest
fill (Scene *scene, const GwCaseEdge *edge, const char *person)
{
  GwActionRequest request = { .number = scene->number, .action = edge->action };
  guint fields = edge->fields;

  if ((fields & GW_FIELD_OPINION) != 0)
    request.opinion = "说明";
  if ((fields & GW_FIELD_HANDLER) != 0)
    request.handler = "handler";
  if ((fields & GW_FIELD_INSPECTOR) != 0)
    request.inspector = person;
  if ((fields & GW_FIELD_DEPARTMENT) != 0)
    request.department = "works";
  if ((fields & GW_FIELD_UNTIL) != 0)
    request.until = scene->town->now_ms + 48 * HOUR;
  if ((fields & GW_FIELD_CASE) != 0)
    request.other = scene->other;
  if ((fields & GW_FIELD_CLASS) != 0)
    request.class_code = "06013";
  if ((fields & GW_FIELD_DESCRIPTION) != 0)
    request.description = "另一件";
  if ((fields & GW_FIELD_SATISFACTION) != 0)
    request.satisfaction = GW_SATISFACTION_SATISFIED;
  request.has_confirmed = (fields & GW_FIELD_CONFIRMED) != 0;
  request.confirmed = request.has_confirmed;
  return request;
}

/* NULL when the user does not see the case. */
static GwCaseDetail *
look (Scene *scene, const char *login)
{
  g_autoptr (GwPerson) user = gw_town_person (scene->town, login);

  return gw_case_query_one (scene->town->service, user, scene->number, NULL);
}

static const GwCaseEdge *
find_edge (const GwCaseDetail *detail, GwCaseAction action)
{
  for (guint i = 0; detail != NULL && i < detail->edges->len; i++)
    {
      const GwCaseEdge *edge = g_ptr_array_index (detail->edges, i);

      if (edge->action == action)
        return edge;
    }
  return NULL;
}

static void
arrange (Scene *scene, const Situation *situation)
{
  g_free (scene->number);
  scene->number = situation->state == GW_CASE_NONE
                      ? gw_town_called_case (scene->town)
                      : gw_town_case (scene->town, situation->state);
  for (guint i = 0; situation->steps[i].login != NULL; i++)
    {
      const Step *step = &situation->steps[i];
      g_autoptr (GwCaseDetail) detail = look (scene, step->login);
      g_autoptr (GError) error = NULL;
      g_autoptr (GwTownAnswer) answer = NULL;

      answer = gw_town_act (scene->town, step->login,
                            fill (scene, find_edge (detail, step->action), step->person),
                            &error);
      g_assert_no_error (error);
    }
}

/* TRUE when the case has changed. */
static gboolean
try_offered (Scene *scene, const char *login, const GwCaseEdge *edge)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer =
      gw_town_act (scene->town, login, fill (scene, edge, NULL), &error);

  if ((edge->required & GW_FIELD_ATTACHMENTS) != 0)
    {
      g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_MISSING_FIELD);
      return FALSE;
    }
  g_assert_no_error (error);
  if (edge->to != GW_CASE_NONE)
    g_assert_cmpint (answer->row->state, ==, edge->to);
  return TRUE;
}

static void
try_refused (Scene *scene, const char *login, GwCaseAction action, gboolean visible)
{
  g_autoptr (GError) error = NULL;
  GwActionRequest request = { .number = scene->number, .action = action, .version = 1 };
  g_autoptr (GwCaseDetail) as_admin = look (scene, "admin");

  request.version = as_admin->row->version;
  g_assert_null (gw_town_act (scene->town, login, request, &error));
  if (!visible)
    g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
  else if (error->code != GW_CASE_ERROR_FORBIDDEN)
    g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_ACTION_NOT_ALLOWED);
}

static void
tell_difference (const GwAuditDifference *difference, gpointer user_data)
{
  g_error ("%s: %s: stored %s, computed %s", difference->number, difference->field,
           difference->stored, difference->computed);
}

static void
assert_audit (GwTown *town)
{
  g_autoptr (GError) error = NULL;
  GwAuditSummary summary;

  gw_audit (town->service, tell_difference, NULL, &summary, &error);
  g_assert_no_error (error);
  g_test_message ("%u events of %u cases recomputed", summary.n_events, summary.n_cases);
}

static void
test_situation (gconstpointer data)
{
  const Situation *situation = data;
  Scene scene = { .town = gw_town_new () };
  guint n_taken = 0, n_refused = 0;

  scene.town->now_ms = GW_TOWN_MONDAY;
  scene.other = gw_town_case (scene.town, GW_CASE_REPORTED);
  arrange (&scene, situation);
  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      for (guint action = GW_ACTION_FILE; action < GW_ACTION_CARD; action++)
        {
          g_autoptr (GwCaseDetail) detail = look (&scene, logins[i]);
          const GwCaseEdge *edge = find_edge (detail, action);

          if (edge == NULL)
            {
              try_refused (&scene, logins[i], action, detail != NULL);
              n_refused++;
            }
          else if (try_offered (&scene, logins[i], edge))
            {
              arrange (&scene, situation);
              n_taken++;
            }
        }
    }
  g_test_message ("%u actions taken, %u refused", n_taken, n_refused);
  assert_audit (scene.town);
  g_free (scene.number);
  g_free (scene.other);
  gw_town_free (scene.town);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (situations); i++)
    {
      g_autofree char *path = g_strconcat ("/every-action/", situations[i].name, NULL);

      g_test_add_data_func (path, &situations[i], test_situation);
    }
  return g_test_run ();
}
