/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report of made-up figures: what each file holds. Pages and sheets are read in Python. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "backend/report/content.h"
#include "backend/report/render.h"
#include "tests/lib/town.h"

typedef struct
{
  GwTown *town;
  GwReportDocument *report;
  char *folder;
} Fixture;

static GwFigures
figures (gint64 closed, gint64 to_close)
{
  GwFigures made = { 0 };

  made.values[GW_FIGURE_REPORTED] = closed + to_close;
  made.values[GW_FIGURE_CLOSED] = closed;
  made.values[GW_FIGURE_TO_CLOSE] = to_close;
  return made;
}

static void
add (GwReportData *data, GwReportSet set, const char *key, gint64 closed, gint64 to_close)
{
  const GwFigures made = figures (closed, to_close);

  gw_report_data_add (data, set, key, &made);
}

static void
add_time (GwReportData *data, GwReportTimes times, const char *key)
{
  const GwClosingRow row = { .n = 5,
                             .median_s = 3600,
                             .p90_s = 200000,
                             .mean_s = 50000,
                             .bars = { 3, 0, 0, 0, 0, 0, 2 } };

  gw_report_data_add_time (data, times, key, &row);
}

/* All on Thursdays, of which this month has five: most from 9 to 10. */
static void
add_when (GwReportData *data)
{
  for (guint weekday = 1; weekday <= 7; weekday++)
    {
      g_autofree char *key = g_strdup_printf ("%u", weekday);

      add (data, GW_REPORT_SET_WEEKDAYS, key, weekday == 4 ? 5 : 0, weekday == 4 ? 1 : 0);
    }
  for (guint hour = 0; hour < 24; hour++)
    {
      g_autofree char *key = g_strdup_printf ("%02u", hour);

      add (data, GW_REPORT_SET_HOURS, key,
           hour == 9    ? 3
           : hour == 15 ? 2
                        : 0,
           hour == 20 ? 1 : 0);
    }
}

/* With cases: 5 closed of 6 in one community, none in the other. */
static GwReportData *
make_data (GwTown *town, gboolean with_cases)
{
  GwReportData *data = gw_report_data_new ();

  data->snapshot = gw_snapshot_ref (gw_service_get_snapshot (town->service));
  data->zh = TRUE;
  data->today = 20261123;
  data->made_at = g_strdup ("2026-11-23 06:00");
  gw_report_period_parse ("2026-10", NULL, &data->period, NULL);
  gw_report_period_before (&data->period, &data->before);
  if (!with_cases)
    return data;
  add (data, GW_REPORT_SET_TOTAL, "", 5, 1);
  add (data, GW_REPORT_SET_BEFORE, "", 3, 3);
  data->year_from = 20251001;
  data->year_to = 20251031;
  add (data, GW_REPORT_SET_YEAR, "", 0, 0);
  add (data, GW_REPORT_SET_STREETS, "441802001", 5, 1);
  add (data, GW_REPORT_SET_STREETS, "441802002", 0, 0);
  add (data, GW_REPORT_SET_STREETS_BEFORE, "441802001", 3, 3);
  add_time (data, GW_REPORT_TIMES_TOTAL, NULL);
  add_time (data, GW_REPORT_TIMES_DEPARTMENTS, "sanitation");
  add (data, GW_REPORT_SET_TREND, "2026-10-05", 5, 1);
  add_when (data);
  add (data, GW_REPORT_SET_DEPARTMENTS, "sanitation", 5, 1);
  add (data, GW_REPORT_SET_CLASSES, "matter:06010", 5, 1);
  add (data, GW_REPORT_SET_COMMUNITIES, "441802001001", 5, 1);
  add (data, GW_REPORT_SET_COMMUNITIES, "441802002001", 0, 0);
  for (guint i = 0; i < gw_snapshot_n_cells (data->snapshot); i++)
    add (data, GW_REPORT_SET_CELLS, gw_snapshot_cell (data->snapshot, i)->code,
         i == 0 ? 5 : 0, i == 0 ? 1 : 0);
  return data;
}

static void
set_up (Fixture *fixture, gconstpointer with_cases)
{
  g_autoptr (GwReportData) data = NULL;

  fixture->town = gw_town_new ();
  fixture->folder = g_build_filename (fixture->town->dir, "reports", NULL);
  data = make_data (fixture->town, GPOINTER_TO_INT (with_cases));
  fixture->report = gw_report_compose (data);
}

static void
tear_down (Fixture *fixture, gconstpointer with_cases)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      /* Nothing half done is left. */
      g_assert_false (g_str_has_suffix (name, ".part"));
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  gw_report_document_free (fixture->report);
  gw_town_free (fixture->town);
  g_free (fixture->folder);
}

static char *
write_and_read (Fixture *fixture, GwReportFormat format, const char *ending,
                gsize *ret_length)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  gw_report_write (fixture->report, 1u << format, fixture->folder, files, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, >, 0);
  for (guint i = 0; i < files->len; i++)
    if (g_str_has_suffix (files->pdata[i], ending))
      {
        g_file_get_contents (files->pdata[i], &text, ret_length, &error);
        g_assert_no_error (error);
      }
  g_assert_nonnull (text);
  return text;
}

static void
test_pdf (Fixture *fixture, gconstpointer with_cases)
{
  gsize length;
  g_autofree char *pdf =
      write_and_read (fixture, GW_REPORT_FORMAT_PDF, "2026-10-zh.pdf", &length);

  g_assert_true (g_str_has_prefix (pdf, "%PDF-1."));
  g_assert_cmpuint (length, >, 10000);
}

static void
test_xlsx (Fixture *fixture, gconstpointer with_cases)
{
  gsize length;
  g_autofree char *xlsx =
      write_and_read (fixture, GW_REPORT_FORMAT_XLSX, "2026-10-zh.xlsx", &length);

  g_assert_true (length > 4000 && memcmp (xlsx, "PK\3\4", 4) == 0);
}

static void
test_csv (Fixture *fixture, gconstpointer with_cases)
{
  g_autofree char *csv =
      write_and_read (fixture, GW_REPORT_FORMAT_CSV, "-communities.csv", NULL);

  g_assert_true (g_str_has_prefix (csv, "\xef\xbb\xbfkey,name,reported,"));
  if (!with_cases)
    {
      g_assert_null (strstr (csv, "441802001001"));
      return;
    }
  g_assert_nonnull (strstr (csv, "\r\n441802001001,"));
  g_assert_nonnull (strstr (csv, ",0.833333,"));
  g_assert_nonnull (strstr (csv, ",无案卷,"));
  g_assert_null (strstr (csv, "nan"));
}

static void
assert_line (Fixture *fixture, const char *ending, const char *line)
{
  g_autofree char *csv = write_and_read (fixture, GW_REPORT_FORMAT_CSV, ending, NULL);

  if (strstr (csv, line) == NULL)
    g_error ("\"%s\" is not in %s:\n%s", line, ending, csv);
}

/* Medians, shares and bars; or the explicit word. */
static void
test_times (Fixture *fixture, gconstpointer with_cases)
{
  if (!with_cases)
    {
      assert_line (fixture, "-closing_times_departments.csv", ",median_s,p90_s,mean_s,");
      return;
    }
  assert_line (fixture, "-closing_times.csv", "\r\n3600,≤1时,3\r\n");
  assert_line (fixture, "-closing_times_departments.csv", "\r\nsanitation,");
  assert_line (fixture, "-closing_times_departments.csv",
               ",5,3600,200000,50000,0.600000,0.600000,1.000000,1.000000,3,0,0,0,0,0,2,");
}

static gboolean
says (const GwReportDocument *report, const char *words)
{
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GwReportBlock *block = report->blocks->pdata[i];

      if (block->text != NULL && strstr (block->text, words) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The peak is named, and comes first; per day is per Thursday. */
static void
test_when (Fixture *fixture, gconstpointer with_cases)
{
  if (!with_cases)
    {
      g_assert_false (says (fixture->report, "高峰时段"));
      return;
    }
  g_assert_true (
      says (fixture->report, "上报高峰时段：9:00–10:00，3 件，占全部 6 件的 50.0%。"));
  g_assert_true (
      says (fixture->report, "结案高峰时段：9:00–10:00，3 件，占全部 5 件的 60.0%。"));
  assert_line (fixture, "-hours.csv", "closed_share\r\n09,9:00–10:00,3,");
  assert_line (fixture, "-hours.csv", ",0.500000,0.600000\r\n15,15:00–16:00,2,");
  assert_line (fixture, "-weekdays.csv", "\r\n4,星期四,6,");
  assert_line (fixture, "-weekdays.csv", ",5,1.200000,1.000000\r\n5,星期五,0,");
}

/* Hours are told apart by two digits: what came at 8 is at 8. */
static void
test_day (Fixture *fixture, gconstpointer with_cases)
{
  g_autoptr (GwReportData) data = make_data (fixture->town, GPOINTER_TO_INT (with_cases));
  g_autoptr (GwReportDocument) report = NULL;
  const GwReportChart *trend = NULL;

  gw_report_period_parse ("2026-10-05", NULL, &data->period, NULL);
  add (data, GW_REPORT_SET_TREND, "08", 5, 1);
  report = gw_report_compose (data);
  for (guint i = 0; i < report->blocks->len && trend == NULL; i++)
    trend = ((const GwReportBlock *)report->blocks->pdata[i])->chart;
  g_assert_cmpuint (trend->labels->len, ==, 24);
  g_assert_cmpfloat (((const GwReportSeries *)trend->series->pdata[0])->values[8], ==, 6);
  /* A day has one weekday. */
  g_assert_null (gw_report_find_table (report, "weekdays"));
  g_assert_null (gw_report_find_table (report, "hours"));
}

/* What was 3 of 6 before is 5 of 6 now; the year before there was nothing. */
static void
test_comparison (Fixture *fixture, gconstpointer with_cases)
{
  if (!with_cases)
    return;
  assert_line (fixture, "-compared_streets.csv",
               ",reported,reported_before,reported_before_change,reported_year,"
               "reported_year_change,closed,");
  assert_line (fixture, "-compared_streets.csv", ",6,6,0,无案卷,无案卷,5,3,2,无案卷,");
  assert_line (fixture, "-compared_streets.csv",
               ",0.833333,0.500000,0.333333,无案卷,无案卷\r\n");
  /* Where there is nothing now, a rate has not changed. */
  assert_line (fixture, "-compared_streets.csv",
               ",0,0,0,无案卷,无案卷,0,0,0,无案卷,无案卷,无案卷,");
}

/* Who has cases is ranked, who has none is not. */
static void
test_scores (Fixture *fixture, gconstpointer with_cases)
{
  if (!with_cases)
    {
      assert_line (fixture, "-score_terms_jinniu.csv", ",无案卷\r\n");
      return;
    }
  assert_line (fixture, "-scores_jinhua_streets.csv", "\r\n1,441802001,");
  assert_line (fixture, "-scores_jinhua_streets.csv", "\r\n无案卷,441802002,");
  assert_line (fixture, "-scores_jinhua_departments.csv", "\r\n1,sanitation,");
}

static const GwReportChart *
find_pareto (const GwReportDocument *report)
{
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GwReportBlock *block = report->blocks->pdata[i];

      if (block->kind == GW_REPORT_BLOCK_CHART && block->chart->kind == GW_REPORT_PARETO)
        return block->chart;
    }
  return NULL;
}

/* The classes that have no column are one, so that the line ends at all reports. */
static void
test_pareto (Fixture *fixture, gconstpointer with_cases)
{
  g_autoptr (GwReportData) data = make_data (fixture->town, FALSE);
  g_autoptr (GwReportDocument) report = NULL;
  const GwReportChart *chart;
  const GwReportSeries *counts, *shares;
  guint n = with_cases ? 20 : 12;

  for (guint i = 0; i <= n; i++)
    {
      g_autofree char *key = g_strdup_printf ("matter:%05u", i);

      add (data, GW_REPORT_SET_CLASSES, key, i, 0);
    }
  report = gw_report_compose (data);
  chart = find_pareto (report);
  g_assert_nonnull (chart);
  g_assert_cmpuint (chart->labels->len, ==, 12);
  counts = chart->series->pdata[0];
  shares = chart->series->pdata[1];
  g_assert_cmpfloat (counts->values[0], ==, n);
  g_assert_cmpfloat (counts->values[11], ==, with_cases ? 45 : 1);
  g_assert_cmpfloat_with_epsilon (shares->values[0], with_cases ? 20 / 210.0 : 12 / 78.0,
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (shares->values[11], 1, 1e-9);
  g_assert_true (with_cases == NULL || g_str_equal (chart->labels->pdata[11], "其他 9 类"));
}

static void
test_geojson (Fixture *fixture, gconstpointer with_cases)
{
  g_autofree char *json =
      write_and_read (fixture, GW_REPORT_FORMAT_GEOJSON, "-cells.geojson", NULL);

  g_assert_true (g_str_has_prefix (json, "{\"type\":\"FeatureCollection\""));
  g_assert_null (strstr (json, "nan"));
  if (with_cases)
    {
      g_assert_nonnull (strstr (json, "\"closure_rate\":0.833333"));
      g_assert_nonnull (strstr (json, "\"closure_rate\":null"));
      g_assert_nonnull (strstr (json, "\"coordinates\":[[["));
    }
}

static gint64
ask (sqlite3 *file, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_prepare_v2 (file, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return number;
}

/* The tables that the standard requires, and geometries that begin as it says. */
static void
test_gpkg (Fixture *fixture, gconstpointer with_cases)
{
  g_autofree char *path =
      g_build_filename (fixture->folder, "gridward-month-2026-10-zh.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *file = NULL;
  gint64 n = with_cases ? 16 : 0;

  gw_report_write (fixture->report, 1u << GW_REPORT_FORMAT_GPKG, fixture->folder, NULL,
                   &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open_v2 (path, &file, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (ask (file, "PRAGMA application_id"), ==, 0x47504B47);
  g_assert_cmpint (ask (file, "SELECT count(*) FROM pragma_integrity_check"
                              " WHERE integrity_check = 'ok'"),
                   ==, 1);
  g_assert_cmpint (ask (file, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (ask (file, "SELECT count(*) FROM gpkg_spatial_ref_sys"), ==, 3);
  g_assert_cmpint (ask (file, "SELECT count(*) FROM gpkg_contents JOIN"
                              " gpkg_geometry_columns USING (table_name, srs_id)"
                              " WHERE data_type = 'features' AND srs_id = 4326"),
                   ==, 2);
  g_assert_cmpint (ask (file, "SELECT count(*) FROM cells"), ==, n);
  /* "GP", version 0, little endian with an envelope; 8 + 32 bytes before the WKB. */
  g_assert_cmpint (ask (file, "SELECT count(*) FROM cells WHERE"
                              " hex(substr(geom, 1, 8)) = '47500003E6100000' AND"
                              " hex(substr(geom, 41, 5)) = '0106000000'"),
                   ==, n);
  if (with_cases)
    {
      g_assert_cmpint (ask (file, "SELECT closed FROM communities"
                                  " WHERE key = '441802001001'"),
                       ==, 5);
      g_assert_cmpint (ask (file, "SELECT count(*) FROM communities"
                                  " WHERE closure_rate IS NULL"),
                       ==, 1);
      g_assert_cmpint (ask (file, "SELECT max_x > 113 AND min_y > 23.6"
                                  " FROM gpkg_contents WHERE table_name = 'cells'"),
                       ==, 1);
    }
  sqlite3_close (file);
}

/* A folder that cannot be: an error, nothing else. */
static void
test_no_folder (Fixture *fixture, gconstpointer with_cases)
{
  for (guint i = 0; i < GW_REPORT_N_FORMATS; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          gw_report_write (fixture->report, 1u << i, "/dev/null/reports", NULL, &error));
      g_assert_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_FAILED);
    }
}

static void
test_values (void)
{
  static const struct
  {
    double number;
    GwReportType type;
    const char *en;
    const char *zh;
  } texts[] = {
    { 0, GW_REPORT_COUNT, "0", "0" },
    { 999, GW_REPORT_COUNT, "999", "999" },
    { 1234567, GW_REPORT_COUNT, "1,234,567", "1,234,567" },
    { 5.0 / 6, GW_REPORT_RATE, "83.3%", "83.3%" },
    { 90, GW_REPORT_DURATION, "1 min", "1 分钟" },
    { 7800, GW_REPORT_DURATION, "2 h 10 min", "2 小时 10 分" },
    { 5 * 86400, GW_REPORT_DURATION, "5.0 days", "5.0 天" },
    { 90.5, GW_REPORT_SCORE, "90.50", "90.50" },
    { 12, GW_REPORT_CHANGE, "↑ up 12", "↑ 升 12" },
    { -3, GW_REPORT_CHANGE, "↓ down 3", "↓ 降 3" },
    { 0, GW_REPORT_CHANGE, "same", "持平" },
    { 0.0321, GW_REPORT_RATE_CHANGE, "↑ up 3.2", "↑ 升 3.2" },
    { -0.0004, GW_REPORT_RATE_CHANGE, "same", "持平" },
    /* Half a hundredth goes up, as where it is ranked, although in binary it is a little less. */
    { 87.125, GW_REPORT_SCORE, "87.13", "87.13" },
    { 87.125 - 1e-12, GW_REPORT_SCORE, "87.13", "87.13" },
    { 87.1249, GW_REPORT_SCORE, "87.12", "87.12" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const GwReportValue value = { NULL, texts[i].number, TRUE };
      g_autofree char *en = gw_report_dup_value_text (&value, texts[i].type, FALSE);
      g_autofree char *zh = gw_report_dup_value_text (&value, texts[i].type, TRUE);

      g_assert_cmpstr (en, ==, texts[i].en);
      g_assert_cmpstr (zh, ==, texts[i].zh);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "pdf", test_pdf },       { "xlsx", test_xlsx },
    { "csv", test_csv },       { "geojson", test_geojson },
    { "gpkg", test_gpkg },     { "no-folder", test_no_folder },
    { "times", test_times },   { "comparison", test_comparison },
    { "scores", test_scores }, { "when", test_when },
    { "day", test_day },       { "pareto", test_pareto },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/render/%s/%s", tests[i / 2].name, i % 2 ? "cases" : "empty");

      g_test_add (path, Fixture, GINT_TO_POINTER (i % 2), set_up, tests[i / 2].run,
                  tear_down);
    }
  g_test_add_func ("/render/values", test_values);
  return g_test_run ();
}
