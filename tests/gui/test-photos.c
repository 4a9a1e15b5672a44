/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of a case: who took them, side by side, large, compared; and gone with their window. */
#include <gtk/gtk.h>

#include "gui/client/codec.h"
#include "gui/detail/photo-canvas.h"
#include "gui/detail/photo-strip.h"
#include "gui/detail/photo-window.h"
#include "gui/detail/photo.h"
#include "tests/gui/lib/fake-city.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

#define CASE                                                                               \
  "{\"case\":{\"number\":\"20261122-000017\",\"version\":3,\"state\":\"handled\","         \
  "\"kind\":\"matter\",\"class\":{\"code\":\"06010\",\"name\":\"x\"},\"cell\":\"c\","      \
  "\"location\":{\"lon\":113,\"lat\":23},\"reported_at\":\"2026-11-22T08:00:00Z\","        \
  "\"actions\":[],\"attachments\":["                                                       \
  "{\"id\":\"a\",\"type\":\"image/png\",\"stage\":\"report\"},"                            \
  "{\"id\":\"note\",\"type\":\"text/plain\",\"stage\":\"report\"},"                        \
  "{\"id\":\"b\",\"type\":\"image/png\",\"stage\":\"handle\"},"                            \
  "{\"id\":\"c\",\"type\":\"image/png\",\"stage\":\"check\",\"url\":\"/nowhere\"}]}}"

#define EVENTS                                                                             \
  "{\"events\":[{\"seq\":1,\"case\":\"20261122-000017\",\"action\":\"report\","            \
  "\"at\":\"2026-11-22T08:10:00Z\",\"actor\":{\"login\":\"li\",\"name\":\"Li\"},"          \
  "\"attachments\":[\"a\"]}]}"

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  GwCityInfo *city;
  GwCaseDetail *detail;
  GPtrArray *events;
  GPtrArray *photos;
  GtkWidget *window;
  guint n_asked; /* for photos */
} Fixture;

static void
photo_cb (SoupServer *server, SoupServerMessage *message, const char *path,
          GHashTable *query, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GBytes) picture = fake_picture (640, 480);

  fixture->n_asked++;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (picture, NULL),
                                    g_bytes_get_size (picture));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GwCityRecord *record = g_new0 (GwCityRecord, 1);

  record->time_zone = g_strdup ("UTC");
  fixture->fake = fake_server_new (1, 2);
  soup_server_add_handler (fake_server_get_soup (fixture->fake), "/api/v1/attachments",
                           photo_cb, fixture, NULL);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), NULL);
  fixture->city = gw_city_info_new (
      record, g_ptr_array_new_with_free_func ((GDestroyNotify)gw_area_record_free),
      g_ptr_array_new (), g_ptr_array_new ());
  fixture->detail = gw_decode_case (CASE, strlen (CASE), NULL);
  fixture->events = gw_decode_events (EVENTS, strlen (EVENTS), NULL);
  g_assert_nonnull (fixture->detail);
  g_assert_nonnull (fixture->events);
  fixture->photos =
      gw_photos_new (fixture->detail->attachments, fixture->events, fixture->city);
  fixture->window = gtk_window_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_ptr_array_unref (fixture->photos);
  g_ptr_array_unref (fixture->events);
  gw_case_detail_unref (fixture->detail);
  g_object_unref (fixture->city);
  assert_finalizes (fixture->client);
  fake_server_free (fixture->fake);
}

static const GwPhoto *
photo (Fixture *fixture, guint i)
{
  return fixture->photos->pdata[i];
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) unknown =
      gw_photos_new (fixture->detail->attachments, NULL, fixture->city);

  g_assert_cmpuint (fixture->photos->len, ==, 3);
  g_assert_cmpstr (photo (fixture, 0)->caption, ==, "Li · Nov 22, 08:10");
  g_assert_cmpstr (photo (fixture, 0)->stage, ==, "At the report");
  g_assert_false (photo (fixture, 0)->is_after);
  g_assert_cmpstr (photo (fixture, 1)->caption, ==, "");
  g_assert_true (photo (fixture, 1)->is_after);
  g_assert_true (photo (fixture, 2)->is_after);
  g_assert_cmpstr (((GwPhoto *)unknown->pdata[0])->caption, ==, "");
}

/* The first descendant of that type which is shown; NULL: none. */
static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child))
      found = find (child, type);
  return found;
}

static gboolean
says (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static guint
count_pictures (GtkWidget *root)
{
  guint n = GTK_IS_PICTURE (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_pictures (child);
  return n;
}

static void
test_strip (Fixture *fixture, gconstpointer data)
{
  GwPhotoStrip *strip = g_object_new (GW_TYPE_PHOTO_STRIP, NULL);
  g_autoptr (GPtrArray) unknown =
      gw_photos_new (fixture->detail->attachments, NULL, fixture->city);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  guint n_asked;

  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (strip));
  gw_photo_strip_set_photos (strip, fixture->client, unknown);
  g_assert_true (says (GTK_WIDGET (strip), "Before"));
  g_assert_true (says (GTK_WIDGET (strip), "After"));
  g_assert_true (wait_until (gw_photo_strip_is_settled (strip)));
  g_assert_cmpuint (count_pictures (GTK_WIDGET (strip)), ==, 2);
  n_asked = fixture->n_asked;
  gw_photo_strip_set_photos (strip, fixture->client, fixture->photos);
  g_assert_true (says (GTK_WIDGET (strip), "Li · Nov 22, 08:10"));
  g_assert_cmpuint (fixture->n_asked, ==, n_asked);
  gw_photo_strip_set_photos (strip, fixture->client, none);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (strip)));
}

/* The window that was opened last. */
static GtkWidget *
find_window (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (window)) ==
          GTK_WINDOW (fixture->window))
        found = window;
    }
  return found;
}

static GwPhotoCanvas *
shown_canvas (GtkWidget *window)
{
  return (GwPhotoCanvas *)find (window, GW_TYPE_PHOTO_CANVAS);
}

static GtkStack *
stack_of (GtkWidget *window)
{
  return GTK_STACK (find (window, GTK_TYPE_STACK));
}

static gboolean
shows (GtkWidget *window, const char *page)
{
  return g_str_equal (gtk_stack_get_visible_child_name (stack_of (window)), page);
}

static void
test_window (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  GwPhotoCanvas *canvas;
  gpointer watched;

  gtk_window_present (GTK_WINDOW (fixture->window));
  gw_photo_window_open (fixture->window, fixture->client, fixture->photos, 0);
  window = find_window (fixture);
  g_assert_nonnull (window);
  g_assert_true (wait_until (shows (window, "photo")));
  canvas = shown_canvas (window);
  g_assert_cmpfloat (gw_photo_canvas_get_zoom (canvas), ==, 0);
  gtk_widget_activate_action (window, "photo.zoom", "i", 0);
  g_assert_cmpfloat (gw_photo_canvas_get_zoom (canvas), ==, 1);
  gtk_widget_activate_action (window, "photo.zoom", "i", 1);
  g_assert_cmpfloat (gw_photo_canvas_get_zoom (canvas), >, 1);
  gw_photo_canvas_pan (canvas, 5, 5);
  gw_photo_canvas_set_zoom (canvas, 0);
  /* Another photo begins anew; the last one is not there. */
  gtk_widget_activate_action (window, "photo.step", "i", 1);
  g_assert_true (wait_until (shows (window, "photo")));
  gtk_widget_activate_action (window, "photo.step", "i", 1);
  g_assert_true (wait_until (shows (window, "failed")));
  gtk_widget_activate_action (window, "photo.step", "i", 1);
  g_assert_true (wait_until (shows (window, "photo")));

  watched = window;
  g_object_add_weak_pointer (G_OBJECT (window), &watched);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_true (wait_until (watched == NULL));
}

static void
test_compare (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  GwPhotoCanvas *canvas;
  GtkWidget *toggle;

  /* Without the one that cannot be loaded. */
  g_ptr_array_set_size (fixture->photos, 2);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gw_photo_window_open (fixture->window, fixture->client, fixture->photos, 0);
  window = find_window (fixture);
  g_assert_true (wait_until (shows (window, "photo")));
  toggle = find (window, GTK_TYPE_TOGGLE_BUTTON);
  g_assert_true (gtk_widget_get_sensitive (toggle));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  g_assert_true (wait_until (shows (window, "photo")));
  g_assert_true (says (window, "Before and after"));
  canvas = shown_canvas (window);
  gtk_range_set_value (GTK_RANGE (find (window, GTK_TYPE_SCALE)), 25);
  g_assert_cmpfloat_with_epsilon (gw_photo_canvas_get_division (canvas), 0.25, 0.001);
  gw_photo_canvas_set_division (canvas, 3);
  g_assert_cmpfloat (gw_photo_canvas_get_division (canvas), ==, 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  g_assert_true (wait_until (shows (window, "photo")));
  /* Closed while a picture is on its way. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is no picture is told, never a crash. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  GwPhotoStrip *strip = g_object_new (GW_TYPE_PHOTO_STRIP, NULL);

  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (strip));
  for (guint i = 0; i < fixture->photos->len; i++)
    {
      GwPhoto *broken = fixture->photos->pdata[i];

      g_free (broken->url);
      broken->url = g_strdup ("/api/v1/city");
    }
  gw_photo_strip_set_photos (strip, fixture->client, fixture->photos);
  g_assert_true (wait_until (gw_photo_strip_is_settled (strip)));
  g_assert_cmpuint (count_pictures (GTK_WIDGET (strip)), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/gui/photos/list", test_list },     { "/gui/photos/strip", test_strip },
    { "/gui/photos/window", test_window }, { "/gui/photos/compare", test_compare },
    { "/gui/photos/broken", test_broken },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
