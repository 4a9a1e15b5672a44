/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of which one of several is chosen: departments, classes, conditions, people. */
#define G_LOG_DOMAIN "gridward-detail"

#include <glib/gi18n.h>

#include "gui/chooser.h"
#include "gui/client/codec.h"
#include "gui/detail/field-control-private.h"
#include "gui/model/text.h"

static guint
chosen_line (GwFieldControl *control)
{
  guint line = gw_chooser_get_selected (GW_CHOOSER (control->widget));

  return line < control->codes->len ? line : 0;
}

gboolean
gw_field_control_is_suggested (GwFieldControl *control)
{
  return control->suggested != 0 && chosen_line (control) == control->suggested;
}

static gboolean
choice_is_empty (GwFieldControl *control)
{
  return chosen_line (control) == 0;
}

static const char *
no_fault (GwFieldControl *control)
{
  return NULL;
}

static void
choice_give (GwFieldControl *control, GwDecision *decision)
{
  guint line = chosen_line (control);

  gw_decision_set_text (decision, control->name, control->codes->pdata[line]);
  if (control->kinds != NULL)
    gw_decision_set_text (decision, "kind", control->kinds->pdata[line]);
}

/* A class is named by its code and its kind. */
static void
choice_take (GwFieldControl *control, const GwDecision *decision)
{
  const char *code = gw_decision_get_text (decision, control->name);
  const char *kind = gw_decision_get_text (decision, "kind");

  for (guint i = 1; code != NULL && i < control->codes->len; i++)
    if (g_strcmp0 (control->codes->pdata[i], code) == 0 &&
        (control->kinds == NULL || g_strcmp0 (control->kinds->pdata[i], kind) == 0))
      gw_chooser_set_selected (GW_CHOOSER (control->widget), i);
}

static const GwFieldKind choice_kind = { choice_is_empty, no_fault, choice_give,
                                         choice_take };

static GtkStringList *
begin_choice (GwFieldControl *control, const char *first)
{
  GtkStringList *lines = gtk_string_list_new (NULL);

  control->kind = &choice_kind;
  control->codes = g_ptr_array_new_with_free_func (g_free);
  gtk_string_list_append (lines, first);
  g_ptr_array_add (control->codes, NULL);
  return lines;
}

static void
add_choice (GwFieldControl *control, GtkStringList *lines, const char *code,
            const char *label)
{
  gtk_string_list_append (lines, label);
  g_ptr_array_add (control->codes, g_strdup (code));
}

/* Takes the lines. */
static void
end_choice (GwFieldControl *control, GtkStringList *lines, const GwFieldMaking *making)
{
  control->widget = gw_chooser_new ();
  gw_chooser_set_title (GW_CHOOSER (control->widget), gw_text_field (control->name));
  gw_chooser_set_lines (GW_CHOOSER (control->widget), lines, control->codes);
  gw_chooser_set_selected (GW_CHOOSER (control->widget), control->suggested);
  g_object_unref (lines);
  gw_field_making_watch (making, control->widget, "notify::selected");
}

void
gw_field_make_department (GwFieldControl *control, const GwFieldMaking *making)
{
  const GwCaseDetail *detail = making->context->detail;
  GPtrArray *departments = gw_city_info_get_departments (making->context->city);
  GtkStringList *lines =
      begin_choice (control, making->context->is_many ? _ ("As suggested for each case")
                                                      : _ ("Choose a department…"));

  for (guint i = 0; i < departments->len; i++)
    {
      const GwNamed *department = departments->pdata[i];

      add_choice (control, lines, department->code, gw_named_label (department));
      if (detail->suggested.code != NULL &&
          g_strcmp0 (department->code, detail->suggested.code) == 0)
        control->suggested = i + 1;
    }
  control->note = g_strdup (detail->suggested_reason);
  end_choice (control, lines, making);
}

/* A code alone does not name a class: components and matters have codes of their own. */
void
gw_field_make_class (GwFieldControl *control, const GwFieldMaking *making)
{
  GPtrArray *classes = gw_city_info_get_classes (making->context->city);
  GtkStringList *lines = begin_choice (control, _ ("As it is"));

  control->kinds = g_ptr_array_new ();
  g_ptr_array_add (control->kinds, NULL);
  for (guint i = 0; i < classes->len; i++)
    {
      const GwClassRecord *record = classes->pdata[i];
      const char *kind = record->is_component ? "component" : "matter";
      g_autofree char *label =
          g_strdup_printf ("%s · %s %s", gw_named_label (&record->klass),
                           gw_text_choice (kind), record->klass.code);

      add_choice (control, lines, record->klass.code, label);
      g_ptr_array_add (control->kinds, (gpointer)kind);
    }
  end_choice (control, lines, making);
}

void
gw_field_make_choice (GwFieldControl *control, const GwFieldMaking *making)
{
  GtkStringList *lines = begin_choice (control, _ ("Choose…"));

  for (guint i = 0; making->field->choices[i] != NULL; i++)
    add_choice (control, lines, making->field->choices[i],
                gw_text_choice (making->field->choices[i]));
  end_choice (control, lines, making);
}

/* --- conditions ------------------------------------------------------------------------- */

static const GwClassRecord *
find_class (GwCityInfo *city, const char *kind, const char *code)
{
  GPtrArray *classes = gw_city_info_get_classes (city);
  gboolean is_component = g_strcmp0 (kind, "component") == 0;

  for (guint i = 0; i < classes->len; i++)
    {
      const GwClassRecord *record = classes->pdata[i];

      if (record->is_component == is_component && g_strcmp0 (record->klass.code, code) == 0)
        return record;
    }
  return NULL;
}

static char *
condition_label (const GwConditionRecord *record)
{
  const char *name = gw_named_label (&record->condition);
  g_autofree char *limit = gw_text_limit (record->limit, record->limit_unit);

  return g_strdup_printf ("%s · %s", name[0] != '\0' ? name : record->condition.code,
                          limit);
}

/* What it is when nothing is chosen: the case's own condition, or else the class' first. */
static char *
usual_label (const GwClassRecord *record, const char *own)
{
  const GwConditionRecord *usual = record->conditions->pdata[0];
  g_autofree char *label = NULL;

  for (guint i = 0; own != NULL && i < record->conditions->len; i++)
    {
      const GwConditionRecord *condition = record->conditions->pdata[i];

      if (g_strcmp0 (condition->condition.code, own) == 0)
        usual = condition;
    }
  label = condition_label (usual);
  /* Translators: the condition that holds when none is chosen. */
  return g_strdup_printf (_ ("As it is: %s"), label);
}

/* A class with one condition leaves nothing to choose. */
static gboolean
condition_is_offered (GwFieldControl *control)
{
  return control->codes->len > 2;
}

static void
fill_conditions (GwFieldControl *control, GtkStringList *lines, const GwClassRecord *record)
{
  const char *own = control->is_own_class ? control->own_condition : NULL;
  g_autofree char *usual = NULL;

  gtk_string_list_splice (lines, 0, g_list_model_get_n_items (G_LIST_MODEL (lines)), NULL);
  g_ptr_array_set_size (control->codes, 0);
  if (record == NULL || record->conditions->len == 0)
    {
      gtk_string_list_append (lines, _ ("As it is"));
      g_ptr_array_add (control->codes, NULL);
      return;
    }
  usual = usual_label (record, own);
  gtk_string_list_append (lines, usual);
  g_ptr_array_add (control->codes, NULL);
  for (guint i = 0; i < record->conditions->len; i++)
    {
      const GwConditionRecord *condition = record->conditions->pdata[i];
      g_autofree char *label = condition_label (condition);

      add_choice (control, lines, condition->condition.code, label);
    }
}

void
gw_field_make_condition (GwFieldControl *control, const GwFieldMaking *making)
{
  const GwCaseDetail *detail = making->context->detail;
  const char *kind = detail->row->is_component ? "component" : "matter";
  GtkStringList *lines = begin_choice (control, _ ("As it is"));

  control->is_offered = condition_is_offered;
  control->is_own_class = TRUE;
  control->own_condition = g_strdup (detail->condition.code);
  control->class_kind = g_strdup (kind);
  control->class_code = g_strdup (detail->row->klass.code);
  fill_conditions (control, lines,
                   find_class (making->context->city, kind, detail->row->klass.code));
  end_choice (control, lines, making);
}

gboolean
gw_field_control_get_class (GwFieldControl *control, const char **ret_kind,
                            const char **ret_code)
{
  guint line;

  if (control->kinds == NULL || (line = chosen_line (control)) == 0)
    return FALSE;
  *ret_kind = control->kinds->pdata[line];
  *ret_code = control->codes->pdata[line];
  return TRUE;
}

void
gw_field_control_set_class (GwFieldControl *control, GwCityInfo *city, const GwCaseRow *row,
                            const char *kind, const char *code)
{
  const char *own_kind = row->is_component ? "component" : "matter";
  GwChooser *chooser;

  if (control->class_code == NULL ||
      (g_str_equal (control->class_kind, kind) && g_str_equal (control->class_code, code)))
    return;
  chooser = GW_CHOOSER (control->widget);
  g_free (control->class_kind);
  g_free (control->class_code);
  control->class_kind = g_strdup (kind);
  control->class_code = g_strdup (code);
  control->is_own_class =
      g_str_equal (kind, own_kind) && g_strcmp0 (code, row->klass.code) == 0;
  fill_conditions (control, gw_chooser_get_lines (chooser), find_class (city, kind, code));
  gw_chooser_set_selected (chooser, 0);
}

/* --- people ----------------------------------------------------------------------------- */

/* A chooser of those whom the server names; an entry where it names nobody. */
static GtkWidget *
people_part (GwFieldControl *control)
{
  return gtk_stack_get_visible_child (GTK_STACK (control->widget));
}

/* As it is sent; NULL: nobody. */
static char *
dup_login (GwFieldControl *control)
{
  GtkWidget *part = people_part (control);
  guint line;

  if (GTK_IS_ENTRY (part))
    {
      char *login = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (part))));

      if (login[0] == '\0')
        g_clear_pointer (&login, g_free);
      return login;
    }
  line = gw_chooser_get_selected (GW_CHOOSER (part));
  return line < control->codes->len ? g_strdup (control->codes->pdata[line]) : NULL;
}

static gboolean
person_is_empty (GwFieldControl *control)
{
  g_autofree char *login = dup_login (control);

  return login == NULL;
}

static const char *
person_fault (GwFieldControl *control)
{
  g_autofree char *login = dup_login (control);

  return login != NULL && g_regex_match_simple ("\\s", login, 0, 0)
             ? _ ("A login has no spaces.")
             : NULL;
}

static void
person_give (GwFieldControl *control, GwDecision *decision)
{
  g_autofree char *login = dup_login (control);

  gw_decision_set_text (decision, control->name, login);
}

/* Who is not there yet is chosen when the people come. */
static void
choose_wanted (GwFieldControl *control)
{
  GtkWidget *part = people_part (control);

  if (control->wanted == NULL)
    return;
  if (GTK_IS_ENTRY (part))
    gtk_editable_set_text (GTK_EDITABLE (part), control->wanted);
  for (guint i = 1; !GTK_IS_ENTRY (part) && i < control->codes->len; i++)
    if (g_strcmp0 (control->codes->pdata[i], control->wanted) == 0)
      gw_chooser_set_selected (GW_CHOOSER (part), i);
}

static void
person_take (GwFieldControl *control, const GwDecision *decision)
{
  g_free (control->wanted);
  control->wanted = g_strdup (gw_decision_get_text (decision, control->name));
  choose_wanted (control);
}

static const GwFieldKind person_kind = { person_is_empty, person_fault, person_give,
                                         person_take };

typedef struct
{
  GwFieldControl *control; /* valid while the call was not cancelled */
  char *first;
} Asking;

/* Nobody is named: a login is typed. */
static void
let_type (GwFieldControl *control)
{
  GtkWidget *stack = control->widget;
  GtkWidget *chooser = people_part (control);
  GtkRoot *root = gtk_widget_get_root (stack);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean focused =
      focus != NULL && (focus == chooser || gtk_widget_is_ancestor (focus, chooser));

  gtk_stack_set_visible_child_name (GTK_STACK (stack), "login");
  choose_wanted (control);
  if (focused)
    gtk_widget_grab_focus (people_part (control));
}

static void
people_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Asking *asking = data;
  g_autofree char *first = asking->first;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = gw_client_call_finish (GW_CLIENT (source), result, &error);
  GtkStringList *lines;
  GwChooser *chooser;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (people == NULL || people->len == 0)
    {
      let_type (asking->control);
      return;
    }
  chooser = GW_CHOOSER (people_part (asking->control));
  lines = gw_chooser_get_lines (chooser);
  gtk_string_list_splice (lines, 0, 1, (const char *[]){ first, NULL });
  for (guint i = 0; i < people->len; i++)
    {
      const GwNamed *person = people->pdata[i];
      g_autofree char *label = g_strdup_printf (
          "%s · %s", person->name != NULL ? person->name : person->code, person->code);

      add_choice (asking->control, lines, person->code, label);
    }
  /* The line that is chosen says another thing now. */
  gw_chooser_set_selected (chooser, gw_chooser_get_selected (chooser));
  choose_wanted (asking->control);
}

/* Inspectors of the city, or the handlers of the department that has the case. */
static void
ask_people (GwFieldControl *control, const GwFieldMaking *making)
{
  const char *department = making->context->detail->row->department.code;
  gboolean inspectors = g_strcmp0 (making->field->type, "inspector") == 0;
  g_autofree char *escaped =
      g_uri_escape_string (department != NULL ? department : "", NULL, FALSE);
  g_autofree char *path =
      inspectors ? g_strdup ("/api/v1/people?role=inspector")
                 : g_strdup_printf ("/api/v1/people?role=handler&department=%s", escaped);
  Asking *asking = g_new0 (Asking, 1);

  asking->control = control;
  asking->first =
      g_strdup (making->field->required ? _ ("Choose…") : _ ("Whoever is nearest on duty"));
  control->cancellable = g_cancellable_new ();
  gw_client_call_async (making->context->client, "GET", path, NULL, gw_decode_people,
                        (GDestroyNotify)g_ptr_array_unref, control->cancellable,
                        people_received_cb, asking);
}

void
gw_field_make_person (GwFieldControl *control, const GwFieldMaking *making)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkStringList *lines = begin_choice (control, _ ("Looking for people…"));

  end_choice (control, lines, making);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Login"));
  gw_field_making_watch (making, entry, "changed");
  control->kind = &person_kind;
  gtk_stack_add_named (GTK_STACK (stack), control->widget, "people");
  gtk_stack_add_named (GTK_STACK (stack), entry, "login");
  control->widget = stack;
  if (making->context->client != NULL)
    ask_people (control, making);
  else
    gtk_stack_set_visible_child_name (GTK_STACK (control->widget), "login");
}
