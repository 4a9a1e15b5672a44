/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the list: which cases. Stages of work with counts, lamps, search, the rest on demand. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/filter-bar.h"

#include <glib/gi18n.h>

#include "gui/cases/filter-choices.h"
#include "gui/cases/lamp-icon.h"
#include "gui/cases/saved-filters.h"

/* The worst first, as one looks for it. */
static const GwLamp lamps[] = { GW_LAMP_RED, GW_LAMP_YELLOW, GW_LAMP_GREEN };

/* What was chosen last, in the settings. */
#define LAST_FILTER "filter"

struct _GwFilterBar
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwSettings *settings; /* or NULL */
  GtkSearchEntry *search_entry;
  GtkToggleButton *more_button;
  GtkBox *stage_box;
  GtkBox *mark_box;
  GtkBox *lamp_box;
  GtkDropDown *sort_drop_down;
  GtkMenuButton *columns_button;
  GwChooser *department_chooser;
  GwChooser *area_chooser;
  GwChooser *class_chooser;
  GwChooser *source_chooser;
  GtkDropDown *period_drop_down;
  GwSavedFilters *saved_filters;
  GwDrawnArea *drawn_area;
  GtkWidget *narrowed_box;
  GtkLabel *narrowed_label;
  GtkToggleButton *list_buttons[GW_N_WORK_LISTS];
  GtkLabel *list_counts[GW_N_WORK_LISTS];
  GtkToggleButton *lamp_buttons[G_N_ELEMENTS (lamps)];
  GtkLabel *lamp_counts[G_N_ELEMENTS (lamps)];
  GPtrArray *department_codes; /* by place in the drop-down, NULL first */
  GPtrArray *area_codes;
  GPtrArray *class_codes;
  GPtrArray *source_codes;
  char *cell;
  guint frozen; /* several choices are being set at once */
};

G_DEFINE_FINAL_TYPE (GwFilterBar, gw_filter_bar, GTK_TYPE_WIDGET)

static guint
chosen_list (GwFilterBar *self)
{
  for (guint i = 0; i < GW_N_WORK_LISTS; i++)
    if (gtk_toggle_button_get_active (self->list_buttons[i]))
      return i;
  return 0;
}

static GwCaseFilter *
make_filter (GwFilterBar *self)
{
  GwCaseFilter *filter = gw_case_filter_new ();
  const GwWorkListInfo *list = gw_work_list_info (chosen_list (self));
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  filter->states = list->states;
  filter->flags = list->flags;
  filter->lamps = list->lamps;
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    if (gtk_toggle_button_get_active (self->lamp_buttons[i]))
      filter->lamps |= 1u << lamps[i];
  filter->department =
      gw_filter_choice_dup_code (self->department_chooser, self->department_codes);
  filter->area = gw_filter_choice_dup_code (self->area_chooser, self->area_codes);
  filter->klass = gw_filter_choice_dup_code (self->class_chooser, self->class_codes);
  filter->source = gw_filter_choice_dup_code (self->source_chooser, self->source_codes);
  filter->from_usec = gw_filter_choice_period_start (
      gtk_drop_down_get_selected (self->period_drop_down), self->desk);
  filter->cell = g_strdup (self->cell);
  if (gw_drawn_area_get_ring (self->drawn_area) != NULL)
    filter->within = gw_shape_ref (gw_drawn_area_get_ring (self->drawn_area));
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
  return filter->lamps != gw_work_list_info (chosen_list (self))->lamps ||
         filter->source != NULL || filter->from_usec != 0 || filter->department != NULL ||
         filter->area != NULL || filter->klass != NULL || filter->cell != NULL ||
         filter->within != NULL || filter->text != NULL;
}

static void
append_choice (GString *text, GwChooser *chooser)
{
  if (gw_chooser_get_selected (chooser) != 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            gw_chooser_get_text (chooser));
}

static void
append_period (GString *text, GtkDropDown *drop_down)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (drop_down);

  if (chosen != NULL && gtk_drop_down_get_selected (drop_down) != 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            gtk_string_object_get_string (chosen));
}

static void
show_narrowed (GwFilterBar *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_narrowed = gw_filter_bar_is_narrowed (self);

  append_choice (text, self->department_chooser);
  append_choice (text, self->area_chooser);
  append_choice (text, self->class_chooser);
  append_choice (text, self->source_chooser);
  append_period (text, self->period_drop_down);
  if (self->cell != NULL)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _ ("cell %s"), self->cell);
    }
  gtk_widget_set_visible (self->narrowed_box, is_narrowed);
  gtk_label_set_text (self->narrowed_label, text->len > 0 ? text->str : _ ("Filtered"));
}

/* What is chosen, as parameters: periods and lists by name, so that they go with the day. */
static char *
describe (GwFilterBar *self)
{
  g_autoptr (GwCaseFilter) filter = make_filter (self);
  GString *text = g_string_new (NULL);
  guint lamp_bits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    if (gtk_toggle_button_get_active (self->lamp_buttons[i]))
      lamp_bits |= 1u << i;
  g_string_append_printf (text, "list=%s&sort=%u&lamps=%u&period=%u",
                          gw_work_list_info (chosen_list (self))->id, filter->sort,
                          lamp_bits, gtk_drop_down_get_selected (self->period_drop_down));
  gw_filter_choice_append (text, "department", filter->department);
  gw_filter_choice_append (text, "area", filter->area);
  gw_filter_choice_append (text, "class", filter->klass);
  gw_filter_choice_append (text, "source", filter->source);
  gw_filter_choice_append (text, "cell", filter->cell);
  gw_filter_choice_append (text, "within", gw_drawn_area_get_within (self->drawn_area));
  gw_filter_choice_append (text, "text", filter->text);
  return g_string_free (text, FALSE);
}

static void
note_choice (GwFilterBar *self)
{
  g_autofree char *text = describe (self);

  gw_saved_filters_set_current (self->saved_filters, text);
}

static void
remember_choice (GwFilterBar *self)
{
  g_autofree char *text = describe (self);

  if (self->settings != NULL)
    gw_settings_set_string (self->settings, LAST_FILTER, text);
}

static void
apply (GwFilterBar *self)
{
  g_autoptr (GwCaseFilter) filter = NULL;

  if (self->desk == NULL || self->frozen > 0)
    return;
  filter = make_filter (self);
  show_narrowed (self);
  note_choice (self);
  remember_choice (self);
  gw_case_points_count_within (gw_desk_get_open_points (self->desk), filter->within);
  gw_desk_set_filter (self->desk, filter);
}

static void
show_limit (GwFilterBar *self)
{
  GwCaseList *list = gw_desk_get_list (self->desk);

  gw_drawn_area_set_limit (
      self->drawn_area,
      gw_case_list_is_cut (list) ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0);
}

static guint
number_of (GHashTable *choices, const char *name)
{
  const char *text = g_hash_table_lookup (choices, name);

  return text != NULL ? (guint)g_ascii_strtoull (text, NULL, 10) : 0;
}

static void
choose_list (GwFilterBar *self, const char *id)
{
  for (guint i = 0; i < GW_N_WORK_LISTS; i++)
    if (g_strcmp0 (gw_work_list_info (i)->id, id) == 0)
      gtk_toggle_button_set_active (self->list_buttons[i], TRUE);
}

/* What a city or a server no longer knows is left at its first choice. */
static void
saved_chosen_cb (GwFilterBar *self, const char *saved)
{
  g_autoptr (GHashTable) choices =
      g_uri_parse_params (saved, -1, "&", G_URI_PARAMS_NONE, NULL);
  const char *text;

  if (choices == NULL)
    return;
  self->frozen++;
  choose_list (self, g_hash_table_lookup (choices, "list"));
  gtk_drop_down_set_selected (self->sort_drop_down,
                              MIN (number_of (choices, "sort"), GW_SORT_LATEST));
  gtk_drop_down_set_selected (self->period_drop_down,
                              MIN (number_of (choices, "period"), GW_N_PERIODS - 1));
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    gtk_toggle_button_set_active (self->lamp_buttons[i],
                                  number_of (choices, "lamps") >> i & 1);
  gw_filter_choice_select (self->department_chooser, self->department_codes,
                           g_hash_table_lookup (choices, "department"));
  gw_filter_choice_select (self->area_chooser, self->area_codes,
                           g_hash_table_lookup (choices, "area"));
  gw_filter_choice_select (self->class_chooser, self->class_codes,
                           g_hash_table_lookup (choices, "class"));
  gw_filter_choice_select (self->source_chooser, self->source_codes,
                           g_hash_table_lookup (choices, "source"));
  g_free (self->cell);
  self->cell = g_strdup (g_hash_table_lookup (choices, "cell"));
  gw_drawn_area_set_within (self->drawn_area, g_hash_table_lookup (choices, "within"));
  text = g_hash_table_lookup (choices, "text");
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text != NULL ? text : "");
  self->frozen--;
  apply (self);
}

static void
choice_changed_cb (GwFilterBar *self)
{
  apply (self);
}

static void
list_toggled_cb (GwFilterBar *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    apply (self);
}

static void
show_counts (GwFilterBar *self)
{
  GwCasePoints *points = gw_desk_get_open_points (self->desk);

  for (guint i = 0; i < GW_N_WORK_LISTS; i++)
    {
      /* The map leaves some out of very many: then there are at least so many. */
      const char *sign = gw_case_points_is_truncated (points) ? "≥" : "";
      g_autofree char *text =
          g_strdup_printf ("%s%u", sign, gw_case_points_count_list (points, i));

      if (i != GW_WORK_ENDED)
        gtk_label_set_text (self->list_counts[i], text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("%u", gw_case_points_count_lamp (points, lamps[i]));

      gtk_label_set_text (self->lamp_counts[i], text);
    }
}

static void
add_list (GwFilterBar *self, guint i)
{
  const GwWorkListInfo *info = gw_work_list_info (i);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *count = gtk_label_new (i == GW_WORK_ENDED ? "–" : "…");
  GtkWidget *label = gtk_label_new (_ (info->label));

  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "stage-count");
  gtk_widget_add_css_class (label, "stage-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, _ (info->tooltip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->label), -1);
  if (i > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->list_buttons[0]);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (list_toggled_cb), self);
  self->list_buttons[i] = GTK_TOGGLE_BUTTON (button);
  self->list_counts[i] = GTK_LABEL (count);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (i < GW_N_WORK_STAGES ? self->stage_box : self->mark_box, button);
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

static void
gw_filter_bar_dispose (GObject *object)
{
  GwFilterBar *self = GW_FILTER_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->department_codes, g_ptr_array_unref);
  g_clear_pointer (&self->area_codes, g_ptr_array_unref);
  g_clear_pointer (&self->class_codes, g_ptr_array_unref);
  g_clear_pointer (&self->source_codes, g_ptr_array_unref);
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

  g_type_ensure (GW_TYPE_CHOOSER);
  g_type_ensure (GW_TYPE_SAVED_FILTERS);
  g_type_ensure (GW_TYPE_DRAWN_AREA);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/cases/filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, more_button);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, stage_box);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, mark_box);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, lamp_box);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, sort_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, columns_button);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, department_chooser);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, area_chooser);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, class_chooser);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, source_chooser);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, period_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, saved_filters);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, drawn_area);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, narrowed_box);
  gtk_widget_class_bind_template_child (widget_class, GwFilterBar, narrowed_label);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, gw_filter_bar_clear);
}

static void
gw_filter_bar_init (GwFilterBar *self)
{
  self->frozen = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < GW_N_WORK_LISTS; i++)
    add_list (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    add_lamp (self, i);
  self->frozen = 0;
}

void
gw_filter_bar_set_desk (GwFilterBar *self, GwDesk *desk, GwSettings *settings)
{
  GwCityInfo *city;

  g_return_if_fail (GW_IS_FILTER_BAR (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_set_object (&self->settings, settings);
  city = gw_desk_get_city (desk);
  self->frozen++;
  self->department_codes = gw_filter_choice_departments (self->department_chooser, city);
  self->area_codes = gw_filter_choice_areas (self->area_chooser, city);
  self->class_codes = gw_filter_choice_classes (self->class_chooser, city);
  self->source_codes = gw_filter_choice_sources (self->source_chooser);
  for (guint i = GW_N_WORK_STAGES; i < GW_N_WORK_LISTS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->list_buttons[i]),
                            gw_work_list_is_for (i, gw_desk_get_user (desk)));
  self->frozen--;
  gw_saved_filters_set_settings (self->saved_filters, settings);
  note_choice (self);
  g_signal_connect_object (gw_desk_get_open_points (desk), "changed",
                           G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_list (desk), "items-changed",
                           G_CALLBACK (show_limit), self, G_CONNECT_SWAPPED);
}

void
gw_filter_bar_restore (GwFilterBar *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GW_IS_FILTER_BAR (self));

  text = self->settings != NULL ? gw_settings_dup_string (self->settings, LAST_FILTER, NULL)
                                : NULL;
  if (text != NULL)
    saved_chosen_cb (self, text);
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

  if (stage < GW_N_WORK_LISTS &&
      gtk_widget_get_visible (GTK_WIDGET (self->list_buttons[stage])))
    gtk_toggle_button_set_active (self->list_buttons[stage], TRUE);
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
  gw_chooser_set_selected (self->department_chooser, 0);
  gw_chooser_set_selected (self->area_chooser, 0);
  gw_chooser_set_selected (self->class_chooser, 0);
  gw_chooser_set_selected (self->source_chooser, 0);
  gtk_drop_down_set_selected (self->period_drop_down, 0);
  g_clear_pointer (&self->cell, g_free);
  gw_drawn_area_set_within (self->drawn_area, NULL);
  self->frozen--;
  apply (self);
}

GwDrawnArea *
gw_filter_bar_get_drawn_area (GwFilterBar *self)
{
  g_return_val_if_fail (GW_IS_FILTER_BAR (self), NULL);

  return self->drawn_area;
}
