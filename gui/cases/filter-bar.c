/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the list: which cases. Stages of work with counts, lamps, search, the rest on demand. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/filter-bar.h"

#include <glib/gi18n.h>

#include "gui/cases/lamp-icon.h"

/* What somebody is to do next with the case: that is how a shift divides its work. */
static const struct
{
  const char *label;
  const char *tooltip;
  guint states;
} stages[] = {
  { N_ ("All open"), N_ ("Every case that is not closed"), GW_STATES_OPEN },
  { N_ ("To file"), N_ ("Reported: to be filed or rejected"), 1u << GW_STATE_REPORTED },
  { N_ ("To dispatch"), N_ ("Filed: to be given to a department"), 1u << GW_STATE_FILED },
  { N_ ("In work"), N_ ("Dispatched and being handled"),
    1u << GW_STATE_DISPATCHED | 1u << GW_STATE_HANDLING },
  { N_ ("To check"), N_ ("Handled: to be checked on the spot"), 1u << GW_STATE_HANDLED },
  { N_ ("To close"), N_ ("Checked: to be closed"), 1u << GW_STATE_CHECKED },
  { N_ ("Ended"), N_ ("Closed, rejected and voided cases"), GW_STATES_ENDED },
};

#define N_STAGES G_N_ELEMENTS (stages)
#define ENDED_STAGE (N_STAGES - 1)

/* The worst first, as one looks for it. */
static const GwLamp lamps[] = { GW_LAMP_RED, GW_LAMP_YELLOW, GW_LAMP_GREEN };

struct _GwFilterBar
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GtkSearchEntry *search_entry;
  GtkToggleButton *more_button;
  GtkBox *stage_box;
  GtkBox *lamp_box;
  GtkDropDown *sort_drop_down;
  GtkMenuButton *columns_button;
  GtkDropDown *department_drop_down;
  GtkDropDown *area_drop_down;
  GtkDropDown *class_drop_down;
  GtkWidget *narrowed_box;
  GtkLabel *narrowed_label;
  GtkToggleButton *stage_buttons[N_STAGES];
  GtkLabel *stage_counts[N_STAGES];
  GtkToggleButton *lamp_buttons[G_N_ELEMENTS (lamps)];
  GtkLabel *lamp_counts[G_N_ELEMENTS (lamps)];
  GPtrArray *department_codes; /* by place in the drop-down, NULL first */
  GPtrArray *area_codes;
  GPtrArray *class_codes;
  char *cell;
  guint frozen; /* several choices are being set at once */
};

G_DEFINE_FINAL_TYPE (GwFilterBar, gw_filter_bar, GTK_TYPE_WIDGET)

static guint
chosen_stage (GwFilterBar *self)
{
  for (guint i = 0; i < N_STAGES; i++)
    if (gtk_toggle_button_get_active (self->stage_buttons[i]))
      return i;
  return 0;
}

static char *
chosen_code (GtkDropDown *drop_down, GPtrArray *codes)
{
  guint position = gtk_drop_down_get_selected (drop_down);

  return codes != NULL && position < codes->len ? g_strdup (codes->pdata[position]) : NULL;
}

static GwCaseFilter *
make_filter (GwFilterBar *self)
{
  GwCaseFilter *filter = gw_case_filter_new ();
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  filter->states = stages[chosen_stage (self)].states;
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    if (gtk_toggle_button_get_active (self->lamp_buttons[i]))
      filter->lamps |= 1u << lamps[i];
  filter->department = chosen_code (self->department_drop_down, self->department_codes);
  filter->area = chosen_code (self->area_drop_down, self->area_codes);
  filter->klass = chosen_code (self->class_drop_down, self->class_codes);
  filter->cell = g_strdup (self->cell);
  /* One Chinese character is too little for a search, as one letter is. */
  if (g_utf8_strlen (text, -1) >= 2)
    filter->text = g_steal_pointer (&text);
  filter->sort = (GwCaseSort)gtk_drop_down_get_selected (self->sort_drop_down);
  return filter;
}

gboolean
gw_filter_bar_is_narrowed (GwFilterBar *self)
{
  g_autoptr (GwCaseFilter) filter = NULL;

  g_return_val_if_fail (GW_IS_FILTER_BAR (self), FALSE);

  filter = make_filter (self);
  return filter->lamps != 0 || filter->department != NULL || filter->area != NULL ||
         filter->klass != NULL || filter->cell != NULL || filter->text != NULL;
}

static void
append_choice (GString *text, GtkDropDown *drop_down)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (drop_down);
  g_autofree char *name = NULL;

  if (chosen == NULL || gtk_drop_down_get_selected (drop_down) == 0)
    return;
  name = g_strstrip (g_strdup (gtk_string_object_get_string (chosen)));
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", name);
}

static void
show_narrowed (GwFilterBar *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_narrowed = gw_filter_bar_is_narrowed (self);

  append_choice (text, self->department_drop_down);
  append_choice (text, self->area_drop_down);
  append_choice (text, self->class_drop_down);
  if (self->cell != NULL)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _ ("cell %s"), self->cell);
    }
  gtk_widget_set_visible (self->narrowed_box, is_narrowed);
  gtk_label_set_text (self->narrowed_label, text->len > 0 ? text->str : _ ("Filtered"));
}

static void
apply (GwFilterBar *self)
{
  g_autoptr (GwCaseFilter) filter = NULL;

  if (self->desk == NULL || self->frozen > 0)
    return;
  filter = make_filter (self);
  show_narrowed (self);
  gw_desk_set_filter (self->desk, filter);
}

static void
choice_changed_cb (GwFilterBar *self)
{
  apply (self);
}

static void
stage_toggled_cb (GwFilterBar *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    apply (self);
}

static void
show_counts (GwFilterBar *self)
{
  GwCasePoints *points = gw_desk_get_open_points (self->desk);

  for (guint i = 0; i < ENDED_STAGE; i++)
    {
      g_autofree char *text = NULL;
      guint count = 0;

      for (guint state = 0; state < GW_STATE_UNKNOWN; state++)
        if (stages[i].states & (1u << state))
          count += gw_case_points_count_state (points, state);
      text = g_strdup_printf ("%u", count);
      gtk_label_set_text (self->stage_counts[i], text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("%u", gw_case_points_count_lamp (points, lamps[i]));

      gtk_label_set_text (self->lamp_counts[i], text);
    }
}

static void
add_stage (GwFilterBar *self, guint i)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *count = gtk_label_new (i == ENDED_STAGE ? "–" : "…");
  GtkWidget *label = gtk_label_new (_ (stages[i].label));

  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "stage-count");
  gtk_widget_add_css_class (label, "stage-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, _ (stages[i].tooltip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (stages[i].label), -1);
  if (i > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->stage_buttons[0]);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (stage_toggled_cb), self);
  self->stage_buttons[i] = GTK_TOGGLE_BUTTON (button);
  self->stage_counts[i] = GTK_LABEL (count);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (self->stage_box, button);
}

static void
add_lamp (GwFilterBar *self, guint i)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *count = gtk_label_new ("…");

  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), gw_lamp_icon_new (lamps[i]));
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_tooltip_text (button, gw_lamp_label (lamps[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gw_lamp_label (lamps[i]), -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (apply), self);
  self->lamp_buttons[i] = GTK_TOGGLE_BUTTON (button);
  self->lamp_counts[i] = GTK_LABEL (count);
  gtk_box_append (self->lamp_box, button);
}

/* Takes codes; names in step with them. */
static void
fill_drop_down (GtkDropDown *drop_down, GPtrArray **place, GPtrArray *codes,
                GtkStringList *names)
{
  g_clear_pointer (place, g_ptr_array_unref);
  *place = codes;
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop_down, 0);
  g_object_unref (names);
}

static void
fill_departments (GwFilterBar *self, GwCityInfo *city)
{
  GPtrArray *departments = gw_city_info_get_departments (city);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *names = gtk_string_list_new (NULL);

  g_ptr_array_add (codes, NULL);
  gtk_string_list_append (names, _ ("All departments"));
  for (guint i = 0; i < departments->len; i++)
    {
      GwNamed *department = departments->pdata[i];

      g_ptr_array_add (codes, g_strdup (department->code));
      gtk_string_list_append (names, gw_named_label (department));
    }
  fill_drop_down (self->department_drop_down, &self->department_codes, codes, names);
}

static void
fill_areas (GwFilterBar *self, GwCityInfo *city)
{
  GPtrArray *areas = gw_city_info_get_areas (city);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *names = gtk_string_list_new (NULL);

  g_ptr_array_add (codes, NULL);
  gtk_string_list_append (names, _ ("The whole city"));
  for (guint i = 0; i < areas->len; i++)
    {
      GwAreaRecord *area = areas->pdata[i];
      gboolean is_community = g_strcmp0 (area->level, "community") == 0;
      g_autofree char *name =
          g_strconcat (is_community ? "    " : "", gw_named_label (&area->area), NULL);

      if (g_strcmp0 (area->level, "city") == 0)
        continue;
      g_ptr_array_add (codes, g_strdup (area->area.code));
      gtk_string_list_append (names, name);
    }
  fill_drop_down (self->area_drop_down, &self->area_codes, codes, names);
}

/* Codes begin with their group's two digits, so a group is a prefix. */
static void
fill_classes (GwFilterBar *self, GwCityInfo *city)
{
  GPtrArray *classes = gw_city_info_get_classes (city);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autofree char *group = NULL;

  g_ptr_array_add (codes, NULL);
  gtk_string_list_append (names, _ ("All classes"));
  for (guint i = 0; i < classes->len; i++)
    {
      GwClassRecord *record = classes->pdata[i];
      g_autofree char *prefix = g_strndup (record->klass.code, 2);
      g_autofree char *name = g_strconcat ("    ", gw_named_label (&record->klass), NULL);

      if (g_strcmp0 (group, prefix) != 0)
        {
          g_free (group);
          group = g_strdup (prefix);
          g_ptr_array_add (codes, g_strdup (prefix));
          gtk_string_list_append (names, gw_named_label (&record->group));
        }
      g_ptr_array_add (codes, g_strdup (record->klass.code));
      gtk_string_list_append (names, name);
    }
  fill_drop_down (self->class_drop_down, &self->class_codes, codes, names);
}

static void
gw_filter_bar_dispose (GObject *object)
{
  GwFilterBar *self = GW_FILTER_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->desk);
  g_clear_pointer (&self->department_codes, g_ptr_array_unref);
  g_clear_pointer (&self->area_codes, g_ptr_array_unref);
  g_clear_pointer (&self->class_codes, g_ptr_array_unref);
  g_clear_pointer (&self->cell, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gw_filter_bar_parent_class)->dispose (object);
}

static void
gw_filter_bar_class_init (GwFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_filter_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/cases/filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, more_button);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, stage_box);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, lamp_box);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, sort_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, columns_button);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, department_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, area_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, class_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, narrowed_box);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, narrowed_label);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gw_filter_bar_clear);
}

static void
make_searchable (GtkDropDown *drop_down)
{
  GtkExpression *name =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (drop_down, name);
  gtk_expression_unref (name);
}

static void
gw_filter_bar_init (GwFilterBar *self)
{
  self->frozen = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_STAGES; i++)
    add_stage (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    add_lamp (self, i);
  make_searchable (self->department_drop_down);
  make_searchable (self->area_drop_down);
  make_searchable (self->class_drop_down);
  self->frozen = 0;
}

void
gw_filter_bar_set_desk (GwFilterBar *self, GwDesk *desk)
{
  GwCityInfo *city;

  g_return_if_fail (GW_IS_FILTER_BAR (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  city = gw_desk_get_city (desk);
  self->frozen++;
  fill_departments (self, city);
  fill_areas (self, city);
  fill_classes (self, city);
  self->frozen--;
  g_signal_connect_object (gw_desk_get_open_points (desk), "changed",
                           G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
}

void
gw_filter_bar_focus_search (GwFilterBar *self)
{
  g_return_if_fail (GW_IS_FILTER_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
gw_filter_bar_choose_stage (GwFilterBar *self, guint stage)
{
  g_return_if_fail (GW_IS_FILTER_BAR (self));

  if (stage < N_STAGES)
    gtk_toggle_button_set_active (self->stage_buttons[stage], TRUE);
}

void
gw_filter_bar_set_cell (GwFilterBar *self, const char *code)
{
  g_return_if_fail (GW_IS_FILTER_BAR (self));

  g_free (self->cell);
  self->cell = g_strdup (code);
  apply (self);
}

/* The choices stand in the order of the orders. */
void
gw_filter_bar_set_sort (GwFilterBar *self, GwCaseSort sort)
{
  g_return_if_fail (GW_IS_FILTER_BAR (self));

  gtk_drop_down_set_selected (self->sort_drop_down, sort);
}

void
gw_filter_bar_set_columns (GwFilterBar *self, GMenuModel *menu, GActionGroup *actions)
{
  g_return_if_fail (GW_IS_FILTER_BAR (self));

  gtk_menu_button_set_menu_model (self->columns_button, menu);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", actions);
}

void
gw_filter_bar_set_wide (GwFilterBar *self, gboolean wide)
{
  g_return_if_fail (GW_IS_FILTER_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), wide);
}

void
gw_filter_bar_clear (GwFilterBar *self)
{
  g_return_if_fail (GW_IS_FILTER_BAR (self));

  self->frozen++;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    gtk_toggle_button_set_active (self->lamp_buttons[i], FALSE);
  gtk_drop_down_set_selected (self->department_drop_down, 0);
  gtk_drop_down_set_selected (self->area_drop_down, 0);
  gtk_drop_down_set_selected (self->class_drop_down, 0);
  g_clear_pointer (&self->cell, g_free);
  self->frozen--;
  apply (self);
}
