/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What text search means, apart from any engine. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/search.h"

#include <string.h>

#define MAX_WORDS 8
#define MAX_TERMS 64
/* Longer words (pasted addresses) are cut: an index entry need not hold them. */
#define MAX_WORD_BYTES 64

typedef enum
{
  KIND_SEPARATOR,
  KIND_WORD,
  KIND_HAN,
} CharKind;

static CharKind
char_kind (gunichar c)
{
  if (c == (gunichar)-1 || c == (gunichar)-2)
    return KIND_SEPARATOR;
  if (c < 0x80)
    return g_ascii_isalnum ((char)c) ? KIND_WORD : KIND_SEPARATOR;
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return KIND_HAN;
    default:
      return g_unichar_isalnum (c) ? KIND_WORD : KIND_SEPARATOR;
    }
}

/* Reads one character; bytes that are not UTF-8 count as separators of one byte. */
static gsize
read_char (const char *text, gsize length, gunichar *ret_char, CharKind *ret_kind)
{
  gunichar c = g_utf8_get_char_validated (text, (gssize)length);

  *ret_char = c;
  *ret_kind = char_kind (c);
  if (c == (gunichar)-1 || c == (gunichar)-2)
    return 1;
  return (gsize)g_utf8_skip[(guchar)*text];
}

static gboolean
emit_word (const char *text, gsize start, gsize end, GwTokenFunc func, gpointer data)
{
  char folded[MAX_WORD_BYTES + 8];
  gsize used = 0;

  for (const char *p = text + start; p < text + end && used < MAX_WORD_BYTES;
       p = g_utf8_next_char (p))
    used +=
        (gsize)g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (p)), folded + used);
  return func (data, folded, used, start, end);
}

/* A run of Han characters as overlapping pairs. */
static gboolean
emit_run (const char *text, gsize start, gsize end, GwTokenMode mode, GwTokenFunc func,
          gpointer data)
{
  gsize first = start;

  while (first < end)
    {
      gsize second = first + (gsize)g_utf8_skip[(guchar)text[first]];
      gsize after = second < end ? second + (gsize)g_utf8_skip[(guchar)text[second]] : end;
      gboolean is_last = second >= end;

      if (is_last && first != start && mode == GW_TOKENS_OF_QUERY)
        return TRUE;
      if (!func (data, text + first, after - first, first, after))
        return FALSE;
      first = second;
    }
  return TRUE;
}

gboolean
gw_search_tokenize (const char *text, gsize length, GwTokenMode mode, GwTokenFunc func,
                    gpointer data)
{
  gsize position = 0;

  while (position < length)
    {
      gsize start = position, end;
      gunichar c;
      CharKind kind, next_kind;

      position += read_char (text + position, length - position, &c, &kind);
      if (kind == KIND_SEPARATOR)
        continue;
      for (end = position, next_kind = kind; end < length && next_kind == kind;)
        {
          gsize step = read_char (text + end, length - end, &c, &next_kind);

          if (next_kind == kind)
            end += step;
        }
      position = end;
      if (kind == KIND_HAN ? !emit_run (text, start, end, mode, func, data)
                           : !emit_word (text, start, end, func, data))
        return FALSE;
    }
  return TRUE;
}

char *
gw_search_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *folded = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (folded, g_unichar_tolower (g_utf8_get_char (p)));
  return g_string_free (folded, FALSE);
}

typedef struct
{
  GString *match;
  guint n_terms;
} TermList;

/* A single character and a word may continue in the text; a pair is a whole entry. */
static gboolean
add_term (gpointer data, const char *text, gsize length, gsize start, gsize end)
{
  TermList *list = data;
  gunichar first = g_utf8_get_char (text);
  gboolean is_pair =
      char_kind (first) == KIND_HAN && length > (gsize)g_utf8_skip[(guchar)*text];

  if (list->n_terms++ > 0)
    g_string_append_c (list->match, ' ');
  g_string_append_printf (list->match, "\"%.*s\"%s", (int)length, text,
                          is_pair ? "" : " *");
  return list->n_terms < MAX_TERMS;
}

void
gw_search_terms (const char *typed, GwSearchTerms *ret_terms)
{
  g_autofree char *folded = gw_search_fold (typed);
  TermList list = { g_string_new (NULL), 0 };
  GString *words = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  guint n_words = 0;

  for (char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      memset (p, ' ', (gsize)g_utf8_skip[(guchar)*p]);
  parts = g_strsplit (folded, " ", -1);
  for (guint i = 0; parts[i] != NULL && n_words < MAX_WORDS; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (n_words++ > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, parts[i]);
      if (!gw_search_tokenize (parts[i], strlen (parts[i]), GW_TOKENS_OF_QUERY, add_term,
                               &list))
        break;
    }
  ret_terms->match = g_string_free (list.match, list.n_terms == 0);
  ret_terms->words = g_string_free (words, FALSE);
}

void
gw_search_terms_clear (GwSearchTerms *terms)
{
  g_clear_pointer (&terms->match, g_free);
  g_clear_pointer (&terms->words, g_free);
}
