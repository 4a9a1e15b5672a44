/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept on the disk and waits for the user: what was not sent, and what was begun. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/kept-button.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"
#include "gui/model/text.h"

/* Of a row: what it is about. */
#define UNSENT_KEY "gw-unsent"
#define DRAFT_KEY "gw-draft"
#define ROWS_WIDTH 440

struct _GwKeptButton
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GtkWidget *button;
  GtkWidget *rows; /* GtkBox */
  GtkWidget *send_all;
};

G_DEFINE_FINAL_TYPE (GwKeptButton, gw_kept_button, GTK_TYPE_WIDGET)

static void show (GwKeptButton *self);

static void
gw_kept_button_dispose (GObject *object)
{
  GwKeptButton *self = GW_KEPT_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_kept_button_parent_class)->dispose (object);
}

static void
gw_kept_button_class_init (GwKeptButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_kept_button_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* --- what can be done with a row ------------------------------------------------------ */

static void
send_cb (GwKeptButton *self, GtkWidget *button)
{
  gw_outbox_resend (gw_desk_get_outbox (self->desk),
                    g_object_get_data (G_OBJECT (button), UNSENT_KEY));
}

static void
drop_unsent_cb (GwKeptButton *self, GtkWidget *button)
{
  gw_outbox_drop (gw_desk_get_outbox (self->desk),
                  g_object_get_data (G_OBJECT (button), UNSENT_KEY));
}

static void
send_all_cb (GwKeptButton *self)
{
  gw_outbox_resend (gw_desk_get_outbox (self->desk), NULL);
}

static void
drop_draft_cb (GwKeptButton *self, GtkWidget *button)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), DRAFT_KEY));

  gw_drafts_set (gw_desk_get_drafts (self->desk), name, NULL);
}

static void
open_number (GwKeptButton *self, const char *number)
{
  GwSelection *selection = gw_desk_get_selection (self->desk);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  gw_selection_set_case_number (selection, number);
  gw_selection_reveal (selection);
}

static void
open_case_cb (GwKeptButton *self, GtkWidget *button)
{
  GwUnsent *unsent = g_object_get_data (G_OBJECT (button), UNSENT_KEY);

  open_number (self, gw_unsent_get_number (unsent));
}

static void
go_on_cb (GwKeptButton *self, GtkWidget *button)
{
  const char *name = g_object_get_data (G_OBJECT (button), DRAFT_KEY);
  g_autofree char *number = NULL;
  g_autofree char *action = NULL;

  if (gw_draft_name_parse (name, &number, &action))
    {
      open_number (self, number);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "desk.go-on-call", "s", name);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

/* --- rows ----------------------------------------------------------------------------- */

static GtkWidget *
add_button (GwKeptButton *self, GtkWidget *line, const char *label, const char *about,
            GCallback callback, const char *key, gpointer data, GDestroyNotify free_data)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, about);

  g_object_set_data_full (G_OBJECT (button), key, data, free_data);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (line), button);
  return button;
}

/* Two lines of words with room for buttons at their end. */
static GtkWidget *
add_line (GwKeptButton *self, const char *first, const char *second, const char *message)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), gw_part_line (first, NULL));
  gtk_box_append (GTK_BOX (words), gw_part_line (second, "dim-label"));
  if (message != NULL)
    gtk_box_append (GTK_BOX (words), gw_part_label (message, "late"));
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (self->rows), line);
  return line;
}

static char *
moment (GwKeptButton *self, gint64 at)
{
  return gw_text_moment (at, g_get_real_time (),
                         gw_city_info_get_time_zone (gw_desk_get_city (self->desk)));
}

static void
add_unsent (GwKeptButton *self, GwUnsent *unsent)
{
  const char *number = gw_unsent_get_number (unsent);
  GwUnsentState state = gw_unsent_get_state (unsent);
  g_autofree char *at = moment (self, gw_unsent_get_at (unsent));
  g_autofree char *second =
      number != NULL ? g_strdup_printf ("%s · %s", number, at) : g_strdup (at);
  const char *title = gw_unsent_get_title (unsent);
  GtkWidget *line = add_line (self, title, second, gw_unsent_get_message (unsent));
  GtkWidget *button;

  if (number != NULL)
    add_button (self, line, _ ("Show"), second, G_CALLBACK (open_case_cb), UNSENT_KEY,
                g_object_ref (unsent), g_object_unref);
  button = add_button (self, line, _ ("Send"), title, G_CALLBACK (send_cb), UNSENT_KEY,
                       g_object_ref (unsent), g_object_unref);
  gtk_widget_set_sensitive (button, state == GW_UNSENT_WAITING);
  button = add_button (self, line, _ ("Drop"), title, G_CALLBACK (drop_unsent_cb),
                       UNSENT_KEY, g_object_ref (unsent), g_object_unref);
  gtk_widget_set_sensitive (button, state != GW_UNSENT_SENDING);
}

static void
add_draft (GwKeptButton *self, const char *name)
{
  GwDrafts *drafts = gw_desk_get_drafts (self->desk);
  g_autofree char *at = moment (self, gw_drafts_get_at (drafts, name));
  g_autofree char *number = NULL;
  g_autofree char *action = NULL;
  g_autofree char *second = NULL;
  const char *first = g_str_has_prefix (name, GW_DRAFT_PARKED_CALL)
                          ? _ ("Hotline call, not sent")
                          : _ ("Hotline call");
  GtkWidget *line;

  if (gw_draft_name_parse (name, &number, &action))
    {
      first = gw_text_action (action);
      second = g_strdup_printf ("%s · %s", number, at);
    }
  line = add_line (self, first, second != NULL ? second : at, NULL);
  add_button (self, line, _ ("Go On"), first, G_CALLBACK (go_on_cb), DRAFT_KEY,
              g_strdup (name), g_free);
  add_button (self, line, _ ("Drop"), first, G_CALLBACK (drop_draft_cb), DRAFT_KEY,
              g_strdup (name), g_free);
}

static void
show_label (GwKeptButton *self, guint n_unsent, guint n_drafts)
{
  g_autofree char *text =
      n_unsent > 0
          ? g_strdup_printf (ngettext ("%u not sent", "%u not sent", n_unsent), n_unsent)
          : g_strdup_printf (ngettext ("%u begun", "%u begun", n_drafts), n_drafts);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), text);
  gw_part_set_class (self->button, "offline", n_unsent > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), n_unsent + n_drafts > 0);
  gtk_widget_set_visible (self->send_all, n_unsent > 1);
}

static void
show (GwKeptButton *self)
{
  GListModel *unsent = gw_outbox_get_unsent (gw_desk_get_outbox (self->desk));
  g_auto (GStrv) drafts = gw_drafts_dup_names (gw_desk_get_drafts (self->desk));
  guint n_unsent = g_list_model_get_n_items (unsent);
  guint n_drafts = g_strv_length (drafts);

  gw_part_clear (self->rows);
  if (n_unsent > 0)
    gtk_box_append (GTK_BOX (self->rows), gw_part_heading (_ ("Not sent")));
  for (guint i = 0; i < n_unsent; i++)
    {
      g_autoptr (GwUnsent) one = g_list_model_get_item (unsent, i);

      add_unsent (self, one);
    }
  if (n_drafts > 0)
    gtk_box_append (GTK_BOX (self->rows), gw_part_heading (_ ("Begun")));
  for (guint i = 0; i < n_drafts; i++)
    add_draft (self, drafts[i]);
  show_label (self, n_unsent, n_drafts);
}

static void
state_cb (GwKeptButton *self)
{
  if (self->desk != NULL)
    show (self);
}

static void
unsent_cb (GwKeptButton *self, guint position, guint removed, guint added, GListModel *list)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GwUnsent) unsent = g_list_model_get_item (list, i);

      g_signal_connect_object (unsent, "notify::state", G_CALLBACK (state_cb), self,
                               G_CONNECT_SWAPPED);
    }
  state_cb (self);
}

static void
gw_kept_button_init (GwKeptButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_object_set (scroller, "propagate-natural-height", TRUE, "max-content-height", 360,
                "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  gtk_widget_set_size_request (self->rows, ROWS_WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  self->send_all = gtk_button_new_with_mnemonic (_ ("_Send All"));
  g_signal_connect_swapped (self->send_all, "clicked", G_CALLBACK (send_all_cb), self);
  gtk_box_append (GTK_BOX (content), scroller);
  gtk_box_append (GTK_BOX (content), self->send_all);
  gtk_popover_set_child (GTK_POPOVER (popover), content);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_add_css_class (self->button, "connection");
  gtk_widget_set_tooltip_text (self->button,
                               _ ("What is kept here and waits for you (Ctrl+U)"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
gw_kept_button_open (GwKeptButton *self)
{
  g_return_if_fail (GW_IS_KEPT_BUTTON (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}

void
gw_kept_button_set_desk (GwKeptButton *self, GwDesk *desk)
{
  GListModel *unsent;

  g_return_if_fail (GW_IS_KEPT_BUTTON (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  unsent = gw_outbox_get_unsent (gw_desk_get_outbox (desk));
  g_signal_connect_object (unsent, "items-changed", G_CALLBACK (unsent_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_drafts (desk), "changed", G_CALLBACK (state_cb),
                           self, G_CONNECT_SWAPPED);
  unsent_cb (self, 0, 0, g_list_model_get_n_items (unsent), unsent);
}
