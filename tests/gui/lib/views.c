/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every window and view of the desk, and how it is opened: one table for all tests. */
#include "tests/gui/lib/views.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "gui/about.h"
#include "gui/admin/admin-open.h"
#include "gui/bulk/bulk-view.h"
#include "gui/cases/case-list-view.h"
#include "gui/cases/case-table.h"
#include "gui/detail/action-form.h"
#include "gui/detail/detail-view.h"
#include "gui/detail/photo-strip.h"
#include "gui/preferences/preferences-window.h"
#include "tests/gui/lib/views-topic.h"
#include "tests/gui/lib/wait.h"

#define ROLES "[\"admin\",\"dispatcher\",\"acceptor\",\"leader\"]"

/* ---- the desk around the views ---- */

static void
ready_cb (GwViews *views)
{
  views->ready = TRUE;
}

void
gw_views_open_window (GwViews *views, gboolean signed_out)
{
  views->ready = FALSE;
  views->window = gw_window_new (NULL, views->settings);
  g_object_add_weak_pointer (G_OBJECT (views->window), (gpointer *)&views->window);
  g_signal_connect_swapped (views->window, "ready", G_CALLBACK (ready_cb), views);
  gtk_window_present (GTK_WINDOW (views->window));
  if (signed_out)
    return;
  gw_sign_in_with (gw_window_get_sign_in (views->window),
                   fake_server_get_base (views->fake), "dispatcher", "secret");
  g_assert_true (wait_until (views->ready));
}

/* A view that moves by itself always has something to do. */
#define MAX_EVENTS 100

/* GTK 4.8 still looks for the surface of a popover that has gone when a tooltip was to come over
 * it, and complains: here every tooltip on its way has come before anything goes. */
static gboolean
is_tooltip_due (void)
{
  /* The only source of GTK that is given the display is the tooltips' timeout. */
  return g_main_context_find_source_by_user_data (NULL, gdk_display_get_default ()) != NULL;
}

static void
wait_tooltip (void)
{
  gdk_display_sync (gdk_display_get_default ());
  for (guint i = 0; i < MAX_EVENTS && g_main_context_iteration (NULL, FALSE); i++)
    ;
  g_assert_true (wait_until (!is_tooltip_due ()));
}

void
gw_views_close_window (GwViews *views)
{
  wait_tooltip ();
  gtk_window_destroy (GTK_WINDOW (views->window));
  g_assert_true (wait_until (views->window == NULL));
}

/* The application does it for the program. */
static void
load_style (void)
{
  static gboolean loaded;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (loaded)
    return;
  loaded = TRUE;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/gridward/Desk/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static GwViews *
views_new (void)
{
  GwViews *views = g_new0 (GwViews, 1);
  g_autofree char *path = NULL;

  load_style ();
  views->folder = g_dir_make_tmp ("gridward-views-XXXXXX", NULL);
  path = g_build_filename (views->folder, "settings", NULL);
  views->settings = gw_settings_new (path);
  return views;
}

GwViews *
gw_views_new (guint n_cases, gboolean signed_out)
{
  GwViews *views = views_new ();

  views->fake = fake_server_new (n_cases, 4);
  fake_server_set_roles (views->fake, ROLES);
  gw_views_open_window (views, signed_out);
  return views;
}

GwViews *
gw_views_new_at (const char *base, const char *login, const char *password)
{
  GwViews *views = views_new ();

  gw_views_open_window (views, TRUE);
  gw_sign_in_with (gw_window_get_sign_in (views->window), base, login, password);
  g_assert_true (wait_until (views->ready));
  return views;
}

void
gw_views_free (GwViews *views)
{
  g_autofree char *path = g_build_filename (views->folder, "settings", NULL);

  if (views->window != NULL)
    gw_views_close_window (views);
  assert_finalizes (views->settings);
  g_clear_pointer (&views->fake, fake_server_free);
  g_remove (path);
  g_rmdir (views->folder);
  g_free (views->folder);
  g_free (views);
}

GtkWidget *
gw_views_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gw_views_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
drawn_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (*(guint *)data)++;
  return G_SOURCE_CONTINUE;
}

void
gw_views_wait_frame (GtkWidget *widget)
{
  guint n = 0;
  guint id = gtk_widget_add_tick_callback (widget, drawn_cb, &n, NULL);

  gtk_widget_queue_draw (widget);
  g_assert_true (wait_until (n >= 1));
  gtk_widget_remove_tick_callback (widget, id);
}

/* ---- popovers ---- */

static void
add_popovers (GPtrArray *popovers, GtkWidget *root)
{
  if (!gtk_widget_get_mapped (root) || !gtk_widget_is_sensitive (root) ||
      !gtk_widget_get_can_target (root))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      add_popovers (popovers, child);
    /* Those of texts come with the mouse, and say what keys do anyway. */
    else if (!GTK_IS_TEXT (root) && !GTK_IS_LABEL (root) && !GTK_IS_TEXT_VIEW (root))
      g_ptr_array_add (popovers, child);
}

GPtrArray *
gw_views_list_popovers (GtkWidget *root)
{
  GPtrArray *popovers = g_ptr_array_new ();

  add_popovers (popovers, root);
  return popovers;
}

gboolean
gw_views_open_popover (GtkWidget *popover)
{
  GtkWidget *parent = gtk_widget_get_parent (popover);
  GtkWidget *button = gtk_widget_get_ancestor (popover, GTK_TYPE_MENU_BUTTON);

  if (button != NULL && (button == parent || gtk_widget_get_parent (parent) == button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  else
    gtk_popover_popup (GTK_POPOVER (popover));
  if (!gtk_widget_get_visible (popover))
    return FALSE;
  g_assert_true (wait_until (gtk_widget_get_mapped (popover)));
  gw_views_wait_frame (popover);
  return TRUE;
}

void
gw_views_close_popover (GtkWidget *popover)
{
  GtkWidget *parent = gtk_widget_get_parent (popover);

  gtk_popover_popdown (GTK_POPOVER (popover));
  g_assert_true (wait_until (!gtk_widget_get_mapped (popover)));
  /* GTK 4.8 loses a popover whose parent goes in the very moment in which it has closed. */
  gw_views_wait_frame (parent);
  wait_tooltip ();
}

static GtkWidget *
page_of (GwViews *views)
{
  return GTK_WIDGET (gw_window_get_desk_page (views->window));
}

static GtkWidget *
seen (GtkWidget *widget)
{
  if (widget == NULL || !wait_until (gtk_widget_get_mapped (widget)))
    return NULL;
  gw_views_wait_frame (widget);
  return widget;
}

/* ---- sections of the desk ---- */

static GtkWidget *
open_sign_in (GwViews *views)
{
  return seen (GTK_WIDGET (gw_window_get_sign_in (views->window)));
}

static GtkWidget *
open_cases (GwViews *views)
{
  gw_desk_page_show_section (gw_window_get_desk_page (views->window), "cases");
  return seen (gw_views_find (page_of (views), GW_TYPE_CASE_LIST_VIEW)) != NULL
             ? page_of (views)
             : NULL;
}

static void
close_nothing (GwViews *views, GtkWidget *root)
{
}

static GtkWidget *
open_table (GwViews *views)
{
  gtk_widget_activate_action (page_of (views), "desk.table", NULL);
  if (!wait_until (gw_views_find (page_of (views), GW_TYPE_CASE_TABLE) != NULL))
    return NULL;
  return seen (page_of (views));
}

static void
close_table (GwViews *views, GtkWidget *root)
{
  gtk_widget_activate_action (page_of (views), "desk.table", NULL);
  g_assert_true (wait_until (gw_views_find (page_of (views), GW_TYPE_CASE_TABLE) == NULL));
}

static GtkWidget *
open_statistics (GwViews *views)
{
  GwDeskPage *page = gw_window_get_desk_page (views->window);

  gw_desk_page_show_section (page, "statistics");
  g_assert_true (wait_until (gw_desk_page_is_settled (page)));
  return seen (page_of (views));
}

static GtkWidget *
open_targets (GwViews *views)
{
  GwDeskPage *page = gw_window_get_desk_page (views->window);

  gw_desk_page_show_section (page, "targets");
  g_assert_true (wait_until (gw_desk_page_is_settled (page)));
  return seen (page_of (views));
}

static void
close_tables (GwViews *views, GtkWidget *root)
{
  gw_desk_page_show_section (gw_window_get_desk_page (views->window), "cases");
}

/* The whole desk, from signing in to its end. */
static GtkWidget *
open_desk (GwViews *views)
{
  gw_views_close_window (views);
  gw_views_open_window (views, FALSE);
  return seen (page_of (views));
}

/* One after the other; returns how many there are. */
static guint
open_all_popovers (GtkWidget *root)
{
  g_autoptr (GPtrArray) popovers = gw_views_list_popovers (root);

  for (guint i = 0; i < popovers->len; i++)
    if (gw_views_open_popover (popovers->pdata[i]))
      gw_views_close_popover (popovers->pdata[i]);
  return popovers->len;
}

static GtkWidget *
open_popovers (GwViews *views)
{
  g_assert_cmpuint (open_all_popovers (page_of (views)), >, 5);
  return page_of (views);
}

/* ---- the open case ---- */

static GtkWidget *
open_case (GwViews *views)
{
  GwDeskPage *page = gw_window_get_desk_page (views->window);
  GtkWidget *detail;

  /* Another one each time. */
  gw_desk_page_step (page, views->case_wanted++ % 2 == 0 ? 1 : -1);
  detail = gw_views_find (page_of (views), GW_TYPE_DETAIL_VIEW);
  if (detail == NULL || !wait_until (gw_detail_view_is_settled (GW_DETAIL_VIEW (detail))))
    return NULL;
  return seen (detail);
}

static GtkWidget *
open_form (GwViews *views)
{
  GtkWidget *detail = open_case (views);
  GtkWidget *form;

  if (detail == NULL || !wait_until (gw_views_find (detail, GW_TYPE_ACTION_FORM) != NULL))
    return NULL;
  form = gw_views_find (detail, GW_TYPE_ACTION_FORM);
  g_assert_true (gw_action_form_open (GW_ACTION_FORM (form), 0));
  return seen (detail);
}

static gboolean
next_form (GwViews *views, GtkWidget *root, guint i)
{
  GtkWidget *form = gw_views_find (root, GW_TYPE_ACTION_FORM);

  if (form == NULL)
    return FALSE;
  gw_action_form_close (GW_ACTION_FORM (form));
  if (!gw_action_form_open (GW_ACTION_FORM (form), i + 1))
    return FALSE;
  gw_views_wait_frame (root);
  return TRUE;
}

static void
close_form (GwViews *views, GtkWidget *root)
{
  GtkWidget *form = gw_views_find (root, GW_TYPE_ACTION_FORM);

  if (form != NULL)
    gw_action_form_close (GW_ACTION_FORM (form));
}

/* Templates of opinions, and whatever else a form lets down. */
static GtkWidget *
open_templates (GwViews *views)
{
  GtkWidget *detail = open_form (views);

  if (detail != NULL)
    g_assert_cmpuint (open_all_popovers (detail), >, 0);
  return detail;
}

/* ---- several cases ---- */

static GtkWidget *
find_bulk_form (GwViews *views)
{
  GtkWidget *bulk = gw_views_find (page_of (views), GW_TYPE_BULK_VIEW);
  GtkWidget *form = bulk != NULL ? gw_views_find (bulk, GW_TYPE_ACTION_FORM) : NULL;

  return form != NULL && gtk_widget_get_sensitive (form) ? form : NULL;
}

static GtkWidget *
open_bulk (GwViews *views)
{
  gtk_widget_activate_action (page_of (views), "desk.select-all", NULL);
  if (!wait_until (find_bulk_form (views) != NULL &&
                   gw_action_form_open (GW_ACTION_FORM (find_bulk_form (views)), 0)))
    return NULL;
  return seen (gw_views_find (page_of (views), GW_TYPE_BULK_VIEW));
}

static void
close_bulk (GwViews *views, GtkWidget *root)
{
  GtkWidget *list = gw_views_find (page_of (views), GW_TYPE_CASE_LIST_VIEW);

  gw_action_form_close (GW_ACTION_FORM (find_bulk_form (views)));
  gtk_selection_model_unselect_all (
      gw_case_list_view_get_selection (GW_CASE_LIST_VIEW (list)));
  g_assert_true (wait_until (gw_views_find (page_of (views), GW_TYPE_BULK_VIEW) == NULL));
}

/* ---- windows ---- */

/* The toplevel that is seen and is not the desk itself. */
static GtkWidget *
find_other_window (GwViews *views)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != GTK_WIDGET (views->window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
other_window (GwViews *views)
{
  g_assert_true (wait_until (find_other_window (views) != NULL));
  return seen (find_other_window (views));
}

static void
close_window (GwViews *views, GtkWidget *root)
{
  wait_tooltip ();
  gtk_window_close (GTK_WINDOW (root));
  g_assert_true (wait_until (find_other_window (views) == NULL));
}

static GtkWidget *
open_call (GwViews *views)
{
  gtk_widget_activate_action (page_of (views), "desk.new-call", NULL);
  return other_window (views);
}

static GtkWidget *
open_photo (GwViews *views)
{
  GtkWidget *detail = open_case (views);
  GtkWidget *strip = NULL;
  GtkWidget *button = NULL;

  if (!wait_until ((strip = gw_views_find (detail, GW_TYPE_PHOTO_STRIP)) != NULL &&
                   (button = gw_views_find (strip, GTK_TYPE_BUTTON)) != NULL &&
                   gtk_widget_get_sensitive (button)))
    return NULL;
  /* A photo that is still on its way does not open. */
  for (guint i = 0; i < 1000 && find_other_window (views) == NULL; i++)
    {
      g_signal_emit_by_name (button, "clicked");
      wait_ms (20);
    }
  return other_window (views);
}

static GtkWidget *
open_administration (GwViews *views)
{
  GwAdminWindow *window;

  gtk_widget_activate_action (page_of (views), "desk.administration", NULL);
  window = GW_ADMIN_WINDOW (other_window (views));
  g_assert_true (wait_until (gw_admin_window_is_settled (window)));
  return GTK_WIDGET (window);
}

static gboolean
next_administration (GwViews *views, GtkWidget *root, guint i)
{
  guint n;
  const GwAdminPageInfo *pages = gw_admin_pages (&n);

  if (i + 1 >= n)
    return FALSE;
  gw_admin_window_show_page (GW_ADMIN_WINDOW (root), pages[i + 1].name);
  g_assert_true (wait_until (gw_admin_window_is_settled (GW_ADMIN_WINDOW (root))));
  gw_views_wait_frame (root);
  return TRUE;
}

static GtkWidget *
open_wall (GwViews *views)
{
  gw_desk_page_show_section (gw_window_get_desk_page (views->window), "wall");
  return other_window (views);
}

static GtkWidget *
open_preferences (GwViews *views)
{
  gw_preferences_window_open (GTK_WINDOW (views->window), views->settings);
  return other_window (views);
}

static gboolean
next_preferences (GwViews *views, GtkWidget *root, guint i)
{
  GtkWidget *stack = gw_views_find (root, ADW_TYPE_VIEW_STACK);
  GtkSelectionModel *pages = adw_view_stack_get_pages (ADW_VIEW_STACK (stack));
  gboolean is_there = i + 1 < g_list_model_get_n_items (G_LIST_MODEL (pages));

  if (is_there)
    {
      gtk_selection_model_select_item (pages, i + 1, TRUE);
      gw_views_wait_frame (root);
    }
  g_object_unref (pages);
  return is_there;
}

static GtkWidget *
open_about (GwViews *views)
{
  gw_about_show (GTK_WINDOW (views->window));
  return other_window (views);
}

static GtkWidget *
open_shortcuts (GwViews *views)
{
  gtk_widget_activate_action (GTK_WIDGET (views->window), "win.show-help-overlay", NULL);
  return other_window (views);
}

static const GwView table[] = {
  { "sign-in", open_sign_in, close_nothing, TRUE },
  { "desk", open_desk, close_nothing },
  { "popovers", open_popovers, close_nothing },
  { "cases", open_cases, close_nothing },
  { "table", open_table, close_table },
  { "statistics", open_statistics, close_tables },
  { "scores", gw_views_open_scores, gw_views_close_topic },
  { "months", gw_views_open_months, gw_views_close_topic },
  { "recurring", gw_views_open_recurring, gw_views_close_topic },
  { "targets", open_targets, close_tables },
  { "case", open_case, close_nothing },
  { "form", open_form, close_form, FALSE, next_form },
  { "templates", open_templates, close_form },
  { "bulk", open_bulk, close_bulk },
  { "photo", open_photo, close_window },
  { "call", open_call, close_window },
  { "administration", open_administration, close_window, FALSE, next_administration },
  { "wall", open_wall, close_window },
  { "preferences", open_preferences, close_window, FALSE, next_preferences },
  { "about", open_about, close_window },
  { "shortcuts", open_shortcuts, close_window },
};

const GwView *
gw_views_table (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (table);
  return table;
}
