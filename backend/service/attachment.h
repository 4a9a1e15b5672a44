/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photographs: streamed to files that are named by their content. */
#pragma once

#include <gio/gio.h>

#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_ATTACHMENT_MAX_BYTES (8 * 1024 * 1024)

/* One upload under way. */
typedef struct _GwUpload GwUpload;

/* UNSUPPORTED_MEDIA_TYPE unless type is image/jpeg, image/png or image/webp. */
GwUpload *gw_attachment_begin (GwService *service, const GwPerson *user, const char *type,
                               GError **error);
/* BODY_TOO_LARGE beyond the limit; UNSUPPORTED_MEDIA_TYPE when it begins unlike its type. */
gboolean gw_attachment_append (GwUpload *upload, const void *bytes, gsize length,
                               GError **error);
/* Gives up an upload that was not finished; removes its file. */
void gw_upload_free (GwUpload *upload);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwUpload, gw_upload_free)

/* attachment belongs to the callback's caller; NULL with error. */
typedef void (*GwAttachmentFunc) (const GwAttachment *attachment, const GError *error,
                                  gpointer user_data);
/*
 * Takes the upload: checks the whole image's structure, brings file and record to disk in
 * worker threads. Through done: UNSUPPORTED_MEDIA_TYPE (not an image of that type),
 * OVERLOADED, INTERNAL.
 */
void gw_attachment_finish (GwUpload *upload, GwAttachmentFunc done, gpointer user_data);

/*
 * Description and bytes (mapped, not read) of an attachment, for who uploaded it and who
 * may see its case. NOT_FOUND for everyone else.
 */
GwAttachment *gw_attachment_open (GwService *service, const GwPerson *user, const char *id,
                                  GBytes **ret_bytes, GError **error);

G_END_DECLS
