/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock that stands still until it is set forward. */
#define G_LOG_DOMAIN "gridward-server"

#include "backend/stepped-clock.h"

struct _GwSteppedClock
{
  char *path;
  gint64 now_ms; /* atomic */
};

static gboolean
parse_instant (const char *text, gint64 *ret_ms)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (text, NULL);

  if (instant == NULL)
    return FALSE;
  *ret_ms =
      g_date_time_to_unix (instant) * 1000 + g_date_time_get_microsecond (instant) / 1000;
  return TRUE;
}

gboolean
gw_stepped_clock_read (GwSteppedClock *clock, GError **error)
{
  g_autofree char *text = NULL;
  gint64 now_ms;

  if (!g_file_get_contents (clock->path, &text, NULL, error))
    return FALSE;
  if (!parse_instant (g_strstrip (text), &now_ms))
    g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "%s: an instant such as 2026-09-28T08:00:00+08:00 is expected",
                 clock->path);
  else if (now_ms < gw_stepped_clock_now (clock))
    g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "%s: the instant is before the present one", clock->path);
  else
    {
      __atomic_store_n (&clock->now_ms, now_ms, __ATOMIC_RELEASE);
      return TRUE;
    }
  return FALSE;
}

GwSteppedClock *
gw_stepped_clock_new (const char *path, GError **error)
{
  g_autoptr (GwSteppedClock) clock = g_new0 (GwSteppedClock, 1);

  clock->path = g_strdup (path);
  return gw_stepped_clock_read (clock, error) ? g_steal_pointer (&clock) : NULL;
}

void
gw_stepped_clock_free (GwSteppedClock *clock)
{
  g_free (clock->path);
  g_free (clock);
}

gint64
gw_stepped_clock_now (gpointer clock)
{
  return __atomic_load_n (&((GwSteppedClock *)clock)->now_ms, __ATOMIC_ACQUIRE);
}
