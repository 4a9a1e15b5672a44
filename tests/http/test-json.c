/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON from strangers, JSON to clients, and times. */
#define G_LOG_DOMAIN "gridward-test"

#include "backend/http/json-read.h"
#include "backend/http/json-write.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  const char *code; /* NULL: it is fine */
} ParseCase;

static const ParseCase parse_cases[] = {
  { "object", "{\"a\":1}", NULL },
  { "blank-around", " \r\n{\"a\":[1,2,{\"b\":null}]}\t\n", NULL },
  { "escapes", "{\"a\":\"\\u4e2d\\n\\\"{[:\"}", NULL },
  { "same-name-in-two-objects", "{\"a\":{\"x\":1},\"b\":{\"x\":1}}", NULL },
  { "chinese", "{\"说明\":\"井盖缺失\"}", NULL },
  { "empty", "", "malformed_json" },
  { "only-blank", "  ", "malformed_json" },
  { "array", "[1]", "wrong_type" },
  { "string", "\"a\"", "wrong_type" },
  { "number", "1 ", "wrong_type" },
  { "null", "null ", "wrong_type" },
  { "half", "{\"a\":1", "malformed_json" },
  { "two-values", "{}{}", "malformed_json" },
  { "garbage-after", "{} x", "malformed_json" },
  { "nul-after", "{}\\0", "malformed_json" },
  { "comment", "{/* */\"a\":1}", "malformed_json" },
  { "single-quotes", "{'a':1}", "malformed_json" },
  { "trailing-comma", "{\"a\":1,}", "malformed_json" },
  { "array-trailing-comma", "{\"a\":[1,]}", "malformed_json" },
  { "bare-name", "{a:1}", "malformed_json" },
  { "leading-zero", "{\"a\":01}", "malformed_json" },
  { "hex", "{\"a\":0x10}", "malformed_json" },
  { "nan", "{\"a\":NaN}", "malformed_json" },
  { "infinity", "{\"a\":Infinity}", "malformed_json" },
  { "minus-infinity", "{\"a\":-Infinity}", "malformed_json" },
  { "true-in-capitals", "{\"a\":TRUE}", "malformed_json" },
  { "raw-newline-in-string", "{\"a\":\"x\ny\"}", "malformed_json" },
  { "twice", "{\"a\":1,\"a\":2}", "malformed_json" },
  { "twice-escaped", "{\"a\":1,\"\\u0061\":2}", "malformed_json" },
  { "twice-deep", "{\"b\":[{\"a\":1,\"a\":2}]}", "malformed_json" },
  { "bad-utf8", "{\"a\":\"\xff\xfe\"}", "invalid_utf8" },
  { "surrogate-utf8", "{\"a\":\"\xed\xa0\x80\"}", "invalid_utf8" },
  { "overlong-utf8", "{\"a\":\"\xc0\xaf\"}", "invalid_utf8" },
  { "cut-utf8", "{\"a\":\"\xe4\xb8", "invalid_utf8" },
  { "bom", "\xef\xbb\xbf{}", "malformed_json" },
};

static void
test_parse (gconstpointer data)
{
  const ParseCase *row = data;
  g_autoptr (GwProblem) problem = NULL;
  json_object *object = gw_json_parse_object (row->text, strlen (row->text), &problem);

  if (row->code)
    {
      g_assert_null (object);
      g_assert_nonnull (problem);
      g_assert_cmpstr (problem->code, ==, row->code);
      g_assert_nonnull (problem->detail);
      return;
    }
  g_assert_null (problem);
  g_assert_nonnull (object);
  json_object_put (object);
}

static void
test_depth (void)
{
  static const guint depths[] = { GW_JSON_MAX_DEPTH, GW_JSON_MAX_DEPTH + 1, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autoptr (GString) text = g_string_new ("{\"a\":");
      g_autoptr (GwProblem) problem = NULL;
      json_object *object;

      for (guint n = 1; n < depths[i]; n++)
        g_string_append_c (text, '[');
      for (guint n = 1; n < depths[i]; n++)
        g_string_append_c (text, ']');
      g_string_append_c (text, '}');
      object = gw_json_parse_object (text->str, text->len, &problem);
      if (depths[i] <= GW_JSON_MAX_DEPTH)
        g_assert_cmpstr (problem ? problem->detail : NULL, ==, NULL);
      else
        g_assert_cmpstr (problem->code, ==, "too_deep");
      json_object_put (object);
    }
}

typedef struct
{
  const char *name;
  const char *text;
  const char *code;
  const char *field;
} ReadCase;

/* Against a reader that wants: text (required, 5 characters), at {lon (-180..180)}, n? (0..9),
 * flag?, when?, tags? */
static const ReadCase read_cases[] = {
  { "complete",
    "{\"text\":\"abcde\",\"at\":{\"lon\":1.5},\"n\":9,\"flag\":true,"
    "\"when\":\"2026-11-22T08:00:00Z\",\"tags\":[\"a\"],\"more\":1}",
    NULL, NULL },
  { "least", "{\"text\":\"\",\"at\":{\"lon\":-180}}", NULL, NULL },
  { "null-is-absent", "{\"text\":\"\",\"at\":{\"lon\":0},\"n\":null,\"tags\":null}", NULL,
    NULL },
  { "five-characters", "{\"text\":\"路口东北角\",\"at\":{\"lon\":0}}", NULL, NULL },
  { "six-characters", "{\"text\":\"路口东北角上\",\"at\":{\"lon\":0}}", "out_of_range",
    "text" },
  { "no-text", "{\"at\":{\"lon\":0}}", "missing_field", "text" },
  { "null-text", "{\"text\":null,\"at\":{\"lon\":0}}", "missing_field", "text" },
  { "text-number", "{\"text\":1,\"at\":{\"lon\":0}}", "wrong_type", "text" },
  { "text-with-nul", "{\"text\":\"a\\u0000\",\"at\":{\"lon\":0}}", "out_of_range", "text" },
  { "no-at", "{\"text\":\"\"}", "missing_field", "at" },
  { "at-array", "{\"text\":\"\",\"at\":[]}", "wrong_type", "at" },
  { "no-lon", "{\"text\":\"\",\"at\":{}}", "missing_field", "at.lon" },
  { "lon-string", "{\"text\":\"\",\"at\":{\"lon\":\"1\"}}", "wrong_type", "at.lon" },
  { "lon-too-large", "{\"text\":\"\",\"at\":{\"lon\":180.1}}", "out_of_range", "at.lon" },
  { "lon-overflow", "{\"text\":\"\",\"at\":{\"lon\":1e999}}", "out_of_range", "at.lon" },
  { "n-fraction", "{\"text\":\"\",\"at\":{\"lon\":0},\"n\":1.5}", "wrong_type", "n" },
  { "n-too-large", "{\"text\":\"\",\"at\":{\"lon\":0},\"n\":10}", "out_of_range", "n" },
  { "n-beyond-int64", "{\"text\":\"\",\"at\":{\"lon\":0},\"n\":99999999999999999999}",
    "out_of_range", "n" },
  { "flag-number", "{\"text\":\"\",\"at\":{\"lon\":0},\"flag\":1}", "wrong_type", "flag" },
  { "when-no-time", "{\"text\":\"\",\"at\":{\"lon\":0},\"when\":\"today\"}", "out_of_range",
    "when" },
  { "when-number", "{\"text\":\"\",\"at\":{\"lon\":0},\"when\":1}", "wrong_type", "when" },
  { "tags-string", "{\"text\":\"\",\"at\":{\"lon\":0},\"tags\":\"a\"}", "wrong_type",
    "tags" },
  { "tags-mixed", "{\"text\":\"\",\"at\":{\"lon\":0},\"tags\":[\"a\",1]}", "wrong_type",
    "tags.1" },
  { "tags-with-null", "{\"text\":\"\",\"at\":{\"lon\":0},\"tags\":[null]}", "wrong_type",
    "tags.0" },
  { "tags-too-many", "{\"text\":\"\",\"at\":{\"lon\":0},\"tags\":[\"a\",\"b\",\"c\"]}",
    "out_of_range", "tags" },
};

static void
test_read (gconstpointer data)
{
  const ReadCase *row = data;
  g_autoptr (GwProblem) problem = NULL;
  json_object *object = gw_json_parse_object (row->text, strlen (row->text), &problem);
  GwJsonReader reader, at;
  g_auto (GStrv) tags = NULL;

  g_assert_nonnull (object);
  gw_json_reader_init (&reader, object);
  gw_json_reader_string (&reader, "text", TRUE, 5);
  gw_json_reader_object (&reader, "at", TRUE, &at);
  gw_json_reader_double (&at, "lon", -180, 180);
  gw_json_reader_int (&reader, "n", FALSE, 0, 9, 7);
  gw_json_reader_bool (&reader, "flag", FALSE);
  gw_json_reader_time (&reader, "when");
  tags = gw_json_reader_dup_strings (&reader, "tags", 2, 5);
  problem = gw_json_reader_steal_problem (&reader);
  if (row->code)
    {
      g_assert_nonnull (problem);
      g_assert_cmpstr (problem->code, ==, row->code);
      g_assert_cmpstr (problem->field, ==, row->field);
    }
  else
    g_assert_null (problem);
  json_object_put (object);
}

typedef struct
{
  const char *text;
  gint64 time_ms; /* -1: refused */
} TimeCase;

static void
test_times (void)
{
  static const TimeCase times[] = {
    { "1970-01-01T00:00:01Z", 1000 },
    { "2026-11-22T08:00:00Z", 1795334400000 },
    { "2026-11-22T08:00:00.5Z", 1795334400500 },
    { "2026-11-22t08:00:00.123z", 1795334400123 },
    { "2026-11-22T16:00:00+08:00", 1795334400000 },
    { "2024-02-29T23:59:59.999Z", 1709251199999 },
    { "2026-11-22T08:00:00", -1 },
    { "2026-11-22", -1 },
    { "2026-02-29T08:00:00Z", -1 },
    { "2026-11-22 08:00:00Z", -1 },
    { "2026-11-22T25:00:00Z", -1 },
    { "2026-W47-7T08:00:00Z", -1 },
    { "20261122T080000Z", -1 },
    { "yesterday at about noon Z", -1 },
    { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 time_ms = -1;
      g_autoptr (GString) text = g_string_new (NULL);
      gint64 again = -1;

      g_assert_cmpint (gw_time_parse (times[i].text, &time_ms), ==, times[i].time_ms >= 0);
      g_assert_cmpint (time_ms, ==, times[i].time_ms);
      if (time_ms < 0)
        continue;
      gw_time_append (text, time_ms);
      g_assert_cmpuint (text->len, ==, 24);
      g_assert_true (gw_time_parse (text->str, &again));
      g_assert_cmpint (again, ==, time_ms);
    }
}

static void
test_write (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  gw_json_append_string (out, "a\"b\\c\n\t\x01\x7f中");
  gw_json_append_string (out, NULL);
  gw_json_append_string (out, "bad\xff");
  gw_json_append_int (out, G_MININT64);
  g_string_append_c (out, ' ');
  gw_json_append_int (out, 0);
  g_string_append_c (out, ' ');
  gw_json_append_double (out, 0.25);
  gw_json_append_time (out, 1795334400123);
  gw_json_append_time (out, 0);
  gw_json_append_position (out, (GwFixed){ 1130512345, -5 });
  g_assert_cmpstr (out->str, ==,
                   "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f中\"null\"bad\xef\xbf\xbd\""
                   "-9223372036854775808 0 0.25\"2026-11-22T08:00:00.123Z\"null"
                   "{\"lon\":113.0512345,\"lat\":-0.0000005}");
}

static void
test_problem (void)
{
  g_autoptr (GwProblem) problem =
      gw_problem_new ("missing_field", "location.lon", "%s", "This field is required.");
  g_autoptr (GString) chinese = g_string_new (NULL);
  g_autoptr (GString) english = g_string_new (NULL);

  gw_problem_add_member (problem, "allowed", "[\"file\"]");
  gw_problem_append (problem, "zh", chinese);
  gw_problem_append (problem, "en", english);
  g_assert_cmpstr (
      english->str, ==,
      "{\"type\":\"urn:gridward:problem:missing_field\",\"title\":\"A required "
      "field is missing\",\"status\":422,\"code\":\"missing_field\",\"detail\":"
      "\"This field is required.\",\"field\":\"location.lon\","
      "\"allowed\":[\"file\"]}");
  g_assert_nonnull (strstr (chinese->str, "\"title\":\"缺少必填字段\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parse_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/json/parse/%s", parse_cases[i].name);

      g_test_add_data_func (path, &parse_cases[i], test_parse);
    }
  for (guint i = 0; i < G_N_ELEMENTS (read_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/json/read/%s", read_cases[i].name);

      g_test_add_data_func (path, &read_cases[i], test_read);
    }
  g_test_add_func ("/http/json/depth", test_depth);
  g_test_add_func ("/http/json/times", test_times);
  g_test_add_func ("/http/json/write", test_write);
  g_test_add_func ("/http/json/problem", test_problem);
  return g_test_run ();
}
