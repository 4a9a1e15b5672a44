/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every window and view of the desk, and how it is opened: one table for all tests. */
#pragma once

#include <gtk/gtk.h>

#include "gui/window.h"
#include "tests/gui/lib/fake-server.h"

G_BEGIN_DECLS

/* A desk in this process, on the fake server, with a person who may do everything. */
typedef struct
{
  FakeServer *fake; /* or NULL */
  GwSettings *settings;
  GwWindow *window;
  char *folder;
  gboolean ready;
  guint case_wanted; /* place of the case that is opened next */
} GwViews;

typedef struct
{
  const char *name;
  /* Opens it and waits until it is seen; returns what is to be looked at, NULL: it did not
   * come. */
  GtkWidget *(*open) (GwViews *views);
  /* Back to where open began; root may be gone already. */
  void (*close) (GwViews *views, GtkWidget *root);
  gboolean signed_out; /* needs a window before anybody signed in */
  /* Shows the next of its pages or forms, i from 0; FALSE: there is none. NULL: it has one. */
  gboolean (*next) (GwViews *views, GtkWidget *root, guint i);
} GwView;

/* The table; static. A new view is a new line in views.c. */
const GwView *gw_views_table (guint *ret_n);

/* n_cases cases; signs in unless the view needs none. */
GwViews *gw_views_new (guint n_cases, gboolean signed_out);
/* The same at another server, as somebody whom it knows; views->fake is NULL. */
GwViews *gw_views_new_at (const char *base, const char *login, const char *password);
/* The window is gone when this returns. */
void gw_views_free (GwViews *views);
void gw_views_open_window (GwViews *views, gboolean signed_out);
void gw_views_close_window (GwViews *views);
/* The first of that type under root that is seen (mapped), or NULL. */
GtkWidget *gw_views_find (GtkWidget *root, GType type);
/* Every popover that can be opened from what is seen under root, not yet open; not owned.
 * Caller unrefs. */
GPtrArray *gw_views_list_popovers (GtkWidget *root);
/* FALSE: it has nothing to show now. */
gboolean gw_views_open_popover (GtkWidget *popover);
void gw_views_close_popover (GtkWidget *popover);
/* Lets at least one frame of the widget be drawn. */
void gw_views_wait_frame (GtkWidget *widget);

G_END_DECLS
