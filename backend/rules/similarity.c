/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pairs of characters need no dictionary: they serve Chinese, which has no blanks between
 * words, as well as English, and they forgive another order of the parts.
 */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/similarity.h"

struct _GwBigrams
{
  GArray *pairs; /* guint64, ascending; of a single character: that one alone */
};

/* Written without blanks between words. */
static gboolean
is_ideograph (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
append_pair (GArray *pairs, gunichar first, gunichar second)
{
  guint64 pair = (guint64)first << 32 | second;

  g_array_append_val (pairs, pair);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;

  return (left > right) - (left < right);
}

/* The pair of the character with what stands before it. */
static void
add_character (GArray *pairs, gunichar last, gboolean after_gap, gunichar c)
{
  if (last == 0)
    return;
  if (after_gap && !is_ideograph (last) && !is_ideograph (c))
    {
      append_pair (pairs, last, ' ');
      append_pair (pairs, ' ', c);
    }
  else
    append_pair (pairs, last, c);
}

GwBigrams *
gw_bigrams_new (const char *text)
{
  GwBigrams *bigrams = g_new0 (GwBigrams, 1);
  /* Decomposed, so that accents can be left out; compatible, so that widths are one. */
  g_autofree char *plain =
      text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL) : NULL;
  g_autofree char *folded = plain != NULL ? g_utf8_casefold (plain, -1) : NULL;
  gboolean after_gap = FALSE;
  gunichar last = 0;

  bigrams->pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (const char *p = folded; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      if (!g_unichar_isalnum (c))
        {
          after_gap = TRUE;
          continue;
        }
      add_character (bigrams->pairs, last, after_gap, c);
      after_gap = FALSE;
      last = c;
    }
  if (last != 0 && bigrams->pairs->len == 0)
    append_pair (bigrams->pairs, last, 0);
  g_array_sort (bigrams->pairs, compare_pairs);
  return bigrams;
}

void
gw_bigrams_free (GwBigrams *bigrams)
{
  g_array_unref (bigrams->pairs);
  g_free (bigrams);
}

gboolean
gw_bigrams_is_empty (const GwBigrams *bigrams)
{
  return bigrams->pairs->len == 0;
}

double
gw_bigrams_dice (const GwBigrams *a, const GwBigrams *b)
{
  const guint64 *left = (const guint64 *)(const void *)a->pairs->data;
  const guint64 *right = (const guint64 *)(const void *)b->pairs->data;
  guint i = 0, j = 0, common = 0;

  if (a->pairs->len == 0 || b->pairs->len == 0)
    return 0;
  while (i < a->pairs->len && j < b->pairs->len)
    {
      if (left[i] == right[j])
        {
          common++;
          i++;
          j++;
        }
      else if (left[i] < right[j])
        i++;
      else
        j++;
    }
  return 2.0 * common / (a->pairs->len + b->pairs->len);
}
