/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From method and path to a handler, by a table. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/router.h"

#include <string.h>

/*
 * A walk over some forty templates, most of which differ from the path within their first
 * bytes after the common prefix, costs well under a microsecond: no tree is needed.
 */

static gsize
segment_length (const char *path)
{
  return strcspn (path, "/");
}

/* Compares segment by segment; braced ones take any text but nothing at all. */
static gboolean
matches (const char *template, const char *path)
{
  while (*template && *path)
    {
      gsize length;

      if (*template != '{')
        {
          if (*template != *path)
            return FALSE;
          template ++;
          path++;
          continue;
        }
      length = segment_length (path);
      template += strcspn (template, "}") + 1;
      /* A suffix behind the brace, as in {y}.png, belongs to the same segment. */
      length -= MIN (length, segment_length (template));
      if (length == 0)
        return FALSE;
      path += length;
    }
  return *template == 0 && *path == 0;
}

static gboolean
take_params (const char *template, const char *path, GwHttpMatch *match)
{
  guint n = 0;

  while (*template)
    {
      gsize length;
      char *plain;

      if (*template != '{')
        {
          template ++;
          path++;
          continue;
        }
      template += strcspn (template, "}") + 1;
      length = segment_length (path) - segment_length (template);
      plain = g_uri_unescape_segment (path, path + length, NULL);
      g_assert (n < GW_HTTP_MAX_PARAMS);
      match->params[n++] = plain;
      if (!plain || !g_utf8_validate (plain, -1, NULL))
        return FALSE;
      path += length;
    }
  return TRUE;
}

static gboolean
method_fits (const GwHttpRoute *route, const char *method)
{
  return g_str_equal (route->method, method) ||
         (g_str_equal (route->method, "GET") && g_str_equal (method, "HEAD"));
}

static void
add_allowed (GString *allow, const char *method)
{
  if (allow->len > 0)
    g_string_append (allow, ", ");
  g_string_append (allow, method);
  if (g_str_equal (method, "GET"))
    g_string_append (allow, ", HEAD");
}

void
gw_http_router_match (const GwHttpRoute *routes, gsize n_routes, const char *method,
                      const char *raw_path, GwHttpMatch *ret_match)
{
  g_autoptr (GString) allow = NULL;

  memset (ret_match, 0, sizeof *ret_match);
  for (gsize i = 0; i < n_routes; i++)
    {
      if (!matches (routes[i].path, raw_path))
        continue;
      if (!allow)
        allow = g_string_new (NULL);
      add_allowed (allow, routes[i].method);
      if (!method_fits (&routes[i], method))
        continue;
      if (take_params (routes[i].path, raw_path, ret_match))
        ret_match->route = &routes[i];
      return;
    }
  if (allow)
    {
      g_string_append (allow, ", OPTIONS");
      ret_match->allow = g_string_free (g_steal_pointer (&allow), FALSE);
    }
}

void
gw_http_match_clear (GwHttpMatch *match)
{
  for (guint i = 0; i < GW_HTTP_MAX_PARAMS; i++)
    g_clear_pointer (&match->params[i], g_free);
  g_clear_pointer (&match->allow, g_free);
}

int
gw_http_route_param_index (const GwHttpRoute *route, const char *name)
{
  gsize length = strlen (name);
  int index = 0;

  for (const char *p = strchr (route->path, '{'); p; p = strchr (p + 1, '{'), index++)
    if (strncmp (p + 1, name, length) == 0 && p[length + 1] == '}')
      return index;
  return -1;
}
