/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/calendars, written: what a draft would move, and putting it into force. */
#define G_LOG_DOMAIN "gridward-api"

#include <string.h>

#include "backend/api/encode.h"
#include "backend/api/fault-words.h"
#include "backend/api/resources.h"
#include "backend/api/table-body.h"
#include "backend/http/json-write.h"
#include "backend/rules/csv.h"
#include "backend/service/calendar-draft.h"
#include "backend/service/recalculate.h"

#define MAX_SLOTS 100
#define MAX_DAYS 4000
#define NAME_LENGTH 200
#define TIME_LENGTH 10
#define CODE_LENGTH 32

/* A body as lines of the calendar's table, and what each line was in it. */
typedef struct
{
  GString *csv;
  GPtrArray *places; /* "days.3", by line from 1 */
} Lines;

/* Quoted where needed; texts is NULL-terminated. place: takes it. */
static void
add_line (Lines *lines, char *place, const char *const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (lines->csv, ',');
      gw_csv_append_field (lines->csv, texts[i]);
    }
  g_string_append_c (lines->csv, '\n');
  g_ptr_array_add (lines->places, place);
}

#define LINE(lines, place, ...)                                                            \
  add_line (lines, place, (const char *const[]){ __VA_ARGS__, NULL })

/* One line, never NULL: what is missing is empty, and a fault of the table. */
static const char *
read_text (GwJsonReader *reader, const char *name, gsize max_chars)
{
  const char *text = gw_json_reader_string (reader, name, FALSE, max_chars);

  if (text != NULL && strpbrk (text, "\r\n") != NULL)
    gw_json_reader_fail (reader, "out_of_range", name, "One line is expected.");
  return text != NULL ? text : "";
}

static void
read_slots (GwJsonReader *reader, Lines *lines, const char *member, gboolean make_up)
{
  GwJsonReader items, item;
  gsize n = gw_json_reader_array (reader, member, FALSE, MAX_SLOTS, &items);

  for (gsize i = 0; i < n && !gw_json_reader_failed (reader); i++)
    {
      char *place = g_strdup_printf ("%s.%" G_GSIZE_FORMAT, member, i);
      g_autofree char *weekday = NULL;
      const char *start, *end;

      gw_json_reader_item (&items, i, &item);
      start = read_text (&item, "start", TIME_LENGTH);
      end = read_text (&item, "end", TIME_LENGTH);
      if (make_up)
        {
          LINE (lines, place, "make_up_slot", start, end);
          continue;
        }
      weekday =
          g_strdup_printf ("%d", (int)gw_json_reader_int (&item, "weekday", TRUE, 1, 7, 1));
      LINE (lines, place, "slot", weekday, start, end);
    }
}

static void
read_days (GwJsonReader *reader, Lines *lines)
{
  GwJsonReader items, item;
  gsize n = gw_json_reader_array (reader, "days", FALSE, MAX_DAYS, &items);

  for (gsize i = 0; i < n && !gw_json_reader_failed (reader); i++)
    {
      char *place = g_strdup_printf ("days.%" G_GSIZE_FORMAT, i);
      const char *date, *name;

      gw_json_reader_item (&items, i, &item);
      date = read_text (&item, "date", TIME_LENGTH);
      name = read_text (&item, "name", NAME_LENGTH);
      LINE (lines, place, "day", date,
            gw_json_reader_bool (&item, "working", FALSE) ? "1" : "0", name);
    }
}

static void
read_departments (GwJsonReader *reader, Lines *lines)
{
  g_auto (GStrv) codes =
      gw_json_reader_dup_strings (reader, "departments", MAX_DAYS, CODE_LENGTH);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    LINE (lines, g_strdup_printf ("departments.%u", i), "department", codes[i]);
}

static void
read_members (GwJsonReader *reader, Lines *lines)
{
  const char *name = read_text (reader, "name", NAME_LENGTH);
  const char *name_en = read_text (reader, "name_en", NAME_LENGTH);
  const char *zone = read_text (reader, "time_zone", NAME_LENGTH);
  g_autofree char *hours = g_strdup_printf (
      "%d", (int)gw_json_reader_int (reader, "hours_per_day", FALSE, 0, 24, 8));

  /* Without one it is called by its code. */
  if (*name != '\0')
    LINE (lines, g_strdup ("name"), "name", name, name_en);
  if (*zone != '\0')
    LINE (lines, g_strdup ("time_zone"), "zone", zone);
  LINE (lines, g_strdup ("hours_per_day"), "hours", hours);
  read_slots (reader, lines, "slots", FALSE);
  read_slots (reader, lines, "make_up_slots", TRUE);
  read_days (reader, lines);
  read_departments (reader, lines);
}

static gboolean
has_department (const char *code, gpointer snapshot)
{
  return gw_snapshot_department_by_code (snapshot, code) != NULL;
}

/* The fields of a calendar's lines have no names; what the client sent has places. */
static void
reply_faults (GwHttpRequest *request, const GwFaults *faults, const Lines *lines)
{
  GwProblem *problem;
  GString *list = g_string_new ("[");
  const char *first = NULL;

  for (guint i = 0; i < faults->kept->len; i++)
    {
      const GwFault *fault = g_ptr_array_index (faults->kept, i);
      const char *place = fault->line > 0 && fault->line <= lines->places->len
                              ? g_ptr_array_index (lines->places, fault->line - 1)
                              : NULL;

      g_autofree char *text =
          gw_fault_words_dup (fault->text, gw_http_request_language (request));

      first = i == 0 ? place : first;
      g_string_append_printf (list,
                              "%s{\"line\":%u,\"column\":%u,\"field\":", i > 0 ? "," : "",
                              fault->line, fault->column);
      gw_json_append_string (list, place);
      g_string_append (list, ",\"row\":null,\"text\":");
      gw_json_append_string (list, text);
      g_string_append_c (list, '}');
    }
  g_string_append_c (list, ']');
  problem = gw_problem_new ("invalid_table", first, "%u faults: %s", faults->n,
                            ((const GwFault *)g_ptr_array_index (faults->kept, 0))->text);
  gw_problem_add_member (problem, "faults", list->str);
  g_string_free (list, TRUE);
  gw_http_request_reply_problem (request, problem);
}

static gboolean
is_code (const char *code)
{
  return *code != '\0' && strlen (code) <= CODE_LENGTH &&
         code[strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

/* NULL: a problem was sent. */
static GwCalendarPlan *
read_plan (GwHttpRequest *request, GwApi *api, gint64 *ret_version)
{
  GwSnapshot *snapshot = gw_api_snapshot (api);
  const char *code = gw_http_request_param (request, "code");
  const GwCalendarCsvContext context = {
    .code = code,
    .time_zone = gw_snapshot_city (snapshot)->time_zone,
    .has_department = has_department,
    .user_data = snapshot,
  };
  json_object *json = gw_api_read_json (request);
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GwFaults) faults = gw_faults_new ();
  Lines lines = { csv, places };
  GwCalendarPlan *plan;
  GwJsonReader reader;

  if (json == NULL)
    return NULL;
  gw_json_reader_init (&reader, json);
  if (!is_code (code))
    gw_json_reader_fail (&reader, "out_of_range", "code",
                         "Small letters, digits, _ and -, at most 32, are expected.");
  *ret_version = gw_json_reader_int (&reader, "version", FALSE, 0, G_MAXINT64, 0);
  read_members (&reader, &lines);
  if (gw_api_reply_reader_problem (request, &reader))
    return NULL;
  plan = gw_calendar_plan_from_csv (csv->str, csv->len, &context, faults);
  if (plan == NULL)
    reply_faults (request, faults, &lines);
  return plan;
}

static void
refuse (GwHttpRequest *request, const GError *error)
{
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

/* --- preview --------------------------------------------------------------------------- */

static void
previewed_cb (const GwCalendarPreview *preview, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error != NULL)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new (NULL);
  g_string_append_printf (
      out, "{\"cases\":%u,\"more\":%s,\"changed\":%u,\"moved\":%u,\"examples\":[",
      preview->n_cases, preview->more ? "true" : "false", preview->n_changed,
      preview->n_moved);
  for (guint i = 0; i < preview->moved->len; i++)
    {
      const GwMovedCase *moved = &g_array_index (preview->moved, GwMovedCase, i);

      g_string_append (out, i > 0 ? ",{\"case\":" : "{\"case\":");
      gw_json_append_string (out, moved->number);
      gw_encode_literal (out, ",\"from\":");
      gw_json_append_time (out, moved->from);
      gw_encode_literal (out, ",\"to\":");
      gw_json_append_time (out, moved->to);
      gw_encode_literal (out, "}");
    }
  gw_encode_literal (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_calendar_preview (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  gint64 version;
  GwCalendarPlan *plan = read_plan (request, api, &version);

  if (plan != NULL &&
      !gw_calendar_draft_preview (api->service, gw_http_request_user (request), plan,
                                  previewed_cb, gw_http_request_ref (request), &error))
    refuse (request, error);
}

/* --- into force ------------------------------------------------------------------------ */

static void
published_cb (const GwCalendarPreview *preview, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GwApi *api = gw_http_request_context (request);

  if (error != NULL)
    gw_api_reply_error (request, error);
  else if (api != NULL)
    gw_api_calendar_show (request, api);
}

void
gw_api_calendar_replace (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  gint64 version;
  GwCalendarPlan *plan = read_plan (request, api, &version);

  if (plan != NULL && !gw_calendar_draft_publish (
                          api->service, gw_http_request_user (request), plan, version,
                          published_cb, gw_http_request_ref (request), &error))
    refuse (request, error);
}

/* --- how far a recalculation is -------------------------------------------------------- */

void
gw_api_calendar_recalculation (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwRecalculation so_far;
  gboolean running = gw_recalculation_progress (api->service, &so_far);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"running\":%s,\"cases\":%u,\"changed\":%u}",
                          running ? "true" : "false", so_far.n_cases, so_far.n_changed);
  gw_http_request_reply_json (request, 200, out);
}
