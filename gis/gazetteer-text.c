/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry's text: its fields, and where words begin in them. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"

#include <string.h>

static guchar
fold (guchar c)
{
  return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

gboolean
gw_text_begins (const char *text, const char *lower, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (fold ((guchar)text[i]) != (guchar)lower[i])
      return FALSE;
  return TRUE;
}

int
gw_text_compare (const char *a, const char *b)
{
  while (*a != '\0' && fold ((guchar)*a) == fold ((guchar)*b))
    a++, b++;
  return (int)fold ((guchar)*a) - (int)fold ((guchar)*b);
}

guint64
gw_text_key (const char *text)
{
  guint64 key = 0;
  gboolean ended = FALSE;

  for (guint i = 0; i < 8; i++)
    {
      ended = ended || text[i] == '\0';
      key = key << 8 | (ended ? 0 : fold ((guchar)text[i]));
    }
  return key;
}

void
gw_text_fields (const char *text, const char *ret_fields[GW_N_FIELDS])
{
  for (guint field = 0; field < GW_N_FIELDS; field++)
    {
      ret_fields[field] = text;
      text += strlen (text) + 1;
    }
}

void
gw_word_walk_init (GwWordWalk *walk, const char *text)
{
  *walk = (GwWordWalk){ .at = text, .begin = text };
}

/* Names in any script: each character that is no ASCII letter is a word. */
static gboolean
step_name (GwWordWalk *walk)
{
  const char *at = walk->at;
  gboolean begins;

  if ((guchar)*at < 0x80)
    {
      gboolean is_word = g_ascii_isalnum (*at);

      begins = is_word && !walk->in_run;
      walk->in_run = is_word;
      walk->at++;
      return begins;
    }
  begins = g_unichar_isalnum (g_utf8_get_char (at));
  walk->in_run = FALSE;
  walk->at = g_utf8_next_char (at);
  return begins;
}

static gboolean
step_reading (GwWordWalk *walk)
{
  char c = *walk->at++;
  gboolean begins = g_ascii_isupper (c) || (g_ascii_isdigit (c) && !walk->in_run);

  walk->in_run = g_ascii_isdigit (c);
  return begins;
}

/* TRUE when a word begins at the place that is left. */
static gboolean
step (GwWordWalk *walk)
{
  switch (walk->field)
    {
    case GW_FIELD_READING:
    case GW_FIELD_OTHER_READING:
      return step_reading (walk);
    case GW_FIELD_INITIALS:
    case GW_FIELD_OTHER_INITIALS:
      /* One letter is found as the beginning of its reading. */
      return *++walk->at != '\0';
    case GW_FIELD_CODE:
      return walk->at++ == walk->begin;
    case GW_FIELD_NAME:
    case GW_FIELD_NAME_EN:
    case GW_N_FIELDS:
      break;
    }
  return step_name (walk);
}

const char *
gw_word_walk_next (GwWordWalk *walk)
{
  while (walk->field < GW_N_FIELDS)
    {
      const char *at = walk->at;

      if (*at == '\0')
        {
          walk->at++;
          walk->begin = walk->at;
          walk->field++;
          walk->in_run = FALSE;
        }
      else if (step (walk))
        {
          walk->word_field = walk->field;
          walk->field_start = at == walk->begin;
          return at;
        }
    }
  return NULL;
}
