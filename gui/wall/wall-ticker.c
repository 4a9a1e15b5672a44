/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened last, in words. */
#define G_LOG_DOMAIN "gridward-wall"

#include "gui/wall/wall-ticker.h"

#include <glib/gi18n.h>

#include "gui/client/codec.h"
#include "gui/detail/part.h"
#include "gui/model/text.h"

#define N_LINES 4
#define NEWEST_PATH "/api/v1/cases?limit=4"

struct _GwWallTicker
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GCancellable *cancellable;
  GtkWidget *box;
  GtkLabel *times[N_LINES];
  GtkLabel *lines[N_LINES];
  guint n_lines;
};

G_DEFINE_FINAL_TYPE (GwWallTicker, gw_wall_ticker, GTK_TYPE_WIDGET)

static void
gw_wall_ticker_dispose (GObject *object)
{
  GwWallTicker *self = GW_WALL_TICKER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_wall_ticker_parent_class)->dispose (object);
}

static void
gw_wall_ticker_class_init (GwWallTickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_wall_ticker_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LOG);
}

static void
gw_wall_ticker_init (GwWallTicker *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "wall-ticker");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (guint i = 0; i < N_LINES; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget *time = gw_part_line ("", "numeric");
      GtkWidget *text = gw_part_line ("", NULL);

      gtk_widget_add_css_class (line, "wall-line");
      gtk_widget_add_css_class (time, "dim-label");
      gtk_widget_set_hexpand (text, TRUE);
      gtk_box_append (GTK_BOX (line), time);
      gtk_box_append (GTK_BOX (line), text);
      gtk_box_append (GTK_BOX (self->box), line);
      self->times[i] = GTK_LABEL (time);
      self->lines[i] = GTK_LABEL (text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What happened last"), -1);
}

/* Each line takes what stands above it. */
static void
push (GwWallTicker *self, const char *time, const char *text)
{
  for (guint i = N_LINES - 1; i > 0; i--)
    {
      gtk_label_set_label (self->times[i], gtk_label_get_label (self->times[i - 1]));
      gtk_label_set_label (self->lines[i], gtk_label_get_label (self->lines[i - 1]));
    }
  gtk_label_set_label (self->times[0], time);
  gtk_label_set_label (self->lines[0], text);
  self->n_lines = MIN (self->n_lines + 1, N_LINES);
}

static void
tell (GwWallTicker *self, gint64 at_usec, const char *what, const GwCaseRow *row,
      const GwNamed *department)
{
  GwCityInfo *city = gw_desk_get_city (self->desk);
  g_autofree char *time =
      gw_text_moment (at_usec, gw_city_info_now (city), gw_city_info_get_time_zone (city));
  g_autoptr (GString) text = g_string_new (what);

  g_string_append_printf (text, " · %s · %s", gw_named_label (&row->klass),
                          gw_named_label (&row->community));
  if (department->code != NULL)
    g_string_append_printf (text, " → %s", gw_named_label (department));
  g_string_append_printf (text, " · %s", row->number);
  push (self, time, text->str);
}

static void
events_cb (GwWallTicker *self, GPtrArray *events)
{
  guint first = events->len > N_LINES ? events->len - N_LINES : 0;

  for (guint i = first; i < events->len; i++)
    {
      const GwCaseEvent *event = events->pdata[i];

      if (event->row != NULL)
        tell (self, event->at_usec, gw_text_action_past (event->action), event->row,
              &event->department);
    }
}

static void
newest_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwWallTicker) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPage) page = gw_client_call_finish (GW_CLIENT (source), result, &error);
  static const GwNamed nobody;

  /* What the feed brought meanwhile is newer. */
  if (page == NULL || self->desk == NULL || self->n_lines > 0)
    return;
  for (guint i = page->items->len; i > 0; i--)
    {
      const GwCaseRow *row = page->items->pdata[i - 1];

      tell (self, row->reported_usec, gw_text_action_past ("report"), row, &nobody);
    }
}

void
gw_wall_ticker_set_desk (GwWallTicker *self, GwDesk *desk)
{
  g_return_if_fail (GW_IS_WALL_TICKER (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (gw_desk_get_live (desk), "events", G_CALLBACK (events_cb), self,
                           G_CONNECT_SWAPPED);
  gw_client_call_async (gw_desk_get_client (desk), "GET", NEWEST_PATH, NULL,
                        gw_decode_case_page, (GDestroyNotify)gw_page_free,
                        self->cancellable, newest_cb, g_object_ref (self));
}
