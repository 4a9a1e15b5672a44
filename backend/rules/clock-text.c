/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clocks as one line: "p1767225600000+3600000 h1767200000000l4wd14400000…". A p for each
 * pause (start + length, no length while it lasts), then a letter and the start for each
 * clock, with fields behind it in a fixed order: l limit, x stopped, p paused, w warn, d due,
 * f and g a due set by hand and when, e and r extras of working and real time, c card.
 * Instants are relative to the start.
 */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/clock.h"

#include <string.h>

static const char stage_letters[] = "avfdhcktq";
/* Of GwLimitUnit; 0 has none. */
static const char unit_letters[] = " uwdn";

typedef struct
{
  char letter;
  gsize offset; /* of a gint64 in GwClock */
} Field;

static const Field fields[] = {
  { 'x', G_STRUCT_OFFSET (GwClock, stopped_at) },
  { 'p', G_STRUCT_OFFSET (GwClock, paused_at) },
  { 'w', G_STRUCT_OFFSET (GwClock, warn_at) },
  { 'd', G_STRUCT_OFFSET (GwClock, due) },
  { 'f', G_STRUCT_OFFSET (GwClock, fixed_due) },
  { 'g', G_STRUCT_OFFSET (GwClock, fixed_at) },
};

/* By hand: every report writes a dozen, and printf took a twentieth of the writer's time. */
static void
append_number (GString *text, char letter, gint64 number)
{
  char digits[24];
  char *p = digits + sizeof digits;
  guint64 rest = number < 0 ? -(guint64)number : (guint64)number;

  do
    *--p = (char)('0' + rest % 10);
  while (rest /= 10);
  if (number < 0)
    *--p = '-';
  *--p = letter;
  g_string_append_len (text, p, digits + sizeof digits - p);
}

static void
append_clock (GString *text, const GwClock *clock, char letter)
{
  append_number (text, letter, clock->started_at);
  if (clock->limit.value != 0)
    {
      append_number (text, 'l', clock->limit.value);
      g_string_append_c (text, unit_letters[clock->limit.unit]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gint64 value = G_STRUCT_MEMBER (gint64, clock, fields[i].offset);

      if (value != 0)
        append_number (text, fields[i].letter, value - clock->started_at);
    }
  for (guint i = 0; i < clock->n_extras; i++)
    append_number (text, clock->extras[i].working ? 'e' : 'r', clock->extras[i].ms);
  if (clock->card != 0)
    append_number (text, 'c', clock->card);
}

char *
gw_clocks_to_text (const GwClocks *clocks)
{
  GString *text = g_string_sized_new (128);

  for (guint i = 0; i < clocks->n_pauses; i++)
    {
      const GwPause *pause = &clocks->pauses[i];

      if (text->len > 0)
        g_string_append_c (text, ' ');
      append_number (text, 'p', pause->from);
      if (pause->until != 0)
        append_number (text, '+', pause->until - pause->from);
      else
        g_string_append_c (text, '+');
    }
  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      if (clocks->stage[i].started_at == 0)
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      append_clock (text, &clocks->stage[i], stage_letters[i]);
    }
  return g_string_free (text, FALSE);
}

/* A number at *text, which moves on; 0 when there is none. */
static gint64
read_number (const char **text)
{
  char *end;
  gint64 number = g_ascii_strtoll (*text, &end, 10);

  *text = end;
  return number;
}

static gboolean
read_pause (const char **text, GwClocks *clocks)
{
  GwPause *pause;
  gint64 length;

  if (clocks->n_pauses == GW_MAX_PAUSES)
    return FALSE;
  pause = &clocks->pauses[clocks->n_pauses++];
  pause->from = read_number (text);
  if (*(*text)++ != '+')
    return FALSE;
  if (!g_ascii_isdigit (**text))
    return TRUE;
  length = read_number (text);
  return !__builtin_add_overflow (pause->from, length, &pause->until);
}

static gboolean
read_field (const char **text, GwClock *clock, char letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gint64 *value = &G_STRUCT_MEMBER (gint64, clock, fields[i].offset);

      if (fields[i].letter != letter)
        continue;
      *value = read_number (text);
      return !__builtin_add_overflow (*value, clock->started_at, value);
    }
  return FALSE;
}

static gboolean
read_limit (const char **text, GwClock *clock)
{
  gint64 value = read_number (text);
  const char *unit = **text != '\0' ? strchr (unit_letters, **text) : NULL;

  if (value <= 0 || value > G_MAXUINT || unit == NULL || unit == unit_letters)
    return FALSE;
  clock->limit = (GwLimit){ value, unit - unit_letters };
  (*text)++;
  return TRUE;
}

static gboolean
read_extra (const char **text, GwClock *clock, gboolean working)
{
  GwClockExtra extra = { read_number (text), working };

  if (extra.ms <= 0 || clock->n_extras == GW_MAX_EXTRAS ||
      (clock->n_extras > 0 && clock->extras[clock->n_extras - 1].working == working))
    return FALSE;
  clock->extras[clock->n_extras++] = extra;
  return TRUE;
}

static gboolean
read_card (const char **text, GwClock *clock)
{
  gint64 card = read_number (text);

  clock->card = card;
  return card > 0 && card <= GW_LAMP_RED;
}

static gboolean
read_clock (const char **text, GwClock *clock)
{
  clock->started_at = read_number (text);
  while (**text != ' ' && **text != '\0')
    {
      char letter = *(*text)++;
      gboolean good = TRUE;

      if (letter == 'l')
        good = read_limit (text, clock);
      else if (letter == 'e' || letter == 'r')
        good = read_extra (text, clock, letter == 'e');
      else if (letter == 'c')
        good = read_card (text, clock);
      else
        good = read_field (text, clock, letter);
      if (!good)
        return FALSE;
    }
  return clock->started_at > 0;
}

static gboolean
read_token (const char **text, GwClocks *clocks)
{
  char letter = *(*text)++;
  const char *stage = letter != '\0' ? strchr (stage_letters, letter) : NULL;

  if (letter == 'p')
    return read_pause (text, clocks);
  return stage != NULL && read_clock (text, &clocks->stage[stage - stage_letters]);
}

/* Ascending and apart; only the last may last. */
static gboolean
pauses_are_sound (const GwClocks *clocks)
{
  gint64 after = 1;

  for (guint i = 0; i < clocks->n_pauses; i++)
    {
      const GwPause *pause = &clocks->pauses[i];
      gboolean last = i + 1 == clocks->n_pauses;

      if (pause->from < after ||
          (pause->until < pause->from && !(last && pause->until == 0)))
        return FALSE;
      after = pause->until;
    }
  return TRUE;
}

gboolean
gw_clocks_parse (const char *text, GwClocks *ret_clocks)
{
  g_autofree char *again = NULL;
  const char *next = text != NULL ? text : "";
  GwClocks clocks = { 0 };

  while (*next != '\0')
    {
      if (!read_token (&next, &clocks))
        return FALSE;
      if (*next == ' ')
        next++;
      else if (*next != '\0')
        return FALSE;
    }
  /* Whatever was read leniently above does not come out as it went in. */
  again = gw_clocks_to_text (&clocks);
  if (!pauses_are_sound (&clocks) || strcmp (again, text != NULL ? text : "") != 0)
    return FALSE;
  *ret_clocks = clocks;
  return TRUE;
}
