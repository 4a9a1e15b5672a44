/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A password that was made up, told once. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/password-dialog.h"

#include <glib/gi18n.h>

static void
response_cb (GtkWidget *dialog, const char *response, GtkWidget *label)
{
  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (dialog),
                            gtk_label_get_text (GTK_LABEL (label)));
}

void
gw_password_dialog_show (GtkWidget *parent, const char *login, const char *password)
{
  /* Translators: whose password it is: a login. */
  g_autofree char *heading = g_strdup_printf (_ ("Password of %s"), login);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (parent)), heading,
      _ ("It is shown this once. Write it down, or copy it, and hand it over."));
  GtkWidget *label = gtk_label_new (password);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "title-2");
  gtk_widget_add_css_class (label, "monospace");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  password, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), label);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "copy", _ ("C_opy"),
                                    "close", _ ("_Close"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), label, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
