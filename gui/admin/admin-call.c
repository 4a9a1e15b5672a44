/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of a page of the administration: the newest alone counts. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/admin-call.h"

struct _GwAdminCall
{
  GwClient *client;
  gpointer page;
  GCancellable *cancellable; /* of what is on its way; NULL: nothing */
};

/* One of them, under way. When it was given up, the call itself may be gone. */
typedef struct
{
  GwAdminCall *call;
  GObject *page;
  GCancellable *cancellable;
  GwAdminCallFunc func;
} Turn;

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->page);
  g_object_unref (turn->cancellable);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

GwAdminCall *
gw_admin_call_new (GwClient *client, gpointer page)
{
  GwAdminCall *self = g_new0 (GwAdminCall, 1);

  self->client = g_object_ref (client);
  self->page = page;
  return self;
}

void
gw_admin_call_cancel (GwAdminCall *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
gw_admin_call_free (GwAdminCall *self)
{
  gw_admin_call_cancel (self);
  g_object_unref (self->client);
  g_free (self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Turn) turn = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwJson) answer = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_cancellable_is_cancelled (turn->cancellable))
    return;
  g_clear_object (&turn->call->cancellable);
  turn->func (turn->page, answer, error);
}

void
gw_admin_call_send (GwAdminCall *self, const char *method, const char *path,
                    const char *body, GwAdminCallFunc func)
{
  Turn *turn = g_new0 (Turn, 1);

  gw_admin_call_cancel (self);
  self->cancellable = g_cancellable_new ();
  turn->call = self;
  turn->page = g_object_ref (self->page);
  turn->cancellable = g_object_ref (self->cancellable);
  turn->func = func;
  gw_client_call_async (self->client, method, path, body, (GwDecoder)gw_json_parse,
                        (GDestroyNotify)gw_json_unref, self->cancellable, answered_cb,
                        turn);
}

gboolean
gw_admin_call_is_under_way (const GwAdminCall *self)
{
  return self != NULL && self->cancellable != NULL;
}
