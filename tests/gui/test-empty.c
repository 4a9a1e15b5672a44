/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk without a single case: it says so, and its keys are heard. */
#include <adwaita.h>

#include "gui/cases/case-list-view.h"
#include "tests/gui/lib/views.h"
#include "tests/gui/lib/wait.h"

static gboolean
has_focus (GwViews *views)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (views->window));
  GtkWidget *page = GTK_WIDGET (gw_window_get_desk_page (views->window));

  return focus != NULL && gtk_widget_get_mapped (focus) &&
         gtk_widget_is_ancestor (focus, page);
}

static void
test_focus (void)
{
  GwViews *views = gw_views_new (0, FALSE);
  GtkWidget *list = gw_views_find (GTK_WIDGET (views->window), GW_TYPE_CASE_LIST_VIEW);

  g_assert_nonnull (gw_views_find (list, ADW_TYPE_STATUS_PAGE));
  g_assert_true (wait_until (has_focus (views)));
  /* And it stays. */
  gw_views_wait_frame (GTK_WIDGET (views->window));
  g_assert_true (has_focus (views));
  gw_views_free (views);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/gui/empty/focus", test_focus);
  return g_test_run ();
}
