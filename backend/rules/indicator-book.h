/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators as data: each a formula over counted figures, with its variants. */
#pragma once

#include "backend/rules/faults.h"
#include "backend/rules/figures.h"
#include "backend/rules/rate.h"

G_BEGIN_DECLS

#define GW_EXPRESSION_MAX 8

/* A sum and difference of figures. */
typedef struct
{
  guint n; /* 0: empty */
  GwFigure figures[GW_EXPRESSION_MAX];
  gboolean minus[GW_EXPRESSION_MAX];
} GwExpression;

/* "closed + to_close". FALSE with GW_CASE_ERROR_TABLE; the text says what would be right. */
gboolean gw_expression_parse (const char *text, GwExpression *ret_expression,
                              GError **error);
gint64 gw_expression_value (const GwExpression *expression, const GwFigures *figures);
/* With the titles of the figures; figures (NULL: none) are put in behind: "Closed 5 + …".
 * Caller frees. */
char *gw_expression_to_text (const GwExpression *expression, const GwFigures *figures,
                             const char *language);

/* One line of the book. */
typedef struct
{
  char *name;    /* "closure_rate" */
  char *variant; /* "less_deferred"; "" */
  gboolean in_force;
  gboolean is_rate; /* or a count, without a denominator */
  gboolean bounded; /* the numerator is kept between 0 and the denominator */
  gboolean up;      /* more is better */
  GwExpression numerator;
  GwExpression denominator;
  char *title[2]; /* en, zh */
  char *variant_title[2];
  char *note[2]; /* "" */
} GwBookIndicator;

/* Immutable, reference counted. */
typedef struct _GwIndicatorBook GwIndicatorBook;

/* NULL when there are faults, each added with its line and column. */
GwIndicatorBook *gw_indicator_book_read (const char *text, gsize length, GwFaults *faults);
/* Those that every city begins with; for ever. */
GwIndicatorBook *gw_indicator_book_built_in (void);
GwIndicatorBook *gw_indicator_book_ref (GwIndicatorBook *book);
void gw_indicator_book_unref (GwIndicatorBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwIndicatorBook, gw_indicator_book_unref)

/* As gw_indicator_book_read() takes it. Caller frees. */
char *gw_indicator_book_to_csv (const GwIndicatorBook *book);

/* Those in force, in the order of the book. */
guint gw_indicator_book_n (const GwIndicatorBook *book);
const GwBookIndicator *gw_indicator_book_at (const GwIndicatorBook *book, guint position);
/* The one in force; NULL when there is none of that name. */
const GwBookIndicator *gw_indicator_book_find (const GwIndicatorBook *book,
                                               const char *name);
/* A variant, in force or not; "": the one in force. NULL when there is none. */
const GwBookIndicator *gw_indicator_book_find_variant (const GwIndicatorBook *book,
                                                       const char *name,
                                                       const char *variant);

/*
 * For gw_rate_value(): a denominator of 0 means that there is no value. A count has the
 * denominator 1. Never negative.
 */
GwRate gw_book_indicator_rate (const GwBookIndicator *indicator, const GwFigures *figures);
/* language "zh…": Chinese, anything else and NULL: English. Owned by the book. */
const char *gw_book_indicator_title (const GwBookIndicator *indicator,
                                     const char *language);
/* Which variant, in words; NULL when there is but one way. Owned by the book. */
const char *gw_book_indicator_variant (const GwBookIndicator *indicator,
                                       const char *language);
/* Bits of GwExclusion: of all its figures. */
guint gw_book_indicator_exclusions (const GwBookIndicator *indicator);
/* "Closed ÷ (Closed + To be closed); of what …; without void cases". Caller frees. */
char *gw_book_indicator_formula (const GwBookIndicator *indicator, const char *language);
/* "Closed 5 ÷ (Closed 5 + To be closed 1) = 83.3 %", or "… : no cases". Caller frees. */
char *gw_book_indicator_substitute (const GwBookIndicator *indicator,
                                    const GwFigures *figures, const char *language);

G_END_DECLS
