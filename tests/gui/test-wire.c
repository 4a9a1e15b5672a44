/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The golden JSON of tests/wire: the desk takes each file, as text and as an answer. */
#include <json-c/json.h>

#include "gui/client/client-error.h"
#include "gui/client/client.h"
#include "gui/client/codec.h"
#include "gui/client/figure-records.h"
#include "gui/client/month-records.h"
#include "gui/client/plan-records.h"
#include "gui/client/recurrence-records.h"
#include "gui/client/score-records.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

typedef struct
{
  const char *schema;
  GwDecoder decoder; /* NULL: nothing of the desk reads it by itself */
  GDestroyNotify free_result;
} Reader;

static const Reader readers[] = {
  { "AreaList", gw_decode_areas, (GDestroyNotify)g_ptr_array_unref },
  { "CaseAnswer", gw_decode_case, (GDestroyNotify)gw_case_detail_unref },
  { "CaseIndex", gw_decode_case_index, (GDestroyNotify)gw_case_index_free },
  { "CasePage", gw_decode_case_page, (GDestroyNotify)gw_page_free },
  { "CellPage", gw_decode_cells, (GDestroyNotify)gw_page_free },
  { "CellStatistics", gw_decode_statistics, (GDestroyNotify)gw_page_free },
  { "City", gw_decode_city, (GDestroyNotify)gw_city_record_free },
  { "ClassList", gw_decode_classes, (GDestroyNotify)g_ptr_array_unref },
  { "DepartmentList", gw_decode_departments, (GDestroyNotify)g_ptr_array_unref },
  { "DepartmentStatistics", gw_decode_statistics, (GDestroyNotify)gw_page_free },
  { "EventList", gw_decode_events, (GDestroyNotify)g_ptr_array_unref },
  { "ClosingTimes", gw_decode_closing_times, (GDestroyNotify)gw_closing_times_free },
  { "FigureCases", gw_decode_counted_page, (GDestroyNotify)gw_counted_page_free },
  { "FiguresTable", gw_decode_tally_table, (GDestroyNotify)gw_tally_table_free },
  { "FoundPlaceList", gw_decode_places, (GDestroyNotify)g_ptr_array_unref },
  { "IndicatorList", gw_decode_figure_book, (GDestroyNotify)gw_figure_book_free },
  { "LiveEvent", gw_decode_live_frame, (GDestroyNotify)gw_live_frame_free },
  { "LiveHold", gw_decode_live_frame, (GDestroyNotify)gw_live_frame_free },
  { "NearbyList", gw_decode_nearby, (GDestroyNotify)g_ptr_array_unref },
  { "PeriodDifferences", gw_decode_month_differences,
    (GDestroyNotify)gw_month_differences_free },
  { "PeriodList", gw_decode_months, (GDestroyNotify)g_ptr_array_unref },
  { "PlanTargetList", gw_decode_plan_page, (GDestroyNotify)gw_plan_page_free },
  { "PointPage", gw_decode_points, (GDestroyNotify)gw_point_page_free },
  { "PositionList", gw_decode_inspectors, (GDestroyNotify)g_ptr_array_unref },
  { "Recurrence", gw_decode_recurrence, (GDestroyNotify)gw_recurrence_free },
  { "ScoreTable", gw_decode_score_table, (GDestroyNotify)gw_score_table_free },
  { "Session", gw_decode_session, (GDestroyNotify)gw_session_record_free },
  /* A refusal is read by the client, from the answer. */
  { "Problem", NULL, NULL },
  /* The desk finds a place in the cells that it holds, and never asks. */
  { "Place", NULL, NULL },
  { "Address", NULL, NULL },
  /* Cards come with their case. */
  { "CardList", NULL, NULL },
  { "NoticeList", gw_decode_notices, (GDestroyNotify)g_ptr_array_unref },
  /* Rules are edited with gridwardctl. */
  { "RoutingRuleList", NULL, NULL },
  { "CallTaken", NULL, NULL },
  { "UrgencyList", NULL, NULL },
};

typedef struct
{
  char *name;
  const Reader *reader; /* NULL: a schema that the desk has never heard of */
} Golden;

static GPtrArray *goldens;

static void
golden_free (gpointer data)
{
  Golden *golden = data;

  g_free (golden->name);
  g_free (golden);
}

static char *
wire_path (const char *name)
{
  return g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"), "tests", "wire", name, NULL);
}

static gboolean
has_schema (const Golden *golden, const char *schema)
{
  return g_str_equal (golden->reader->schema, schema);
}

/* Of events and holds the feed sends arrays. */
static char *
load (const Golden *golden)
{
  g_autofree char *path = wire_path (golden->name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_str_has_prefix (golden->reader->schema, "Live") ? g_strdup_printf ("[%s]", text)
                                                           : g_steal_pointer (&text);
}

static void
test_accepts (gconstpointer data)
{
  const Golden *golden = data;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gpointer result;

  if (golden->reader == NULL)
    g_error ("%s: no reader is named for this schema", golden->name);
  text = load (golden);
  result = golden->reader->decoder (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);
  golden->reader->free_result (result);
}

typedef struct
{
  gpointer result;
  GError *error;
  gboolean done;
} Call;

static void
called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;

  call->result = gw_client_call_finish (GW_CLIENT (source), result, &call->error);
  call->done = TRUE;
}

/* What the desk makes of a refusal is what the document says. */
static void
assert_problem (const GError *error, const char *text)
{
  json_object *problem = json_tokener_parse (text);
  json_object *value;

  g_assert_nonnull (problem);
  g_assert_cmpuint (gw_client_error_get_status (error), ==,
                    json_object_get_int (json_object_object_get (problem, "status")));
  g_assert_cmpstr (gw_client_error_get_problem (error), ==,
                   json_object_get_string (json_object_object_get (problem, "code")));
  value = json_object_object_get (problem, "field");
  g_assert_cmpstr (gw_client_error_get_field (error), ==,
                   value != NULL ? json_object_get_string (value) : NULL);
  value = json_object_object_get (problem, "title");
  g_assert_nonnull (strstr (error->message, json_object_get_string (value)));
  json_object_put (problem);
}

static void
golden_answer_cb (SoupServer *server, SoupServerMessage *message, const char *path,
                  GHashTable *query, gpointer data)
{
  const char *text = data;
  json_object *document = json_tokener_parse (text);
  guint status;

  /* Only a problem has this member. */
  status = (guint)json_object_get_int (json_object_object_get (document, "status"));
  soup_server_message_set_status (message, status != 0 ? status : 200, NULL);
  soup_server_message_set_response (
      message, status != 0 ? "application/problem+json" : "application/json",
      SOUP_MEMORY_COPY, text, strlen (text));
  json_object_put (document);
}

/* The same file as the server's answer, through the client. */
static void
test_answer (gconstpointer data)
{
  const Golden *golden = data;
  gboolean is_problem = has_schema (golden, "Problem");
  g_autofree char *text = load (golden);
  g_autoptr (FakeServer) fake = fake_server_new (1, 2);
  GwClient *client = gw_client_new (fake_server_get_base (fake), NULL);
  Call call = { 0 };

  soup_server_add_handler (fake_server_get_soup (fake), "/api/v1/golden", golden_answer_cb,
                           text, NULL);
  gw_client_call_async (client, "GET", "/api/v1/golden", NULL,
                        is_problem ? gw_decode_case : golden->reader->decoder,
                        golden->reader->free_result, NULL, called_cb, &call);
  g_assert_true (wait_until (call.done));
  if (is_problem)
    {
      g_assert_null (call.result);
      assert_problem (call.error, text);
    }
  else
    {
      g_assert_no_error (call.error);
      g_assert_nonnull (call.result);
      golden->reader->free_result (call.result);
    }
  g_clear_error (&call.error);
  assert_finalizes (client);
}

static const Reader *
find_reader (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", -1);

  for (guint i = 0; g_strv_length (parts) == 3 && i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i].schema, parts[1]))
      return &readers[i];
  return NULL;
}

static void
add_golden (const char *name)
{
  Golden *golden = g_new0 (Golden, 1);
  g_autofree char *accepts = g_strconcat ("/gui/wire/accepts/", name, NULL);
  g_autofree char *answer = g_strconcat ("/gui/wire/answer/", name, NULL);
  gboolean decodes;

  golden->name = g_strdup (name);
  golden->reader = find_reader (name);
  g_ptr_array_add (goldens, golden);
  decodes = golden->reader == NULL || golden->reader->decoder != NULL;
  if (decodes)
    g_test_add_data_func (accepts, golden, test_accepts);
  if (golden->reader != NULL && (decodes || has_schema (golden, "Problem")))
    g_test_add_data_func (answer, golden, test_answer);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = wire_path (NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (dir);
  goldens = g_ptr_array_new_with_free_func (golden_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      add_golden (name);
  status = g_test_run ();
  g_ptr_array_unref (goldens);
  return status;
}
