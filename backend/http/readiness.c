/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which connections can be read and written: epoll, edge-triggered, behind GSources. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/readiness.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

#define EVENTS_PER_LOOK 256

struct _GwReadySet
{
  GSource source;
  GPollFD epoll;
};

/* ---- the set ---- */

static void
note (const struct epoll_event *event)
{
  GwReadiness *readiness = event->data.ptr;

  if (event->events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
    readiness->ended = TRUE;
  if (event->events & EPOLLIN || readiness->ended)
    readiness->now |= G_IO_IN;
  if (event->events & (EPOLLOUT | EPOLLHUP | EPOLLERR))
    readiness->now |= G_IO_OUT;
}

/*
 * Runs before the connections' sources look, because of its priority, so that they see what
 * is new in the same round. There is never anything left to dispatch.
 */
static gboolean
ready_set_check (GSource *source)
{
  GwReadySet *set = (GwReadySet *)source;
  struct epoll_event events[EVENTS_PER_LOOK];
  int n_events;

  if (!set->epoll.revents)
    return FALSE;
  n_events = epoll_wait (set->epoll.fd, events, EVENTS_PER_LOOK, 0);
  for (int i = 0; i < n_events; i++)
    note (&events[i]);
  return FALSE;
}

static gboolean
ready_set_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
ready_set_finalize (GSource *source)
{
  close (((GwReadySet *)source)->epoll.fd);
}

static GSourceFuncs ready_set_funcs = {
  .check = ready_set_check,
  .dispatch = ready_set_dispatch,
  .finalize = ready_set_finalize,
};

GwReadySet *
gw_ready_set_new (GMainContext *context)
{
  GSource *source = g_source_new (&ready_set_funcs, sizeof (GwReadySet));
  GwReadySet *set = (GwReadySet *)source;

  set->epoll.fd = epoll_create1 (EPOLL_CLOEXEC);
  set->epoll.events = G_IO_IN;
  if (set->epoll.fd < 0)
    g_error ("no epoll: %s", g_strerror (errno));
  /* With g_source_add_unix_fd() this source would be ready, and those after it not asked. */
  g_source_add_poll (source, &set->epoll);
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_static_name (source, "gridward connections");
  g_source_attach (source, context);
  return set;
}

void
gw_ready_set_free (GwReadySet *set)
{
  g_source_destroy (&set->source);
  g_source_unref (&set->source);
}

GwReadiness *
gw_ready_set_watch (GwReadySet *set, int fd)
{
  GwReadiness *readiness = g_rc_box_new0 (GwReadiness);
  struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
                               .data.ptr = readiness };

  if (epoll_ctl (set->epoll.fd, EPOLL_CTL_ADD, fd, &event) == 0)
    return readiness;
  g_debug ("cannot watch a connection: %s", g_strerror (errno));
  g_rc_box_release (readiness);
  return NULL;
}

void
gw_ready_set_give_up (GwReadySet *set, int fd)
{
  epoll_ctl (set->epoll.fd, EPOLL_CTL_DEL, fd, NULL);
}

/* ---- a connection ---- */

GwReadiness *
gw_readiness_ref (GwReadiness *readiness)
{
  return g_rc_box_acquire (readiness);
}

void
gw_readiness_unref (GwReadiness *readiness)
{
  g_rc_box_release (readiness);
}

void
gw_readiness_used_up (GwReadiness *readiness, GIOCondition condition)
{
  readiness->now &= ~condition;
  if (readiness->ended)
    readiness->now |= G_IO_IN;
}

typedef struct
{
  GSource source;
  GObject *stream;
  GwReadiness *readiness;
  GIOCondition condition;
} ReadySource;

static gboolean
ready_source_check (GSource *source)
{
  const ReadySource *self = (ReadySource *)source;

  return (self->readiness->now & self->condition) != 0;
}

static gboolean
ready_source_prepare (GSource *source, int *timeout_ms)
{
  *timeout_ms = -1;
  return ready_source_check (source);
}

static gboolean
ready_source_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  GPollableSourceFunc func = (GPollableSourceFunc)(GCallback)callback;

  return func ? func (((ReadySource *)source)->stream, data) : G_SOURCE_CONTINUE;
}

/* What is called when a closure is set: libsoup sets an empty one. */
static gboolean
call_closure (GObject *stream, gpointer closure)
{
  g_auto (GValue) argument = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;

  g_value_init (&result, G_TYPE_BOOLEAN);
  g_value_init (&argument, G_TYPE_OBJECT);
  g_value_set_object (&argument, stream);
  g_closure_invoke (closure, &result, 1, &argument, NULL);
  return g_value_get_boolean (&result);
}

static void
ready_source_finalize (GSource *source)
{
  ReadySource *self = (ReadySource *)source;

  gw_readiness_unref (self->readiness);
  g_object_unref (self->stream);
}

static GSourceFuncs ready_source_funcs = {
  .prepare = ready_source_prepare,
  .check = ready_source_check,
  .dispatch = ready_source_dispatch,
  .finalize = ready_source_finalize,
  .closure_callback = (GSourceFunc)(GCallback)call_closure,
};

GSource *
gw_readiness_create_source (GwReadiness *readiness, GIOCondition condition, gpointer stream)
{
  GSource *source = g_source_new (&ready_source_funcs, sizeof (ReadySource));
  ReadySource *self = (ReadySource *)source;

  self->readiness = gw_readiness_ref (readiness);
  self->condition = condition;
  self->stream = g_object_ref (stream);
  return source;
}
