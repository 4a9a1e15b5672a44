/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters and figures are the same numbers; the rates over them are those of the book. */
#include "backend/rules/counters.h"

#include <string.h>

#define OFFSET(member) G_STRUCT_OFFSET (GwCounters, member)

/* As they are named on the wire: some otherwise than the figure. */
static const struct
{
  const char *figure;
  gsize counter;
} FIGURES[] = {
  { "reported", OFFSET (reported) },
  { "rejected", OFFSET (rejected) },
  { "voided", OFFSET (voided) },
  { "merged", OFFSET (merged) },
  { "filed", OFFSET (filed) },
  { "filed_in_time", OFFSET (filed_in_time) },
  { "dispatched", OFFSET (dispatched) },
  { "dispatched_in_time", OFFSET (dispatched_in_time) },
  { "redispatched", OFFSET (redispatches) },
  { "returned", OFFSET (returns) },
  { "handled", OFFSET (handled) },
  { "handled_in_time", OFFSET (handled_in_time) },
  { "reworked", OFFSET (reworks) },
  { "deferred", OFFSET (deferred) },
  { "extended", OFFSET (extensions) },
  { "closed", OFFSET (closed) },
  { "closed_in_time", OFFSET (closed_in_time) },
  { "exempt", OFFSET (exempt) },
  { "reopened", OFFSET (reopened) },
  { "to_handle", OFFSET (to_handle) },
  { "overdue_to_handle", OFFSET (overdue_to_handle) },
  { "to_close", OFFSET (to_close) },
};

#define HEADER                                                                             \
  "name,variant,in_force,unit,bounded,better,numerator,denominator,title_en,title_zh,"     \
  "variant_en,variant_zh,note_en,note_zh\n"

static GwIndicatorBook *
read_book (const char *lines)
{
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autofree char *text = g_strconcat (HEADER, lines, NULL);
  GwIndicatorBook *book = gw_indicator_book_read (text, strlen (text), faults);

  g_assert_nonnull (book);
  return book;
}

/* Whatever figure a city puts into its formula, the counter of it is what counts. */
static void
test_figure (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *line = g_strdup_printf (
      "closure_rate,,yes,rate,,up,%s,reported,R,率,,,,\n", FIGURES[row].figure);
  g_autoptr (GwIndicatorBook) book = read_book (line);
  const GwShownRates rates = gw_shown_rates_find (book);
  GwCounters counters = { 0 };
  GwFigure figure;

  g_assert_true (gw_figure_parse (FIGURES[row].figure, &figure));
  G_STRUCT_MEMBER (gint64, &counters, FIGURES[row].counter) = 7;
  g_assert_cmpint (*gw_counters_figure (&counters, figure), ==, 7);
  g_assert_cmpint (gw_shown_rates_get (&rates, 0, &counters).numerator, ==, 7);
  for (GwFigure other = 0; other < GW_N_FIGURES; other++)
    g_assert_cmpint (gw_shown_rates_use (&rates, other), ==,
                     other == figure || other == GW_FIGURE_REPORTED);
}

static void
test_every_figure (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (FIGURES), ==, GW_N_FIGURES);
}

/* book NULL: the built-in one. */
static const struct
{
  const char *name;
  const char *book;
  const char *rate;
  GwCounters counters;
  gint64 numerator;
  gint64 denominator;
} RATES[] = {
  { "closed",
    NULL,
    "closure_rate",
    { .closed = 2, .handled = 4, .to_close = 2, .to_handle = 9 },
    2,
    4 },
  { "closed-backlog",
    NULL,
    "closure_rate",
    { .closed = 5, .handled = 1, .to_close = 3 },
    5,
    8 },
  { "nothing-handled", NULL, "closure_rate", { .dispatched = 3, .to_handle = 3 }, 0, 0 },
  { "reopened", NULL, "closure_rate", { .closed = 2, .reopened = 1 }, 2, 2 },
  { "other-variant",
    "closure_rate,handled,,rate,,up,closed,closed + to_close,C,率,V,式,,\n"
    "closure_rate,less_deferred,yes,rate,,up,closed,closed + to_close + to_handle,C,率,V,式"
    ",,\n",
    "closure_rate",
    { .closed = 2, .to_close = 2, .to_handle = 9 },
    2,
    13 },
  { "in-time",
    NULL,
    "timely_rate",
    { .dispatched = 4, .handled = 4, .handled_in_time = 3 },
    3,
    4 },
  { "not-yet-handled",
    NULL,
    "timely_rate",
    { .dispatched = 4, .handled = 2, .handled_in_time = 2, .to_handle = 2 },
    2,
    4 },
  { "appeal-of-before",
    NULL,
    "timely_rate",
    { .handled = 1, .handled_in_time = 2, .exempt = 1 },
    1,
    1 },
  { "reworked",
    NULL,
    "rework_rate",
    { .reworks = 1, .handled = 2, .closed = 3, .to_close = 1 },
    1,
    4 },
  { "no-such-rate",
    "filing_rate,,yes,rate,,up,filed,reported,F,率,,,,\n",
    "closure_rate",
    { .closed = 2 },
    0,
    0 },
  { "a-count",
    "closure_rate,,yes,count,,up,closed,,C,数,,,,\n",
    "closure_rate",
    { .closed = 2 },
    0,
    0 },
};

static void
test_rate (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GwIndicatorBook) book =
      RATES[row].book != NULL ? read_book (RATES[row].book)
                              : gw_indicator_book_ref (gw_indicator_book_built_in ());
  const GwShownRates rates = gw_shown_rates_find (book);
  guint position = 0;
  GwRate rate;

  while (strcmp (gw_shown_rates_name (position), RATES[row].rate) != 0)
    position++;
  rate = gw_shown_rates_get (&rates, position, &RATES[row].counters);
  g_assert_cmpint (rate.numerator, ==, RATES[row].numerator);
  g_assert_cmpint (rate.denominator, ==, RATES[row].denominator);
}

static void
test_variant (void)
{
  g_autoptr (GwIndicatorBook) none =
      read_book ("filing_rate,,yes,rate,,up,filed,reported,F,率,,,,\n");
  const GwShownRates built_in = gw_shown_rates_find (gw_indicator_book_built_in ());
  const GwShownRates missing = gw_shown_rates_find (none);

  g_assert_cmpstr (gw_shown_rates_variant (&built_in, 0), ==, "handled");
  g_assert_cmpstr (gw_shown_rates_variant (&built_in, 1), ==, "");
  g_assert_cmpstr (gw_shown_rates_variant (&missing, 0), ==, "");
}

static void
test_value (void)
{
  double value = 0;

  g_assert_true (gw_rate_value ((GwRate){ 3, 4 }, &value));
  g_assert_cmpfloat (value, ==, 0.75);
  g_assert_false (gw_rate_value ((GwRate){ 0, 0 }, &value));
  g_assert_cmpfloat (value, ==, 0.75);
}

static void
test_add (void)
{
  GwCounters sum = { .reported = 1, .overdue = 2 };
  GwCounters more = { .reported = 10, .closed_in_time = 3, .overdue = 4 };

  gw_counters_add (&sum, &more);
  g_assert_cmpint (sum.reported, ==, 11);
  g_assert_cmpint (sum.closed_in_time, ==, 3);
  g_assert_cmpint (sum.overdue, ==, 6);
  for (GwFigure figure = 0; figure < GW_N_FIGURES; figure++)
    *gw_counters_figure (&more, figure) = 1;
  sum = (GwCounters){ 0 };
  gw_counters_add (&sum, &more);
  for (GwFigure figure = 0; figure < GW_N_FIGURES; figure++)
    g_assert_cmpint (*gw_counters_figure (&sum, figure), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (FIGURES); i++)
    {
      g_autofree char *name = g_strconcat ("/counters/figure/", FIGURES[i].figure, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_figure);
    }
  for (guint i = 0; i < G_N_ELEMENTS (RATES); i++)
    {
      g_autofree char *name = g_strconcat ("/counters/rate/", RATES[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_rate);
    }
  g_test_add_func ("/counters/every-figure", test_every_figure);
  g_test_add_func ("/counters/variant", test_variant);
  g_test_add_func ("/counters/value", test_value);
  g_test_add_func ("/counters/add", test_add);
  return g_test_run ();
}
