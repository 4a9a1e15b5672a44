/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photographs to go with an action: chosen or dropped, sent at once, removable until then. */
#pragma once

#include "gui/client/client.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Signal "changed": what is chosen, or how far it has got, is another now. Each photograph is
 * sent as soon as it is chosen; what went wrong with it is said beside its name.
 */
#define GW_TYPE_PHOTO_PICKER (gw_photo_picker_get_type ())
G_DECLARE_FINAL_TYPE (GwPhotoPicker, gw_photo_picker, GW, PHOTO_PICKER, GtkWidget)

void gw_photo_picker_set_client (GwPhotoPicker *self, GwClient *client);
/* As choosing it in the dialog does. */
void gw_photo_picker_add_file (GwPhotoPicker *self, GFile *file);
/* One that the server has already, of a draft. */
void gw_photo_picker_add_sent (GwPhotoPicker *self, const char *id);
gboolean gw_photo_picker_is_empty (GwPhotoPicker *self);
/* Forgets all; what is still under way is cancelled. */
void gw_photo_picker_clear (GwPhotoPicker *self);
/* TRUE when every photograph that is chosen is with the server. */
gboolean gw_photo_picker_is_complete (GwPhotoPicker *self);
/* The server's names of the photographs, in the order chosen; NULL: none. Caller frees. */
GStrv gw_photo_picker_dup_ids (GwPhotoPicker *self);

G_END_DECLS
