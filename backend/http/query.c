/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query of a request, read strictly: what is not understood is refused, not ignored. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/query.h"

#include "backend/http/json-write.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define MAX_PAIRS 32

void
gw_http_query_fail (GwHttpQuery *query, const char *code, const char *name,
                    const char *detail)
{
  if (query->problem)
    return;
  query->problem = gw_problem_new (code, name, "%s", detail);
  /* Nothing in the body is at fault: a bad URL is a bad request. */
  if (query->problem->status == 422)
    query->problem->status = 400;
}

/* "a,bc" holds "bc". */
static gboolean
list_contains (const char *list, const char *name)
{
  gsize length = strlen (name);

  for (const char *p = list; p; p = strchr (p, ','))
    {
      p += *p == ',';
      if (strncmp (p, name, length) == 0 && (p[length] == ',' || p[length] == 0))
        return TRUE;
    }
  return FALSE;
}

static char *
unescape (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  char *plain;

  g_strdelimit (copy, "+", ' ');
  plain = g_uri_unescape_string (copy, NULL);
  if (plain && !g_utf8_validate (plain, -1, NULL))
    g_clear_pointer (&plain, g_free);
  return plain;
}

static void
add_pair (GwHttpQuery *query, const char *pair, const char *allowed)
{
  gsize name_length = strcspn (pair, "=");
  const char *rest = pair + name_length + (pair[name_length] == '=');
  g_autofree char *name = unescape (pair, name_length);
  g_autofree char *value = unescape (rest, strlen (rest));

  if (!name || !value)
    gw_http_query_fail (query, "malformed_request", name, "A bad escape or bad UTF-8.");
  else if (!allowed || !list_contains (allowed, name))
    gw_http_query_fail (query, "unknown_parameter", name, "This parameter is not known.");
  else if (gw_http_query_get (query, name) || query->pairs->len >= 2 * MAX_PAIRS)
    gw_http_query_fail (query, "out_of_range", name, "This parameter is given twice.");
  else
    {
      g_ptr_array_add (query->pairs, g_steal_pointer (&name));
      g_ptr_array_add (query->pairs, g_steal_pointer (&value));
    }
}

GwHttpQuery *
gw_http_query_parse (const char *text, const char *allowed)
{
  GwHttpQuery *query = g_new0 (GwHttpQuery, 1);

  query->pairs = g_ptr_array_new_with_free_func (g_free);
  if (text && *text)
    {
      g_auto (GStrv) pairs = g_strsplit (text, "&", MAX_PAIRS + 1);

      for (guint i = 0; pairs[i] && !query->problem; i++)
        if (*pairs[i])
          add_pair (query, pairs[i], allowed);
    }
  return query;
}

void
gw_http_query_free (GwHttpQuery *query)
{
  if (!query)
    return;
  g_ptr_array_unref (query->pairs);
  gw_problem_free (query->problem);
  g_free (query);
}

const char *
gw_http_query_get (const GwHttpQuery *query, const char *name)
{
  for (guint i = 0; i < query->pairs->len; i += 2)
    if (g_str_equal (query->pairs->pdata[i], name))
      {
        const char *value = query->pairs->pdata[i + 1];

        return *value ? value : NULL;
      }
  return NULL;
}

gint64
gw_http_query_int (GwHttpQuery *query, const char *name, gint64 min, gint64 max,
                   gint64 fallback)
{
  const char *text = gw_http_query_get (query, name);
  gint64 value;

  if (!text)
    return fallback;
  if (g_ascii_string_to_signed (text, 10, min, max, &value, NULL))
    return value;
  if (!query->problem)
    {
      g_autofree char *detail = g_strdup_printf ("A whole number from %" G_GINT64_FORMAT
                                                 " to %" G_GINT64_FORMAT " is expected.",
                                                 min, max);

      gw_http_query_fail (query, "out_of_range", name, detail);
    }
  return fallback;
}

double
gw_http_query_double (GwHttpQuery *query, const char *name, double min, double max)
{
  const char *text = gw_http_query_get (query, name);
  char *end = NULL;
  double value;

  if (!text)
    {
      gw_http_query_fail (query, "missing_field", name, "This parameter is required.");
      return 0;
    }
  value = g_ascii_strtod (text, &end);
  if (*end || strspn (text, "+-.0123456789eE") != strlen (text))
    gw_http_query_fail (query, "wrong_type", name, "A number is expected.");
  else if (!isfinite (value) || value < min || value > max)
    gw_http_query_fail (query, "out_of_range", name, "The number is out of range.");
  else
    return value;
  return 0;
}

gint64
gw_http_query_time (GwHttpQuery *query, const char *name)
{
  const char *text = gw_http_query_get (query, name);
  g_autofree char *full = NULL;
  gint64 time_ms = 0;

  if (!text)
    return 0;
  full = strlen (text) == 10 ? g_strconcat (text, "T00:00:00Z", NULL) : g_strdup (text);
  if (!gw_time_parse (full, &time_ms))
    gw_http_query_fail (query, "out_of_range", name,
                        "A date or a time such as 2026-11-22T08:00:00Z is expected.");
  return time_ms;
}

gboolean
gw_http_query_box (GwHttpQuery *query, const char *name, GwBox *ret_box)
{
  const char *text = gw_http_query_get (query, name);

  if (!text)
    return FALSE;
  if (gw_box_parse (text, ret_box))
    return TRUE;
  gw_http_query_fail (query, "out_of_range", name,
                      "Four degrees are expected: minlon,minlat,maxlon,maxlat.");
  return FALSE;
}
