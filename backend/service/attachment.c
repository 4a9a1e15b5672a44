/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Photographs. The bytes stream into a temporary file and through a hash; at the end a
 * worker checks the image, syncs file and folder and gives the file the name of its
 * content; then the record is written. The same picture twice is one file.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/attachment.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "backend/service/image-check.h"
#include "backend/service/service-private.h"

#define ID_BYTES 18
/* No upload takes so long: whoever began it is gone. */
#define LEFT_BEHIND_SECONDS 86400

static const char *const types[] = { "image/jpeg", "image/png", "image/webp" };

struct _GwUpload
{
  GwService *service;
  GwPerson *user;
  const char *type;
  char *temporary; /* path; NULL once it has its name */
  int fd;
  gsize size;
  guint8 head[GW_IMAGE_SNIFF_BYTES];
  crypto_hash_sha256_state hash;
  GwAttachmentRecord record;
  GError *error;
  GwAttachmentFunc done;
  gpointer user_data;
};

/* With room on the disk the same upload would have been taken. */
static void
fail_file (GError **error, const char *what)
{
  if (errno == ENOSPC || errno == EDQUOT)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OVERLOADED, NULL,
                         "there is no room for photographs at the moment");
      return;
    }
  gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL, "%s: %s", what,
                     g_strerror (errno));
}

static void
fail_type (GError **error, const char *type)
{
  gw_case_error_set (error, GW_CASE_ERROR_UNSUPPORTED_MEDIA_TYPE, NULL,
                     "this is not a whole image of type %s", type);
}

static const char *
find_type (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (type, types[i]) == 0)
        return types[i];
    }
  return NULL;
}

static char *
incoming_dir (GwService *service)
{
  return g_build_filename (service->attachment_dir, "incoming", NULL);
}

void
gw_attachment_clear_incoming (GwService *service)
{
  g_autofree char *path = incoming_dir (service);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      GStatBuf status;

      if (g_stat (child, &status) == 0 &&
          time (NULL) - status.st_mtime > LEFT_BEHIND_SECONDS)
        g_unlink (child);
    }
}

GwUpload *
gw_attachment_begin (GwService *service, const GwPerson *user, const char *type,
                     GError **error)
{
  g_autofree char *dir = incoming_dir (service);
  g_autofree char *path = g_build_filename (dir, "XXXXXX", NULL);
  const char *known = find_type (type);
  GwUpload *upload;
  int fd;

  if (known == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_UNSUPPORTED_MEDIA_TYPE, NULL,
                         "image/jpeg, image/png and image/webp are taken");
      return NULL;
    }
  if (g_mkdir_with_parents (dir, 0750) != 0)
    {
      fail_file (error, dir);
      return NULL;
    }
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0640);
  if (fd < 0)
    {
      fail_file (error, path);
      return NULL;
    }
  upload = g_new0 (GwUpload, 1);
  upload->service = service;
  upload->user = gw_person_ref (user);
  upload->type = known;
  upload->temporary = g_steal_pointer (&path);
  upload->fd = fd;
  crypto_hash_sha256_init (&upload->hash);
  return upload;
}

void
gw_upload_free (GwUpload *upload)
{
  if (upload->fd >= 0)
    close (upload->fd);
  if (upload->temporary != NULL)
    g_unlink (upload->temporary);
  g_free (upload->temporary);
  gw_attachment_record_clear (&upload->record);
  gw_person_unref (upload->user);
  g_clear_error (&upload->error);
  g_free (upload);
}

/* Looks at the type as soon as the first bytes are there. */
static gboolean
check_head (GwUpload *upload, const guint8 *bytes, gsize length, GError **error)
{
  gsize wanted;

  if (upload->size >= GW_IMAGE_SNIFF_BYTES)
    return TRUE;
  wanted = MIN (GW_IMAGE_SNIFF_BYTES - upload->size, length);
  memcpy (upload->head + upload->size, bytes, wanted);
  if (upload->size + wanted < GW_IMAGE_SNIFF_BYTES ||
      g_strcmp0 (gw_image_sniff (upload->head, GW_IMAGE_SNIFF_BYTES), upload->type) == 0)
    return TRUE;
  fail_type (error, upload->type);
  return FALSE;
}

gboolean
gw_attachment_append (GwUpload *upload, const void *bytes, gsize length, GError **error)
{
  const guint8 *next = bytes;
  gsize left = length;

  if (length > GW_ATTACHMENT_MAX_BYTES - upload->size)
    {
      gw_case_error_set (error, GW_CASE_ERROR_BODY_TOO_LARGE, NULL,
                         "at most %d bytes are taken", GW_ATTACHMENT_MAX_BYTES);
      return FALSE;
    }
  if (!check_head (upload, bytes, length, error))
    return FALSE;
  while (left > 0)
    {
      gssize written = write (upload->fd, next, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          fail_file (error, upload->temporary);
          return FALSE;
        }
      next += written;
      left -= (gsize)written;
    }
  crypto_hash_sha256_update (&upload->hash, bytes, length);
  upload->size += length;
  return TRUE;
}

/* "ab/cdef…": 256 folders keep each of them small. */
static char *
content_path (GwService *service, const guint8 hash[32])
{
  char hex[65];

  sodium_bin2hex (hex, sizeof hex, hash, 32);
  return g_strdup_printf ("%s/%.2s/%s", service->attachment_dir, hex, hex + 2);
}

/* --- in a worker ---------------------------------------------------------------------- */

static gboolean
sync_dir (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (!ok)
    fail_file (error, path);
  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
check_image (GwUpload *upload, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;

  if (upload->size >= GW_IMAGE_SNIFF_BYTES)
    file = g_mapped_file_new_from_fd (upload->fd, FALSE, NULL);
  if (file != NULL &&
      gw_image_check (upload->type, (const guint8 *)g_mapped_file_get_contents (file),
                      g_mapped_file_get_length (file)))
    return TRUE;
  fail_type (error, upload->type);
  return FALSE;
}

static gboolean
name_file (GwUpload *upload, GError **error)
{
  g_autofree char *path = content_path (upload->service, upload->record.sha256);
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *parent = g_path_get_dirname (upload->service->attachment_dir);

  if (fsync (upload->fd) != 0 || g_mkdir_with_parents (dir, 0750) != 0 ||
      g_rename (upload->temporary, path) != 0)
    {
      fail_file (error, path);
      return FALSE;
    }
  g_clear_pointer (&upload->temporary, g_free);
  /* Each folder may have been made for this file. */
  return sync_dir (dir, error) && sync_dir (upload->service->attachment_dir, error) &&
         sync_dir (parent, error);
}

/* --- on the main context -------------------------------------------------------------- */

static void
fail_upload (GwUpload *upload, const GError *error)
{
  upload->done (NULL, error, upload->user_data);
  gw_upload_free (upload);
}

static gboolean
add_record_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwUpload *upload = data;

  return gw_store_attachment_add (writer, &upload->record, error);
}

static void
record_added_cb (gpointer data, const GError *error, gpointer user_data)
{
  GwUpload *upload = data;
  g_autoptr (GwAttachment) attachment = NULL;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    translated = gw_service_translate_error (error);
  else
    attachment = gw_attachment_new (&upload->record);
  upload->done (attachment, translated, upload->user_data);
}

static void
free_upload (gpointer data)
{
  gw_upload_free (data);
}

static void
file_named_cb (gpointer data)
{
  GwUpload *upload = data;
  g_autoptr (GError) error = g_steal_pointer (&upload->error);

  if (error == NULL && !gw_store_write_async (upload->service->store, add_record_thread,
                                              upload, free_upload, record_added_cb, NULL))
    gw_service_fail_overloaded (&error);
  if (error != NULL)
    fail_upload (upload, error);
}

static void
name_file_thread (gpointer data)
{
  GwUpload *upload = data;

  if (check_image (upload, &upload->error))
    name_file (upload, &upload->error);
  gw_service_answer (upload->service, file_named_cb, upload);
}

void
gw_attachment_finish (GwUpload *upload, GwAttachmentFunc done, gpointer user_data)
{
  guint8 id[ID_BYTES];
  GwAttachmentRecord *record = &upload->record;
  g_autoptr (GError) error = NULL;
  gsize id_size =
      sodium_base64_ENCODED_LEN (ID_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING);

  upload->done = done;
  upload->user_data = user_data;
  randombytes_buf (id, sizeof id);
  record->id = g_malloc (id_size);
  sodium_bin2base64 (record->id, id_size, id, sizeof id,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  crypto_hash_sha256_final (&upload->hash, record->sha256);
  record->size = (gint64)upload->size;
  record->type = g_strdup (upload->type);
  record->uploader_id = upload->user->id;
  record->created_at = gw_service_now (upload->service);
  if (gw_service_work (upload->service, name_file_thread, upload))
    return;
  gw_service_fail_overloaded (&error);
  fail_upload (upload, error);
}

/* An id may have been passed on: it is no permission. */
static gboolean
check_reader (GwService *service, const GwPerson *user, const GwAttachmentRecord *record,
              GError **error)
{
  g_autoptr (GwCaseRecord) its_case = NULL;
  GError *local = NULL;

  if (record->uploader_id == user->id && (record->case_id == 0 || user->area_id == 0))
    return TRUE;
  if (record->case_id != 0)
    its_case = gw_store_case_load (gw_store_read (service->store), record->case_id, &local);
  if (local != NULL)
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  if (its_case != NULL && gw_case_record_is_visible (service->snapshot, its_case, user))
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL, "there is no such attachment");
  return FALSE;
}

GwAttachment *
gw_attachment_open (GwService *service, const GwPerson *user, const char *id,
                    GBytes **ret_bytes, GError **error)
{
  g_autoptr (GwAttachmentRecord) record = NULL;
  g_autoptr (GMappedFile) file = NULL;
  g_autofree char *path = NULL;
  GError *local = NULL;

  record = gw_store_attachment_load (gw_store_read (service->store), id, &local);
  if (record == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  if (!check_reader (service, user, record, error))
    return NULL;
  path = content_path (service, record->sha256);
  file = g_mapped_file_new (path, FALSE, &local);
  if (file == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL, "%s", local->message);
      g_error_free (local);
      return NULL;
    }
  *ret_bytes = g_mapped_file_get_bytes (file);
  return gw_attachment_new (record);
}
