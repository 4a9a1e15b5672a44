/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command view in this process: errors, numbers, a new day, and that nothing stays. */
#include <adwaita.h>

#include "gui/model/board.h"
#include "gui/wall/wall-window.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

#define N_OPENINGS 12

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  GwDesk *desk;
  guint reported; /* what the server tells; 0: it fails */
  const char *day;
} Fixture;

static const char rates[] =
    "\"closure_rate\":{\"value\":0.5,\"numerator\":1,\"denominator\":2},"
    "\"timely_rate\":{\"value\":null,\"numerator\":0,\"denominator\":0}";

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path,
           GHashTable *query, gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *text = g_strdup_printf (
      "{\"as_of\":\"2026-11-23T08:00:00.000Z\",\"last_seq\":1,\"day\":\"%s\",\"today\":{"
      "\"reported\":%u,\"filed\":2,\"dispatched\":3,\"closed\":4,\"open\":5,\"overdue\":6,"
      "%s},\"departments\":[{\"department\":null,\"none\":1,\"green\":2,\"yellow\":3,"
      "\"red\":4,\"open\":10}],\"cells\":[{\"code\":\"441802001001001\",\"community\":"
      "{\"code\":\"1\",\"name\":\"1\",\"name_en\":\"One\"},\"open\":5,\"overdue\":1,"
      "\"reported\":3,\"change\":-2}]}",
      fixture->day, fixture->reported, rates);

  soup_server_message_set_status (message, fixture->reported > 0 ? 200 : 503, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

static void
city_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GwCityInfo **)data = gw_city_info_load_finish (result, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  char *roles[] = { (char *)"dispatcher", NULL };
  const GwUser user = { .login = (char *)"dispatcher", .roles = roles };
  GwCityInfo *city = NULL;

  fixture->day = "2020-01-01"; /* long ago */
  fixture->reported = 17;
  fixture->fake = fake_server_new (10, 4);
  soup_server_add_handler (fake_server_get_soup (fixture->fake), "/api/v1/statistics/now",
                           answer_cb, fixture, NULL);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), NULL);
  gw_client_set_token (fixture->client, "token-0");
  gw_city_info_load_async (fixture->client, NULL, city_cb, &city);
  g_assert_true (wait_until (city != NULL));
  fixture->desk = gw_desk_new (fixture->client, &user, city);
  g_object_unref (city);
  gw_desk_start (fixture->desk);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_desk_stop (fixture->desk);
  assert_finalizes (fixture->desk);
  assert_finalizes (fixture->client);
  fake_server_free (fixture->fake);
}

static gboolean
shows (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
open_wall (Fixture *fixture)
{
  GtkWidget *wall = gw_wall_window_new (fixture->desk);

  gtk_window_set_default_size (GTK_WINDOW (wall), 1280, 720);
  gtk_window_present (GTK_WINDOW (wall));
  return wall;
}

static void
close_wall (GtkWidget *wall)
{
  g_object_add_weak_pointer (G_OBJECT (wall), (gpointer *)&wall);
  gtk_window_destroy (GTK_WINDOW (wall));
  g_assert_true (wait_until (wall == NULL));
}

/* What is known stays when an answer does not come, and the error is told. */
static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *wall = open_wall (fixture);

  g_assert_true (wait_until (shows (wall, "17")));
  g_assert_true (wait_until (shows (wall, "50 %")));
  g_assert_true (shows (wall, "One 001"));
  g_assert_true (shows (wall, "−2"));
  fixture->reported = 0;
  fake_server_report (fixture->fake, "makes it ask again");
  g_assert_true (wait_until (shows (wall, "Reported · ")));
  g_assert_true (wait_until (shows (wall, "503") || shows (wall, "Service")));
  g_assert_true (shows (wall, "17"));
  fixture->reported = 18;
  fake_server_report (fixture->fake, "and again");
  g_assert_true (wait_until (shows (wall, "18")));
  close_wall (wall);
}

/* A new day begins with new numbers, without any event. */
static void
test_new_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwBoard) board = gw_board_new (fixture->desk);

  g_assert_true (wait_until (gw_board_get (board) != NULL && !gw_board_is_loading (board)));
  /* By the city's clock it is another day than that of the figures. */
  fixture->reported = 19;
  g_signal_emit_by_name (fixture->desk, "tick");
  g_assert_true (wait_until (gw_board_get (board)->reported == 19));
}

static void
test_nothing_stays (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_OPENINGS; i++)
    close_wall (open_wall (fixture));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  g_test_add ("/gui/wall/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add ("/gui/wall/new-day", Fixture, NULL, set_up, test_new_day, tear_down);
  g_test_add ("/gui/wall/nothing-stays", Fixture, NULL, set_up, test_nothing_stays,
              tear_down);
  return g_test_run ();
}
