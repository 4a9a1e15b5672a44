/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alike two short descriptions are, in Chinese, English or both. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The pairs of neighbouring characters of a text. Upper and lower case, full and half width,
 * accents and punctuation make no difference; a blank counts between words in letters only.
 */
typedef struct _GwBigrams GwBigrams;

/* Text: UTF-8, or NULL for none. O(n log n). */
GwBigrams *gw_bigrams_new (const char *text);
void gw_bigrams_free (GwBigrams *bigrams);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwBigrams, gw_bigrams_free)

/* Nothing to compare was left of the text. */
gboolean gw_bigrams_is_empty (const GwBigrams *bigrams);
/*
 * Dice's coefficient: twice the pairs in common by the pairs of both, each as often as it
 * occurs. 0: nothing in common; 1: the same (but for the order of what has no pair in
 * common); 0 when one of them is empty. Symmetric.
 */
double gw_bigrams_dice (const GwBigrams *a, const GwBigrams *b);

G_END_DECLS
