/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often someone may try to sign in. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/login-limit.h"

/* A bucket holds so many attempts, and gets one back each interval. */
#define LOGIN_ATTEMPTS 10
#define LOGIN_INTERVAL_MS 30000
#define ADDRESS_ATTEMPTS 100
#define ADDRESS_INTERVAL_MS 3000
/* Made-up logins must not fill the memory: beyond this, strangers share a bucket. */
#define BUCKETS_MAX 20000

typedef struct
{
  double used;
  gint64 at_ms;
} Bucket;

struct _GwLoginLimit
{
  GHashTable *logins; /* char * -> Bucket */
  GHashTable *addresses;
};

GwLoginLimit *
gw_login_limit_new (void)
{
  GwLoginLimit *limit = g_new0 (GwLoginLimit, 1);

  limit->logins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  limit->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return limit;
}

void
gw_login_limit_free (GwLoginLimit *limit)
{
  g_hash_table_unref (limit->logins);
  g_hash_table_unref (limit->addresses);
  g_free (limit);
}

static Bucket *
find_bucket (GHashTable *buckets, const char *name, gint64 now_ms, gint64 interval_ms)
{
  Bucket *bucket = g_hash_table_lookup (buckets, name);

  if (bucket == NULL && g_hash_table_size (buckets) >= BUCKETS_MAX)
    {
      name = "";
      bucket = g_hash_table_lookup (buckets, name);
    }
  if (bucket == NULL)
    {
      bucket = g_new0 (Bucket, 1);
      bucket->at_ms = now_ms;
      g_hash_table_insert (buckets, g_strdup (name), bucket);
    }
  bucket->used -= (double)MAX (0, now_ms - bucket->at_ms) / (double)interval_ms;
  bucket->used = MAX (0, bucket->used);
  bucket->at_ms = now_ms;
  return bucket;
}

/* Seconds until one attempt is free; 0: now. */
static guint
wait_seconds (const Bucket *bucket, guint attempts, gint64 interval_ms)
{
  double over = bucket->used + 1 - attempts;

  return over <= 0 ? 0 : (guint)(over * (double)interval_ms / 1000) + 1;
}

gboolean
gw_login_limit_take (GwLoginLimit *limit, const char *login, const char *address,
                     gint64 now_ms, guint *ret_wait_seconds)
{
  Bucket *by_login = find_bucket (limit->logins, login, now_ms, LOGIN_INTERVAL_MS);
  Bucket *by_address = find_bucket (limit->addresses, address, now_ms, ADDRESS_INTERVAL_MS);
  guint login_wait = wait_seconds (by_login, LOGIN_ATTEMPTS, LOGIN_INTERVAL_MS);
  guint address_wait = wait_seconds (by_address, ADDRESS_ATTEMPTS, ADDRESS_INTERVAL_MS);

  if (login_wait > 0 || address_wait > 0)
    {
      *ret_wait_seconds = MAX (login_wait, address_wait);
      return FALSE;
    }
  by_login->used++;
  by_address->used++;
  return TRUE;
}

static void
give_back (GHashTable *buckets, const char *name)
{
  Bucket *bucket = g_hash_table_lookup (buckets, name);

  if (bucket != NULL)
    bucket->used = MAX (0, bucket->used - 1);
}

void
gw_login_limit_give_back (GwLoginLimit *limit, const char *login, const char *address)
{
  give_back (limit->logins, login);
  give_back (limit->addresses, address);
}

static void
purge (GHashTable *buckets, gint64 now_ms, gint64 interval_ms)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, buckets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Bucket *bucket = value;

      if ((double)(now_ms - bucket->at_ms) >= bucket->used * (double)interval_ms)
        g_hash_table_iter_remove (&iter);
    }
}

void
gw_login_limit_purge (GwLoginLimit *limit, gint64 now_ms)
{
  purge (limit->logins, now_ms, LOGIN_INTERVAL_MS);
  purge (limit->addresses, now_ms, ADDRESS_INTERVAL_MS);
}
