/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/catalogue: every version of classes and conditions; changed one by one or by CSV. */
#define G_LOG_DOMAIN "gridward-api"

#include <string.h>

#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/api/table-body.h"
#include "backend/http/json-write.h"
#include "backend/service/catalogue-draft.h"

/* The columns of a table with its validity, NULL-terminated. */
static void
list_columns (GwCatalogueTable table, const char *columns[GW_CATALOGUE_MAX_FIELDS + 3])
{
  guint n = gw_catalogue_table_n_fields (table) + 2;

  for (guint i = 0; i < n; i++)
    columns[i] = gw_catalogue_table_column (table, i);
  columns[n] = NULL;
}

/* FALSE, and a problem sent, when there is none. */
static gboolean
find_table (GwHttpRequest *request, GwCatalogueTable *ret_table)
{
  const char *name = gw_http_request_param (request, "table");

  for (GwCatalogueTable table = 0; table < GW_N_TABLES; table++)
    if (g_str_equal (gw_catalogue_table_name (table), name))
      {
        *ret_table = table;
        return TRUE;
      }
  gw_http_request_reply_problem (
      request, gw_problem_new ("not_found", NULL,
                               "schemes, classes, conditions or mapping is expected."));
  return FALSE;
}

static void
refuse (GwHttpRequest *request, const GError *error)
{
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

/* --- looking ---------------------------------------------------------------------------- */

static void
append_date (GString *out, const char *name, guint32 date)
{
  g_string_append_printf (out, ",\"%s\":", name);
  if (date == 0)
    gw_encode_literal (out, "\"\"");
  else
    g_string_append_printf (out, "\"%04u-%02u-%02u\"", date / 10000, date / 100 % 100,
                            date % 100);
}

static void
append_row (GString *out, GwCatalogueTable table, const GwCatalogueRow *row)
{
  g_string_append_printf (out, "{\"id\":%" G_GINT64_FORMAT, row->id);
  for (guint i = 0; i < gw_catalogue_table_n_fields (table); i++)
    {
      g_string_append_printf (out, ",\"%s\":", gw_catalogue_table_column (table, i));
      gw_json_append_string (out, row->fields[i]);
    }
  append_date (out, "valid_from", row->valid_from);
  append_date (out, "valid_to", row->valid_to);
  gw_encode_literal (out, "}");
}

static void
reply_json (GwHttpRequest *request, const GwCatalogueBook *book, GwCatalogueTable table)
{
  GString *out = g_string_new ("{\"version\":");
  g_autofree char *version = gw_catalogue_version (book);
  const GPtrArray *rows = book->rows[table];

  gw_json_append_string (out, version);
  gw_encode_literal (out, ",\"rows\":[");
  for (guint i = 0; i < rows->len; i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      append_row (out, table, g_ptr_array_index (rows, i));
    }
  gw_encode_literal (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

static void
read_cb (const GwCatalogueBook *book, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  g_autoptr (GBytes) body = NULL;
  GwCatalogueTable table;
  char *csv;

  if (error != NULL)
    gw_api_reply_error (request, error);
  else if (!find_table (request, &table))
    return;
  else if (!gw_api_wants_csv (request))
    reply_json (request, book, table);
  else
    {
      csv = gw_catalogue_book_to_csv (book, table);
      body = g_bytes_new_take (csv, strlen (csv));
      gw_http_request_reply (request, 200, "text/csv; charset=utf-8", body);
    }
}

void
gw_api_catalogue_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  GwCatalogueTable table;

  if (find_table (request, &table) &&
      !gw_catalogue_draft_read (api->service, read_cb, gw_http_request_ref (request),
                                &error))
    refuse (request, error);
}

/* --- changing --------------------------------------------------------------------------- */

/* Which tables the files of a JSON body are; of a CSV file nobody knows before it is read. */
typedef struct
{
  GwHttpRequest *request;
  gboolean is_csv;
  GwCatalogueTable tables[GW_CATALOGUE_FILES_MAX];
} Question;

static Question *
question_new (GwHttpRequest *request)
{
  Question *question = g_new0 (Question, 1);

  question->request = gw_http_request_ref (request);
  question->is_csv = gw_api_brings_csv (request);
  return question;
}

static void
question_free (Question *question)
{
  gw_http_request_unref (question->request);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* One list for all files; each fault with the table that it is of. */
static void
append_faults (GString *out, const Question *question, const GwCatalogueOutcome *outcome)
{
  gboolean first = TRUE;

  g_string_append_c (out, '[');
  for (guint i = 0; i < outcome->n_files; i++)
    {
      const char *columns[GW_CATALOGUE_MAX_FIELDS + 3];
      g_autoptr (GString) list = g_string_new (NULL);

      if (outcome->faults[i]->n == 0)
        continue;
      list_columns (question->tables[i], columns);
      gw_api_append_faults (list, outcome->faults[i], question->is_csv ? NULL : columns,
                            question->is_csv, gw_http_request_language (question->request));
      if (!first)
        g_string_append_c (out, ',');
      /* Without the brackets around it. */
      g_string_append_len (out, list->str + 1, (gssize)list->len - 2);
      first = FALSE;
    }
  g_string_append_c (out, ']');
}

static void
reply_faults (const Question *question, const GwCatalogueOutcome *outcome)
{
  g_autoptr (GString) list = g_string_new (NULL);
  const char *columns[GW_CATALOGUE_MAX_FIELDS + 3];
  const GwFault *first = NULL;
  const char *field = NULL;
  GwProblem *problem;

  for (guint i = 0; first == NULL && i < outcome->n_files; i++)
    if (outcome->faults[i]->n > 0)
      {
        list_columns (question->tables[i], columns);
        first = g_ptr_array_index (outcome->faults[i]->kept, 0);
        if (!question->is_csv && first->column > 0)
          field = columns[first->column - 1];
      }
  problem = gw_problem_new ("invalid_table", field, "%u faults, the first in line %u: %s",
                            outcome->n_faults, first->line, first->text);
  append_faults (list, question, outcome);
  gw_problem_add_member (problem, "faults", list->str);
  gw_http_request_reply_problem (question->request, problem);
}

static void
changed_cb (const GwCatalogueOutcome *outcome, const GError *error, gpointer data)
{
  g_autoptr (Question) question = data;
  GString *out;

  if (error != NULL)
    {
      gw_api_reply_error (question->request, error);
      return;
    }
  if (outcome->n_faults > 0)
    {
      reply_faults (question, outcome);
      return;
    }
  out = g_string_new ("{");
  for (guint i = 0; i < GW_N_TABLES; i++)
    g_string_append_printf (out, "%s\"%s\":{\"added\":%u,\"ended\":%u}", i > 0 ? "," : "",
                            gw_catalogue_table_name (i), outcome->counts.added[i],
                            outcome->counts.ended[i]);
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (question->request, 200, out);
}

/* The tables of a JSON object as files. FALSE: a problem was sent. */
static gboolean
read_tables (GwHttpRequest *request, Question *question, GwCatalogueWish *wish)
{
  json_object *json = gw_api_read_json (request);

  if (json == NULL)
    return FALSE;
  for (GwCatalogueTable table = 0; table < GW_N_TABLES; table++)
    {
      const char *columns[GW_CATALOGUE_MAX_FIELDS + 3];
      gboolean replied;
      GBytes *file;

      list_columns (table, columns);
      file = gw_api_read_table (request, gw_catalogue_table_name (table), columns, FALSE,
                                NULL, &replied);
      if (replied)
        return FALSE;
      if (file == NULL)
        continue;
      question->tables[wish->n_files] = table;
      wish->files[wish->n_files++] = file;
    }
  if (wish->n_files > 0)
    return TRUE;
  gw_http_request_reply_problem (
      request, gw_problem_new ("missing_field", "conditions",
                               "schemes, classes, conditions or mapping is expected."));
  return FALSE;
}

static gboolean
is_set (GwHttpQuery *query, const char *name)
{
  const char *text = gw_http_query_get (query, name);

  if (text != NULL && !g_str_equal (text, "yes") && !g_str_equal (text, "no"))
    gw_http_query_fail (query, "out_of_range", name, "yes or no is expected.");
  return g_strcmp0 (text, "yes") == 0;
}

void
gw_api_catalogue_import (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  Question *question = question_new (request);
  g_autoptr (GError) error = NULL;
  GwCatalogueWish wish = { .version = gw_http_query_get (query, "version"),
                           .replace = is_set (query, "replace"),
                           .dry_run = is_set (query, "dry_run") };
  gboolean good = !gw_api_reply_query_problem (request);

  if (good && question->is_csv)
    wish.files[wish.n_files++] = gw_http_request_dup_body (request);
  else
    good = good && read_tables (request, question, &wish);
  if (good && gw_catalogue_draft_import (api->service, gw_http_request_user (request),
                                         &wish, changed_cb, question, &error))
    question = NULL;
  else if (error != NULL)
    gw_api_reply_error (request, error);
  g_clear_pointer (&question, question_free);
  for (guint i = 0; i < wish.n_files; i++)
    g_bytes_unref (wish.files[i]);
}

void
gw_api_catalogue_change (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (Question) question = question_new (request);
  g_autoptr (GError) error = NULL;
  GwCatalogueEdit edit = { .id = g_ascii_strtoll (gw_http_request_param (request, "id"),
                                                  NULL, 10) };
  const char *columns[GW_CATALOGUE_MAX_FIELDS + 3];
  GwJsonReader reader;

  if (!find_table (request, &edit.table))
    return;
  json = gw_api_read_json (request);
  if (json == NULL)
    return;
  question->tables[0] = edit.table;
  list_columns (edit.table, columns);
  gw_json_reader_init (&reader, json);
  for (guint i = 0; columns[i] != NULL && !gw_json_reader_failed (&reader); i++)
    if (json_object_object_get_ex (json, columns[i], NULL))
      {
        char *text = gw_api_read_table_field (&reader, json, columns[i]);

        edit.fields[i] = text;
        g_ptr_array_add (texts, text);
      }
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_catalogue_draft_edit (api->service, gw_http_request_user (request), &edit,
                               changed_cb, question, &error))
    g_steal_pointer (&question);
  else
    gw_api_reply_error (request, error);
}
