/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests that change something, kept on the disk until the server has answered them. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/unsent.h"

G_BEGIN_DECLS

/* So many requests are kept at most; a bulk action of the largest selection fits. */
#define GW_OUTBOX_MAX 2000
/* Bytes of the body of one of them. */
#define GW_OUTBOX_MAX_BODY (256 * 1024)

/*
 * The way of a decision:
 *
 *   unsent = gw_outbox_hold (outbox, path, body, number, title, &error);
 *   … the undo window; undo: gw_outbox_drop (outbox, unsent); …
 *   gw_outbox_send_async (outbox, unsent, decoder, free_result, callback, data);
 *
 * From hold on it lies in a journal file (fsync'd, one for each server and login) under a key
 * of its own, so that it survives a crash and is taken once by the server however often it is
 * sent. Answered, it is forgotten. When no answer comes it waits in the list of the unsent,
 * where the user sends it again or drops it; so does, at the next start, whatever a program
 * left behind that ended meanwhile. Writing happens off the main loop; a disk that fails
 * costs the keeping, not the sending.
 *
 * Signals: "sent" (GwUnsent): one of the list was taken by the server after all.
 * Property "n-unsent" (guint): length of the list.
 */
#define GW_TYPE_OUTBOX (gw_outbox_get_type ())
G_DECLARE_FINAL_TYPE (GwOutbox, gw_outbox, GW, OUTBOX, GObject)

/* folder NULL: the user's data folder. Reads what is there at once, off the main loop. */
GwOutbox *gw_outbox_new (GwClient *client, const char *login, const char *folder);

/*
 * Keeps a POST of a JSON body for a path of the server. number (may be NULL): the case it is
 * about; title: what it is, in words. NULL with GW_CLIENT_ERROR_REFUSED when too much is
 * kept already, or body is too long. Caller owns the reference.
 */
GwUnsent *gw_outbox_hold (GwOutbox *self, const char *path, const char *body,
                          const char *number, const char *title, GError **error);
/* Not sent and not kept any more. Nothing happens when it is being sent or is answered. */
void gw_outbox_drop (GwOutbox *self, GwUnsent *unsent);
/*
 * Sends what is held, as soon as it is safely on the disk. Ends as gw_client_call_async()
 * does. After an error, gw_unsent_get_state() tells whether it is kept (GW_UNSENT_WAITING:
 * there was no answer, or none that settles it) or not (GW_UNSENT_ENDED: the server said no).
 */
void gw_outbox_send_async (GwOutbox *self, GwUnsent *unsent, GwDecoder decoder,
                           GDestroyNotify free_result, GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer gw_outbox_send_finish (GwOutbox *self, GAsyncResult *result, GError **error);

/* GwUnsent that wait for the user, oldest first. Borrowed. */
GListModel *gw_outbox_get_unsent (GwOutbox *self);
guint gw_outbox_get_n_unsent (GwOutbox *self);
/*
 * Sends the list again, one after the other, oldest first; stops at the first that still
 * gets no answer. unsent NULL: all of them. What is refused stays, with the reason.
 */
void gw_outbox_resend (GwOutbox *self, GwUnsent *unsent);

G_END_DECLS
