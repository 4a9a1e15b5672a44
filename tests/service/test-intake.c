/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking reports: what is refused, where a report lands, and that a repeat is one case. */
#include <math.h>
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/case-query.h"
#include "backend/service/service-private.h"
#include "backend/store/sqlite/internal.h"
#include "tests/lib/town.h"

static void
test_takes (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  report.location = gw_town_place (9);
  report.urgent = TRUE;
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->row->number, ==, "20261123-000001");
  g_assert_cmpint (answer->row->version, ==, 1);
  g_assert_cmpint (answer->row->state, ==, GW_CASE_REPORTED);
  g_assert_cmpstr (answer->row->cell->code, ==, "441802002001002");
  g_assert_cmpstr (gw_cell_area (answer->row->cell, GW_AREA_STREET)->name, ==, "乙街道");
  g_assert_null (gw_cell_area (answer->row->cell, GW_AREA_DISTRICT));
  g_assert_cmpstr (answer->row->class->code, ==, "06010");
  g_assert_cmpstr (answer->row->source, ==, "inspector");
  g_assert_cmpstr (answer->row->description, ==, "路边有暴露垃圾");
  g_assert_true (answer->row->urgent);
  g_assert_cmpint (answer->row->reported_at, ==, GW_TOWN_MONDAY);
  g_assert_cmpint (answer->row->observed_at, ==, GW_TOWN_MONDAY);
  g_assert_cmpstr (answer->suggestion, ==, "sanitation");
  g_assert_cmphex (answer->actions, ==, GW_ACTION_BIT (GW_ACTION_SELF_HANDLE));
  g_assert_false (answer->repeated);
}

static void
test_shifted_coordinates (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  report.coordinate_system = GW_COORDINATES_GCJ02;
  /* GCJ-02 of the first cell's middle lies about 540 m to the east and 270 m to the south. */
  report.location = (GwLonLat){ 113.0005 + 0.0053, 23.7005 - 0.0026 };
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (answer->row->position.x / 1e7, 113.0005, 0.002);
}

typedef struct
{
  const char *name;
  const char *login;
  const char *class_code;
  GwClassKind kind;
  double lon, lat;
  const char *description;
  const char *key;
  const char *source;
  const char *component;
  gint64 observed_in_ms; /* from now; 0: not given */
  GwCaseError error;
  const char *field;
} Bad;

#define GOOD_PLACE 113.0005, 23.7005

static const Bad bad[] = {
  { "role", "dispatcher", "06010", GW_KIND_MATTER, GOOD_PLACE, "x", NULL, NULL, NULL, 0,
    GW_CASE_ERROR_FORBIDDEN, "action" },
  { "no-class", "inspector", NULL, GW_KIND_MATTER, GOOD_PLACE, "x", NULL, NULL, NULL, 0,
    GW_CASE_ERROR_MISSING_FIELD, "class" },
  { "unknown-class", "inspector", "99999", GW_KIND_MATTER, GOOD_PLACE, "x", NULL, NULL,
    NULL, 0, GW_CASE_ERROR_UNKNOWN_CLASS, "class" },
  { "class-of-other-kind", "inspector", "06010", GW_KIND_COMPONENT, GOOD_PLACE, "x", NULL,
    NULL, NULL, 0, GW_CASE_ERROR_UNKNOWN_CLASS, "class" },
  { "outside", "inspector", "06010", GW_KIND_MATTER, 113.1, 23.7, "x", NULL, NULL, NULL, 0,
    GW_CASE_ERROR_OUTSIDE_CITY, "location" },
  { "swapped", "inspector", "06010", GW_KIND_MATTER, 23.7005, 113.0005, "x", NULL, NULL,
    NULL, 0, GW_CASE_ERROR_OUT_OF_RANGE, "location.lat" },
  { "nan", "inspector", "06010", GW_KIND_MATTER, NAN, 23.7, "x", NULL, NULL, NULL, 0,
    GW_CASE_ERROR_OUT_OF_RANGE, "location.lon" },
  { "infinite", "inspector", "06010", GW_KIND_MATTER, 113.0, INFINITY, "x", NULL, NULL,
    NULL, 0, GW_CASE_ERROR_OUT_OF_RANGE, "location.lat" },
  { "no-description", "inspector", "06010", GW_KIND_MATTER, GOOD_PLACE, NULL, NULL, NULL,
    NULL, 0, GW_CASE_ERROR_MISSING_FIELD, "description" },
  { "short-key", "inspector", "06010", GW_KIND_MATTER, GOOD_PLACE, "x", "short", NULL, NULL,
    0, GW_CASE_ERROR_OUT_OF_RANGE, "Idempotency-Key" },
  { "blank-in-key", "inspector", "06010", GW_KIND_MATTER, GOOD_PLACE, "x", "has a blank",
    NULL, NULL, 0, GW_CASE_ERROR_OUT_OF_RANGE, "Idempotency-Key" },
  { "source", "inspector", "06010", GW_KIND_MATTER, GOOD_PLACE, "x", NULL, "rumour", NULL,
    0, GW_CASE_ERROR_OUT_OF_RANGE, "source" },
  { "component", "inspector", "01001", GW_KIND_COMPONENT, GOOD_PLACE, "x", NULL, NULL,
    "44180201001999999", 0, GW_CASE_ERROR_UNKNOWN_COMPONENT, "component" },
  { "component-of-other-class", "inspector", "01002", GW_KIND_COMPONENT, GOOD_PLACE, "x",
    NULL, NULL, GW_TOWN_COMPONENT, 0, GW_CASE_ERROR_UNKNOWN_COMPONENT, "component" },
  { "future", "inspector", "06010", GW_KIND_MATTER, GOOD_PLACE, "x", NULL, NULL, NULL,
    3600000, GW_CASE_ERROR_OUT_OF_RANGE, "observed_at" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwReport report = { .kind = row->kind,
                      .class_code = row->class_code,
                      .location = { row->lon, row->lat },
                      .description = row->description,
                      .idempotency_key = row->key,
                      .body = "",
                      .source = row->source,
                      .component = row->component };

  if (row->observed_in_ms != 0)
    report.observed_at = gw_service_now (town->service) + row->observed_in_ms;
  g_assert_null (gw_town_take (town, row->login, &report, &error));
  g_assert_error (error, GW_CASE_ERROR, (int)row->error);
  g_assert_cmpstr (gw_case_error_get_field (error), ==, row->field);
  g_assert_cmpint (gw_service_last_seq (town->service), ==, 0);
}

static void
test_long_description (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  for (guint i = 0; i < GW_DESCRIPTION_MAX_CHARS; i++)
    g_string_append (text, "字");
  report.description = text->str;
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_string_append (text, "字");
  report.description = text->str;
  g_assert_null (gw_town_take (town, "inspector", &report, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
}

static void
test_component_goes_to_its_owner (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  g_autoptr (GwCaseDetail) detail = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  report.kind = GW_KIND_COMPONENT;
  report.class_code = "01001";
  report.component = GW_TOWN_COMPONENT;
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->suggestion, ==, "works");
  detail = gw_case_query_one (town->service, leader, answer->row->number, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (detail->component->code, ==, GW_TOWN_COMPONENT);
  g_assert_cmpstr (detail->suggestion->code, ==, "works");
  g_assert_nonnull (
      strstr (detail->suggestion_reason->en, "who owns the component (rule 10)"));
}

static void
test_idempotency (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) first = NULL;
  g_autoptr (GwTownAnswer) again = NULL;
  g_autoptr (GwTownAnswer) other = NULL;

  report.idempotency_key = "0123456789";
  report.body = "{one}";
  report.body_length = 5;
  first = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_false (first->repeated);
  gw_town_reopen (town);
  again = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_true (again->repeated);
  g_assert_cmpstr (again->row->number, ==, first->row->number);
  g_assert_cmpint (gw_service_last_seq (town->service), ==, 1);

  /* Someone else's key is another key. */
  other = gw_town_take (town, "inspector2", &report, &error);
  g_assert_no_error (error);
  g_assert_false (other->repeated);

  report.body = "{two}";
  g_assert_null (gw_town_take (town, "inspector", &report, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_IDEMPOTENCY_KEY_REUSED);
  g_assert_cmpint (gw_service_last_seq (town->service), ==, 2);
}

/* Many at once, each twice: as many cases as keys. */
#define N_MANY 500

typedef struct
{
  guint n_answered;
  guint n_repeated;
  gboolean done;
} Many;

static void
many_cb (GwCaseDetail *detail, gboolean repeated, const GError *error, gpointer user_data)
{
  Many *many = user_data;

  g_assert_no_error (error);
  many->n_answered++;
  many->n_repeated += repeated;
  many->done = many->n_answered == 2 * N_MANY;
}

static void
test_many_at_once (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) inspector = gw_town_person (town, "inspector");
  g_autoptr (GError) error = NULL;
  Many many = { 0 };

  for (guint i = 0; i < 2 * N_MANY; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-%06u", i / 2);
      GwReport report = gw_town_report ();

      report.idempotency_key = key;
      report.body = key;
      report.body_length = strlen (key);
      report.location = gw_town_place (i % 16);
      g_assert_true (
          gw_intake_report (town->service, inspector, &report, many_cb, &many, &error));
    }
  gw_town_wait (&many.done);
  g_assert_cmpuint (many.n_repeated, ==, N_MANY);
  g_assert_cmpint (gw_service_last_seq (town->service), ==, N_MANY);
}

static gboolean
forbid_growth (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_connection_run (writer->reader.connection, "PRAGMA max_page_count = 1", error);
}

static void
test_condition (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  report.condition = "01";
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->row->condition->code, ==, "01");
  report.condition = "none-such";
  g_assert_null (gw_town_take (town, "inspector", &report, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
  g_assert_cmpstr (gw_case_error_get_field (error), ==, "condition");
}

/* Nothing is wrong with the report: it may come again when there is room. */
static void
test_full_disk (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *description = g_strnfill (GW_DESCRIPTION_MAX_CHARS, 'x');
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  guint n_taken = 0;

  report.description = description;
  g_assert_true (gw_store_write (town->service->store, forbid_growth, NULL, &error));
  for (; error == NULL && n_taken < 1000; n_taken++)
    {
      g_autoptr (GwTownAnswer) answer = gw_town_take (town, "inspector", &report, &error);

      g_assert_true ((answer == NULL) == (error != NULL));
    }
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OVERLOADED);
  g_assert_cmpint (gw_service_last_seq (town->service), ==, n_taken - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/takes", test_takes);
  g_test_add_func ("/intake/shifted-coordinates", test_shifted_coordinates);
  g_test_add_func ("/intake/long-description", test_long_description);
  g_test_add_func ("/intake/component-goes-to-its-owner", test_component_goes_to_its_owner);
  g_test_add_func ("/intake/condition", test_condition);
  g_test_add_func ("/intake/idempotency", test_idempotency);
  g_test_add_func ("/intake/many-at-once", test_many_at_once);
  g_test_add_func ("/intake/full-disk", test_full_disk);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/intake/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  return g_test_run ();
}
