/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file with cases in every state, from before the complete life of a case: it is migrated,
 * audited, and every case goes on to its end. */
#include <glib/gstdio.h>

#include "backend/service/audit.h"
#include "backend/service/service-private.h"
#include "backend/store/sqlite/connection.h"
#include "backend/store/sqlite/schema.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define START (GW_TOWN_MONDAY - 24 * HOUR)
#define FIRST_ID G_GINT64_CONSTANT (202611220000001)
/* The schema before flags, clocks and tasks. */
#define OLD_SCHEMA 5

static const char CITY[] =
    "INSERT INTO city VALUES (1, '城', 'City', 'gb47678-2026', 'Asia/Shanghai', 1);"
    "INSERT INTO area (id, code, parent_id, level, name) VALUES"
    " (1, '441802', NULL, 'city', '城'), (2, '441802001', 1, 'street', '街道'),"
    " (3, '441802001001', 2, 'community', '社区');"
    "INSERT INTO department (id, code, name) VALUES (1, 'sanitation', '环卫局'),"
    " (2, 'works', '市政局');"
    "INSERT INTO person (id, login, name, password_hash, department_id, created_at) VALUES"
    " (1, 'inspector', '监督员', '-', NULL, 0), (2, 'leader', '值班长', '-', NULL, 0),"
    " (3, 'dispatcher', '派遣员', '-', NULL, 0), (4, 'sanitation', '处置员', '-', 1, 0),"
    " (5, 'admin', '管理员', '-', NULL, 0);"
    "INSERT INTO role_grant VALUES (1, 'inspector'), (2, 'leader'), (3, 'dispatcher'),"
    " (4, 'department'), (5, 'admin');"
    "INSERT INTO cell (id, code, community_id, area_m2, geometry) VALUES"
    " (1, '441802001001001', 3, 1.0,"
    " CastToMultiPolygon (BuildMbr (113.0, 23.7, 113.001, 23.701, 4326)));"
    "INSERT INTO catalogue_class (id, kind, code, class_group, name) VALUES"
    " (1, 0, '06010', '市容环境', '暴露垃圾');"
    "INSERT INTO filing_condition (id, class_id, limit_value, limit_unit) VALUES"
    " (1, 1, 4, 'work_hour');"
    "INSERT INTO routing_rule (id, class_code, department_id) VALUES (1, '06010', 1);";

/* The main line as it was then; '<': back by whoever had it; 'w': back to be done again. */
typedef struct
{
  const char
      *steps;   /* r F D a h c C: report, file, dispatch, accept, handle, check, close */
  gint64 limit; /* hours that the handling was given */
  guint flags;  /* GwCaseFlag bits that it has today */
} Life;

static const Life LIVES[] = {
  { "r", 0, 0 },
  { "rx", 0, 0 },
  { "rF", 0, GW_FLAG_REGISTERED },
  { "rFDa<", 60, GW_FLAG_REGISTERED },
  { "rFD", 60, GW_FLAG_REGISTERED },
  { "rFDa", 22, GW_FLAG_REGISTERED }, /* its yellow lamp came since */
  { "rFDa", 10, GW_FLAG_REGISTERED | GW_FLAG_LATE },
  { "rFDah", 60, GW_FLAG_REGISTERED | GW_FLAG_TASK },
  { "rFDah", 3, GW_FLAG_REGISTERED | GW_FLAG_TASK | GW_FLAG_LATE },
  { "rFDahc", 60, GW_FLAG_REGISTERED },
  { "rFDahcC", 60, GW_FLAG_REGISTERED },
  { "rFDv", 60, 0 },
  { "rFDahwh", 60, GW_FLAG_REGISTERED | GW_FLAG_TASK },
  { "rFDahcC", 3, GW_FLAG_REGISTERED | GW_FLAG_LATE },
};

#define YELLOW 5
#define CLOSED_LATE 13

/* What each letter did, and what the first schema counted. */
static const struct
{
  char letter;
  GwCaseAction action;
  GwCaseState to;
  guint counts;
} STEPS[] = {
  { 'r', GW_ACTION_REPORT, GW_CASE_REPORTED, GW_COUNT_MASK (GW_COUNT_REPORTED) },
  { 'x', GW_ACTION_REJECT, GW_CASE_REJECTED, GW_COUNT_MASK (GW_COUNT_REJECTED) },
  { 'F', GW_ACTION_FILE, GW_CASE_FILED, GW_COUNT_MASK (GW_COUNT_FILED) },
  { 'D', GW_ACTION_DISPATCH, GW_CASE_DISPATCHED, GW_COUNT_MASK (GW_COUNT_DISPATCHED) },
  { 'a', GW_ACTION_ACCEPT, GW_CASE_HANDLING, 0 },
  { 'h', GW_ACTION_HANDLE, GW_CASE_HANDLED, GW_COUNT_MASK (GW_COUNT_HANDLED) },
  { 'c', GW_ACTION_CHECK, GW_CASE_CHECKED, 0 },
  { 'C', GW_ACTION_CLOSE, GW_CASE_CLOSED, GW_COUNT_MASK (GW_COUNT_CLOSED) },
  { '<', GW_ACTION_RETURN, GW_CASE_FILED, GW_COUNT_MASK (GW_COUNT_RETURNS) },
  { 'w', GW_ACTION_REWORK, GW_CASE_HANDLING, GW_COUNT_MASK (GW_COUNT_REWORKS) },
  { 'v', GW_ACTION_VOID, GW_CASE_VOIDED, GW_COUNT_MASK (GW_COUNT_VOIDED) },
};

static guint
find_step (char letter)
{
  guint i = 0;

  while (STEPS[i].letter != letter)
    g_assert_cmpuint (++i, <, G_N_ELEMENTS (STEPS));
  return i;
}

/* --- the old file --------------------------------------------------------------------- */

static void
run (GwConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  gw_connection_run (connection, sql, &error);
  g_assert_no_error (error);
}

static G_GNUC_PRINTF (2, 3) void run_format (GwConnection *connection, const char *format,
                                             ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  run (connection, sql);
}

/* As the program of then left the case: what came again forgot when it was done before. */
static void
add_case (GwConnection *connection, gint64 id, const Life *life)
{
  GwCaseRecord record = { .reported_at = START };
  gint64 at = START;

  for (const char *letter = life->steps; *letter != '\0'; letter++, at += 2 * HOUR)
    {
      record.state = STEPS[find_step (*letter)].to;
      record.department_id = *letter == '<' ? 0 : record.department_id;
      record.deadline_start = *letter == '<' ? 0 : record.deadline_start;
      record.returns += *letter == '<';
      record.reworks += *letter == 'w';
      record.version++;
      if (*letter == 'F')
        record.filed_at = at;
      if (*letter == 'D')
        record.department_id = 1;
      if (*letter == 'D')
        record.dispatched_at = record.deadline_start = at;
      if (*letter == 'h' || *letter == 'w')
        record.handled_at = *letter == 'h' ? at : 0;
      if (*letter == 'c')
        record.checked_at = at;
      if (*letter == 'C')
        record.closed_at = at;
    }
  record.open = record.state <= GW_CASE_CHECKED;
  record.ticking = gw_case_state_has_clock (record.state);
  if (record.deadline_start != 0)
    record.deadline = record.deadline_start + life->limit * HOUR;
  record.overdue = (life->flags & GW_FLAG_LATE) != 0;
  run_format (
      connection,
      "INSERT INTO case_file (id, version, state, open, ticking, overdue, kind, class_id,"
      " urgent, cell_id, lon, lat, description, source, reporter_id, department_id,"
      " reported_at, filed_at, dispatched_at, handled_at, checked_at, closed_at,"
      " deadline_start, warn_at, deadline, reworks, returns, updated_at) VALUES"
      " (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
      ", %u, %d, %d, %d, 0, 1, 0, 1, 1130005000,"
      " 237005000, '垃圾', 'inspector', 1, nullif (%" G_GINT64_FORMAT ", 0),"
      " %" G_GINT64_FORMAT ", nullif (%" G_GINT64_FORMAT ", 0),"
      " nullif (%" G_GINT64_FORMAT ", 0), nullif (%" G_GINT64_FORMAT ", 0),"
      " nullif (%" G_GINT64_FORMAT ", 0), nullif (%" G_GINT64_FORMAT ", 0),"
      " nullif (%" G_GINT64_FORMAT ", 0), nullif (%" G_GINT64_FORMAT ", 0),"
      " nullif (%" G_GINT64_FORMAT ", 0), %u, %u, %" G_GINT64_FORMAT ")",
      id, record.version, record.state, record.open, record.ticking, record.overdue,
      record.department_id, record.reported_at, record.filed_at, record.dispatched_at,
      record.handled_at, record.checked_at, record.closed_at, record.deadline_start,
      record.deadline - (record.deadline != 0 ? life->limit * HOUR / 10 : 0),
      record.deadline, record.reworks, record.returns, at);
}

static void
add_events (GwConnection *connection, gint64 id, const Life *life)
{
  guint state = GW_CASE_NONE;
  gboolean late = (life->flags & GW_FLAG_LATE) != 0;

  for (guint i = 0; life->steps[i] != '\0'; i++)
    {
      guint step = find_step (life->steps[i]);
      guint counts = STEPS[step].counts;
      gboolean has_department = state >= GW_CASE_DISPATCHED;

      if (life->steps[i] == 'D')
        has_department = TRUE;
      if (life->steps[i] == 'h' && !late)
        counts |= GW_COUNT_MASK (GW_COUNT_HANDLED_IN_TIME);
      if (life->steps[i] == 'C' && !late)
        counts |= GW_COUNT_MASK (GW_COUNT_CLOSED_IN_TIME);
      run_format (connection,
                  "INSERT INTO case_event (case_id, version, action, from_state, to_state,"
                  " at, actor_id, department_id, counts) VALUES (%" G_GINT64_FORMAT
                  ", %u, %d, nullif (%u, 0), %d, %" G_GINT64_FORMAT ", 1, %s, %u)",
                  id, i + 1, STEPS[step].action, state, STEPS[step].to,
                  START + i * 2 * HOUR, has_department ? "1" : "NULL", counts);
      state = STEPS[step].to;
    }
}

/* Of now; what was counted is counted again by the second migration. */
static void
add_counters (GwConnection *connection)
{
  run (connection,
       "INSERT INTO cell_counter SELECT 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
       " sum (open), sum (open AND overdue) FROM case_file;"
       "INSERT INTO department_counter SELECT 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
       " sum (open), sum (open AND overdue)"
       " FROM case_file WHERE department_id = 1");
}

static void
make_old_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwConnection) connection =
      gw_connection_new (path, GW_CONNECTION_CREATE, TRUE, &error);

  g_assert_no_error (error);
  for (guint number = 1; number <= OLD_SCHEMA; number++)
    {
      run (connection, "BEGIN");
      run (connection, gw_migration_sql (number));
      if (number == 1)
        run (connection, CITY);
      for (guint i = 0; number == 1 && i < G_N_ELEMENTS (LIVES); i++)
        {
          add_case (connection, FIRST_ID + i, &LIVES[i]);
          add_events (connection, FIRST_ID + i, &LIVES[i]);
        }
      if (number == 1)
        add_counters (connection);
      run_format (connection,
                  "PRAGMA application_id = %d; PRAGMA user_version = %u; COMMIT",
                  GW_APPLICATION_ID, number);
    }
}

/* A town whose service has opened the old file. */
static GwTown *
open_old_file (void)
{
  GwTown *town = gw_town_new ();

  town->now_ms = GW_TOWN_MONDAY;
  g_clear_pointer (&town->service, gw_service_close);
  g_remove (town->path);
  make_old_file (town->path);
  gw_town_reopen (town);
  return town;
}

/* --- the file of today ------------------------------------------------------------------ */

static void
print_difference (const GwAuditDifference *difference, gpointer user_data)
{
  g_test_message ("%s: %s: stored %s, computed %s", difference->number, difference->field,
                  difference->stored, difference->computed);
}

static void
assert_sound (GwTown *town)
{
  g_autoptr (GError) error = NULL;
  GwAuditSummary summary;

  gw_audit (town->service, print_difference, NULL, &summary, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary.n_cases, ==, G_N_ELEMENTS (LIVES));
  g_assert_cmpuint (summary.n_former, ==, G_N_ELEMENTS (LIVES));
  g_assert_cmpuint (summary.n_differences, ==, 0);
}

static GwCaseRecord *
load (GwTown *town, guint number)
{
  g_autoptr (GError) error = NULL;
  GwCaseRecord *record =
      gw_store_case_load (gw_store_read (town->service->store), FIRST_ID + number, &error);

  g_assert_no_error (error);
  return record;
}

static void
test_migrated (void)
{
  g_autoptr (GwTown) town = open_old_file ();

  assert_sound (town);
  for (guint i = 0; i < G_N_ELEMENTS (LIVES); i++)
    {
      g_autoptr (GwCaseRecord) record = load (town, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) tasks =
          gw_store_case_tasks (gw_store_read (town->service->store), record->id, &error);
      GwClocks clocks = { 0 };

      g_assert_no_error (error);
      g_assert_cmphex (record->progress.flags, ==, LIVES[i].flags);
      g_assert_cmpuint (tasks->len, ==, (LIVES[i].flags & GW_FLAG_TASK) != 0);
      g_assert_cmpint (record->progress.task, ==,
                       tasks->len > 0 ? GW_TASK_CHECK : GW_TASK_NONE);
      gw_clocks_parse (record->clocks, &clocks);
      g_assert_cmpint (clocks.stage[GW_STAGE_HANDLE].due, ==, record->deadline);
      g_assert_cmpint (record->wake_at, ==,
                       record->ticking && !record->overdue ? record->warn_at : 0);
    }
}

static void
follow_clock (GwTown *town)
{
  gw_service_follow_clock (town->service);
  while (gw_service_settled_until (town->service) < town->now_ms)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_time (void)
{
  g_autoptr (GwTown) town = open_old_file ();
  g_autoptr (GwCaseRecord) before = load (town, YELLOW);
  g_autoptr (GwCaseRecord) after = NULL;
  GwClocks clocks = { 0 };

  follow_clock (town);
  after = load (town, YELLOW);
  gw_clocks_parse (after->clocks, &clocks);
  g_assert_cmpuint (clocks.stage[GW_STAGE_HANDLE].card, ==, GW_LAMP_YELLOW);
  g_assert_cmpint (after->wake_at, ==, before->deadline + 1);
  town->now_ms += 100 * HOUR;
  follow_clock (town);
  for (guint i = 0; i < G_N_ELEMENTS (LIVES); i++)
    {
      g_autoptr (GwCaseRecord) record = load (town, i);

      if (record->ticking)
        g_assert_cmphex (record->progress.flags & GW_FLAG_LATE, ==, GW_FLAG_LATE);
      g_assert_true (record->wake_at == 0 || record->wake_at > town->now_ms);
    }
  assert_sound (town);
}

/* The next step of the main line, and whose it is. */
static const struct
{
  const char *login;
  GwCaseAction action;
} NEXT[GW_CASE_N_STATES] = {
  [GW_CASE_REPORTED] = { "leader", GW_ACTION_FILE },
  [GW_CASE_FILED] = { "dispatcher", GW_ACTION_DISPATCH },
  [GW_CASE_DISPATCHED] = { "sanitation", GW_ACTION_ACCEPT },
  [GW_CASE_HANDLING] = { "sanitation", GW_ACTION_HANDLE },
  [GW_CASE_HANDLED] = { "inspector", GW_ACTION_CHECK },
  [GW_CASE_CHECKED] = { "leader", GW_ACTION_CLOSE },
};

static GwCaseState
state_of (GwTown *town, guint number)
{
  g_autoptr (GwCaseRecord) record = load (town, number);

  return record->state;
}

static void
test_goes_on (void)
{
  g_autoptr (GwTown) town = open_old_file ();
  char number[GW_CASE_NUMBER_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (LIVES); i++)
    {
      GwCaseState state;

      gw_case_number_format (FIRST_ID + i, number);
      while (!gw_case_state_is_terminal (state = state_of (town, i)))
        gw_town_do (town, NEXT[state].login, number, NEXT[state].action);
    }
  gw_case_number_format (FIRST_ID + CLOSED_LATE, number);
  gw_town_do (town, "sanitation", number, GW_ACTION_APPEAL);
  assert_sound (town);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/old-file/migrated", test_migrated);
  g_test_add_func ("/old-file/time", test_time);
  g_test_add_func ("/old-file/goes-on", test_goes_on);
  return g_test_run ();
}
