/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often someone may try to sign in. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/login-limit.h"

#include <gio/gio.h>
#include <string.h>

/*
 * What attempts are counted by. Guessing at one login from one place is slowed down most;
 * the login alone allows so much more than one place may spend that nobody can keep others
 * from signing in from elsewhere.
 */
typedef enum
{
  BY_ADDRESS,
  BY_LOGIN,
  BY_BOTH,
  N_KINDS,
} Kind;

/* A bucket holds so many attempts, and gets one back each interval. */
static const struct
{
  guint attempts;
  guint interval_ms;
} limits[N_KINDS] = {
  [BY_ADDRESS] = { 100, 3000 },
  [BY_LOGIN] = { 100, 10000 },
  [BY_BOTH] = { 10, 30000 },
};

/* Made-up logins must not fill the memory: beyond this, strangers share a bucket. */
#define BUCKETS_MAX 20000
/* Whoever has one IPv6 address has all of its /64. */
#define IPV6_PREFIX_BYTES 8

typedef struct
{
  double used;
  gint64 at_ms;
} Bucket;

struct _GwLoginLimit
{
  GHashTable *buckets[N_KINDS]; /* char * -> Bucket */
};

GwLoginLimit *
gw_login_limit_new (void)
{
  GwLoginLimit *limit = g_new0 (GwLoginLimit, 1);

  for (Kind kind = 0; kind < N_KINDS; kind++)
    limit->buckets[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return limit;
}

void
gw_login_limit_free (GwLoginLimit *limit)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    g_hash_table_unref (limit->buckets[kind]);
  g_free (limit);
}

static char *
dup_network (const char *address)
{
  static const guint8 no_network[IPV6_PREFIX_BYTES];
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);
  GString *network;

  if (parsed == NULL || g_inet_address_get_family (parsed) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (address);
  /* ::1, and IPv4 at a listener for both. */
  if (memcmp (g_inet_address_to_bytes (parsed), no_network, sizeof no_network) == 0)
    return g_strdup (address);
  network = g_string_new (NULL);
  for (guint i = 0; i < IPV6_PREFIX_BYTES; i++)
    g_string_append_printf (network, "%02x", g_inet_address_to_bytes (parsed)[i]);
  return g_string_free (network, FALSE);
}

static char *
make_key (Kind kind, const char *login, const char *address)
{
  g_autofree char *network = dup_network (address);

  if (kind == BY_ADDRESS)
    return g_steal_pointer (&network);
  return kind == BY_LOGIN ? g_strdup (login) : g_strconcat (network, " ", login, NULL);
}

static void
purge (GHashTable *buckets, gint64 now_ms, guint interval_ms)
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

/* As it is now; NULL when nothing counts against the key. */
static Bucket *
find_bucket (GwLoginLimit *limit, Kind kind, const char *key, gint64 now_ms)
{
  GHashTable *buckets = limit->buckets[kind];
  Bucket *bucket = g_hash_table_lookup (buckets, key);

  if (bucket == NULL && g_hash_table_size (buckets) >= BUCKETS_MAX)
    bucket = g_hash_table_lookup (buckets, "");
  if (bucket == NULL)
    return NULL;
  bucket->used -= (double)MAX (0, now_ms - bucket->at_ms) / limits[kind].interval_ms;
  bucket->used = MAX (0, bucket->used);
  bucket->at_ms = now_ms;
  return bucket;
}

static void
take_one (GwLoginLimit *limit, Kind kind, const char *key, gint64 now_ms)
{
  GHashTable *buckets = limit->buckets[kind];
  Bucket *bucket = find_bucket (limit, kind, key, now_ms);

  if (bucket == NULL)
    {
      if (g_hash_table_size (buckets) >= BUCKETS_MAX)
        purge (buckets, now_ms, limits[kind].interval_ms);
      if (g_hash_table_size (buckets) >= BUCKETS_MAX)
        key = "";
      bucket = g_new0 (Bucket, 1);
      bucket->at_ms = now_ms;
      g_hash_table_insert (buckets, g_strdup (key), bucket);
    }
  bucket->used++;
}

/* Seconds until one attempt is free; 0: now. */
static guint
wait_seconds (Kind kind, const Bucket *bucket)
{
  double over = bucket != NULL ? bucket->used + 1 - limits[kind].attempts : 0;

  return over <= 0 ? 0 : (guint)(over * limits[kind].interval_ms / 1000) + 1;
}

gboolean
gw_login_limit_take (GwLoginLimit *limit, const char *login, const char *address,
                     gint64 now_ms, guint *ret_wait_seconds)
{
  guint wait = 0;

  /* A refused attempt leaves nothing behind: refusals cost an attacker nothing. */
  for (Kind kind = 0; kind < N_KINDS; kind++)
    {
      g_autofree char *key = make_key (kind, login, address);

      wait = MAX (wait, wait_seconds (kind, find_bucket (limit, kind, key, now_ms)));
    }
  for (Kind kind = 0; wait == 0 && kind < N_KINDS; kind++)
    {
      g_autofree char *key = make_key (kind, login, address);

      take_one (limit, kind, key, now_ms);
    }
  if (wait > 0)
    *ret_wait_seconds = wait;
  return wait == 0;
}

void
gw_login_limit_give_back (GwLoginLimit *limit, const char *login, const char *address)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    {
      g_autofree char *key = make_key (kind, login, address);
      Bucket *bucket = g_hash_table_lookup (limit->buckets[kind], key);

      if (bucket != NULL)
        bucket->used = MAX (0, bucket->used - 1);
    }
}

void
gw_login_limit_purge (GwLoginLimit *limit, gint64 now_ms)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    purge (limit->buckets[kind], now_ms, limits[kind].interval_ms);
}
