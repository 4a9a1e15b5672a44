/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that are worth keeping as bytes. */
#pragma once

#include "backend/http/request.h"

G_BEGIN_DECLS

/* Bounded by bytes; what has not been asked for longest goes first. Main thread only. */
typedef struct _GwAnswerCache GwAnswerCache;

GwAnswerCache *gw_answer_cache_new (gsize max_bytes);
void gw_answer_cache_free (GwAnswerCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAnswerCache, gw_answer_cache_free)

void gw_answer_cache_clear (GwAnswerCache *cache);
/* Replies (200, or 304 when the client has it) and returns TRUE when the key is there. */
gboolean gw_answer_cache_reply (GwAnswerCache *cache, const char *key,
                                GwHttpRequest *request);
/* Keeps the answer under the key and replies with it. type is static. */
void gw_answer_cache_add (GwAnswerCache *cache, const char *key, const char *type,
                          GBytes *bytes, GwHttpRequest *request);

typedef GBytes *(*GwAnswerFunc) (gconstpointer job);
/*
 * Makes the bytes in a worker thread, keeps and sends them. job is read by that thread only
 * and freed on the main thread; type is static.
 */
void gw_answer_cache_make (GwAnswerCache *cache, const char *key, const char *type,
                           GwHttpRequest *request, GwAnswerFunc make, gpointer job,
                           GDestroyNotify free_job);

G_END_DECLS
