/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was begun and not sent yet, kept on the disk as one types. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/drafts.h"

#include <string.h>

#include "gui/client/disk.h"
#include "gui/client/json.h"

/* After the last key. */
#define WRITE_MS 300
#define ACTION_PREFIX "action/"

typedef struct
{
  char *text;
  gint64 at;
} Draft;

struct _GwDrafts
{
  GObject parent_instance;

  char *path;
  GHashTable *drafts; /* name -> Draft */
  gboolean is_loaded;
  guint write_id;
};

G_DEFINE_FINAL_TYPE (GwDrafts, gw_drafts, G_TYPE_OBJECT)

static guint changed_signal;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->text);
  g_free (draft);
}

/* --- the file ------------------------------------------------------------------------- */

typedef struct
{
  GwDrafts *drafts; /* NULL: nobody waits */
  char *path;
  char *text;
} FileJob;

static void
file_job_free (gpointer data)
{
  FileJob *job = data;

  g_clear_object (&job->drafts);
  g_free (job->path);
  g_free (job->text);
  g_free (job);
}

static void
read_thread (gpointer data)
{
  FileJob *job = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (job->path, &job->text, NULL, &error) &&
      !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_info ("%s: %s", job->path, error->message);
}

static void
write_thread (gpointer data)
{
  FileJob *job = data;
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  /* Callers' names and numbers are nobody else's business: 0600. */
  if (!g_file_set_contents_full (
          job->path, job->text, -1,
          G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
    g_info ("%s: %s", job->path, error->message);
}

static char *
encode (GwDrafts *self)
{
  g_autoptr (GwJson) root = json_object_new_object ();
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Draft *draft = value;
      GwJson *json = json_object_new_object ();

      json_object_object_add (json, "text", json_object_new_string (draft->text));
      json_object_object_add (json, "at", json_object_new_int64 (draft->at));
      json_object_object_add (root, name, json);
    }
  return g_strdup (json_object_to_json_string_ext (root, JSON_C_TO_STRING_PLAIN));
}

static gboolean
write_cb (gpointer data)
{
  GwDrafts *self = data;
  FileJob *job = g_new0 (FileJob, 1);

  self->write_id = 0;
  job->path = g_strdup (self->path);
  job->text = encode (self);
  gw_disk_queue (write_thread, NULL, job, file_job_free);
  return G_SOURCE_REMOVE;
}

static void
put (GwDrafts *self, const char *name, const char *text, gint64 at)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->text = g_strdup (text);
  draft->at = at;
  g_hash_table_replace (self->drafts, g_strdup (name), draft);
}

/* What was written since the start is newer than what the file says. */
static void
loaded_cb (gpointer data)
{
  FileJob *job = data;
  GwDrafts *self = job->drafts;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwJson) root =
      job->text != NULL ? gw_json_parse (job->text, strlen (job->text), &error) : NULL;

  self->is_loaded = TRUE;
  if (root != NULL && json_object_is_type (root, json_type_object))
    {
      json_object_object_foreach (root, name, json)
        {
          GwReader reader = { 0 };
          const char *text = gw_reader_string (&reader, json, "text", GW_REQUIRED);
          gint64 at = gw_reader_int (&reader, json, "at", GW_REQUIRED);

          if (gw_reader_finish (&reader, NULL) &&
              !g_hash_table_contains (self->drafts, name))
            put (self, name, text, at);
        }
    }
  else if (error != NULL)
    g_info ("%s: %s", self->path, error->message);
  g_signal_emit (self, changed_signal, 0);
}

/* --- the object ----------------------------------------------------------------------- */

static void
gw_drafts_finalize (GObject *object)
{
  GwDrafts *self = GW_DRAFTS (object);

  if (self->write_id != 0)
    {
      g_source_remove (self->write_id);
      write_cb (self);
    }
  g_hash_table_unref (self->drafts);
  g_free (self->path);

  G_OBJECT_CLASS (gw_drafts_parent_class)->finalize (object);
}

static void
gw_drafts_class_init (GwDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_drafts_finalize;

  changed_signal = g_signal_new ("changed", GW_TYPE_DRAFTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_drafts_init (GwDrafts *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, draft_free);
}

GwDrafts *
gw_drafts_new (GwClient *client, const char *login, const char *folder)
{
  GwDrafts *self = g_object_new (GW_TYPE_DRAFTS, NULL);
  FileJob *job = g_new0 (FileJob, 1);

  self->path = gw_disk_path (folder, gw_client_get_base (client), login, ".drafts");
  job->drafts = g_object_ref (self);
  job->path = g_strdup (self->path);
  gw_disk_queue (read_thread, loaded_cb, job, file_job_free);
  return self;
}

static int
compare_at (gconstpointer a, gconstpointer b, gpointer data)
{
  GwDrafts *self = data;
  gint64 at_a = gw_drafts_get_at (self, *(const char *const *)a);
  gint64 at_b = gw_drafts_get_at (self, *(const char *const *)b);

  return at_a < at_b ? -1 : at_a > at_b;
}

char **
gw_drafts_dup_names (GwDrafts *self)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (GW_IS_DRAFTS (self), NULL);

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_with_data (names, compare_at, self);
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

static void
drop_oldest (GwDrafts *self)
{
  g_auto (GStrv) names = gw_drafts_dup_names (self);

  g_hash_table_remove (self->drafts, names[0]);
}

void
gw_drafts_set (GwDrafts *self, const char *name, const char *text)
{
  const char *old;

  g_return_if_fail (GW_IS_DRAFTS (self) && name != NULL);

  old = gw_drafts_get (self, name);
  if (text != NULL && strlen (text) > GW_DRAFTS_MAX_BYTES)
    text = NULL;
  if (g_strcmp0 (old, text) == 0)
    return;
  if (text == NULL)
    g_hash_table_remove (self->drafts, name);
  else
    {
      if (old == NULL && g_hash_table_size (self->drafts) >= GW_DRAFTS_MAX)
        drop_oldest (self);
      put (self, name, text, g_get_real_time ());
    }
  if (self->write_id == 0)
    self->write_id = g_timeout_add (WRITE_MS, write_cb, self);
  if ((old == NULL) != (text == NULL))
    g_signal_emit (self, changed_signal, 0);
}

const char *
gw_drafts_get (GwDrafts *self, const char *name)
{
  const Draft *draft;

  g_return_val_if_fail (GW_IS_DRAFTS (self), NULL);

  draft = g_hash_table_lookup (self->drafts, name);
  return draft != NULL ? draft->text : NULL;
}

gint64
gw_drafts_get_at (GwDrafts *self, const char *name)
{
  const Draft *draft;

  g_return_val_if_fail (GW_IS_DRAFTS (self), 0);

  draft = g_hash_table_lookup (self->drafts, name);
  return draft != NULL ? draft->at : 0;
}

char *
gw_draft_name_of_action (const char *number, const char *action)
{
  return g_strconcat (ACTION_PREFIX, number, "/", action, NULL);
}

gboolean
gw_draft_name_parse (const char *name, char **ret_number, char **ret_action)
{
  g_auto (GStrv) parts = NULL;

  if (!g_str_has_prefix (name, ACTION_PREFIX))
    return FALSE;
  parts = g_strsplit (name, "/", 3);
  if (g_strv_length (parts) != 3)
    return FALSE;
  *ret_number = g_strdup (parts[1]);
  *ret_action = g_strdup (parts[2]);
  return TRUE;
}

void
gw_drafts_flush (GwDrafts *self)
{
  g_return_if_fail (GW_IS_DRAFTS (self));

  if (self->write_id != 0)
    {
      g_source_remove (self->write_id);
      write_cb (self);
    }
  gw_disk_wait ();
}
