/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of an outbox on the disk: one line for what is kept, one for what is settled. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/outbox-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "gui/client/json.h"
#include "gui/client/outbox.h"

/* With more lines than this that are settled, and more than are not, it is written anew. */
#define MAX_SETTLED 500

struct _GwOutboxFile
{
  gatomicrefcount ref_count;
  char *path;
  int lock;          /* of "path.lock"; -1: not ours */
  int fd;            /* -1: not open */
  guint n_settled;   /* lines that keep nothing any more */
  GHashTable *lines; /* key -> line that keeps it, with its end */
};

GwOutboxFile *
gw_outbox_file_new (const char *path)
{
  GwOutboxFile *file = g_new0 (GwOutboxFile, 1);

  g_atomic_ref_count_init (&file->ref_count);
  file->path = g_strdup (path);
  file->lock = -1;
  file->fd = -1;
  file->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return file;
}

GwOutboxFile *
gw_outbox_file_ref (GwOutboxFile *file)
{
  g_atomic_ref_count_inc (&file->ref_count);
  return file;
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

void
gw_outbox_file_unref (GwOutboxFile *file)
{
  if (!g_atomic_ref_count_dec (&file->ref_count))
    return;
  close_fd (&file->fd);
  close_fd (&file->lock);
  g_hash_table_unref (file->lines);
  g_free (file->path);
  g_free (file);
}

/* --- lines ---------------------------------------------------------------------------- */

static void
add_text (GwJson *json, const char *member, const char *text)
{
  if (text != NULL)
    json_object_object_add (json, member, json_object_new_string (text));
}

static char *
line_of (GwJson *json)
{
  return g_strconcat (json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN), "\n",
                      NULL);
}

static char *
keep_line (GwUnsent *unsent)
{
  g_autoptr (GwJson) json = json_object_new_object ();

  add_text (json, "keep", gw_unsent_get_key (unsent));
  add_text (json, "path", gw_unsent_get_path (unsent));
  add_text (json, "body", gw_unsent_get_body (unsent));
  add_text (json, "title", gw_unsent_get_title (unsent));
  add_text (json, "number", gw_unsent_get_number (unsent));
  json_object_object_add (json, "at", json_object_new_int64 (gw_unsent_get_at (unsent)));
  return line_of (json);
}

/* NULL for a line that keeps nothing, or makes no sense. */
static GwUnsent *
read_keep (GwJson *json)
{
  GwReader reader = { 0 };
  const char *key = gw_reader_string (&reader, json, "keep", GW_REQUIRED);
  const char *path = gw_reader_string (&reader, json, "path", GW_REQUIRED);
  const char *body = gw_reader_string (&reader, json, "body", GW_REQUIRED);
  const char *title = gw_reader_string (&reader, json, "title", GW_OPTIONAL);
  const char *number = gw_reader_string (&reader, json, "number", GW_OPTIONAL);
  gint64 at = gw_reader_int (&reader, json, "at", GW_REQUIRED);
  g_autoptr (GError) error = NULL;

  if (!gw_reader_finish (&reader, &error))
    return NULL;
  return gw_unsent_new (key, path, body, title, number, at);
}

static void
read_line (GwOutboxFile *file, const char *line, gsize length, GPtrArray *order)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwJson) json = gw_json_parse (line, length, &error);
  g_autoptr (GwUnsent) unsent = NULL;
  GwReader reader = { 0 };
  const char *settled;

  if (json == NULL)
    {
      g_info ("%s: %s", file->path, error->message);
      return;
    }
  settled = gw_reader_string (&reader, json, "settled", GW_OPTIONAL);
  g_clear_error (&reader.error);
  if (settled != NULL)
    {
      g_hash_table_remove (file->lines, settled);
      return;
    }
  unsent = read_keep (json);
  if (unsent == NULL || g_hash_table_contains (file->lines, gw_unsent_get_key (unsent)))
    return;
  g_hash_table_insert (file->lines, g_strdup (gw_unsent_get_key (unsent)),
                       g_strdup_printf ("%.*s\n", (int)length, line));
  g_ptr_array_add (order, g_steal_pointer (&unsent));
}

/* --- the file ------------------------------------------------------------------------- */

static gboolean
open_lock (GwOutboxFile *file)
{
  g_autofree char *name = g_strconcat (file->path, ".lock", NULL);
  g_autofree char *folder = g_path_get_dirname (file->path);

  g_mkdir_with_parents (folder, 0700);
  file->lock = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file->lock >= 0 && flock (file->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_info ("%s: %s", name, g_strerror (errno));
  close_fd (&file->lock);
  return FALSE;
}

/* What is not settled, and nothing else; replaces the file at one stroke. */
static gboolean
rewrite (GwOutboxFile *file)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer line;

  g_hash_table_iter_init (&iter, file->lines);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    g_string_append (text, line);
  close_fd (&file->fd);
  if (!g_file_set_contents_full (
          file->path, text->str, (gssize)text->len,
          G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
    {
      g_info ("%s: %s", file->path, error->message);
      return FALSE;
    }
  file->fd = g_open (file->path, O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  file->n_settled = 0;
  return file->fd >= 0;
}

static void
read_lines (GwOutboxFile *file, GPtrArray *order)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *line;
  const char *end;

  if (!g_file_get_contents (file->path, &text, &length, &error))
    {
      if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_info ("%s: %s", file->path, error->message);
      return;
    }
  /* What has no end of its line was being written when the program ended. */
  for (line = text; (end = memchr (line, '\n', length - (gsize)(line - text))) != NULL;
       line = end + 1)
    read_line (file, line, (gsize)(end - line), order);
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  gint64 at_a = gw_unsent_get_at (*(GwUnsent **)a);
  gint64 at_b = gw_unsent_get_at (*(GwUnsent **)b);

  return at_a < at_b ? -1 : at_a > at_b;
}

GPtrArray *
gw_outbox_file_load (GwOutboxFile *file)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_object_unref);

  if (!open_lock (file))
    return kept;
  read_lines (file, order);
  for (guint i = 0; i < order->len; i++)
    if (g_hash_table_contains (file->lines, gw_unsent_get_key (order->pdata[i])))
      g_ptr_array_add (kept, g_object_ref (order->pdata[i]));
  g_ptr_array_sort (kept, compare_age);
  rewrite (file);
  return kept;
}

static gboolean
append (GwOutboxFile *file, const char *line)
{
  gsize length = strlen (line);
  gsize done = 0;

  if (file->fd < 0)
    return FALSE;
  while (done < length)
    {
      gssize n = write (file->fd, line + done, length - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_info ("%s: %s", file->path, g_strerror (errno));
          /* The next line must not be joined to half of this one. */
          rewrite (file);
          return FALSE;
        }
      done += (gsize)n;
    }
  if (fsync (file->fd) == 0)
    return TRUE;
  g_info ("%s: %s", file->path, g_strerror (errno));
  return FALSE;
}

gboolean
gw_outbox_file_keep (GwOutboxFile *file, GwUnsent *unsent)
{
  g_autofree char *line = keep_line (unsent);

  if (!append (file, line))
    return FALSE;
  g_hash_table_replace (file->lines, g_strdup (gw_unsent_get_key (unsent)),
                        g_steal_pointer (&line));
  return TRUE;
}

gboolean
gw_outbox_file_settle (GwOutboxFile *file, const char *key)
{
  g_autoptr (GwJson) json = json_object_new_object ();
  g_autofree char *line = NULL;

  if (!g_hash_table_remove (file->lines, key))
    return TRUE;
  if (g_hash_table_size (file->lines) == 0 ||
      (++file->n_settled > MAX_SETTLED &&
       file->n_settled > g_hash_table_size (file->lines)))
    return rewrite (file);
  add_text (json, "settled", key);
  line = line_of (json);
  return append (file, line);
}
