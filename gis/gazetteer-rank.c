/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well an entry fits the words of a query. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"

#include <math.h>
#include <string.h>

enum
{
  WHOLE = 4000,
  BEGINNING = 3000,
  WORDS = 2000,
  PARTS = 1000,
};

/* Longer names come later, up to so many characters more. */
#define MAX_LENGTH_LOSS 40
#define NEAR_GAIN 80
#define NEAR_M 500.0

void
gw_words_init (GwWords *words, const GwQuery *query, guint terms)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (GString) spaced = g_string_new (NULL);

  *words = (GwWords){ .n_words = 0 };
  for (guint i = 0; i < query->n_terms; i++)
    {
      const GwTerm *term = &query->terms[i];

      if ((terms >> i & 1) == 0)
        continue;
      words->words[words->n_words] = term->text;
      words->lengths[words->n_words++] = strlen (term->text);
      g_string_append (joined, term->text);
      if (spaced->len > 0)
        g_string_append_c (spaced, ' ');
      g_string_append (spaced, term->text);
    }
  words->joined_length = joined->len;
  words->spaced_length = spaced->len;
  words->joined = g_string_free (g_steal_pointer (&joined), FALSE);
  words->spaced = g_string_free (g_steal_pointer (&spaced), FALSE);
}

void
gw_words_clear (GwWords *words)
{
  g_free (words->joined);
  g_free (words->spaced);
}

/* WHOLE, BEGINNING or 0, less for fields that tell less. */
static int
score_field (const char *field, GwField number, const char *lower, gsize length)
{
  static const int losses[GW_N_FIELDS] = { 0, 0, 0, 4, 8, 10, 12 };

  if (*field == '\0' || !gw_text_begins (field, lower, length))
    return 0;
  return (field[length] == '\0' ? WHOLE : BEGINNING) - losses[number];
}

/* Each word where some word of the entry begins; 0 when one is missing. */
static int
score_words (const GwWords *words, const char *text)
{
  GwWordWalk walk;
  guint missing = (1u << words->n_words) - 1;
  int score = words->n_words > 1 ? WORDS : PARTS;
  const char *at;

  gw_word_walk_init (&walk, text);
  while (missing != 0 && (at = gw_word_walk_next (&walk)) != NULL)
    for (guint i = 0; i < words->n_words; i++)
      if ((missing >> i & 1) != 0 &&
          gw_text_begins (at, words->words[i], words->lengths[i]))
        {
          missing &= ~(1u << i);
          if (walk.word_field == GW_FIELD_NAME_EN)
            score = WORDS;
        }
  return missing == 0 ? score : 0;
}

int
gw_words_score (const GwWords *words, const char *text)
{
  const char *fields[GW_N_FIELDS];
  int score = 0, loss;

  gw_text_fields (text, fields);
  for (guint i = 0; i < GW_N_FIELDS; i++)
    score = MAX (score, score_field (fields[i], i, words->joined, words->joined_length));
  for (guint i = GW_FIELD_NAME; i <= GW_FIELD_NAME_EN; i++)
    score = MAX (score, score_field (fields[i], i, words->spaced, words->spaced_length));
  if (score == 0)
    score = score_words (words, text);
  loss = (int)(fields[GW_FIELD_NAME_EN] - fields[GW_FIELD_NAME]) / 3;
  return score == 0 ? 0 : score - MIN (loss, MAX_LENGTH_LOSS);
}

int
gw_near_score (const GwFixed *near, GwFixed position)
{
  double x, y;

  if (near == NULL)
    return 0;
  gw_gazetteer_metres (*near, position, &x, &y);
  return (int)(NEAR_GAIN / (1 + hypot (x, y) / NEAR_M));
}
