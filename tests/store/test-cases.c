/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases, journal, keys, attachments, people and sessions, row by row. */
#include <string.h>

#include "backend/rules/lifecycle.h"
#include "backend/store/city-store.h"
#include "backend/store/people-store.h"
#include "tests/lib/temp-store.h"

#define HOUR G_GINT64_CONSTANT (3600000)

/* ---- numbers ---- */

static const struct
{
  const char *name;
  const char *text;
  gint64 id; /* 0: no number */
} NUMBERS[] = {
  { "/store/number/first", "20261122-000001", G_GINT64_CONSTANT (202611220000001) },
  { "/store/number/long", "20261122-1234567", G_GINT64_CONSTANT (202611221234567) },
  { "/store/number/short", "20261122-00001", 0 },
  { "/store/number/no-dash", "20261122000017", 0 },
  { "/store/number/letter", "20261122-00001a", 0 },
  { "/store/number/leading-zero", "20261122-0000017", 0 },
  { "/store/number/sign", "+0261122-000017", 0 },
  { "/store/number/empty", "", 0 },
};

static void
test_number (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  char buffer[GW_CASE_NUMBER_SIZE];
  gint64 id = 0;

  g_assert_true (gw_case_number_parse (NUMBERS[row].text, &id) == (NUMBERS[row].id != 0));
  g_assert_cmpint (id, ==, NUMBERS[row].id);
  if (id != 0)
    g_assert_cmpstr (gw_case_number_format (id, buffer), ==, NUMBERS[row].text);
}

/* The day of a number is the city's: UTC+8, so it changes at 16:00 UTC. */
static void
test_sequence_across_days (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  const gint64 midnight = TEMP_STORE_NOON + 12 * HOUR;
  const struct
  {
    gint64 at;
    const char *number;
  } STEPS[] = {
    { midnight - 1, "20261122-000001" },
    { midnight - 1, "20261122-000002" },
    { midnight, "20261123-000001" },
    { midnight - 1, "20261122-000003" },
    { midnight + 1, "20261123-000002" },
    { midnight + 24 * HOUR, "20261124-000001" },
    { midnight + 23 * HOUR, "20261123-000003" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    {
      char buffer[GW_CASE_NUMBER_SIZE];
      gint64 id = temp_store_add (temp, temp_case_new (1, 1, STEPS[i].at, NULL));

      g_assert_cmpstr (gw_case_number_format (id, buffer), ==, STEPS[i].number);
      if (i == 3)
        temp_store_reopen (temp);
    }
}

/* ---- rows ---- */

typedef struct
{
  gint64 id;
  gint64 expected_version;
  GwCaseRecord *after;
  gint64 event_seq;
} Change;

static gboolean
change_case (GwStoreWriter *writer, gpointer data, GError **error)
{
  Change *change = data;
  GwEventRecord event = { .action = GW_ACTION_DISPATCH,
                          .from = GW_CASE_REPORTED,
                          .has_from = TRUE,
                          .to = GW_CASE_DISPATCHED,
                          .at = TEMP_STORE_NOON + HOUR,
                          .actor_id = TEMP_STORE_PERSON,
                          .department_id = 2,
                          .counts = GW_COUNT_MASK (GW_COUNT_DISPATCHED),
                          .opinion = "请尽快处理" };
  g_autoptr (GwCaseRecord) before =
      gw_store_case_load (gw_store_writer_get_reader (writer), change->id, error);

  if (before == NULL)
    return FALSE;
  before->version = change->expected_version;
  change->after = gw_case_record_copy (before);
  change->after->state = GW_CASE_DISPATCHED;
  change->after->ticking = TRUE;
  change->after->department_id = 2;
  change->after->deadline_start = TEMP_STORE_NOON + HOUR;
  change->after->warn_at = TEMP_STORE_NOON + 2 * HOUR;
  change->after->deadline = TEMP_STORE_NOON + 3 * HOUR;
  change->after->dispatched_at = TEMP_STORE_NOON + HOUR;
  change->after->deadline_reason = g_strdup ("{\"en\":\"two hours\"}");
  if (!gw_store_case_change (writer, before, change->after, &event, error))
    return FALSE;
  change->event_seq = event.seq;
  return TRUE;
}

static void
test_case_round_trip (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;
  gint64 id = temp_store_add (temp, temp_case_new (7, 3, TEMP_STORE_NOON, "井盖丢失"));
  g_autoptr (GwCaseRecord) record =
      gw_store_case_load (gw_store_read (temp->store), id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (record->version, ==, 1);
  g_assert_cmpint (record->state, ==, GW_CASE_REPORTED);
  g_assert_true (record->open);
  g_assert_false (record->ticking);
  g_assert_cmpint (record->cell_id, ==, 7);
  g_assert_cmpint (record->class_id, ==, 3);
  g_assert_cmpint (record->position.x, ==, 1130065000);
  g_assert_cmpint (record->position.y, ==, 230005000);
  g_assert_cmpstr (record->description, ==, "井盖丢失");
  g_assert_cmpint (record->reported_at, ==, TEMP_STORE_NOON);
  g_assert_cmpint (record->deadline, ==, 0);
  g_assert_cmpint (record->department_id, ==, 0);
}

static void
test_case_change (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;
  gint64 id = temp_store_add (temp, temp_case_new (7, 3, TEMP_STORE_NOON, NULL));
  Change change = { .id = id, .expected_version = 1 };
  g_autoptr (GwCaseRecord) record = NULL;
  g_autoptr (GPtrArray) events = NULL;
  GwEventRecord *last;

  g_assert_true (gw_store_write (temp->store, change_case, &change, &error));
  g_assert_no_error (error);
  g_assert_cmpint (change.after->version, ==, 2);
  gw_case_record_free (change.after);
  record = gw_store_case_load (gw_store_read (temp->store), id, &error);
  g_assert_cmpint (record->version, ==, 2);
  g_assert_cmpint (record->department_id, ==, 2);
  g_assert_cmpint (record->deadline, ==, TEMP_STORE_NOON + 3 * HOUR);
  g_assert_cmpint (record->updated_at, ==, TEMP_STORE_NOON + HOUR);
  g_assert_cmpstr (record->deadline_reason, ==, "{\"en\":\"two hours\"}");
  events = gw_store_case_events (gw_store_read (temp->store), id, &error);
  g_assert_cmpint (events->len, ==, 2);
  last = g_ptr_array_index (events, 1);
  g_assert_cmpint (last->seq, ==, change.event_seq);
  g_assert_cmpint (last->seq, ==, 2);
  g_assert_true (last->has_from);
  g_assert_cmpint (last->to, ==, GW_CASE_DISPATCHED);
  g_assert_cmpstr (last->opinion, ==, "请尽快处理");
}

static void
test_case_stale (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;
  gint64 id = temp_store_add (temp, temp_case_new (7, 3, TEMP_STORE_NOON, NULL));
  Change change = { .id = id, .expected_version = 5 };

  g_assert_false (gw_store_write (temp->store, change_case, &change, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  gw_case_record_free (change.after);
  g_assert_cmpint (gw_store_last_seq (gw_store_read (temp->store), NULL), ==, 1);
}

static void
test_case_not_found (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_store_case_load (gw_store_read (temp->store), 17, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND);
}

/* ---- keys ---- */

static gboolean
use_key (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwIdempotencyRecord record = { { 0 }, *(gint64 *)data };

  memset (record.body_sha256, 0xab, sizeof record.body_sha256);
  return gw_store_idempotency_add (writer, TEMP_STORE_PERSON, "key-1", &record, 1000,
                                   error);
}

static gboolean
purge_keys (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_idempotency_purge (writer, *(gint64 *)data, error);
}

static gboolean
find_key (TempStore *temp, gint64 person, const char *key, GwIdempotencyRecord *record)
{
  gboolean found = FALSE;

  g_assert_true (gw_store_idempotency_find (gw_store_read (temp->store), person, key,
                                            &found, record, NULL));
  return found;
}

static void
test_idempotency (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;
  gint64 id = temp_store_add (temp, temp_case_new (1, 1, TEMP_STORE_NOON, NULL));
  GwIdempotencyRecord record;
  gint64 early = 1000, late = 1001;

  g_assert_true (gw_store_write (temp->store, use_key, &id, &error));
  g_assert_true (find_key (temp, TEMP_STORE_PERSON, "key-1", &record));
  g_assert_cmpint (record.case_id, ==, id);
  g_assert_cmpint (record.body_sha256[31], ==, 0xab);
  g_assert_false (find_key (temp, TEMP_STORE_PERSON, "key-2", &record));
  g_assert_false (find_key (temp, 2, "key-1", &record));
  g_assert_false (gw_store_write (temp->store, use_key, &id, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_EXISTS);
  g_assert_true (gw_store_write (temp->store, purge_keys, &early, NULL));
  g_assert_true (find_key (temp, TEMP_STORE_PERSON, "key-1", &record));
  g_assert_true (gw_store_write (temp->store, purge_keys, &late, NULL));
  g_assert_false (find_key (temp, TEMP_STORE_PERSON, "key-1", &record));
}

/* ---- attachments ---- */

static gboolean
add_upload (GwStoreWriter *writer, const char *id, GError **error)
{
  GwAttachmentRecord record = { .id = (char *)id,
                                .size = 1234,
                                .type = (char *)"image/jpeg",
                                .uploader_id = TEMP_STORE_PERSON,
                                .created_at = 5 };

  record.sha256[0] = 0x17;
  return gw_store_attachment_add (writer, &record, error);
}

static gboolean
add_attachment (GwStoreWriter *writer, gpointer data, GError **error)
{
  return add_upload (writer, "photo-1", error);
}

static gboolean
add_other_attachment (GwStoreWriter *writer, gpointer data, GError **error)
{
  return add_upload (writer, "photo-2", error);
}

/* The first case of that day. */
#define TEMP_STORE_FIRST_ID G_GINT64_CONSTANT (202611220000001)

/* A case that comes with the photograph of that name. */
static gboolean
attach (GwStoreWriter *writer, gpointer data, GError **error)
{
  g_autoptr (GwCaseRecord) record = temp_case_new (1, 1, TEMP_STORE_NOON, NULL);
  g_autoptr (GwEventRecord) event = temp_report_event_new (TEMP_STORE_NOON);

  return gw_store_case_add (writer, record, event, error) &&
         gw_store_attachment_attach (writer, record->id, event->seq, data, "report", error);
}

static gboolean
attach_later (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_attachment_attach (writer, TEMP_STORE_FIRST_ID, 1, data, "report", error);
}

static void
test_attachments (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAttachmentRecord) record = NULL;
  g_autoptr (GPtrArray) list = NULL;

  g_assert_true (gw_store_write (temp->store, add_attachment, NULL, &error));
  record = gw_store_attachment_load (gw_store_read (temp->store), "photo-1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (record->size, ==, 1234);
  g_assert_cmpint (record->sha256[0], ==, 0x17);
  g_assert_null (record->stage);
  g_assert_true (gw_store_write (temp->store, attach, (gpointer) "photo-1", &error));
  list =
      gw_store_case_attachments (gw_store_read (temp->store), TEMP_STORE_FIRST_ID, &error);
  g_assert_cmpint (list->len, ==, 1);
  g_assert_cmpstr (((GwAttachmentRecord *)list->pdata[0])->stage, ==, "report");
  g_assert_false (gw_store_write (temp->store, attach, (gpointer) "photo-1", &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (gw_store_write (temp->store, attach, (gpointer) "photo-9", &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* The seal of the event is made: nothing more can belong to it. */
  g_assert_true (gw_store_write (temp->store, add_other_attachment, NULL, &error));
  g_assert_false (gw_store_write (temp->store, attach_later, (gpointer) "photo-2", &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_FAILED);
}

/* ---- people ---- */

static gboolean
add_session (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwSessionRecord record = { { 0x42 }, TEMP_STORE_PERSON, 10, 20 };

  return gw_store_session_add (writer, &record, error);
}

static gboolean
disable_person (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_person_set_disabled (writer, *(gint64 *)data, TRUE, error);
}

static gboolean
change_password (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_person_set_password (writer, TEMP_STORE_PERSON, "new-hash", error);
}

static gboolean
has_session (TempStore *temp)
{
  const guint8 token_hash[32] = { 0x42 };
  GwSessionRecord record;

  return gw_store_session_find (gw_store_read (temp->store), token_hash, &record, NULL);
}

static gboolean
add_leader (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwPersonRecord person = { .login = "leader",
                            .name = "值班长",
                            .password_hash = "h",
                            .roles = "leader, admin",
                            .department_id = 2 };

  return gw_store_person_add (writer, &person, error);
}

static void
test_people (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GwPersonRecord) person = NULL;
  g_autoptr (GPtrArray) everyone = NULL;

  g_assert_true (gw_store_write (temp->store, add_leader, NULL, NULL));
  person = gw_store_person_find (gw_store_read (temp->store), "leader", NULL);
  g_assert_cmpstr (person->roles, ==, "admin,leader");
  g_assert_cmpint (person->department_id, ==, 2);
  everyone = gw_store_person_list (gw_store_read (temp->store), NULL);
  g_assert_cmpint (everyone->len, ==, 2);
}

static void
test_sessions (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;
  gint64 person = TEMP_STORE_PERSON, nobody = 99;

  g_assert_true (gw_store_write (temp->store, add_session, NULL, NULL));
  g_assert_true (has_session (temp));
  g_assert_true (gw_store_write (temp->store, change_password, NULL, NULL));
  g_assert_false (has_session (temp));
  g_assert_true (gw_store_write (temp->store, add_session, NULL, NULL));
  g_assert_true (gw_store_write (temp->store, disable_person, &person, NULL));
  g_assert_false (has_session (temp));
  g_assert_false (gw_store_write (temp->store, disable_person, &nobody, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND);
}

/* ---- city ---- */

static gboolean
list_cells (GwStoreReader *reader, gpointer data, GError **error)
{
  GPtrArray **ret_cells = data;

  *ret_cells = gw_store_cell_list (reader, error);
  return *ret_cells != NULL;
}

static void
test_city (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cells = NULL;
  GwCellRecord *cell;

  g_assert_true (gw_store_read_spatial (temp->store, list_cells, &cells, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cells->len, ==, TEMP_STORE_CELLS);
  cell = g_ptr_array_index (cells, 6);
  g_assert_cmpint (cell->id, ==, 7);
  g_assert_cmpstr (cell->code, ==, "441802001001007");
  g_assert_cmpint (g_bytes_get_size (cell->wkb), ==, 1 + 4 + 4 + 1 + 4 + 4 + 4 + 80);
}

static void
test_clean_check (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  gint64 id = temp_store_add (temp, temp_case_new (7, 3, TEMP_STORE_NOON, NULL));
  Change change = { .id = id, .expected_version = 1 };

  g_assert_true (gw_store_write (temp->store, change_case, &change, NULL));
  gw_case_record_free (change.after);
  g_assert_true (gw_store_check (gw_store_read (temp->store), faults, NULL));
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *)faults->pdata[i]);
  g_assert_cmpint (faults->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    g_test_add_data_func (NUMBERS[i].name, GUINT_TO_POINTER (i), test_number);
  g_test_add_func ("/store/number/across-days", test_sequence_across_days);
  g_test_add_func ("/store/case/round-trip", test_case_round_trip);
  g_test_add_func ("/store/case/change", test_case_change);
  g_test_add_func ("/store/case/stale", test_case_stale);
  g_test_add_func ("/store/case/not-found", test_case_not_found);
  g_test_add_func ("/store/idempotency", test_idempotency);
  g_test_add_func ("/store/attachments", test_attachments);
  g_test_add_func ("/store/people", test_people);
  g_test_add_func ("/store/sessions", test_sessions);
  g_test_add_func ("/store/city", test_city);
  g_test_add_func ("/store/check/clean", test_clean_check);
  return g_test_run ();
}
