/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running the main loop until something holds, with a limit instead of a sleep. */
#pragma once

#include <glib-object.h>

/* FALSE when condition did not hold in a time that even a sanitizer on a busy machine keeps. */
#define wait_until(condition)                                                              \
  ({                                                                                       \
    gint64 end_usec = g_get_monotonic_time () + 40 * G_USEC_PER_SEC;                       \
    guint wake_id = g_timeout_add (20, wait_wake_cb, NULL);                                \
    while (!(condition) && g_get_monotonic_time () < end_usec)                             \
      g_main_context_iteration (NULL, TRUE);                                               \
    g_source_remove (wake_id);                                                             \
    !!(condition);                                                                         \
  })

/* Keeps the loop turning so that the limit is looked at. */
static inline gboolean
wait_wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Gives the last reference away; workers that hold one too let it go a moment later. */
static inline void
assert_finalizes (gpointer object)
{
  g_object_add_weak_pointer (G_OBJECT (object), &object);
  g_object_unref (object);
  g_assert_true (wait_until (object == NULL));
}

static inline void
wait_ms (guint ms)
{
  gint64 end_usec = g_get_monotonic_time () + (gint64)ms * 1000;

  while (g_get_monotonic_time () < end_usec)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}
