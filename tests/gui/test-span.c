/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods are what calendars say. */
#include "gui/model/span.h"

typedef struct
{
  const char *name;
  GwSpanUnit unit;
  int day[3]; /* year, month, day */
  const char *key;
  const char *label; /* of an axis */
  const char *days;
  const char *before;
  const char *year_before;
  guint n_parts;
} SpanRow;

static const SpanRow span_rows[] = {
  { "day",
    GW_SPAN_DAY,
    { 2026, 3, 1 },
    "2026-03-01",
    "1",
    "2026-03-01/2026-03-01",
    "2026-02-28/2026-02-28",
    "2025-03-01/2025-03-01",
    1 },
  { "leap-day",
    GW_SPAN_DAY,
    { 2028, 2, 29 },
    "2028-02-29",
    "29",
    "2028-02-29/2028-02-29",
    "2028-02-28/2028-02-28",
    "2027-02-28/2027-02-28",
    1 },
  { "week",
    GW_SPAN_WEEK,
    { 2026, 11, 22 },
    "2026-W47",
    "W47",
    "2026-11-16/2026-11-22",
    "2026-11-09/2026-11-15",
    "2025-11-16/2025-11-22",
    7 },
  { "week-of-two-years",
    GW_SPAN_WEEK,
    { 2027, 1, 2 },
    "2026-W53",
    "W53",
    "2026-12-28/2027-01-03",
    "2026-12-21/2026-12-27",
    "2025-12-28/2026-01-03",
    7 },
  { "month",
    GW_SPAN_MONTH,
    { 2026, 3, 31 },
    "2026-03",
    "3",
    "2026-03-01/2026-03-31",
    "2026-02-01/2026-02-28",
    "2025-03-01/2025-03-31",
    31 },
  { "january",
    GW_SPAN_MONTH,
    { 2026, 1, 15 },
    "2026-01",
    "1",
    "2026-01-01/2026-01-31",
    "2025-12-01/2025-12-31",
    "2025-01-01/2025-01-31",
    31 },
  { "february",
    GW_SPAN_MONTH,
    { 2028, 2, 1 },
    "2028-02",
    "2",
    "2028-02-01/2028-02-29",
    "2028-01-01/2028-01-31",
    "2027-02-01/2027-02-28",
    29 },
  { "quarter",
    GW_SPAN_QUARTER,
    { 2026, 12, 31 },
    "2026-Q4",
    "Q4",
    "2026-10-01/2026-12-31",
    "2026-07-01/2026-09-30",
    "2025-10-01/2025-12-31",
    14 },
  { "year",
    GW_SPAN_YEAR,
    { 2026, 7, 1 },
    "2026",
    "2026",
    "2026-01-01/2026-12-31",
    "2025-01-01/2025-12-31",
    "2025-01-01/2025-12-31",
    12 },
};

static char *
days_of (const GwSpan *span)
{
  g_autofree char *from = gw_span_date (&span->from);
  g_autofree char *to = gw_span_date (&span->to);

  return g_strdup_printf ("%s/%s", from, to);
}

static void
test_span (gconstpointer data)
{
  const SpanRow *row = data;
  GDate day;
  GwSpan span;
  GwSpan before;
  GwSpan year;
  GwSpan again;
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;
  g_autofree char *days = NULL;
  g_autofree char *days_before = NULL;
  g_autofree char *days_year = NULL;
  g_autofree char *days_again = NULL;
  g_autoptr (GArray) parts = NULL;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)row->day[2], (GDateMonth)row->day[1],
                  (GDateYear)row->day[0]);
  span = gw_span_of (row->unit, &day);
  before = gw_span_step (&span, -1);
  year = gw_span_year_before (&span);
  again = gw_span_step (&before, 1);
  key = gw_span_key (&span);
  label = gw_span_short_text (&span);
  days = days_of (&span);
  days_before = days_of (&before);
  days_year = days_of (&year);
  days_again = days_of (&again);
  parts = gw_span_parts (&span);
  g_assert_cmpstr (key, ==, row->key);
  g_assert_cmpstr (label, ==, row->label);
  g_assert_cmpstr (days, ==, row->days);
  g_assert_cmpstr (days_before, ==, row->before);
  g_assert_cmpstr (days_year, ==, row->year_before);
  g_assert_cmpstr (days_again, ==, row->days);
  g_assert_cmpuint (parts->len, ==, row->n_parts);
  g_assert_cmpint (g_date_compare (&g_array_index (parts, GwSpan, 0).from, &span.from), ==,
                   0);
  g_assert_cmpint (
      g_date_compare (&g_array_index (parts, GwSpan, parts->len - 1).to, &span.to), ==, 0);
}

static void
test_range (void)
{
  GDate from;
  GDate to;
  GwSpan span;
  GwSpan before;
  g_autofree char *days = NULL;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, 20, 11, 2026);
  g_date_set_dmy (&to, 11, 11, 2026);
  span = gw_span_range (&from, &to);
  before = gw_span_step (&span, -1);
  days = days_of (&before);
  g_assert_cmpuint (gw_span_n_days (&span), ==, 10);
  g_assert_cmpstr (days, ==, "2026-11-01/2026-11-10");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (span_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/span/", span_rows[i].name, NULL);

      g_test_add_data_func (path, &span_rows[i], test_span);
    }
  g_test_add_func ("/gui/span/range", test_range);
  return g_test_run ();
}
