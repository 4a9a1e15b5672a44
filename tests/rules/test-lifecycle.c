/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lifecycle table, edge by edge and as a whole. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/lifecycle.h"
#include "backend/rules/permissions.h"

#define OPINION GW_FIELD_OPINION

typedef struct
{
  const char *name;
  GwCaseState from;
  GwCaseAction action;
  guint roles;
  gboolean own;
  guint given;
  int to;    /* the new state, or -1 */
  int error; /* GwCaseError when to is -1 */
  guint flags;
} Row;

static GwCaseSituation
situation_in (GwCaseState state, guint flags)
{
  return (GwCaseSituation){
    .settings = gw_settings_default (),
    .state = state,
    .flags = flags,
    .task = (flags & GW_FLAG_TASK) == 0 ? GW_TASK_NONE
            : state == GW_CASE_REPORTED ? GW_TASK_VERIFICATION
                                        : GW_TASK_CHECK,
    .has_department = state >= GW_CASE_DISPATCHED,
    .has_deadline = state >= GW_CASE_DISPATCHED,
  };
}

static const Row rows[] = {
  { "inspector-reports", GW_CASE_NONE, GW_ACTION_REPORT, GW_ROLE_INSPECTOR, FALSE, 0,
    GW_CASE_REPORTED, 0 },
  { "dispatcher-reports-not", GW_CASE_NONE, GW_ACTION_REPORT, GW_ROLE_DISPATCHER, FALSE, 0,
    -1, GW_CASE_ERROR_FORBIDDEN },
  { "leader-files", GW_CASE_REPORTED, GW_ACTION_FILE, GW_ROLE_LEADER, FALSE,
    GW_FIELD_URGENT, GW_CASE_FILED, 0 },
  { "acceptor-files-not", GW_CASE_REPORTED, GW_ACTION_FILE, GW_ROLE_ACCEPTOR, FALSE, 0, -1,
    GW_CASE_ERROR_FORBIDDEN },
  { "acceptor-rejects", GW_CASE_REPORTED, GW_ACTION_REJECT, GW_ROLE_ACCEPTOR, FALSE,
    OPINION, GW_CASE_REJECTED, 0 },
  { "reject-needs-opinion", GW_CASE_REPORTED, GW_ACTION_REJECT, GW_ROLE_LEADER, FALSE, 0,
    -1, GW_CASE_ERROR_MISSING_FIELD },
  { "dispatcher-dispatches", GW_CASE_FILED, GW_ACTION_DISPATCH, GW_ROLE_DISPATCHER, FALSE,
    GW_FIELD_DEPARTMENT, GW_CASE_DISPATCHED, 0 },
  { "dispatch-before-filing-not", GW_CASE_REPORTED, GW_ACTION_DISPATCH, GW_ROLE_DISPATCHER,
    FALSE, 0, -1, GW_CASE_ERROR_ACTION_NOT_ALLOWED },
  { "leader-dispatches-not", GW_CASE_FILED, GW_ACTION_DISPATCH, GW_ROLE_LEADER, FALSE, 0,
    -1, GW_CASE_ERROR_FORBIDDEN },
  { "dispatcher-returns", GW_CASE_FILED, GW_ACTION_RETURN, GW_ROLE_DISPATCHER, FALSE,
    OPINION, GW_CASE_REPORTED, 0 },
  { "own-department-accepts", GW_CASE_DISPATCHED, GW_ACTION_ACCEPT, GW_ROLE_DEPARTMENT,
    TRUE, 0, GW_CASE_HANDLING, 0 },
  { "other-department-accepts-not", GW_CASE_DISPATCHED, GW_ACTION_ACCEPT,
    GW_ROLE_DEPARTMENT, FALSE, 0, -1, GW_CASE_ERROR_FORBIDDEN },
  { "department-returns-dispatched", GW_CASE_DISPATCHED, GW_ACTION_RETURN,
    GW_ROLE_DEPARTMENT, TRUE, OPINION, GW_CASE_FILED, 0 },
  { "department-returns-handling", GW_CASE_HANDLING, GW_ACTION_RETURN, GW_ROLE_DEPARTMENT,
    TRUE, OPINION, GW_CASE_FILED, 0 },
  { "return-needs-opinion", GW_CASE_HANDLING, GW_ACTION_RETURN, GW_ROLE_DEPARTMENT, TRUE, 0,
    -1, GW_CASE_ERROR_MISSING_FIELD },
  { "department-handles", GW_CASE_HANDLING, GW_ACTION_HANDLE, GW_ROLE_DEPARTMENT, TRUE,
    OPINION | GW_FIELD_ATTACHMENTS, GW_CASE_HANDLED, 0 },
  { "handle-takes-no-department", GW_CASE_HANDLING, GW_ACTION_HANDLE, GW_ROLE_DEPARTMENT,
    TRUE, OPINION | GW_FIELD_DEPARTMENT, -1, GW_CASE_ERROR_OUT_OF_RANGE },
  { "inspector-checks", GW_CASE_HANDLED, GW_ACTION_CHECK, GW_ROLE_INSPECTOR, FALSE, 0,
    GW_CASE_CHECKED, 0, GW_FLAG_TASK },
  { "department-checks-not", GW_CASE_HANDLED, GW_ACTION_CHECK, GW_ROLE_DEPARTMENT, TRUE, 0,
    -1, GW_CASE_ERROR_FORBIDDEN },
  { "inspector-reworks", GW_CASE_HANDLED, GW_ACTION_REWORK, GW_ROLE_INSPECTOR, FALSE,
    OPINION, GW_CASE_HANDLING, 0, GW_FLAG_TASK },
  { "leader-reworks-checked", GW_CASE_CHECKED, GW_ACTION_REWORK, GW_ROLE_LEADER, FALSE,
    OPINION, GW_CASE_HANDLING, 0 },
  { "leader-closes", GW_CASE_CHECKED, GW_ACTION_CLOSE, GW_ROLE_LEADER, FALSE, 0,
    GW_CASE_CLOSED, 0 },
  { "close-unchecked-not", GW_CASE_HANDLED, GW_ACTION_CLOSE, GW_ROLE_LEADER, FALSE, 0, -1,
    GW_CASE_ERROR_ACTION_NOT_ALLOWED },
  { "closed-is-final", GW_CASE_CLOSED, GW_ACTION_VOID, GW_ROLE_ADMIN, FALSE, OPINION, -1,
    GW_CASE_ERROR_ACTION_NOT_ALLOWED },
  { "manager-only-reads", GW_CASE_REPORTED, GW_ACTION_VOID, GW_ROLE_MANAGER, FALSE, OPINION,
    -1, GW_CASE_ERROR_FORBIDDEN },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  GwCaseSituation situation = situation_in (row->from, row->flags);
  GwCaseActor actor = { .roles = row->roles,
                        .own_department = row->own,
                        .own_task = row->flags & GW_FLAG_TASK };
  const GwCaseEdge *edge =
      gw_lifecycle_take (&situation, &actor, row->action, row->given, &error);

  if (row->to >= 0)
    {
      g_assert_no_error (error);
      g_assert_nonnull (edge);
      g_assert_cmpint (edge->to, ==, row->to);
    }
  else
    {
      g_assert_null (edge);
      g_assert_error (error, GW_CASE_ERROR, row->error);
      g_assert_nonnull (gw_case_error_get_field (error));
    }
}

static void
test_not_allowed_tells_what_is (void)
{
  g_autoptr (GError) error = NULL;
  GwCaseSituation situation = situation_in (GW_CASE_HANDLED, GW_FLAG_TASK);
  GwCaseActor leader = { .roles = GW_ROLE_LEADER };

  g_assert_null (gw_lifecycle_take (&situation, &leader, GW_ACTION_CLOSE, 0, &error));
  g_assert_cmphex (
      gw_case_error_get_value (error), ==,
      GW_ACTION_BIT (GW_ACTION_CHECK) | GW_ACTION_BIT (GW_ACTION_REWORK) |
          GW_ACTION_BIT (GW_ACTION_VOID) | GW_ACTION_BIT (GW_ACTION_CANCEL_TASK) |
          GW_ACTION_BIT (GW_ACTION_SUPERVISE) | GW_ACTION_BIT (GW_ACTION_LINK) |
          GW_ACTION_BIT (GW_ACTION_MERGE) | GW_ACTION_BIT (GW_ACTION_SPLIT));
}

/* Who cannot do something is told why, in words. */
typedef struct
{
  const char *name;
  GwCaseState state;
  guint flags;
  GwCaseAction action;
  guint role;
  guint extensions;
  const char *words;
} Obstacle;

static const Obstacle obstacles[] = {
  { "returned-files-not", GW_CASE_REPORTED, GW_FLAG_RETURNED, GW_ACTION_FILE,
    GW_ROLE_LEADER, 0, "was returned" },
  { "returned-dispatches-not", GW_CASE_FILED, GW_FLAG_RETURNED, GW_ACTION_DISPATCH,
    GW_ROLE_DISPATCHER, 0, "was returned" },
  { "redispatch-only-after-return", GW_CASE_FILED, 0, GW_ACTION_REDISPATCH,
    GW_ROLE_DISPATCHER, 0, "was not returned" },
  { "assigned-returns-not", GW_CASE_HANDLING, GW_FLAG_ASSIGNED, GW_ACTION_RETURN,
    GW_ROLE_DEPARTMENT, 0, "revoked first" },
  { "suspended-handles-not", GW_CASE_HANDLING, GW_FLAG_SUSPENDED, GW_ACTION_HANDLE,
    GW_ROLE_DEPARTMENT, 0, "is suspended" },
  { "late-extends-not", GW_CASE_HANDLING, GW_FLAG_LATE, GW_ACTION_REQUEST_EXTENSION,
    GW_ROLE_DEPARTMENT, 0, "overdue once" },
  { "third-extension-not", GW_CASE_HANDLING, 0, GW_ACTION_REQUEST_EXTENSION,
    GW_ROLE_DEPARTMENT, 2, "no further extension" },
  { "appeal-only-when-late", GW_CASE_CLOSED, 0, GW_ACTION_APPEAL, GW_ROLE_DEPARTMENT, 0,
    "never overdue" },
  { "file-waits-for-verification", GW_CASE_REPORTED, GW_FLAG_TASK, GW_ACTION_FILE,
    GW_ROLE_LEADER, 0, "still has a task" },
};

static void
test_obstacle (gconstpointer data)
{
  const Obstacle *row = data;
  g_autoptr (GError) error = NULL;
  GwCaseSituation situation = situation_in (row->state, row->flags);
  GwCaseActor actor = { row->role, TRUE, TRUE, TRUE, TRUE };

  situation.extensions = row->extensions;
  g_assert_null (gw_lifecycle_take (&situation, &actor, row->action, 0, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_ACTION_NOT_ALLOWED);
  g_assert_nonnull (strstr (error->message, row->words));
}

static void
test_second_extension_has_two_approvers (void)
{
  GwCaseSituation situation = situation_in (GW_CASE_HANDLING, GW_FLAG_REQUEST);
  GwCaseActor dispatcher = { .roles = GW_ROLE_DISPATCHER };
  GwCaseActor leader = { .roles = GW_ROLE_LEADER };
  const GwCaseEdge *edge;

  situation.request = GW_REQUEST_EXTENSION;
  situation.extensions = 1;
  g_assert_null (gw_lifecycle_edge (&situation, &leader, GW_ACTION_APPROVE));
  edge = gw_lifecycle_edge (&situation, &dispatcher, GW_ACTION_APPROVE);
  gw_lifecycle_follow (edge, FALSE, &situation);
  g_assert_cmpuint (situation.extensions, ==, 1);
  g_assert_cmpuint (situation.flags, ==, GW_FLAG_REQUEST);
  g_assert_null (gw_lifecycle_edge (&situation, &dispatcher, GW_ACTION_APPROVE));
  gw_lifecycle_follow (gw_lifecycle_edge (&situation, &leader, GW_ACTION_APPROVE), TRUE,
                       &situation);
  g_assert_cmpuint (situation.extensions, ==, 2);
  g_assert_cmpuint (situation.flags, ==, 0);
}

static void
test_edges_are_sound (void)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpuint (edges[i].roles, !=, 0);
      g_assert_cmpuint (edges[i].from, !=, 0);
      g_assert_cmpuint (edges[i].required & ~edges[i].fields, ==, 0);
      g_assert_cmpuint (edges[i].needs & edges[i].forbids, ==, 0);
      g_assert_cmpuint (edges[i].sets & edges[i].clears, ==, 0);
      g_assert_nonnull (gw_case_action_name (edges[i].action));
    }
}

static void
test_names_round_trip (void)
{
  GwCaseState state;
  GwCaseAction action;

  for (guint i = GW_CASE_REPORTED; i < GW_CASE_N_STATES; i++)
    {
      g_assert_true (gw_case_state_parse (gw_case_state_name (i), &state));
      g_assert_cmpint (state, ==, i);
    }
  for (guint i = GW_ACTION_REPORT; i < GW_ACTION_N; i++)
    {
      g_assert_true (gw_case_action_parse (gw_case_action_name (i), &action));
      g_assert_cmpint (action, ==, i);
    }
  g_assert_false (gw_case_state_parse ("lost", &state));
  g_assert_false (gw_case_action_parse ("", &action));
  g_assert_null (gw_case_state_name (GW_CASE_NONE));
  g_assert_null (gw_case_state_name (77));
}

static void
test_fields_have_names (void)
{
  g_assert_cmpstr (gw_case_field_name (GW_FIELD_OPINION), ==, "opinion");
  g_assert_cmpstr (gw_case_field_type (GW_FIELD_OPINION), ==, "text");
  g_assert_cmpstr (gw_case_field_name (GW_FIELD_ATTACHMENTS), ==, "attachments");
  g_assert_cmpstr (gw_case_field_type (GW_FIELD_URGENT), ==, "boolean");
}

static void
test_open_states (void)
{
  g_assert_cmpuint (gw_case_states_open (), ==,
                    1u << GW_CASE_REPORTED | 1u << GW_CASE_FILED |
                        1u << GW_CASE_DISPATCHED | 1u << GW_CASE_HANDLING |
                        1u << GW_CASE_HANDLED | 1u << GW_CASE_CHECKED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/lifecycle/row/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/lifecycle/not-allowed-tells-what-is", test_not_allowed_tells_what_is);
  for (gsize i = 0; i < G_N_ELEMENTS (obstacles); i++)
    {
      g_autofree char *path = g_strconcat ("/lifecycle/obstacle/", obstacles[i].name, NULL);

      g_test_add_data_func (path, &obstacles[i], test_obstacle);
    }
  g_test_add_func ("/lifecycle/second-extension", test_second_extension_has_two_approvers);
  g_test_add_func ("/lifecycle/edges-are-sound", test_edges_are_sound);
  g_test_add_func ("/lifecycle/names", test_names_round_trip);
  g_test_add_func ("/lifecycle/fields", test_fields_have_names);
  g_test_add_func ("/lifecycle/open-states", test_open_states);
  return g_test_run ();
}
