/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A million components, told by a server in a thread of its own in the form of the real one,
 * for a map that shows them and moves.
 */
#include "tests/bench/bench-pan.h"

#include <libsoup/soup.h>
#include <stdio.h>

/* Rows and columns of them. */
#define SIDE 1000

struct _ComponentServer
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GwBox box; /* where they stand */
  char *base;
  GMutex mutex;
  GCond cond;
};

/* The first of them between two places along one axis, and the one after the last. */
static void
range_of (gint32 from, gint32 to, double low, double high, guint *ret_first, guint *ret_end)
{
  double pitch = ((double)to - from) / GW_FIXED_PER_DEGREE / SIDE;
  double start = (double)from / GW_FIXED_PER_DEGREE;

  *ret_first = (guint)CLAMP ((low - start) / pitch, 0, SIDE);
  *ret_end = (guint)CLAMP ((high - start) / pitch + 1, 0, SIDE);
}

static void
append_component (GString *text, const ComponentServer *server, guint row, guint column)
{
  const GwBox *box = &server->box;
  guint number = row * SIDE + column;
  guint hash = number * 2654435761u;
  guint group = 1 + hash % 5;
  double across = (column + (hash >> 16 & 0xff) / 256.0) / SIDE;
  double along = (row + (hash >> 24) / 256.0) / SIDE;
  double lon = box->min.x + ((double)box->max.x - box->min.x) * across;
  double lat = box->min.y + ((double)box->max.y - box->min.y) * along;

  g_string_append_printf (
      text,
      "%s{\"code\":\"4418020%u%07u\",\"name\":\"路灯\",\"class\":{\"code\":\"0%u01\","
      "\"name\":\"路灯\",\"name_en\":\"Street lamp\"},\"owner\":null,"
      "\"location\":{\"lon\":%.7f,\"lat\":%.7f}}",
      text->str[text->len - 1] == '[' ? "" : ",", group, number, group,
      lon / GW_FIXED_PER_DEGREE, lat / GW_FIXED_PER_DEGREE);
}

static void
answer_cb (SoupServer *soup, SoupServerMessage *message, const char *path,
           GHashTable *query, gpointer data)
{
  const ComponentServer *server = data;
  const char *bbox = query != NULL ? g_hash_table_lookup (query, "bbox") : NULL;
  GString *text = g_string_new ("{\"components\":[");
  double west, south, east, north;
  guint first_row, end_row, first_column, end_column;

  if (bbox != NULL && sscanf (bbox, "%lf,%lf,%lf,%lf", &west, &south, &east, &north) == 4)
    {
      range_of (server->box.min.x, server->box.max.x, west, east, &first_column,
                &end_column);
      range_of (server->box.min.y, server->box.max.y, south, north, &first_row, &end_row);
      for (guint row = first_row; row < end_row; row++)
        for (guint column = first_column; column < end_column; column++)
          append_component (text, server, row, column);
    }
  g_string_append (text, "]}");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    text->str, text->len);
  g_string_free (text, TRUE);
}

static gpointer
server_thread (gpointer data)
{
  ComponentServer *server = data;
  g_autoptr (SoupServer) soup = NULL;
  GSList *uris;

  g_main_context_push_thread_default (server->context);
  soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (soup, NULL, answer_cb, server, NULL);
  soup_server_listen_local (soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  uris = soup_server_get_uris (soup);
  g_mutex_lock (&server->mutex);
  server->base = g_uri_to_string (uris->data);
  g_cond_signal (&server->cond);
  g_mutex_unlock (&server->mutex);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  g_main_loop_run (server->loop);
  soup_server_disconnect (soup);
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

ComponentServer *
component_server_new (GwBox box)
{
  ComponentServer *server = g_new0 (ComponentServer, 1);

  server->box = box;
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  g_mutex_init (&server->mutex);
  g_cond_init (&server->cond);
  g_mutex_lock (&server->mutex);
  server->thread = g_thread_new ("components", server_thread, server);
  while (server->base == NULL)
    g_cond_wait (&server->cond, &server->mutex);
  g_mutex_unlock (&server->mutex);
  return server;
}

const char *
component_server_get_base (const ComponentServer *server)
{
  return server->base;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
component_server_free (ComponentServer *server)
{
  g_main_context_invoke (server->context, quit_cb, server->loop);
  g_thread_join (server->thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_mutex_clear (&server->mutex);
  g_cond_clear (&server->cond);
  g_free (server->base);
  g_free (server);
}
