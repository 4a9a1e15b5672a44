/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that are worth keeping as bytes. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/answer-cache.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  char *key;
  const char *type;
  GBytes *bytes;
  char *etag;
  GList link;
} Answer;

struct _GwAnswerCache
{
  grefcount refs; /* jobs in worker threads hold one */
  GHashTable *answers;
  GQueue order; /* most recently used first, by their links */
  gsize max_bytes;
  gsize n_bytes;
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->key);
  g_free (answer->etag);
  g_bytes_unref (answer->bytes);
  g_free (answer);
}

GwAnswerCache *
gw_answer_cache_new (gsize max_bytes)
{
  GwAnswerCache *cache = g_new0 (GwAnswerCache, 1);

  g_ref_count_init (&cache->refs);
  cache->max_bytes = max_bytes;
  cache->answers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, answer_free);
  g_queue_init (&cache->order);
  return cache;
}

void
gw_answer_cache_free (GwAnswerCache *cache)
{
  if (!cache || !g_ref_count_dec (&cache->refs))
    return;
  g_hash_table_unref (cache->answers);
  g_free (cache);
}

void
gw_answer_cache_clear (GwAnswerCache *cache)
{
  g_queue_init (&cache->order);
  g_hash_table_remove_all (cache->answers);
  cache->n_bytes = 0;
}

static void
reply (const Answer *answer, GwHttpRequest *request)
{
  gw_http_request_set_header (request, "Vary", "Accept, Accept-Language, Authorization");
  if (!gw_http_request_reply_if_same (request, answer->etag))
    gw_http_request_reply (request, 200, answer->type, answer->bytes);
}

gboolean
gw_answer_cache_reply (GwAnswerCache *cache, const char *key, GwHttpRequest *request)
{
  Answer *answer = g_hash_table_lookup (cache->answers, key);

  if (!answer)
    return FALSE;
  g_queue_unlink (&cache->order, &answer->link);
  g_queue_push_head_link (&cache->order, &answer->link);
  reply (answer, request);
  return TRUE;
}

/* With its key: that holds a query, which may be much longer than a short answer. */
static gsize
size_of (const Answer *answer)
{
  return sizeof *answer + strlen (answer->key) + g_bytes_get_size (answer->bytes);
}

static void
drop (GwAnswerCache *cache, Answer *answer)
{
  g_queue_unlink (&cache->order, &answer->link);
  cache->n_bytes -= size_of (answer);
  g_hash_table_remove (cache->answers, answer->key);
}

/* The ETag is made from the content: it holds beyond restarts and across servers. */
static char *
make_etag (GBytes *bytes)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_strndup (sum, 24);
}

static void
add (GwAnswerCache *cache, const char *key, const char *type, GBytes *bytes, char *etag,
     GwHttpRequest *request)
{
  Answer *old = g_hash_table_lookup (cache->answers, key);
  Answer *answer = g_new0 (Answer, 1);

  if (old)
    drop (cache, old);
  answer->key = g_strdup (key);
  answer->type = type;
  answer->bytes = g_bytes_ref (bytes);
  answer->etag = etag;
  answer->link.data = answer;
  cache->n_bytes += size_of (answer);
  g_hash_table_insert (cache->answers, answer->key, answer);
  g_queue_push_head_link (&cache->order, &answer->link);
  reply (answer, request);
  while (cache->n_bytes > cache->max_bytes)
    drop (cache, cache->order.tail->data);
}

void
gw_answer_cache_add (GwAnswerCache *cache, const char *key, const char *type, GBytes *bytes,
                     GwHttpRequest *request)
{
  add (cache, key, type, bytes, make_etag (bytes), request);
}

typedef struct
{
  GwAnswerCache *cache;
  char *key;
  const char *type;
  GwHttpRequest *request;
  GwAnswerFunc make;
  gpointer job;
  GDestroyNotify free_job;
  GBytes *bytes;
  char *etag;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  gw_answer_cache_free (work->cache);
  gw_http_request_unref (work->request);
  work->free_job (work->job);
  g_free (work->key);
  g_clear_pointer (&work->bytes, g_bytes_unref);
  g_free (work->etag);
  g_free (work);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;

  work->bytes = work->make (work->job);
  work->etag = make_etag (work->bytes);
  g_task_return_boolean (task, TRUE);
}

static void
work_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  add (work->cache, work->key, work->type, work->bytes, g_steal_pointer (&work->etag),
       work->request);
}

void
gw_answer_cache_make (GwAnswerCache *cache, const char *key, const char *type,
                      GwHttpRequest *request, GwAnswerFunc make, gpointer job,
                      GDestroyNotify free_job)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, work_done_cb, NULL);
  Work *work = g_new0 (Work, 1);

  g_ref_count_inc (&cache->refs);
  *work = (Work){ cache,    g_strdup (key), type, gw_http_request_ref (request), make, job,
                  free_job, NULL,           NULL };
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, work_thread);
}
