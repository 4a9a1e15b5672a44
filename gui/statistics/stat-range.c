/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The period's name, under which its first and last day can be typed. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-range.h"

#include <glib/gi18n.h>
#include <stdio.h>

struct _GwStatRange
{
  GtkWidget parent_instance;

  GwInsight *insight;
  gboolean compared;
  GtkMenuButton *button;
  GtkEntry *from;
  GtkEntry *to;
  GtkWidget *apply;
};

G_DEFINE_FINAL_TYPE (GwStatRange, gw_stat_range, GTK_TYPE_WIDGET)

static gboolean
parse_date (const char *text, GDate *date)
{
  unsigned int year;
  unsigned int month;
  unsigned int day;
  char rest;

  if (sscanf (text, " %4u-%2u-%2u %c", &year, &month, &day, &rest) != 3 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year) || year < 1970)
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

static gboolean
check_entry (GtkEntry *entry, GDate *date)
{
  gboolean valid = parse_date (gtk_editable_get_text (GTK_EDITABLE (entry)), date);

  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  return valid;
}

static void
typed_cb (GwStatRange *self)
{
  GDate date;
  gboolean from = check_entry (self->from, &date);
  gboolean to = check_entry (self->to, &date);

  gtk_widget_set_sensitive (self->apply, from && to);
}

static GwSpan *
span_of (GwStatRange *self, GwStatQuestion *question)
{
  return self->compared ? &question->other : &question->span;
}

static void
apply_cb (GwStatRange *self)
{
  GwStatQuestion *question;
  GDate from;
  GDate to;

  if (!check_entry (self->from, &from) || !check_entry (self->to, &to))
    return;
  gtk_menu_button_popdown (self->button);
  question = gw_stat_question_copy (gw_insight_get_question (self->insight));
  *span_of (self, question) = gw_span_range (&from, &to);
  gw_insight_ask (self->insight, question);
}

static void
asked_cb (GwStatRange *self)
{
  const GwStatQuestion *question = gw_insight_get_question (self->insight);
  const GwSpan *span = self->compared ? &question->other : &question->span;
  g_autofree char *text = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *days = NULL;

  if (self->compared)
    gtk_widget_set_visible (GTK_WIDGET (self), question->topic == GW_TOPIC_FIGURES &&
                                                   question->compare == GW_COMPARE_PERIOD);
  if (!g_date_valid (&span->from))
    return;
  text = gw_span_text (span);
  from = gw_span_date (&span->from);
  to = gw_span_date (&span->to);
  days = g_strdup_printf (_ ("%s to %s; choose other days"), from, to);
  gtk_menu_button_set_label (self->button, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), days);
  gtk_editable_set_text (GTK_EDITABLE (self->from), from);
  gtk_editable_set_text (GTK_EDITABLE (self->to), to);
}

static GtkEntry *
add_entry (GwStatRange *self, GtkWidget *grid, const char *name, int row)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (name);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "2026-01-31");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (apply_cb), self);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), entry, 1, row, 1, 1);
  return GTK_ENTRY (entry);
}

static GtkWidget *
make_popover (GwStatRange *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  self->from = add_entry (self, grid, _ ("_First day"), 0);
  self->to = add_entry (self, grid, _ ("_Last day"), 1);
  self->apply = gtk_button_new_with_mnemonic (_ ("_Show"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->from, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->to, "changed", G_CALLBACK (typed_cb), self);
  gtk_grid_attach (GTK_GRID (grid), self->apply, 1, 2, 1, 1);
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  return popover;
}

static void
gw_stat_range_dispose (GObject *object)
{
  GwStatRange *self = GW_STAT_RANGE (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  g_clear_object (&self->insight);

  G_OBJECT_CLASS (gw_stat_range_parent_class)->dispose (object);
}

static void
gw_stat_range_class_init (GwStatRangeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_stat_range_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_stat_range_init (GwStatRange *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, make_popover (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

GtkWidget *
gw_stat_range_new (GwInsight *insight, gboolean compared)
{
  GwStatRange *self = g_object_new (GW_TYPE_STAT_RANGE, NULL);

  self->insight = g_object_ref (insight);
  self->compared = compared;
  g_signal_connect_object (insight, "asked", G_CALLBACK (asked_cb), self,
                           G_CONNECT_SWAPPED);
  asked_cb (self);
  return GTK_WIDGET (self);
}
