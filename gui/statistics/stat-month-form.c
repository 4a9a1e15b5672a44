/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The month that is looked at: what was done about it, and what may be done. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-month-form.h"

#include <glib/gi18n.h>

#include "gui/statistics/stat-month-text.h"

#define REASON_CHARS 500
#define HISTORY_HEIGHT 110

struct _GwStatMonthForm
{
  GtkWidget parent_instance;

  GwMonths *months;
  GTimeZone *zone;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *history;
  GtkWidget *fields;
  GtkEntry *reason;
  GtkWidget *buttons[GW_MONTH_N_ACTIONS];
  GtkLabel *fault;
  char *shown; /* the month whose fields these are */
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (GwStatMonthForm, gw_stat_month_form, GTK_TYPE_WIDGET)

static void
set_fault (GwStatMonthForm *self, const char *text, gboolean of_reason)
{
  gtk_label_set_text (self->fault, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text != NULL);
  if (of_reason)
    gtk_widget_add_css_class (GTK_WIDGET (self->reason), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->reason), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_STATE_INVALID,
      of_reason ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
set_sending (GwStatMonthForm *self, gboolean sending)
{
  self->sending = sending;
  for (guint i = 0; i < GW_MONTH_N_ACTIONS; i++)
    gtk_widget_set_sensitive (self->buttons[i], !sending);
}

/* ---- acting ---- */

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwStatMonthForm) self = data;
  g_autoptr (GError) error = NULL;

  gw_months_act_finish (GW_MONTHS (source), result, &error);
  /* The window may have gone meanwhile. */
  if (self->box == NULL)
    return;
  set_sending (self, FALSE);
  set_fault (self, error != NULL ? error->message : NULL, FALSE);
  if (error == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
}

static void
act (GwStatMonthForm *self, GwMonthAction action)
{
  g_autofree char *reason =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  if (self->sending)
    return;
  if (action == GW_MONTH_REOPEN && *reason == '\0')
    {
      set_fault (self,
                 _ ("Say why the month is reopened: the reason stays in the journal."),
                 TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }
  set_sending (self, TRUE);
  set_fault (self, NULL, FALSE);
  gw_months_act_async (self->months, action, reason, acted_cb, g_object_ref (self));
}

static void
clicked_cb (GwStatMonthForm *self, GtkWidget *button)
{
  for (guint i = 0; i < GW_MONTH_N_ACTIONS; i++)
    if (self->buttons[i] == button)
      act (self, i);
}

static void
typed_cb (GwStatMonthForm *self)
{
  if (gtk_widget_has_css_class (GTK_WIDGET (self->reason), "error"))
    set_fault (self, NULL, FALSE);
}

/* ---- what is there ---- */

static void
changed_cb (GwStatMonthForm *self)
{
  const GwMonth *month = gw_months_get_chosen (self->months);
  g_autofree char *title = NULL;
  g_autofree char *history = NULL;

  gtk_widget_set_visible (self->box, month != NULL);
  if (month == NULL)
    return;
  title = g_strdup_printf (_ ("%s: %s"), month->month, gw_stat_month_state (month));
  history = gw_stat_month_history (month, self->zone);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->history,
                      *history != '\0' ? history : _ ("Nothing was done about it yet."));
  if (g_strcmp0 (month->month, self->shown) != 0)
    {
      g_free (self->shown);
      self->shown = g_strdup (month->month);
      gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
      set_fault (self, NULL, FALSE);
    }
  gtk_widget_set_visible (self->fields, month->allowed != 0);
  for (guint i = 0; i < GW_MONTH_N_ACTIONS; i++)
    gtk_widget_set_visible (self->buttons[i], (month->allowed & 1u << i) != 0);
}

/* ---- made ---- */

static void
gw_stat_month_form_dispose (GObject *object)
{
  GwStatMonthForm *self = GW_STAT_MONTH_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_object (&self->months);

  G_OBJECT_CLASS (gw_stat_month_form_parent_class)->dispose (object);
}

static void
gw_stat_month_form_class_init (GwStatMonthFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_stat_month_form_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
make_fields (GwStatMonthForm *self)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Reaso_n:"));

  self->fields = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->reason = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_max_length (self->reason, REASON_CHARS);
  gtk_entry_set_placeholder_text (self->reason, _ ("Needed to reopen a month"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->reason), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->reason));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->reason),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (typed_cb), self);
  gtk_box_append (GTK_BOX (self->fields), label);
  gtk_box_append (GTK_BOX (self->fields), GTK_WIDGET (self->reason));
  for (guint i = 0; i < GW_MONTH_N_ACTIONS; i++)
    {
      self->buttons[i] = gtk_button_new_with_mnemonic (gw_stat_month_action (i));
      g_signal_connect_swapped (self->buttons[i], "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (GTK_BOX (self->fields), self->buttons[i]);
    }
  gtk_widget_add_css_class (self->buttons[GW_MONTH_LOCK], "suggested-action");
  gtk_widget_add_css_class (self->buttons[GW_MONTH_REOPEN], "destructive-action");
  gtk_box_append (GTK_BOX (self->box), self->fields);
}

static GtkLabel *
make_label (const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css);
  return GTK_LABEL (label);
}

static void
gw_stat_month_form_init (GwStatMonthForm *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "filter-bar");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->title = make_label ("heading");
  self->history = make_label ("numeric");
  gtk_label_set_yalign (self->history, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              HISTORY_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 GTK_WIDGET (self->history));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->box), scroller);
  make_fields (self);
  self->fault = make_label ("error");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->fault));
  set_fault (self, NULL, FALSE);
}

GtkWidget *
gw_stat_month_form_new (GwMonths *months, GTimeZone *zone)
{
  GwStatMonthForm *self = g_object_new (GW_TYPE_STAT_MONTH_FORM, NULL);

  self->months = g_object_ref (months);
  self->zone = g_time_zone_ref (zone);
  g_signal_connect_object (months, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

void
gw_stat_month_form_focus (GwStatMonthForm *self)
{
  g_return_if_fail (GW_IS_STAT_MONTH_FORM (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self->reason)))
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}
