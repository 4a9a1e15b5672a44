/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A catalogue taken over: at once, on a later day by itself, or not at all. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/setup-catalogue.h"
#include "tests/lib/town.h"

#define CONDITIONS                                                                         \
  "scheme,kind,class,condition,text,text_en,limit,unit,seasons,closing,closing_en,"        \
  "sample,valid_from,valid_to\n"
#define LIMIT(class, value, from)                                                          \
  CONDITIONS "gb47678-2026,matter," class ",01,发现,Seen," value                           \
                                          ",natural_day,,完,Done,no," from ",\n"
#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

static gboolean
import (GwTown *town, const char *text, gboolean replace, guint *ret_n_faults,
        GError **error)
{
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new ();
  g_autoptr (GwFaults) faults = gw_faults_new ();
  GwFaults *lists[] = { faults };
  GwCatalogueImport job = {
    .book = book, .faults = lists, .n_files = 1, .replace = replace
  };
  gboolean ok;

  gw_catalogue_book_read (book, 0, text, strlen (text), faults);
  ok = gw_setup_import_catalogue (town->service, &job, NULL, error);
  if (ret_n_faults != NULL)
    *ret_n_faults = faults->n;
  return ok;
}

static guint
limit_of (GwTown *town, const char *code)
{
  const GwSnapshot *snapshot = gw_service_get_snapshot (town->service);

  return gw_case_class_limit (
             gw_catalogue_find (gw_snapshot_catalogue (snapshot), GW_KIND_MATTER, code))
      .value;
}

static void
test_at_once (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  const GwFilingCondition *before = gw_case_class_condition (
      gw_catalogue_find (gw_snapshot_catalogue (gw_service_get_snapshot (town->service)),
                         GW_KIND_MATTER, "06010"),
      NULL);
  gint64 id = before->id;

  g_assert_true (import (town, LIMIT ("06010", "9", ""), FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (limit_of (town, "06010"), ==, 9);
  g_assert_cmpuint (limit_of (town, "06011"), ==, 1);
  before = gw_snapshot_condition_by_id (gw_service_get_snapshot (town->service), id);
  g_assert_cmpuint (before->limit.value, ==, 4);
}

/* Nobody has to tell the service when the day has come. */
static void
test_later (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  town->now_ms = GW_TOWN_MONDAY;
  g_assert_true (import (town, LIMIT ("06010", "9", "2026-11-25"), FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (limit_of (town, "06010"), ==, 4);
  town->now_ms = GW_TOWN_MONDAY + 2 * DAY_MS;
  while (limit_of (town, "06010") != 9 && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (limit_of (town, "06010"), ==, 9);
}

static void
test_faults (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  guint n_faults = 0;

  g_assert_false (import (town, LIMIT ("06999", "9", ""), FALSE, &n_faults, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_cmpuint (n_faults, ==, 1);
  g_clear_error (&error);
  /* Sound lines, but all other classes would be left without a condition. */
  g_assert_false (import (town, LIMIT ("06010", "9", ""), TRUE, &n_faults, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_cmpuint (n_faults, ==, 0);
  g_assert_cmpuint (limit_of (town, "06010"), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/catalogue/at-once", test_at_once);
  g_test_add_func ("/service/catalogue/later", test_later);
  g_test_add_func ("/service/catalogue/faults", test_faults);
  return g_test_run ();
}
