/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next desk of the same person begins where this one ended, unless that is not wanted. */
#include <adwaita.h>

#include "gui/cases/case-list-view.h"
#include "gui/detail/detail-view.h"
#include "gui/model/case-slot.h"
#include "tests/gui/lib/views.h"
#include "tests/gui/lib/wait.h"

static gboolean
shows_text (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find (GwViews *views, GType type)
{
  return gw_views_find (GTK_WIDGET (views->window), type);
}

static gboolean
list_shows (GwViews *views, const char *text)
{
  GtkWidget *list = find (views, GW_TYPE_CASE_LIST_VIEW);

  return list != NULL && shows_text (list, text);
}

static void
reopen (GwViews *views)
{
  gw_views_close_window (views);
  gw_views_open_window (views, FALSE);
}

/* Of the cases to dispatch the first one is opened; returns its number. */
static char *
choose (GwViews *views)
{
  GwCaseListView *list = GW_CASE_LIST_VIEW (find (views, GW_TYPE_CASE_LIST_VIEW));
  char *number = NULL;

  gw_filter_bar_choose_stage (gw_case_list_view_get_filter_bar (list), GW_WORK_TO_DISPATCH);
  /* The newest but one is checked. */
  g_assert_true (wait_until (!list_shows (views, fake_server_get_number (views->fake, 1)) &&
                             list_shows (views, "Filed")));
  gw_desk_page_step (gw_window_get_desk_page (views->window), 1);
  number = gw_settings_dup_string (views->settings, "case", "");
  g_assert_cmpstr (number, !=, "");
  return number;
}

static void
test_goes_on (void)
{
  GwViews *views = gw_views_new (20, FALSE);
  g_autofree char *number = choose (views);

  reopen (views);
  g_assert_true (wait_until (shows_text (find (views, GW_TYPE_DETAIL_VIEW), number)));
  g_assert_true (list_shows (views, number));
  g_assert_false (list_shows (views, fake_server_get_number (views->fake, 1)));

  gw_desk_page_show_section (gw_window_get_desk_page (views->window), "statistics");
  reopen (views);
  g_assert_null (find (views, GW_TYPE_CASE_LIST_VIEW));

  gw_settings_set_boolean (views->settings, "restore-session", FALSE);
  reopen (views);
  g_assert_true (wait_until (list_shows (views, fake_server_get_number (views->fake, 1))));
  gw_views_free (views);
}

/* What the feed cannot make good is asked for anew; the open case is on a page far down. */
static void
test_reset (void)
{
  const guint n_rows = 3000, place = 2345;
  GwViews *views = gw_views_new (20, FALSE);
  GtkSelectionModel *model;
  g_autoptr (GwCaseSlot) slot = NULL;
  g_autofree char *number = NULL;
  guint n_asked;

  fake_server_set_long (views->fake, n_rows);
  reopen (views);
  model = gw_case_list_view_get_selection (
      GW_CASE_LIST_VIEW (find (views, GW_TYPE_CASE_LIST_VIEW)));
  g_assert_true (wait_until (g_list_model_get_n_items (G_LIST_MODEL (model)) == n_rows));
  slot = g_list_model_get_item (G_LIST_MODEL (model), place);
  g_assert_true (wait_until (gw_case_slot_get_case (slot) != NULL));
  number = g_strdup (gw_case_get_number (gw_case_slot_get_case (slot)));
  gtk_selection_model_select_item (model, place, TRUE);

  n_asked = fake_server_count_requests (views->fake, "/api/v1/cases/index");
  fake_server_forget_journal (views->fake);
  fake_server_drop_live (views->fake);
  g_assert_true (wait_until (
      fake_server_count_requests (views->fake, "/api/v1/cases/index") > n_asked &&
      gtk_selection_model_is_selected (model, place)));
  g_clear_object (&slot);
  slot = g_list_model_get_item (G_LIST_MODEL (model), place);
  g_assert_cmpstr (gw_case_get_number (gw_case_slot_get_case (slot)), ==, number);
  gw_views_free (views);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/gui/goes-on/session", test_goes_on);
  g_test_add_func ("/gui/goes-on/reset", test_reset);
  return g_test_run ();
}
