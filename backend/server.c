/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridward-server: one city over HTTP. */
#define G_LOG_DOMAIN "gridward-server"

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "backend/api/api.h"
#include "backend/report/schedule.h"
#include "backend/stepped-clock.h"

#define DEFAULT_LISTEN "127.0.0.1:8311"
#define EXIT_USAGE 2
/* Descriptors that are not connections: files, the database, uploads. */
#define RESERVED_DESCRIPTORS 200
#define MAX_CONNECTIONS 10000

typedef struct
{
  char *db;
  char *listen;
  char *tiles;
  char *attachments;
  char *reports;
  char *clock;
  gboolean version;
} Options;

typedef struct
{
  GMainLoop *loop;
  GwService *service;
  GwApi *api;
  GwReportSchedule *schedule;
  GwSteppedClock *clock; /* NULL: the real time */
  gboolean stopping;
} Server;

static void
options_clear (Options *options)
{
  g_free (options->db);
  g_free (options->listen);
  g_free (options->tiles);
  g_free (options->attachments);
  g_free (options->reports);
  g_free (options->clock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
fail (int status, const char *message)
{
  g_printerr ("gridward-server: %s\n", message);
  return status;
}

static gboolean
parse_options (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &options->db, N_ ("Database of the city"),
      N_ ("FILE") },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen,
      N_ ("Address and port (default 127.0.0.1:8311; port 0: a free one)"),
      N_ ("ADDR:PORT") },
    { "tiles", 0, 0, G_OPTION_ARG_FILENAME, &options->tiles, N_ ("Base map (MBTiles)"),
      N_ ("FILE") },
    { "attachments", 0, 0, G_OPTION_ARG_FILENAME, &options->attachments,
      N_ ("Directory of photographs (default: beside the database)"), N_ ("DIR") },
    { "reports", 0, 0, G_OPTION_ARG_FILENAME, &options->reports,
      N_ ("Directory of scheduled reports (default: beside the database)"), N_ ("DIR") },
    { "clock-file", 0, 0, G_OPTION_ARG_FILENAME, &options->clock,
      N_ ("For tests of a synthetic city: the time, read again at SIGUSR1"), N_ ("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Show the version"),
      NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _ ("Serves one city over HTTP."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "unexpected argument %s",
                 (*argv)[1]);
  else if (!options->version && !options->db)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "--db FILE is required");
  else
    return TRUE;
  return FALSE;
}

/* "127.0.0.1:8311" or "[::1]:8311". */
static gboolean
parse_listen (const char *text, char **ret_address, guint16 *ret_port, GError **error)
{
  const char *colon = strrchr (text, ':');
  guint64 port;

  if (colon && g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    {
      g_autofree char *address = g_strndup (text, (gsize)(colon - text));
      gsize length = strlen (address);
      gboolean in_brackets = length > 2 && address[0] == '[' && address[length - 1] == ']';

      *ret_address =
          in_brackets ? g_strndup (address + 1, length - 2) : g_steal_pointer (&address);
      *ret_port = (guint16)port;
      return TRUE;
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "%s is not an address and a port (such as %s)", text, DEFAULT_LISTEN);
  return FALSE;
}

/* As many connections as the process may have descriptors for. */
static guint
raise_descriptor_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) < 0)
    return GW_HTTP_LIMITS_DEFAULT.max_connections;
  limit.rlim_cur = MIN (limit.rlim_max, MAX_CONNECTIONS + RESERVED_DESCRIPTORS);
  if (setrlimit (RLIMIT_NOFILE, &limit) < 0)
    getrlimit (RLIMIT_NOFILE, &limit);
  return limit.rlim_cur > 2 * RESERVED_DESCRIPTORS
             ? (guint)limit.rlim_cur - RESERVED_DESCRIPTORS
             : RESERVED_DESCRIPTORS;
}

static void
stopped_cb (gpointer http, gpointer data)
{
  Server *server = data;

  g_main_loop_quit (server->loop);
}

static gboolean
terminated_cb (gpointer data)
{
  Server *server = data;

  if (server->stopping)
    g_main_loop_quit (server->loop);
  else
    gw_http_server_stop (gw_api_server (server->api), stopped_cb, server);
  server->stopping = TRUE;
  return G_SOURCE_CONTINUE;
}

/* After an import by gridwardctl. */
static gboolean
hung_up_cb (gpointer data)
{
  Server *server = data;
  g_autoptr (GError) error = NULL;

  if (!gw_service_reload (server->service, &error))
    g_warning ("the city could not be read again: %s", error->message);
  return G_SOURCE_CONTINUE;
}

/* The clock of a test was set forward. */
static gboolean
clock_set_cb (gpointer data)
{
  Server *server = data;
  g_autoptr (GError) error = NULL;

  if (gw_stepped_clock_read (server->clock, &error))
    {
      gw_service_follow_clock (server->service);
      gw_report_schedule_look (server->schedule);
    }
  else
    g_warning ("the clock stays as it is: %s", error->message);
  return G_SOURCE_CONTINUE;
}

/* Nobody plays with the time of a real city. */
static gboolean
open_service (Server *server, const Options *options, GError **error)
{
  GwServiceOptions service_options = { .attachment_dir = options->attachments };

  if (options->clock)
    {
      server->clock = gw_stepped_clock_new (options->clock, error);
      service_options.clock = gw_stepped_clock_now;
      service_options.clock_data = server->clock;
    }
  if (options->clock && !server->clock)
    return FALSE;
  server->service = gw_service_open (options->db, &service_options, error);
  if (!server->service || !server->clock ||
      gw_snapshot_city (gw_service_get_snapshot (server->service))->synthetic)
    return server->service != NULL;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "--clock-file is for synthetic cities only");
  return FALSE;
}

static void
start_schedule (Server *server, const Options *options)
{
  g_autofree char *beside = g_strconcat (options->db, ".reports", NULL);

  server->schedule = gw_report_schedule_new (server->service,
                                             options->reports ? options->reports : beside);
}

static gboolean
start (Server *server, const Options *options, GError **error)
{
  const char *listen = options->listen ? options->listen : DEFAULT_LISTEN;
  GwApiOptions api_options = { options->tiles, GW_HTTP_LIMITS_DEFAULT };
  g_autofree char *address = NULL;
  guint16 port;

  api_options.limits.max_connections = raise_descriptor_limit ();
  if (!parse_listen (listen, &address, &port, error))
    return FALSE;
  if (!open_service (server, options, error))
    return FALSE;
  server->api = gw_api_new (server->service, &api_options, error);
  if (!server->api)
    return FALSE;
  start_schedule (server, options);
  port = gw_http_server_listen (gw_api_server (server->api), address, port, error);
  if (port == 0)
    {
      g_prefix_error (error, "%s: ", listen);
      return FALSE;
    }
  g_print (strchr (address, ':') ? "Listening on http://[%s]:%u\n"
                                 : "Listening on http://%s:%u\n",
           address, port);
  fflush (stdout);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  Server server = { 0 };

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!parse_options (&argc, &argv, &options, &error))
    return fail (EXIT_USAGE, error->message);
  if (options.version)
    {
      g_print ("gridward-server %s\n", GW_VERSION);
      return EXIT_SUCCESS;
    }
  signal (SIGPIPE, SIG_IGN);
  server.loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, terminated_cb, &server);
  g_unix_signal_add (SIGINT, terminated_cb, &server);
  if (start (&server, &options, &error))
    {
      g_unix_signal_add (SIGHUP, hung_up_cb, &server);
      if (server.clock)
        g_unix_signal_add (SIGUSR1, clock_set_cb, &server);
      g_main_loop_run (server.loop);
    }
  g_clear_pointer (&server.schedule, gw_report_schedule_free);
  g_clear_pointer (&server.api, gw_api_free);
  g_clear_pointer (&server.service, gw_service_close);
  g_clear_pointer (&server.clock, gw_stepped_clock_free);
  g_main_loop_unref (server.loop);
  return error ? fail (EXIT_FAILURE, error->message) : EXIT_SUCCESS;
}
