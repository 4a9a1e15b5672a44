/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a department asked for and nobody has decided yet. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/request-view.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"
#include "gui/model/text.h"

struct _GwRequestView
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (GwRequestView, gw_request_view, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
gw_request_view_dispose (GObject *object)
{
  GwRequestView *self = GW_REQUEST_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_request_view_parent_class)->dispose (object);
}

static void
gw_request_view_class_init (GwRequestViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_request_view_dispose;
  chosen_signal = g_signal_new ("chosen", GW_TYPE_REQUEST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_request_view_init (GwRequestView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->box, "request-box");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* The last thing that was said when it was asked for. */
static const char *
find_reason (const GPtrArray *events, const GwPendingRequest *request)
{
  for (guint i = events != NULL ? events->len : 0; i > 0; i--)
    {
      const GwCaseEvent *event = events->pdata[i - 1];

      if (event->at_usec == request->at_usec &&
          g_strcmp0 (event->actor.code, request->by.code) == 0)
        return event->opinion;
    }
  return NULL;
}

static char *
join_roles (const GStrv roles)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    g_strv_builder_add (builder, gw_text_role (roles[i]));
  labels = g_strv_builder_end (builder);
  return g_strjoinv (" / ", labels);
}

/* "Step 1 of 2: Dispatcher ✓ → Shift leader" */
static char *
describe_chain (const GwPendingRequest *request)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = request->chain != NULL ? request->chain->len : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *roles = join_roles (request->chain->pdata[i]);

      g_string_append_printf (text, "%s%s%s", i > 0 ? " → " : "", roles,
                              i < request->approvals ? " ✓" : "");
    }
  if (n == 0)
    {
      g_autofree char *roles = join_roles (request->approvers);

      return g_strdup_printf (_ ("To be decided by: %s"), roles);
    }
  return g_strdup_printf (_ ("Step %u of %u: %s"), MIN (request->approvals + 1, n), n,
                          text->str);
}

static void
button_clicked_cb (GwRequestView *self, GtkButton *button)
{
  g_autofree char *action = g_strdup (gtk_widget_get_name (GTK_WIDGET (button)));

  g_signal_emit (self, chosen_signal, 0, action);
}

static gboolean
may (const GwCaseDetail *detail, const char *action)
{
  for (guint i = 0; i < detail->actions->len; i++)
    if (g_strcmp0 (((GwCaseAction *)detail->actions->pdata[i])->action, action) == 0)
      return TRUE;
  return FALSE;
}

static void
add_buttons (GwRequestView *self, const GwCaseDetail *detail)
{
  static const char *const actions[] = { "approve", "refuse", "withdraw" };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *button;

      if (!may (detail, actions[i]))
        continue;
      button = gtk_button_new_with_label (gw_text_action (actions[i]));
      gtk_widget_set_name (button, actions[i]);
      gtk_widget_add_css_class (button, "compact");
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (button_clicked_cb), self);
      gtk_box_append (GTK_BOX (line), button);
    }
  gtk_widget_set_margin_top (line, 4);
  gtk_widget_set_visible (line, gtk_widget_get_first_child (line) != NULL);
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
add_text (GwRequestView *self, const char *text, const char *css_class)
{
  if (text != NULL && text[0] != '\0')
    gtk_box_append (GTK_BOX (self->box), gw_part_label (text, css_class));
}

static void
show (GwRequestView *self, const GwCaseDetail *detail, const GPtrArray *events,
      GwCityInfo *city)
{
  const GwPendingRequest *request = &detail->progress.request;
  GTimeZone *zone = gw_city_info_get_time_zone (city);
  g_autofree char *title =
      g_strdup_printf (_ ("Asked for: %s"), gw_text_request (request->kind));
  g_autofree char *at = gw_text_moment (request->at_usec, gw_city_info_now (city), zone);
  g_autofree char *by = g_strdup_printf ("%s · %s", gw_named_label (&request->by), at);
  g_autofree char *until_at = gw_text_full_moment (request->until_usec, zone);
  g_autofree char *until = g_strdup_printf (_ ("Until %s"), until_at);
  g_autofree char *chain = describe_chain (request);

  add_text (self, title, "heading");
  add_text (self, by, "journal-who");
  if (request->until_usec != 0)
    add_text (self, until, NULL);
  add_text (self, find_reason (events, request), "journal-opinion");
  add_text (self, chain, "caption");
  add_buttons (self, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

void
gw_request_view_set_detail (GwRequestView *self, const GwCaseDetail *detail,
                            const GPtrArray *events, GwCityInfo *city)
{
  gboolean waits;

  g_return_if_fail (GW_IS_REQUEST_VIEW (self));

  waits = detail->progress.request.kind != NULL;
  gw_part_clear (self->box);
  if (waits)
    show (self, detail, events, city);
  gtk_widget_set_visible (GTK_WIDGET (self), waits);
}
