/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is altered in a town's file behind the program's back, the audit finds it. */
#include <sqlite3.h>
#include <string.h>

#include "backend/service/audit.h"
#include "backend/service/period.h"
#include "backend/service/service-private.h"
#include "backend/store/card-store.h"
#include "backend/store/figure-store.h"
#include "backend/store/patrol-store.h"
#include "backend/store/sum-store.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)
#define N_ALTERATIONS 200
/* Of the whole run; changed only with what it finds. */
#define SEED 20261123

/* What the audit is about. The next reminder of a card is none of that: it depends on the
 * settings of then. An upload that belongs to no case may come at any time. */
static const struct
{
  const char *name;
  const char *left_out;
  gboolean may_grow;
} TABLES[] = {
  { "case_event", "", FALSE },
  { "case_file", "", FALSE },
  { "case_move", "", FALSE },
  { "case_attachment", "", FALSE },
  { "attachment", "", TRUE },
  { "case_link", "", FALSE },
  { "task", "id", FALSE }, /* a number that nothing refers to */
  { "card", "next_at", FALSE },
  { "hotline_call", "", FALSE },
  { "cell_counter", "", FALSE },
  { "department_counter", "", FALSE },
  { "hotline_day", "", FALSE },
  { "reporter_day", "", FALSE },
  { "journal_seal", "", FALSE },
  { "journal_anchor", "", FALSE },
  { "figure_thing", "", FALSE },
  { "figure_gone", "", FALSE },
  { "figure_wait", "", FALSE },
  { "figure_wait_third", "", FALSE },
  { "figure_source", "", FALSE },
  { "figure_mark", "", FALSE },
  { "case_reclass", "", FALSE },
  { "period_act", "", FALSE },
  { "period_figure", "", FALSE },
  /* The last four are tried by themselves. */
  { "figure_cube", "", FALSE },
  { "figure_day", "", FALSE },
  { "figure_column", "", FALSE },
  { "figure_made", "", FALSE },
};
#define N_SUM_TABLES 4
#define N_SUM_ALTERATIONS 24

/* --- a town with everything in it ------------------------------------------------------- */

static void
act (GwTown *town, const char *number, const char *login, GwActionRequest request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = NULL;

  request.number = number;
  request.opinion = "说明";
  answer = gw_town_act (town, login, request, &error);
  g_assert_no_error (error);
}

/* Until time has done what it does by then. */
static void
pass (GwTown *town, gint64 ms)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  g_autoptr (GArray) due = NULL;
  gint64 card = 0;

  town->now_ms += ms;
  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!town->service->waking)
        gw_case_tick (town->service);
      g_main_context_iteration (NULL, town->service->waking);
      gw_store_card_due (gw_store_read (town->service->store), town->now_ms, &card, NULL);
      g_clear_pointer (&due, g_array_unref);
      due =
          gw_store_cases_due (gw_store_read (town->service->store), town->now_ms, 1, NULL);
    }
  while (due->len > 0 || card != 0 || town->service->waking);
}

static gboolean
add_upload (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwAttachmentRecord record = { .id = (char *)"0123456789abcdef0123456789abcdef",
                                .size = 1234,
                                .type = (char *)"image/jpeg",
                                .uploader_id = *(const gint64 *)data,
                                .created_at = GW_TOWN_MONDAY };

  return gw_store_attachment_add (writer, &record, error);
}

static void
report_with_picture (GwTown *town)
{
  const char *const ids[] = { "0123456789abcdef0123456789abcdef", NULL };
  g_autoptr (GwPerson) inspector = gw_town_person (town, "inspector");
  g_autoptr (GwTownAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  gint64 person = inspector->id;

  gw_store_write (town->service->store, add_upload, &person, &error);
  g_assert_no_error (error);
  report.attachments = ids;
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
}

static void
decided_cb (const GwPeriod *period, const GError *error, gpointer data)
{
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

/* November is over. */
static void
decide (GwTown *town, GwPeriodAction action)
{
  g_autoptr (GwPerson) manager = gw_town_person (town, "manager");
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  gw_period_act (town->service, manager, 202611, action, "补录一件", decided_cb, &done,
                 &error);
  g_assert_no_error (error);
  gw_town_wait (&done);
}

/* With a file that nobody has open, before and after. */
static void
close_november (GwTown *town)
{
  gw_town_reopen (town);
  decide (town, GW_PERIOD_REVIEW);
  decide (town, GW_PERIOD_LOCK);
  decide (town, GW_PERIOD_REOPEN);
  decide (town, GW_PERIOD_REVIEW);
  decide (town, GW_PERIOD_LOCK);
  g_clear_pointer (&town->service, gw_service_close);
}

static void
fill (GwTown *town)
{
  g_autofree char *first = gw_town_case (town, GW_CASE_DISPATCHED);
  g_autofree char *second = gw_town_case (town, GW_CASE_CLOSED);
  g_autofree char *third = gw_town_case (town, GW_CASE_HANDLED);
  g_autofree char *long_one = gw_town_case (town, GW_CASE_DISPATCHED);
  g_autofree char *call = gw_town_hotline_case (town);

  act (town, first, "leader",
       (GwActionRequest){ .action = GW_ACTION_AMEND,
                          .class_code = "06013",
                          .description = "改过的话",
                          .has_location = TRUE,
                          .location = gw_town_place (7) });
  act (town, second, "leader",
       (GwActionRequest){ .action = GW_ACTION_LINK, .other = first });
  act (town, first, "sanitation",
       (GwActionRequest){ .action = GW_ACTION_REQUEST_EXTENSION });
  act (town, third, "leader", (GwActionRequest){ .action = GW_ACTION_REWORK });
  report_with_picture (town);
  pass (town, DAY);
  act (town, call, "leader", (GwActionRequest){ .action = GW_ACTION_FILE });
  act (town, call, "dispatcher", (GwActionRequest){ .action = GW_ACTION_DISPATCH });
  /* Into another third of a month: 1 December. */
  pass (town, 7 * DAY);
  act (town, long_one, "leader", (GwActionRequest){ .action = GW_ACTION_VOID });
  g_free (gw_town_case (town, GW_CASE_CHECKED));
}

/* What inspectors did is counted a little later, and so is what the statistics show. */
static gboolean
count_behind (GwStoreWriter *writer, gpointer data, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!gw_store_patrol_follow (writer, 1000, &more, error))
      return FALSE;
  for (more = TRUE; more;)
    if (!gw_store_figures_follow (writer, 1000, &more, error))
      return FALSE;
  for (more = TRUE; more;)
    if (!gw_store_sums_make (writer, &more, error))
      return FALSE;
  return TRUE;
}

/* Its file is nobody's. */
static GwTown *
make_town (void)
{
  GwTown *town = gw_town_new ();
  g_autoptr (GError) error = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  fill (town);
  gw_store_write (town->service->store, count_behind, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&town->service, gw_service_close);
  return town;
}

/* --- altering --------------------------------------------------------------------------- */

static sqlite3 *
open_file (const char *path)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  return database;
}

/* FALSE when the file itself refuses: a key that is there already, a reference. */
static G_GNUC_PRINTF (2, 3) gboolean try_run (sqlite3 *database, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return sqlite3_exec (database, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static int
take_text (void *data, int n_columns, char **values, char **names)
{
  char **text = data;

  g_free (*text);
  *text = g_strdup (values[0]);
  return 0;
}

/* The last row's first value; NULL when there is none. */
static G_GNUC_PRINTF (2, 3) char *ask (sqlite3 *database, const char *format, ...)
{
  g_autofree char *sql = NULL;
  char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_assert_cmpint (sqlite3_exec (database, sql, take_text, &text, NULL), ==, SQLITE_OK);
  return text;
}

static void
drop_triggers (sqlite3 *database)
{
  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    while (TRUE)
      {
        g_autofree char *name = ask (database,
                                     "SELECT name FROM sqlite_schema"
                                     " WHERE type = 'trigger' AND tbl_name = '%s'",
                                     TABLES[i].name);

        if (name == NULL)
          break;
        g_assert_true (try_run (database, "DROP TRIGGER %s", name));
      }
}

/* A condition for one row, by all that its key is made of. */
static char *
choose_row (sqlite3 *database, const char *table, GRand *random)
{
  g_autofree char *count = ask (database, "SELECT count(*) FROM %s", table);
  g_autofree char *key =
      ask (database,
           "SELECT group_concat('''' || name || ' = '' || quote(' || name"
           " || ')', ' || '' AND '' || ')"
           " FROM pragma_table_info('%s') WHERE pk > 0",
           table);
  int n = atoi (count);

  g_assert_cmpint (n, >, 0); /* or nothing would be tried of it */
  return ask (database, "SELECT %s FROM %s LIMIT 1 OFFSET %d", key, table,
              g_rand_int_range (random, 0, n));
}

static char *
choose_column (sqlite3 *database, guint table, gboolean of_key, GRand *random)
{
  g_autofree char *names = ask (database,
                                "SELECT group_concat(name) FROM pragma_table_info('%s')"
                                " WHERE iif(%d, pk > 0, name <> '%s')",
                                TABLES[table].name, of_key, TABLES[table].left_out);
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);

  return g_strdup (parts[g_rand_int_range (random, 0, (gint)g_strv_length (parts))]);
}

/* Another value of the same kind. */
static char *
other_value (const char *column, GRand *random)
{
  return g_strdup_printf ("CASE typeof(%1$s)"
                          " WHEN 'integer' THEN %1$s + iif(%2$d, 1, -1)"
                          " WHEN 'text' THEN %1$s || 'x'"
                          " WHEN 'blob' THEN other_bytes(%1$s)"
                          " ELSE 7 END",
                          column, g_rand_boolean (random));
}

/* One byte is another. */
static void
change_blob (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  int length = sqlite3_value_bytes (values[0]);
  g_autofree guint8 *bytes = g_memdup2 (sqlite3_value_blob (values[0]), (gsize)length);

  if (length > 0)
    bytes[length / 2] ^= 4;
  sqlite3_result_blob (context, bytes, length, SQLITE_TRANSIENT);
}

static gboolean
insert_copy (sqlite3 *database, guint table, const char *row, const char *column)
{
  const char *name = TABLES[table].name;

  return try_run (database,
                  "CREATE TEMP TABLE copy AS SELECT * FROM %s WHERE %s;"
                  "UPDATE copy SET %s = CASE typeof(%s) WHEN 'integer' THEN %s + 100000000"
                  " ELSE %s || 'x' END;",
                  name, row, column, column, column, column) &&
         try_run (database, "INSERT INTO %s SELECT * FROM copy", name);
}

/* What was done; NULL when it came to nothing. */
static char *
alter (sqlite3 *database, guint table, GRand *random)
{
  const char *name = TABLES[table].name;
  gint kind = g_rand_int_range (random, 0, 10);
  g_autofree char *row = choose_row (database, name, random);
  g_autofree char *column = choose_column (database, table, kind == 0, random);
  g_autofree char *value = other_value (column, random);
  gboolean done;

  if (kind == 0 && TABLES[table].may_grow)
    return NULL;
  if (kind == 0)
    done = insert_copy (database, table, row, column);
  else if (kind <= 2)
    done = try_run (database, "DELETE FROM %s WHERE %s", name, row);
  else
    done = try_run (database, "UPDATE %s SET %s = %s WHERE %s", name, column, value, row);
  if (!done)
    return NULL;
  return g_strdup_printf ("%s of %s in %s WHERE %s",
                          kind == 0   ? "insert"
                          : kind <= 2 ? "delete"
                                      : "update",
                          kind > 2 ? column : "row", name, row);
}

/* --- finding ---------------------------------------------------------------------------- */

static void
note_difference (const GwAuditDifference *difference, gpointer user_data)
{
  GString *text = user_data;

  g_assert_nonnull (difference->field);
  g_string_append_printf (text, "%s: %s: stored %s, computed %s\n",
                          difference->number != NULL ? difference->number : "file",
                          difference->field, difference->stored, difference->computed);
}

static guint
audit (GwService *service, const GArray *anchors, GString *text)
{
  g_autoptr (GError) error = NULL;
  GwAuditSummary summary;

  gw_audit_against (service, anchors, note_difference, text, &summary, &error);
  g_assert_no_error (error);
  return summary.n_differences;
}

/* One alteration, found, and taken back. FALSE when it came to nothing. */
static gboolean
try_alteration (GwService *service, sqlite3 *database, guint table, GRand *random)
{
  const char *name = TABLES[table].name;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *what = NULL;

  g_assert_true (try_run (database,
                          "DROP TABLE IF EXISTS temp.kept; DROP TABLE IF EXISTS temp.copy;"
                          "CREATE TEMP TABLE kept AS SELECT * FROM %s",
                          name));
  what = alter (database, table, random);
  if (what != NULL && audit (service, NULL, text) == 0)
    g_error ("not found: %s", what);
  if (what != NULL)
    g_test_message ("%s\n%s", what, text->str);
  g_assert_true (
      try_run (database, "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept", name, name));
  return what != NULL;
}

static GwService *
open_read_only (const char *path)
{
  const GwServiceOptions options = { .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  GwService *service = gw_service_open (path, &options, &error);

  g_assert_no_error (error);
  return service;
}

static void
test_random (gconstpointer data)
{
  GwTown *town = (GwTown *)data;
  sqlite3 *database;
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autoptr (GString) text = g_string_new (NULL);
  GwService *service;
  guint n_found = 0;

  close_november (town);
  database = open_file (town->path);
  sqlite3_create_function (database, "other_bytes", 1, SQLITE_UTF8, NULL, change_blob, NULL,
                           NULL);
  drop_triggers (database);
  service = open_read_only (town->path);
  for (guint i = 0; i < N_ALTERATIONS; i++)
    n_found += try_alteration (service, database,
                               i % (G_N_ELEMENTS (TABLES) - N_SUM_TABLES), random);
  for (guint i = 0; i < N_SUM_ALTERATIONS; i++)
    n_found += try_alteration (service, database,
                               G_N_ELEMENTS (TABLES) - 1 - i % N_SUM_TABLES, random);
  g_assert_cmpuint (n_found, >=, 100);
  g_test_message ("%u alterations were found", n_found);
  audit (service, NULL, text);
  g_assert_cmpstr (text->str, ==, "");
  gw_service_close (service);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

/* Who has the program can seal what he altered anew; what was noted elsewhere tells it. */
static void
test_sealed_anew (gconstpointer data)
{
  const GwTown *town = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) anchors = NULL;
  GwService *service = open_read_only (town->path);
  sqlite3 *database;

  anchors = gw_audit_anchors (service, 0, 99999999, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (anchors->len, >=, 3);
  g_assert_cmpuint (audit (service, anchors, text), ==, 0);
  gw_service_close (service);
  database = open_file (town->path);
  drop_triggers (database);
  g_assert_true (try_run (database, "UPDATE case_event SET opinion = '别的话'"
                                    " WHERE seq = (SELECT max(seq) FROM case_event);"
                                    "DELETE FROM journal_seal; DELETE FROM journal_anchor;"
                                    "UPDATE journal_chain SET complete = 0"));
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  service = gw_service_open (town->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (audit (service, NULL, text), ==, 0);
  g_assert_cmpuint (audit (service, anchors, text), ==, 1);
  g_assert_nonnull (strstr (text->str, "file: exported anchor of day 20261201"));
  gw_service_close (service);
}

int
main (int argc, char **argv)
{
  g_autoptr (GwTown) town = NULL;

  g_test_init (&argc, &argv, NULL);
  town = make_town ();
  g_test_add_data_func ("/alterations/sealed-anew", town, test_sealed_anew);
  g_test_add_data_func ("/alterations/random", town, test_random);
  return g_test_run ();
}
