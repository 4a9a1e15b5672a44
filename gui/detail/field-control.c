/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of controls that a field of a form can have. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/field-control-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gui/detail/photo-picker.h"
#include "gui/detail/time-entry.h"
#include "gui/model/text.h"

/* What the server takes. */
#define TEXT_MAX_CHARS 2000
#define LINE_MAX_CHARS 100

void
gw_field_making_watch (const GwFieldMaking *making, gpointer object, const char *signal)
{
  g_signal_connect_object (object, signal, making->changed, making->row, G_CONNECT_SWAPPED);
}

/* --- texts of several lines ------------------------------------------------------------- */

static char *
dup_text (GwFieldControl *control)
{
  GtkWidget *view = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (control->widget));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static gboolean
text_is_empty (GwFieldControl *control)
{
  g_autofree char *text = dup_text (control);

  return text[0] == '\0';
}

static const char *
text_fault (GwFieldControl *control)
{
  g_autofree char *text = dup_text (control);

  return g_utf8_strlen (text, -1) > TEXT_MAX_CHARS ? _ ("At most 2000 characters.") : NULL;
}

static void
text_give (GwFieldControl *control, GwDecision *decision)
{
  g_autofree char *text = dup_text (control);

  gw_decision_set_text (decision, control->name, text);
}

static void
text_take (GwFieldControl *control, const GwDecision *decision)
{
  GtkWidget *view = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (control->widget));
  const char *text = gw_decision_get_text (decision, control->name);

  if (text != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static const GwFieldKind text_kind = { text_is_empty, text_fault, text_give, text_take };

static void
make_text (GwFieldControl *control, const GwFieldMaking *making)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  control->kind = &text_kind;
  control->widget = gtk_scrolled_window_new ();
  g_object_set (control->widget, "min-content-height", 64, "max-content-height", 140,
                "propagate-natural-height", TRUE, "hscrollbar-policy", GTK_POLICY_NEVER,
                NULL);
  gtk_widget_add_css_class (control->widget, "opinion-frame");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (control->widget), view);
  gw_field_making_watch (making, gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                         "changed");
}

/* --- a line ----------------------------------------------------------------------------- */

static char *
dup_line (GwFieldControl *control)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (control->widget))));
}

static gboolean
line_is_empty (GwFieldControl *control)
{
  g_autofree char *line = dup_line (control);

  return line[0] == '\0';
}

static const char *
line_fault (GwFieldControl *control)
{
  g_autofree char *line = dup_line (control);

  return g_utf8_strlen (line, -1) > LINE_MAX_CHARS ? _ ("At most 100 characters.") : NULL;
}

static const char *
case_fault (GwFieldControl *control)
{
  g_autofree char *line = dup_line (control);

  if (!g_regex_match_simple ("^\\d{8}-\\d{6}$", line, 0, 0))
    return _ ("A case number looks like 20261122-000017.");
  return g_strcmp0 (line, control->case_number) == 0 ? _ ("That is this case itself.")
                                                     : NULL;
}

static void
line_give (GwFieldControl *control, GwDecision *decision)
{
  g_autofree char *line = dup_line (control);

  gw_decision_set_text (decision, control->name, line);
}

static void
line_take (GwFieldControl *control, const GwDecision *decision)
{
  const char *text = gw_decision_get_text (decision, control->name);

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (control->widget), text);
}

static const GwFieldKind line_kind = { line_is_empty, line_fault, line_give, line_take };
static const GwFieldKind case_kind = { line_is_empty, case_fault, line_give, line_take };

static void
make_line (GwFieldControl *control, const GwFieldMaking *making)
{
  control->kind = &line_kind;
  control->widget = gtk_entry_new ();
  gw_field_making_watch (making, control->widget, "changed");
}

/* --- a position ------------------------------------------------------------------------- */

static gboolean
parse_position (GwFieldControl *control, double *ret_lon, double *ret_lat)
{
  g_autofree char *line = dup_line (control);
  g_auto (GStrv) parts = g_regex_split_simple ("[,，\\s]+", line, 0, 0);
  char *lon_end;
  char *lat_end;

  if (g_strv_length (parts) != 2)
    return FALSE;
  *ret_lon = g_ascii_strtod (parts[0], &lon_end);
  *ret_lat = g_ascii_strtod (parts[1], &lat_end);
  return *lon_end == '\0' && *lat_end == '\0' && lon_end != parts[0] &&
         lat_end != parts[1] && fabs (*ret_lon) <= 180 && fabs (*ret_lat) <= 90;
}

static const char *
position_fault (GwFieldControl *control)
{
  double lon;
  double lat;

  return parse_position (control, &lon, &lat)
             ? NULL
             : _ ("A position looks like 113.051234, 23.701234.");
}

static void
position_give (GwFieldControl *control, GwDecision *decision)
{
  double lon;
  double lat;

  if (parse_position (control, &lon, &lat))
    gw_decision_set_position (decision, control->name, lon, lat);
}

static void
position_take (GwFieldControl *control, const GwDecision *decision)
{
  g_autofree char *text = NULL;
  double lon;
  double lat;

  if (!gw_decision_get_position (decision, control->name, &lon, &lat))
    return;
  text = g_strdup_printf ("%.6f, %.6f", lon, lat);
  gtk_editable_set_text (GTK_EDITABLE (control->widget), text);
}

static const GwFieldKind position_kind = { line_is_empty, position_fault, position_give,
                                           position_take };

/* Longitude first, as positions are shown everywhere on the desk and can be copied. */
static void
make_position (GwFieldControl *control, const GwFieldMaking *making)
{
  const GwCaseRow *row = making->context->detail->row;
  g_autofree char *here = g_strdup_printf ("%.6f, %.6f", row->lon, row->lat);

  make_line (control, making);
  control->kind = &position_kind;
  gtk_entry_set_placeholder_text (GTK_ENTRY (control->widget), here);
}

/* --- yes and no ------------------------------------------------------------------------- */

/* What is as it was is not said. */
static gboolean
check_is_empty (GwFieldControl *control)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (control->widget)) ==
         control->initial;
}

static void
check_give (GwFieldControl *control, GwDecision *decision)
{
  gw_decision_set_boolean (decision, control->name, !control->initial);
}

static const char *
no_fault (GwFieldControl *control)
{
  return NULL;
}

static void
check_take (GwFieldControl *control, const GwDecision *decision)
{
  gboolean value;

  if (gw_decision_get_boolean (decision, control->name, &value))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (control->widget), value);
}

static const GwFieldKind check_kind = { check_is_empty, no_fault, check_give, check_take };

static void
make_check (GwFieldControl *control, const GwFieldMaking *making)
{
  GtkWidget *text;

  control->kind = &check_kind;
  control->initial =
      g_str_equal (control->name, "urgent") && making->context->detail->row->urgent;
  control->widget = gtk_check_button_new_with_label (gw_text_field (control->name));
  text = gtk_widget_get_last_child (control->widget);
  if (GTK_IS_LABEL (text))
    gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (control->widget), control->initial);
  gw_field_making_watch (making, control->widget, "toggled");
}

static GtkCheckButton *
answer_button (GwFieldControl *control, gboolean yes)
{
  return GTK_CHECK_BUTTON (yes ? gtk_widget_get_first_child (control->widget)
                               : gtk_widget_get_last_child (control->widget));
}

static gboolean
answer_is_empty (GwFieldControl *control)
{
  return !gtk_check_button_get_active (answer_button (control, TRUE)) &&
         !gtk_check_button_get_active (answer_button (control, FALSE));
}

static void
answer_give (GwFieldControl *control, GwDecision *decision)
{
  gw_decision_set_boolean (decision, control->name,
                           gtk_check_button_get_active (answer_button (control, TRUE)));
}

static void
answer_take (GwFieldControl *control, const GwDecision *decision)
{
  gboolean value;

  if (gw_decision_get_boolean (decision, control->name, &value))
    gtk_check_button_set_active (answer_button (control, value), TRUE);
}

static const GwFieldKind answer_kind = { answer_is_empty, no_fault, answer_give,
                                         answer_take };

/* What must be answered has no answer beforehand. */
static void
make_answer (GwFieldControl *control, const GwFieldMaking *making)
{
  GtkWidget *yes = gtk_check_button_new_with_mnemonic (_ ("_Yes"));
  GtkWidget *no = gtk_check_button_new_with_mnemonic (_ ("_No"));

  control->kind = &answer_kind;
  control->widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (no), GTK_CHECK_BUTTON (yes));
  gtk_box_append (GTK_BOX (control->widget), yes);
  gtk_box_append (GTK_BOX (control->widget), no);
  gw_field_making_watch (making, yes, "toggled");
  gw_field_making_watch (making, no, "toggled");
}

/* --- times and photographs -------------------------------------------------------------- */

static gboolean
time_is_empty (GwFieldControl *control)
{
  return gw_time_entry_is_empty (GW_TIME_ENTRY (control->widget));
}

static const char *
time_fault (GwFieldControl *control)
{
  gint64 usec = gw_time_entry_get_usec (GW_TIME_ENTRY (control->widget));

  if (usec == 0)
    return _ ("A date looks like 2026-11-30 17:30.");
  return usec <= control->now_usec ? _ ("That is past already.") : NULL;
}

static void
time_give (GwFieldControl *control, GwDecision *decision)
{
  gw_decision_set_time (decision, control->name,
                        gw_time_entry_get_usec (GW_TIME_ENTRY (control->widget)));
}

static void
time_take (GwFieldControl *control, const GwDecision *decision)
{
  const char *text = gw_decision_get_text (decision, control->name);
  g_autoptr (GDateTime) time =
      text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (time != NULL)
    gw_time_entry_set_usec (GW_TIME_ENTRY (control->widget),
                            g_date_time_to_unix (time) * G_USEC_PER_SEC);
}

static const GwFieldKind time_kind = { time_is_empty, time_fault, time_give, time_take };

static void
make_time (GwFieldControl *control, const GwFieldMaking *making)
{
  control->kind = &time_kind;
  control->now_usec = gw_city_info_now (making->context->city);
  control->widget = gw_time_entry_new (gw_city_info_get_time_zone (making->context->city));
  gw_field_making_watch (making, control->widget, "changed");
}

static gboolean
photos_are_empty (GwFieldControl *control)
{
  g_auto (GStrv) ids = gw_photo_picker_dup_ids (GW_PHOTO_PICKER (control->widget));

  return ids == NULL && gw_photo_picker_is_complete (GW_PHOTO_PICKER (control->widget));
}

/* What is under way says so itself, beside the photograph. */
static const char *
photos_fault (GwFieldControl *control)
{
  return gw_photo_picker_is_complete (GW_PHOTO_PICKER (control->widget)) ? NULL : "";
}

static void
photos_give (GwFieldControl *control, GwDecision *decision)
{
  g_auto (GStrv) ids = gw_photo_picker_dup_ids (GW_PHOTO_PICKER (control->widget));

  gw_decision_set_texts (decision, control->name, (const char *const *)ids);
}

/* Which files they were is not known any more. */
static const GwFieldKind photos_kind = { photos_are_empty, photos_fault, photos_give,
                                         NULL };

static void
make_photos (GwFieldControl *control, const GwFieldMaking *making)
{
  control->kind = &photos_kind;
  control->widget = g_object_new (GW_TYPE_PHOTO_PICKER, NULL);
  if (making->context->client != NULL)
    gw_photo_picker_set_client (GW_PHOTO_PICKER (control->widget), making->context->client);
  gw_field_making_watch (making, control->widget, "changed");
}

/* ---------------------------------------------------------------------------------------- */

static gboolean
has_type (const GwFieldMaking *making, const char *type)
{
  return g_strcmp0 (making->field->type, type) == 0;
}

static void
make_case (GwFieldControl *control, const GwFieldMaking *making)
{
  make_line (control, making);
  control->kind = &case_kind;
  control->case_number = g_strdup (making->context->detail->row->number);
}

static const struct
{
  const char *type;
  void (*make) (GwFieldControl *control, const GwFieldMaking *making);
} makers[] = {
  { "text", make_text },
  { "department", gw_field_make_department },
  { "class", gw_field_make_class },
  { "attachments", make_photos },
  { "time", make_time },
  { "case", make_case },
  { "inspector", gw_field_make_person },
  { "handler", gw_field_make_person },
  { "condition", gw_field_make_condition },
  { "location", make_position },
};

static void
make (GwFieldControl *control, const GwFieldMaking *making)
{
  if (making->field->choices != NULL)
    {
      gw_field_make_choice (control, making);
      return;
    }
  if (has_type (making, "boolean"))
    {
      /* Not asked is neither yes nor no. */
      if (making->field->required || g_str_equal (control->name, "solved"))
        make_answer (control, making);
      else
        make_check (control, making);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if (has_type (making, makers[i].type))
      {
        makers[i].make (control, making);
        return;
      }
  make_line (control, making);
}

GwFieldControl *
gw_field_control_new (const GwActionField *field, const GwFieldContext *context,
                      GCallback changed, gpointer row)
{
  GwFieldControl *control = g_new0 (GwFieldControl, 1);
  GwFieldMaking making = { field, context, changed, row };

  control->name = g_strdup (field->name);
  make (control, &making);
  return control;
}

void
gw_field_control_free (GwFieldControl *control)
{
  g_free (control->name);
  g_clear_pointer (&control->codes, g_ptr_array_unref);
  g_clear_pointer (&control->kinds, g_ptr_array_unref);
  if (control->cancellable != NULL)
    g_cancellable_cancel (control->cancellable);
  g_clear_object (&control->cancellable);
  g_free (control->note);
  g_free (control->wanted);
  g_free (control->case_number);
  g_free (control->class_kind);
  g_free (control->class_code);
  g_free (control->own_condition);
  g_free (control);
}
