/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lifecycle table, explored: from the report on every combination of state, flags, task,
 * request and counters that any sequence of edges can reach, and what must hold in each.
 */
#include "backend/rules/lifecycle.h"
#include "backend/rules/permissions.h"

#define DAY G_GINT64_CONSTANT (86400000)
#define BIT(action) GW_ACTION_BIT (GW_ACTION_##action)
#define LONG_AGO (10000 * DAY)
#define ENDS_OTHERWISE (BIT (VOID) | BIT (FORCE_CLOSE) | BIT (REJECT) | BIT (MERGE))

/* What reality decides and the table does not. */
typedef struct
{
  gboolean confirmed;    /* the verification, that it is overdue, the last approval */
  gboolean has_deadline; /* the class has a limit */
  gboolean unsatisfied;
} Outcome;

/* A step from one situation to another, for walking back. */
typedef struct
{
  guint from;
  guint to;
  guint edge;
} Step;

typedef struct
{
  GArray *situations; /* GwCaseSituation, in the order of discovery */
  GHashTable *known;  /* key -> position + 1 */
  GArray *steps;
  gsize n_edges;
  const GwCaseEdge *edges;
  guint *visits; /* per edge */
} Exploration;

static Exploration explored;

/* --- walking -------------------------------------------------------------------------- */

/* What does not matter to any edge is left out: how often a case came back. */
static guint64
key_of (const GwCaseSituation *s)
{
  guint64 key = s->state;

  key = key << GW_N_FLAGS | s->flags;
  key = key << 2 | s->task;
  key = key << 1 | (s->task_taken != 0);
  key = key << 3 | s->request;
  key = key << 2 | s->request_step;
  key = key << 1 | (s->has_department != 0);
  key = key << 1 | (s->has_deadline != 0);
  key = key << 1 | (s->unsatisfied != 0);
  key = key << 4 | s->extensions;
  key = key << 4 | s->suspensions;
  key = key << 4 | s->deferrals;
  key = key << 4 | s->appeals;
  key = key << 4 | s->reopenings;
  return key;
}

static guint
discover (const GwCaseSituation *situation)
{
  gint64 key = (gint64)key_of (situation);
  gpointer position = g_hash_table_lookup (explored.known, &key);

  if (position != NULL)
    return GPOINTER_TO_UINT (position) - 1;
  g_array_append_val (explored.situations, *situation);
  g_hash_table_insert (explored.known, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (explored.situations->len));
  return explored.situations->len - 1;
}

static void
step (guint from, guint edge, Outcome outcome)
{
  GwCaseSituation next = g_array_index (explored.situations, GwCaseSituation, from);
  Step taken = { .from = from, .edge = edge };

  gw_lifecycle_follow (&explored.edges[edge], outcome.confirmed, &next);
  if ((explored.edges[edge].effects & GW_EFFECT_TAKES_DEPARTMENT) != 0)
    next.has_deadline = outcome.has_deadline;
  if (explored.edges[edge].action == GW_ACTION_VISIT)
    next.unsatisfied = outcome.unsatisfied;
  taken.to = discover (&next);
  g_array_append_val (explored.steps, taken);
  explored.visits[edge]++;
}

/* The handling can only be found overdue while its clock runs and has a due; only for a call
 * does a department answer. */
static gboolean
is_possible (const GwCaseEdge *edge, const GwCaseSituation *situation, Outcome outcome)
{
  guint stages = gw_lifecycle_stages (situation->state, situation->flags);

  if ((edge->effects & GW_EFFECT_TAKES_DEPARTMENT) != 0)
    return !outcome.confirmed || (situation->flags & GW_FLAG_HOTLINE) != 0;
  if (edge->action != GW_ACTION_CARD || !outcome.confirmed)
    return TRUE;
  return situation->has_deadline && (stages & 1u << GW_STAGE_HANDLE) != 0;
}

static gboolean
is_last_approval (guint from)
{
  const GwCaseSituation *situation =
      &g_array_index (explored.situations, GwCaseSituation, from);
  guint n;

  gw_lifecycle_chain (situation, &n);
  return situation->request_step + 1 >= n;
}

static void
step_all_outcomes (guint from, guint edge_position)
{
  const GwCaseEdge *edge = &explored.edges[edge_position];
  gboolean confirms = (edge->effects & GW_EFFECT_CONFIRMS) != 0;
  gboolean approves = (edge->effects & GW_EFFECT_APPROVES) != 0;
  gboolean takes = (edge->effects & GW_EFFECT_TAKES_DEPARTMENT) != 0;
  gboolean visits = edge->action == GW_ACTION_VISIT;

  for (guint i = 0; i < 4; i++)
    {
      Outcome outcome = { i % 2 == 1, takes && i >= 2, visits && i == 1 };

      if (approves)
        outcome.confirmed = is_last_approval (from);
      if ((i == 0 || (i == 1 && (confirms || visits)) || takes) &&
          is_possible (edge, &g_array_index (explored.situations, GwCaseSituation, from),
                       outcome))
        step (from, edge_position, outcome);
    }
}

/* A closed case is looked at soon after and long after. */
static gboolean
fits_sometime (const GwCaseEdge *edge, const GwCaseSituation *situation)
{
  GwCaseSituation later = *situation;

  later.since_closed_ms = LONG_AGO;
  return gw_lifecycle_fits (edge, situation) || gw_lifecycle_fits (edge, &later);
}

static void
explore (void)
{
  GwCaseSituation start = { .settings = gw_settings_default () };
  GwCaseSituation call = { .settings = start.settings, .flags = GW_FLAG_HOTLINE };

  explored.situations = g_array_new (FALSE, FALSE, sizeof (GwCaseSituation));
  explored.steps = g_array_new (FALSE, FALSE, sizeof (Step));
  explored.known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  explored.edges = gw_lifecycle_edges (&explored.n_edges);
  explored.visits = g_new0 (guint, explored.n_edges);
  discover (&start);
  discover (&call);
  for (guint i = 0; i < explored.situations->len; i++)
    {
      GwCaseSituation situation = g_array_index (explored.situations, GwCaseSituation, i);

      for (guint edge = 0; edge < explored.n_edges; edge++)
        {
          if (fits_sometime (&explored.edges[edge], &situation))
            step_all_outcomes (i, edge);
        }
    }
}

static void
leave (void)
{
  g_array_unref (explored.situations);
  g_array_unref (explored.steps);
  g_hash_table_unref (explored.known);
  g_free (explored.visits);
}

typedef void (*Check) (const GwCaseSituation *situation);

static void
for_each (Check check)
{
  for (guint i = 0; i < explored.situations->len; i++)
    check (&g_array_index (explored.situations, GwCaseSituation, i));
}

/* What anyone could do: all roles, everything is one's own. */
static GwCaseActor
anyone (guint roles)
{
  return (GwCaseActor){ roles, TRUE, TRUE, TRUE, TRUE };
}

/* --- what must hold ------------------------------------------------------------------- */

static void
test_size (void)
{
  guint combinations[GW_CASE_N_STATES] = { 0 };

  for (guint i = 0; i < explored.situations->len; i++)
    combinations[g_array_index (explored.situations, GwCaseSituation, i).state]++;
  g_test_message ("%u situations, %u steps over %zu edges", explored.situations->len,
                  explored.steps->len, explored.n_edges);
  for (guint state = GW_CASE_REPORTED; state < GW_CASE_N_STATES; state++)
    {
      g_test_message ("%s: %u", gw_case_state_name (state), combinations[state]);
      g_assert_cmpuint (combinations[state], >, 0);
    }
}

static void
test_every_edge_is_reached (void)
{
  for (guint i = 0; i < explored.n_edges; i++)
    {
      if (explored.visits[i] == 0)
        g_test_message ("edge %u: %s", i, gw_case_action_name (explored.edges[i].action));
      g_assert_cmpuint (explored.visits[i], >, 0);
    }
}

static void
check_sound (const GwCaseSituation *s)
{
  g_assert_cmpint ((s->flags & GW_FLAG_TASK) != 0, ==, s->task != GW_TASK_NONE);
  g_assert_cmpint ((s->flags & GW_FLAG_REQUEST) != 0, ==, s->request != GW_REQUEST_NONE);
  g_assert_cmpuint (s->extensions, <=, 2);
  g_assert_cmpuint (s->suspensions, <=, 1);
  g_assert_cmpuint (s->deferrals, <=, 1);
  g_assert_cmpuint (s->appeals, <=, 1);
  g_assert_cmpuint (s->reopenings, <=, 2);
  if (gw_case_state_has_clock (s->state))
    g_assert_true (s->has_department);
  else
    g_assert_cmpuint (s->flags & GW_FLAG_SUSPENDED, ==, 0);
  if ((s->flags & GW_FLAG_SUSPENDED) != 0)
    g_assert_cmpuint (s->flags & GW_FLAG_REQUEST, ==, 0);
  if ((s->flags & GW_FLAG_EXEMPT) != 0)
    g_assert_cmpint (s->state, ==, GW_CASE_CLOSED);
  if ((s->flags & GW_FLAG_RESPONSIBLE) != 0)
    g_assert_cmpuint (s->flags & GW_FLAG_HOTLINE, !=, 0);
  if ((s->flags & GW_FLAG_COORDINATE) != 0)
    g_assert_cmpint (s->state, ==, GW_CASE_FILED);
  /* Who has accepted a call answers for it. */
  if (s->state == GW_CASE_HANDLING && (s->flags & GW_FLAG_HOTLINE) != 0)
    g_assert_cmpuint (s->flags & GW_FLAG_RESPONSIBLE, !=, 0);
}

static void
test_sound (void)
{
  for_each (check_sound);
}

/* One stage, the total, of a call the answer until it is handled, while open; none while suspended or ended. */
static void
check_clocks (const GwCaseSituation *s)
{
  guint stages = gw_lifecycle_stages (s->state, s->flags);

  if (s->state == GW_CASE_NONE || gw_case_state_is_terminal (s->state) ||
      (s->flags & GW_FLAG_SUSPENDED) != 0)
    {
      g_assert_cmpuint (stages, ==, 0);
      return;
    }
  g_assert_cmpuint (stages & 1u << GW_STAGE_TOTAL, !=, 0);
  g_assert_cmpint ((stages & 1u << GW_STAGE_ANSWER) != 0, ==,
                   (s->flags & GW_FLAG_HOTLINE) != 0 && s->state < GW_CASE_HANDLED);
  stages &= ~(1u << GW_STAGE_TOTAL | 1u << GW_STAGE_ANSWER);
  g_assert_cmpuint (stages, !=, 0);
  g_assert_cmpuint (stages & (stages - 1), ==, 0);
}

static void
test_no_clock_runs_when_it_must_not (void)
{
  for_each (check_clocks);
}

static void
check_end (const GwCaseSituation *s)
{
  GwCaseActor all = anyone (G_MAXUINT);
  guint64 allowed = gw_lifecycle_allowed (s, &all);
  const guint64 said_of_cards = BIT (EXPLAIN_CARD) | BIT (REVOKE_CARD);

  if (s->state == GW_CASE_REJECTED || s->state == GW_CASE_VOIDED ||
      s->state == GW_CASE_MERGED)
    g_assert_cmpuint (allowed & ~said_of_cards, ==, 0);
  else if (s->state != GW_CASE_NONE && !gw_case_state_is_terminal (s->state))
    {
      GwCaseActor leader = anyone (GW_ROLE_LEADER);
      GwCaseActor admin = anyone (GW_ROLE_ADMIN);

      g_assert_cmpuint (gw_lifecycle_allowed (s, &leader) & BIT (VOID), !=, 0);
      g_assert_cmpuint (gw_lifecycle_allowed (s, &admin) & BIT (FORCE_CLOSE), !=, 0);
    }
}

static void
test_every_open_case_can_be_ended (void)
{
  for_each (check_end);
}

/* Without voiding, rejecting, merging or force: by people doing their work. */
static void
test_no_dead_ends (void)
{
  guint n = explored.situations->len;
  g_autofree gboolean *arrives = g_new0 (gboolean, n);
  gboolean more = TRUE;

  for (guint i = 0; i < n; i++)
    arrives[i] = gw_case_state_is_terminal (
        g_array_index (explored.situations, GwCaseSituation, i).state);
  while (more)
    {
      more = FALSE;
      for (guint i = explored.steps->len; i-- > 0;)
        {
          const Step *s = &g_array_index (explored.steps, Step, i);
          const GwCaseEdge *edge = &explored.edges[s->edge];

          if (arrives[s->from] || !arrives[s->to] ||
              (GW_ACTION_BIT (edge->action) & ENDS_OTHERWISE) != 0)
            continue;
          arrives[s->from] = more = TRUE;
        }
    }
  for (guint i = 0; i < n; i++)
    g_assert_true (arrives[i]);
}

/* Who gets a case back does not send it on the same way. */
static void
check_returned (const GwCaseSituation *s)
{
  GwCaseActor all = anyone (G_MAXUINT);

  if ((s->flags & GW_FLAG_RETURNED) == 0)
    return;
  for (guint i = 0; i < explored.n_edges; i++)
    {
      if ((explored.edges[i].effects & GW_EFFECT_FORWARD) != 0)
        g_assert_false (gw_lifecycle_fits (&explored.edges[i], s));
    }
  g_assert_cmpuint (gw_lifecycle_allowed (s, &all) &
                        (BIT (FILE) | BIT (DISPATCH) | BIT (ACCEPT) | BIT (HANDLE) |
                         BIT (SELF_HANDLE) | BIT (CHECK) | BIT (CLOSE)),
                    ==, 0);
}

static void
test_no_shortcut_after_a_return (void)
{
  for_each (check_returned);
}

/* Only the leader says what becomes of a call that the department sent back that answers for
 * it. */
static void
check_coordination (const GwCaseSituation *s)
{
  GwCaseActor dispatcher = anyone (GW_ROLE_DISPATCHER);
  GwCaseActor leader = anyone (GW_ROLE_LEADER);
  guint64 decisions = BIT (REDISPATCH) | BIT (RETURN);

  if ((s->flags & GW_FLAG_COORDINATE) == 0)
    return;
  g_assert_cmpuint (gw_lifecycle_allowed (s, &dispatcher) & decisions, ==, 0);
  g_assert_cmpuint (gw_lifecycle_allowed (s, &leader) & decisions, ==, decisions);
}

static void
test_first_responsible (void)
{
  for_each (check_coordination);
}

/* --- roles ---------------------------------------------------------------------------- */

/* Written down once more, apart from the table: all that a role may ever do. */
static const struct
{
  GwRole role;
  guint64 may;
} matrix[] = {
  { GW_ROLE_INSPECTOR, BIT (REPORT) | BIT (CHECK) | BIT (REWORK) | BIT (ACCEPT_TASK) |
                           BIT (VERIFY) | BIT (SELF_HANDLE) },
  { GW_ROLE_ACCEPTOR,
    BIT (REPORT) | BIT (REGISTER) | BIT (REJECT) | BIT (REQUEST_VERIFICATION) |
        BIT (REQUEST_CHECK) | BIT (CANCEL_TASK) | BIT (AMEND) | BIT (MERGE) | BIT (LINK) |
        BIT (SPLIT) | BIT (VISIT) | BIT (REOPEN) | BIT (APPROVE) | BIT (REFUSE) },
  { GW_ROLE_LEADER, BIT (REPORT) | BIT (REGISTER) | BIT (FILE) | BIT (REJECT) |
                        BIT (CHECK) | BIT (REWORK) | BIT (CLOSE) | BIT (RETURN) |
                        BIT (REDISPATCH) | BIT (VOID) | BIT (REQUEST_VERIFICATION) |
                        BIT (REQUEST_CHECK) | BIT (CANCEL_TASK) | BIT (AMEND) |
                        BIT (MERGE) | BIT (LINK) | BIT (SPLIT) | BIT (VISIT) |
                        BIT (REOPEN) | BIT (APPROVE) | BIT (REFUSE) | BIT (RESUME) |
                        BIT (SUPERVISE) | BIT (END_SUPERVISION) },
  { GW_ROLE_DISPATCHER, BIT (DISPATCH) | BIT (REDISPATCH) | BIT (RETURN) | BIT (AMEND) |
                            BIT (LINK) | BIT (SPLIT) | BIT (APPROVE) | BIT (REFUSE) |
                            BIT (RESUME) },
  { GW_ROLE_DEPARTMENT, BIT (ACCEPT) | BIT (HANDLE) | BIT (RETURN) | BIT (ASSIGN) |
                            BIT (REVOKE) | BIT (REQUEST_EXTENSION) |
                            BIT (REQUEST_SUSPENSION) | BIT (REQUEST_DEFERRAL) |
                            BIT (APPEAL) | BIT (WITHDRAW) | BIT (RESUME) },
  { GW_ROLE_MANAGER, BIT (SUPERVISE) | BIT (END_SUPERVISION) },
  { GW_ROLE_ADMIN, BIT (REPORT) | BIT (REGISTER) | BIT (FILE) | BIT (REJECT) |
                       BIT (DISPATCH) | BIT (REDISPATCH) | BIT (VOID) |
                       BIT (REQUEST_VERIFICATION) | BIT (REQUEST_CHECK) |
                       BIT (CANCEL_TASK) | BIT (AMEND) | BIT (MERGE) | BIT (LINK) |
                       BIT (SPLIT) | BIT (RESUME) | BIT (FORCE_CLOSE) },
  { GW_ROLE_HANDLER, BIT (ACCEPT) | BIT (HANDLE) | BIT (RETURN) | BIT (REQUEST_EXTENSION) |
                         BIT (REQUEST_SUSPENSION) | BIT (REQUEST_DEFERRAL) |
                         BIT (WITHDRAW) },
  { GW_ROLE_EXCHANGE, BIT (REPORT) | BIT (VISIT) },
  { GW_ROLE_SYSTEM, BIT (REVOKE) | BIT (CANCEL_TASK) | BIT (RESUME) | BIT (REOPEN) |
                        BIT (CARD) | BIT (RECALCULATE) | BIT (OFFER_TASK) |
                        BIT (EXPLAIN_CARD) | BIT (REVOKE_CARD) | BIT (ESCALATE) },
};

static void
test_role (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  GwCaseActor own = anyone (matrix[row].role);
  GwCaseActor foreign = { .roles = matrix[row].role };
  guint64 ever = 0, ever_foreign = 0;

  for (guint i = 0; i < explored.situations->len; i++)
    {
      const GwCaseSituation *s = &g_array_index (explored.situations, GwCaseSituation, i);

      ever |= gw_lifecycle_allowed (s, &own);
      ever_foreign |= gw_lifecycle_allowed (s, &foreign);
    }
  g_assert_cmphex (ever, ==, matrix[row].may);
  if (matrix[row].role == GW_ROLE_DEPARTMENT || matrix[row].role == GW_ROLE_HANDLER)
    g_assert_cmphex (ever_foreign, ==, 0);
  if (matrix[row].role == GW_ROLE_INSPECTOR || matrix[row].role == GW_ROLE_EXCHANGE)
    g_assert_cmphex (ever_foreign, ==, BIT (REPORT));
}

/* Nobody decides on a request whose turn it is not. */
static void
test_chains (void)
{
  for (guint i = 0; i < explored.situations->len; i++)
    {
      const GwCaseSituation *s = &g_array_index (explored.situations, GwCaseSituation, i);
      guint n;
      const guint *chain = gw_lifecycle_chain (s, &n);

      for (guint role = 0; role < GW_N_ROLES; role++)
        {
          GwCaseActor actor = anyone (1u << role);
          gboolean decides = (gw_lifecycle_allowed (s, &actor) & BIT (APPROVE)) != 0;

          g_assert_cmpint (decides, ==, n > 0 && chain[s->request_step] == 1u << role);
        }
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  explore ();
  g_test_add_func ("/lifecycle-exploration/size", test_size);
  g_test_add_func ("/lifecycle-exploration/every-edge-is-reached",
                   test_every_edge_is_reached);
  g_test_add_func ("/lifecycle-exploration/sound", test_sound);
  g_test_add_func ("/lifecycle-exploration/clocks", test_no_clock_runs_when_it_must_not);
  g_test_add_func ("/lifecycle-exploration/can-be-ended",
                   test_every_open_case_can_be_ended);
  g_test_add_func ("/lifecycle-exploration/no-dead-ends", test_no_dead_ends);
  g_test_add_func ("/lifecycle-exploration/returns", test_no_shortcut_after_a_return);
  g_test_add_func ("/lifecycle-exploration/chains", test_chains);
  g_test_add_func ("/lifecycle-exploration/first-responsible", test_first_responsible);
  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    {
      const char *name = gw_role_name (matrix[i].role);
      g_autofree char *path =
          g_strconcat ("/lifecycle-exploration/role/", name ? name : "system", NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_role);
    }
  result = g_test_run ();
  leave ();
  return result;
}
