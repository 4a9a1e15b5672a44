/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What, where and by whom: the facts of a case as names and values. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/facts-view.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"
#include "gui/model/text.h"

struct _GwFactsView
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  int n_lines;
};

G_DEFINE_FINAL_TYPE (GwFactsView, gw_facts_view, GTK_TYPE_WIDGET)

static void
gw_facts_view_dispose (GObject *object)
{
  GwFactsView *self = GW_FACTS_VIEW (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_facts_view_parent_class)->dispose (object);
}

static void
gw_facts_view_class_init (GwFactsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_facts_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_facts_view_init (GwFactsView *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

static void
add_fact (GwFactsView *self, const char *name, const char *value, const char *note)
{
  GtkWidget *name_label;
  GtkWidget *value_label;

  if (value == NULL || value[0] == '\0')
    return;
  name_label = gw_part_label (name, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (name_label), FALSE);
  gtk_widget_set_valign (name_label, GTK_ALIGN_START);
  value_label = gw_part_label (value, NULL);
  gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);
  gtk_widget_set_can_focus (value_label, FALSE);
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), name_label, 0, self->n_lines, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), value_label, 1, self->n_lines++, 1, 1);
  if (note != NULL && note[0] != '\0')
    {
      GtkWidget *note_label = gw_part_label (note, "caption");

      gtk_widget_add_css_class (note_label, "dim-label");
      gtk_grid_attach (GTK_GRID (self->grid), note_label, 1, self->n_lines++, 1, 1);
    }
}

/* "清城区 凤城街道 城东社区": what there is of it. */
static char *
join_place (const GwCaseDetail *detail)
{
  const char *parts[] = { gw_named_label (&detail->row->community),
                          gw_named_label (&detail->street),
                          gw_named_label (&detail->district) };
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean chinese = gw_language_is_chinese ();

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      /* Chinese addresses go from the large to the small. */
      const char *part = parts[chinese ? G_N_ELEMENTS (parts) - 1 - i : i];

      if (part[0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, chinese ? " " : ", ");
      g_string_append (text, part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_department (GwFactsView *self, const GwCaseDetail *detail)
{
  const GwNamed *handler = &detail->progress.handler;
  g_autofree char *by = NULL;

  if (handler->code != NULL)
    by = g_strdup_printf (_ ("Assigned to %s"),
                          handler->name != NULL ? handler->name : handler->code);
  add_fact (self, _ ("Department"), gw_named_label (&detail->row->department), by);
  if (detail->row->department.code == NULL)
    add_fact (self, _ ("Suggested"), gw_named_label (&detail->suggested),
              detail->suggested_reason);
}

/* What has to be so to close it matters until it is closed. */
static void
add_condition (GwFactsView *self, const GwCaseDetail *detail)
{
  add_fact (self, _ ("Condition"), gw_named_label (&detail->condition), NULL);
  if (gw_case_state_is_open (detail->row->state))
    add_fact (self, _ ("Closes when"), gw_named_label (&detail->closing), NULL);
}

/* "Liang (138 0000 0000), until 16:00" for each who is on duty there now. */
static char *
describe_on_duty (const GwCellDutyRecord *duty, GwCityInfo *city)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < duty->on_duty->len; i++)
    {
      const GwOnDutyRecord *record = duty->on_duty->pdata[i];
      g_autofree char *until = gw_text_moment (record->until_usec, gw_city_info_now (city),
                                               gw_city_info_get_time_zone (city));

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, gw_named_label (&record->person));
      if (record->phone != NULL)
        g_string_append_printf (text, " · %s", record->phone);
      if (record->until_usec == 0)
        continue;
      g_string_append (text, " · ");
      /* Translators: until when an inspector is on duty. */
      g_string_append_printf (text, _ ("until %s"), until);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_duty (GwFactsView *self, const GwCellDutyRecord *duty, GwCityInfo *city)
{
  g_autofree char *on_duty = NULL;

  if (duty == NULL || duty->duty_grid.code == NULL)
    return;
  add_fact (self, _ ("Duty grid"), gw_named_label (&duty->duty_grid), NULL);
  on_duty = describe_on_duty (duty, city);
  add_fact (self, _ ("On duty there"), on_duty, NULL);
}

void
gw_facts_view_set_detail (GwFactsView *self, const GwCaseDetail *detail,
                          const GwCellDutyRecord *duty, GwCityInfo *city)
{
  const GwCaseRow *row;
  g_autofree char *place = NULL;
  g_autofree char *position = NULL;
  g_autofree char *reported = NULL;
  g_autofree char *by = NULL;

  g_return_if_fail (GW_IS_FACTS_VIEW (self));

  row = detail->row;
  place = join_place (detail);
  /* Isolated: longitude comes first from right to left, too. */
  position = g_strdup_printf ("\u2066%.6f, %.6f\u2069", row->lon, row->lat);
  reported = gw_text_full_moment (row->reported_usec, gw_city_info_get_time_zone (city));
  by = g_strdup_printf ("%s · %s", gw_named_label (&detail->reporter),
                        gw_text_source (row->source));
  gw_part_clear (self->grid);
  self->n_lines = 0;
  add_fact (self, _ ("Place"), place, NULL);
  add_fact (self, _ ("Cell"), row->cell, position);
  add_duty (self, duty, city);
  add_department (self, detail);
  add_condition (self, detail);
  if (detail->component.code != NULL)
    add_fact (self, _ ("Component"),
              detail->component.name != NULL ? detail->component.name
                                             : detail->component.code,
              detail->component.code);
  add_fact (self, _ ("Reported"), reported, by);
  if (detail->progress.satisfaction != NULL)
    add_fact (self, _ ("The citizen is"), gw_text_choice (detail->progress.satisfaction),
              NULL);
}
