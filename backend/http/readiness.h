/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which connections can be read and written. Private to this room. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * One descriptor stands in the main context for all connections. GLib tells itself through a
 * system call of each poll descriptor that comes or goes, which libsoup makes happen eight
 * times a request, and polls all of them each time round. Sources made here have none: epoll
 * reports each change once, it is remembered, and they look at what is remembered.
 */
typedef struct _GwReadySet GwReadySet;

/* What is known of one connection; counted references, one thread. */
typedef struct
{
  GIOCondition now; /* of G_IO_IN and G_IO_OUT */
  gboolean ended;   /* the end of the input has come: reading never blocks again */
} GwReadiness;

GwReadySet *gw_ready_set_new (GMainContext *context);
/* Connections may outlive the set; nothing more is learnt of them then. */
void gw_ready_set_free (GwReadySet *set);

/*
 * Watches a socket from now until it is closed or given up. NULL when the system has no room
 * for that. The reference must be held until then.
 */
GwReadiness *gw_ready_set_watch (GwReadySet *set, int fd);
/* For a connection that somebody else watches from now on. */
void gw_ready_set_give_up (GwReadySet *set, int fd);

GwReadiness *gw_readiness_ref (GwReadiness *readiness);
void gw_readiness_unref (GwReadiness *readiness);
/* To be called when a read or write took less than it could have, or nothing. */
void gw_readiness_used_up (GwReadiness *readiness, GIOCondition condition);
/* The source of a pollable stream: ready while the condition (G_IO_IN or G_IO_OUT) holds. */
GSource *gw_readiness_create_source (GwReadiness *readiness, GIOCondition condition,
                                     gpointer stream);

G_END_DECLS
