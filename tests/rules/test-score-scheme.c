/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two published score schemes with worked results; terms without cases; faults. */
#include "backend/rules/score-scheme.h"

#include <string.h>

#define F(name) GW_FIGURE_##name

/* Worked by hand from the published formulas. score below 0: no cases. */
static const struct
{
  const char *name;
  const char *scheme;
  GwFigures figures;
  double score;
  const char *grade;
} WORKED[] = {
  /* 30 × 8/10 + 20 × 7/10 + 20 × (1 − 1/10) + 20 × (1 − 1/10) + 10 × (1 − 1/10) */
  { "jinniu-good",
    "jinniu",
    { .values = { [F (HANDLED)] = 8,
                  [F (TO_HANDLE)] = 2,
                  [F (HANDLED_IN_TIME)] = 7,
                  [F (CLOSED)] = 6,
                  [F (TO_CLOSE)] = 4,
                  [F (REWORKED)] = 1,
                  [F (OVERDUE_TO_HANDLE)] = 1,
                  [F (EXTENDED)] = 1 } },
    83,
    "good" },
  { "jinniu-full",
    "jinniu",
    { .values = { [F (HANDLED)] = 8, [F (HANDLED_IN_TIME)] = 8, [F (CLOSED)] = 8 } },
    100,
    "excellent" },
  /* Nothing should be closed: 30 + 20 + 20 + 10 of 80 points. */
  { "jinniu-scaled",
    "jinniu",
    { .values = { [F (HANDLED)] = 4, [F (TO_HANDLE)] = 4, [F (HANDLED_IN_TIME)] = 4 } },
    68.75,
    "fair" },
  { "jinniu-none", "jinniu", { .values = { [F (REPORTED)] = 3 } }, -1, NULL },
  /* 72 % and 95 %: all of 50 and 20; four reworks. */
  { "jinhua-full",
    "jinhua",
    { .values = { [F (CLOSED)] = 95,
                  [F (CLOSED_IN_TIME)] = 72,
                  [F (TO_CLOSE)] = 3,
                  [F (TO_HANDLE)] = 2,
                  [F (REWORKED)] = 4 } },
    69.2,
    "excellent" },
  /* 60 %: 50 − 10; 80 %: 20 − 10; one rework. */
  { "jinhua-below",
    "jinhua",
    { .values = { [F (CLOSED)] = 8,
                  [F (CLOSED_IN_TIME)] = 6,
                  [F (TO_CLOSE)] = 1,
                  [F (TO_HANDLE)] = 1,
                  [F (REWORKED)] = 1 } },
    49.8,
    "fair" },
  /* 0 %: neither falls below 0, and reworks take no more than there is. */
  { "jinhua-nothing",
    "jinhua",
    { .values = { [F (TO_CLOSE)] = 5, [F (REWORKED)] = 9 } },
    0,
    "poor" },
};

static void
test_worked (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const GwIndicatorBook *book = gw_indicator_book_built_in ();
  const GwScoreScheme *scheme =
      gw_score_book_find (gw_score_book_built_in (), WORKED[row].scheme);
  double score = -1;
  gboolean has_score;

  g_assert_nonnull (scheme);
  has_score = gw_score (scheme, book, &WORKED[row].figures, &score);
  g_assert_true (has_score == (WORKED[row].score >= 0));
  g_assert_cmpfloat_with_epsilon (score, WORKED[row].score, 1e-6);
  if (has_score)
    g_assert_cmpstr (gw_score_words (gw_score_grade (scheme, score)->title, "en"), ==,
                     WORKED[row].grade);
}

static void
test_words (void)
{
  const GwIndicatorBook *book = gw_indicator_book_built_in ();
  const GwScoreScheme *scheme = gw_score_book_find (gw_score_book_built_in (), "jinniu");
  const GwScoreScheme *jinhua = gw_score_book_find (gw_score_book_built_in (), "jinhua");
  g_autofree char *share = gw_score_term_substitute (g_ptr_array_index (scheme->terms, 0),
                                                     book, &WORKED[0].figures, "en");
  g_autofree char *rest = gw_score_term_substitute (g_ptr_array_index (scheme->terms, 2),
                                                    book, &WORKED[0].figures, "zh-CN");
  g_autofree char *none = gw_score_term_substitute (g_ptr_array_index (scheme->terms, 2),
                                                    book, &WORKED[3].figures, "en");
  g_autofree char *step = gw_score_term_substitute (g_ptr_array_index (jinhua->terms, 0),
                                                    book, &WORKED[5].figures, "en");
  g_autofree char *less = gw_score_term_substitute (g_ptr_array_index (jinhua->terms, 2),
                                                    book, &WORKED[4].figures, "en");

  g_assert_true (g_str_has_prefix (share, "30 × ["));
  g_assert_true (g_str_has_suffix (share, "= 80.0 %] = 24.00"));
  g_assert_true (g_str_has_suffix (rest, "= 10.0 %]) = 18.00"));
  g_assert_true (g_str_has_suffix (none, ": no cases])"));
  g_assert_true (g_str_has_suffix (step, "1 less for each point below = 40.00"));
  g_assert_true (g_str_has_suffix (less, " 4 = -0.80"));
}

/* Exactly what the text of a term puts in. */
static void
test_figures (void)
{
  const GwIndicatorBook *book = gw_indicator_book_built_in ();
  const GwScoreScheme *jinniu = gw_score_book_find (gw_score_book_built_in (), "jinniu");
  const GwScoreScheme *jinhua = gw_score_book_find (gw_score_book_built_in (), "jinhua");

  g_assert_cmpuint (gw_score_term_figures (g_ptr_array_index (jinniu->terms, 0), book), ==,
                    1u << GW_FIGURE_HANDLED | 1u << GW_FIGURE_TO_HANDLE);
  g_assert_cmpuint (gw_score_term_figures (g_ptr_array_index (jinhua->terms, 2), book), ==,
                    1u << GW_FIGURE_REWORKED);
}

#define HEADER                                                                             \
  "scheme,kind,indicator,variant,points,full_at,per_point,title_en,title_zh,note_en,"      \
  "note_zh\n"
#define BEGIN "s,scheme,,,100,,,S,案,,\n"

static const struct
{
  const char *name;
  const char *text;
  guint line;
  guint column;
  const char *fault;
} FAULTS[] = {
  { "no-begin", HEADER "s,share,closure_rate,,50,,,C,结,,\n", 2, 1, "kind scheme" },
  { "twice", HEADER BEGIN BEGIN, 3, 1, "already" },
  { "indicator", HEADER BEGIN "s,share,closing_rate,,50,,,C,结,,\n", 3, 3, "closing_rate" },
  { "variant", HEADER BEGIN "s,share,closure_rate,odd,50,,,C,结,,\n", 3, 3, "odd" },
  { "count", HEADER BEGIN "s,share,backlog,,50,,,C,结,,\n", 3, 3, "count" },
  { "figure", HEADER BEGIN "s,deduction,fraud,,1,,,C,结,,\n", 3, 3, "fraud" },
  { "points", HEADER BEGIN "s,share,closure_rate,,many,,,C,结,,\n", 3, 5, "number" },
  { "nan", HEADER BEGIN "s,share,closure_rate,,nan,,,C,结,,\n", 3, 5, "number" },
  { "full-at", HEADER BEGIN "s,threshold,closure_rate,,50,,1,C,结,,\n", 3, 6, "number" },
  { "kind", HEADER BEGIN "s,bonus,closure_rate,,50,,,C,结,,\n", 3, 2, "share" },
  { "grades", HEADER BEGIN "s,grade,,,60,,,A,甲,,\ns,grade,,,80,,,B,乙,,\n", 4, 5,
    "fewer" },
};

static void
test_fault (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GwFaults) faults = gw_faults_new ();
  const GwFault *fault;

  g_assert_null (gw_score_book_read (FAULTS[row].text, strlen (FAULTS[row].text),
                                     gw_indicator_book_built_in (), faults));
  fault = g_ptr_array_index (faults->kept, 0);
  g_assert_cmpuint (fault->line, ==, FAULTS[row].line);
  g_assert_cmpuint (fault->column, ==, FAULTS[row].column);
  g_assert_nonnull (strstr (fault->text, FAULTS[row].fault));
}

static void
test_round_trip (void)
{
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autofree char *csv = gw_score_book_to_csv (gw_score_book_built_in ());
  g_autoptr (GwScoreBook) scores =
      gw_score_book_read (csv, strlen (csv), gw_indicator_book_built_in (), faults);
  g_autofree char *again = NULL;

  g_assert_nonnull (scores);
  g_assert_cmpuint (gw_score_book_n (scores), ==, 2);
  again = gw_score_book_to_csv (scores);
  g_assert_cmpstr (again, ==, csv);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (WORKED); i++)
    {
      g_autofree char *name = g_strconcat ("/score-scheme/worked/", WORKED[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_worked);
    }
  for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      g_autofree char *name = g_strconcat ("/score-scheme/fault/", FAULTS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/score-scheme/words", test_words);
  g_test_add_func ("/score-scheme/figures", test_figures);
  g_test_add_func ("/score-scheme/round-trip", test_round_trip);
  return g_test_run ();
}
