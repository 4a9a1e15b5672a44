/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of a case as a readable timeline. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/journal-view.h"

#include <glib/gi18n.h>

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

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
who_and_where (const GwCaseEvent *event)
{
  const char *department = gw_named_label (&event->department);
  const char *actor = gw_named_label (&event->actor);

  if (department[0] != '\0' && g_strcmp0 (event->action, "dispatch") == 0)
    return g_strdup_printf (_ ("%s → %s"), actor, department);
  return g_strdup (actor);
}

static GtkWidget *
make_entry (const GwCaseEvent *event, GwCityInfo *city)
{
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *action = make_label (gw_text_action_past (event->action), "journal-action");
  g_autofree char *moment = gw_text_moment (event->at_usec, gw_city_info_now (city),
                                            gw_city_info_get_time_zone (city));
  g_autofree char *full =
      gw_text_full_moment (event->at_usec, gw_city_info_get_time_zone (city));
  g_autofree char *who = who_and_where (event);
  GtkWidget *time = make_label (moment, "numeric");

  gtk_widget_add_css_class (entry, "journal-entry");
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_set_tooltip_text (time, full);
  gtk_widget_set_hexpand (action, TRUE);
  gtk_box_append (GTK_BOX (head), action);
  gtk_box_append (GTK_BOX (head), time);
  gtk_box_append (GTK_BOX (entry), head);
  if (who[0] != '\0')
    gtk_box_append (GTK_BOX (entry), make_label (who, "journal-who"));
  if (event->opinion != NULL && event->opinion[0] != '\0')
    gtk_box_append (GTK_BOX (entry), make_label (event->opinion, "journal-opinion"));
  if (event->n_attachments > 0)
    {
      g_autofree char *photos = g_strdup_printf (
          ngettext ("%u photo", "%u photos", event->n_attachments), event->n_attachments);

      gtk_box_append (GTK_BOX (entry), make_label (photos, "journal-who"));
    }
  return entry;
}

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
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_journal_view_init (GwJournalView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* Nothing is rebuilt when nothing came: the reader's place must not move. */
static gboolean
is_shown (GwJournalView *self, GPtrArray *events)
{
  const GwCaseEvent *last;

  if (events == NULL || events->len == 0)
    return self->n_shown == 0;
  last = events->pdata[events->len - 1];
  return self->n_shown == events->len && self->shown_seq == last->seq &&
         g_strcmp0 (self->shown_number, last->number) == 0;
}

void
gw_journal_view_set_events (GwJournalView *self, GPtrArray *events, GwCityInfo *city)
{
  GtkWidget *child;

  g_return_if_fail (GW_IS_JOURNAL_VIEW (self));

  if (is_shown (self, events))
    return;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  self->n_shown = events != NULL ? events->len : 0;
  for (guint i = self->n_shown; i > 0; i--)
    gtk_box_append (GTK_BOX (self->box), make_entry (events->pdata[i - 1], city));
  if (self->n_shown == 0)
    return;
  self->shown_seq = ((GwCaseEvent *)events->pdata[events->len - 1])->seq;
  g_free (self->shown_number);
  self->shown_number = g_strdup (((GwCaseEvent *)events->pdata[0])->number);
}
