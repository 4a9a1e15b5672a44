/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one window: signing in, then the desk. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/window.h"

#include <glib/gi18n.h>

#include "gui/desk-keys.h"
#include "gui/session/keyring.h"

struct _GwWindow
{
  AdwApplicationWindow parent_instance;

  GwSettings *settings;
  GwDesk *desk;
  GwDeskPage *page;
  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  GwSignIn *sign_in;
  void (*then) (GwWindow *self); /* what is done once everything is sent; or NULL */
  guint flush_source;            /* that it took too long */
  gboolean is_closing;
};

G_DEFINE_FINAL_TYPE (GwWindow, gw_window, ADW_TYPE_APPLICATION_WINDOW)

static guint ready_signal;

/* A server that does not answer must not keep anybody from going home. */
#define FLUSH_S 8

static void go_now (GwWindow *self);
static void stop_waiting (GwWindow *self);

static void
say (GwWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 3);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
page_ready_cb (GwWindow *self)
{
  g_signal_emit (self, ready_signal, 0);
}

/* message NULL: the user wanted it. */
static void
leave_desk (GwWindow *self, const char *message)
{
  GwClient *client;

  if (self->desk == NULL)
    return;
  client = gw_desk_get_client (self->desk);
  stop_waiting (self);
  g_signal_handlers_disconnect_by_data (client, self);
  gw_keyring_forget (gw_client_get_base (client), gw_desk_get_user (self->desk)->login);
  gw_desk_stop (self->desk);
  gtk_stack_set_visible_child_name (self->stack, "sign-in");
  gtk_stack_remove (self->stack, GTK_WIDGET (self->page));
  self->page = NULL;
  g_clear_object (&self->desk);
  gw_sign_in_set_message (self->sign_in, message);
  gw_sign_in_focus (self->sign_in);
}

static void
session_lost_cb (GwWindow *self)
{
  leave_desk (self, _ ("Your session has ended. Please sign in again."));
}

static void
session_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GBytes *body = gw_client_call_finish (GW_CLIENT (source), result, &error);

  /* The token is forgotten here either way; the server's copy expires by itself. */
  if (error != NULL)
    g_info ("sign out: %s", error->message);
  g_clear_pointer (&body, g_bytes_unref);
}

static void
stop_waiting (GwWindow *self)
{
  g_clear_handle_id (&self->flush_source, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_func (gw_desk_get_queue (self->desk), go_now, self);
}

/* Everything is sent, or it took too long: what is left is kept until the next start. */
static void
go_now (GwWindow *self)
{
  void (*go) (GwWindow * self) = self->then;

  stop_waiting (self);
  self->then = NULL;
  if (go != NULL)
    go (self);
}

static gboolean
too_long_cb (gpointer data)
{
  GwWindow *self = data;

  self->flush_source = 0;
  go_now (self);
  return G_SOURCE_REMOVE;
}

/* What was decided and can still be undone is sent first. */
static void
send_all_then (GwWindow *self, void (*go) (GwWindow *self))
{
  GwActionQueue *queue = self->desk != NULL ? gw_desk_get_queue (self->desk) : NULL;
  gboolean is_waiting = self->then != NULL;

  self->then = go;
  if (queue != NULL)
    gw_action_queue_flush (queue);
  if (queue == NULL || gw_action_queue_is_idle (queue))
    go_now (self);
  else if (!is_waiting)
    {
      g_signal_connect_swapped (queue, "idle", G_CALLBACK (go_now), self);
      self->flush_source = g_timeout_add_seconds (FLUSH_S, too_long_cb, self);
    }
}

static void
sign_out (GwWindow *self)
{
  g_autoptr (GwClient) client = NULL;

  if (self->desk == NULL)
    return;
  client = g_object_ref (gw_desk_get_client (self->desk));
  leave_desk (self, NULL);
  gw_client_call_async (client, "DELETE", "/api/v1/sessions/current", NULL, NULL, NULL,
                        NULL, session_ended_cb, NULL);
}

static void
sign_out_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  send_all_then (GW_WINDOW (widget), sign_out);
}

static void
signed_in_cb (GwWindow *self, GwDesk *desk)
{
  GwClient *client = gw_desk_get_client (desk);

  g_set_object (&self->desk, desk);
  self->page = GW_DESK_PAGE (gw_desk_page_new (desk, self->settings));
  g_signal_connect_swapped (self->page, "ready", G_CALLBACK (page_ready_cb), self);
  g_signal_connect_swapped (self->page, "said", G_CALLBACK (say), self);
  g_signal_connect_object (client, "signed-out", G_CALLBACK (session_lost_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_live (desk), "signed-out",
                           G_CALLBACK (session_lost_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->page), "desk");
  /* A field that kept the focus while it is faded out would go on blinking unseen. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_set_visible_child_name (self->stack, "desk");
  gw_desk_start (desk);
  gw_desk_page_focus_list (self->page);
}

static void
close_now (GwWindow *self)
{
  self->is_closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
gw_window_close_request (GtkWindow *window)
{
  GwWindow *self = GW_WINDOW (window);
  int width;
  int height;

  if (self->desk != NULL && !self->is_closing &&
      !gw_action_queue_is_idle (gw_desk_get_queue (self->desk)))
    {
      send_all_then (self, close_now);
      return GDK_EVENT_STOP;
    }
  gtk_window_get_default_size (window, &width, &height);
  gw_settings_set_int (self->settings, "width", width);
  gw_settings_set_int (self->settings, "height", height);
  gw_settings_set_boolean (self->settings, "maximised", gtk_window_is_maximized (window));
  return GTK_WINDOW_CLASS (gw_window_parent_class)->close_request (window);
}

static void
gw_window_dispose (GObject *object)
{
  GwWindow *self = GW_WINDOW (object);

  if (self->desk != NULL)
    {
      stop_waiting (self);
      gw_desk_stop (self->desk);
      g_signal_handlers_disconnect_by_data (gw_desk_get_client (self->desk), self);
      g_signal_handlers_disconnect_by_data (gw_desk_get_live (self->desk), self);
    }
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gw_window_parent_class)->dispose (object);
}

static void
gw_window_class_init (GwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gw_window_close_request;
  ready_signal = g_signal_new ("ready", GW_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  g_type_ensure (GW_TYPE_SIGN_IN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, sign_in);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action_cb);
}

static void
gw_window_init (GwWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->sign_in, "signed-in", G_CALLBACK (signed_in_cb), self);
}

GwWindow *
gw_window_new (AdwApplication *application, GwSettings *settings)
{
  GwWindow *self = g_object_new (GW_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  gw_sign_in_set_settings (self->sign_in, settings);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               gw_settings_get_int (settings, "width", 1280),
                               gw_settings_get_int (settings, "height", 800));
  if (gw_settings_get_boolean (settings, "maximised", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self),
                                           gw_desk_keys_new_window ());
  return self;
}

GwSignIn *
gw_window_get_sign_in (GwWindow *self)
{
  g_return_val_if_fail (GW_IS_WINDOW (self), NULL);

  return self->sign_in;
}

GwDeskPage *
gw_window_get_desk_page (GwWindow *self)
{
  g_return_val_if_fail (GW_IS_WINDOW (self), NULL);

  return self->page;
}
