/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real gridward-server as a child, on a port of its own. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GSubprocess *process;
  guint16 port;
} ServerProcess;

/*
 * Starts the server that was built with these tests and waits until it listens.
 * environment: "NAME=value" strings added to ours, or NULL. tiles may be NULL. Aborts when
 * it does not start.
 */
ServerProcess *server_process_start (const char *database, const char *tiles,
                                     const char *const *environment);
/* kill -9; waits until it is gone. Callable from a thread. */
void server_process_kill (ServerProcess *server);
/* Asks it to stop and waits; aborts when it does not exit cleanly. */
void server_process_stop (ServerProcess *server);
void server_process_free (ServerProcess *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerProcess, server_process_free)

/* Signs in; the caller frees the token. Aborts when refused. */
char *server_process_sign_in (ServerProcess *server, const char *login,
                              const char *password);

G_END_DECLS
