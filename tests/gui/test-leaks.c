/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every view opened and closed 200 times: nothing of it stays behind. */
#include <adwaita.h>

#include "tests/lib/instances.h"
#include "tests/gui/lib/views.h"
#include "tests/gui/lib/wait.h"

/* Fewer where a sanitizer makes everything slow. */
#define OPENINGS 200
#define OPENINGS_SANITIZED 50
/* What is made on first use and kept is there by then. */
#define WARM_UP 4
/* Fewer than this is no leak but a cache at work: one in each opening would be more. */
#define SLACK 40

/* What the platform keeps, with a few lines of its own too: test-platform.c shows it. */
static const char *const of_platform[] = {
  "AdwSwipeTracker",        /* libadwaita 1.2: of each AdwLeaflet */
  "GMenu",                  /* GTK 4.8: sections of menus in a template */
  "GtkPasswordEntryBuffer", /* libadwaita 1.2: of each AdwPasswordEntryRow */
  "GSocketInputStream",     /* libsoup 3.2: of each connection to the fake server, which */
  "GSocketOutputStream",    /* listens by libsoup's own listener; the real one does not */
  "SoupFilterInputStream",  /* (backend/http/acceptor.c, tests/http/test-objects.c) */
  "SoupIOStream",
  "SoupServerConnection",
  NULL,
};

static void
open_and_close (GwViews *views, const GwView *view)
{
  GtkWidget *root = view->open (views);

  g_assert_nonnull (root);
  for (guint i = 0; view->next != NULL && view->next (views, root, i); i++)
    ;
  view->close (views, root);
}

static gssize
number_of (GHashTable *counts, const char *name)
{
  return (gssize)GPOINTER_TO_SIZE (g_hash_table_lookup (counts, name));
}

/*
 * What grew by more than slack, and in either half: what has only come late, such as the
 * pictures of a map, grows in one. NULL: nothing.
 */
static char *
find_growth (GHashTable *before, GHashTable *halfway)
{
  g_autoptr (GHashTable) after = gw_instances_count ();
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name;
  gpointer number;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &name, &number))
    {
      gssize was = number_of (before, name);
      gssize between = number_of (halfway, name);
      gssize is = (gssize)GPOINTER_TO_SIZE (number);

      if (is - was > SLACK && between - was > SLACK / 4 && is - between > SLACK / 4 &&
          !g_strv_contains (of_platform, name))
        g_string_append_printf (text, " %s: %zd, %zd, %zd;", (char *)name, was, between,
                                is);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
has_shrunk_back (GHashTable *before, GHashTable *halfway, char **growth)
{
  g_free (*growth);
  *growth = find_growth (before, halfway);
  return *growth == NULL;
}

/* Opened and closed so many times, then left in peace for a moment. */
static GHashTable *
count_after (GwViews *views, const GwView *view, guint n_openings)
{
  for (guint i = 0; i < n_openings; i++)
    open_and_close (views, view);
  wait_ms (200);
  return gw_instances_count ();
}

static void
test_view (gconstpointer data)
{
  const GwView *view = data;
  GwViews *views = gw_views_new (6, view->signed_out);
  g_autoptr (GHashTable) before = count_after (views, view, WARM_UP);
  g_autoptr (GHashTable) halfway = NULL;
  g_autofree char *growth = NULL;
  guint n_openings =
      g_getenv ("GRIDWARD_TEST_SANITIZED") != NULL ? OPENINGS_SANITIZED : OPENINGS;

  halfway = count_after (views, view, n_openings / 2);
  for (guint i = 0; i < n_openings / 2; i++)
    open_and_close (views, view);
  /* What is on its way holds its objects until it has come. */
  if (!wait_until (has_shrunk_back (before, halfway, &growth)))
    g_assert_cmpstr (growth, ==, NULL);
  g_print ("# %s opened %u times: no more objects than before\n", view->name, n_openings);
  gw_views_free (views);
}

int
main (int argc, char **argv)
{
  guint n;
  const GwView *views = gw_views_table (&n);

  gw_instances_watch ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat ("/gui/leaks/", views[i].name, NULL);

      g_test_add_data_func (path, &views[i], test_view);
    }
  return g_test_run ();
}
