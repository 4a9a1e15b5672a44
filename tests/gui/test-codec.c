/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk takes from a server, and what it refuses without falling over. */
#include "gui/client/client-error.h"
#include "gui/client/client.h"
#include "gui/client/codec.h"
#include "tests/gui/lib/fake-city.h"

#define ROW                                                                                    \
  "{\"number\":\"20261122-000017\",\"version\":3,\"state\":\"filed\",\"kind\":\"matter\","     \
  "\"class\":{\"code\":\"06010\",\"name\":\"暴露垃圾\",\"name_en\":\"Exposed rubbish\"},"  \
  "\"urgent\":false,\"cell\":\"441802001001001\",\"community\":{\"code\":"                     \
  "\"441802001001\","                                                                          \
  "\"name\":\"城东社区\",\"name_en\":\"Chengdong\"},\"location\":{\"lon\":113.05,\"lat\":" \
  "23.7},\"description\":\"x\",\"source\":\"inspector\",\"department\":null,"                  \
  "\"reported_at\":\"2026-11-22T08:00:00.250Z\",\"deadline\":null,\"deadline_start\":"         \
  "null,"                                                                                      \
  "\"lamp\":\"none\",\"reworks\":0,\"returns\":0,\"updated_at\":\"2026-11-22T08:00:00."        \
  "000Z\"}"

typedef struct
{
  const char *name;
  GwDecoder decoder;
  const char *text;
} Refusal;

/* Each is one step away from a document that is taken. */
static const Refusal refusals[] = {
  { "empty", gw_decode_case_page, "" },
  { "not-json", gw_decode_case_page, "<html>502</html>" },
  { "cut-off", gw_decode_case_page, "{\"cases\":[" ROW },
  { "trailing", gw_decode_case_page, "{\"cases\":[]} {}" },
  { "null", gw_decode_case_page, "null" },
  { "array-at-top", gw_decode_case_page, "[]" },
  { "no-cases", gw_decode_case_page, "{}" },
  { "cases-not-array", gw_decode_case_page, "{\"cases\":{}}" },
  { "row-not-object", gw_decode_case_page, "{\"cases\":[17]}" },
  { "row-null", gw_decode_case_page, "{\"cases\":[null]}" },
  { "row-empty", gw_decode_case_page, "{\"cases\":[{}]}" },
  { "next-not-text", gw_decode_case_page, "{\"cases\":[],\"next\":7}" },
  { "bad-utf8", gw_decode_case_page, "{\"cases\":[],\"next\":\"\xff\xfe\"}" },
  { "point-short", gw_decode_points, "{\"points\":[[\"1\",113,23]]}" },
  { "point-long-number", gw_decode_points,
    "{\"points\":[[\"1234567890123456789012345678901234567890\",1,2,\"red\",\"filed\","
    "\"c\"]]}" },
  { "point-not-number", gw_decode_points,
    "{\"points\":[[\"1\",\"113\",23,\"red\",\"filed\",\"c\"]]}" },
  { "point-object", gw_decode_points, "{\"points\":[{}]}" },
  { "city-no-zone", gw_decode_city, "{\"name\":\"x\",\"bbox\":[1,2,3,4],\"last_seq\":1}" },
  { "city-bbox-short", gw_decode_city,
    "{\"name\":\"x\",\"time_zone\":\"UTC\",\"bbox\":[1,2,3],\"last_seq\":1}" },
  { "city-bbox-text", gw_decode_city,
    "{\"name\":\"x\",\"time_zone\":\"UTC\",\"bbox\":[1,2,3,\"4\"],\"last_seq\":1}" },
  { "session-no-user", gw_decode_session, "{\"token\":\"t\"}" },
  { "session-role-number", gw_decode_session,
    "{\"token\":\"t\",\"user\":{\"login\":\"a\",\"roles\":[1]}}" },
  { "case-missing", gw_decode_case, "{}" },
  { "case-without-actions", gw_decode_case, "{\"case\":" ROW "}" },
  { "events-bad-time", gw_decode_events,
    "{\"events\":[{\"seq\":1,\"case\":\"a\",\"action\":\"file\",\"at\":\"yesterday\"}]}" },
  { "frame-object", gw_decode_live_frame, "{\"hello\":true}" },
  { "frame-hello-without-seq", gw_decode_live_frame, "[{\"hello\":true}]" },
  { "frame-event-empty", gw_decode_live_frame, "[{}]" },
  { "statistics-count-text", gw_decode_statistics,
    "{\"cells\":[{\"code\":\"c\",\"reported\":\"1\"}]}" },
  { "closing-row-without-key", gw_decode_closing_rows, "{\"items\":[{\"n\":1}]}" },
  { "closing-row-text", gw_decode_closing_rows,
    "{\"items\":[{\"key\":\"c\",\"n\":1,\"median_s\":\"long\"}]}" },
  { "cells-not-geojson", gw_decode_cells, "{\"features\":7}" },
  { "cells-open-ring", gw_decode_cells,
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"
    "\"code\":\"c\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1]"
    ","
    "[0,1]]]}}]}" },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (GError) error = NULL;
  gpointer result = refusal->decoder (refusal->text, strlen (refusal->text), &error);

  g_assert_null (result);
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, !=, "");
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"cases\":");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  g_assert_null (gw_decode_case_page (text->str, text->len, &error));
  g_assert_error (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_MALFORMED);
}

/* Cutting a good document anywhere must never crash, and only the whole of it is taken. */
static void
test_truncation (void)
{
  const char *text = "{\"cases\":[" ROW "],\"next\":\"/api/v1/cases?after=1\"}";
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *part = g_strndup (text, i);

      g_assert_null (gw_decode_case_page (part, i, NULL));
    }
  gw_page_free (gw_decode_case_page (text, length, NULL));
}

static void
test_row (void)
{
  const char *text = "{\"cases\":[" ROW "],\"of_tomorrow\":[1,{}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPage) page = gw_decode_case_page (text, strlen (text), &error);
  const GwCaseRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (page->items->len, ==, 1);
  g_assert_null (page->next);
  row = page->items->pdata[0];
  g_assert_cmpstr (row->number, ==, "20261122-000017");
  g_assert_cmpint (row->version, ==, 3);
  g_assert_cmpint (row->state, ==, GW_STATE_FILED);
  g_assert_cmpint (row->lamp, ==, GW_LAMP_NONE);
  g_assert_cmpstr (gw_named_label (&row->klass), ==, "Exposed rubbish");
  g_assert_null (row->department.code);
  g_assert_cmpint (row->deadline_usec, ==, 0);
  g_assert_cmpint (row->reported_usec, ==, 1795334400250000);
  g_assert_cmpfloat (row->lon, ==, 113.05);
}

static void
test_state_of_tomorrow (void)
{
  g_autofree char *text = g_strdup ("{\"cases\":[" ROW "]}");
  char *state = strstr (text, "\"filed\"");
  g_autoptr (GwPage) page = NULL;

  memcpy (state, "\"mulle\"", strlen ("\"mulle\""));
  page = gw_decode_case_page (text, strlen (text), NULL);
  g_assert_nonnull (page);
  g_assert_cmpint (((GwCaseRow *)page->items->pdata[0])->state, ==, GW_STATE_UNKNOWN);
  g_assert_cmpstr (((GwCaseRow *)page->items->pdata[0])->state_name, ==, "mulle");
}

static void
test_detail (void)
{
  FakeCase *fake = fake_case_new (0, 10, 1795334400000000);
  json_object *root = json_object_new_object ();
  const char *text;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCaseDetail) detail = NULL;
  const GwCaseAction *action;

  json_object_object_add (root, "case", fake_detail (fake, 10, 1795334400000000));
  text = json_object_to_json_string (root);
  detail = gw_decode_case (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (detail->actions->len, ==, 3);
  action = detail->actions->pdata[0];
  g_assert_cmpstr (action->action, ==, "dispatch");
  g_assert_cmpuint (action->fields->len, ==, 2);
  g_assert_cmpstr (((GwActionField *)action->fields->pdata[0])->type, ==, "department");
  g_assert_cmpstr (detail->suggested.code, ==, "D01");
  g_assert_nonnull (detail->suggested_reason);
  g_assert_cmpuint (detail->attachments->len, ==, 1);
  g_assert_null (detail->component.code);
  json_object_put (root);
  fake_case_free (fake);
}

static void
test_cells (void)
{
  json_object *root = fake_cells (4);
  const char *text = json_object_to_json_string (root);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPage) page = gw_decode_cells (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->items->len, ==, 16);
  g_assert_cmpstr (((GwCellRecord *)page->items->pdata[1])->code, ==, "441802001001002");
  g_assert_cmpuint (((GwCellRecord *)page->items->pdata[1])->shape->n_points, ==, 4);
  json_object_put (root);
}

/* The server counts: the desk keeps the parts of each rate, whatever the counts are. */
static void
test_rates (void)
{
  static const char text[] =
      "{\"from\":null,\"to\":null,\"cells\":[{\"code\":\"1\",\"closed\":9,\"reworks\":8,"
      "\"closure_rate\":{\"value\":0.2,\"numerator\":1,\"denominator\":5},"
      "\"timely_rate\":{\"value\":null,\"numerator\":0,\"denominator\":0},"
      "\"rework_rate\":{\"value\":0.5,\"numerator\":3,\"denominator\":6}},"
      "{\"code\":\"2\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPage) page = gw_decode_statistics (text, strlen (text), &error);
  const GwStatisticsRow *row;

  g_assert_no_error (error);
  row = page->items->pdata[0];
  g_assert_cmpint (row->closure.numerator, ==, 1);
  g_assert_cmpint (row->closure.denominator, ==, 5);
  g_assert_cmpint (row->timely.denominator, ==, 0);
  g_assert_cmpint (row->rework.numerator, ==, 3);
  g_assert_cmpint (row->rework.denominator, ==, 6);
  row = page->items->pdata[1];
  g_assert_cmpint (row->rework.denominator, ==, 0);
}

static void
test_frame (void)
{
  const char *text =
      "[{\"hello\":true,\"last_seq\":9},{\"seq\":10,\"case\":\"a\",\"action\":"
      "\"file\",\"from\":\"reported\",\"to\":\"filed\",\"at\":"
      "\"2026-11-22T08:00:00.000Z\",\"actor\":{\"login\":\"l\",\"name\":\"n\"},"
      "\"row\":" ROW "}]";
  g_autoptr (GError) error = NULL;
  g_autoptr (GwLiveFrame) frame = gw_decode_live_frame (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpint (frame->hello_last_seq, ==, 9);
  g_assert_cmpuint (frame->events->len, ==, 1);
  g_assert_nonnull (((GwCaseEvent *)frame->events->pdata[0])->row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/codec/refuses/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/gui/codec/refuses/deep", test_deep);
  g_test_add_func ("/gui/codec/refuses/truncated", test_truncation);
  g_test_add_func ("/gui/codec/row", test_row);
  g_test_add_func ("/gui/codec/state-of-tomorrow", test_state_of_tomorrow);
  g_test_add_func ("/gui/codec/detail", test_detail);
  g_test_add_func ("/gui/codec/cells", test_cells);
  g_test_add_func ("/gui/codec/rates", test_rates);
  g_test_add_func ("/gui/codec/live-frame", test_frame);
  return g_test_run ();
}
