/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photographs of an action: sent at once, refused with a reason, removed, named when done. */
#include <glib/gstdio.h>

#include "gui/client/encode.h"
#include "gui/detail/photo-picker.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  GwPhotoPicker *picker;
  char *folder;
  guint n_received;
  gsize last_size;
  char *last_type;
  gboolean refuses;
} Fixture;

static void
upload_cb (SoupServer *server, SoupServerMessage *message, const char *path,
           GHashTable *query, gpointer data)
{
  Fixture *fixture = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *text = NULL;

  if (fixture->refuses)
    text = g_strdup ("{\"title\":\"The photo is none\",\"status\":415,"
                     "\"code\":\"unsupported_media_type\"}");
  else
    text = g_strdup_printf ("{\"id\":\"photo-%u\",\"size\":1,\"type\":\"image/png\"}",
                            fixture->n_received);
  fixture->n_received++;
  fixture->last_size = (gsize)soup_server_message_get_request_body (message)->length;
  g_free (fixture->last_type);
  fixture->last_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  soup_server_message_set_status (message, fixture->refuses ? 415 : 201, NULL);
  soup_server_message_set_response (
      message, fixture->refuses ? "application/problem+json" : "application/json",
      SOUP_MEMORY_COPY, text, strlen (text));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = fake_server_new (1, 2);
  soup_server_add_handler (fake_server_get_soup (fixture->fake), "/api/v1/attachments",
                           upload_cb, fixture, NULL);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), NULL);
  fixture->picker = g_object_ref_sink (g_object_new (GW_TYPE_PHOTO_PICKER, NULL));
  gw_photo_picker_set_client (fixture->picker, fixture->client);
  fixture->folder = g_dir_make_tmp ("gridward-photos-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  assert_finalizes (fixture->picker);
  assert_finalizes (fixture->client);
  fake_server_free (fixture->fake);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->last_type);
}

/* A file that begins as its type does. */
static void
add (Fixture *fixture, const char *name, const char *beginning, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *bytes = g_malloc0 (size);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  memcpy (bytes, beginning, MIN (strlen (beginning), size));
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
  gw_photo_picker_add_file (fixture->picker, file);
}

static GtkWidget *
find (GtkWidget *root, GType type, const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) &&
      (text == NULL || (GTK_IS_LABEL (root) &&
                        strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return find (GTK_WIDGET (fixture->picker), GTK_TYPE_LABEL, text) != NULL;
}

/* The first button of the first row. */
static void
remove_first (Fixture *fixture)
{
  g_signal_emit_by_name (find (GTK_WIDGET (fixture->picker), GTK_TYPE_BUTTON, NULL),
                         "clicked");
}

static void
test_sent (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) ids = NULL;
  g_autoptr (GwDecision) decision = gw_decision_new ("handle");
  g_autofree char *body = NULL;

  g_assert_true (gw_photo_picker_is_complete (fixture->picker));
  g_assert_null (gw_photo_picker_dup_ids (fixture->picker));
  add (fixture, "before.png", "\x89PNG\r\n\x1a\n", 300000);
  g_assert_false (gw_photo_picker_is_complete (fixture->picker));
  g_assert_true (wait_until (gw_photo_picker_is_complete (fixture->picker)));
  g_assert_cmpuint (fixture->last_size, ==, 300000);
  g_assert_cmpstr (fixture->last_type, ==, "image/png");
  add (fixture, "after.jpg", "\xff\xd8\xff\xe0", 4000);
  g_assert_true (wait_until (gw_photo_picker_is_complete (fixture->picker)));
  g_assert_cmpstr (fixture->last_type, ==, "image/jpeg");
  ids = gw_photo_picker_dup_ids (fixture->picker);
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  gw_decision_set_texts (decision, "attachments", (const char *const *)ids);
  body = gw_encode_decision (decision, 4);
  g_assert_nonnull (strstr (body, "[ \"photo-0\", \"photo-1\" ]"));
  remove_first (fixture);
  g_clear_pointer (&ids, g_strfreev);
  ids = gw_photo_picker_dup_ids (fixture->picker);
  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  g_assert_cmpstr (ids[0], ==, "photo-1");
}

/* Said before anything is sent. */
static void
test_not_worth_sending (Fixture *fixture, gconstpointer data)
{
  add (fixture, "letter.txt", "Dear", 100);
  g_assert_true (wait_until (says (fixture, "Not a JPEG, PNG or WebP picture")));
  g_assert_false (gw_photo_picker_is_complete (fixture->picker));
  remove_first (fixture);
  g_assert_true (gw_photo_picker_is_complete (fixture->picker));
  add (fixture, "large.jpg", "\xff\xd8\xff\xe0", 8 * 1024 * 1024 + 1);
  g_assert_true (wait_until (says (fixture, "Larger than 8 MiB")));
  g_assert_cmpuint (fixture->n_received, ==, 0);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  fixture->refuses = TRUE;
  add (fixture, "odd.png", "\x89PNG\r\n\x1a\n", 100);
  g_assert_true (wait_until (says (fixture, "The photo is none")));
  g_assert_false (gw_photo_picker_is_complete (fixture->picker));
  gw_photo_picker_clear (fixture->picker);
  g_assert_true (gw_photo_picker_is_complete (fixture->picker));
}

/* Removed, or gone altogether, while it is still under way. */
static void
test_gone_meanwhile (Fixture *fixture, gconstpointer data)
{
  add (fixture, "one.png", "\x89PNG\r\n\x1a\n", 3000000);
  remove_first (fixture);
  g_assert_true (gw_photo_picker_is_complete (fixture->picker));
  add (fixture, "two.png", "\x89PNG\r\n\x1a\n", 3000000);
  wait_ms (5);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/gui/photo-picker/sent", Fixture, NULL, set_up, test_sent, tear_down);
  g_test_add ("/gui/photo-picker/not-worth-sending", Fixture, NULL, set_up,
              test_not_worth_sending, tear_down);
  g_test_add ("/gui/photo-picker/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/gui/photo-picker/gone-meanwhile", Fixture, NULL, set_up,
              test_gone_meanwhile, tear_down);
  return g_test_run ();
}
