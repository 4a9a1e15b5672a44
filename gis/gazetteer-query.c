/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a query: its terms, and the house number among them. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"

#include <string.h>

/* Shorter runs of digits are house numbers, longer ones beginnings of codes. */
#define MAX_NUMBER_DIGITS 5
#define MIN_CODE_LENGTH 6

/* Without accents and wide forms, in lower case. */
static char *
normalize (const char *text)
{
  g_autofree char *valid =
      g_utf8_make_valid (text, (gssize)strnlen (text, GW_GAZETTEER_MAX_QUERY));
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);

  for (const char *at = decomposed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (out, g_unichar_tolower (c));
    }
  return g_string_free (out, FALSE);
}

static gboolean
kind_of (gunichar c, GwTermKind *ret_kind)
{
  if (!g_unichar_isalnum (c))
    return FALSE;
  *ret_kind = c >= 0x80               ? GW_TERM_HAN
              : g_unichar_isdigit (c) ? GW_TERM_DIGITS
                                      : GW_TERM_LATIN;
  return TRUE;
}

static void
add_term (GwQuery *query, GwTermKind kind, const char *begin, const char *end, char before)
{
  if (query->n_terms == GW_MAX_TERMS)
    return;
  if (query->n_terms == 0)
    query->begin = (gsize)(begin - query->text);
  query->terms[query->n_terms++] =
      (GwTerm){ kind, g_strndup (begin, (gsize)(end - begin)), before };
}

static void
split (GwQuery *query)
{
  const char *at = query->text;
  char before = 0;

  while (*at != '\0')
    {
      const char *begin = at;
      GwTermKind kind, next;

      if (!kind_of (g_utf8_get_char (at), &kind))
        {
          before = (guchar)*at < 0x80 ? *at : ' ';
          at = g_utf8_next_char (at);
          continue;
        }
      while (*at != '\0' && kind_of (g_utf8_get_char (at), &next) && next == kind)
        at = g_utf8_next_char (at);
      add_term (query, kind, begin, at, before);
      before = 0;
    }
}

/* Codes may hold letters: one run that begins with a digit stays whole. */
static gboolean
is_code (const char *text)
{
  gsize length = strlen (text);

  if (length < MIN_CODE_LENGTH || !g_ascii_isdigit (*text))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]))
      return FALSE;
  return TRUE;
}

/* 0 when the term is none. */
static guint
read_number (const GwTerm *term)
{
  if (term->kind != GW_TERM_DIGITS || strlen (term->text) > MAX_NUMBER_DIGITS)
    return 0;
  return (guint)g_ascii_strtoull (term->text, NULL, 10);
}

static gboolean
is_number_sign (const GwTerm *term)
{
  return g_str_has_prefix (term->text, "号") || g_str_has_prefix (term->text, "號") ||
         g_str_equal (term->text, "hao");
}

/* The terms of a number: from its "no" to its 号. */
typedef struct
{
  guint at; /* the digits */
  guint first;
  guint end;
  gboolean marked; /* by such a word */
} NumberTerms;

/* "12-1", "12之1" and "12A" are numbers of their own. */
static guint
read_suffix (GwQuery *query, guint next)
{
  const GwTerm *term = &query->terms[next];
  guint extra = 0;

  query->suffix[0] = '\0';
  if (next >= query->n_terms)
    return next;
  if (term->before == 0 && g_str_equal (term->text, "之") && next + 1 < query->n_terms)
    extra = read_number (&query->terms[++next]);
  else if (term->before == '-')
    extra = read_number (term);
  else if (term->kind == GW_TERM_LATIN && term->before == 0 && strlen (term->text) == 1)
    {
      query->suffix[0] = g_ascii_toupper (term->text[0]);
      query->suffix[1] = '\0';
      return next + 1;
    }
  if (extra == 0)
    return next;
  g_snprintf (query->suffix, sizeof query->suffix, "-%u", extra);
  return next + 1;
}

static NumberTerms
terms_of_number (GwQuery *query, guint at)
{
  NumberTerms number = { at, at, read_suffix (query, at + 1), FALSE };

  if (at > 0 && g_str_equal (query->terms[at - 1].text, "no"))
    {
      number.first--;
      number.marked = TRUE;
    }
  if (number.end < query->n_terms && is_number_sign (&query->terms[number.end]))
    {
      number.end++;
      number.marked = TRUE;
    }
  return number;
}

/* The marked number, else the last one. */
static gboolean
choose_number (GwQuery *query, NumberTerms *ret_number)
{
  gboolean found = FALSE;

  for (guint i = 0; i < query->n_terms; i++)
    {
      NumberTerms number;

      if (read_number (&query->terms[i]) == 0)
        continue;
      number = terms_of_number (query, i);
      *ret_number = number;
      found = TRUE;
      if (number.marked)
        break;
      i = number.end - 1;
    }
  return found;
}

static void
find_number (GwQuery *query)
{
  NumberTerms number;
  guint bits = 0;

  if (!choose_number (query, &number))
    return;
  /* What follows a 号 tells a floor or a door; English has the street behind. */
  for (guint i = 0; i < query->n_terms; i++)
    if (i < number.first || (i >= number.end && !(number.marked && number.first > 0)))
      bits |= 1u << i;
  read_suffix (query, number.at + 1);
  query->number = bits != 0 ? read_number (&query->terms[number.at]) : 0;
  query->street_terms = bits;
}

void
gw_query_init (GwQuery *query, const char *text)
{
  *query = (GwQuery){ .text = normalize (text) };
  if (is_code (query->text))
    add_term (query, GW_TERM_DIGITS, query->text, query->text + strlen (query->text), 0);
  else
    split (query);
  find_number (query);
}

void
gw_query_clear (GwQuery *query)
{
  for (guint i = 0; i < query->n_terms; i++)
    g_free (query->terms[i].text);
  g_free (query->text);
}

char *
gw_query_dup_other_spelling (const GwTerm *term)
{
  static const char *const spellings[][2] = {
    { "rd", "road" }, { "ave", "avenue" }, { "blvd", "boulevard" }, { "ln", "lane" }
  };

  if (term->kind != GW_TERM_LATIN)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (g_str_equal (term->text, spellings[i][0]))
      return g_strdup (spellings[i][1]);
  /* ü is typed as v. */
  return strchr (term->text, 'v') != NULL ? g_strdelimit (g_strdup (term->text), "v", 'u')
                                          : NULL;
}
