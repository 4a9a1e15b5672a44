/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request that changes something, from the moment it is decided until it is answered. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GW_UNSENT_HELD,    /* decided, on its way to the disk; somebody here will send it */
  GW_UNSENT_SENDING, /* asked of the server, no answer yet */
  GW_UNSENT_WAITING, /* could not be sent: waits for the user */
  GW_UNSENT_REFUSED, /* the server said no when it was sent again: waits to be seen */
  GW_UNSENT_ENDED,   /* answered or dropped: no longer kept */
} GwUnsentState;

/* Property "state" (guint, GwUnsentState). All strings are borrowed. */
#define GW_TYPE_UNSENT (gw_unsent_get_type ())
G_DECLARE_FINAL_TYPE (GwUnsent, gw_unsent, GW, UNSENT, GObject)

/* The idempotency key, unlike any other. */
const char *gw_unsent_get_key (GwUnsent *self);
const char *gw_unsent_get_path (GwUnsent *self);
const char *gw_unsent_get_body (GwUnsent *self);
/* What it is, in words of the language in which it was decided. */
const char *gw_unsent_get_title (GwUnsent *self);
/* The case it is about; NULL: none yet. */
const char *gw_unsent_get_number (GwUnsent *self);
/* When it was decided: microseconds UTC. */
gint64 gw_unsent_get_at (GwUnsent *self);
GwUnsentState gw_unsent_get_state (GwUnsent *self);
/* Why it waits or was refused; NULL: not known (the program ended meanwhile). */
const char *gw_unsent_get_message (GwUnsent *self);

/* For the outbox: at 0 means now, key NULL a new one. */
GwUnsent *gw_unsent_new (const char *key, const char *path, const char *body,
                         const char *title, const char *number, gint64 at);
void gw_unsent_set_state (GwUnsent *self, GwUnsentState state, const char *message);

G_END_DECLS
