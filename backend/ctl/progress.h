/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a long step is: one line that moves on a terminal, few plain lines elsewhere. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *what;
  int percent;
  gint64 shown_usec;
  gboolean on_terminal;
} GwCtlProgress;

void gw_ctl_progress_init (GwCtlProgress *progress);
/* Ends the line that is open. */
void gw_ctl_progress_clear (GwCtlProgress *progress);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCtlProgress, gw_ctl_progress_clear)

/* fraction of what ("cells") is done; call as often as you like. On the error output. */
void gw_ctl_progress_show (GwCtlProgress *progress, const char *what, double fraction);
/* The same as a GwProgressFunc; user_data is the GwCtlProgress. */
void gw_ctl_progress_count_cb (const char *what, guint done, guint total,
                               gpointer user_data);

G_END_DECLS
