/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about numbers that make no sense: each a clear error with its field; and what is
 * empty says so, without a number that is none. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define STATISTICS "/api/v1/statistics/"

/* One server for both tables. */
static GwTownServer *server;
static json_object *document;

typedef struct
{
  const char *query;
  const char *code;
  const char *field;
} BadQuery;

/* Each takes a period and the same filters. */
static const char *const questions[] = {
  STATISTICS "table?rows=cell",
  STATISTICS "table?rows=department&columns=class_major",
  STATISTICS "cases?figure=closed",
  STATISTICS "closing-times?rows=cell",
  STATISTICS "scores?scheme=jinniu&rows=street",
  STATISTICS "recurrence?radius=50",
};

static const BadQuery bad_filters[] = {
  { "from=2026-11-02&to=2026-11-01", "period", "to" },
  { "from=2026-02-30", "out_of_range", "from" },
  { "to=2026-02-30", "out_of_range", "to" },
  { "to=2026-11", "out_of_range", "to" },
  { "from=0000-01-01", "out_of_range", "from" },
  { "to=0000-01-01", "out_of_range", "to" },
  { "from=10000-01-01", "out_of_range", "from" },
  { "to=10000-01-01", "out_of_range", "to" },
  { "to=9999-12-31", "out_of_range", "to" },
  { "from=1969-12-31", "out_of_range", "from" },
  { "from=9998-12-31", "out_of_range", "from" },
  { "from=yesterday", "out_of_range", "from" },
  { "from=2026-11-01&from=2026-11-02", "out_of_range", "from" },
  { "area=x", "unknown_area", "area" },
  { "area=%27%3B--", "unknown_area", "area" },
  { "cell=x", "unknown_cell", "cell" },
  { "cell=%00", "malformed_request", "cell" },
  { "duty_grid=x", "unknown_duty_grid", "duty_grid" },
  { "department=x", "unknown_department", "department" },
  { "class=x", "unknown_class", "class" },
  { "class=matter:x", "unknown_class", "class" },
  { "class=dream:06010", "out_of_range", "class" },
  { "class=%C3%28", "malformed_request", "class" },
  { "kind=x", "out_of_range", "kind" },
  { "source=dream", "out_of_range", "source" },
  { "person=nobody", "out_of_range", "person" },
  { "post=king", "out_of_range", "post" },
  { "shift=x", "out_of_range", "shift" },
  { "hour=24", "out_of_range", "hour" },
  { "hour=-1", "out_of_range", "hour" },
  { "hour=noon", "out_of_range", "hour" },
  { "weekday=0", "out_of_range", "weekday" },
  { "weekday=8", "out_of_range", "weekday" },
  { "colour=red", "unknown_parameter", "colour" },
};

static const BadQuery bad_queries[] = {
  { STATISTICS "table", "missing_field", "rows" },
  { STATISTICS "table?rows=", "missing_field", "rows" },
  { STATISTICS "table?rows=mood", "unknown_dimension", "rows" },
  { STATISTICS "table?rows=cell&columns=mood", "unknown_dimension", "columns" },
  { STATISTICS "table?rows=cell&columns=cell", "out_of_range", "columns" },
  { STATISTICS "table?rows=cell&figures=x", "unknown_figure", "figures" },
  { STATISTICS "table?rows=cell&figures=closed,x", "unknown_figure", "figures" },
  { STATISTICS "table?rows=cell&indicators=x", "unknown_indicator", "indicators" },
  { STATISTICS "table?rows=cell&compare=always", "out_of_range", "compare" },
  { STATISTICS "table?rows=cell&limit=-1", "out_of_range", "limit" },
  { STATISTICS "table?rows=cell&limit=0", "out_of_range", "limit" },
  { STATISTICS "table?rows=cell&limit=99999999999999999999", "out_of_range", "limit" },
  { STATISTICS "table?rows=cell&after=%00", "malformed_request", "after" },
  { STATISTICS "table?rows=day&from=1990-01-01", "out_of_range", "from" },
  { STATISTICS "table?rows=cell&compare=period&compare_from=2026-10-01", "missing_field",
    "compare_to" },
  { STATISTICS "table?rows=cell&compare=period&compare_from=2026-10-32&"
               "compare_to=2026-10-31",
    "out_of_range", "compare_from" },
  { STATISTICS "table?rows=cell&compare=period&compare_from=2026-10-31&"
               "compare_to=2026-10-01",
    "period", "compare_to" },
  { STATISTICS "table?rows=day&compare=period&compare_from=2026-10-01&"
               "compare_to=2026-10-31",
    "out_of_range", "compare" },
  { STATISTICS "cases", "missing_field", "figure" },
  { STATISTICS "cases?figure=x", "unknown_figure", "figure" },
  { STATISTICS "cases?figure=", "missing_field", "figure" },
  { STATISTICS "cases?figure=closed%20to_close", "unknown_figure", "figure" },
  { STATISTICS "cases?figure=closed%20%2B", "unknown_figure", "figure" },
  { STATISTICS "cases?figure=closed-x", "unknown_figure", "figure" },
  { STATISTICS "cases?figure=closed&over_s=0", "out_of_range", "over_s" },
  { STATISTICS "cases?figure=closed&over_s=3601", "out_of_range", "over_s" },
  { STATISTICS "cases?figure=closed&within_s=x", "out_of_range", "within_s" },
  { STATISTICS "cases?figure=handled&within_s=3600", "out_of_range", "within_s" },
  { STATISTICS "cases?figure=closed-reopened&over_s=3600", "out_of_range", "over_s" },
  { STATISTICS "cases?figure=closed&over_s=3600&from=2024-01-01&to=2026-01-01",
    "out_of_range", "from" },
  { STATISTICS "cases?figure=closed&limit=-1", "out_of_range", "limit" },
  { STATISTICS "cases?figure=closed&limit=1001", "out_of_range", "limit" },
  { STATISTICS "cases?figure=closed&after=x", "out_of_range", "after" },
  { STATISTICS "cases?figure=closed&after=-1", "out_of_range", "after" },
  { STATISTICS "cases?figure=closed&after=99999999999999999999", "out_of_range", "after" },
  { STATISTICS "closing-times", "missing_field", "rows" },
  { STATISTICS "closing-times?rows=mood", "unknown_dimension", "rows" },
  { STATISTICS "closing-times?rows=day", "out_of_range", "rows" },
  { STATISTICS "closing-times?rows=city&from=2020-01-01&to=2026-01-01", "out_of_range",
    "from" },
  { STATISTICS "closing-times?rows=cell&limit=-1", "out_of_range", "limit" },
  { STATISTICS "recurrence?radius=-1", "out_of_range", "radius" },
  { STATISTICS "recurrence?radius=nan", "out_of_range", "radius" },
  { STATISTICS "recurrence?days=0", "out_of_range", "days" },
  { STATISTICS "recurrence?after=x", "out_of_range", "after" },
  { STATISTICS "recurrence?limit=-1", "out_of_range", "limit" },
  { STATISTICS "scores", "missing_field", "scheme" },
  { STATISTICS "scores?scheme=jinniu", "missing_field", "rows" },
  { STATISTICS "scores?scheme=luck&rows=city", "unknown_scheme", "scheme" },
  { STATISTICS "scores?scheme=jinniu&rows=mood", "unknown_dimension", "rows" },
  { STATISTICS "scores?scheme=jinniu&rows=city&limit=-1", "out_of_range", "limit" },
  { STATISTICS "cells?from=2026-11-02&to=2026-11-01", "period", "to" },
  { STATISTICS "cells?from=2026-02-30", "out_of_range", "from" },
  { STATISTICS "cells?class=x", "unknown_class", "class" },
  { STATISTICS "departments?from=2026-11-02&to=2026-11-01", "period", "to" },
  { STATISTICS "departments?department=x", "unknown_department", "department" },
  { STATISTICS "hotline?from=2026-11-02&to=2026-11-01", "period", "to" },
  { STATISTICS "hotline?department=x", "unknown_department", "department" },
  { STATISTICS "cards?from=2026-11-02&to=2026-11-01", "period", "to" },
  { STATISTICS "cards?from=0000-01-01", "out_of_range", "from" },
  { STATISTICS "inspectors?from=2026-11-02&to=2026-11-01", "out_of_range", "to" },
  { STATISTICS "duty-grids?from=1970-01-01&to=9998-12-31", "out_of_range", "to" },
  { STATISTICS "periods/2026-13/differences", "period", "period" },
  { STATISTICS "periods/10000-01/differences", "period", "period" },
  { "/api/v1/journal/anchors?from=2026-11-02&to=2026-11-01", "period", "to" },
  { "/api/v1/plan-targets?year=0", "out_of_range", "year" },
  { "/api/v1/plan-targets?year=2026.5", "out_of_range", "year" },
  { "/api/v1/plan-targets?lamp=pink", "out_of_range", "lamp" },
};

static void
assert_refused (const char *path, const BadQuery *bad)
{
  g_autoptr (GwTestResponse) response =
      gw_town_server_call (server, "manager", "GET", path, NULL);

  if (response->status != 400 && response->status != 422)
    g_error ("%s: %u %s", path, response->status, response->body);
  gw_test_schema_assert (document, "Problem", response->json);
  g_test_message ("%s: %s", path, gw_test_json_string (response->json, "detail"));
  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, bad->code);
  g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, bad->field);
  g_assert_nonnull (gw_test_json_string (response->json, "detail"));
  gw_town_server_assert_refused_in_chinese (server, "manager", "GET", path, NULL);
}

static void
test_filters (gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_filters); i++)
    {
      g_autofree char *path = g_strconcat (data, "&", bad_filters[i].query, NULL);

      assert_refused (path, &bad_filters[i]);
    }
}

static void
test_queries (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_queries); i++)
    assert_refused (bad_queries[i].query, &bad_queries[i]);
}

/* --- what is empty ---------------------------------------------------------------------- */

static const struct
{
  const char *path;
  const char *items; /* empty */
  const char *none;  /* explicitly null */
} empty[] = {
  { STATISTICS "table?rows=cell&from=2001-01-01&to=2001-12-31&compare=year", "items",
    "total.indicators.closure_rate.value" },
  { STATISTICS "table?rows=department&columns=hour&from=2999-01-01&to=2999-12-31", "items",
    "total.indicators.rework_rate.value" },
  { STATISTICS "table?rows=city&area=441802002001&class=component:01001", NULL,
    "total.indicators.handling_rate.value" },
  { STATISTICS "table?rows=week&from=1970-01-01&to=1970-12-31", NULL,
    "total.indicators.return_rate.value" },
  { STATISTICS "table?rows=cell&after=zzz", "items", NULL },
  /* Cursors of no day. */
  { STATISTICS "cases?figure=closed&after=56124400000000000", "items", NULL },
  { STATISTICS "cases?figure=closed&after=9223372036854775807", "items", NULL },
  { STATISTICS "cases?figure=closed&from=2001-01-01&to=2001-01-31", "items", NULL },
  { STATISTICS "cases?figure=to_handle&source=sensor", "items", NULL },
  { STATISTICS "cases?figure=to_handle%2Bto_close&source=sensor", "items", NULL },
  { STATISTICS "cases?figure=closed&source=sensor&over_s=86400", "items", NULL },
  { STATISTICS "closing-times?rows=class_minor&from=2001-01-01&to=2001-01-31", "items",
    "total.median_s" },
  { STATISTICS "closing-times?rows=city&hour=3&from=2001-01-01&to=2001-01-31", NULL,
    "total.mean_s" },
  { STATISTICS "scores?scheme=jinhua&rows=street&from=2001-01-01&to=2001-01-31", "items",
    "total.score" },
  { STATISTICS "scores?scheme=jinniu&rows=month&from=2999-01-01&to=2999-12-31", NULL,
    "total.grade" },
  { STATISTICS "recurrence?from=2001-01-01&to=2001-01-31", "items", NULL },
  { STATISTICS "cells?from=2001-01-01&to=2001-12-31", NULL, "total.closure_rate.value" },
  { STATISTICS "departments?from=2999-01-01&to=2999-12-31", NULL,
    "total.timely_rate.value" },
};

static void
test_empty (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 200, "manager", "GET", empty[i].path, NULL);
  g_autofree char *body = g_ascii_strdown (response->body, -1);
  json_object *none = NULL;

  g_assert_null (strstr (body, ":nan"));
  g_assert_null (strstr (body, ":inf"));
  g_assert_null (strstr (body, ":-")); /* not even "-0" */
  if (empty[i].items != NULL)
    g_assert_cmpuint (
        json_object_array_length (gw_test_json_get (response->json, empty[i].items)), ==,
        0);
  if (empty[i].none != NULL)
    {
      none = gw_test_json_get (response->json, empty[i].none);
      g_assert_null (none);
      g_assert_nonnull (strstr (body, ":null"));
    }
}

/* As CSV, too: nothing blank where a number is not. */
static void
test_empty_csv (void)
{
  g_autoptr (GwTestResponse) response = gw_test_request (
      server->port, "GET",
      STATISTICS "table?rows=person&columns=cell&figures=reported&indicators=closure_rate",
      gw_town_server_token (server, "manager"), "Accept: text/csv\r\n", NULL, 0);

  g_assert_cmpuint (response->status, ==, 200);
  /* One report, nothing closed. */
  g_assert_nonnull (strstr (response->body, ",1,no cases,0,0\r\n"));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  server = gw_town_server_new (NULL);
  g_free (gw_town_server_report (server, 0, "垃圾"));
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *name = g_strdup_printf ("/api/bad-figures/filters/%u", i);

      g_test_add_data_func (name, questions[i], test_filters);
    }
  g_test_add_func ("/api/bad-figures/queries", test_queries);
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autofree char *name = g_strdup_printf ("/api/bad-figures/empty/%u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_empty);
    }
  g_test_add_func ("/api/bad-figures/empty-csv", test_empty_csv);
  result = g_test_run ();
  gw_town_server_free (server);
  json_object_put (document);
  return result;
}
