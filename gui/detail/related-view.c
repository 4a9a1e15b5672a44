/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks of inspectors about a case, and the cases that it has to do with. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/related-view.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"
#include "gui/model/text.h"

struct _GwRelatedView
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (GwRelatedView, gw_related_view, GTK_TYPE_WIDGET)

static guint opened_signal;

static void
gw_related_view_dispose (GObject *object)
{
  GwRelatedView *self = GW_RELATED_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_related_view_parent_class)->dispose (object);
}

static void
gw_related_view_class_init (GwRelatedViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_related_view_dispose;
  opened_signal = g_signal_new ("opened", GW_TYPE_RELATED_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_related_view_init (GwRelatedView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* What became of a task, with the moment. */
static char *
describe_task (const GwCaseTask *task, GwCityInfo *city)
{
  gint64 usec = task->done_usec != 0    ? task->done_usec
                : task->taken_usec != 0 ? task->taken_usec
                                        : task->created_usec;
  g_autofree char *at =
      gw_text_moment (usec, gw_city_info_now (city), gw_city_info_get_time_zone (city));

  if (task->done_usec != 0 && task->done_by.code == NULL)
    return g_strdup_printf (_ ("cancelled %s"), at);
  if (task->done_usec != 0)
    return g_strdup_printf (_ ("done %s"), at);
  if (task->taken_usec != 0)
    return g_strdup_printf (_ ("taken %s"), at);
  return g_strdup_printf (_ ("since %s"), at);
}

static const char *
task_person (const GwCaseTask *task)
{
  if (task->done_by.code != NULL)
    return gw_named_label (&task->done_by);
  if (task->inspector.code != NULL)
    return gw_named_label (&task->inspector);
  return _ ("whoever takes it");
}

static GtkWidget *
make_task (const GwCaseTask *task, GwCityInfo *city)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *state = describe_task (task, city);
  GtkWidget *when = gw_part_line (state, "numeric");
  GtkWidget *who = gw_part_line (task_person (task), NULL);

  gtk_label_set_ellipsize (GTK_LABEL (when), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (when, "caption");
  gw_part_set_class (when, "soon", task->done_usec == 0 && task->taken_usec == 0);
  gw_part_set_class (when, "dim-label", task->done_usec != 0);
  gtk_widget_set_hexpand (who, TRUE);
  gtk_widget_set_tooltip_text (who, task_person (task));
  gtk_box_append (GTK_BOX (line), gw_part_line (gw_text_task (task->kind), "case-class"));
  gtk_box_append (GTK_BOX (line), who);
  gtk_box_append (GTK_BOX (line), when);
  return line;
}

static void
link_clicked_cb (GwRelatedView *self, GtkButton *button)
{
  g_autofree char *number = g_strdup (gtk_button_get_label (button));

  g_signal_emit (self, opened_signal, 0, number);
}

static GtkWidget *
make_link (GwRelatedView *self, const GwCaseLink *link, GwCityInfo *city)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gw_part_link (link->number);
  g_autofree char *at = gw_text_moment (link->at_usec, gw_city_info_now (city),
                                        gw_city_info_get_time_zone (city));
  GtkWidget *when = gw_part_line (at, "numeric");

  gtk_widget_add_css_class (when, "caption");
  gtk_widget_add_css_class (when, "dim-label");
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (link_clicked_cb), self);
  gtk_box_append (GTK_BOX (line),
                  gw_part_line (gw_text_relation (link->relation), "case-class"));
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (line), when);
  return line;
}

void
gw_related_view_set_detail (GwRelatedView *self, const GwCaseDetail *detail,
                            GwCityInfo *city)
{
  const GwCaseProgress *progress = &detail->progress;

  g_return_if_fail (GW_IS_RELATED_VIEW (self));

  gw_part_clear (self->box);
  if (progress->tasks->len > 0)
    gtk_box_append (GTK_BOX (self->box), gw_part_heading (_ ("Tasks of inspectors")));
  for (guint i = 0; i < progress->tasks->len; i++)
    gtk_box_append (GTK_BOX (self->box), make_task (progress->tasks->pdata[i], city));
  if (progress->links->len > 0)
    gtk_box_append (GTK_BOX (self->box), gw_part_heading (_ ("Related Cases")));
  for (guint i = 0; i < progress->links->len; i++)
    gtk_box_append (GTK_BOX (self->box), make_link (self, progress->links->pdata[i], city));
  gtk_widget_set_visible (GTK_WIDGET (self),
                          progress->tasks->len + progress->links->len > 0);
}
