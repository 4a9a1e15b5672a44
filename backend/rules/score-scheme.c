/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores: what each term of a scheme comes to, and how that is explained. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/score-scheme.h"

#include <math.h>
#include <string.h>

#include "backend/rules/score-private.h"

G_STATIC_ASSERT (GW_N_FIGURES <= 32); /* bits of a guint */

/* What halves of a hundredth do not decide. */
#define EPSILON 1e-9

const char *
gw_score_words (char *const words[2], const char *language)
{
  return words[gw_book_is_zh (language)];
}

GwScoreBook *
gw_score_book_ref (GwScoreBook *scores)
{
  return g_atomic_rc_box_acquire (scores);
}

static void
clear (gpointer data)
{
  GwScoreBook *scores = data;

  g_ptr_array_unref (scores->schemes);
}

void
gw_score_book_unref (GwScoreBook *scores)
{
  g_atomic_rc_box_release_full (scores, clear);
}

GwScoreBook *
gw_score_book_built_in (void)
{
  static GwScoreBook *scores;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GBytes) bytes = gw_book_resource ("schemes.csv");
      g_autoptr (GwFaults) faults = gw_faults_new ();
      gsize length;
      const char *text = g_bytes_get_data (bytes, &length);

      scores = gw_score_book_read (text, length, gw_indicator_book_built_in (), faults);
      g_assert (scores != NULL);
      g_once_init_leave (&once, 1);
    }
  return scores;
}

guint
gw_score_book_n (const GwScoreBook *scores)
{
  return scores->schemes->len;
}

const GwScoreScheme *
gw_score_book_at (const GwScoreBook *scores, guint position)
{
  g_return_val_if_fail (position < scores->schemes->len, NULL);
  return g_ptr_array_index (scores->schemes, position);
}

const GwScoreScheme *
gw_score_book_find (const GwScoreBook *scores, const char *name)
{
  for (guint i = 0; i < scores->schemes->len; i++)
    if (strcmp (gw_score_book_at (scores, i)->name, name) == 0)
      return gw_score_book_at (scores, i);
  return NULL;
}

/* ---- counting ---- */

static const GwBookIndicator *
indicator_of (const GwScoreTerm *term, const GwIndicatorBook *book)
{
  return gw_indicator_book_find_variant (book, term->indicator, term->variant);
}

static double
threshold (const GwScoreTerm *term, double value)
{
  double below = term->full_at - value * 100;

  if (below <= EPSILON)
    return term->points;
  return MAX (0, term->points - term->per_point * below);
}

GwScorePart
gw_score_term (const GwScoreTerm *term, const GwIndicatorBook *book,
               const GwFigures *figures)
{
  const GwBookIndicator *indicator;
  double value;

  if (term->kind == GW_TERM_DEDUCTION)
    /* 0 - …: nothing to deduct is no "-0". */
    return (GwScorePart){ TRUE, 0 - term->points * (double)figures->values[term->figure] };
  indicator = indicator_of (term, book);
  if (indicator == NULL ||
      !gw_rate_value (gw_book_indicator_rate (indicator, figures), &value))
    return (GwScorePart){ 0 };
  /* A rate beyond 100 % is worth no more than 100 %. */
  value = MIN (1, value);
  if (term->kind == GW_TERM_THRESHOLD)
    return (GwScorePart){ TRUE, threshold (term, value) };
  if (term->kind == GW_TERM_COMPLEMENT)
    value = 1 - value;
  return (GwScorePart){ TRUE, term->points * value };
}

static guint
expression_figures (const GwExpression *expression)
{
  guint bits = 0;

  for (guint i = 0; i < expression->n; i++)
    bits |= 1u << expression->figures[i];
  return bits;
}

guint
gw_score_term_figures (const GwScoreTerm *term, const GwIndicatorBook *book)
{
  const GwBookIndicator *indicator;

  if (term->kind == GW_TERM_DEDUCTION)
    return 1u << term->figure;
  indicator = indicator_of (term, book);
  return indicator == NULL ? 0
                           : expression_figures (&indicator->numerator) |
                                 expression_figures (&indicator->denominator);
}

gboolean
gw_score (const GwScoreScheme *scheme, const GwIndicatorBook *book,
          const GwFigures *figures, double *ret_score)
{
  double points = 0, of = 0, less = 0;

  for (guint i = 0; i < scheme->terms->len; i++)
    {
      const GwScoreTerm *term = g_ptr_array_index (scheme->terms, i);
      GwScorePart part = gw_score_term (term, book, figures);

      if (term->kind == GW_TERM_DEDUCTION)
        less += part.points;
      else if (part.has_value)
        {
          points += part.points;
          of += term->points;
        }
    }
  if (of < EPSILON)
    return FALSE;
  *ret_score = MAX (0, points / of * scheme->points + less);
  return TRUE;
}

const GwScoreGrade *
gw_score_grade (const GwScoreScheme *scheme, double score)
{
  for (guint i = 0; i < scheme->grades->len; i++)
    {
      const GwScoreGrade *grade = g_ptr_array_index (scheme->grades, i);

      if (score + EPSILON >= grade->from)
        return grade;
    }
  return NULL;
}

/* ---- in words ---- */

static char *
of_threshold (const GwScoreTerm *term, const char *rate, gboolean zh)
{
  if (zh)
    return g_strdup_printf ("%s，达 %g %% 得 %g 分，每低 1 个百分点扣 %g 分", rate,
                            term->full_at, term->points, term->per_point);
  return g_strdup_printf ("%s; %g points from %g %% on, %g less for each point below", rate,
                          term->points, term->full_at, term->per_point);
}

static char *
of_rate (const GwScoreTerm *term, const char *rate, gboolean zh)
{
  switch (term->kind)
    {
    case GW_TERM_SHARE:
      return g_strdup_printf ("%g × [%s]", term->points, rate);
    case GW_TERM_COMPLEMENT:
      return g_strdup_printf ("%g × (1 − [%s])", term->points, rate);
    default:
      return of_threshold (term, rate, zh);
    }
}

/* As whoever rounds the points that are told beside it. */
static double
shown_points (const GwScorePart *part)
{
  return part->points + copysign (EPSILON, part->points);
}

char *
gw_score_term_substitute (const GwScoreTerm *term, const GwIndicatorBook *book,
                          const GwFigures *figures, const char *language)
{
  GwScorePart part = gw_score_term (term, book, figures);
  const GwBookIndicator *indicator;
  g_autofree char *rate = NULL;
  g_autofree char *text = NULL;

  if (term->kind == GW_TERM_DEDUCTION)
    return g_strdup_printf ("−%g × %s %" G_GINT64_FORMAT " = %.2f", term->points,
                            gw_figure_title (term->figure, language),
                            figures->values[term->figure], shown_points (&part));
  indicator = indicator_of (term, book);
  if (indicator == NULL)
    return g_strdup (term->indicator);
  rate = gw_book_indicator_substitute (indicator, figures, language);
  text = of_rate (term, rate, gw_book_is_zh (language));
  if (!part.has_value)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s = %.2f", text, shown_points (&part));
}
