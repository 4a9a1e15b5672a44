/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refuses the two headers by which a request says where it ends, when they say nonsense. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/framing-guard.h"

#include <string.h>

static gboolean
is_length (const char *value)
{
  gsize n_digits = strspn (value, "0123456789");

  /* More digits than these are more than a 64-bit number holds. */
  return n_digits > 0 && n_digits < 19 && value[n_digits] == '\0';
}

static gboolean
is_encoding (const char *value)
{
  return g_str_equal (value, "chunked");
}

static const struct
{
  const char *header;
  gboolean (*is_fine) (const char *value);
} FRAMING[] = {
  { "transfer-encoding:", is_encoding },
  { "content-length:", is_length },
};

static gboolean
line_is_fine (GwFramingGuard *guard)
{
  gboolean is_cut = guard->length >= sizeof guard->line;

  guard->line[MIN (guard->length, sizeof guard->line - 1)] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (FRAMING); i++)
    if (g_str_has_prefix (guard->line, FRAMING[i].header))
      return !is_cut &&
             FRAMING[i].is_fine (g_strstrip (guard->line + strlen (FRAMING[i].header)));
  return TRUE;
}

/* Most lines show with their first letter that they are neither header. */
static void
skip_line (GwFramingGuard *guard)
{
  guard->line[0] = '\0';
  guard->length = sizeof guard->line;
}

gboolean
gw_framing_guard_pass (GwFramingGuard *guard, const char *bytes, gsize n_bytes)
{
  const char *end = bytes + n_bytes;

  for (const char *p = bytes; p < end;)
    {
      const char *newline = memchr (p, '\n', (gsize)(end - p));
      const char *stop = newline ? newline : end;

      if (guard->length == 0 && p < stop && !strchr ("TtCc", *p))
        skip_line (guard);
      for (; p < stop && guard->length < sizeof guard->line; p++)
        guard->line[guard->length++] = g_ascii_tolower (*p);
      p = stop;
      if (newline)
        {
          if (!line_is_fine (guard))
            return FALSE;
          guard->length = 0;
          p++;
        }
    }
  return TRUE;
}
