/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, departments, duty grids and shifts are changed by those who may. */
#define G_LOG_DOMAIN "gridward-service"

#include <sodium.h>
#include <string.h>

#include "backend/service/administration-private.h"

#define PASSWORD_MIN 8
#define PASSWORD_MAX 1024
#define MADE_CHARS 16

typedef enum
{
  ACT_CHANGE, /* no action: values are wished */
  ACT_ADD,
  ACT_RETIRE,
  ACT_RESTORE,
  ACT_LOCK,
  ACT_UNLOCK,
  ACT_END_SESSIONS,
  ACT_SET_PASSWORD,
} Act;

static const struct
{
  const char *name;
  Act act;
  gboolean of_people;
  const char *states; /* in which it may be done */
  const char *after;  /* the state then; NULL: the same */
} acts[] = {
  { "retire", ACT_RETIRE, FALSE, "active locked", "retired" },
  { "restore", ACT_RESTORE, FALSE, "retired", "active" },
  { "lock", ACT_LOCK, TRUE, "active", "locked" },
  { "unlock", ACT_UNLOCK, TRUE, "locked", "active" },
  { "end_sessions", ACT_END_SESSIONS, TRUE, "active locked", NULL },
  { "set_password", ACT_SET_PASSWORD, TRUE, "active locked", NULL },
};

typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GwPerson *user;
  GwSubject subject;
  Act act;
  guint row;             /* in acts[] */
  GwSubjectRecord *wish; /* as shown; only given[] counts */
  gboolean given[GW_SUBJECT_MAX_VALUES];
  char *password; /* cleared before it is freed */
  gboolean is_made_up;
  char *password_hash;
  gint64 now_ms;
  GPtrArray *written;      /* GwWritten */
  GwSubjectRecord *record; /* as it is then, as shown */
  GwSubjectFunc done;
  gpointer user_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->password != NULL)
    sodium_memzero (job->password, strlen (job->password));
  g_free (job->password);
  g_free (job->password_hash);
  gw_snapshot_unref (job->snapshot);
  gw_person_unref (job->user);
  g_clear_pointer (&job->wish, gw_subject_record_free);
  g_clear_pointer (&job->record, gw_subject_record_free);
  g_ptr_array_unref (job->written);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* --- on the writer's thread ------------------------------------------------------------ */

static gboolean
note (const Job *job, GwStoreWriter *writer, const char *field, const char *before,
      const char *after, GError **error)
{
  const GwAdministrationChange change = { .at = job->now_ms,
                                          .person_id = job->user->id,
                                          .subject = (char *)gw_subject_name (job->subject),
                                          .key = job->wish->key,
                                          .field = (char *)field,
                                          .before = (char *)before,
                                          .after = (char *)after };

  return gw_store_administration_note (writer, &change, error);
}

static gboolean
note_values (const Job *job, GwStoreWriter *writer, const GwSubjectRecord *before,
             const GwSubjectRecord *after, const gboolean *changed, GError **error)
{
  const GwSubjectField *fields = gw_subject_fields (job->subject);

  for (guint i = 0; i < gw_subject_n_values (job->subject); i++)
    if (changed[i] &&
        !note (job, writer, fields[i].name, before != NULL ? before->values[i] : NULL,
               after->values[i], error))
      return FALSE;
  return TRUE;
}

/* As the file has it then, for the answer. */
static gboolean
read_back (Job *job, GwStoreWriter *writer, GError **error)
{
  g_autoptr (GwSubjectRecord) record = gw_store_subject_load (
      gw_store_writer_get_reader (writer), job->subject, job->wish->key, error);

  if (record == NULL)
    return FALSE;
  gw_subject_record_show (job->subject, record);
  g_clear_pointer (&job->record, gw_subject_record_free);
  job->record = g_steal_pointer (&record);
  return TRUE;
}

/* What was checked as a whole, as the file has it. */
static gboolean
store_form (const Job *job, const GwSubjectCheck *check, GwSubjectRecord *record,
            GError **error)
{
  return job->subject != GW_SUBJECT_SHIFT ||
         (gw_shift_record_store (record, error) &&
          gw_shift_check_overlap (check, record, error));
}

static gboolean
fail_taken (const Job *job, GError **error)
{
  gw_case_error_set (error, GW_CASE_ERROR_ALREADY_TAKEN, gw_subject_key_name (job->subject),
                     "“%s” is there already", job->wish->key);
  return FALSE;
}

static gboolean
add_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  GwStoreReader *reader = gw_store_writer_get_reader (writer);
  const GwSubjectCheck check = { job->snapshot, reader, job->user, TRUE };
  g_autoptr (GwSubjectRecord) former = NULL;

  if (job->subject != GW_SUBJECT_SHIFT)
    former = gw_store_subject_load (reader, job->subject, job->wish->key, NULL);
  if (former != NULL)
    return fail_taken (job, error);
  if (!gw_subject_check (&check, job->subject, job->wish, job->given, error) ||
      !store_form (job, &check, job->wish, error) ||
      !gw_store_subject_add (writer, job->subject, job->wish, job->password_hash,
                             job->now_ms, error) ||
      !read_back (job, writer, error))
    return FALSE;
  return note (job, writer, "state", NULL, "active", error) &&
         note_values (job, writer, NULL, job->record, job->given, error);
}

static gboolean
fail_stale (gint64 version, GError **error)
{
  gw_case_error_set (error, GW_CASE_ERROR_STALE_VERSION, NULL,
                     "somebody else has changed this meanwhile");
  if (error != NULL)
    gw_case_error_set_value (*error, version);
  return FALSE;
}

/* The record as shown, when it is the version that was seen and the user's to touch. */
static GwSubjectRecord *
load_current (const Job *job, GwStoreWriter *writer, GError **error)
{
  g_autoptr (GwSubjectRecord) record = gw_store_subject_load (
      gw_store_writer_get_reader (writer), job->subject, job->wish->key, error);

  if (record == NULL)
    return NULL;
  gw_subject_record_show (job->subject, record);
  if (!gw_administration_may_touch (job->snapshot, job->user, job->subject, record, error))
    return NULL;
  if (record->version != job->wish->version)
    {
      fail_stale (record->version, error);
      return NULL;
    }
  return g_steal_pointer (&record);
}

static gboolean
fail_not_allowed (GError **error, const char *state)
{
  gw_case_error_set (error, GW_CASE_ERROR_ACTION_NOT_ALLOWED, NULL, "it is %s", state);
  return FALSE;
}

/* A person may have none. */
static guint
roles_of (const char *text)
{
  guint roles = 0;

  return text != NULL && gw_roles_parse (text, &roles, NULL) ? roles : 0;
}

/* Somebody must be left who can let others in. */
static gboolean
check_last_administrator (const Job *job, GwStoreWriter *writer,
                          const GwSubjectRecord *before, const char *roles_after,
                          GError **error)
{
  guint was;
  guint is;
  gint64 others;

  if (job->subject != GW_SUBJECT_PERSON)
    return TRUE;
  was = roles_of (before->values[GW_PERSON_ROLES]);
  is = roles_of (roles_after);
  if ((was & GW_ROLE_ADMIN) == 0 || (is & GW_ROLE_ADMIN) != 0 ||
      !g_str_equal (before->state, "active"))
    return TRUE;
  others = gw_store_other_administrators (gw_store_writer_get_reader (writer), before->id,
                                          error);
  if (others == 0)
    gw_case_error_set (error, GW_CASE_ERROR_LAST_ADMINISTRATOR, NULL,
                       "nobody else could administer anything any more");
  return others > 0;
}

/* What a person may see and do is other than what his desk knows. */
static gboolean
adapt_person (Job *job, GwStoreWriter *writer, const GwSubjectRecord *before,
              const GwSubjectRecord *after, const gboolean *changed, GError **error)
{
  guint was;
  guint is;

  if (job->subject != GW_SUBJECT_PERSON ||
      (!changed[GW_PERSON_ROLES] && !changed[GW_PERSON_DEPARTMENT] &&
       !changed[GW_PERSON_AREA]))
    return TRUE;
  was = roles_of (before->values[GW_PERSON_ROLES]);
  is = roles_of (after->values[GW_PERSON_ROLES]);
  if ((was & ~is & (GW_ROLE_INSPECTOR | GW_ROLE_HANDLER)) != 0 &&
      !gw_person_release (job->service, job->written, writer, before->id, job->now_ms,
                          error))
    return FALSE;
  return gw_store_sessions_end (writer, before->id, error);
}

/* What is wished over what is there; which of it is new. TRUE when anything is. */
static gboolean
merge (const Job *job, const GwSubjectRecord *before, GwSubjectRecord *after,
       gboolean *changed)
{
  gboolean any = FALSE;

  after->id = before->id;
  after->version = before->version;
  after->key = g_strdup (before->key);
  after->state = g_strdup (before->state);
  for (guint i = 0; i < gw_subject_n_values (job->subject); i++)
    {
      const char *value = job->given[i] ? job->wish->values[i] : before->values[i];

      after->values[i] = g_strdup (value);
      changed[i] = g_strcmp0 (value, before->values[i]) != 0;
      any = any || changed[i];
    }
  return any;
}

static gboolean
change_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  const GwSubjectCheck check = { job->snapshot, gw_store_writer_get_reader (writer),
                                 job->user, FALSE };
  g_autoptr (GwSubjectRecord) before = load_current (job, writer, error);
  g_autoptr (GwSubjectRecord) after = g_new0 (GwSubjectRecord, 1);
  gboolean changed[GW_SUBJECT_MAX_VALUES] = { FALSE };

  if (before == NULL)
    return FALSE;
  if (g_str_equal (before->state, "retired"))
    return fail_not_allowed (error, before->state);
  if (!merge (job, before, after, changed))
    return read_back (job, writer, error);
  if (!gw_subject_check (&check, job->subject, after, changed, error) ||
      !check_last_administrator (job, writer, before, after->values[GW_PERSON_ROLES],
                                 error) ||
      !note_values (job, writer, before, after, changed, error) ||
      !adapt_person (job, writer, before, after, changed, error))
    return FALSE;
  return store_form (job, &check, after, error) &&
         gw_store_subject_change (writer, job->subject, after, error) &&
         read_back (job, writer, error);
}

static gboolean
check_uses (const Job *job, GwStoreWriter *writer, const GwSubjectRecord *record,
            GError **error)
{
  GwSubjectUses uses;

  if (job->act != ACT_RETIRE)
    return TRUE;
  if (!gw_store_subject_uses (gw_store_writer_get_reader (writer), job->subject, record->id,
                              &uses, error))
    return FALSE;
  if (uses.rules + uses.cases + uses.people + uses.children + uses.areas + uses.shifts == 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_IN_USE, NULL,
                     "still needed: %d rules, %d open cases, %d people, %d departments "
                     "below, %d areas, %d shifts",
                     (int)uses.rules, (int)uses.cases, (int)uses.people, (int)uses.children,
                     (int)uses.areas, (int)uses.shifts);
  return FALSE;
}

static gboolean
act_on_person (Job *job, GwStoreWriter *writer, const GwSubjectRecord *before,
               GError **error)
{
  switch (job->act)
    {
    case ACT_SET_PASSWORD:
      return gw_store_person_set_password (writer, before->id, job->password_hash, error) &&
             note (job, writer, "password", NULL, NULL, error);
    case ACT_END_SESSIONS:
      return gw_store_sessions_end (writer, before->id, error) &&
             note (job, writer, "sessions", NULL, NULL, error);
    case ACT_LOCK:
    case ACT_RETIRE:
      return check_last_administrator (job, writer, before, "", error) &&
             gw_store_sessions_end (writer, before->id, error) &&
             gw_person_release (job->service, job->written, writer, before->id, job->now_ms,
                                error);
    default:
      return TRUE;
    }
}

static gboolean
act_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GwSubjectRecord) before = load_current (job, writer, error);
  const char *after = acts[job->row].after;
  gint64 at =
      job->subject == GW_SUBJECT_PERSON
          ? job->now_ms
          : gw_calendar_local_date (gw_snapshot_calendar (job->snapshot), job->now_ms);

  if (before == NULL)
    return FALSE;
  if (strstr (acts[job->row].states, before->state) == NULL)
    return fail_not_allowed (error, before->state);
  if (!check_uses (job, writer, before, error) ||
      (job->subject == GW_SUBJECT_PERSON && !act_on_person (job, writer, before, error)))
    return FALSE;
  if (after != NULL &&
      (!gw_store_subject_set_state (writer, job->subject, before->id, after, at, error) ||
       !note (job, writer, "state", before->state, after, error)))
    return FALSE;
  if (job->subject != GW_SUBJECT_SHIFT)
    return read_back (job, writer, error);
  g_free (before->state);
  before->state = g_strdup (after);
  job->record = g_steal_pointer (&before);
  return TRUE;
}

/* --- on the main context ---------------------------------------------------------------- */

static void
finish (Job *job, const GError *error)
{
  g_autoptr (GError) translated = error != NULL ? gw_service_translate_error (error) : NULL;

  job->done (error == NULL ? job->record : NULL,
             error == NULL && job->is_made_up ? job->password : NULL, translated,
             job->user_data);
}

/* It is written whether it could be read again or not. */
static void
followed_cb (const GError *error, gpointer data)
{
  g_autoptr (Job) job = data;

  if (error != NULL)
    g_warning ("what was changed of the city cannot be read: %s", error->message);
  gw_sessions_forget (job->service->sessions);
  gw_duty_refresh (job->service->duty);
  finish (job, NULL);
}

static void
written_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;

  if (error != NULL)
    {
      finish (job, error);
      job_free (job);
      return;
    }
  gw_written_publish (job->written, job->service, job->service->snapshot, NULL);
  if (!gw_service_follow_own_change (job->service, followed_cb, job))
    followed_cb (NULL, job);
}

/* Takes the job. FALSE with OVERLOADED: it is gone, done was not called. */
static gboolean
push_write (Job *job, GError **error)
{
  GwStoreWriteFunc run = job->act == ACT_ADD      ? add_thread
                         : job->act == ACT_CHANGE ? change_thread
                                                  : act_thread;

  if (gw_store_write_async (job->service->store, run, job, NULL, written_cb, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}

static void
hashed_cb (gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  GwSubjectFunc done = job->done;
  gpointer user_data = job->user_data;

  if (job->password_hash == NULL)
    {
      gw_case_error_set (&error, GW_CASE_ERROR_INTERNAL, NULL,
                         "not enough memory to hash a password");
      finish (job, error);
      job_free (job);
    }
  else if (!push_write (job, &error))
    done (NULL, NULL, error, user_data);
}

static void
hash_thread (gpointer data)
{
  Job *job = data;

  job->password_hash = gw_password_hash (job->password, job->service->cheap_passwords);
  gw_service_answer (job->service, hashed_cb, job);
}

static gboolean
hash (Job *job, GError **error)
{
  if (gw_service_work (job->service, hash_thread, job))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}

/* Letters and digits that are not mistaken for each other. */
static char *
make_password (void)
{
  static const char characters[] = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ234679";
  char *password = g_malloc0 (MADE_CHARS + 1);

  for (guint i = 0; i < MADE_CHARS; i++)
    password[i] = characters[randombytes_uniform (sizeof characters - 1)];
  return password;
}

static gboolean
take_password (Job *job, const char *password, GError **error)
{
  gsize length = password != NULL ? strlen (password) : 0;

  job->is_made_up = password == NULL;
  job->password = password != NULL ? g_strdup (password) : make_password ();
  if (password == NULL || (length >= PASSWORD_MIN && length <= PASSWORD_MAX &&
                           !g_str_equal (password, job->wish->key)))
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "password",
                     "a password has 8 to 1,024 bytes and is not the login");
  return FALSE;
}

static Job *
job_new (GwService *service, const GwPerson *user, const GwSubjectWish *wish, Act act,
         GwSubjectFunc done, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->user = gw_person_ref (user);
  job->subject = wish->subject;
  job->act = act;
  job->wish = g_new0 (GwSubjectRecord, 1);
  job->wish->key = g_strdup (wish->key);
  job->wish->version = wish->version;
  for (guint i = 0; i < gw_subject_n_values (wish->subject); i++)
    {
      /* Nothing but blanks is nothing. */
      const char *value = wish->values[i];

      job->wish->values[i] = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
      job->given[i] = wish->given[i] || act == ACT_ADD;
    }
  job->now_ms = gw_service_now (service);
  job->written = gw_written_new ();
  job->done = done;
  job->user_data = user_data;
  return job;
}

gboolean
gw_administration_add (GwService *service, const GwPerson *user, const GwSubjectWish *wish,
                       GwSubjectFunc done, gpointer user_data, GError **error)
{
  g_autoptr (Job) job = NULL;

  if (!gw_administration_may (service, user, wish->subject, error) ||
      !gw_subject_check_values (wish, TRUE, error))
    return FALSE;
  job = job_new (service, user, wish, ACT_ADD, done, user_data);
  if (wish->subject != GW_SUBJECT_PERSON)
    return push_write (g_steal_pointer (&job), error);
  return take_password (job, wish->password, error) && hash (g_steal_pointer (&job), error);
}

gboolean
gw_administration_change (GwService *service, const GwPerson *user,
                          const GwSubjectWish *wish, GwSubjectFunc done, gpointer user_data,
                          GError **error)
{
  if (!gw_administration_may (service, user, wish->subject, error) ||
      !gw_subject_check_values (wish, FALSE, error))
    return FALSE;
  return push_write (job_new (service, user, wish, ACT_CHANGE, done, user_data), error);
}

gboolean
gw_administration_act (GwService *service, const GwPerson *user, const GwSubjectWish *wish,
                       GwSubjectFunc done, gpointer user_data, GError **error)
{
  g_autoptr (Job) job = NULL;
  guint row = 0;

  if (!gw_administration_may (service, user, wish->subject, error))
    return FALSE;
  while (row < G_N_ELEMENTS (acts) &&
         (!g_str_equal (acts[row].name, wish->action) ||
          (acts[row].of_people && wish->subject != GW_SUBJECT_PERSON)))
    row++;
  if (row == G_N_ELEMENTS (acts))
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "action",
                         "there is no such action");
      return FALSE;
    }
  job = job_new (service, user, wish, acts[row].act, done, user_data);
  job->row = row;
  if (job->act != ACT_SET_PASSWORD)
    return push_write (g_steal_pointer (&job), error);
  return take_password (job, wish->password, error) && hash (g_steal_pointer (&job), error);
}
