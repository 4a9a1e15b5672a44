/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /tiles: the base map from an MBTiles file. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/resources.h"

/* A whole number without sign; FALSE for anything else. */
static gboolean
read_number (GwHttpRequest *request, const char *name, guint *ret_value)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (gw_http_request_param (request, name), 10, 0,
                                   G_MAXUINT32, &value, NULL))
    return FALSE;
  *ret_value = (guint)value;
  return TRUE;
}

void
gw_api_tile_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GwTile tile;

  if (read_number (request, "z", &tile.z) && read_number (request, "x", &tile.x) &&
      read_number (request, "y", &tile.y) && gw_tile_is_valid (tile) && api->tiles)
    bytes = gw_mbtiles_read (api->tiles, tile, &error);
  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  if (!bytes)
    {
      gw_http_request_reply_problem (
          request, gw_problem_new ("not_found", NULL,
                                   api->tiles ? "There is no such tile."
                                              : "This server has no base map."));
      return;
    }
  gw_http_request_set_header (request, "Cache-Control", "public, max-age=86400");
  /* A tile changes when its file does; hashing the bytes cost as much as reading them. */
  if (!gw_http_request_reply_if_same (request, gw_mbtiles_stamp (api->tiles)))
    gw_http_request_reply (request, 200, "image/png", bytes);
}
