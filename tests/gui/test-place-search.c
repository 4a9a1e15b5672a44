/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for places on the map: typing, choosing by keyboard, going there. */
#include <adwaita.h>

#include "gui/map/map-view.h"
#include "gui/map/place-search.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

#define TWO_PLACES                                                                         \
  "{\"places\":[{\"kind\":\"house\",\"code\":null,\"text\":\"人民路12号\","            \
  "\"text_en\":\"12 Renmin Road\",\"location\":{\"lon\":113.03,\"lat\":23.67},"            \
  "\"community\":{\"code\":\"441802001001\",\"name\":\"城东社区\","                    \
  "\"name_en\":\"Chengdong\"}},{\"kind\":\"street\",\"text\":\"人民东路\","            \
  "\"text_en\":\"Renmin East Road\",\"location\":{\"lon\":113.04,\"lat\":23.68},"          \
  "\"community\":null}]}"

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  GwSelection *selection;
  GtkWindow *window;
  GwMapView *map;
  GtkWidget *search;
  GtkEditable *entry;
  GtkPopover *popover;
  GtkListBox *list;
  guint n_asked;
  char *asked;  /* the last q */
  guint status; /* that is answered; 0: 200 */
} Fixture;

static void
geocode_cb (SoupServer *server, SoupServerMessage *message, const char *path,
            GHashTable *query, gpointer data)
{
  Fixture *fixture = data;
  const char *q = g_hash_table_lookup (query, "q");
  const char *text = g_str_equal (q, "nothing") ? "{\"places\":[]}" : TWO_PLACES;

  fixture->n_asked++;
  g_free (fixture->asked);
  fixture->asked = g_strdup (q);
  g_assert_nonnull (g_hash_table_lookup (query, "lon"));
  soup_server_message_set_status (message, fixture->status != 0 ? fixture->status : 200,
                                  NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = fake_server_new (1, 2);
  soup_server_add_handler (fake_server_get_soup (fixture->fake), "/api/v1/geocode",
                           geocode_cb, fixture, NULL);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), NULL);
  fixture->selection = gw_selection_new ();
  fixture->map = GW_MAP_VIEW (gw_map_view_new ());
  gw_map_view_set_selection (fixture->map, fixture->selection);
  gw_map_view_set_client (fixture->map, fixture->client);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 800, 600);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->map));
  gtk_window_present (fixture->window);
  fixture->search = find_widget (GTK_WIDGET (fixture->map), GW_TYPE_PLACE_SEARCH);
  fixture->entry = GTK_EDITABLE (find_widget (fixture->search, GTK_TYPE_SEARCH_ENTRY));
  fixture->popover = GTK_POPOVER (find_widget (fixture->search, GTK_TYPE_POPOVER));
  fixture->list = GTK_LIST_BOX (find_widget (fixture->search, GTK_TYPE_LIST_BOX));
  g_assert_true (wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->map)) > 1));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  assert_finalizes (fixture->selection);
  assert_finalizes (fixture->client);
  fake_server_free (fixture->fake);
  g_free (fixture->asked);
}

static guint
count_rows (Fixture *fixture)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (fixture->list, (int)n) != NULL)
    n++;
  return n;
}

static gboolean
is_open (Fixture *fixture)
{
  return gtk_widget_get_visible (GTK_WIDGET (fixture->popover));
}

static void
type (Fixture *fixture, const char *text)
{
  gw_map_view_focus_search (fixture->map);
  gtk_editable_set_text (fixture->entry, text);
}

static void
press_enter (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->entry, "activate");
}

static void
press (Fixture *fixture, guint key)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (fixture->entry));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean taken;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
    }
}

static gboolean
is_at (Fixture *fixture, double lon, double lat)
{
  GwLonLat centre = gw_map_view_get_centre (fixture->map);

  return ABS (centre.lon - lon) < 0.0005 && ABS (centre.lat - lat) < 0.0005;
}

static void
test_first (Fixture *fixture, gconstpointer data)
{
  type (fixture, "rml 12");
  g_assert_true (wait_until (is_open (fixture)));
  g_assert_cmpstr (fixture->asked, ==, "rml 12");
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  press_enter (fixture);
  g_assert_true (wait_until (is_at (fixture, 113.03, 23.67)));
  g_assert_true (wait_until (gw_map_view_get_zoom (fixture->map) == 18));
  g_assert_false (is_open (fixture));
}

static void
test_second (Fixture *fixture, gconstpointer data)
{
  type (fixture, "renmin");
  g_assert_true (wait_until (is_open (fixture)));
  press (fixture, GDK_KEY_Down);
  press (fixture, GDK_KEY_Down);
  press (fixture, GDK_KEY_Up);
  press (fixture, GDK_KEY_Down);
  press_enter (fixture);
  g_assert_true (wait_until (is_at (fixture, 113.04, 23.68)));
  g_assert_true (wait_until (gw_map_view_get_zoom (fixture->map) == 16));
}

/* Enter before anything was asked takes the first of the answer. */
static void
test_enter_at_once (Fixture *fixture, gconstpointer data)
{
  type (fixture, "renmin");
  press_enter (fixture);
  g_assert_true (wait_until (is_at (fixture, 113.03, 23.67)));
  g_assert_false (is_open (fixture));
}

/* Letters that come fast are one question. */
static void
test_debounce (Fixture *fixture, gconstpointer data)
{
  type (fixture, "r");
  type (fixture, "rm");
  type (fixture, "rml");
  g_assert_true (wait_until (is_open (fixture)));
  wait_ms (400);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_cmpstr (fixture->asked, ==, "rml");
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  type (fixture, "nothing");
  g_assert_true (wait_until (is_open (fixture)));
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  press_enter (fixture);
  g_assert_true (is_open (fixture));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  fixture->status = 503;
  type (fixture, "rml");
  g_assert_true (wait_until (is_open (fixture)));
  g_assert_cmpuint (count_rows (fixture), ==, 0);
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  type (fixture, "rml");
  g_assert_true (wait_until (is_open (fixture)));
  g_signal_emit_by_name (fixture->entry, "stop-search");
  g_assert_false (is_open (fixture));
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "rml");
  g_signal_emit_by_name (fixture->entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "");
  wait_ms (400);
  g_assert_false (is_open (fixture));
  g_signal_emit_by_name (fixture->entry, "stop-search");
  g_assert_true (gtk_widget_get_focus_child (fixture->search) == NULL);
}

/* The number of a case needs no server. */
static void
test_case (Fixture *fixture, gconstpointer data)
{
  type (fixture, " 20261122-000017");
  g_assert_true (wait_until (is_open (fixture)));
  press_enter (fixture);
  g_assert_cmpstr (gw_selection_get_case_number (fixture->selection), ==,
                   "20261122-000017");
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

/* A question that is out ends with the client. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  type (fixture, "rml");
  press_enter (fixture);
  gw_map_view_set_client (fixture->map, NULL);
  g_assert_false (gtk_widget_get_visible (fixture->search));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/gui/place-search/first", test_first },
    { "/gui/place-search/second", test_second },
    { "/gui/place-search/enter-at-once", test_enter_at_once },
    { "/gui/place-search/debounce", test_debounce },
    { "/gui/place-search/nothing", test_nothing },
    { "/gui/place-search/refused", test_refused },
    { "/gui/place-search/escape", test_escape },
    { "/gui/place-search/case", test_case },
    { "/gui/place-search/close", test_close },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
