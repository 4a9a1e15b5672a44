/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/routing-rules, written: drafts checked, tried, explained, and put into force. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/api/rule-findings.h"
#include "backend/api/table-body.h"
#include "backend/http/json-write.h"
#include "backend/service/rule-draft.h"

#define MAX_PAGE 1000
#define PAGE 100
#define CODE_LENGTH 64

/* The version that a draft was made from, in the object or, with CSV, in the query. FALSE: a
 * problem was sent. */
static gboolean
read_version (GwHttpRequest *request, json_object *json, gint64 *ret_version)
{
  GwHttpQuery *query = gw_http_request_query (request);
  const char *text = gw_http_query_get (query, "version");
  GwJsonReader reader;

  if (json == NULL || text != NULL)
    {
      *ret_version = gw_http_query_int (query, "version", 1, G_MAXINT64, 0);
      if (text == NULL)
        gw_http_query_fail (query, "missing_field", "version",
                            "The version of the rules that these were made from.");
      return !gw_api_reply_query_problem (request);
    }
  gw_json_reader_init (&reader, json);
  *ret_version = gw_json_reader_int (&reader, "version", TRUE, 1, G_MAXINT64, 0);
  return !gw_api_reply_reader_problem (request, &reader);
}

/* TRUE (and replied) unless the draft could be read. */
static gboolean
reply_trouble (GwHttpRequest *request, const GwRuleDraft *draft, const GError *error)
{
  if (error != NULL)
    gw_api_reply_error (request, error);
  else if (draft->faults->n > 0)
    gw_api_reply_faults (request, draft->faults, gw_rule_fields);
  return error != NULL || draft->faults->n > 0;
}

/* Started, or refused (error: where the call before left it): the reference for the answer is given back. */
static void
settle (GwHttpRequest *request, gboolean started, GError *const *error)
{
  if (started)
    return;
  gw_api_reply_error (request, *error);
  gw_http_request_unref (request);
}

/* --- check ----------------------------------------------------------------------------- */

static void
checked_cb (const GwRuleDraft *draft, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (reply_trouble (request, draft, error))
    return;
  out = g_string_new (NULL);
  gw_api_append_rule_findings (out, draft);
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_routing_rule_check (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = NULL;
  gboolean replied;

  csv = gw_api_read_table (request, "rules", gw_rule_fields, FALSE, NULL, &replied);
  if (!replied)
    settle (request,
            gw_rule_draft_check (api->service, gw_http_request_user (request), csv,
                                 checked_cb, gw_http_request_ref (request), &error),
            &error);
}

/* --- dry run --------------------------------------------------------------------------- */

static void
append_reroutings (GString *out, const GwRuleDraft *draft)
{
  const GwSnapshot *snapshot = draft->snapshot;
  g_autoptr (GHashTable) counts =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *comma = "";

  gw_encode_literal (out, ",\"reroutings\":[");
  for (guint i = 0; i < draft->changed->len; i++)
    {
      const GwReroutedCase *one = &g_array_index (draft->changed, GwReroutedCase, i);
      gint64 key = (one->from << 32) ^ one->to;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &key));

      if (n == 0)
        g_array_append_val (done, i);
      g_hash_table_replace (counts, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < done->len; i++)
    {
      const GwReroutedCase *one =
          &g_array_index (draft->changed, GwReroutedCase, g_array_index (done, guint, i));
      gint64 key = (one->from << 32) ^ one->to;

      g_string_append_printf (out, "%s{\"from\":", comma);
      gw_encode_department (out, gw_snapshot_department (snapshot, one->from));
      gw_encode_literal (out, ",\"to\":");
      gw_encode_department (out, gw_snapshot_department (snapshot, one->to));
      g_string_append_printf (out, ",\"cases\":%u}",
                              GPOINTER_TO_UINT (g_hash_table_lookup (counts, &key)));
      comma = ",";
    }
  gw_encode_literal (out, "]");
}

static void
append_rank (GString *out, const char *name, guint32 rank)
{
  if (rank == 0)
    g_string_append_printf (out, ",\"%s\":null", name);
  else
    g_string_append_printf (out, ",\"%s\":%u", name, rank);
}

static void
append_changed (GString *out, const GwRuleDraft *draft, const GwReroutedCase *one)
{
  gw_encode_literal (out, "{\"case\":");
  gw_json_append_string (out, one->number);
  gw_encode_literal (out, ",\"at\":");
  gw_json_append_time (out, one->at);
  gw_encode_literal (out, ",\"from\":");
  gw_encode_department (out, gw_snapshot_department (draft->snapshot, one->from));
  gw_encode_literal (out, ",\"to\":");
  gw_encode_department (out, gw_snapshot_department (draft->snapshot, one->to));
  append_rank (out, "from_rank", one->from_rank);
  append_rank (out, "to_rank", one->to_rank);
  gw_encode_literal (out, "}");
}

/* After the case of the cursor, which need not be among them any more. */
static void
append_page (GString *out, GwHttpRequest *request, const GwRuleDraft *draft)
{
  GwHttpQuery *query = gw_http_request_query (request);
  const char *after = gw_http_query_get (query, "after");
  guint limit = (guint)gw_http_query_int (query, "limit", 1, MAX_PAGE, PAGE);
  gint64 last = after != NULL ? g_ascii_strtoll (after, NULL, 10) : G_MAXINT64;
  guint n = 0;

  gw_encode_literal (out, ",\"changes\":[");
  for (guint i = 0; i < draft->changed->len; i++)
    {
      const GwReroutedCase *one = &g_array_index (draft->changed, GwReroutedCase, i);

      if (one->id >= last)
        continue;
      if (n == limit)
        {
          one = &g_array_index (draft->changed, GwReroutedCase, i - 1);
          gw_encode_literal (out, "]");
          gw_api_append_next_id (out, request, one->id);
          return;
        }
      if (n++ > 0)
        gw_encode_literal (out, ",");
      append_changed (out, draft, one);
    }
  gw_encode_literal (out, "]");
}

static void
tried_cb (const GwRuleDraft *draft, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (reply_trouble (request, draft, error))
    return;
  out = g_string_new (NULL);
  g_string_append_printf (out, "{\"cases\":%u,\"changed\":%u", draft->n_cases,
                          draft->changed->len);
  append_reroutings (out, draft);
  append_page (out, request, draft);
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_routing_rule_dry_run (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = NULL;
  guint last =
      (guint)gw_http_query_int (query, "last", 1, GW_DRY_RUN_CASES_MAX, GW_DRY_RUN_CASES);
  gboolean replied;

  gw_http_query_int (query, "limit", 1, MAX_PAGE, PAGE);
  gw_http_query_int (query, "after", 1, G_MAXINT64, 1);
  if (gw_api_reply_query_problem (request))
    return;
  csv = gw_api_read_table (request, "rules", gw_rule_fields, TRUE, NULL, &replied);
  if (!replied)
    settle (request,
            gw_rule_draft_dry_run (api->service, gw_http_request_user (request), csv, last,
                                   tried_cb, gw_http_request_ref (request), &error),
            &error);
}

/* --- explain --------------------------------------------------------------------------- */

static void
explained_cb (const GwRuleDraft *draft, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  const GwRoutingExplanation *why;
  GString *out;

  if (reply_trouble (request, draft, error))
    return;
  why = draft->explanation;
  out = g_string_new ("{\"department\":");
  gw_encode_department (out, gw_snapshot_department (draft->snapshot, why->department));
  append_rank (out, "rank", why->rank);
  gw_encode_literal (out, ",\"text\":");
  gw_json_append_string (out, why->reason->zh);
  gw_encode_literal (out, ",\"text_en\":");
  gw_json_append_string (out, why->reason->en);
  gw_encode_literal (out, ",\"before\":[");
  for (guint i = 0; i < why->before->len; i++)
    {
      const GwReason *reason = g_ptr_array_index (why->before, i);

      g_string_append_printf (out, "%s{\"rank\":%u,\"text\":", i > 0 ? "," : "",
                              g_array_index (why->ranks, guint32, i));
      gw_json_append_string (out, reason->zh);
      gw_encode_literal (out, ",\"text_en\":");
      gw_json_append_string (out, reason->en);
      gw_encode_literal (out, "}");
    }
  g_string_append_printf (out, "],\"more\":%u}", why->n_more);
  gw_http_request_reply_json (request, 200, out);
}

/* Of the request, as constants: the question outlives it. */
static const char *
find_source (const char *name)
{
  const char *const *sources = gw_report_sources ();

  for (guint i = 0; name != NULL && sources[i] != NULL; i++)
    if (g_str_equal (sources[i], name))
      return sources[i];
  return NULL;
}

static void
read_place (GwJsonReader *reader, const GwSnapshot *snapshot, GwRouteQuestion *question)
{
  const char *cell = gw_json_reader_string (reader, "cell", FALSE, CODE_LENGTH);
  GwCoordinateSystem system;
  GwJsonReader location;
  GwLonLat position;

  if (cell != NULL)
    {
      question->cell = gw_snapshot_cell_by_code (snapshot, cell);
      if (question->cell == NULL)
        gw_json_reader_fail (reader, "unknown_cell", "cell", "There is no such cell.");
      return;
    }
  gw_json_reader_object (reader, "location", TRUE, &location);
  gw_api_read_location (&location, &position, &system);
  if (gw_json_reader_failed (reader))
    return;
  position = gw_coordinates_to_wgs84 (system, position);
  question->cell = gw_snapshot_find_cell (snapshot, gw_fixed_from_lon_lat (position));
  if (question->cell == NULL)
    gw_json_reader_fail (reader, "outside_city", "location",
                         "The place is in no cell of the city.");
}

static void
read_class (GwJsonReader *reader, const GwSnapshot *snapshot, GwRouteQuestion *question)
{
  const char *kind = gw_json_reader_string (reader, "kind", TRUE, CODE_LENGTH);
  const char *code = gw_json_reader_string (reader, "class", TRUE, CODE_LENGTH);
  const char *condition = gw_json_reader_string (reader, "condition", FALSE, CODE_LENGTH);
  const GwFilingCondition *found;
  GwClassKind which;

  if (kind != NULL && !gw_class_kind_parse (kind, &which))
    gw_json_reader_fail (reader, "out_of_range", "kind", "matter or component.");
  if (gw_json_reader_failed (reader))
    return;
  question->class = gw_catalogue_find (gw_snapshot_catalogue (snapshot), which, code);
  if (question->class == NULL)
    {
      gw_json_reader_fail (reader, "unknown_class", "class", "There is no such class.");
      return;
    }
  found = condition != NULL ? gw_case_class_condition (question->class, condition) : NULL;
  if (condition != NULL && (found == NULL || !g_str_equal (found->code, condition)))
    gw_json_reader_fail (reader, "out_of_range", "condition",
                         "The class has no such condition.");
  question->condition = found != NULL ? found->code : NULL;
}

static void
read_owner (GwJsonReader *reader, const GwSnapshot *snapshot, GwRouteQuestion *question)
{
  const char *code = gw_json_reader_string (reader, "owner", FALSE, CODE_LENGTH);
  const GwDepartment *owner =
      code != NULL ? gw_snapshot_department_by_code (snapshot, code) : NULL;

  if (code != NULL && owner == NULL)
    gw_json_reader_fail (reader, "unknown_department", "owner",
                         "There is no such department.");
  question->owner_id = owner != NULL ? owner->id : 0;
}

void
gw_api_routing_rule_explain (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwSnapshot *snapshot = gw_api_snapshot (api);
  GwRouteQuestion question = { .at_ms = gw_service_now (api->service) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = NULL;
  json_object *json = gw_api_read_json (request);
  const char *source;
  GwJsonReader reader;
  gboolean replied;
  gint64 at;

  if (json == NULL)
    return;
  gw_json_reader_init (&reader, json);
  read_class (&reader, snapshot, &question);
  read_place (&reader, snapshot, &question);
  read_owner (&reader, snapshot, &question);
  source = gw_json_reader_string (&reader, "source", FALSE, CODE_LENGTH);
  question.source = find_source (source != NULL ? source : "inspector");
  if (source != NULL && question.source == NULL)
    gw_json_reader_fail (&reader, "out_of_range", "source", "There is no such source.");
  at = gw_json_reader_time (&reader, "at");
  question.at_ms = at > 0 ? at : question.at_ms;
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  csv = gw_api_read_table (request, "rules", gw_rule_fields, FALSE, NULL, &replied);
  if (!replied)
    settle (request,
            gw_rule_draft_explain (api->service, gw_http_request_user (request), csv,
                                   &question, explained_cb, gw_http_request_ref (request),
                                   &error),
            &error);
}

/* --- into force ------------------------------------------------------------------------ */

static void
published_cb (const GwRuleDraft *draft, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (reply_trouble (request, draft, error))
    return;
  out = g_string_new (NULL);
  g_string_append_printf (
      out, "{\"version\":%" G_GINT64_FORMAT ",\"added\":%u,\"kept\":%u,\"retired\":%u}",
      gw_rule_book_version (gw_snapshot_routing (draft->snapshot)), draft->change.n_added,
      draft->change.n_kept, draft->change.n_retired);
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_routing_rule_replace (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = NULL;
  json_object *json;
  gboolean replied;
  gint64 version;

  csv = gw_api_read_table (request, "rules", gw_rule_fields, TRUE, &json, &replied);
  if (!replied && read_version (request, json, &version))
    settle (request,
            gw_rule_draft_publish (api->service, gw_http_request_user (request), csv,
                                   version, published_cb, gw_http_request_ref (request),
                                   &error),
            &error);
}

static void
edit (GwHttpRequest *request, GwApi *api, json_object *json, GwRuleEdit *wish)
{
  g_autoptr (GError) error = NULL;
  gint64 version;

  if (read_version (request, json, &version))
    settle (request,
            gw_rule_draft_edit (api->service, gw_http_request_user (request), wish, version,
                                published_cb, gw_http_request_ref (request), &error),
            &error);
}

/* The members that are there; all when the rule is a new one. */
static void
edit_fields (GwHttpRequest *request, GwApi *api, gint64 rule)
{
  json_object *json = gw_api_read_json (request);
  g_auto (GStrv) texts = g_new0 (char *, GW_RULE_N_FIELDS + 1);
  GwRuleEdit wish = { .rule = rule };
  GwJsonReader reader;
  guint n = 0;

  if (json == NULL)
    return;
  gw_json_reader_init (&reader, json);
  for (guint i = 0; i < GW_RULE_N_FIELDS && !gw_json_reader_failed (&reader); i++)
    if (rule == 0 || json_object_object_get_ex (json, gw_rule_fields[i], NULL))
      {
        wish.fields[i] = texts[n] =
            gw_api_read_table_field (&reader, json, gw_rule_fields[i]);
        n += texts[n] != NULL;
      }
  if (!gw_api_reply_reader_problem (request, &reader))
    edit (request, api, json, &wish);
}

void
gw_api_routing_rule_create (GwHttpRequest *request, gpointer api)
{
  edit_fields (request, api, 0);
}

/* 0, and a problem sent, for what is no number. */
static gint64
rule_param (GwHttpRequest *request)
{
  gint64 id = g_ascii_strtoll (gw_http_request_param (request, "id"), NULL, 10);

  if (id <= 0)
    gw_http_request_reply_problem (
        request, gw_problem_new ("not_found", NULL, "There is no such rule in force."));
  return MAX (id, 0);
}

void
gw_api_routing_rule_change (GwHttpRequest *request, gpointer api)
{
  gint64 id = rule_param (request);

  if (id > 0)
    edit_fields (request, api, id);
}

void
gw_api_routing_rule_retire (GwHttpRequest *request, gpointer api)
{
  GwRuleEdit wish = { .rule = rule_param (request), .remove = TRUE };

  if (wish.rule > 0)
    edit (request, api, NULL, &wish);
}
