/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nginx with the same tiles as files. */
#include "tests/bench/nginx-server.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/bench-city.h"

static const char CONFIG[] =
    "daemon off; master_process off; pid %s/nginx.pid; error_log %s/nginx.log;\n"
    "events { worker_connections 1024; }\n"
    "http { access_log off; sendfile on; tcp_nopush on; default_type image/png;\n"
    "  keepalive_requests 1000000000; client_body_temp_path %s/body;\n"
    "  proxy_temp_path %s/proxy; fastcgi_temp_path %s/fastcgi; uwsgi_temp_path %s/uwsgi;\n"
    "  scgi_temp_path %s/scgi; server { listen 127.0.0.1:%u; root %s; } }\n";

static void
write_tiles (const char *directory)
{
  g_autofree char *noise = g_malloc (BENCH_TILE_BYTES);

  for (guint i = 0; i < BENCH_TILES_SIDE * BENCH_TILES_SIDE; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/tiles/%u/%u", directory, BENCH_TILE_Z,
                                                 BENCH_TILE_X + i % BENCH_TILES_SIDE);
      g_autofree char *path =
          g_strdup_printf ("%s/%u.png", folder, BENCH_TILE_Y + i / BENCH_TILES_SIDE);
      FILE *file;

      g_mkdir_with_parents (folder, 0755);
      for (guint j = 0; j < BENCH_TILE_BYTES; j++)
        noise[j] = (char)(i + j);
      file = g_fopen (path, "wb");
      if (!file || fwrite (noise, BENCH_TILE_BYTES, 1, file) != 1 || fclose (file) != 0)
        g_error ("cannot write %s", path);
    }
}

/* Free a moment ago, which has to do. */
static guint16
free_port (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr = { htonl (INADDR_LOOPBACK) } };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM, 0);

  if (bind (fd, (struct sockaddr *)&address, sizeof address) != 0 ||
      getsockname (fd, (struct sockaddr *)&address, &length) != 0)
    g_error ("no port for nginx");
  close (fd);
  return ntohs (address.sin_port);
}

static gboolean
answers (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (port),
                                 .sin_addr = { htonl (INADDR_LOOPBACK) } };
  int fd = socket (AF_INET, SOCK_STREAM, 0);
  gboolean connected = connect (fd, (struct sockaddr *)&address, sizeof address) == 0;

  close (fd);
  return connected;
}

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

guint16
nginx_server_start (const char *directory, GPid *ret_pid)
{
  g_autofree char *program = g_find_program_in_path ("nginx");
  g_autofree char *config = g_build_filename (directory, "nginx.conf", NULL);
  g_autofree char *text = NULL;
  char *argv[] = { program, (char *)"-c", config, (char *)"-p", (char *)directory, NULL };
  g_autoptr (GError) error = NULL;
  guint16 port;

  if (!program)
    return 0;
  port = free_port ();
  write_tiles (directory);
  text = g_strdup_printf (CONFIG, directory, directory, directory, directory, directory,
                          directory, directory, port, directory);
  if (!g_file_set_contents (config, text, -1, &error) ||
      !g_spawn_async (directory, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, die_with_parent,
                      NULL, ret_pid, &error))
    g_error ("%s", error->message);
  for (guint i = 0; !answers (port); i++)
    {
      if (i > 200)
        g_error ("nginx does not answer; see %s/nginx.log", directory);
      g_usleep (50000);
    }
  return port;
}

void
nginx_server_stop (GPid pid)
{
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
}
