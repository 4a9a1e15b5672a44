/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of a form: its label, its control, what is wrong with it. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/subject-control.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gui/chooser.h"
#include "gui/detail/part.h"
#include "gui/model/text.h"

#define N_DAYS 7

/* As the server knows them, in the order in which they are shown. */
static const char *const roles[] = { "inspector",  "acceptor",   "leader",
                                     "dispatcher", "department", "handler",
                                     "manager",    "admin",      "exchange" };

struct _GwSubjectInput
{
  const GwSubjectField *field;
  GwDesk *desk;
  GCallback changed;
  gpointer user_data;
  GtkWidget *box;
  GtkWidget *control;
  GtkWidget *fault;
  GtkWidget *checks[G_N_ELEMENTS (roles)]; /* of roles and days */
  guint n_checks;
  GtkWidget *pick; /* of cells: while it is down, clicks on the map count */
  GPtrArray *codes;
  char *wanted; /* a code that is not among the choices yet */
  char *shown;  /* as text */
};

static void
tell (GwSubjectInput *input)
{
  ((void (*) (gpointer))input->changed) (input->user_data);
}

/* --- texts of what is given ------------------------------------------------------------ */

static GtkTextBuffer *
buffer_of (GwSubjectInput *input)
{
  return gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (g_object_get_data (G_OBJECT (input->control), "gw-text-view")));
}

/* Codes in any order, between blanks or commas, as the wire has them. */
static char *
join_codes (GwSubjectInput *input)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  GString *joined = g_string_new (NULL);

  gtk_text_buffer_get_bounds (buffer_of (input), &start, &end);
  text = gtk_text_buffer_get_text (buffer_of (input), &start, &end, FALSE);
  parts = g_strsplit_set (text, " ,;\n\t", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "", parts[i]);
  return g_string_free (joined, FALSE);
}

static char *
join_checks (GwSubjectInput *input)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < input->n_checks; i++)
    {
      const char *name = g_object_get_data (G_OBJECT (input->checks[i]), "gw-code");

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (input->checks[i])))
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "", name);
    }
  return g_string_free (joined, FALSE);
}

static char *
dup_choice (GwSubjectInput *input)
{
  guint line = gw_chooser_get_selected (GW_CHOOSER (input->control));

  if (input->wanted != NULL)
    return g_strdup (input->wanted);
  return g_strdup (line < input->codes->len && input->codes->pdata[line] != NULL
                       ? input->codes->pdata[line]
                       : "");
}

/* What is given as one text; "" for nothing. Caller frees. */
static char *
dup_text (GwSubjectInput *input)
{
  char *text;

  switch (input->field->control)
    {
    case GW_SUBJECT_CHOICE:
      return dup_choice (input);
    case GW_SUBJECT_ROLES:
    case GW_SUBJECT_DAYS:
      return join_checks (input);
    case GW_SUBJECT_CODES:
    case GW_SUBJECT_CELLS:
      return join_codes (input);
    default:
      text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (input->control)));
      return g_strstrip (text);
    }
}

static gboolean
is_list (GwSubjectInput *input)
{
  return input->field->control >= GW_SUBJECT_ROLES;
}

GwJson *
gw_subject_input_dup_value (GwSubjectInput *input)
{
  g_autofree char *text = dup_text (input);
  g_auto (GStrv) items = NULL;
  GwJson *array;

  if (!is_list (input))
    return *text != '\0' ? json_object_new_string (text) : NULL;
  array = json_object_new_array ();
  items = g_strsplit (text, ",", -1);
  for (guint i = 0; items[i] != NULL; i++)
    json_object_array_add (array, json_object_new_string (items[i]));
  return array;
}

gboolean
gw_subject_input_is_changed (GwSubjectInput *input)
{
  g_autofree char *text = dup_text (input);

  return g_strcmp0 (text, input->shown) != 0;
}

/* --- what is wrong --------------------------------------------------------------------- */

void
gw_subject_input_set_fault (GwSubjectInput *input, const char *fault)
{
  gtk_label_set_text (GTK_LABEL (input->fault), fault != NULL ? fault : "");
  gtk_widget_set_visible (input->fault, fault != NULL);
  gw_part_set_class (input->control, "error", fault != NULL);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (input->control), GTK_ACCESSIBLE_STATE_INVALID,
      fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

gboolean
gw_subject_input_check (GwSubjectInput *input, gboolean strict)
{
  g_autofree char *text = dup_text (input);
  const char *fault = NULL;

  if (*text == '\0' && input->field->required)
    fault = _ ("This is needed.");
  else if (*text != '\0' && input->field->pattern != NULL &&
           !g_regex_match_simple (input->field->pattern, text, 0, 0))
    fault = input->field->hint != NULL ? _ (input->field->hint)
                                       : _ ("A date like 2026-10-01 is expected.");
  if (strict || fault == NULL || *text != '\0')
    gw_subject_input_set_fault (input, fault);
  return fault == NULL;
}

/* --- showing --------------------------------------------------------------------------- */

static void
select_code (GwSubjectInput *input, const char *code)
{
  guint line = 0;

  for (guint i = 1; code != NULL && i < input->codes->len; i++)
    if (g_strcmp0 (input->codes->pdata[i], code) == 0)
      line = i;
  /* It may be retired, or its name is still on its way. */
  g_free (input->wanted);
  input->wanted = line == 0 && code != NULL && *code != '\0' ? g_strdup (code) : NULL;
  gw_chooser_set_selected (GW_CHOOSER (input->control), line);
}

void
gw_subject_input_set_choices (GwSubjectInput *input, const GPtrArray *choices)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  g_autofree char *code = NULL;

  if (input->field->control != GW_SUBJECT_CHOICE)
    return;
  code = dup_choice (input);
  g_ptr_array_set_size (input->codes, 0);
  g_ptr_array_add (input->codes, NULL);
  gtk_string_list_append (lines, input->field->required ? _ ("Choose…") : _ ("None"));
  for (guint i = 0; i < choices->len; i++)
    {
      const GwNamed *named = choices->pdata[i];

      gtk_string_list_append (lines, gw_named_label (named));
      g_ptr_array_add (input->codes, g_strdup (named->code));
    }
  gw_chooser_set_lines (GW_CHOOSER (input->control), lines, input->codes);
  select_code (input, code);
}

static void
show_text (GwSubjectInput *input, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);
  g_autofree char *lines = NULL;

  switch (input->field->control)
    {
    case GW_SUBJECT_CHOICE:
      select_code (input, text);
      break;
    case GW_SUBJECT_ROLES:
    case GW_SUBJECT_DAYS:
      for (guint i = 0; i < input->n_checks; i++)
        gtk_check_button_set_active (
            GTK_CHECK_BUTTON (input->checks[i]),
            g_strv_contains ((const char *const *)items,
                             g_object_get_data (G_OBJECT (input->checks[i]), "gw-code")));
      break;
    case GW_SUBJECT_CODES:
    case GW_SUBJECT_CELLS:
      lines = g_strjoinv ("\n", items);
      gtk_text_buffer_set_text (buffer_of (input), lines, -1);
      break;
    default:
      gtk_editable_set_text (GTK_EDITABLE (input->control), text);
    }
}

void
gw_subject_input_show (GwSubjectInput *input, GwJson *json, gboolean is_locked)
{
  g_autofree char *list = NULL;
  const char *text = NULL;

  if (json != NULL && is_list (input))
    text = list = gw_subject_join (json, input->field->name, ",");
  else if (json != NULL)
    text = gw_subject_text (json, input->field->name);
  g_free (input->shown);
  input->shown = g_strdup (text != NULL ? text : "");
  if (input->pick != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (input->pick), FALSE);
  show_text (input, input->shown);
  gtk_widget_set_sensitive (input->control,
                            !is_locked && (json == NULL || !input->field->fixed));
  gw_subject_input_set_fault (input, NULL);
}

/* --- cells from the map ---------------------------------------------------------------- */

static void
cell_chosen_cb (GwSubjectInput *input)
{
  const char *code = gw_selection_get_cell_code (gw_desk_get_selection (input->desk));
  g_autofree char *text = NULL;
  g_auto (GStrv) items = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  gboolean was_there = FALSE;

  if (code == NULL || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (input->pick)))
    return;
  text = join_codes (input);
  items = g_strsplit (text, ",", -1);
  for (guint i = 0; items[i] != NULL; i++)
    {
      gboolean is_it = g_str_equal (items[i], code);

      was_there = was_there || is_it;
      if (!is_it)
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", items[i]);
    }
  if (!was_there)
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", code);
  gtk_text_buffer_set_text (buffer_of (input), lines->str, -1);
}

/* --- making ---------------------------------------------------------------------------- */

static GtkWidget *
make_text (GwSubjectInput *input)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), FALSE);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (tell), input);
  return entry;
}

static GtkWidget *
make_checks (GwSubjectInput *input)
{
  gboolean is_days = input->field->control == GW_SUBJECT_DAYS;
  GtkWidget *flow = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (flow), 14);
  input->n_checks = is_days ? N_DAYS : G_N_ELEMENTS (roles);
  for (guint i = 0; i < input->n_checks; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (
          is_days ? gw_subject_day (i + 1) : gw_text_role (roles[i]));

      g_object_set_data_full (G_OBJECT (check), "gw-code",
                              is_days ? g_strdup_printf ("%u", i + 1) : g_strdup (roles[i]),
                              g_free);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (tell), input);
      gtk_grid_attach (GTK_GRID (flow), check, is_days ? (int)i : (int)i % 3,
                       is_days ? 0 : (int)i / 3, 1, 1);
      input->checks[i] = check;
    }
  return flow;
}

static GtkWidget *
make_codes (GwSubjectInput *input)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 4);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (
      GTK_SCROLLED_WINDOW (scrolled), input->field->control == GW_SUBJECT_CELLS ? 220 : 80);
  gtk_box_append (GTK_BOX (box), scrolled);
  g_object_set_data (G_OBJECT (box), "gw-text-view", view);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                            G_CALLBACK (tell), input);
  if (input->field->control != GW_SUBJECT_CELLS)
    return box;
  input->pick = gtk_toggle_button_new_with_mnemonic (_ ("_Pick on the Map"));
  gtk_widget_set_halign (input->pick, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (
      input->pick,
      _ ("While this is on, each cell that is clicked on the desk’s map is put "
         "in, or taken out"));
  gtk_box_append (GTK_BOX (box), input->pick);
  return box;
}

static GtkWidget *
make_choice (GwSubjectInput *input)
{
  GtkWidget *chooser = gw_chooser_new ();
  /* Without what marks the mnemonic. */
  g_auto (GStrv) parts = g_strsplit (_ (input->field->label), "_", -1);
  g_autofree char *title = g_strjoinv (NULL, parts);

  input->codes = g_ptr_array_new_with_free_func (g_free);
  gw_chooser_set_title (GW_CHOOSER (chooser), title);
  return chooser;
}

static void
choice_selected_cb (GwSubjectInput *input)
{
  if (gw_chooser_get_selected (GW_CHOOSER (input->control)) != 0)
    g_clear_pointer (&input->wanted, g_free);
  tell (input);
}

static GtkWidget *
target_of (GwSubjectInput *input)
{
  GtkWidget *view = g_object_get_data (G_OBJECT (input->control), "gw-text-view");

  return view != NULL ? view : input->control;
}

static void
add_parts (GwSubjectInput *input)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ (input->field->label));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (input->n_checks == 0)
    gtk_label_set_mnemonic_widget (GTK_LABEL (label), target_of (input));
  gtk_accessible_update_property (GTK_ACCESSIBLE (target_of (input)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  gtk_box_append (GTK_BOX (input->box), label);
  gtk_box_append (GTK_BOX (input->box), input->control);
  if (input->field->hint != NULL)
    {
      GtkWidget *hint = gw_part_label (_ (input->field->hint), "caption");

      gtk_widget_add_css_class (hint, "dim-label");
      gtk_box_append (GTK_BOX (input->box), hint);
    }
  input->fault = gw_part_label ("", "late");
  gtk_widget_set_visible (input->fault, FALSE);
  gtk_box_append (GTK_BOX (input->box), input->fault);
}

GwSubjectInput *
gw_subject_input_new (const GwSubjectField *field, GwDesk *desk, GCallback changed,
                      gpointer user_data)
{
  GwSubjectInput *input = g_new0 (GwSubjectInput, 1);

  input->field = field;
  input->desk = g_object_ref (desk);
  input->changed = changed;
  input->user_data = user_data;
  input->shown = g_strdup ("");
  input->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  switch (field->control)
    {
    case GW_SUBJECT_CHOICE:
      input->control = make_choice (input);
      break;
    case GW_SUBJECT_ROLES:
    case GW_SUBJECT_DAYS:
      input->control = make_checks (input);
      break;
    case GW_SUBJECT_CODES:
    case GW_SUBJECT_CELLS:
      input->control = make_codes (input);
      break;
    default:
      input->control = make_text (input);
    }
  add_parts (input);
  if (input->pick != NULL)
    g_signal_connect_swapped (gw_desk_get_selection (desk), "notify::cell-code",
                              G_CALLBACK (cell_chosen_cb), input);
  if (field->control == GW_SUBJECT_CHOICE)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      gw_subject_input_set_choices (input, none);
      g_signal_connect_swapped (input->control, "notify::selected",
                                G_CALLBACK (choice_selected_cb), input);
    }
  return input;
}

void
gw_subject_input_free (GwSubjectInput *input)
{
  g_signal_handlers_disconnect_by_data (gw_desk_get_selection (input->desk), input);
  for (guint i = 0; i < input->n_checks; i++)
    g_signal_handlers_disconnect_by_data (input->checks[i], input);
  g_signal_handlers_disconnect_by_data (input->control, input);
  if (g_object_get_data (G_OBJECT (input->control), "gw-text-view") != NULL)
    g_signal_handlers_disconnect_by_data (buffer_of (input), input);
  g_clear_pointer (&input->codes, g_ptr_array_unref);
  g_clear_object (&input->desk);
  g_free (input->wanted);
  g_free (input->shown);
  g_free (input);
}

GtkWidget *
gw_subject_input_get_widget (GwSubjectInput *input)
{
  return input->box;
}

void
gw_subject_input_focus (GwSubjectInput *input)
{
  if (input->n_checks > 0)
    gtk_widget_grab_focus (input->checks[0]);
  else
    gtk_widget_grab_focus (target_of (input));
}
