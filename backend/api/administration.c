/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/administration: people, departments, duty grids, shifts, and who changed them. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/administration.h"

#include <string.h>

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define PREFIX "/api/v1/administration/"
#define LIMIT 100
#define LIMIT_MAX 1000
#define TEXT_CHARS 100
#define PASSWORD_CHARS 1024
/* Longer than any value, so that the field itself says what is too long. */
#define VALUE_CHARS 2000

/* As they are called in paths and answers. */
static const struct
{
  const char *path;
  const char *list;
  const char *item;
} kinds[GW_N_SUBJECTS] = {
  [GW_SUBJECT_PERSON] = { "people", "people", "person" },
  [GW_SUBJECT_DEPARTMENT] = { "departments", "departments", "department" },
  [GW_SUBJECT_DUTY_GRID] = { "duty-grids", "duty_grids", "duty_grid" },
  [GW_SUBJECT_SHIFT] = { "shifts", "shifts", "shift" },
};

/* Of a route of this file. */
static GwSubject
subject_of (GwHttpRequest *request)
{
  const char *path = gw_http_request_path (request) + strlen (PREFIX);
  gsize length = strcspn (path, "/");

  for (guint i = 0; i < GW_N_SUBJECTS; i++)
    if (strlen (kinds[i].path) == length && strncmp (kinds[i].path, path, length) == 0)
      return i;
  g_assert_not_reached ();
}

/* --- out ------------------------------------------------------------------------------ */

static void
append_list (GString *out, const char *value)
{
  g_auto (GStrv) items = g_strsplit (value != NULL ? value : "", ",", -1);

  LITERAL (out, "[");
  for (guint i = 0; items[i]; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_json_append_string (out, items[i]);
    }
  LITERAL (out, "]");
}

/* What the references are called, in the language of the request. */
static void
append_names (GString *out, GwSubject subject, const GwSubjectRecord *record,
              GwHttpRequest *request)
{
  GwApi *api = gw_http_request_context (request);
  const GwSubjectField *fields = gw_subject_fields (subject);
  gboolean first = TRUE;

  LITERAL (out, ",\"names\":{");
  for (guint i = 0; i < gw_subject_n_values (subject); i++)
    {
      const char *value = record->values[i];

      if (!fields[i].is_reference || !value)
        continue;
      g_string_append (out, first ? "\"" : ",\"");
      first = FALSE;
      g_string_append (out, fields[i].name);
      LITERAL (out, "\":");
      gw_json_append_string (
          out, gw_administration_name_of (api->service, fields[i].name, value,
                                          gw_http_request_language (request)));
    }
  LITERAL (out, "}");
}

static void
append_record (GString *out, GwSubject subject, const GwSubjectRecord *record,
               GwHttpRequest *request)
{
  const GwSubjectField *fields = gw_subject_fields (subject);

  g_string_append_printf (out, "{\"%s\":", gw_subject_key_name (subject));
  gw_json_append_string (out, record->key);
  g_string_append_printf (out, ",\"version\":%" G_GINT64_FORMAT ",\"state\":\"%s\"",
                          record->version, record->state);
  for (guint i = 0; i < gw_subject_n_values (subject); i++)
    {
      g_string_append_printf (out, ",\"%s\":", fields[i].name);
      if (fields[i].is_list)
        append_list (out, record->values[i]);
      else
        gw_json_append_string (out, record->values[i]);
    }
  append_names (out, subject, record, request);
  LITERAL (out, "}");
}

static void
reply_record (GwHttpRequest *request, guint status, const GwSubjectRecord *record,
              const char *password)
{
  GwSubject subject = subject_of (request);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"%s\":", kinds[subject].item);
  append_record (out, subject, record, request);
  if (password)
    {
      LITERAL (out, ",\"password\":");
      gw_json_append_string (out, password);
    }
  LITERAL (out, "}");
  gw_http_request_set_header (request, "Cache-Control", "no-store");
  gw_http_request_reply_json (request, status, out);
}

static void
changed_cb (const GwSubjectRecord *record, const char *password, const GError *error,
            gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;

  if (error)
    gw_api_reply_error (request, error);
  else if (gw_http_request_context (request))
    reply_record (request, 200, record, password);
}

static void
added_cb (const GwSubjectRecord *record, const char *password, const GError *error,
          gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;

  if (error)
    gw_api_reply_error (request, error);
  else if (gw_http_request_context (request))
    reply_record (request, 201, record, password);
}

/* --- in ------------------------------------------------------------------------------- */

/* An item may hold no comma: lists are joined by them. */
static char *
dup_list (GwJsonReader *reader, const GwSubjectField *field)
{
  g_auto (GStrv) items =
      gw_json_reader_dup_strings (reader, field->name, field->max_items, field->max_chars);

  for (guint i = 0; items && items[i]; i++)
    if (*items[i] == '\0' || strchr (items[i], ','))
      gw_json_reader_fail (reader, "out_of_range", field->name,
                           "Each is one code without commas.");
  return items && items[0] ? g_strjoinv (",", items) : NULL;
}

/* Lists are owned by `owned`; texts by the body. */
static void
read_values (GwJsonReader *reader, json_object *json, GwSubjectWish *wish, GPtrArray *owned)
{
  const GwSubjectField *fields = gw_subject_fields (wish->subject);

  for (guint i = 0; i < gw_subject_n_values (wish->subject); i++)
    {
      wish->given[i] = json_object_object_get_ex (json, fields[i].name, NULL);
      if (!wish->given[i])
        continue;
      if (fields[i].is_list)
        {
          char *list = dup_list (reader, &fields[i]);

          if (list)
            g_ptr_array_add (owned, list);
          wish->values[i] = list;
        }
      else
        wish->values[i] =
            gw_json_reader_string (reader, fields[i].name, FALSE, VALUE_CHARS);
    }
}

typedef gboolean (*Administer) (GwService *service, const GwPerson *user,
                                const GwSubjectWish *wish, GwSubjectFunc done,
                                gpointer user_data, GError **error);

static void
administer (GwHttpRequest *request, GwApi *api, const GwSubjectWish *wish, Administer func,
            GwSubjectFunc done)
{
  g_autoptr (GError) error = NULL;

  if (func (api->service, gw_http_request_user (request), wish, done,
            gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_administration_create (GwHttpRequest *request, gpointer context)
{
  json_object *json = gw_api_read_json (request);
  GwSubjectWish wish = { .subject = subject_of (request) };
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  GwJsonReader reader;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  if (wish.subject != GW_SUBJECT_SHIFT)
    wish.key = gw_json_reader_string (&reader, gw_subject_key_name (wish.subject), TRUE,
                                      TEXT_CHARS);
  read_values (&reader, json, &wish, owned);
  if (wish.subject == GW_SUBJECT_PERSON)
    wish.password = gw_json_reader_string (&reader, "password", FALSE, PASSWORD_CHARS);
  if (!gw_api_reply_reader_problem (request, &reader))
    administer (request, context, &wish, gw_administration_add, added_cb);
}

void
gw_api_administration_change (GwHttpRequest *request, gpointer context)
{
  json_object *json = gw_api_read_json (request);
  GwSubjectWish wish = { .subject = subject_of (request),
                         .key = gw_http_request_param (request, "key") };
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  GwJsonReader reader;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  wish.version = gw_json_reader_int (&reader, "version", TRUE, 1, G_MAXINT64, 0);
  read_values (&reader, json, &wish, owned);
  if (!gw_api_reply_reader_problem (request, &reader))
    administer (request, context, &wish, gw_administration_change, changed_cb);
}

void
gw_api_administration_act (GwHttpRequest *request, gpointer context)
{
  json_object *json = gw_api_read_json (request);
  GwSubjectWish wish = { .subject = subject_of (request),
                         .key = gw_http_request_param (request, "key") };
  GwJsonReader reader;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  wish.version = gw_json_reader_int (&reader, "version", TRUE, 1, G_MAXINT64, 0);
  wish.action = gw_json_reader_string (&reader, "action", TRUE, TEXT_CHARS);
  wish.password = gw_json_reader_string (&reader, "password", FALSE, PASSWORD_CHARS);
  if (!gw_api_reply_reader_problem (request, &reader))
    administer (request, context, &wish, gw_administration_act, changed_cb);
}

/* --- looking -------------------------------------------------------------------------- */

static void
listed_cb (GPtrArray *records, guint total, gboolean more, const GError *error,
           gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GwSubject subject = subject_of (request);
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  if (!gw_http_request_context (request))
    return;
  out = g_string_new (NULL);
  g_string_append_printf (out, "{\"total\":%u,\"%s\":[", total, kinds[subject].list);
  for (guint i = 0; i < records->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_record (out, subject, records->pdata[i], request);
    }
  LITERAL (out, "]");
  if (more)
    {
      const GwSubjectRecord *last = records->pdata[records->len - 1];

      gw_api_append_next (out, request, last->key);
    }
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static const char *
query_state (GwHttpQuery *query)
{
  static const char *const states[] = { "all", "active", "locked", "retired", NULL };
  const char *state = gw_http_query_get (query, "state");

  if (state && !g_strv_contains (states, state))
    gw_http_query_fail (query, "out_of_range", "state",
                        "all, active, locked or retired is expected.");
  return state;
}

void
gw_api_administration_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  const GwSubjectFilter filter = {
    .subject = subject_of (request),
    .text = gw_http_query_get (query, "q"),
    .state = query_state (query),
    .after = gw_http_query_get (query, "after"),
    .limit = (guint)gw_http_query_int (query, "limit", 1, LIMIT_MAX, LIMIT),
  };
  g_autoptr (GError) error = NULL;

  if (gw_api_reply_query_problem (request))
    return;
  if (gw_administration_list (api->service, gw_http_request_user (request), &filter,
                              listed_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_administration_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwSubjectRecord) record = gw_administration_load (
      api->service, gw_http_request_user (request), subject_of (request),
      gw_http_request_param (request, "key"), &error);

  if (record)
    reply_record (request, 200, record, NULL);
  else
    gw_api_reply_error (request, error);
}

static void
append_change (GString *out, const GwAdministrationChange *change)
{
  g_string_append_printf (out, "{\"id\":%" G_GINT64_FORMAT ",\"at\":", change->id);
  gw_json_append_time (out, change->at);
  LITERAL (out, ",\"by\":");
  if (change->login)
    {
      LITERAL (out, "{\"login\":");
      gw_json_append_string (out, change->login);
      LITERAL (out, ",\"name\":");
      gw_json_append_string (out, change->name);
      LITERAL (out, "}");
    }
  else
    LITERAL (out, "null");
  LITERAL (out, ",\"subject\":");
  gw_json_append_string (out, change->subject);
  LITERAL (out, ",\"key\":");
  gw_json_append_string (out, change->key);
  LITERAL (out, ",\"field\":");
  gw_json_append_string (out, change->field);
  LITERAL (out, ",\"from\":");
  gw_json_append_string (out, change->before);
  LITERAL (out, ",\"to\":");
  gw_json_append_string (out, change->after);
  LITERAL (out, "}");
}

void
gw_api_administration_changes (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  const char *subject = gw_http_query_get (query, "subject");
  const char *key = gw_http_query_get (query, "key");
  const char *login = gw_http_query_get (query, "by");
  gint64 after = gw_http_query_int (query, "after", 1, G_MAXINT64, 0);
  guint limit = (guint)gw_http_query_int (query, "limit", 1, LIMIT_MAX, LIMIT);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  guint n;
  GString *out;

  if (gw_api_reply_query_problem (request))
    return;
  changes = gw_administration_journal (api->service, gw_http_request_user (request),
                                       subject, key, login, after, limit + 1, &error);
  if (!changes)
    {
      gw_api_reply_error (request, error);
      return;
    }
  n = MIN (changes->len, limit);
  out = g_string_new ("{\"changes\":[");
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_change (out, changes->pdata[i]);
    }
  LITERAL (out, "]");
  if (changes->len > limit)
    {
      const GwAdministrationChange *last = changes->pdata[n - 1];

      gw_api_append_next_id (out, request, last->id);
    }
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}
