/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The component that a case is about: what it is, whose, and what else it has been through. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/component-view.h"

#include <glib/gi18n.h>

#include "gui/cases/lamp-icon.h"
#include "gui/detail/part.h"
#include "gui/model/text.h"

/* The rest is in the list. */
#define MAX_ROWS 5

struct _GwComponentView
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (GwComponentView, gw_component_view, GTK_TYPE_WIDGET)

static guint opened_signal;

static void
gw_component_view_dispose (GObject *object)
{
  g_clear_pointer (&GW_COMPONENT_VIEW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_component_view_parent_class)->dispose (object);
}

static void
gw_component_view_class_init (GwComponentViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_component_view_dispose;
  opened_signal = g_signal_new ("opened", GW_TYPE_COMPONENT_VIEW, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_component_view_init (GwComponentView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
link_clicked_cb (GwComponentView *self, GtkButton *link)
{
  g_signal_emit (self, opened_signal, 0, gtk_button_get_label (link));
}

static GtkWidget *
make_case (GwComponentView *self, const GwCaseRow *row, GwCityInfo *city)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lamp = gw_lamp_icon_new (row->lamp);
  GtkWidget *link = gw_part_link (row->number);
  GtkWidget *state = gw_part_line (gw_text_state (row), "caption");
  g_autofree char *at = gw_text_moment (row->reported_usec, gw_city_info_now (city),
                                        gw_city_info_get_time_zone (city));
  GtkWidget *when = gw_part_line (at, "caption");

  gtk_widget_set_valign (lamp, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (state, TRUE);
  gtk_widget_add_css_class (when, "dim-label");
  g_signal_connect_swapped (link, "clicked", G_CALLBACK (link_clicked_cb), self);
  gtk_box_append (GTK_BOX (line), lamp);
  gtk_box_append (GTK_BOX (line), link);
  gtk_box_append (GTK_BOX (line), state);
  gtk_box_append (GTK_BOX (line), when);
  return line;
}

/* When something was done to it last: the newest case of it that was closed. */
static char *
describe_repair (const GwComponentCard *card, GwCityInfo *city)
{
  for (guint i = 0; i < card->cases->len; i++)
    {
      const GwCaseRow *row = card->cases->pdata[i];

      if (row->state == GW_STATE_CLOSED)
        return gw_text_full_moment (row->updated_usec, gw_city_info_get_time_zone (city));
    }
  return NULL;
}

static void
add_line (GwComponentView *self, const char *name, const char *value)
{
  g_autofree char *text = NULL;

  if (value == NULL || value[0] == '\0')
    return;
  text = g_strdup_printf (_ ("%s: %s"), name, value);
  gtk_box_append (GTK_BOX (self->box), gw_part_label (text, "caption"));
}

static void
add_cases (GwComponentView *self, const GwComponentCard *card, const char *number,
           GwCityInfo *city)
{
  guint n = 0;
  guint n_shown = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < card->cases->len; i++)
    n += !g_str_equal (((GwCaseRow *)card->cases->pdata[i])->number, number);
  if (n == 0)
    text = g_strdup (_ ("No other case of this component"));
  else if (card->more)
    text = g_strdup_printf (_ ("More than %u other cases of this component"), n);
  else
    text = g_strdup_printf (
        ngettext ("%u other case of this component", "%u other cases of this component", n),
        n);
  gtk_box_append (GTK_BOX (self->box), gw_part_label (text, "caption-heading"));
  for (guint i = 0; i < card->cases->len && n_shown < MAX_ROWS; i++)
    {
      const GwCaseRow *row = card->cases->pdata[i];

      if (g_str_equal (row->number, number))
        continue;
      gtk_box_append (GTK_BOX (self->box), make_case (self, row, city));
      n_shown++;
    }
}

void
gw_component_view_set_card (GwComponentView *self, const GwComponentCard *card,
                            const char *number, GwCityInfo *city)
{
  g_autofree char *repaired = NULL;
  GtkWidget *code;

  g_return_if_fail (GW_IS_COMPONENT_VIEW (self));

  gw_part_clear (self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), card != NULL);
  if (card == NULL)
    return;
  repaired = describe_repair (card, city);
  gtk_box_append (GTK_BOX (self->box), gw_part_heading (_ ("Component")));
  gtk_box_append (GTK_BOX (self->box),
                  gw_part_label (gw_named_label (&card->named), "case-class"));
  code = gw_part_label (card->named.code, "numeric");
  gtk_label_set_selectable (GTK_LABEL (code), TRUE);
  gtk_widget_set_can_focus (code, FALSE);
  gtk_box_append (GTK_BOX (self->box), code);
  add_line (self, _ ("Class"), gw_named_label (&card->klass));
  add_line (self, _ ("Answers for it"), gw_named_label (&card->owner));
  add_line (self, _ ("Put right last"), repaired);
  add_cases (self, card, number, city);
}
