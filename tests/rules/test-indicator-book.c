/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators as data: expressions, rates, words, faults, and the way back. */
#include "backend/rules/indicator-book.h"

#include <string.h>

#define F(name) GW_FIGURE_##name

static const struct
{
  const char *text;
  gint64 value; /* of FIGURES */
  const char *fault;
} EXPRESSIONS[] = {
  { "closed", 5, NULL },
  { "closed + to_close", 7, NULL },
  { " closed+to_close - closed_in_time ", 3, NULL },
  { "", 0, "expected at the end" },
  { "closed +", 0, "expected at the end" },
  { "closed to_close", 0, "+ or -" },
  { "closed * 2", 0, "+ or -" },
  { "+ closed", 0, "“+ closed”" },
  { "clsoed", 0, "“clsoed”" },
  { "closed - 5", 0, "“5”" },
  { "filed+filed+filed+filed+filed+filed+filed+filed+filed", 0, "8" },
};

static const GwFigures FIGURES = {
  .values = { [F (CLOSED)] = 5, [F (TO_CLOSE)] = 2, [F (CLOSED_IN_TIME)] = 4 },
};

static void
test_expression (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  GwExpression expression;

  if (EXPRESSIONS[row].fault != NULL)
    {
      g_assert_false (gw_expression_parse (EXPRESSIONS[row].text, &expression, &error));
      g_assert_nonnull (strstr (error->message, EXPRESSIONS[row].fault));
      return;
    }
  g_assert_true (gw_expression_parse (EXPRESSIONS[row].text, &expression, &error));
  g_assert_no_error (error);
  g_assert_cmpint (gw_expression_value (&expression, &FIGURES), ==, EXPRESSIONS[row].value);
}

/* denominator 0: no value. */
static const struct
{
  const char *name;
  const char *variant;
  GwFigures figures;
  gint64 numerator;
  gint64 denominator;
} RATES[] = {
  { "closure_rate", "", { .values = { [F (CLOSED)] = 5, [F (TO_CLOSE)] = 1 } }, 5, 6 },
  { "closure_rate",
    "less_deferred",
    { .values = { [F (CLOSED)] = 5, [F (TO_CLOSE)] = 1, [F (TO_HANDLE)] = 4 } },
    5,
    10 },
  { "closure_rate", "", { .values = { [F (TO_HANDLE)] = 4 } }, 0, 0 },
  { "closure_timely_rate", "", { .values = { [F (CLOSED_IN_TIME)] = 3 } }, 0, 0 },
  /* An appeal of a former period. */
  { "closure_timely_rate",
    "",
    { .values = { [F (CLOSED)] = 2, [F (CLOSED_IN_TIME)] = 3 } },
    2,
    2 },
  { "closure_late_rate",
    "",
    { .values = { [F (CLOSED)] = 2, [F (CLOSED_IN_TIME)] = 3 } },
    0,
    2 },
  { "rework_rate",
    "",
    { .values = { [F (REWORKED)] = 3, [F (HANDLED)] = 2, [F (CLOSED)] = 4 } },
    3,
    4 },
  { "rework_rate",
    "handled",
    { .values = { [F (REWORKED)] = 3, [F (HANDLED)] = 2, [F (CLOSED)] = 4 } },
    3,
    2 },
  { "backlog", "", { .values = { [F (TO_HANDLE)] = 3, [F (TO_CLOSE)] = 2 } }, 5, 1 },
  { "backlog", "", { .values = { 0 } }, 0, 1 },
};

static void
test_rate (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const GwBookIndicator *indicator = gw_indicator_book_find_variant (
      gw_indicator_book_built_in (), RATES[row].name, RATES[row].variant);
  GwRate rate;

  g_assert_nonnull (indicator);
  rate = gw_book_indicator_rate (indicator, &RATES[row].figures);
  g_assert_cmpint (rate.numerator, ==, RATES[row].numerator);
  g_assert_cmpint (rate.denominator, ==, RATES[row].denominator);
}

/* Every one says in both languages what it is, and has a value or none, never a NaN. */
static void
test_all (void)
{
  const GwIndicatorBook *book = gw_indicator_book_built_in ();
  const char *languages[] = { "en", "zh-CN" };

  g_assert_cmpuint (gw_indicator_book_n (book), >=, 15);
  for (guint i = 0; i < gw_indicator_book_n (book); i++)
    {
      const GwBookIndicator *indicator = gw_indicator_book_at (book, i);
      const GwFigures none = { 0 };
      GwRate rate = gw_book_indicator_rate (indicator, &none);

      g_assert_true (gw_indicator_book_find (book, indicator->name) == indicator);
      g_assert_cmpint (rate.numerator, ==, 0);
      g_assert_cmpint (rate.denominator, ==, indicator->is_rate ? 0 : 1);
      for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
        {
          g_autofree char *formula = gw_book_indicator_formula (indicator, languages[l]);

          g_assert_cmpuint (strlen (formula), >, 3);
          g_assert_cmpuint (strlen (gw_book_indicator_title (indicator, languages[l])), >,
                            3);
        }
    }
  g_assert_null (gw_indicator_book_find (book, "happiness"));
  g_assert_null (gw_indicator_book_find_variant (book, "closure_rate", "other"));
}

static void
test_words (void)
{
  const GwBookIndicator *closure =
      gw_indicator_book_find (gw_indicator_book_built_in (), "closure_rate");
  const GwBookIndicator *timely =
      gw_indicator_book_find (gw_indicator_book_built_in (), "closure_timely_rate");
  const GwFigures none = { 0 };
  const GwFigures beyond = {
    .values = { [F (CLOSED)] = 2, [F (CLOSED_IN_TIME)] = 3 },
  };
  g_autofree char *formula = gw_book_indicator_formula (closure, "en");
  g_autofree char *put_in = gw_book_indicator_substitute (closure, &FIGURES, "en");
  g_autofree char *put_in_zh = gw_book_indicator_substitute (closure, &FIGURES, "zh");
  g_autofree char *no_cases = gw_book_indicator_substitute (closure, &none, "en");
  g_autofree char *bounded = gw_book_indicator_substitute (timely, &beyond, "en");

  g_assert_nonnull (strstr (formula, "of what was handled or closed"));
  g_assert_true (g_str_has_suffix (formula, "; without void cases"));
  g_assert_nonnull (strstr (put_in, " 5 ÷ ("));
  g_assert_nonnull (strstr (put_in, " 2) = 71.4 %"));
  g_assert_nonnull (strstr (put_in_zh, " 2） = 71.4 %"));
  g_assert_true (g_str_has_suffix (no_cases, ": no cases"));
  g_assert_nonnull (strstr (bounded, "= 100.0 % (numerator taken as 2)"));
}

/* What is left out is that of all figures of the formula. */
static const struct
{
  const char *name;
  const char *variant;
  guint exclusions;
} LEFT_OUT[] = {
  { "filing_timely_rate", "", 0 },
  { "dispatch_timely_rate", "", 1u << GW_EXCLUSION_VOID },
  { "handling_rate", "", 1u << GW_EXCLUSION_VOID | 1u << GW_EXCLUSION_DEFERRED },
  { "handling_timely_rate", "",
    1u << GW_EXCLUSION_VOID | 1u << GW_EXCLUSION_DEFERRED | 1u << GW_EXCLUSION_EXEMPT },
  { "closure_rate", "handled", 1u << GW_EXCLUSION_VOID },
  { "closure_rate", "less_deferred",
    1u << GW_EXCLUSION_VOID | 1u << GW_EXCLUSION_DEFERRED },
  { "closure_timely_rate", "handled", 1u << GW_EXCLUSION_VOID | 1u << GW_EXCLUSION_EXEMPT },
};

static void
test_exclusions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (LEFT_OUT); i++)
    {
      const GwBookIndicator *indicator = gw_indicator_book_find_variant (
          gw_indicator_book_built_in (), LEFT_OUT[i].name, LEFT_OUT[i].variant);
      g_autofree char *formula = gw_book_indicator_formula (indicator, "zh-CN");

      g_assert_cmpuint (gw_book_indicator_exclusions (indicator), ==,
                        LEFT_OUT[i].exclusions);
      for (guint k = 0; k < GW_N_EXCLUSIONS; k++)
        g_assert_cmpint (strstr (formula, gw_exclusion_title (k, "zh-CN")) != NULL, ==,
                         LEFT_OUT[i].exclusions >> k & 1);
    }
}

#define HEADER                                                                             \
  "name,variant,in_force,unit,bounded,better,numerator,denominator,title_en,title_zh,"     \
  "variant_en,variant_zh,note_en,note_zh\n"
#define GOOD "r,,yes,rate,,up,closed,closed + to_close,R,率,,,,\n"

static const struct
{
  const char *name;
  const char *text;
  guint line;
  guint column;
  const char *fault;
} FAULTS[] = {
  { "header", "name,variant\n", 1, 0, "" },
  { "empty", HEADER, 1, 0, "no indicator" },
  { "unit", HEADER "r,,yes,ratio,,up,closed,filed,R,率,,,,\n", 2, 4, "“ratio”" },
  { "figure", HEADER GOOD "s,,yes,rate,,up,opened,filed,R,率,,,,\n", 3, 7, "“opened”" },
  { "denominator", HEADER "r,,yes,rate,,up,closed,,R,率,,,,\n", 2, 8, "expected" },
  { "count", HEADER "r,,yes,count,,up,closed,filed,R,率,,,,\n", 2, 8, "no denominator" },
  { "twice", HEADER GOOD GOOD, 3, 2, "line 2" },
  { "in-force-twice", HEADER GOOD "r,v,yes,rate,,up,closed,filed,R,率,V,式,,\n", 3, 3,
    "line 2" },
  { "better", HEADER "r,,yes,rate,,more,closed,filed,R,率,,,,\n", 2, 6, "“more”" },
  { "name", HEADER "R 1,,yes,rate,,up,closed,filed,R,率,,,,\n", 2, 1, "a to z" },
  { "title", HEADER "r,,yes,rate,,up,closed,filed,R,,,,,\n", 2, 10, "title" },
  { "variant-words", HEADER "r,v,yes,rate,,up,closed,filed,R,率,,,,\n", 2, 11, "words" },
};

static void
test_fault (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GwFaults) faults = gw_faults_new ();
  const GwFault *fault;

  g_assert_null (
      gw_indicator_book_read (FAULTS[row].text, strlen (FAULTS[row].text), faults));
  g_assert_cmpuint (faults->n, >=, 1);
  fault = g_ptr_array_index (faults->kept, 0);
  g_assert_cmpuint (fault->line, ==, FAULTS[row].line);
  if (FAULTS[row].column > 0)
    g_assert_cmpuint (fault->column, ==, FAULTS[row].column);
  g_assert_nonnull (strstr (fault->text, FAULTS[row].fault));
}

static void
test_round_trip (void)
{
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autofree char *csv = gw_indicator_book_to_csv (gw_indicator_book_built_in ());
  g_autoptr (GwIndicatorBook) book = gw_indicator_book_read (csv, strlen (csv), faults);
  g_autofree char *again = NULL;

  g_assert_nonnull (book);
  again = gw_indicator_book_to_csv (book);
  g_assert_cmpstr (again, ==, csv);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (EXPRESSIONS); i++)
    {
      g_autofree char *name = g_strdup_printf ("/indicator-book/expression/%u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_expression);
    }
  for (guint i = 0; i < G_N_ELEMENTS (RATES); i++)
    {
      g_autofree char *name =
          g_strdup_printf ("/indicator-book/rate/%u-%s", i, RATES[i].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_rate);
    }
  for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      g_autofree char *name = g_strconcat ("/indicator-book/fault/", FAULTS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/indicator-book/all", test_all);
  g_test_add_func ("/indicator-book/words", test_words);
  g_test_add_func ("/indicator-book/exclusions", test_exclusions);
  g_test_add_func ("/indicator-book/round-trip", test_round_trip);
  return g_test_run ();
}
