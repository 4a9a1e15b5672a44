/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing by any part of a name or a code, by keyboard alone as far as GTK lets it be driven. */
#include <gtk/gtk.h>

#include "gui/chooser.h"
#include "tests/gui/lib/wait.h"

typedef struct
{
  const char *path;
  const char *typed;
  gboolean found;
} Match;

#define NAME "环卫中心 Sanitation Centre"
#define CODE "D-0612"

static const Match matches[] = {
  { "nothing-typed", "", TRUE },
  { "beginning", "环卫", TRUE },
  { "middle", "中心", TRUE },
  { "end", "entre", TRUE },
  { "case", "SANITATION", TRUE },
  { "code", "0612", TRUE },
  { "code-in-other-case", "d-06", TRUE },
  { "two-words-in-any-order", "centre 环卫", TRUE },
  { "name-and-code", "环卫 0612", TRUE },
  { "full-width", "Ｄ-0612", TRUE },
  { "spaces", "  ", TRUE },
  { "not-there", "绿化", FALSE },
  { "one-word-not-there", "环卫 绿化", FALSE },
};

static void
test_match (gconstpointer data)
{
  const Match *match = data;

  g_assert_cmpint (gw_chooser_matches (match->typed, NAME, CODE), ==, match->found);
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

typedef struct
{
  GtkWidget *window;
  GwChooser *chooser;
  GPtrArray *codes;
  guint n_changes;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);

  fixture->codes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *line = g_strdup_printf ("  Place %u", i);

      gtk_string_list_append (lines, line);
      g_ptr_array_add (fixture->codes, i > 0 ? g_strdup_printf ("c%03u", 500 + i) : NULL);
    }
  fixture->chooser = GW_CHOOSER (gw_chooser_new ());
  gw_chooser_set_title (fixture->chooser, "Place");
  gw_chooser_set_lines (fixture->chooser, lines, fixture->codes);
  g_signal_connect_swapped (fixture->chooser, "notify::selected", G_CALLBACK (count_cb),
                            &fixture->n_changes);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->chooser));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->chooser))));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = GTK_WIDGET (fixture->chooser);

  g_object_add_weak_pointer (G_OBJECT (chooser), (gpointer *)&chooser);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (chooser == NULL));
  g_ptr_array_unref (fixture->codes);
}

static GtkEditable *
search_entry (Fixture *fixture)
{
  return GTK_EDITABLE (find (GTK_WIDGET (fixture->chooser), GTK_TYPE_SEARCH_ENTRY));
}

static GtkSelectionModel *
shown (Fixture *fixture)
{
  return gtk_list_view_get_model (
      GTK_LIST_VIEW (find (GTK_WIDGET (fixture->chooser), GTK_TYPE_LIST_VIEW)));
}

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (shown (fixture)));
}

/* Opened, searched by a code, the only one that is found is taken. */
static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = find (GTK_WIDGET (fixture->chooser), GTK_TYPE_LIST_VIEW);

  g_assert_cmpstr (gw_chooser_get_text (fixture->chooser), ==, "Place 0");
  gw_chooser_open (fixture->chooser);
  g_assert_true (wait_until (gtk_widget_get_mapped (list)));
  gtk_editable_set_text (search_entry (fixture), "C517");
  g_assert_true (wait_until (count_shown (fixture) == 1));
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_cmpuint (gw_chooser_get_selected (fixture->chooser), ==, 17);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpstr (gw_chooser_get_text (fixture->chooser), ==, "Place 17");
  g_assert_true (wait_until (!gtk_widget_get_mapped (list)));
  /* The focus is back where it came from. */
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                         GTK_WIDGET (fixture->chooser)));
}

/* Nothing is found: nothing is taken; opened again, everything is there. */
static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = find (GTK_WIDGET (fixture->chooser), GTK_TYPE_LIST_VIEW);

  gw_chooser_set_selected (fixture->chooser, 3);
  gw_chooser_open (fixture->chooser);
  g_assert_true (wait_until (gtk_widget_get_mapped (list)));
  gtk_editable_set_text (search_entry (fixture), "nowhere");
  g_assert_true (wait_until (count_shown (fixture) == 0));
  gtk_widget_activate (GTK_WIDGET (search_entry (fixture)));
  g_signal_emit_by_name (search_entry (fixture), "stop-search");
  g_assert_true (wait_until (!gtk_widget_get_mapped (list)));
  g_assert_cmpuint (gw_chooser_get_selected (fixture->chooser), ==, 3);
  gw_chooser_open (fixture->chooser);
  g_assert_true (wait_until (count_shown (fixture) == 40));
  g_assert_true (gtk_selection_model_is_selected (shown (fixture), 3));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/chooser/match/", matches[i].path, NULL);

      g_test_add_data_func (path, &matches[i], test_match);
    }
  g_test_add ("/gui/chooser/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/gui/chooser/not-found", Fixture, NULL, set_up, test_not_found, tear_down);
  return g_test_run ();
}
