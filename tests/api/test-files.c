/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photographs, tiles, health, and the server's command line. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>
#include <sys/wait.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static json_object *document;

/* A whole PNG of one pixel. */
static const guint8 png[] = { 0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00,
                              0x00, 0x0d, 'I',  'H',  'D',  'R',  0x00, 0x00, 0x00, 0x01,
                              0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f,
                              0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0d, 'I',  'D',  'A',
                              'T',  0x78, 0xda, 0x63, 0x64, 0xf8, 0xcf, 0x50, 0x0f, 0x00,
                              0x03, 0x86, 0x01, 0x80, 0x5a, 0x34, 0x7d, 0x6b, 0x00, 0x00,
                              0x00, 0x00, 'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82 };

static GwTestResponse *
upload (GwTownServer *server, const char *type, const void *bytes, gsize length)
{
  g_autofree char *header = g_strdup_printf ("Content-Type: %s\r\n", type);

  return gw_test_request (server->port, "POST", "/api/v1/attachments",
                          gw_town_server_token (server, "inspector"), header, bytes,
                          (gssize)length);
}

static void
test_photograph (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) taken = upload (server, "image/png", png, sizeof png);
  g_autoptr (GwTestResponse) shown = NULL;
  g_autoptr (GwTestResponse) reported = NULL;
  g_autoptr (GwTestResponse) nobody = NULL;
  g_autoptr (GwTestResponse) too_early = NULL;
  g_autoptr (GwTestResponse) by_leader = NULL;
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, png, sizeof png);
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;
  g_autofree char *cache = NULL;
  const char *id;

  g_assert_cmpuint (taken->status, ==, 201);
  gw_test_schema_assert (document, "Attachment", taken->json);
  g_assert_cmpstr (gw_test_json_string (taken->json, "sha256"), ==, sum);
  id = gw_test_json_string (taken->json, "id");
  path = g_strconcat ("/api/v1/attachments/", id, NULL);
  shown = gw_town_server_expect (server, 200, "inspector", "GET", path, NULL);
  g_assert_cmpmem (shown->body, shown->length, png, sizeof png);
  cache = gw_test_response_dup_header (shown, "Cache-Control");
  g_assert_nonnull (strstr (cache, "immutable"));
  nobody = gw_town_server_call (server, NULL, "GET", path, NULL);
  g_assert_cmpuint (nobody->status, ==, 401);
  too_early = gw_town_server_expect (server, 404, "leader", "GET", path, NULL);
  body = g_strdup_printf ("{\"kind\":\"matter\",\"class\":\"06010\",\"description\":\"x\","
                          "\"location\":{\"lon\":113.0005,\"lat\":23.7005},"
                          "\"attachments\":[\"%s\"]}",
                          id);
  reported =
      gw_town_server_expect (server, 201, "inspector", "POST", "/api/v1/reports", body);
  gw_test_schema_assert (document, "CaseAnswer", reported->json);
  g_assert_cmpstr (gw_test_json_string (reported->json, "case.attachments.0.url"), ==,
                   path);
  g_assert_cmpstr (gw_test_json_string (reported->json, "case.attachments.0.stage"), ==,
                   "report");
  by_leader = gw_town_server_expect (server, 200, "leader", "GET", path, NULL);
}

typedef struct
{
  const char *name;
  const char *type;
  const char *bytes;
  gsize length;
  guint status;
  const char *code;
} BadPhoto;

static const BadPhoto bad_photos[] = {
  { "text-as-jpeg", "image/jpeg", "this is no photograph", 21, 415,
    "unsupported_media_type" },
  { "png-as-jpeg", "image/jpeg", (const char *)png, sizeof png, 415,
    "unsupported_media_type" },
  { "cut", "image/png", (const char *)png, sizeof png - 20, 415, "unsupported_media_type" },
  { "empty", "image/png", "", 0, 415, "unsupported_media_type" },
  { "gif", "image/gif", "GIF89a", 6, 415, "unsupported_media_type" },
  { "svg", "image/svg+xml", "<svg/>", 6, 415, "unsupported_media_type" },
  { "no-type", "", "x", 1, 415, "unsupported_media_type" },
};

static void
test_bad_photographs (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad_photos); i++)
    {
      const BadPhoto *row = &bad_photos[i];
      g_autoptr (GwTestResponse) response =
          upload (server, row->type, row->bytes, row->length);

      if (response->status != row->status)
        g_error ("%s: %u %s", row->name, response->status, response->body);
      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, row->code);
    }
}

static void
test_large_photograph (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  gsize size = 10 * 1024 * 1024;
  g_autofree char *bytes = g_malloc0 (size);
  g_autoptr (GwTestResponse) large = NULL;
  g_autoptr (GwTestConnection) half = NULL;
  g_autoptr (GwTestResponse) alive = NULL;
  gint64 before;

  memcpy (bytes, png, sizeof png);
  before = gw_test_resident_kb (server->pid);
  large = upload (server, "image/png", bytes, size);
  g_assert_cmpuint (large->status, ==, 413);
  g_assert_cmpstr (gw_test_json_string (large->json, "code"), ==, "body_too_large");
  g_assert_cmpint (gw_test_resident_kb (server->pid) - before, <, 4096);
  half = gw_test_connect (server->port);
  {
    g_autofree char *head = g_strdup_printf (
        "POST /api/v1/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
        "Content-Type: image/png\r\nContent-Length: 100000\r\n\r\n",
        gw_town_server_token (server, "inspector"));

    gw_test_send_text (half, head);
    gw_test_send (half, bytes, 5000);
  }
  g_clear_pointer (&half, gw_test_connection_free);
  alive = gw_town_server_expect (server, 200, NULL, "GET", "/healthz", NULL);
}

static void
test_tiles_without_map (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  static const char *const paths[] = { "/tiles/10/1/1.png", "/tiles/99/1/1.png",
                                       "/tiles/1/9/9.png", "/tiles/a/b/c.png",
                                       "/tiles/-1/0/0.png" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GwTestResponse) response =
          gw_town_server_expect (server, 404, NULL, "GET", paths[i], NULL);

      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, "not_found");
    }
}

static void
test_metrics (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autoptr (GwTestResponse) metrics =
      gw_town_server_expect (server, 200, NULL, "GET", "/metrics", NULL);

  g_assert_nonnull (strstr (metrics->body,
                            "gridward_http_requests_total{method=\"POST\","
                            "route=\"/api/v1/reports\",status=\"2xx\"} 1\n"));
  g_assert_nonnull (strstr (metrics->body, "\ngridward_last_event 1\n"));
  g_assert_nonnull (strstr (metrics->body, "\ngridward_write_jobs_total "));
}

/* Runs the program; its exit status. */
static int
run (const char *const *arguments, char **ret_out, char **ret_err)
{
  g_autofree char *program = g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "backend",
                                               "gridward-server", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int status;

  g_ptr_array_add (argv, program);
  for (guint i = 0; arguments[i]; i++)
    g_ptr_array_add (argv, (char *)arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, ret_out,
                ret_err, &status, &error);
  g_assert_no_error (error);
  return WEXITSTATUS (status);
}

static void
test_command_line (void)
{
  static const struct
  {
    const char *arguments[6];
    int status;
    const char *out;
    const char *err;
  } rows[] = {
    { { "--version" }, 0, "gridward-server ", NULL },
    { { "--help" }, 0, "--listen", NULL },
    { { NULL }, 2, NULL, "--db FILE is required" },
    { { "--nonsense" }, 2, NULL, "--nonsense" },
    { { "--db", "/nonexistent/x.db" }, 1, NULL, "/nonexistent/x.db" },
    { { "--db", "/nonexistent/x.db", "--listen", "nowhere" }, 1, NULL, "nowhere" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;

      g_assert_cmpint (run (rows[i].arguments, &out, &err), ==, rows[i].status);
      if (rows[i].out)
        g_assert_nonnull (strstr (out, rows[i].out));
      if (rows[i].err)
        {
          g_assert_nonnull (strstr (err, rows[i].err));
          /* One line. */
          g_assert_true (strchr (err, '\n') == err + strlen (err) - 1);
        }
    }
}

static void
test_address_in_use (void)
{
  g_autoptr (GwTownServer) first = gw_town_server_new (NULL);
  g_autoptr (GwTownServer) second = gw_town_server_new (NULL);
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", first->port);
  g_autofree char *copy = g_strconcat (second->dir, "/copy.db", NULL);
  const char *arguments[] = { "--db", copy, "--listen", listen, NULL };
  g_autoptr (GFile) from = g_file_new_for_path (second->db);
  g_autoptr (GFile) to = g_file_new_for_path (copy);
  g_autofree char *err = NULL;

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  g_assert_cmpint (run (arguments, NULL, &err), ==, 1);
  g_assert_nonnull (strstr (err, listen));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/files/photograph", test_photograph);
  g_test_add_func ("/api/files/bad-photographs", test_bad_photographs);
  g_test_add_func ("/api/files/large-photograph", test_large_photograph);
  g_test_add_func ("/api/files/tiles-without-map", test_tiles_without_map);
  g_test_add_func ("/api/files/metrics", test_metrics);
  g_test_add_func ("/api/files/command-line", test_command_line);
  g_test_add_func ("/api/files/address-in-use", test_address_in_use);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
