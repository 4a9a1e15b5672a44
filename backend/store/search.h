/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What text search means, apart from any engine: folding, tokens, terms. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A token of UTF-8 text: a word of letters and digits, or two neighbouring characters of
 * Chinese (Han), or the last character of a run of them. start and end are byte offsets in
 * the input; the token is text[0..length), folded.
 */
typedef gboolean (*GwTokenFunc) (gpointer data, const char *text, gsize length, gsize start,
                                 gsize end);

typedef enum
{
  GW_TOKENS_OF_TEXT,  /* with the single last character of each run */
  GW_TOKENS_OF_QUERY, /* only pairs, where a run has two characters or more */
} GwTokenMode;

/* Invalid bytes separate. FALSE as soon as func answered FALSE. */
gboolean gw_search_tokenize (const char *text, gsize length, GwTokenMode mode,
                             GwTokenFunc func, gpointer data);

/* Lower case, without case differences; same characters otherwise. Caller frees. */
char *gw_search_fold (const char *text);

/* How what a person typed is looked up. */
typedef struct
{
  char *match; /* the index's terms, all of which must be there; NULL: nothing to find */
  char *words; /* folded, separated by single spaces; each must be in the text as it is */
} GwSearchTerms;

/* Words are separated by white space; at most 8 words and 64 terms are used. */
void gw_search_terms (const char *typed, GwSearchTerms *ret_terms);
void gw_search_terms_clear (GwSearchTerms *terms);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwSearchTerms, gw_search_terms_clear)

G_END_DECLS
