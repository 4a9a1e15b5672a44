/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Score schemes as data: indicators with points, deductions and grades. */
#pragma once

#include "backend/rules/indicator-book.h"

G_BEGIN_DECLS

typedef enum
{
  GW_TERM_SHARE,      /* points × the indicator */
  GW_TERM_COMPLEMENT, /* points × (1 − the indicator) */
  GW_TERM_THRESHOLD,  /* all points from full_at on, per_point less below */
  GW_TERM_DEDUCTION,  /* points less for each one of a figure */
  GW_N_TERMS,
} GwTermKind;

typedef struct
{
  GwTermKind kind;
  char *indicator; /* its name; "" for a deduction */
  char *variant;   /* ""; the one in force */
  GwFigure figure; /* of a deduction */
  double points;
  double full_at; /* per cent */
  double per_point;
  char *title[2]; /* en, zh */
} GwScoreTerm;

typedef struct
{
  double from; /* a score of at least so many points */
  char *title[2];
} GwScoreGrade;

typedef struct
{
  char *name; /* "jinniu" */
  double points;
  char *title[2];
  char *note[2];
  GPtrArray *terms;  /* GwScoreTerm */
  GPtrArray *grades; /* GwScoreGrade, the best first */
} GwScoreScheme;

typedef struct _GwScoreBook GwScoreBook;

/* NULL when there are faults, each added with its line and column. The indicators that terms
 * name must be in book. */
GwScoreBook *gw_score_book_read (const char *text, gsize length,
                                 const GwIndicatorBook *book, GwFaults *faults);
/* Those that every city begins with; for ever. */
GwScoreBook *gw_score_book_built_in (void);
GwScoreBook *gw_score_book_ref (GwScoreBook *scores);
void gw_score_book_unref (GwScoreBook *scores);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwScoreBook, gw_score_book_unref)
/* As gw_score_book_read() takes it. Caller frees. */
char *gw_score_book_to_csv (const GwScoreBook *scores);

guint gw_score_book_n (const GwScoreBook *scores);
const GwScoreScheme *gw_score_book_at (const GwScoreBook *scores, guint position);
/* NULL when there is none of that name. */
const GwScoreScheme *gw_score_book_find (const GwScoreBook *scores, const char *name);
/* language as of gw_book_indicator_title(); titles and notes are [en, zh]. */
const char *gw_score_words (char *const words[2], const char *language);

/* One term of a score. */
typedef struct
{
  gboolean has_value; /* FALSE: no cases; the other terms are scaled */
  double points;      /* a deduction: negative */
} GwScorePart;

GwScorePart gw_score_term (const GwScoreTerm *term, const GwIndicatorBook *book,
                           const GwFigures *figures);
/* "30 × handled 8 ÷ (…) = 80.0 % → 24.00". Caller frees. */
char *gw_score_term_substitute (const GwScoreTerm *term, const GwIndicatorBook *book,
                                const GwFigures *figures, const char *language);
/* The figures that a term puts in, each once: bits 1 << GwFigure. */
guint gw_score_term_figures (const GwScoreTerm *term, const GwIndicatorBook *book);
/*
 * All terms that have a value, scaled to the full score, less the deductions; not under 0.
 * FALSE (untouched) when no term has one: no cases.
 */
gboolean gw_score (const GwScoreScheme *scheme, const GwIndicatorBook *book,
                   const GwFigures *figures, double *ret_score);
/* NULL when the scheme has none. Owned by the scheme. */
const GwScoreGrade *gw_score_grade (const GwScoreScheme *scheme, double score);

G_END_DECLS
