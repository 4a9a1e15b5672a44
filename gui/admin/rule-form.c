/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one routing rule: choosers for what has a name, entries checked as typed. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/rule-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gui/cases/filter-choices.h"

#define N_WEEKDAYS 7

struct _GwRuleForm
{
  GtkGrid parent_instance;

  GwRuleItem *item; /* or NULL */
  gboolean is_filling;
  int n_rows;
  GtkWidget *controls[GW_RULE_N_FIELDS]; /* GwChooser or GtkEntry; NULL for weekdays */
  GPtrArray *codes[GW_RULE_N_FIELDS];    /* of choosers */
  GtkWidget *days[N_WEEKDAYS];
};

G_DEFINE_FINAL_TYPE (GwRuleForm, gw_rule_form, GTK_TYPE_GRID)

static guint edited_signal;

/* --- what is typed ---------------------------------------------------------------------- */

static gboolean
is_date (const char *text)
{
  guint year, month, day;

  return strlen (text) == 10 && sscanf (text, "%4u-%2u-%2u", &year, &month, &day) == 3 &&
         g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean
is_span (const char *text)
{
  guint from, from_minute, to, to_minute;

  return strlen (text) == 11 &&
         sscanf (text, "%2u:%2u-%2u:%2u", &from, &from_minute, &to, &to_minute) == 4 &&
         from < 24 && to <= 24 && from_minute < 60 && to_minute < 60;
}

/* What is wrong with it, or NULL. */
static const char *
fault_of (guint field, const char *text)
{
  if (*text == '\0')
    return NULL;
  if ((field == GW_RULE_VALID_FROM || field == GW_RULE_VALID_TO) && !is_date (text))
    return _ ("A date such as 2026-10-01");
  if (field == GW_RULE_TIME && !is_span (text))
    return _ ("A time of day such as 18:00-06:00");
  if (field == GW_RULE_MAX_OPEN && text[strspn (text, "0123456789")] != '\0')
    return _ ("A number");
  return NULL;
}

static void
mark (GtkWidget *entry, const char *fault)
{
  if (fault != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_widget_set_tooltip_text (entry, fault);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

gboolean
gw_rule_form_is_faulty (GwRuleForm *self)
{
  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    if (self->controls[i] != NULL && GTK_IS_ENTRY (self->controls[i]) &&
        fault_of (i, gtk_editable_get_text (GTK_EDITABLE (self->controls[i]))) != NULL)
      return TRUE;
  return FALSE;
}

static void
tell (GwRuleForm *self, guint field, const char *text)
{
  if (self->is_filling || self->item == NULL ||
      g_strcmp0 (self->item->fields[field], text) == 0)
    return;
  gw_rule_item_set_field (self->item, field, text);
  g_signal_emit (self, edited_signal, 0);
}

static guint
field_of (GwRuleForm *self, GtkWidget *control)
{
  guint field = 0;

  while (self->controls[field] != control)
    field++;
  return field;
}

static void
typed_cb (GwRuleForm *self, GtkWidget *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  guint field = field_of (self, entry);
  const char *fault = fault_of (field, text);

  mark (entry, fault);
  if (fault == NULL)
    tell (self, field, text);
}

static void
chosen_cb (GwRuleForm *self, GParamSpec *pspec, GtkWidget *chooser)
{
  guint field = field_of (self, chooser);
  g_autofree char *code =
      gw_filter_choice_dup_code (GW_CHOOSER (chooser), self->codes[field]);

  tell (self, field, code != NULL ? code : "");
}

static void
day_cb (GwRuleForm *self)
{
  char text[N_WEEKDAYS + 1];
  guint n = 0;

  for (guint i = 0; i < N_WEEKDAYS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->days[i])))
      text[n++] = (char)('1' + i);
  text[n] = '\0';
  tell (self, GW_RULE_WEEKDAYS, text);
}

/* --- what is shown ---------------------------------------------------------------------- */

/* "1-5", "67" */
static gboolean
has_day (const char *text, guint day)
{
  for (; *text != '\0'; text++)
    {
      guint first = (guint)(*text - '0');

      if (text[1] == '-' && day >= first && day <= (guint)(text[2] - '0'))
        return TRUE;
      if (day == first)
        return TRUE;
    }
  return FALSE;
}

void
gw_rule_form_show (GwRuleForm *self, GwRuleItem *item)
{
  g_return_if_fail (GW_IS_RULE_FORM (self));

  g_set_object (&self->item, item);
  gtk_widget_set_sensitive (GTK_WIDGET (self), item != NULL);
  self->is_filling = TRUE;
  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    {
      const char *text = item != NULL ? item->fields[i] : "";

      if (self->codes[i] != NULL)
        gw_filter_choice_select (GW_CHOOSER (self->controls[i]), self->codes[i],
                                 *text != '\0' ? text : NULL);
      else if (self->controls[i] != NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->controls[i]), text);
    }
  for (guint i = 0; i < N_WEEKDAYS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->days[i]),
                                  item != NULL &&
                                      has_day (item->fields[GW_RULE_WEEKDAYS], i + 1));
  self->is_filling = FALSE;
}

/* --- making ----------------------------------------------------------------------------- */

static void
add_row (GwRuleForm *self, const char *title, GtkWidget *control)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);
  g_autofree char *name = g_strdup (title);
  char *mark_at = strchr (name, '_');

  if (mark_at != NULL)
    memmove (mark_at, mark_at + 1, strlen (mark_at));
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_widget_set_hexpand (control, TRUE);
  if (GW_IS_CHOOSER (control))
    gw_chooser_set_title (GW_CHOOSER (control), name);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name, -1);
  gtk_grid_attach (GTK_GRID (self), label, 0, self->n_rows, 1, 1);
  gtk_grid_attach (GTK_GRID (self), control, 1, self->n_rows, 1, 1);
  self->n_rows++;
}

static void
add_entry (GwRuleForm *self, guint field, const char *title, const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  self->controls[field] = entry;
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  add_row (self, title, entry);
}

static GtkWidget *
add_chooser (GwRuleForm *self, guint field, const char *title)
{
  GtkWidget *chooser = gw_chooser_new ();

  self->controls[field] = chooser;
  add_row (self, title, chooser);
  return chooser;
}

/* The lines before the departments, and their codes; NULL-terminated. */
static GPtrArray *
fill_departments (GtkWidget *chooser, GwCityInfo *city, const char *const *first)
{
  GPtrArray *departments = gw_city_info_get_departments (city);
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; first[i] != NULL; i += 2)
    {
      g_ptr_array_add (codes, first[i][0] != '\0' ? g_strdup (first[i]) : NULL);
      gtk_string_list_append (lines, first[i + 1]);
    }
  for (guint i = 0; i < departments->len; i++)
    {
      const GwNamed *department = departments->pdata[i];

      g_ptr_array_add (codes, g_strdup (department->code));
      gtk_string_list_append (lines, gw_named_label (department));
    }
  gw_chooser_set_lines (GW_CHOOSER (chooser), lines, codes);
  return codes;
}

static GPtrArray *
fill_kinds (GtkWidget *chooser)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  gtk_string_list_append (lines, _ ("Components and matters"));
  g_ptr_array_add (codes, NULL);
  gtk_string_list_append (lines, _ ("Components"));
  g_ptr_array_add (codes, g_strdup ("component"));
  gtk_string_list_append (lines, _ ("Matters"));
  g_ptr_array_add (codes, g_strdup ("matter"));
  gw_chooser_set_lines (GW_CHOOSER (chooser), lines, codes);
  return codes;
}

static void
add_days (GwRuleForm *self)
{
  static const char *const names[N_WEEKDAYS] = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"),
                                                 N_ ("Thu"), N_ ("Fri"), N_ ("Sat"),
                                                 N_ ("Sun") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < N_WEEKDAYS; i++)
    {
      self->days[i] = gtk_toggle_button_new_with_label (_ (names[i]));
      gtk_widget_set_hexpand (self->days[i], TRUE);
      g_signal_connect_swapped (self->days[i], "toggled", G_CALLBACK (day_cb), self);
      gtk_box_append (GTK_BOX (box), self->days[i]);
    }
  add_row (self, _ ("Weekdays"), box);
}

static void
gw_rule_form_dispose (GObject *object)
{
  GwRuleForm *self = GW_RULE_FORM (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (gw_rule_form_parent_class)->dispose (object);
}

static void
gw_rule_form_finalize (GObject *object)
{
  GwRuleForm *self = GW_RULE_FORM (object);

  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    g_clear_pointer (&self->codes[i], g_ptr_array_unref);
  G_OBJECT_CLASS (gw_rule_form_parent_class)->finalize (object);
}

static void
gw_rule_form_class_init (GwRuleFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_rule_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_rule_form_finalize;
  edited_signal = g_signal_new ("edited", GW_TYPE_RULE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_rule_form_init (GwRuleForm *self)
{
  gtk_grid_set_column_spacing (GTK_GRID (self), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self), 6);
}

GtkWidget *
gw_rule_form_new (GwCityInfo *city)
{
  GwRuleForm *self = g_object_new (GW_TYPE_RULE_FORM, NULL);
  const char *const owners[] = { "",  _ ("Whoever owns it"), "*", _ ("Somebody known"),
                                 "-", _ ("Nobody known"),    NULL };
  const char *const targets[] = { "@area", _ ("The department of the area"), "@owner",
                                  _ ("The owner of the component"), NULL };
  GtkWidget *chooser;

  chooser = add_chooser (self, GW_RULE_KIND, _ ("_Kind"));
  self->codes[GW_RULE_KIND] = fill_kinds (chooser);
  chooser = add_chooser (self, GW_RULE_CLASS, _ ("_Class"));
  self->codes[GW_RULE_CLASS] = gw_filter_choice_classes (GW_CHOOSER (chooser), city);
  add_entry (self, GW_RULE_CONDITION, _ ("Filing condition"), _ ("Code, such as 01"));
  chooser = add_chooser (self, GW_RULE_AREA, _ ("Ar_ea"));
  self->codes[GW_RULE_AREA] = gw_filter_choice_areas (GW_CHOOSER (chooser), city);
  add_entry (self, GW_RULE_CELL, _ ("Cell"), _ ("Code"));
  chooser = add_chooser (self, GW_RULE_OWNER, _ ("_Owner"));
  self->codes[GW_RULE_OWNER] = fill_departments (chooser, city, owners);
  chooser = add_chooser (self, GW_RULE_SOURCE, _ ("_Source"));
  self->codes[GW_RULE_SOURCE] = gw_filter_choice_sources (GW_CHOOSER (chooser));
  add_days (self);
  add_entry (self, GW_RULE_TIME, _ ("_Time of day"), "18:00-06:00");
  add_entry (self, GW_RULE_MAX_OPEN, _ ("Open cases at most"), _ ("Any number"));
  chooser = add_chooser (self, GW_RULE_DEPARTMENT, _ ("Goes _to"));
  self->codes[GW_RULE_DEPARTMENT] = fill_departments (chooser, city, targets);
  add_entry (self, GW_RULE_VALID_FROM, _ ("Valid from"), "2026-10-01");
  add_entry (self, GW_RULE_VALID_TO, _ ("Ends before"), "2027-01-01");
  add_entry (self, GW_RULE_NOTE, _ ("_Note"), NULL);
  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    if (self->codes[i] != NULL)
      g_signal_connect_swapped (self->controls[i], "notify::selected",
                                G_CALLBACK (chosen_cb), self);
  gw_rule_form_show (self, NULL);
  return GTK_WIDGET (self);
}
