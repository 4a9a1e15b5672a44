/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that one can act on is reached by the keyboard and has a name, in every view. */
#include <adwaita.h>

#include "gui/admin/admin-window.h"
#include "tests/gui/lib/reach.h"
#include "tests/gui/lib/views.h"
#include "tests/gui/lib/wait.h"

static guint n_checked;
static guint n_views;

/* Prints how many were checked and what is wrong; returns the number of faults. */
static guint
check (GtkWidget *root, const char *name)
{
  GwReach *reach = gw_reach_check (root);
  guint n_faults = reach->faults->len;

  g_test_message ("%s: %u elements to act on, %u of them reached by keyboard", name,
                  reach->n_checked, reach->n_reached);
  for (guint i = 0; i < n_faults; i++)
    g_test_message ("%s: %s", name, (char *)reach->faults->pdata[i]);
  n_checked += reach->n_checked;
  n_views++;
  gw_reach_free (reach);
  return n_faults;
}

static guint
check_popovers (GtkWidget *root, const char *name)
{
  g_autoptr (GPtrArray) popovers = gw_views_list_popovers (root);
  guint n_faults = 0;

  for (guint i = 0; i < popovers->len; i++)
    {
      GtkWidget *popover = popovers->pdata[i];
      g_autofree char *title =
          g_strdup_printf ("%s, popover %u of %s", name, i + 1,
                           G_OBJECT_TYPE_NAME (gtk_widget_get_parent (popover)));

      if (!gw_views_open_popover (popover))
        continue;
      n_faults += check (popover, title);
      gw_views_close_popover (popover);
    }
  return n_faults;
}

/* The part that is shown; its popovers, too. */
static guint
check_part (GtkWidget *root, const GwView *view, guint number)
{
  g_autofree char *name = g_strdup_printf ("%s, part %u", view->name, number);

  return check (root, name) + check_popovers (root, name);
}

/* A row of the sidebar shows another page as soon as the walk reaches it: it was looked at with
 * the first page, and is out of the way for the others. */
static GtkWidget *
page_of (GtkWidget *window)
{
  GtkWidget *stack;

  if (!GW_IS_ADMIN_WINDOW (window))
    return window;
  gtk_widget_set_can_focus (gw_views_find (window, GTK_TYPE_LIST_BOX), FALSE);
  stack = gw_views_find (window, GTK_TYPE_STACK);
  g_assert_true (wait_until (!gtk_stack_get_transition_running (GTK_STACK (stack))));
  return gtk_stack_get_visible_child (GTK_STACK (stack));
}

static void
test_view (gconstpointer data)
{
  const GwView *view = data;
  GwViews *views = gw_views_new (6, view->signed_out);
  GtkWidget *root = view->open (views);
  guint n_faults;

  g_assert_nonnull (root);
  n_faults = check (root, view->name);
  n_faults += check_popovers (root, view->name);
  for (guint i = 0; view->next != NULL && view->next (views, root, i); i++)
    n_faults += check_part (page_of (root), view, i + 2);
  view->close (views, root);
  gw_views_free (views);
  if (n_faults > 0)
    g_test_fail ();
}

/* The check itself: two faults are made, and two are found. */
static void
test_faults (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *unnamed = gtk_button_new_from_icon_name ("open-menu-symbolic");
  GtkWidget *unreached = gtk_button_new_with_label ("Act");
  GtkWidget *sound = gtk_button_new_with_label ("Act");
  GwReach *reach;

  gtk_widget_set_focusable (unreached, FALSE);
  gtk_box_append (GTK_BOX (box), sound);
  gtk_box_append (GTK_BOX (box), unnamed);
  gtk_box_append (GTK_BOX (box), unreached);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (wait_until (gtk_widget_get_width (sound) > 0));
  reach = gw_reach_check (window);
  g_assert_cmpuint (reach->n_checked, ==, 3);
  g_assert_cmpuint (reach->n_reached, ==, 2);
  g_assert_cmpuint (reach->faults->len, ==, 2);
  gw_reach_free (reach);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  guint n;
  const GwView *views = gw_views_table (&n);
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/gui/reach/finds-faults", test_faults);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat ("/gui/reach/", views[i].name, NULL);

      g_test_add_data_func (path, &views[i], test_view);
    }
  status = g_test_run ();
  g_print ("# %u elements checked in %u views\n", n_checked, n_views);
  return status;
}
