/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base tiles over HTTP: what each answer of the server becomes. */
#include "tests/gui/map/fixture.h"

#include <libsoup/soup.h>

typedef struct
{
  SoupServer *server;
  GwClient *client;
  GwTileSource *source;
  GBytes *png;
  guint n_requests;
  gboolean had_token;
  guint status;
} Setup;

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path,
            GHashTable *query, gpointer user_data)
{
  Setup *setup = user_data;
  const char *authorization = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");

  setup->n_requests++;
  setup->had_token = g_strcmp0 (authorization, "Bearer secret") == 0;
  g_assert_cmpstr (path, ==, "/tiles/15/26673/14153.png");
  soup_server_message_set_status (message, setup->status, NULL);
  if (setup->status == SOUP_STATUS_OK)
    {
      gsize size = 0;
      const char *data = g_bytes_get_data (setup->png, &size);

      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, data, size);
    }
}

static void
set_up (Setup *setup, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;
  GSList *uris;

  setup->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (setup->server, NULL, request_cb, setup, NULL);
  g_assert_true (
      soup_server_listen_local (setup->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  uris = soup_server_get_uris (setup->server);
  base = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  setup->client = gw_client_new (base, &error);
  g_assert_no_error (error);
  gw_client_set_token (setup->client, "secret");
  setup->source = gw_base_tiles_new (setup->client);
  setup->png = fixture_base_tile (gw_tile_at ((GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, 15),
                                  GUINT_TO_POINTER (60));
  setup->status = SOUP_STATUS_OK;
}

static void
tear_down (Setup *setup, gconstpointer data)
{
  gpointer source = setup->source;

  /* A worker may hold it a moment longer than its answer took. */
  g_object_add_weak_pointer (source, &source);
  g_object_unref (setup->source);
  for (guint i = 0; i < 1000 && source != NULL; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
  g_assert_null (source);
  g_object_unref (setup->client);
  soup_server_disconnect (setup->server);
  g_object_unref (setup->server);
  g_bytes_unref (setup->png);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GwTileContent *
load (Setup *setup, GBytes *known, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gw_tile_source_load_async (setup->source, (GwTile){ 15, 26673, 14153 }, known, NULL,
                             loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return gw_tile_source_load_finish (setup->source, result, error);
}

static void
test_tile (Setup *setup, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTileContent) content = load (setup, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (setup->had_token);
  g_assert_cmpint (gdk_texture_get_width (content->texture), ==, GW_TILE_SIZE);
  g_assert_cmpint (gdk_texture_get_height (content->texture), ==, GW_TILE_SIZE);
}

typedef struct
{
  const char *name;
  guint status;
  gboolean is_empty; /* else it fails and is asked for again later */
} StatusRow;

static const StatusRow statuses[] = {
  { "no-content", SOUP_STATUS_NO_CONTENT, TRUE },
  { "not-found", SOUP_STATUS_NOT_FOUND, TRUE },
  { "overloaded", SOUP_STATUS_SERVICE_UNAVAILABLE, FALSE },
  { "broken", SOUP_STATUS_INTERNAL_SERVER_ERROR, FALSE },
};

static void
test_status (Setup *setup, gconstpointer data)
{
  const StatusRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTileContent) content = NULL;

  setup->status = row->status;
  content = load (setup, NULL, &error);
  g_assert_true ((content != NULL) == row->is_empty);
  g_assert_true ((error == NULL) == row->is_empty);
  if (content != NULL)
    g_assert_null (content->texture);
}

static void
test_garbage_fails (Setup *setup, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTileContent) content = NULL;

  g_bytes_unref (setup->png);
  setup->png = g_bytes_new_static ("this is no picture", 18);
  content = load (setup, NULL, &error);
  g_assert_null (content);
  g_assert_nonnull (error);
}

static void
test_dark_style_asks_nothing (Setup *setup, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTileContent) light = load (setup, NULL, &error);
  g_autoptr (GwTileContent) dark = NULL;

  gw_base_tiles_set_dark (GW_BASE_TILES (setup->source), TRUE);
  g_assert_cmpuint (light->revision, !=, gw_tile_source_get_revision (setup->source));
  dark = load (setup, light->data, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (setup->n_requests, ==, 1);
  g_assert_cmpuint (dark->revision, ==, gw_tile_source_get_revision (setup->source));
}

static void
test_unreachable_server_fails (Setup *setup, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTileContent) content = NULL;

  soup_server_disconnect (setup->server);
  content = load (setup, NULL, &error);
  g_assert_null (content);
  g_assert_nonnull (error);
}

static void
add (const char *path, gconstpointer data, void (*test) (Setup *, gconstpointer))
{
  g_test_add (path, Setup, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  add ("/base-tiles/tile", NULL, test_tile);
  add ("/base-tiles/garbage", NULL, test_garbage_fails);
  add ("/base-tiles/dark", NULL, test_dark_style_asks_nothing);
  add ("/base-tiles/unreachable", NULL, test_unreachable_server_fails);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base-tiles/status/%s", statuses[i].name);

      add (path, &statuses[i], test_status);
    }
  return g_test_run ();
}
