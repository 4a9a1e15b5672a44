/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long it takes until the first rows of a list of a million cases stand on the screen, as
 * a table and as a list. The fake server answers from the same process, so its time is in the
 * figures.
 */
#include <adwaita.h>
#include <stdio.h>
#include <unistd.h>

#include "gui/cases/case-list-view.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

#define N_ROWS 1000000
#define N_TIMES 7
#define WIDTH 1400
#define HEIGHT 900

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  GwDesk *desk;
  GwCaseListView *view;
  GtkWindow *window;
} Bench;

static double
resident_mb (void)
{
  g_autofree char *text = NULL;
  unsigned long long total = 0, resident = 0;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) ||
      sscanf (text, "%llu %llu", &total, &resident) != 2)
    return 0;
  return (double)resident * (double)sysconf (_SC_PAGESIZE) / 1048576;
}

static void
city_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GwCityInfo **)data = gw_city_info_load_finish (result, NULL);
}

static void
open_bench (Bench *bench)
{
  char *roles[] = { (char *)"dispatcher", NULL };
  const GwUser user = { .login = (char *)"dispatcher", .roles = roles };
  GwCityInfo *city = NULL;

  bench->fake = fake_server_new (40, 10);
  bench->client = gw_client_new (fake_server_get_base (bench->fake), NULL);
  gw_client_set_token (bench->client, "token-0");
  gw_city_info_load_async (bench->client, NULL, city_cb, &city);
  g_assert_true (wait_until (city != NULL));
  bench->desk = gw_desk_new (bench->client, &user, city);
  g_object_unref (city);
  bench->view = g_object_new (GW_TYPE_CASE_LIST_VIEW, NULL);
  gw_case_list_view_set_desk (bench->view, bench->desk, NULL);
  bench->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (bench->window, WIDTH, HEIGHT);
  gtk_window_set_child (bench->window, GTK_WIDGET (bench->view));
  gtk_window_present (bench->window);
  gw_desk_start (bench->desk);
  g_assert_true (wait_until (!gw_case_list_is_loading (gw_desk_get_list (bench->desk))));
  fake_server_set_long (bench->fake, N_ROWS);
}

static gboolean
is_row_there (Bench *bench, guint position)
{
  GListModel *list = G_LIST_MODEL (gw_desk_get_list (bench->desk));

  return g_list_model_get_n_items (list) == N_ROWS &&
         gw_case_list_peek (gw_desk_get_list (bench->desk), position) != NULL;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *)a < *(const double *)b ? -1 : 1;
}

/* From asking for the list to its first row on the screen. */
static void
time_first_row (Bench *bench, const char *kind)
{
  double times[N_TIMES];

  for (guint i = 0; i < N_TIMES; i++)
    {
      gint64 start_usec = g_get_monotonic_time ();

      gw_case_list_reload (gw_desk_get_list (bench->desk));
      g_assert_true (
          wait_until (!gw_case_list_is_loading (gw_desk_get_list (bench->desk)) &&
                      is_row_there (bench, 0)));
      gtk_widget_queue_draw (GTK_WIDGET (bench->window));
      gtk_test_widget_wait_for_draw (GTK_WIDGET (bench->window));
      times[i] = (double)(g_get_monotonic_time () - start_usec) / 1e3;
    }
  qsort (times, N_TIMES, sizeof *times, compare);
  g_print ("list_1m_%s_first_row_median %.0f ms\n", kind, times[N_TIMES / 2]);
  g_print ("list_1m_%s_first_row_max %.0f ms\n", kind, times[N_TIMES - 1]);
}

int
main (int argc, char **argv)
{
  Bench bench = { NULL };

  if (!gtk_init_check ())
    {
      g_printerr ("bench-list: no display\n");
      return 77;
    }
  adw_init ();
  open_bench (&bench);
  gw_case_list_view_set_wide (bench.view, TRUE);
  time_first_row (&bench, "table");
  gw_case_list_view_set_wide (bench.view, FALSE);
  time_first_row (&bench, "list");
  g_print ("list_1m_resident %.0f MB\n", resident_mb ());
  gw_desk_stop (bench.desk);
  gtk_window_destroy (bench.window);
  g_object_unref (bench.desk);
  g_object_unref (bench.client);
  fake_server_free (bench.fake);
  return 0;
}
