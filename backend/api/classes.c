/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/classes, /schemes: the catalogue with its filing conditions and mappings. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "gis/cell-code.h"

/* ,"name":"text" */
static void
append_member (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, ",\"%s\":", name);
  gw_json_append_string (out, text);
}

static void
append_limit (GString *out, GwLimit limit)
{
  g_string_append_printf (out, ",\"limit\":{\"value\":%u,\"unit\":\"%s\"}", limit.value,
                          gw_limit_unit_name (limit.unit));
}

static void
append_seasons (GString *out, const GArray *seasons)
{
  gw_encode_literal (out, ",\"seasons\":[");
  for (guint i = 0; seasons != NULL && i < seasons->len; i++)
    {
      const GwSeason *season = &g_array_index (seasons, GwSeason, i);

      g_string_append_printf (out, "%s{\"from\":\"%02u-%02u\",\"to\":\"%02u-%02u\"",
                              i > 0 ? "," : "", season->from / 100, season->from % 100,
                              season->to / 100, season->to % 100);
      append_limit (out, season->limit);
      gw_encode_literal (out, "}");
    }
  gw_encode_literal (out, "]");
}

static void
append_condition (GString *out, const GwFilingCondition *condition)
{
  gw_encode_literal (out, "{\"code\":");
  gw_json_append_string (out, condition->code);
  append_member (out, "text", condition->text);
  append_member (out, "text_en", condition->text_en);
  append_limit (out, condition->limit);
  append_seasons (out, condition->seasons);
  append_member (out, "closing", condition->closing);
  append_member (out, "closing_en", condition->closing_en);
  gw_encode_literal (out, ",\"sample\":");
  gw_json_append_bool (out, condition->sample);
  gw_encode_literal (out, "}");
}

static void
append_conditions (GString *out, const GPtrArray *conditions)
{
  gw_encode_literal (out, ",\"conditions\":[");
  for (guint i = 0; i < conditions->len; i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      append_condition (out, g_ptr_array_index (conditions, i));
    }
  gw_encode_literal (out, "]");
}

static void
append_mappings (GString *out, const GPtrArray *mappings)
{
  gw_encode_literal (out, ",\"mapping\":[");
  for (guint i = 0; i < mappings->len; i++)
    {
      const GwClassMapping *mapping = g_ptr_array_index (mappings, i);

      g_string_append (out, i > 0 ? ",{\"scheme\":" : "{\"scheme\":");
      gw_json_append_string (out, mapping->scheme);
      append_member (out, "code", mapping->code);
      append_member (out, "name", mapping->name);
      append_member (out, "name_en", mapping->name_en);
      gw_encode_literal (out, "}");
    }
  gw_encode_literal (out, "]");
}

static void
append_class (GString *out, const GwCaseClass *class)
{
  const GwFilingCondition *first = gw_case_class_condition (class, NULL);

  g_string_append_printf (out,
                          "{\"kind\":\"%s\",\"code\":", gw_class_kind_name (class->kind));
  gw_json_append_string (out, class->code);
  append_member (out, "group", class->group);
  append_member (out, "group_en", class->group_en);
  append_member (out, "name", class->name);
  append_member (out, "name_en", class->name_en);
  if (first != NULL)
    append_limit (out, first->limit);
  else
    gw_encode_literal (out, ",\"limit\":null");
  gw_encode_literal (out, ",\"sample\":");
  gw_json_append_bool (out, first != NULL && first->sample);
  append_conditions (out, class->conditions);
  append_mappings (out, class->mappings);
  gw_encode_literal (out, "}");
}

static void
append_date (GString *out, const char *name, guint32 date)
{
  if (date == 0)
    g_string_append_printf (out, ",\"%s\":null", name);
  else
    g_string_append_printf (out, ",\"%s\":\"%04u-%02u-%02u\"", name, date / 10000,
                            date / 100 % 100, date % 100);
}

static void
append_scheme (GString *out, const GwSnapshot *snapshot, const GwScheme *scheme)
{
  gw_encode_literal (out, "{\"code\":");
  gw_json_append_string (out, scheme->code);
  append_member (out, "name", scheme->name != NULL ? scheme->name : scheme->code);
  append_member (out, "name_en", scheme->name_en);
  append_date (out, "valid_from", scheme->valid_from);
  append_date (out, "valid_to", scheme->valid_to);
  gw_encode_literal (out, ",\"current\":");
  gw_json_append_bool (out, scheme == gw_snapshot_scheme_at (snapshot, 0));
  gw_encode_literal (out, ",\"classes\":");
  gw_json_append_int (out, gw_catalogue_size (scheme->catalogue));
  gw_encode_literal (out, "}");
}

static void
append_segments (GString *out, const GwCodeScheme *scheme, GwCodeKind kind)
{
  GwCodeSegment segment;

  g_string_append_printf (out, "\"%s\":[", gw_code_kind_name (kind));
  for (guint i = 0; gw_code_scheme_segment (scheme, kind, i, &segment); i++)
    {
      g_string_append (out, i > 0 ? ",{\"name\":" : "{\"name\":");
      gw_json_append_string (out, segment.name);
      append_member (out, "characters", segment.characters);
      g_string_append_printf (out, ",\"min_length\":%u,\"length\":%u}", segment.min_length,
                              segment.length);
    }
  gw_encode_literal (out, "]");
}

/* What the codes of a scheme look like, as a last member. */
static void
append_formats (GString *out, const char *code)
{
  const GwCodeScheme *scheme = gw_code_scheme_get (code);

  /* Closes where append_scheme() did. */
  g_string_truncate (out, out->len - 1);
  gw_encode_literal (out, ",\"codes\":{");
  for (GwCodeKind kind = 0; scheme != NULL && kind < GW_CODE_N_KINDS; kind++)
    {
      if (kind > 0)
        gw_encode_literal (out, ",");
      append_segments (out, scheme, kind);
    }
  gw_encode_literal (out, "}}");
}

static GBytes *
encode_classes (const GwSnapshot *snapshot, const GwScheme *scheme)
{
  GString *out = g_string_new ("{\"scheme\":");

  append_scheme (out, snapshot, scheme);
  gw_encode_literal (out, ",\"classes\":[");
  for (guint i = 0; i < gw_catalogue_size (scheme->catalogue); i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      append_class (out, gw_catalogue_get (scheme->catalogue, i));
    }
  gw_encode_literal (out, "]}");
  return g_string_free_to_bytes (out);
}

void
gw_api_class_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwSnapshot *snapshot = gw_api_snapshot (api);
  GwHttpQuery *query = gw_http_request_query (request);
  const char *code = gw_http_query_get (query, "scheme");
  const GwScheme *scheme = code != NULL ? gw_snapshot_scheme (snapshot, code)
                                        : gw_snapshot_scheme_at (snapshot, 0);
  g_autofree char *key = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (scheme == NULL)
    gw_http_query_fail (query, "out_of_range", "scheme", "There is no such code scheme.");
  if (gw_api_reply_query_problem (request))
    return;
  /* Only what is known is kept: a caller does not choose what fills the cache. */
  key = g_strconcat ("classes ", scheme->code, NULL);
  if (gw_answer_cache_reply (api->cache, key, request))
    return;
  bytes = encode_classes (snapshot, scheme);
  gw_answer_cache_add (api->cache, key, "application/json", bytes, request);
}

void
gw_api_scheme_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwSnapshot *snapshot = gw_api_snapshot (api);
  GString *out = g_string_new ("{\"schemes\":[");

  for (guint i = 0; i < gw_snapshot_n_schemes (snapshot); i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      append_scheme (out, snapshot, gw_snapshot_scheme_at (snapshot, i));
      append_formats (out, gw_snapshot_scheme_at (snapshot, i)->code);
    }
  gw_encode_literal (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}
