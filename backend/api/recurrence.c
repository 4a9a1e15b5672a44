/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/statistics/recurrence: what is filed again and again at the same spot. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/recurrence.h"

#include <string.h>

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/figure-query.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/rules/recurrence.h"

#define LITERAL gw_encode_literal
#define PAGE 100

typedef struct
{
  GwHttpRequest *request;
  guint radius_m;
  guint days;
} Question;

static void
question_free (Question *question)
{
  gw_http_request_unref (question->request);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* --- the answer --------------------------------------------------------------------------- */

/* "code":...,"name":...,"name_en":... */
static void
append_words (GString *out, const char *code, const GwFiguresLabel *words)
{
  LITERAL (out, "\"code\":");
  gw_json_append_string (out, code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, words->name);
  LITERAL (out, ",\"name_en\":");
  gw_json_append_string (out, words->name_en);
}

/* The key of a class row is its kind and code. */
static void
append_class (GString *out, const GwFiguresLabel *words)
{
  const char *colon = strchr (words->key, ':');
  g_autofree char *kind =
      colon != NULL ? g_strndup (words->key, (gsize)(colon - words->key)) : NULL;

  LITERAL (out, ",\"class\":{\"kind\":");
  gw_json_append_string (out, kind);
  LITERAL (out, ",");
  append_words (out, colon != NULL ? colon + 1 : words->key, words);
  LITERAL (out, "}");
}

static void
append_place (GString *out, const GwRecurrenceGroup *group)
{
  LITERAL (out, ",\"lon\":");
  gw_fixed_append_degrees (out, group->middle.x);
  LITERAL (out, ",\"lat\":");
  gw_fixed_append_degrees (out, group->middle.y);
  LITERAL (out, ",\"cell\":");
  gw_json_append_string (out, group->cell);
  LITERAL (out, ",\"community\":");
  if (group->community.key == NULL)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{");
  append_words (out, group->community.key, &group->community);
  LITERAL (out, "}");
}

static void
append_group (GString *out, const GwRecurrenceGroup *group)
{
  char number[GW_CASE_NUMBER_SIZE];

  LITERAL (out, "{\"key\":");
  gw_json_append_string (out, group->key);
  append_class (out, &group->class);
  LITERAL (out, ",\"n\":");
  gw_json_append_int (out, group->n);
  LITERAL (out, ",\"first_at\":");
  gw_json_append_time (out, group->first_at);
  LITERAL (out, ",\"last_at\":");
  gw_json_append_time (out, group->last_at);
  append_place (out, group);
  LITERAL (out, ",\"cases\":[");
  for (guint i = 0; i < group->n_named; i++)
    {
      gw_case_number_format (group->cases[i], number);
      g_string_append (out, i > 0 ? "," : "");
      gw_json_append_string (out, number);
    }
  LITERAL (out, "]}");
}

static void
append_next (GString *out, const Question *question, const GwRecurrence *recurrence)
{
  const GwRecurrenceGroup *last =
      &g_array_index (recurrence->groups, GwRecurrenceGroup, recurrence->groups->len - 1);
  g_autofree char *cursor = g_strdup_printf ("%u.%s", last->n, last->key);

  gw_api_append_next (out, question->request, cursor);
}

static GString *
make_json (const Question *question, const GwRecurrence *recurrence)
{
  GString *out = g_string_new ("{\"from\":");

  gw_api_append_date (out, recurrence->from);
  LITERAL (out, ",\"to\":");
  gw_api_append_date (out, recurrence->to);
  LITERAL (out, ",\"radius_m\":");
  gw_json_append_int (out, question->radius_m);
  LITERAL (out, ",\"days\":");
  gw_json_append_int (out, question->days);
  LITERAL (out, ",\"items\":[");
  for (guint i = 0; i < recurrence->groups->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_group (out, &g_array_index (recurrence->groups, GwRecurrenceGroup, i));
    }
  LITERAL (out, "],\"groups\":");
  gw_json_append_int (out, recurrence->n_groups);
  LITERAL (out, ",\"cases\":");
  gw_json_append_int (out, recurrence->n_cases);
  LITERAL (out, ",\"filed\":");
  gw_json_append_int (out, recurrence->n_filed);
  gw_api_append_rate (out, "rate", (GwRate){ recurrence->n_cases, recurrence->n_filed });
  if (recurrence->more)
    append_next (out, question, recurrence);
  LITERAL (out, "}");
  return out;
}

static void
found_cb (const GwRecurrence *recurrence, const GError *error, gpointer data)
{
  g_autoptr (Question) question = data;

  if (error)
    gw_api_reply_query_error (question->request, error);
  else if (gw_http_request_context (question->request))
    gw_http_request_reply_json (question->request, 200, make_json (question, recurrence));
}

/* --- the question ------------------------------------------------------------------------- */

/* "12.20261101-000012": size and key of the last group. */
static GwRecurrenceAfter
read_after (GwHttpQuery *query)
{
  const char *text = gw_http_query_get (query, "after");
  const char *dot = text ? strchr (text, '.') : NULL;
  g_autofree char *size = dot ? g_strndup (text, (gsize)(dot - text)) : NULL;
  GwRecurrenceAfter after = { 0 };
  guint64 n = 0;
  gint64 id;

  if (!text)
    return after;
  if (!size || !g_ascii_string_to_unsigned (size, 10, 2, G_MAXUINT, &n, NULL) ||
      !gw_case_number_parse (dot + 1, &id))
    gw_http_query_fail (query, "out_of_range", "after", "There is no such page.");
  else
    after = (GwRecurrenceAfter){ (guint)n, dot + 1 };
  return after;
}

void
gw_api_statistics_recurrence (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  GwFiguresQuery filter = { .rows = GW_DIMENSION_CITY };
  g_autoptr (Question) question = g_new0 (Question, 1);
  g_autoptr (GError) error = NULL;
  GwRecurrenceAfter after;

  question->request = gw_http_request_ref (request);
  gw_figure_query_read (api, query, &filter);
  question->radius_m =
      (guint)gw_http_query_int (query, "radius", GW_RECURRENCE_RADIUS_MIN_M,
                                GW_RECURRENCE_RADIUS_MAX_M, GW_RECURRENCE_RADIUS_M);
  question->days = (guint)gw_http_query_int (query, "days", 1, GW_RECURRENCE_DAYS_MAX,
                                             GW_RECURRENCE_DAYS);
  filter.limit = (guint)gw_http_query_int (query, "limit", 1, GW_RECURRENCE_PAGE_MAX, PAGE);
  after = read_after (query);
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_recurrence (api->service, gw_http_request_user (request), &filter,
                     question->radius_m, question->days, &after, found_cb, question,
                     &error))
    g_steal_pointer (&question);
  else
    gw_api_reply_query_error (request, error);
}
