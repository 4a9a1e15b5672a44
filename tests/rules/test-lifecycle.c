/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lifecycle table, edge by edge and as a whole. */
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
} Row;

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
    GW_CASE_CHECKED, 0 },
  { "department-checks-not", GW_CASE_HANDLED, GW_ACTION_CHECK, GW_ROLE_DEPARTMENT, TRUE, 0,
    -1, GW_CASE_ERROR_FORBIDDEN },
  { "inspector-reworks", GW_CASE_HANDLED, GW_ACTION_REWORK, GW_ROLE_INSPECTOR, FALSE,
    OPINION, GW_CASE_HANDLING, 0 },
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
  const GwCaseEdge *edge =
      gw_lifecycle_apply (row->from, row->action, row->roles, row->own, row->given, &error);

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

  g_assert_null (gw_lifecycle_apply (GW_CASE_HANDLED, GW_ACTION_CLOSE, GW_ROLE_LEADER,
                                     FALSE, 0, &error));
  g_assert_cmpint (gw_case_error_get_value (error), ==,
                   1 << GW_ACTION_CHECK | 1 << GW_ACTION_REWORK | 1 << GW_ACTION_VOID);
}

/* From every state that is not terminal a case can be voided, and a closed end is in reach. */
static void
test_no_dead_ends (void)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);
  guint reaches = 1u << GW_CASE_CLOSED;
  guint before;

  do
    {
      before = reaches;
      for (gsize i = 0; i < n; i++)
        {
          if ((reaches & 1u << edges[i].to) != 0)
            reaches |= 1u << edges[i].from;
        }
    }
  while (reaches != before);
  for (guint state = GW_CASE_REPORTED; state < GW_CASE_N_STATES; state++)
    {
      gboolean terminal = gw_case_state_is_terminal (state);
      guint allowed = gw_lifecycle_allowed (state, G_MAXUINT, TRUE);

      g_assert_cmpint (terminal, ==, allowed == 0);
      g_assert_cmpint ((allowed & 1u << GW_ACTION_VOID) != 0, ==, !terminal);
      if (!terminal)
        g_assert_true ((reaches & 1u << state) != 0);
    }
}

static void
test_every_state_is_reached (void)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);
  guint reached = 1u << GW_CASE_NONE;

  for (guint round = 0; round < GW_CASE_N_STATES; round++)
    {
      for (gsize i = 0; i < n; i++)
        {
          if ((reached & 1u << edges[i].from) != 0)
            reached |= 1u << edges[i].to;
        }
    }
  g_assert_cmpuint (reached, ==, (1u << GW_CASE_N_STATES) - 1);
}

static void
test_edges_are_sound (void)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpuint (edges[i].roles, !=, 0);
      g_assert_cmpuint (edges[i].required & ~edges[i].fields, ==, 0);
      g_assert_nonnull (gw_case_action_name (edges[i].action));
      g_assert_true (gw_lifecycle_edge (edges[i].from, edges[i].action) == &edges[i]);
      g_assert_false (gw_case_state_is_terminal (edges[i].from));
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
  g_test_add_func ("/lifecycle/no-dead-ends", test_no_dead_ends);
  g_test_add_func ("/lifecycle/every-state-is-reached", test_every_state_is_reached);
  g_test_add_func ("/lifecycle/edges-are-sound", test_edges_are_sound);
  g_test_add_func ("/lifecycle/names", test_names_round_trip);
  g_test_add_func ("/lifecycle/fields", test_fields_have_names);
  g_test_add_func ("/lifecycle/open-states", test_open_states);
  return g_test_run ();
}
