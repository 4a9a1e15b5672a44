/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of things that are administered alike: the form of one of them. */
#define G_LOG_DOMAIN "gridward-gui"

#include <glib/gi18n.h>
#include <string.h>

#include "gui/admin/password-dialog.h"
#include "gui/admin/subject-page-private.h"
#include "gui/client/codec.h"
#include "gui/detail/part.h"

/* Of a button: the GwSubjectAction that it does. */
#define ACTION_KEY "gw-action"

static void
say (GwSubjectPage *self, const char *message)
{
  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
}

static gboolean
is_retired (GwSubjectPage *self)
{
  return self->shown != NULL &&
         g_strcmp0 (gw_subject_text (self->shown, "state"), "retired") == 0;
}

gboolean
gw_subject_form_has_changes (GwSubjectPage *self)
{
  for (guint i = 0; self->is_editing && i < self->kind->n_fields; i++)
    if (gw_subject_input_is_changed (self->inputs[i]))
      return TRUE;
  return FALSE;
}

static void
show_buttons (GwSubjectPage *self)
{
  const char *state = self->shown != NULL ? gw_subject_text (self->shown, "state") : NULL;
  gboolean changed = gw_subject_form_has_changes (self);

  gtk_widget_set_sensitive (self->save_button, changed && !self->is_sending);
  gtk_widget_set_sensitive (self->revert_button, changed && !self->is_sending);
  for (guint i = 0; i < self->kind->n_actions; i++)
    {
      gboolean fits =
          state != NULL && strstr (self->kind->actions[i].states, state) != NULL;

      gtk_widget_set_visible (self->action_buttons[i], fits);
      gtk_widget_set_sensitive (self->action_buttons[i], !changed && !self->is_sending);
    }
}

static void
changed_cb (gpointer data)
{
  GwSubjectPage *self = data;

  if (!self->is_editing)
    return;
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (gw_subject_input_is_changed (self->inputs[i]))
      gw_subject_input_check (self->inputs[i], FALSE);
  say (self, NULL);
  show_buttons (self);
}

void
gw_subject_form_show (GwSubjectPage *self, GwJson *json, gboolean is_new)
{
  g_autofree char *title = json != NULL ? self->kind->title (json) : NULL;
  g_autoptr (GwJson) former = g_steal_pointer (&self->shown);

  /* What is shown is no change. */
  self->is_editing = FALSE;
  self->shown = json != NULL ? json_object_get (json) : NULL;
  gtk_stack_set_visible_child_name (self->form_stack,
                                    json != NULL || is_new ? "form" : "nothing");
  gtk_label_set_text (self->title_label, title != NULL ? title : _ (self->kind->new_label));
  for (guint i = 0; i < self->kind->n_fields; i++)
    gw_subject_input_show (self->inputs[i], json, is_retired (self));
  self->is_editing = (json != NULL || is_new) && !is_retired (self);
  say (self, NULL);
  show_buttons (self);
  if (is_new)
    gw_subject_input_focus (self->inputs[0]);
}

/* --- sending --------------------------------------------------------------------------- */

static void
tell_password (GwSubjectPage *self, GwJson *json)
{
  const char *password = gw_subject_text (json, "password");
  GwJson *item = NULL;

  json_object_object_get_ex (json, self->kind->item, &item);
  if (password != NULL && item != NULL)
    gw_password_dialog_show (GTK_WIDGET (self), gw_subject_page_key (self, item), password);
}

/* At the field, when the server names one that the form has. */
static void
tell_error (GwSubjectPage *self, const GError *error)
{
  const char *field = gw_client_error_get_field (error);
  g_autofree char *member =
      g_strndup (field != NULL ? field : "", field != NULL ? strcspn (field, ".") : 0);

  if (g_strcmp0 (gw_client_error_get_problem (error), "stale_version") == 0)
    {
      say (self,
           _ ("Somebody else has changed this meanwhile. Revert, load anew with Ctrl+R, "
              "and enter it again."));
      return;
    }
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (g_str_equal (self->kind->fields[i].name, member))
      {
        gw_subject_input_set_fault (self->inputs[i], error->message);
        gw_subject_input_focus (self->inputs[i]);
        return;
      }
  say (self, error->message);
}

/* TRUE when the answer is good; then the form shows it, and the list follows. */
static gboolean
take_answer (GwSubjectPage *self, GwJson *json, const GError *error)
{
  GwJson *item = NULL;

  self->is_sending = FALSE;
  if (error != NULL)
    {
      show_buttons (self);
      tell_error (self, error);
      return FALSE;
    }
  json_object_object_get_ex (json, self->kind->item, &item);
  gw_subject_form_show (self, item, FALSE);
  tell_password (self, json);
  gw_subject_page_reload (self, gw_subject_page_key (self, item));
  return TRUE;
}

static void
saved (GwSubjectPage *self, GwJson *json, const GError *error)
{
  if (take_answer (self, json, error))
    gw_admin_page_say (GW_ADMIN_PAGE (self), _ ("Saved"));
}

static char *
item_path (GwSubjectPage *self, const char *rest)
{
  const char *key = gw_subject_page_key (self, self->shown);
  g_autofree char *escaped = key != NULL ? g_uri_escape_string (key, NULL, FALSE) : NULL;

  return g_strconcat ("/api/v1/administration/", self->kind->path,
                      escaped != NULL ? "/" : NULL, escaped, rest, NULL);
}

static void
add_version (GwSubjectPage *self, GwJson *body)
{
  GwJson *version = NULL;

  json_object_object_get_ex (self->shown, "version", &version);
  json_object_object_add (body, "version", json_object_get (version));
}

static gboolean
check (GwSubjectPage *self)
{
  gboolean is_good = TRUE;

  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      gboolean good = gw_subject_input_check (self->inputs[i], TRUE);

      if (is_good && !good)
        gw_subject_input_focus (self->inputs[i]);
      is_good = is_good && good;
    }
  return is_good;
}

void
gw_subject_form_save (GwSubjectPage *self)
{
  g_autoptr (GwJson) body = NULL;
  g_autofree char *path = NULL;

  if (self->is_sending || !gw_subject_form_has_changes (self) || !check (self))
    return;
  body = json_object_new_object ();
  if (self->shown != NULL)
    add_version (self, body);
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->shown == NULL ||
        (!self->kind->fields[i].fixed && gw_subject_input_is_changed (self->inputs[i])))
      json_object_object_add (body, self->kind->fields[i].name,
                              gw_subject_input_dup_value (self->inputs[i]));
  path = item_path (self, NULL);
  self->is_sending = TRUE;
  show_buttons (self);
  gw_subject_page_call (self, self->shown != NULL ? "PUT" : "POST", path,
                        json_object_to_json_string (body), saved);
}

static void
revert_cb (GwSubjectPage *self)
{
  g_autoptr (GwJson) shown = self->shown != NULL ? json_object_get (self->shown) : NULL;

  gw_subject_form_show (self, shown, shown == NULL);
}

/* --- actions ---------------------------------------------------------------------------- */

static void
acted (GwSubjectPage *self, GwJson *json, const GError *error)
{
  const GwSubjectAction *action = g_object_get_data (G_OBJECT (self->form_box), ACTION_KEY);

  if (take_answer (self, json, error))
    gw_admin_page_say (GW_ADMIN_PAGE (self), _ (action->done));
  /* Nothing is kept of a shift. */
  if (error == NULL && g_str_equal (self->kind->key, "id"))
    gw_subject_form_show (self, NULL, FALSE);
}

static void
act (GwSubjectPage *self, const GwSubjectAction *action)
{
  g_autoptr (GwJson) body = json_object_new_object ();
  g_autofree char *path = item_path (self, "/actions");

  if (self->is_sending || self->shown == NULL)
    return;
  json_object_object_add (body, "action", json_object_new_string (action->name));
  add_version (self, body);
  self->is_sending = TRUE;
  g_object_set_data (G_OBJECT (self->form_box), ACTION_KEY, (gpointer)action);
  show_buttons (self);
  gw_subject_page_call (self, "POST", path, json_object_to_json_string (body), acted);
}

static void
answered_cb (GwSubjectPage *self, const char *response, GtkWidget *dialog)
{
  if (g_str_equal (response, "act"))
    act (self, g_object_get_data (G_OBJECT (dialog), ACTION_KEY));
}

static void
action_cb (GwSubjectPage *self, GtkWidget *button)
{
  const GwSubjectAction *action = g_object_get_data (G_OBJECT (button), ACTION_KEY);
  GtkWidget *dialog;

  if (action->question == NULL)
    {
      act (self, action);
      return;
    }
  dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              gtk_label_get_text (self->title_label), _ (action->question));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                    "act", _ (action->label), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "act",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), ACTION_KEY, (gpointer)action);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- what may be chosen ------------------------------------------------------------------ */

typedef struct
{
  GwSubjectPage *page;
  GwSubjectChoices choices;
} ChoicesCall;

static void
set_choices (GwSubjectPage *self, GwSubjectChoices choices, const GPtrArray *list)
{
  gboolean was_editing = self->is_editing;

  self->is_editing = FALSE;
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->kind->fields[i].choices == choices)
      gw_subject_input_set_choices (self->inputs[i], list);
  self->is_editing = was_editing;
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree ChoicesCall *call = data;
  g_autoptr (GwSubjectPage) self = call->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = gw_client_call_finish (GW_CLIENT (source), result, &error);

  self->n_calls--;
  if (list != NULL && self->desk != NULL)
    set_choices (self, call->choices, list);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("choices: %s", error->message);
}

static void
ask_choices (GwSubjectPage *self, GwSubjectChoices choices, const char *path)
{
  ChoicesCall *call = g_new0 (ChoicesCall, 1);

  call->page = g_object_ref (self);
  call->choices = choices;
  self->n_calls++;
  gw_client_call_async (gw_desk_get_client (self->desk), "GET", path, NULL,
                        gw_decode_choices, (GDestroyNotify)g_ptr_array_unref,
                        self->cancellable, choices_cb, call);
}

static void
set_levels (GwSubjectPage *self)
{
  static const struct
  {
    const char *code;
    const char *name;
  } levels[] = { { "city", N_ ("City") },
                 { "district", N_ ("District") },
                 { "street", N_ ("Street or town") },
                 { "community", N_ ("Community") } };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  GwNamed named[G_N_ELEMENTS (levels)];

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      named[i] =
          (GwNamed){ (char *)levels[i].code, _ (levels[i].name), _ (levels[i].name) };
      g_ptr_array_add (list, &named[i]);
    }
  set_choices (self, GW_CHOICES_LEVELS, list);
}

void
gw_subject_form_load_choices (GwSubjectPage *self)
{
  static const char *const paths[GW_N_CHOICES] = {
    [GW_CHOICES_AREAS] = "/api/v1/areas",
    [GW_CHOICES_DEPARTMENTS] = "/api/v1/departments",
    [GW_CHOICES_CALENDARS] = "/api/v1/calendars",
    [GW_CHOICES_INSPECTORS] = "/api/v1/people?role=inspector",
    [GW_CHOICES_DUTY_GRIDS] = "/api/v1/administration/duty-grids?limit=1000",
  };
  gboolean asked[GW_N_CHOICES] = { FALSE };

  set_levels (self);
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      GwSubjectChoices choices = self->kind->fields[i].choices;

      if (paths[choices] != NULL && !asked[choices])
        ask_choices (self, choices, paths[choices]);
      asked[choices] = TRUE;
    }
}

/* --- making ------------------------------------------------------------------------------ */

static GtkWidget *
make_buttons (GwSubjectPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (guint i = 0; i < self->kind->n_actions; i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ (self->kind->actions[i].label));

      g_object_set_data (G_OBJECT (button), ACTION_KEY, (gpointer)&self->kind->actions[i]);
      g_signal_connect_object (button, "clicked", G_CALLBACK (action_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (bar), button);
      self->action_buttons[i] = button;
    }
  self->revert_button = gtk_button_new_with_mnemonic (_ ("Re_vert"));
  self->save_button = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_set_tooltip_text (self->save_button, "Ctrl+S");
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  gtk_widget_set_hexpand (self->revert_button, TRUE);
  gtk_widget_set_halign (self->revert_button, GTK_ALIGN_END);
  g_signal_connect_object (self->revert_button, "clicked", G_CALLBACK (revert_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (gw_subject_form_save),
                           self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), self->revert_button);
  gtk_box_append (GTK_BOX (bar), self->save_button);
  gtk_widget_add_css_class (bar, "action-form");
  return bar;
}

static GtkWidget *
make_form (GwSubjectPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->title_label = GTK_LABEL (gw_part_label ("", "title-3"));
  self->message_label = GTK_LABEL (gw_part_label ("", "message"));
  self->form_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->form_box, "detail-body");
  gtk_box_append (GTK_BOX (self->form_box), GTK_WIDGET (self->title_label));
  gtk_box_append (GTK_BOX (self->form_box), GTK_WIDGET (self->message_label));
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      self->inputs[i] = gw_subject_input_new (&self->kind->fields[i], self->desk,
                                              G_CALLBACK (changed_cb), self);
      gtk_box_append (GTK_BOX (self->form_box),
                      gw_subject_input_get_widget (self->inputs[i]));
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->form_box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  return box;
}

GtkWidget *
gw_subject_form_make (GwSubjectPage *self)
{
  GtkWidget *nothing =
      gw_part_label (_ ("Choose an entry, or begin a new one with Ctrl+N."), "dim-label");

  gtk_label_set_xalign (GTK_LABEL (nothing), 0.5);
  self->form_stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->form_stack), TRUE);
  gtk_stack_add_named (self->form_stack, nothing, "nothing");
  gtk_stack_add_named (self->form_stack, make_form (self), "form");
  return GTK_WIDGET (self->form_stack);
}

void
gw_subject_form_clear (GwSubjectPage *self)
{
  self->is_editing = FALSE;
  g_clear_pointer (&self->shown, gw_json_unref);
  for (guint i = 0; i < self->kind->n_fields; i++)
    g_clear_pointer (&self->inputs[i], gw_subject_input_free);
}
