/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One reader for tables, whichever way they come: rows of JSON are made into lines first. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/table-body.h"

#include "backend/api/fault-words.h"

#include <string.h>

#include "backend/http/json-write.h"
#include "backend/rules/csv.h"

#define MAX_ROWS 100000
#define MAX_FAULTS 1000
#define FIELD_LENGTH 4000

gboolean
gw_api_brings_csv (GwHttpRequest *request)
{
  const char *type = gw_http_request_header (request, "Content-Type");

  return type != NULL && g_ascii_strncasecmp (type, "text/csv", 8) == 0;
}

char *
gw_api_read_table_field (GwJsonReader *reader, json_object *row, const char *name)
{
  json_object *value = json_object_object_get (row, name);
  const char *text;

  if (value == NULL)
    return g_strdup ("");
  if (!json_object_is_type (value, json_type_string) &&
      !json_object_is_type (value, json_type_int))
    {
      gw_json_reader_fail (reader, "wrong_type", name, "A string is expected.");
      return NULL;
    }
  text = json_object_get_string (value);
  if (strlen (text) > FIELD_LENGTH || strpbrk (text, "\r\n") != NULL)
    {
      gw_json_reader_fail (reader, "out_of_range", name,
                           "One line of at most 4000 bytes is expected.");
      return NULL;
    }
  return g_strdup (text);
}

static void
append_row (GString *csv, GwJsonReader *item, const char *const *columns)
{
  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_autofree char *text = gw_api_read_table_field (item, item->object, columns[i]);

      if (text == NULL)
        return;
      gw_csv_append_field (csv, text);
      g_string_append_c (csv, columns[i + 1] != NULL ? ',' : '\n');
    }
}

static GBytes *
read_rows (GwJsonReader *reader, const char *member, const char *const *columns,
           gboolean required)
{
  GString *csv = g_string_new (NULL);
  GwJsonReader items, item;
  gsize n = gw_json_reader_array (reader, member, required, MAX_ROWS, &items);

  for (guint i = 0; columns[i] != NULL; i++)
    g_string_append_printf (csv, "%s%s", i > 0 ? "," : "", columns[i]);
  g_string_append_c (csv, '\n');
  for (gsize i = 0; i < n && !gw_json_reader_failed (reader); i++)
    {
      gw_json_reader_item (&items, i, &item);
      if (!gw_json_reader_failed (reader))
        append_row (csv, &item, columns);
    }
  return g_string_free_to_bytes (csv);
}

GBytes *
gw_api_read_table (GwHttpRequest *request, const char *member, const char *const *columns,
                   gboolean required, json_object **ret_json, gboolean *ret_replied)
{
  g_autoptr (GBytes) table = NULL;
  json_object *json;
  GwJsonReader reader;

  *ret_replied = FALSE;
  if (ret_json != NULL)
    *ret_json = NULL;
  if (gw_api_brings_csv (request))
    return gw_http_request_dup_body (request);
  json = gw_api_read_json (request);
  *ret_replied = json == NULL;
  if (json == NULL)
    return NULL;
  if (ret_json != NULL)
    *ret_json = json;
  gw_json_reader_init (&reader, json);
  if (required || json_object_object_get (json, member) != NULL)
    table = read_rows (&reader, member, columns, required);
  *ret_replied = gw_api_reply_reader_problem (request, &reader);
  return *ret_replied ? NULL : g_steal_pointer (&table);
}

static const char *
column_name (const char *const *columns, guint column)
{
  return columns != NULL && column > 0 &&
                 column <= g_strv_length ((char **)(gpointer)columns)
             ? columns[column - 1]
             : NULL;
}

void
gw_api_append_faults (GString *out, const GwFaults *faults, const char *const *columns,
                      gboolean is_csv, const char *language)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < MIN (faults->kept->len, MAX_FAULTS); i++)
    {
      const GwFault *fault = g_ptr_array_index (faults->kept, i);
      g_autofree char *text = gw_fault_words_dup (fault->text, language);

      g_string_append_printf (out,
                              "%s{\"line\":%u,\"column\":%u,\"field\":", i > 0 ? "," : "",
                              fault->line, fault->column);
      gw_json_append_string (out, column_name (columns, fault->column));
      g_string_append (out, ",\"row\":");
      if (is_csv || fault->line < 2)
        g_string_append (out, "null");
      else
        gw_json_append_int (out, fault->line - 2);
      g_string_append (out, ",\"text\":");
      gw_json_append_string (out, text);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

void
gw_api_reply_faults (GwHttpRequest *request, const GwFaults *faults,
                     const char *const *columns)
{
  const GwFault *first = g_ptr_array_index (faults->kept, 0);
  GwProblem *problem = gw_problem_new (
      "invalid_table", column_name (columns, first->column),
      "%u faults, the first in line %u: %s", faults->n, first->line, first->text);
  g_autoptr (GString) list = g_string_new (NULL);

  gw_api_append_faults (list, faults, columns, gw_api_brings_csv (request),
                        gw_http_request_language (request));
  gw_problem_add_member (problem, "faults", list->str);
  gw_http_request_reply_problem (request, problem);
}
