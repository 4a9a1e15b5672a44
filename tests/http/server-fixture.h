/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small server of the http room, in a thread of its own, for the tests of that room. */
#pragma once

#include "backend/http/push-hub.h"
#include "backend/http/server.h"
#include "tests/lib/http-client.h"

G_BEGIN_DECLS

/* The size of the answer of /big. */
#define BIG (32 * 1024 * 1024)

typedef struct
{
  GwHttpLimits limits;
  GwPushLimits push_limits;
  guint16 port;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GwHttpServer *server;
  GwPushHub *hub;
  GPtrArray *clients; /* GwPushClient of /live */
  int n_blocked;
  GwHttpRequest *kept; /* of /never: never answered */
  guint later_ms;      /* how long /later takes */
  int n_taken;         /* requests that /later and /never have got */
  int n_uploads;       /* upload sinks that exist now */
  int n_upload_bytes;
  GMutex mutex;
  GCond cond;
} Fixture;

/* limits NULL: the defaults. */
Fixture *fixture_new (const GwHttpLimits *limits, const GwPushLimits *push_limits);
/* Stops gracefully, then frees. */
void fixture_free (Fixture *fixture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)
/* Waits until the counter is at least n; it is one that the server's thread changes. */
void fixture_wait (const int *counter, int n);
/* Runs func in the server's thread and waits for it. */
void fixture_run (Fixture *fixture, GFunc func, gpointer data);

G_END_DECLS
