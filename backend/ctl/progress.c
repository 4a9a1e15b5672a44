/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a long step is. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/progress.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Rather silent than a line for each short step. */
#define PLAIN_INTERVAL_USEC (2 * G_USEC_PER_SEC)
#define TERMINAL_INTERVAL_USEC (G_USEC_PER_SEC / 10)

void
gw_ctl_progress_init (GwCtlProgress *progress)
{
  *progress = (GwCtlProgress){ .percent = -1,
                               .shown_usec = g_get_monotonic_time (),
                               .on_terminal = isatty (STDERR_FILENO) };
}

static void
end_line (GwCtlProgress *progress)
{
  if (progress->on_terminal && progress->what != NULL)
    g_printerr ("\r\033[K");
}

void
gw_ctl_progress_clear (GwCtlProgress *progress)
{
  end_line (progress);
  g_clear_pointer (&progress->what, g_free);
}

void
gw_ctl_progress_show (GwCtlProgress *progress, const char *what, double fraction)
{
  gint64 now = g_get_monotonic_time ();
  int percent = (int)(CLAMP (fraction, 0, 1) * 100);
  gint64 interval = progress->on_terminal ? TERMINAL_INTERVAL_USEC : PLAIN_INTERVAL_USEC;

  if (now - progress->shown_usec < interval ||
      (percent == progress->percent && g_strcmp0 (what, progress->what) == 0))
    return;
  progress->shown_usec = now;
  progress->percent = percent;
  g_free (progress->what);
  progress->what = g_strdup (what);
  if (progress->on_terminal)
    g_printerr ("\r\033[K%s: %d %%", _ (what), percent);
  else
    g_printerr ("%s: %d %%\n", _ (what), percent);
}

void
gw_ctl_progress_count_cb (const char *what, guint done, guint total, gpointer user_data)
{
  gw_ctl_progress_show (user_data, what, total > 0 ? (double)done / total : 0);
}
