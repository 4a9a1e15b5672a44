/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes of cells, areas, components and classes: the schemes are tables. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/cell-code.h"

#include "gis/gis-error.h"

#include <string.h>

typedef enum
{
  DIGITS,          /* 0-9 */
  DIGITS_FROM_ONE, /* the same, but not all zeros: a sequence starts at 1 */
  CAPITALS,        /* 0-9 and A-Z */
  LOCAL,           /* A-Z a-z 0-9 . _ - */
} Characters;

/* One part of a code. min_length < length only in the last part of a format. */
typedef struct
{
  const char *name;
  guint min_length;
  guint length;
  Characters characters;
  const char *expected;
} Segment;

#define MAX_SEGMENTS 4

typedef struct
{
  Segment segments[MAX_SEGMENTS]; /* until the first without a name */
} Format;

struct _GwCodeScheme
{
  const char *name;
  const char *joint; /* between community and sequence */
  guint sequence_digits;
  Format formats[GW_CODE_N_KINDS];
};

#define PART(name, length, characters, expected)                                           \
  {                                                                                        \
    name, length, length, characters, expected                                             \
  }

#define DISTRICT PART ("district", 6, DIGITS, "six digits, such as 441802")
#define STREET PART ("street", 3, DIGITS, "three digits, such as 001")
#define COMMUNITY PART ("community", 3, DIGITS, "three digits, such as 001")
#define DISTRICT_AZ PART ("district", 6, CAPITALS, "six of 0-9 and A-Z, such as 441802")
#define STREET_AZ PART ("street", 3, CAPITALS, "three of 0-9 and A-Z, such as 001")
#define COMMUNITY_AZ PART ("community", 3, CAPITALS, "three of 0-9 and A-Z, such as 001")
#define LARGE_CLASS PART ("large class", 2, DIGITS, "two digits, such as 01")
#define SEQUENCE_6 PART ("sequence", 6, DIGITS_FROM_ONE, "six digits from 000001 to 999999")
#define LOCAL_CODE                                                                         \
  {                                                                                        \
    "local code", 1, 32, LOCAL, "1 to 32 of A-Z, a-z, 0-9, '.', '_' and '-'"               \
  }

static const GwCodeScheme schemes[] = {
  {
      .name = "gb30428-2013",
      .joint = "",
      .sequence_digits = 2,
      .formats = {
        [GW_CODE_CELL] = { { DISTRICT, STREET, COMMUNITY,
                             PART ("sequence", 2, DIGITS_FROM_ONE,
                                   "two digits from 01 to 99") } },
        [GW_CODE_COMMUNITY] = { { DISTRICT, STREET, COMMUNITY } },
        [GW_CODE_STREET] = { { DISTRICT, STREET } },
        [GW_CODE_COMPONENT] = { { DISTRICT, LARGE_CLASS,
                                  PART ("small class", 2, DIGITS, "two digits, such as 01"),
                                  SEQUENCE_6 } },
        [GW_CODE_CLASS] = { { LARGE_CLASS,
                              PART ("small class", 2, DIGITS_FROM_ONE,
                                    "two digits from 01 to 99") } },
      },
  },
  {
      .name = "gb47678-2026",
      .joint = "",
      .sequence_digits = 3,
      .formats = {
        [GW_CODE_CELL] = { { DISTRICT_AZ, STREET_AZ, COMMUNITY_AZ,
                             PART ("sequence", 3, DIGITS_FROM_ONE,
                                   "three digits from 001 to 999") } },
        [GW_CODE_COMMUNITY] = { { DISTRICT_AZ, STREET_AZ, COMMUNITY_AZ } },
        [GW_CODE_STREET] = { { DISTRICT_AZ, STREET_AZ } },
        [GW_CODE_COMPONENT] = { { DISTRICT, LARGE_CLASS,
                                  PART ("small class", 3, DIGITS, "three digits, such as 001"),
                                  SEQUENCE_6 } },
        [GW_CODE_CLASS] = { { LARGE_CLASS,
                              PART ("small class", 3, DIGITS_FROM_ONE,
                                    "three digits from 001 to 999") } },
      },
  },
  {
      .name = "local",
      .joint = "-",
      .sequence_digits = 3,
      .formats = {
        [GW_CODE_CELL] = { { LOCAL_CODE } },
        [GW_CODE_COMMUNITY] = { { LOCAL_CODE } },
        [GW_CODE_STREET] = { { LOCAL_CODE } },
        [GW_CODE_COMPONENT] = { { LOCAL_CODE } },
        [GW_CODE_CLASS] = { { LOCAL_CODE } },
      },
  },
};

static const char *const kind_names[GW_CODE_N_KINDS] = {
  [GW_CODE_CELL] = "cell code",     [GW_CODE_COMMUNITY] = "community code",
  [GW_CODE_STREET] = "street code", [GW_CODE_COMPONENT] = "component code",
  [GW_CODE_CLASS] = "class code",
};

const GwCodeScheme *
gw_code_scheme_get (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_strcmp0 (name, schemes[i].name) == 0)
      return &schemes[i];
  return NULL;
}

const char *
gw_code_scheme_name (const GwCodeScheme *scheme)
{
  return scheme->name;
}

const char *
gw_code_kind_name (GwCodeKind kind)
{
  static const char *const names[GW_CODE_N_KINDS] = {
    [GW_CODE_CELL] = "cell",     [GW_CODE_COMMUNITY] = "community",
    [GW_CODE_STREET] = "street", [GW_CODE_COMPONENT] = "component",
    [GW_CODE_CLASS] = "class",
  };

  return kind < GW_CODE_N_KINDS ? names[kind] : NULL;
}

gboolean
gw_code_scheme_segment (const GwCodeScheme *scheme, GwCodeKind kind, guint position,
                        GwCodeSegment *ret_segment)
{
  static const char *const characters[] = {
    [DIGITS] = "digits",
    [DIGITS_FROM_ONE] = "digits",
    [CAPITALS] = "digits and capitals",
    [LOCAL] = "letters, digits and ._-",
  };
  const Segment *segment;

  g_return_val_if_fail (scheme != NULL && kind < GW_CODE_N_KINDS, FALSE);

  if (position >= MAX_SEGMENTS)
    return FALSE;
  segment = &scheme->formats[kind].segments[position];
  if (segment->name == NULL)
    return FALSE;
  *ret_segment = (GwCodeSegment){ segment->name, characters[segment->characters],
                                  segment->min_length, segment->length };
  return TRUE;
}

static gboolean
is_allowed (Characters characters, char c)
{
  switch (characters)
    {
    case DIGITS:
    case DIGITS_FROM_ONE:
      return g_ascii_isdigit (c);
    case CAPITALS:
      return g_ascii_isdigit (c) || g_ascii_isupper (c);
    case LOCAL:
      return g_ascii_isalnum (c) || c == '.' || c == '_' || c == '-';
    }
  return FALSE;
}

/* The character at a byte of text as a person would name it. */
static char *
quote_character (const char *at)
{
  gunichar c = g_utf8_get_char_validated (at, -1);

  if (c == (gunichar)-1 || c == (gunichar)-2 || !g_unichar_isprint (c))
    return g_strdup_printf ("byte 0x%02x", (guchar)*at);
  return g_strdup_printf ("'%.*s'", (int)g_unichar_to_utf8 (c, NULL), at);
}

/* What of the code may be printed: a wrong one can be long, or no text at all. */
static char *
dup_printable (const char *code)
{
  char *text = g_utf8_make_valid (code, (gssize)MIN (strlen (code), 40));

  for (char *at = text; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = '?';
  return text;
}

typedef struct
{
  const Segment *segment;
  guint start; /* place of its first character, from 0 */
  const char *fault;
} Finding;

static void
set_code_error (GError **error, GwCodeKind kind, const char *code, const Finding *finding)
{
  const Segment *segment = finding->segment;
  g_autofree char *quoted = dup_printable (code);
  g_autofree char *place = segment->length == 1
                               ? g_strdup_printf ("character %u", finding->start + 1)
                               : g_strdup_printf ("characters %u to %u", finding->start + 1,
                                                  finding->start + segment->length);

  g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_CODE,
               "%s \"%s\": the %s (%s) %s; expected %s", kind_names[kind], quoted,
               segment->name, place, finding->fault, segment->expected);
}

/* NULL when the segment at code + start is right; else what is wrong with it. */
static char *
find_fault (const Segment *segment, const char *code, guint start, guint *ret_length)
{
  const char *at = code + start;
  guint length = (guint)strnlen (at, segment->length);

  *ret_length = length;
  for (guint i = 0; i < length; i++)
    if (!is_allowed (segment->characters, at[i]))
      {
        g_autofree char *quoted = quote_character (at + i);

        return g_strdup_printf ("has %s in place %u", quoted, start + i + 1);
      }
  if (length == 0)
    return g_strdup ("is missing");
  if (length < segment->min_length)
    return g_strdup_printf ("is cut short to \"%.*s\"", (int)length, at);
  if (segment->characters == DIGITS_FROM_ONE && strspn (at, "0") >= length)
    return g_strdup_printf ("is \"%.*s\"", (int)length, at);
  return NULL;
}

gboolean
gw_code_check (const GwCodeScheme *scheme, GwCodeKind kind, const char *code,
               GError **error)
{
  const Segment *segments;
  const Segment *last = NULL;
  guint start = 0;

  g_return_val_if_fail (scheme != NULL && code != NULL && kind < GW_CODE_N_KINDS, FALSE);

  segments = scheme->formats[kind].segments;
  for (guint i = 0; i < MAX_SEGMENTS && segments[i].name != NULL; i++)
    {
      guint length;
      g_autofree char *fault = find_fault (&segments[i], code, start, &length);

      if (fault != NULL)
        {
          Finding finding = { &segments[i], start, fault };

          set_code_error (error, kind, code, &finding);
          return FALSE;
        }
      last = &segments[i];
      start += length;
    }
  if (code[start] != '\0')
    {
      g_autofree char *rest = dup_printable (code + start);
      g_autofree char *fault = g_strdup_printf ("is followed by \"%s\", too much", rest);
      Finding finding = { last, start - last->length, fault };

      set_code_error (error, kind, code, &finding);
      return FALSE;
    }
  return TRUE;
}

char *
gw_code_compose_cell (const GwCodeScheme *scheme, const char *community, guint sequence,
                      GError **error)
{
  g_autofree char *code = NULL;
  guint limit = 1;

  g_return_val_if_fail (scheme != NULL && community != NULL, NULL);

  if (!gw_code_check (scheme, GW_CODE_COMMUNITY, community, error))
    return NULL;
  for (guint i = 0; i < scheme->sequence_digits; i++)
    limit *= 10;
  if (sequence < 1 || sequence >= limit)
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_CODE,
                   "community %s: cell number %u does not fit the scheme %s (1 to %u)",
                   community, sequence, scheme->name, limit - 1);
      return NULL;
    }
  code = g_strdup_printf ("%s%s%0*u", community, scheme->joint,
                          (int)scheme->sequence_digits, sequence);
  if (!gw_code_check (scheme, GW_CODE_CELL, code, error))
    return NULL;
  return g_steal_pointer (&code);
}
