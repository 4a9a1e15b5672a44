/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ends of the days of the journal's chain, as a file to be kept elsewhere. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/anchors.h"
#include "backend/service/audit.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define HEADING "# gridward anchors 1\n"
#define LAST_DAY 99999999

static void
append_anchor (GString *text, const GwAnchorRecord *anchor)
{
  g_autofree char *hash = gw_hash_to_text (&anchor->hash);

  g_string_append_printf (text, "%04u-%02u-%02u %" G_GINT64_FORMAT " %s\n",
                          anchor->day / 10000, anchor->day / 100 % 100, anchor->day % 100,
                          anchor->id, hash);
}

gboolean
gw_ctl_anchors_write (GwService *service, const char *path, guint *ret_n, GError **error)
{
  g_autoptr (GString) text = g_string_new (HEADING);
  g_autoptr (GArray) anchors = gw_audit_anchors (service, 0, LAST_DAY, error);

  if (anchors == NULL)
    return FALSE;
  for (guint i = 0; i < anchors->len; i++)
    append_anchor (text, &g_array_index (anchors, GwAnchorRecord, i));
  *ret_n = anchors->len;
  return g_file_set_contents (path, text->str, (gssize)text->len, error);
}

static gboolean
read_anchor (const char *line, GwAnchorRecord *ret)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 4);
  gint64 id = 0;
  guint year, month, day;
  int end = 0;

  if (g_strv_length (parts) != 3 ||
      sscanf (parts[0], "%4u-%2u-%2u%n", &year, &month, &day, &end) != 3 ||
      parts[0][end] != '\0' || !g_date_valid_dmy (day, month, (GDateYear)year) ||
      !g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT64, &id, NULL))
    return FALSE;
  ret->day = year * 10000 + month * 100 + day;
  ret->id = id;
  return gw_hash_parse (parts[2], &ret->hash);
}

GArray *
gw_ctl_anchors_read (const char *path, GError **error)
{
  g_autoptr (GArray) anchors = g_array_new (FALSE, FALSE, sizeof (GwAnchorRecord));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GwAnchorRecord anchor = { 0 };

      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      if (!read_anchor (lines[i], &anchor))
        {
          g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED,
                       _ ("%s: line %u is no anchor"), path, i + 1);
          return NULL;
        }
      g_array_append_val (anchors, anchor);
    }
  if (anchors->len > 0)
    return g_steal_pointer (&anchors);
  g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED, _ ("%s: no anchor is in it"),
               path);
  return NULL;
}
