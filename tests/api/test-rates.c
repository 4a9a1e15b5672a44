/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rate is one thing wherever it is told: what the city's book has in force, also when that
 * changes while the server runs. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"
#include "tests/lib/town-statistics.h"

#define STATISTICS "/api/v1/statistics/"
#define HANDLED "handled or closed"
#define LESS_DEFERRED "less what is deferred"

/* Of all time from counters, of a period from days. formula NULL: told elsewhere. */
static const struct
{
  const char *path;
  const char *schema;
  const char *rate;
  const char *formula;
} places[] = {
  { STATISTICS "cells", "CellStatistics", "total.closure_rate", "formulas.closure_rate" },
  { STATISTICS "cells", "CellStatistics", "cells.0.closure_rate", "formulas.closure_rate" },
  { STATISTICS "cells?from=2020-01-01", "CellStatistics", "cells.0.closure_rate",
    "formulas.closure_rate" },
  { STATISTICS "departments", "DepartmentStatistics", "departments.0.closure_rate",
    "formulas.closure_rate" },
  { STATISTICS "departments?from=2020-01-01", "DepartmentStatistics", "total.closure_rate",
    "formulas.closure_rate" },
  { STATISTICS "now", "Board", "today.closure_rate", "formulas.closure_rate" },
  { STATISTICS "table?rows=city&from=2020-01-01", "FiguresTable",
    "total.indicators.closure_rate", NULL },
};

static json_object *document;

/* One case is closed, one handled, one dispatched. */
static GwTownServer *
new_server (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  const GwCaseState states[] = { GW_CASE_CLOSED, GW_CASE_HANDLED, GW_CASE_DISPATCHED };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_free (gw_town_case (town, states[i]));
  return gw_town_server_new_take (g_steal_pointer (&town), NULL);
}

static GwTestResponse *
ask (GwTownServer *server, const char *path, const char *headers)
{
  GwTestResponse *response =
      gw_test_request (server->port, "GET", path, gw_town_server_token (server, "manager"),
                       headers, NULL, 0);

  g_assert_cmpuint (response->status, ==, 200);
  return response;
}

static void
expect_everywhere (GwTownServer *server, gint64 denominator, const char *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GwTestResponse) response = ask (server, places[i].path, NULL);
      json_object *rate = gw_test_json_get (response->json, places[i].rate);

      g_test_message ("%s %s", places[i].path, places[i].rate);
      gw_test_schema_assert (document, places[i].schema, response->json);
      g_assert_cmpint (gw_test_json_int (rate, "numerator"), ==, 1);
      g_assert_cmpint (gw_test_json_int (rate, "denominator"), ==, denominator);
      if (places[i].formula != NULL)
        g_assert_nonnull (
            strstr (gw_test_json_string (response->json, places[i].formula), words));
    }
}

/* As gridwardctl does it, and until the server has read it. */
static void
import (GwTownServer *server, const char *const *changes, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwService) service = gw_service_open (server->db, NULL, &error);
  gboolean read = FALSE;

  g_assert_no_error (error);
  gw_town_import_indicators (service, changes);
  for (guint tries = 0; !read && tries < 200; tries++)
    {
      g_autoptr (GwTestResponse) response = ask (server, STATISTICS "indicators", NULL);

      read = strstr (response->body, words) != NULL;
      if (!read)
        g_usleep (100000);
    }
  g_assert_true (read);
}

/* No case changes meanwhile: an answer that was kept would be told again. */
static void
test_variant (void)
{
  static const char *const less_deferred[] = { GW_TOWN_LESS_DEFERRED, NULL };
  g_autoptr (GwTownServer) server = new_server ();

  expect_everywhere (server, 2, HANDLED);
  import (server, less_deferred, LESS_DEFERRED);
  expect_everywhere (server, 3, LESS_DEFERRED);
}

static void
test_words (void)
{
  static const char *const less_deferred[] = { GW_TOWN_LESS_DEFERRED, NULL };
  g_autoptr (GwTownServer) server = new_server ();
  g_autoptr (GwTestResponse) english = NULL;
  g_autoptr (GwTestResponse) chinese = NULL;
  g_autoptr (GwTestResponse) csv = NULL;

  import (server, less_deferred, LESS_DEFERRED);
  english = ask (server, STATISTICS "cells", "Accept-Language: en\r\n");
  chinese = ask (server, STATISTICS "cells", "Accept-Language: zh-CN\r\n");
  csv = ask (server, STATISTICS "departments", "Accept: text/csv\r\n");
  g_assert_cmpstr (gw_test_json_string (english->json, "formulas.closure_rate"), ==,
                   "Closed ÷ (Closed + To close + To handle); of what was dispatched less "
                   "what is deferred; without void cases; without deferred cases");
  g_assert_cmpstr (gw_test_json_string (chinese->json, "formulas.closure_rate"), ==,
                   "结案 ÷ （结案 + 待结案 + 待处置）；占应结案数（扣除缓办）；"
                   "作废的不计；缓办的不计");
  g_assert_nonnull (
      strstr (gw_test_json_string (chinese->json, "formulas.timely_rate"), "按期处置 ÷"));
  g_assert_nonnull (strstr (csv->body, ",1,3,"));
  g_assert_true (g_str_has_suffix (csv->body, ",less_deferred,,should_close\r\n"));
}

/* What reworks are measured by is the city's to say too; a rate may be missing altogether. */
static void
test_others (void)
{
  static const char *const others[] = { "rework_rate,should_close,yes,",
                                        "rework_rate,should_close,,",
                                        "rework_rate,handled,,",
                                        "rework_rate,handled,yes,",
                                        "\nclosure_rate,handled,yes,",
                                        "\nclosure_rate,handled,,",
                                        NULL };
  g_autoptr (GwTownServer) server = new_server ();
  g_autoptr (GwTestResponse) cells = NULL;

  import (server, others, "\"variant\":\"of what was handled\"");
  cells = ask (server, STATISTICS "cells", NULL);
  gw_test_schema_assert (document, "CellStatistics", cells->json);
  g_assert_cmpint (gw_test_json_int (cells->json, "total.rework_rate.denominator"), ==, 2);
  g_assert_cmpstr (gw_test_json_string (cells->json, "formulas.rework_rate"), ==,
                   "Reworked ÷ Handled; of what was handled; without void cases; without "
                   "deferred cases");
  g_assert_null (gw_test_json_get (cells->json, "total.closure_rate.value"));
  g_assert_cmpint (gw_test_json_int (cells->json, "total.closure_rate.denominator"), ==, 0);
  g_assert_null (gw_test_json_get (cells->json, "formulas.closure_rate"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/rates/variant", test_variant);
  g_test_add_func ("/api/rates/words", test_words);
  g_test_add_func ("/api/rates/others", test_others);
  status = g_test_run ();
  json_object_put (document);
  return status;
}
