/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, weeks and months: read, named, the one before. */
#include "backend/report/period.h"
#include "backend/report/render.h"

typedef struct
{
  const char *text;
  const char *kind;
  const char *name; /* NULL: refused */
  guint from;
  guint to;
  const char *before;
} Row;

static const Row rows[] = {
  { "2026-10", NULL, "2026-10", 20261001, 20261031, "2026-09" },
  { "2026-10", "month", "2026-10", 20261001, 20261031, "2026-09" },
  { "2024-02", NULL, "2024-02", 20240201, 20240229, "2024-01" },
  { "2026-01", NULL, "2026-01", 20260101, 20260131, "2025-12" },
  { "2026-W44", NULL, "2026-W44", 20261026, 20261101, "2026-W43" },
  { "2026-W01", NULL, "2026-W01", 20251229, 20260104, "2025-W52" },
  { "2026-W53", NULL, "2026-W53", 20261228, 20270103, "2026-W52" },
  { "2026-10-05", NULL, "2026-10-05", 20261005, 20261005, "2026-10-04" },
  { "2026-03-01", NULL, "2026-03-01", 20260301, 20260301, "2026-02-28" },
  { "2026-10-05", "week", "2026-W41", 20261005, 20261011, "2026-W40" },
  { "2027-01-01", "week", "2026-W53", 20261228, 20270103, "2026-W52" },
  { "2026-10-05", "month", "2026-10", 20261001, 20261031, "2026-09" },
  { "2025-W53", NULL, NULL, 0, 0, NULL },
  { "2026-W00", NULL, NULL, 0, 0, NULL },
  { "2026-W60", NULL, NULL, 0, 0, NULL },
  { "2026-13", NULL, NULL, 0, 0, NULL },
  { "2026-00", NULL, NULL, 0, 0, NULL },
  { "2026-02-30", NULL, NULL, 0, 0, NULL },
  { "2026-10-5", NULL, NULL, 0, 0, NULL },
  { "2026- 1", NULL, NULL, 0, 0, NULL },
  { "2026-10-05x", NULL, NULL, 0, 0, NULL },
  { "26-10", NULL, NULL, 0, 0, NULL },
  { "2026", NULL, NULL, 0, 0, NULL },
  { "", NULL, NULL, 0, 0, NULL },
  { "October", NULL, NULL, 0, 0, NULL },
  { "2026-10", "week", NULL, 0, 0, NULL },
  { "2026-W44", "day", NULL, 0, 0, NULL },
  { "2026-10", "year", NULL, 0, 0, NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  GwReportPeriod period, before;
  gboolean good = gw_report_period_parse (row->text, row->kind, &period, &error);

  g_assert_cmpint (good, ==, row->name != NULL);
  if (!good)
    {
      g_assert_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (period.name, ==, row->name);
  g_assert_cmpuint (period.from, ==, row->from);
  g_assert_cmpuint (period.to, ==, row->to);
  g_assert_true (gw_report_period_before (&period, &before));
  g_assert_cmpstr (before.name, ==, row->before);
  g_assert_cmpuint (gw_report_date_add (before.to, 1), ==, period.from);
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *zh;
    const char *en;
  } words[] = {
    { "2026-10", "2026年10月（1日至31日）", "October 2026 (1 to 31 October)" },
    { "2026-W44", "2026年第44周（2026年10月26日至2026年11月1日）",
      "Week 44 of 2026 (26 October to 1 November 2026)" },
    { "2026-10-05", "2026年10月5日", "5 October 2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GwReportPeriod period;
      g_autofree char *zh = NULL;
      g_autofree char *en = NULL;

      g_assert_true (gw_report_period_parse (words[i].text, NULL, &period, NULL));
      zh = gw_report_period_text (&period, TRUE);
      en = gw_report_period_text (&period, FALSE);
      g_assert_cmpstr (zh, ==, words[i].zh);
      g_assert_cmpstr (en, ==, words[i].en);
    }
}

static void
test_formats (void)
{
  static const char *const bad[] = { "", "doc", "pdf,", "pdf;csv", "PDF" };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (gw_report_formats_parse ("pdf, xlsx", &error), ==,
                    1u << GW_REPORT_FORMAT_PDF | 1u << GW_REPORT_FORMAT_XLSX);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) fault = NULL;

      g_assert_cmpuint (gw_report_formats_parse (bad[i], &fault), ==, 0);
      g_assert_error (fault, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/period/%s/%s", rows[i].text[0] ? rows[i].text : "empty",
                           rows[i].kind ? rows[i].kind : "as-it-looks");

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/period/words", test_words);
  g_test_add_func ("/period/formats", test_formats);
  return g_test_run ();
}
