/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fake server as a program: prints its address and serves until its input ends. */
#include "tests/gui/lib/fake-server.h"

#include <stdio.h>
#include <unistd.h>

static gboolean
input_cb (GIOChannel *channel, GIOCondition condition, gpointer data)
{
  g_autofree char *line = NULL;
  FakeServer *fake = ((gpointer *)data)[0];

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    {
      g_main_loop_quit (((gpointer *)data)[1]);
      return G_SOURCE_REMOVE;
    }
  g_strstrip (line);
  if (g_str_has_prefix (line, "report "))
    printf ("%s\n", fake_server_report (fake, line + 7));
  else if (g_str_has_prefix (line, "state "))
    printf ("%s\n", fake_server_get_state (fake, line + 6));
  else if (g_str_equal (line, "drop"))
    fake_server_drop_live (fake);
  else if (g_str_equal (line, "refuse") || g_str_equal (line, "welcome"))
    fake_server_refuse_live (fake, line[0] == 'r');
  fflush (stdout);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  guint n_cases = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 60;
  guint n_columns = argc > 2 ? (guint)g_ascii_strtoull (argv[2], NULL, 10) : 30;
  g_autoptr (FakeServer) fake = fake_server_new (n_cases, n_columns);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) channel = g_io_channel_unix_new (STDIN_FILENO);
  gpointer both[] = { fake, loop };

  g_io_add_watch (channel, G_IO_IN | G_IO_HUP, input_cb, both);
  printf ("%s\n", fake_server_get_base (fake));
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}
