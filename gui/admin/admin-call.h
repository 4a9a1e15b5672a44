/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of a page of the administration: the newest alone counts. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/json.h"

G_BEGIN_DECLS

typedef struct _GwAdminCall GwAdminCall;

/* answer is NULL with error. page: who asked; it lives at least until then. */
typedef void (*GwAdminCallFunc) (gpointer page, GwJson *answer, const GError *error);

/* page: a GObject, borrowed. Free it when the page is disposed of. */
GwAdminCall *gw_admin_call_new (GwClient *client, gpointer page);
/* Gives up what is on its way; func is not called any more. */
void gw_admin_call_free (GwAdminCall *self);
void gw_admin_call_cancel (GwAdminCall *self);
/* Gives up what was asked before. body may be NULL. */
void gw_admin_call_send (GwAdminCall *self, const char *method, const char *path,
                         const char *body, GwAdminCallFunc func);
gboolean gw_admin_call_is_under_way (const GwAdminCall *self);

G_END_DECLS
