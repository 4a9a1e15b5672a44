/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in: server, login, password; or by the token of the last time. */
#define G_LOG_DOMAIN "gridward-session"

#include "gui/session/sign-in.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/client/codec.h"
#include "gui/client/encode.h"
#include "gui/session/keyring.h"

struct _GwSignIn
{
  GtkWidget parent_instance;

  GwSettings *settings;
  GwClient *client; /* of the attempt that is under way */
  GwUser user;
  GCancellable *cancellable;
  gboolean resuming; /* a kept token is being tried: its refusal is no error to show */
  GtkWidget *scroller;
  GtkLabel *message_label;
  AdwEntryRow *server_row;
  AdwEntryRow *login_row;
  AdwPasswordEntryRow *password_row;
  GtkWidget *sign_in_button;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (GwSignIn, gw_sign_in, GTK_TYPE_WIDGET)

static guint signed_in_signal;

static const char *
text_of (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
check (GwSignIn *self)
{
  gtk_widget_set_sensitive (self->sign_in_button,
                            self->client == NULL && text_of (self->server_row)[0] != '\0' &&
                                text_of (self->login_row)[0] != '\0' &&
                                text_of (self->password_row)[0] != '\0');
}

static void
show_busy (GwSignIn *self)
{
  gboolean busy = self->client != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  check (self);
}

static void
end_attempt (GwSignIn *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  gw_user_clear (&self->user);
  self->resuming = FALSE;
  show_busy (self);
}

static void
fail (GwSignIn *self, const GError *error)
{
  gboolean quietly = self->resuming && g_error_matches (error, GW_CLIENT_ERROR,
                                                        GW_CLIENT_ERROR_UNAUTHENTICATED);
  gboolean of_password =
      g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_UNAUTHENTICATED);

  end_attempt (self);
  /* What the server says of it comes in its own language only. */
  gw_sign_in_set_message (self, quietly       ? NULL
                                : of_password ? _ ("Login or password is wrong")
                                              : error->message);
  if (of_password)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
      gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
    }
}

static void
city_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwSignIn) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCityInfo) city = gw_city_info_load_finish (result, &error);
  g_autoptr (GwDesk) desk = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  if (city == NULL)
    {
      fail (self, error);
      return;
    }
  gw_settings_set_string (self->settings, "server", gw_client_get_base (self->client));
  gw_settings_set_string (self->settings, "login", self->user.login);
  gw_settings_enter_account (self->settings, gw_client_get_base (self->client),
                             self->user.login);
  desk = gw_desk_new (self->client, &self->user, city);
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  end_attempt (self);
  gw_sign_in_set_message (self, NULL);
  g_signal_emit (self, signed_in_signal, 0, desk);
}

static void
session_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwSignIn) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwSessionRecord) session = NULL;

  session = gw_client_call_finish (GW_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  if (session == NULL)
    {
      fail (self, error);
      return;
    }
  if (session->token != NULL)
    {
      gw_client_set_token (self->client, session->token);
      gw_keyring_store (gw_client_get_base (self->client), session->user.login,
                        session->token);
    }
  gw_user_clear (&self->user);
  gw_user_copy (&session->user, &self->user);
  gw_city_info_load_async (self->client, self->cancellable, city_loaded_cb,
                           g_object_ref (self));
}

/* FALSE (and the reason shown) when the address is none. */
static gboolean
begin_attempt (GwSignIn *self, const char *server)
{
  g_autoptr (GError) error = NULL;

  end_attempt (self);
  self->client = gw_client_new (server, &error);
  if (self->client == NULL)
    {
      gw_sign_in_set_message (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
      return FALSE;
    }
  self->cancellable = g_cancellable_new ();
  gw_sign_in_set_message (self, NULL);
  show_busy (self);
  return TRUE;
}

static void
sign_in_clicked_cb (GwSignIn *self)
{
  g_autofree char *body = NULL;

  if (!gtk_widget_get_sensitive (self->sign_in_button) ||
      !begin_attempt (self, text_of (self->server_row)))
    return;
  body = gw_encode_sign_in (text_of (self->login_row), text_of (self->password_row));
  gw_client_call_async (self->client, "POST", "/api/v1/sessions", body, gw_decode_session,
                        (GDestroyNotify)gw_session_record_free, self->cancellable,
                        session_received_cb, g_object_ref (self));
}

static void
token_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwSignIn) self = data;
  g_autofree char *token = gw_keyring_lookup_finish (result);

  if (self->client == NULL || !self->resuming)
    return;
  if (token == NULL)
    {
      end_attempt (self);
      gw_sign_in_focus (self);
      return;
    }
  gw_client_set_token (self->client, token);
  gw_client_call_async (self->client, "GET", "/api/v1/sessions/current", NULL,
                        gw_decode_session, (GDestroyNotify)gw_session_record_free,
                        self->cancellable, session_received_cb, g_object_ref (self));
}

static void
gw_sign_in_dispose (GObject *object)
{
  GwSignIn *self = GW_SIGN_IN (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->settings);
  gw_user_clear (&self->user);

  G_OBJECT_CLASS (gw_sign_in_parent_class)->dispose (object);
}

static void
gw_sign_in_class_init (GwSignInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_sign_in_dispose;
  signed_in_signal = g_signal_new ("signed-in", GW_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, GW_TYPE_DESK);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/session/sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, GwSignIn, scroller);
  gtk_widget_class_bind_template_child (widget_class, GwSignIn, message_label);
  gtk_widget_class_bind_template_child (widget_class, GwSignIn, server_row);
  gtk_widget_class_bind_template_child (widget_class, GwSignIn, login_row);
  gtk_widget_class_bind_template_child (widget_class, GwSignIn, password_row);
  gtk_widget_class_bind_template_child (widget_class, GwSignIn, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, GwSignIn, spinner);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_clicked_cb);
}

static void
gw_sign_in_init (GwSignIn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  check (self);
}

void
gw_sign_in_set_settings (GwSignIn *self, GwSettings *settings)
{
  g_autofree char *server = gw_settings_dup_string (settings, "server", "");
  g_autofree char *login = gw_settings_dup_string (settings, "login", "");

  g_return_if_fail (GW_IS_SIGN_IN (self));

  g_set_object (&self->settings, settings);
  gtk_editable_set_text (GTK_EDITABLE (self->server_row), server);
  gtk_editable_set_text (GTK_EDITABLE (self->login_row), login);
}

void
gw_sign_in_resume (GwSignIn *self)
{
  g_return_if_fail (GW_IS_SIGN_IN (self));

  if (text_of (self->login_row)[0] == '\0' ||
      !begin_attempt (self, text_of (self->server_row)))
    return;
  self->resuming = TRUE;
  gw_keyring_lookup_async (gw_client_get_base (self->client), text_of (self->login_row),
                           self->cancellable, token_found_cb, g_object_ref (self));
}

void
gw_sign_in_with (GwSignIn *self, const char *server, const char *login,
                 const char *password)
{
  g_return_if_fail (GW_IS_SIGN_IN (self));

  if (server != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->server_row), server);
  if (login != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->login_row), login);
  if (password != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->password_row), password);
  sign_in_clicked_cb (self);
}

void
gw_sign_in_set_message (GwSignIn *self, const char *message)
{
  g_return_if_fail (GW_IS_SIGN_IN (self));

  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
}

void
gw_sign_in_focus (GwSignIn *self)
{
  g_return_if_fail (GW_IS_SIGN_IN (self));

  if (text_of (self->server_row)[0] == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
  else if (text_of (self->login_row)[0] == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->login_row));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

gboolean
gw_sign_in_is_busy (GwSignIn *self)
{
  g_return_val_if_fail (GW_IS_SIGN_IN (self), FALSE);

  return self->client != NULL;
}
