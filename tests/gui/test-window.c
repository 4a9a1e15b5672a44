/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in this process: signing in, choosing, acting, conflicts, losing the session. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "gui/cases/case-item.h"
#include "gui/cases/case-list-view.h"
#include "gui/cases/case-table.h"
#include "gui/cases/saved-filters.h"
#include "gui/detail/action-form.h"
#include "gui/detail/detail-view.h"
#include "gui/map/map-view.h"
#include "gui/window.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

typedef struct
{
  FakeServer *fake;
  GwSettings *settings;
  GwWindow *window;
  char *folder;
  gboolean ready;
} Fixture;

static void
ready_cb (Fixture *fixture)
{
  fixture->ready = TRUE;
}

static void
open_window (Fixture *fixture)
{
  fixture->ready = FALSE;
  fixture->window = gw_window_new (NULL, fixture->settings);
  g_signal_connect_swapped (fixture->window, "ready", G_CALLBACK (ready_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->fake = fake_server_new (40, 12);
  fixture->folder = g_dir_make_tmp ("gridward-desk-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "desk.ini", NULL);
  fixture->settings = gw_settings_new (path);
  /* What is decided is sent at once; waiting has a test of its own (test-action-queue). */
  gw_settings_set_int (fixture->settings, "undo-seconds", 0);
  open_window (fixture);
}

static void
close_window (Fixture *fixture)
{
  g_autoptr (GtkWindow) window = g_object_ref (GTK_WINDOW (fixture->window));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&fixture->window);
  gtk_window_destroy (window);
  g_clear_object (&window);
  g_assert_true (wait_until (fixture->window == NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "desk.ini", NULL);

  if (fixture->window != NULL)
    close_window (fixture);
  g_assert_finalize_object (fixture->settings);
  fake_server_free (fixture->fake);
  g_remove (path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  GtkWidget *child;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

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
find_button (GtkWidget *root, const char *text)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) && shows_text (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
sign_in (Fixture *fixture, const char *password)
{
  gw_sign_in_with (gw_window_get_sign_in (fixture->window),
                   fake_server_get_base (fixture->fake), "dispatcher", password);
}

static void
sign_in_and_wait (Fixture *fixture)
{
  sign_in (fixture, "secret");
  g_assert_true (wait_until (fixture->ready));
}

static GtkWidget *
child_of_type (Fixture *fixture, GType type)
{
  GtkWidget *found = find_widget (GTK_WIDGET (fixture->window), type);

  g_assert_nonnull (found);
  return found;
}

/* Narrows the list to a stage (F2 … F8) and chooses its first case; returns its number. */
static char *
choose_first (Fixture *fixture, guint stage, const char *state)
{
  GtkWidget *list = child_of_type (fixture, GW_TYPE_CASE_LIST_VIEW);
  GtkWidget *detail = child_of_type (fixture, GW_TYPE_DETAIL_VIEW);
  char *number = NULL;

  gw_filter_bar_choose_stage (gw_case_list_view_get_filter_bar (GW_CASE_LIST_VIEW (list)),
                              stage);
  for (guint i = 0; number == NULL; i++)
    if (g_str_equal (fake_server_get_state (fixture->fake,
                                            fake_server_get_number (fixture->fake, i)),
                     state))
      number = g_strdup (fake_server_get_number (fixture->fake, i));
  /* The newest but one is checked: when it is gone, the list is the stage's. */
  g_assert_true (
      wait_until (!shows_text (list, fake_server_get_number (fixture->fake, 1)) &&
                  shows_text (list, number)));
  gw_desk_page_step (gw_window_get_desk_page (fixture->window), 1);
  g_assert_true (wait_until (shows_text (detail, number)));
  return number;
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "wrong");
  g_assert_true (
      wait_until (shows_text (GTK_WIDGET (fixture->window), "Login or password is wrong")));
  g_assert_null (gw_window_get_desk_page (fixture->window));
}

static void
test_no_server (Fixture *fixture, gconstpointer data)
{
  gw_sign_in_with (gw_window_get_sign_in (fixture->window), "http://127.0.0.1:1",
                   "dispatcher", "secret");
  g_assert_true (wait_until (
      shows_text (GTK_WIDGET (fixture->window), "The server cannot be reached")));
}

static void
test_ready (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;
  g_autofree char *server = NULL;

  sign_in_and_wait (fixture);
  list = child_of_type (fixture, GW_TYPE_CASE_LIST_VIEW);
  g_assert_true (shows_text (GTK_WIDGET (fixture->window), "Demo data"));
  g_assert_true (shows_text (GTK_WIDGET (fixture->window), "Live"));
  g_assert_true (shows_text (list, fake_server_get_number (fixture->fake, 1)));
  /* Remembered for the next time; the password is not. */
  server = gw_settings_dup_string (fixture->settings, "server", NULL);
  g_assert_true (g_str_has_prefix (fake_server_get_base (fixture->fake), server));
}

/* The drop-downs over the list have lists of their own. */
static GtkWidget *
find_case_list (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LIST_VIEW (root) && gtk_widget_has_css_class (root, "case-list"))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_case_list (child);
  return found;
}

static void
test_dispatch (Fixture *fixture, gconstpointer data)
{
  GtkWidget *form;
  g_autofree char *number = NULL;

  sign_in_and_wait (fixture);
  number = choose_first (fixture, 2, "filed");
  form = child_of_type (fixture, GW_TYPE_ACTION_FORM);
  g_assert_true (gw_action_form_open (GW_ACTION_FORM (form), 0));
  g_assert_true (wait_until (shows_text (form, "Suggested: matter 06")));
  g_signal_emit_by_name (find_button (form, "Dispatch"), "clicked");
  g_assert_true (wait_until (
      g_str_equal (fake_server_get_state (fixture->fake, number), "dispatched")));
  /* It leaves "to dispatch" and stays open beside it. */
  g_assert_true (
      wait_until (!shows_text (find_case_list (GTK_WIDGET (fixture->window)), number)));
  g_assert_true (
      wait_until (shows_text (child_of_type (fixture, GW_TYPE_DETAIL_VIEW), "Dispatched")));
  g_assert_false (gw_action_form_is_open (GW_ACTION_FORM (form)));
}

/* What is required is asked for before it can be sent. */
static void
test_required (Fixture *fixture, gconstpointer data)
{
  GtkWidget *form;
  GtkWidget *text;
  GtkWidget *confirm;
  g_autofree char *number = NULL;

  sign_in_and_wait (fixture);
  number = choose_first (fixture, 2, "filed");
  form = child_of_type (fixture, GW_TYPE_ACTION_FORM);
  g_assert_true (gw_action_form_open (GW_ACTION_FORM (form), 1));
  wait_ms (50);
  confirm = find_button (form, "Return");
  g_assert_false (gtk_widget_get_sensitive (confirm));
  text = find_widget (form, GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "not ours",
                            -1);
  g_assert_true (gtk_widget_get_sensitive (confirm));
  g_signal_emit_by_name (confirm, "clicked");
  g_assert_true (
      wait_until (g_str_equal (fake_server_get_state (fixture->fake, number), "reported")));
  g_assert_true (
      wait_until (shows_text (child_of_type (fixture, GW_TYPE_DETAIL_VIEW), "not ours")));
}

/* Somebody else is faster: nothing is overwritten, and it is said. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  GtkWidget *form;
  g_autofree char *number = NULL;

  sign_in_and_wait (fixture);
  number = choose_first (fixture, 2, "filed");
  form = child_of_type (fixture, GW_TYPE_ACTION_FORM);
  g_assert_true (gw_action_form_open (GW_ACTION_FORM (form), 0));
  fake_server_refuse_live (fixture->fake, TRUE);
  fake_server_drop_live (fixture->fake);
  fake_server_act (fixture->fake, number, "dispatch");
  g_signal_emit_by_name (find_button (form, "Dispatch"), "clicked");
  g_assert_true (wait_until (shows_text (form, "Somebody else has changed this case")));
  g_assert_true (
      wait_until (shows_text (child_of_type (fixture, GW_TYPE_DETAIL_VIEW), "Dispatched")));
}

static GtkWidget *
focus_of (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static gboolean
focus_is_in (Fixture *fixture, GType type)
{
  GtkWidget *focus = focus_of (fixture);

  return focus != NULL && (G_TYPE_CHECK_INSTANCE_TYPE (focus, type) ||
                           gtk_widget_get_ancestor (focus, type) != NULL);
}

static guint
count_listed (Fixture *fixture)
{
  GtkWidget *list = find_case_list (GTK_WIDGET (fixture->window));

  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static void
dispatch_all_but (Fixture *fixture, const char *number)
{
  for (guint i = 0; i < 40; i++)
    {
      const char *other = fake_server_get_number (fixture->fake, i);

      if (!g_str_equal (other, number) &&
          g_str_equal (fake_server_get_state (fixture->fake, other), "filed"))
        fake_server_act (fixture->fake, other, "dispatch");
    }
}

/* The last case of a stage is acted on: keys are still heard where the list was, and go to
 * the list when there is one again. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *form;
  const char *reported;
  g_autofree char *number = NULL;

  sign_in_and_wait (fixture);
  number = choose_first (fixture, 2, "filed");
  form = child_of_type (fixture, GW_TYPE_ACTION_FORM);
  dispatch_all_but (fixture, number);
  g_assert_true (wait_until (count_listed (fixture) == 1));
  gw_desk_page_focus_list (gw_window_get_desk_page (fixture->window));
  g_assert_true (focus_is_in (fixture, GTK_TYPE_LIST_VIEW));
  g_assert_true (gw_action_form_open (GW_ACTION_FORM (form), 0));
  g_assert_true (focus_is_in (fixture, GW_TYPE_ACTION_FORM));
  g_signal_emit_by_name (find_button (form, "Dispatch"), "clicked");
  g_assert_true (wait_until (count_listed (fixture) == 0 &&
                             !gw_action_form_is_open (GW_ACTION_FORM (form))));
  g_assert_true (wait_until (focus_is_in (fixture, GW_TYPE_CASE_LIST_VIEW)));
  reported = fake_server_report (fixture->fake, "just now");
  g_assert_cmpstr (fake_server_get_state (fixture->fake, reported), ==, "filed");
  g_assert_true (wait_until (count_listed (fixture) == 1));
  g_assert_true (wait_until (focus_is_in (fixture, GTK_TYPE_LIST_VIEW)));
}

/* What had the focus goes: something else gets it. */
static void
test_focus_given_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *form;
  g_autofree char *number = NULL;

  sign_in_and_wait (fixture);
  number = choose_first (fixture, 2, "filed");
  form = child_of_type (fixture, GW_TYPE_ACTION_FORM);
  g_assert_true (gw_action_form_open (GW_ACTION_FORM (form), 1));
  g_assert_true (focus_is_in (fixture, GTK_TYPE_TEXT_VIEW));
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (wait_until (focus_is_in (fixture, GTK_TYPE_TEXT_VIEW)));
  /* Somebody else is faster, so that the form goes with its action. */
  fake_server_act (fixture->fake, number, "void");
  g_assert_true (wait_until (!gw_action_form_is_open (GW_ACTION_FORM (form))));
  g_assert_true (wait_until (focus_of (fixture) != NULL));
}

static void
test_live (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;
  const char *number;

  sign_in_and_wait (fixture);
  list = child_of_type (fixture, GW_TYPE_CASE_LIST_VIEW);
  number = fake_server_report (fixture->fake, "just now");
  g_assert_true (wait_until (shows_text (list, number)));
  fake_server_refuse_live (fixture->fake, TRUE);
  fake_server_drop_live (fixture->fake);
  g_assert_true (wait_until (shows_text (GTK_WIDGET (fixture->window), "Offline since")));
  number = fake_server_report (fixture->fake, "while nobody listened");
  fake_server_refuse_live (fixture->fake, FALSE);
  g_assert_true (wait_until (shows_text (list, number)));
  g_assert_true (shows_text (GTK_WIDGET (fixture->window), "Live"));
}

/* What was chosen is chosen again under its name, also by the next desk. */
static void
test_saved_filters (Fixture *fixture, gconstpointer data)
{
  GwSavedFilters *saved;
  GwCaseListView *list;
  GwFilterBar *bar;

  sign_in_and_wait (fixture);
  list = GW_CASE_LIST_VIEW (child_of_type (fixture, GW_TYPE_CASE_LIST_VIEW));
  saved = GW_SAVED_FILTERS (child_of_type (fixture, GW_TYPE_SAVED_FILTERS));
  bar = gw_case_list_view_get_filter_bar (list);
  gw_filter_bar_choose_stage (bar, GW_WORK_TO_CHECK);
  gw_filter_bar_set_sort (bar, GW_SORT_OLDEST);
  gw_saved_filters_save (saved, "  oldest\tto check ");
  gw_saved_filters_save (saved, " ");
  g_assert_cmpuint (gw_saved_filters_get_n (saved), ==, 1);
  gw_filter_bar_choose_stage (bar, GW_WORK_TO_DISPATCH);
  g_assert_true (wait_until (shows_text (GTK_WIDGET (list), "Filed") &&
                             !shows_text (GTK_WIDGET (list), "Handled")));

  close_window (fixture);
  open_window (fixture);
  sign_in_and_wait (fixture);
  list = GW_CASE_LIST_VIEW (child_of_type (fixture, GW_TYPE_CASE_LIST_VIEW));
  saved = GW_SAVED_FILTERS (child_of_type (fixture, GW_TYPE_SAVED_FILTERS));
  g_assert_cmpuint (gw_saved_filters_get_n (saved), ==, 1);
  gw_saved_filters_choose (saved, "oldest to check");
  g_assert_true (wait_until (shows_text (GTK_WIDGET (list), "Handled") &&
                             !shows_text (GTK_WIDGET (list), "Reported")));
  g_assert_true (shows_text (GTK_WIDGET (list), "Oldest first"));
  gw_saved_filters_remove (saved, "oldest to check");
  g_assert_cmpuint (gw_saved_filters_get_n (saved), ==, 0);
}

/* The table shows the same cases, and remembers its columns. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  GtkWidget *table;
  GActionGroup *columns;
  const char *number;
  g_autofree char *remembered = NULL;

  gw_settings_set_string (fixture->settings, "columns", "number:120,nonsense:1,source:9");
  sign_in_and_wait (fixture);
  table = child_of_type (fixture, GW_TYPE_CASE_TABLE);
  g_assert_false (gtk_widget_get_mapped (table));
  g_assert_true (gtk_widget_activate_action (
      GTK_WIDGET (gw_window_get_desk_page (fixture->window)), "desk.table", NULL));
  g_assert_true (wait_until (gtk_widget_get_mapped (table)));
  number = fake_server_report (fixture->fake, "into the table");
  g_assert_true (wait_until (shows_text (table, number)));
  g_assert_true (shows_text (table, "Source"));
  g_assert_false (shows_text (table, "Department"));

  columns = gw_case_table_get_actions (GW_CASE_TABLE (table));
  g_action_group_activate_action (columns, "department", NULL);
  g_assert_true (wait_until (shows_text (table, "Department")));
  gw_desk_page_step (gw_window_get_desk_page (fixture->window), 1);
  g_assert_true (wait_until (
      shows_text (child_of_type (fixture, GW_TYPE_DETAIL_VIEW), "into the table")));
  close_window (fixture);
  remembered = gw_settings_dup_string (fixture->settings, "columns", "");
  g_assert_nonnull (strstr (remembered, "department:"));
  open_window (fixture);
}

/* Who has scrolled down is not disturbed: new cases are counted, and a key leads to them. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment;
  GtkWidget *list;
  const char *number;

  sign_in_and_wait (fixture);
  list = child_of_type (fixture, GW_TYPE_CASE_LIST_VIEW);
  adjustment = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (find_case_list (GTK_WIDGET (fixture->window))));
  g_assert_true (wait_until (gtk_adjustment_get_upper (adjustment) > 900));
  /* Until the list is laid out it is held at its top. */
  for (guint i = 0; i < 100 && gtk_adjustment_get_value (adjustment) < 200; i++)
    {
      gtk_adjustment_set_value (adjustment, 200);
      wait_ms (150);
    }
  number = fake_server_report (fixture->fake, "while somebody reads further down");
  g_assert_true (wait_until (shows_text (list, "1 new")));
  g_assert_false (shows_text (list, number));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 200);
  gtk_widget_activate_action (GTK_WIDGET (gw_window_get_desk_page (fixture->window)),
                              "desk.top", NULL);
  g_assert_true (
      wait_until (gtk_adjustment_get_value (adjustment) < 1 && shows_text (list, number)));
}

static void
test_session_lost (Fixture *fixture, gconstpointer data)
{
  sign_in_and_wait (fixture);
  fake_server_sign_everyone_out (fixture->fake);
  fake_server_drop_live (fixture->fake);
  g_assert_true (
      wait_until (shows_text (GTK_WIDGET (fixture->window), "Your session has ended")));
  g_assert_null (gw_window_get_desk_page (fixture->window));
}

static void
test_statistics (Fixture *fixture, gconstpointer data)
{
  sign_in_and_wait (fixture);
  gw_desk_page_show_section (gw_window_get_desk_page (fixture->window), "statistics");
  g_assert_true (wait_until (shows_text (GTK_WIDGET (fixture->window), "Closed 4")));
}

/* Layers and measure come back with the next start, each section with its own. */
static void
test_map_is_remembered (Fixture *fixture, gconstpointer data)
{
  GwMapView *map;
  gboolean heat = FALSE, base = TRUE, cases = TRUE;

  sign_in_and_wait (fixture);
  map = GW_MAP_VIEW (find_widget (GTK_WIDGET (fixture->window), GW_TYPE_MAP_VIEW));
  g_object_set (map, "heat-visible", TRUE, "base-visible", FALSE, NULL);
  gw_map_view_set_measure (map, GW_MEASURE_OVERDUE);
  close_window (fixture);
  open_window (fixture);
  sign_in_and_wait (fixture);
  map = GW_MAP_VIEW (find_widget (GTK_WIDGET (fixture->window), GW_TYPE_MAP_VIEW));
  g_object_get (map, "heat-visible", &heat, "base-visible", &base, NULL);
  g_assert_true (heat && !base);
  g_assert_cmpuint (gw_map_view_get_measure (map), ==, GW_MEASURE_OVERDUE);

  gw_desk_page_show_section (gw_window_get_desk_page (fixture->window), "statistics");
  g_object_get (map, "heat-visible", &heat, "cases-visible", &cases, NULL);
  g_assert_false (heat || cases);
  g_assert_cmpuint (gw_map_view_get_measure (map), >=, GW_MEASURE_N_CHOICES);
  gw_desk_page_show_section (gw_window_get_desk_page (fixture->window), "cases");
  g_object_get (map, "heat-visible", &heat, "cases-visible", &cases, NULL);
  g_assert_true (heat && cases);
}

/* Opened and closed again and again, nothing of a desk stays behind. */
static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      GwDeskPage *page;

      sign_in_and_wait (fixture);
      page = gw_window_get_desk_page (fixture->window);
      g_object_add_weak_pointer (G_OBJECT (page), (gpointer *)&page);
      close_window (fixture);
      g_assert_true (wait_until (page == NULL));
      open_window (fixture);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/gui/window/wrong-password", test_wrong_password },
    { "/gui/window/no-server", test_no_server },
    { "/gui/window/ready", test_ready },
    { "/gui/window/dispatch", test_dispatch },
    { "/gui/window/required-field", test_required },
    { "/gui/window/conflict", test_conflict },
    { "/gui/window/focus", test_focus },
    { "/gui/window/focus-given-back", test_focus_given_back },
    { "/gui/window/live", test_live },
    { "/gui/window/saved-filters", test_saved_filters },
    { "/gui/window/table", test_table },
    { "/gui/window/waiting", test_waiting },
    { "/gui/window/session-lost", test_session_lost },
    { "/gui/window/statistics", test_statistics },
    { "/gui/window/map-is-remembered", test_map_is_remembered },
    { "/gui/window/reopen", test_reopen },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
