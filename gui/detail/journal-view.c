/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of a case as a readable timeline. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/journal-view.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"
#include "gui/model/event-text.h"
#include "gui/model/text.h"

struct _GwJournalView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  gint64 shown_seq; /* of the newest entry shown */
  guint n_shown;
  char *shown_number;
};

G_DEFINE_FINAL_TYPE (GwJournalView, gw_journal_view, GTK_TYPE_WIDGET)

static guint opened_signal;

static void
gw_journal_view_dispose (GObject *object)
{
  GwJournalView *self = GW_JOURNAL_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown_number, g_free);

  G_OBJECT_CLASS (gw_journal_view_parent_class)->dispose (object);
}

static void
gw_journal_view_class_init (GwJournalViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_journal_view_dispose;
  opened_signal = g_signal_new ("opened", GW_TYPE_JOURNAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_journal_view_init (GwJournalView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* A line in time with a dot on it; what the city's machine did itself has a ring. */
static GtkWidget *
make_rail (const GwCaseEvent *event)
{
  GtkWidget *rail = gtk_overlay_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (line, "journal-line");
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (dot, "journal-dot");
  if (event->actor.code == NULL)
    gtk_widget_add_css_class (dot, "by-itself");
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (dot, GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (rail), line);
  gtk_overlay_add_overlay (GTK_OVERLAY (rail), dot);
  gtk_widget_set_size_request (rail, 11, -1);
  return rail;
}

static GtkWidget *
make_head (const GwCaseEvent *event, const GwEventText *text, GwCityInfo *city)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *action = gw_part_label (text->title, "journal-action");
  GTimeZone *zone = gw_city_info_get_time_zone (city);
  g_autofree char *moment = gw_text_moment (event->at_usec, gw_city_info_now (city), zone);
  g_autofree char *full = gw_text_full_moment (event->at_usec, zone);
  GtkWidget *time = gw_part_label (moment, "numeric");

  gtk_label_set_wrap (GTK_LABEL (time), FALSE);
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_set_valign (time, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (time, full);
  gtk_widget_set_hexpand (action, TRUE);
  gtk_box_append (GTK_BOX (head), action);
  gtk_box_append (GTK_BOX (head), time);
  return head;
}

static void
link_clicked_cb (GwJournalView *self, GtkButton *button)
{
  g_autofree char *number = g_strdup (gtk_button_get_label (button));

  g_signal_emit (self, opened_signal, 0, number);
}

static void
add_link (GwJournalView *self, GtkWidget *entry, const char *number)
{
  GtkWidget *button = gw_part_link (number);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (link_clicked_cb), self);
  gtk_box_append (GTK_BOX (entry), button);
}

static GtkWidget *
make_entry (GwJournalView *self, const GwCaseEvent *event, const GwEventText *text,
            GwCityInfo *city)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_widget_add_css_class (entry, "journal-entry");
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (entry), make_head (event, text, city));
  if (text->who[0] != '\0')
    gtk_box_append (GTK_BOX (entry), gw_part_label (text->who, "journal-who"));
  for (guint i = 0; i < text->lines->len; i++)
    gtk_box_append (GTK_BOX (entry), gw_part_label (text->lines->pdata[i], "journal-fact"));
  if (text->other_case != NULL)
    add_link (self, entry, text->other_case);
  if (event->opinion != NULL && event->opinion[0] != '\0')
    gtk_box_append (GTK_BOX (entry), gw_part_label (event->opinion, "journal-opinion"));
  if (event->n_attachments > 0)
    {
      g_autofree char *photos = g_strdup_printf (
          ngettext ("%u photo", "%u photos", event->n_attachments), event->n_attachments);

      gtk_box_append (GTK_BOX (entry), gw_part_label (photos, "journal-who"));
    }
  gtk_box_append (GTK_BOX (line), make_rail (event));
  gtk_box_append (GTK_BOX (line), entry);
  return line;
}

/* Nothing is rebuilt when nothing came: the reader's place must not move. */
static gboolean
is_shown (GwJournalView *self, const char *number, GPtrArray *events)
{
  const GwCaseEvent *last;

  if (events == NULL || events->len == 0)
    return self->n_shown == 0;
  last = events->pdata[events->len - 1];
  return self->n_shown == events->len && self->shown_seq == last->seq &&
         g_strcmp0 (self->shown_number, number) == 0;
}

void
gw_journal_view_set_events (GwJournalView *self, const char *number, GPtrArray *events,
                            GwCityInfo *city)
{
  g_autoptr (GPtrArray) texts = NULL;

  g_return_if_fail (GW_IS_JOURNAL_VIEW (self));

  if (is_shown (self, number, events))
    return;
  gw_part_clear (self->box);
  texts = gw_event_texts_new (events, number, city);
  self->n_shown = texts->len;
  for (guint i = self->n_shown; i > 0; i--)
    gtk_box_append (GTK_BOX (self->box),
                    make_entry (self, events->pdata[i - 1], texts->pdata[i - 1], city));
  if (self->n_shown == 0)
    return;
  self->shown_seq = ((GwCaseEvent *)events->pdata[events->len - 1])->seq;
  g_free (self->shown_number);
  self->shown_number = g_strdup (number);
}
