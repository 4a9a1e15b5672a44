/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether everything that one can act on is reached by the keyboard, and has a name. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  guint n_checked;   /* elements that one can act on */
  guint n_reached;   /* by Tab and the arrow keys */
  GPtrArray *faults; /* char *: what is wrong, and where */
} GwReach;

/* Walks what is seen under root, a window, a popover or a part of one. The backend for
 * accessibility must be that for tests (GTK_A11Y=test). Caller frees. */
GwReach *gw_reach_check (GtkWidget *root);
void gw_reach_free (GwReach *reach);

G_END_DECLS
