/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the leak test leaves out is kept by the platform: here it is kept by a few lines
 * without anything of ours. Where a newer platform keeps less, its line can go.
 */
#include <adwaita.h>
#include <libsoup/soup.h>

#include "tests/gui/lib/wait.h"
#include "tests/lib/instances.h"

#define N_TIMES 20

static gssize
number_of (const char *type)
{
  g_autoptr (GHashTable) counts = gw_instances_count ();

  return (gssize)GPOINTER_TO_SIZE (g_hash_table_lookup (counts, type));
}

/* ---- a widget whose template has a menu with a section ---- */

typedef struct
{
  GtkWidget parent;
} Templated;

typedef struct
{
  GtkWidgetClass parent_class;
} TemplatedClass;

static GType templated_get_type (void);

G_DEFINE_TYPE (Templated, templated, GTK_TYPE_WIDGET)

static const char template_xml[] =
    "<interface>"
    "<menu id='menu'><section><item><attribute name='label'>A</attribute></item></section>"
    "</menu>"
    "<template class='Templated' parent='GtkWidget'>"
    "<child><object class='GtkMenuButton'><property name='menu-model'>menu</property>"
    "</object></child></template></interface>";

static void
templated_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (templated_parent_class)->dispose (object);
}

static void
templated_class_init (TemplatedClass *klass)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (template_xml, sizeof template_xml - 1);

  G_OBJECT_CLASS (klass)->dispose = templated_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template (GTK_WIDGET_CLASS (klass), bytes);
}

static void
templated_init (Templated *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ---- the few lines ---- */

static void
in_window (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
use_template (void)
{
  in_window (g_object_new (templated_get_type (), NULL));
}

static void
use_leaflet (void)
{
  GtkWidget *leaflet = adw_leaflet_new ();

  adw_leaflet_append (ADW_LEAFLET (leaflet), gtk_label_new ("a"));
  in_window (leaflet);
}

static void
use_password_row (void)
{
  in_window (adw_password_entry_row_new ());
}

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path,
           GHashTable *query, gpointer data)
{
  soup_server_message_set_status (message, 200, NULL);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

/* It keeps them for as long as it lives. */
static const char *
server_address (void)
{
  static SoupServer *server;
  static char *address;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  if (server != NULL)
    return address;
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return address;
}

static void
use_server (void)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", server_address ());
  gboolean done = FALSE;

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, answered_cb,
                                    &done);
  g_assert_true (wait_until (done));
  soup_session_abort (session);
}

typedef struct
{
  const char *kept;
  void (*use) (void);
  const char *by;
} Kept;

static void
test_kept (gconstpointer data)
{
  const Kept *kept = data;
  gssize before;
  gssize after;

  kept->use ();
  wait_ms (50);
  before = number_of (kept->kept);
  for (guint i = 0; i < N_TIMES; i++)
    kept->use ();
  wait_ms (100);
  after = number_of (kept->kept);
  g_test_message ("%s keeps %zd %s of %d", kept->by, after - before, kept->kept, N_TIMES);
  if (after - before < N_TIMES)
    g_test_skip ("this platform keeps nothing of it: the leak test need not leave it out");
}

static const Kept kept[] = {
  { "GMenu", use_template, "a template with a menu" },
  { "AdwSwipeTracker", use_leaflet, "AdwLeaflet" },
  { "GtkPasswordEntryBuffer", use_password_row, "AdwPasswordEntryRow" },
  { "SoupServerConnection", use_server, "SoupServer" },
  { "GSocketInputStream", use_server, "SoupServer" },
  { "GSocketOutputStream", use_server, "SoupServer" },
  { "SoupFilterInputStream", use_server, "SoupServer" },
  { "SoupIOStream", use_server, "SoupServer" },
};

int
main (int argc, char **argv)
{
  gw_instances_watch ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gui/platform/%u-%s", i + 1, kept[i].kept);

      g_test_add_data_func (path, &kept[i], test_kept);
    }
  return g_test_run ();
}
