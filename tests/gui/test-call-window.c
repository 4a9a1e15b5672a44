/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a call by keyboard: place, class, urgency, what is near, what the server says. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "gui/chooser.h"
#include "gui/client/codec.h"
#include "gui/detail/nearby-view.h"
#include "gui/detail/photo-picker.h"
#include "gui/hotline/call-open.h"
#include "gui/map/place-search.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

#define PLACES                                                                             \
  "{\"places\":[{\"kind\":\"house\",\"code\":null,\"text\":\"人民路12号\","            \
  "\"text_en\":\"12 Renmin Road\",\"location\":{\"lon\":113.03,\"lat\":23.67},"            \
  "\"community\":{\"code\":\"441802001001\",\"name\":\"城东社区\","                    \
  "\"name_en\":\"Chengdong\"}}]}"

#define CUT 1

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  GwCityInfo *city;
  GwDesk *desk;
  GwCallWindow *window;
  char *nearby; /* the last question */
  char *body;   /* of the last call */
  char *key;    /* that it came with */
  char *taken;
  guint status; /* that is answered; 0: 201; CUT: none, the connection ends */
} Fixture;

static char *
read_golden (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"), "tests", "wire", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
answer (SoupServerMessage *message, guint status, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

static void
urgencies_cb (SoupServer *server, SoupServerMessage *message, const char *path,
              GHashTable *query, gpointer data)
{
  g_autofree char *text = read_golden ("urgencies.UrgencyList.json");

  answer (message, 200, text);
}

static void
geocode_cb (SoupServer *server, SoupServerMessage *message, const char *path,
            GHashTable *query, gpointer data)
{
  answer (message, 200, PLACES);
}

static void
nearby_cb (SoupServer *server, SoupServerMessage *message, const char *path,
           GHashTable *query, gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *text = read_golden ("nearby.NearbyList.json");

  g_free (fixture->nearby);
  fixture->nearby = g_strdup_printf ("%s %s %s", (char *)g_hash_table_lookup (query, "lon"),
                                     (char *)g_hash_table_lookup (query, "kind"),
                                     (char *)g_hash_table_lookup (query, "class"));
  answer (message, 200, text);
}

static void
calls_cb (SoupServer *server, SoupServerMessage *message, const char *path,
          GHashTable *query, gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *text = NULL;

  g_free (fixture->key);
  fixture->key = g_strdup (soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Idempotency-Key"));
  g_free (fixture->body);
  fixture->body = g_strndup (soup_server_message_get_request_body (message)->data,
                             soup_server_message_get_request_body (message)->length);
  if (fixture->status == CUT)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  text = read_golden (fixture->status == 0 ? "call-taken.CallTaken.json"
                                           : "problem-field.Problem.json");
  answer (message, fixture->status != 0 ? fixture->status : 201, text);
}

static void
attachments_cb (SoupServer *server, SoupServerMessage *message, const char *path,
                GHashTable *query, gpointer data)
{
  answer (message, 201, "{\"id\":\"photo-1\",\"size\":3,\"type\":\"image/png\"}");
}

static GwCityInfo *
make_city (void)
{
  static const char text[] =
      "{\"classes\":[{\"kind\":\"component\",\"code\":\"01001\",\"name\":\"供水井盖\","
      "\"name_en\":\"Water manhole\"},{\"kind\":\"matter\",\"code\":\"06010\","
      "\"name\":\"暴露垃圾\",\"name_en\":\"Exposed litter\"}]}";
  GwCityRecord *record = g_new0 (GwCityRecord, 1);
  g_autoptr (GError) error = NULL;
  GPtrArray *classes = gw_decode_classes (text, strlen (text), &error);

  g_assert_no_error (error);
  record->time_zone = g_strdup ("Asia/Shanghai");
  return gw_city_info_new (record, g_ptr_array_new (), g_ptr_array_new (), classes);
}

static void
taken_cb (Fixture *fixture, const char *number)
{
  g_free (fixture->taken);
  fixture->taken = g_strdup (number);
}

static void
add_handler (Fixture *fixture, const char *path, SoupServerCallback callback)
{
  soup_server_add_handler (fake_server_get_soup (fixture->fake), path, callback, fixture,
                           NULL);
}

static void
open_window (Fixture *fixture)
{
  fixture->window = gw_call_window_new (fixture->desk);
  g_signal_connect_swapped (fixture->window, "taken", G_CALLBACK (taken_cb), fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *)&fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->window)) > 1));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  char *roles[] = { (char *)"acceptor", NULL };
  const GwUser user = { .login = (char *)"acceptor", .name = (char *)"王", .roles = roles };

  fixture->fake = fake_server_new (1, 2);
  add_handler (fixture, "/api/v1/hotline/urgencies", urgencies_cb);
  add_handler (fixture, "/api/v1/hotline/calls", calls_cb);
  add_handler (fixture, "/api/v1/geocode", geocode_cb);
  add_handler (fixture, "/api/v1/attachments", attachments_cb);
  add_handler (fixture, "/api/v1/cases/nearby", nearby_cb);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), NULL);
  fixture->city = make_city ();
  g_assert_true (gw_call_window_is_for (&user));
  fixture->desk = gw_desk_new (fixture->client, &user, fixture->city);
  open_window (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (fixture->window == NULL));
  assert_finalizes (fixture->desk);
  g_object_unref (fixture->city);
  g_object_unref (fixture->client);
  fake_server_free (fixture->fake);
  g_free (fixture->nearby);
  g_free (fixture->key);
  g_free (fixture->body);
  g_free (fixture->taken);
}

static GtkWidget *
find_widget (GtkWidget *root, GType type, guint *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (*skip)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The so many-th of its type, from 0, in the order in which one reads. */
static GtkWidget *
nth (Fixture *fixture, GType type, guint position)
{
  GtkWidget *found = find_widget (GTK_WIDGET (fixture->window), type, &position);

  g_assert_nonnull (found);
  return found;
}

static gboolean
shows (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return shows (GTK_WIDGET (fixture->window), text);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static void
describe (Fixture *fixture, const char *text)
{
  GtkWidget *view = nth (fixture, GTK_TYPE_TEXT_VIEW, 0);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* The drop-downs hold lists of their own: theirs come after. */
static GwChooser *
class_choice (Fixture *fixture)
{
  return GW_CHOOSER (nth (fixture, GW_TYPE_CHOOSER, 0));
}

static GtkDropDown *
urgency_choice (Fixture *fixture)
{
  return GTK_DROP_DOWN (nth (fixture, GTK_TYPE_DROP_DOWN, 0));
}

static void
choose_place (Fixture *fixture)
{
  GtkWidget *entry = nth (fixture, GTK_TYPE_SEARCH_ENTRY, 0);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "人民路12号");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (wait_until (says (fixture, "Chengdong") || says (fixture, "城东社区")));
}

static void
fill (Fixture *fixture)
{
  g_assert_true (wait_until (
      g_list_model_get_n_items (gtk_drop_down_get_model (urgency_choice (fixture))) > 1));
  choose_place (fixture);
  gw_chooser_set_selected (class_choice (fixture), 2);
  gtk_drop_down_set_selected (urgency_choice (fixture), 1);
  describe (fixture, "水管破裂");
}

/* What is missing is said one after the other, and nothing is sent. */
static void
test_gaps (Fixture *fixture, gconstpointer data)
{
  act (fixture, "call.send");
  g_assert_true (says (fixture, "Where is it?"));
  choose_place (fixture);
  act (fixture, "call.send");
  g_assert_true (says (fixture, "Choose a class."));
  gw_chooser_set_selected (class_choice (fixture), 2);
  act (fixture, "call.send");
  g_assert_true (says (fixture, "Choose how urgent it is."));
  g_assert_true (wait_until (
      g_list_model_get_n_items (gtk_drop_down_get_model (urgency_choice (fixture))) > 1));
  gtk_drop_down_set_selected (urgency_choice (fixture), 1);
  act (fixture, "call.send");
  g_assert_true (says (fixture, "Describe what the caller says."));
  g_assert_null (fixture->body);
}

static void
test_taken (Fixture *fixture, gconstpointer data)
{
  GtkWidget *name = nth (fixture, GTK_TYPE_ENTRY, 0);
  GtkWidget *phone = nth (fixture, GTK_TYPE_ENTRY, 1);

  gtk_editable_set_text (GTK_EDITABLE (name), " 张女士 ");
  gtk_editable_set_text (GTK_EDITABLE (phone), "138-0013-8000");
  fill (fixture);
  g_assert_true (wait_until (g_strcmp0 (fixture->nearby, "113.0300000 matter 06010") == 0));
  g_assert_true (
      wait_until (gtk_widget_get_visible (nth (fixture, GW_TYPE_NEARBY_VIEW, 0))));
  act (fixture, "call.send");
  g_assert_true (wait_until (fixture->taken != NULL && fixture->window == NULL));
  g_assert_nonnull (strstr (fixture->body, "张女士"));
  g_assert_nonnull (strstr (fixture->body, "138-0013-8000"));
  g_assert_nonnull (strstr (fixture->body, "113.03"));
  g_assert_nonnull (strstr (fixture->body, "06010"));
  g_assert_nonnull (strstr (fixture->body, "24h"));
  g_assert_null (strstr (fixture->body, "external_number"));
}

/* What the server refuses is said, nothing is lost, and it can be sent again. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first_key = NULL;

  fixture->status = 422;
  fill (fixture);
  act (fixture, "call.send");
  g_assert_true (wait_until (fixture->body != NULL));
  g_assert_true (wait_until (gtk_widget_get_sensitive (nth (fixture, GTK_TYPE_BUTTON, 0))));
  g_assert_nonnull (fixture->window);
  g_assert_null (fixture->taken);
  first_key = g_steal_pointer (&fixture->key);
  g_assert_nonnull (first_key);
  fixture->status = 0;
  g_assert_true (wait_until (
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "call.send", NULL)));
  g_assert_true (wait_until (fixture->taken != NULL && fixture->window == NULL));
  /* The same words again are the same call, should the first answer only have been lost. */
  g_assert_cmpstr (fixture->key, ==, first_key);
}

static void
test_map (Fixture *fixture, gconstpointer data)
{
  gw_call_window_set_place (fixture->window, (GwLonLat){ 113.051234, 23.701234 });
  g_assert_true (says (fixture, "113.051234, 23.701234"));
}

/* What was begun is there again, as if it had never been away; taken, it is gone. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first_key = NULL;
  g_autofree char *first_body = NULL;

  fixture->status = 422;
  fill (fixture);
  act (fixture, "call.send");
  g_assert_true (wait_until (fixture->body != NULL));
  first_key = g_steal_pointer (&fixture->key);
  first_body = g_steal_pointer (&fixture->body);
  g_assert_true (wait_until (gtk_widget_get_sensitive (nth (fixture, GTK_TYPE_BUTTON, 0))));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (fixture->window == NULL));
  open_window (fixture);
  g_assert_true (says (fixture, "is here again"));
  fixture->status = 0;
  g_assert_true (wait_until ((act (fixture, "call.send"), fixture->body != NULL)));
  g_assert_cmpstr (fixture->body, ==, first_body);
  g_assert_cmpstr (fixture->key, ==, first_key);
  g_assert_true (wait_until (fixture->window == NULL));
  g_assert_null (gw_drafts_get (gw_desk_get_drafts (fixture->desk), GW_DRAFT_CALL));
}

/* Escape leaves at once when nothing was typed, else at the second time. */
static void
test_leave (Fixture *fixture, gconstpointer data)
{
  describe (fixture, "水管破裂");
  act (fixture, "call.leave");
  g_assert_nonnull (fixture->window);
  g_assert_true (says (fixture, "Press Escape again"));
  act (fixture, "call.leave");
  g_assert_true (wait_until (fixture->window == NULL));
}

static void
test_leave_at_once (Fixture *fixture, gconstpointer data)
{
  act (fixture, "call.leave");
  g_assert_true (wait_until (fixture->window == NULL));
}

static GwPhotoPicker *
photo_picker (Fixture *fixture)
{
  return GW_PHOTO_PICKER (nth (fixture, GW_TYPE_PHOTO_PICKER, 0));
}

/* A call waits for its photos, goes with them, and has them again when it is taken up again. */
static void
test_photos (Fixture *fixture, gconstpointer data)
{
  static const char png[] = "\x89PNG\r\n\x1a\n";
  g_autofree char *folder = g_dir_make_tmp ("gridward-call-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "hole.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, png, -1, NULL));
  fill (fixture);
  gw_photo_picker_add_file (photo_picker (fixture), file);
  act (fixture, "call.send");
  g_assert_true (says (fixture, "Not every photo is with the server"));
  g_assert_true (wait_until (gw_photo_picker_is_complete (photo_picker (fixture))));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (fixture->window == NULL));
  open_window (fixture);
  g_assert_true (says (fixture, "Photo 1"));
  g_assert_true (wait_until ((act (fixture, "call.send"), fixture->body != NULL)));
  g_assert_nonnull (strstr (fixture->body, "\"attachments\""));
  g_assert_nonnull (strstr (fixture->body, "photo-1"));
  g_assert_true (wait_until (fixture->window == NULL));
  g_remove (path);
  g_rmdir (folder);
}

/* Without a server a call makes room for the next one, and both are there later. */
static void
test_parked (Fixture *fixture, gconstpointer data)
{
  GwDrafts *drafts = gw_desk_get_drafts (fixture->desk);
  g_autofree char *first_key = NULL;
  g_auto (GStrv) names = NULL;

  fixture->status = CUT;
  fill (fixture);
  act (fixture, "call.send");
  g_assert_true (wait_until (says (fixture, "kept on this computer")));
  first_key = g_steal_pointer (&fixture->key);
  act (fixture, "call.leave");
  g_assert_true (wait_until (fixture->window == NULL));
  g_assert_null (gw_drafts_get (drafts, GW_DRAFT_CALL));
  open_window (fixture);
  g_assert_false (says (fixture, "is here again"));
  describe (fixture, "路灯不亮");
  g_assert_nonnull (gw_drafts_get (drafts, GW_DRAFT_CALL));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (fixture->window == NULL));
  names = gw_drafts_dup_names (drafts);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  for (guint i = 0; i < 2; i++)
    if (g_str_has_prefix (names[i], GW_DRAFT_PARKED_CALL))
      gw_call_draft_bring_back (drafts, names[i]);
  open_window (fixture);
  g_assert_true (says (fixture, "is here again"));
  fixture->status = 0;
  g_clear_pointer (&fixture->body, g_free);
  g_assert_true (wait_until ((act (fixture, "call.send"), fixture->body != NULL)));
  g_assert_nonnull (strstr (fixture->body, "水管破裂"));
  g_assert_cmpstr (fixture->key, ==, first_key);
  g_assert_true (wait_until (fixture->window == NULL));
  g_strfreev (names);
  names = gw_drafts_dup_names (drafts);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_nonnull (strstr (gw_drafts_get (drafts, names[0]), "路灯不亮"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/call-window/gaps", Fixture, NULL, set_up, test_gaps, tear_down);
  g_test_add ("/call-window/taken", Fixture, NULL, set_up, test_taken, tear_down);
  g_test_add ("/call-window/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/call-window/map", Fixture, NULL, set_up, test_map, tear_down);
  g_test_add ("/call-window/draft", Fixture, NULL, set_up, test_draft, tear_down);
  g_test_add ("/call-window/photos", Fixture, NULL, set_up, test_photos, tear_down);
  g_test_add ("/call-window/parked", Fixture, NULL, set_up, test_parked, tear_down);
  g_test_add ("/call-window/leave", Fixture, NULL, set_up, test_leave, tear_down);
  g_test_add ("/call-window/leave-at-once", Fixture, NULL, set_up, test_leave_at_once,
              tear_down);
  return g_test_run ();
}
