/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of things that are administered alike: its list, with search. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/subject-page-private.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"

#define PAGE_LIMIT 200
#define SEARCH_DELAY_MS 250
#define LIST_WIDTH 360
/* Of a row: what it shows. */
#define JSON_KEY "gw-json"

G_DEFINE_FINAL_TYPE (GwSubjectPage, gw_subject_page, GW_TYPE_ADMIN_PAGE)

const char *
gw_subject_page_key (GwSubjectPage *self, GwJson *json)
{
  return json != NULL ? gw_subject_text (json, self->kind->key) : NULL;
}

/* --- calls ----------------------------------------------------------------------------- */

typedef struct
{
  GwSubjectPage *page;
  GwSubjectPageFunc done;
  guint stamp;
} Call;

static void
called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Call *call = data;
  g_autoptr (GwSubjectPage) self = call->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwJson) json = gw_client_call_finish (GW_CLIENT (source), result, &error);

  self->n_calls--;
  self->answered_stamp = call->stamp;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->desk != NULL)
    call->done (self, json, error);
}

void
gw_subject_page_call (GwSubjectPage *self, const char *method, const char *path,
                      const char *body, GwSubjectPageFunc done)
{
  Call *call = g_new0 (Call, 1);

  call->page = g_object_ref (self);
  call->done = done;
  call->stamp = self->list_stamp;
  self->n_calls++;
  gw_client_call_async (gw_desk_get_client (self->desk), method, path, body,
                        gw_decode_object, (GDestroyNotify)gw_json_unref, self->cancellable,
                        called_cb, call);
}

/* --- rows ------------------------------------------------------------------------------- */

static GwJson *
json_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), JSON_KEY) : NULL;
}

static const char *
state_label (const char *state)
{
  if (g_strcmp0 (state, "locked") == 0)
    return C_ ("person", "Locked");
  return g_strcmp0 (state, "retired") == 0 ? C_ ("person", "Retired") : NULL;
}

static GtkWidget *
make_row (GwSubjectPage *self, GwJson *json)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  const char *state = state_label (gw_subject_text (json, "state"));
  g_autofree char *title = self->kind->title (json);
  g_autofree char *subtitle = self->kind->subtitle (json);
  g_autofree char *spoken = g_strjoin (", ", title, subtitle, state, NULL);
  GtkWidget *second = gw_part_line (subtitle, "case-second");

  gtk_widget_set_tooltip_text (second, subtitle);
  gtk_box_append (GTK_BOX (texts), gw_part_line (title, "case-class"));
  gtk_box_append (GTK_BOX (texts), second);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), texts);
  if (state != NULL)
    {
      GtkWidget *pill = gw_part_line (state, "badge");

      gtk_widget_add_css_class (pill, "calm");
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (line), pill);
    }
  gtk_widget_add_css_class (line, "case-item");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  g_object_set_data_full (G_OBJECT (row), JSON_KEY, json_object_get (json),
                          (GDestroyNotify)gw_json_unref);
  return row;
}

static GtkListBoxRow *
find_row (GwSubjectPage *self, const char *key)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (gw_subject_page_key (self, json_of (row)), key) == 0)
      return row;
  return NULL;
}

static void
mark_row (GwSubjectPage *self, GtkListBoxRow *row)
{
  self->is_moving = TRUE;
  gtk_list_box_select_row (self->list, row);
  self->is_moving = FALSE;
}

/* --- the list --------------------------------------------------------------------------- */

static void
show_message (GwSubjectPage *self, const char *text)
{
  gtk_label_set_text (self->list_message, text);
  gtk_stack_set_visible_child_name (self->list_stack, "message");
}

static void
show_count (GwSubjectPage *self, GwJson *json)
{
  GwJson *total = NULL;
  g_autofree char *text = NULL;
  int n;

  json_object_object_get_ex (json, "total", &total);
  n = json_object_get_int (total);
  text = g_strdup_printf (ngettext ("%d entry", "%d entries", (gulong)n), n);
  gtk_label_set_text (self->count_label, text);
}

static void
append_rows (GwSubjectPage *self, GwJson *json)
{
  GwJson *array = NULL;

  json_object_object_get_ex (json, self->kind->list, &array);
  for (gsize i = 0;
       json_object_is_type (array, json_type_array) && i < json_object_array_length (array);
       i++)
    gtk_list_box_append (self->list, make_row (self, json_object_array_get_idx (array, i)));
  g_free (self->next);
  self->next = g_strdup (gw_subject_text (json, "next"));
  gtk_widget_set_visible (self->more_button, self->next != NULL);
}

static void
more_received (GwSubjectPage *self, GwJson *json, const GError *error)
{
  if (error != NULL)
    gw_admin_page_say (GW_ADMIN_PAGE (self), error->message);
  else if (self->answered_stamp == self->list_stamp)
    append_rows (self, json);
}

static void
more_cb (GwSubjectPage *self)
{
  if (self->next != NULL)
    gw_subject_page_call (self, "GET", self->next, NULL, more_received);
}

static void
clear_rows (GwSubjectPage *self)
{
  GtkListBoxRow *row;

  self->is_moving = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->is_moving = FALSE;
}

/* What is shown in the form stays; what it shows is marked. */
static void
follow_form (GwSubjectPage *self)
{
  g_autofree char *key = g_steal_pointer (&self->wanted);
  const char *shown = gw_subject_page_key (self, self->shown);
  GtkListBoxRow *row = find_row (self, key != NULL ? key : shown);

  if (row == NULL)
    return;
  mark_row (self, row);
  if (!gw_subject_form_has_changes (self))
    gw_subject_form_show (self, json_of (row), FALSE);
}

static void
list_received (GwSubjectPage *self, GwJson *json, const GError *error)
{
  /* Somebody typed on meanwhile. */
  if (self->answered_stamp != self->list_stamp)
    return;
  if (error != NULL)
    {
      show_message (self, error->message);
      return;
    }
  clear_rows (self);
  append_rows (self, json);
  show_count (self, json);
  if (gtk_list_box_get_row_at_index (self->list, 0) != NULL)
    gtk_stack_set_visible_child_name (self->list_stack, "list");
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    show_message (self, _ ("Nothing is like that. Search for something else."));
  else
    show_message (self, _ (self->kind->empty));
  follow_form (self);
}

static char *
list_path (GwSubjectPage *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  g_autofree char *query = g_uri_escape_string (text, NULL, FALSE);
  gboolean all = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->retired_check));

  return g_strdup_printf ("/api/v1/administration/%s?limit=%d%s%s%s", self->kind->path,
                          PAGE_LIMIT, all ? "&state=all" : "", *query != '\0' ? "&q=" : "",
                          query);
}

void
gw_subject_page_reload (GwSubjectPage *self, const char *key)
{
  g_autofree char *path = list_path (self);

  if (key != NULL)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (key);
    }
  self->list_stamp++;
  gw_subject_page_call (self, "GET", path, NULL, list_received);
}

static gboolean
search_now (gpointer data)
{
  GwSubjectPage *self = data;

  self->search_source = 0;
  gw_subject_page_reload (self, NULL);
  return G_SOURCE_REMOVE;
}

static void
search_cb (GwSubjectPage *self)
{
  g_clear_handle_id (&self->search_source, g_source_remove);
  self->search_source = g_timeout_add (SEARCH_DELAY_MS, search_now, self);
}

/* --- choosing --------------------------------------------------------------------------- */

static void
leave_cb (GwSubjectPage *self, const char *response, GtkWidget *dialog)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (g_str_equal (response, "discard"))
    gw_subject_form_show (self, json_of (row), row == NULL);
  else
    mark_row (self, find_row (self, gw_subject_page_key (self, self->shown)));
}

/* Calls leave_cb once the user has said whether what was typed may be lost. */
static void
ask_to_leave (GwSubjectPage *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Discard Changes?"),
      _ ("What was not saved will be lost."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel",
                                    _ ("_Keep Editing"), "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
row_selected_cb (GwSubjectPage *self, GtkListBoxRow *row)
{
  if (self->is_moving || row == NULL)
    return;
  if (gw_subject_form_has_changes (self))
    ask_to_leave (self);
  else
    gw_subject_form_show (self, json_of (row), FALSE);
}

/* --- what the window asks ---------------------------------------------------------------- */

static void
begin_new (GwAdminPage *page)
{
  GwSubjectPage *self = GW_SUBJECT_PAGE (page);

  mark_row (self, NULL);
  if (gw_subject_form_has_changes (self))
    ask_to_leave (self);
  else
    gw_subject_form_show (self, NULL, TRUE);
}

static void
load (GwAdminPage *page)
{
  GwSubjectPage *self = GW_SUBJECT_PAGE (page);

  gw_subject_form_load_choices (self);
  gw_subject_page_reload (self, NULL);
}

static gboolean
is_settled (GwAdminPage *page)
{
  return GW_SUBJECT_PAGE (page)->n_calls == 0 && GW_SUBJECT_PAGE (page)->search_source == 0;
}

static gboolean
has_changes (GwAdminPage *page)
{
  return gw_subject_form_has_changes (GW_SUBJECT_PAGE (page));
}

static void
focus_search (GwAdminPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (GW_SUBJECT_PAGE (page)->search));
}

static void
save (GwAdminPage *page)
{
  gw_subject_form_save (GW_SUBJECT_PAGE (page));
}

/* --- making ------------------------------------------------------------------------------ */

static void
gw_subject_page_dispose (GObject *object)
{
  GwSubjectPage *self = GW_SUBJECT_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->search_source, g_source_remove);
  /* Removing rows moves the selection, which is no choice of anybody's. */
  self->is_moving = TRUE;
  if (self->desk != NULL)
    gw_subject_form_clear (self);
  g_clear_pointer (&self->next, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (gw_subject_page_parent_class)->dispose (object);
}

static void
gw_subject_page_class_init (GwSubjectPageClass *klass)
{
  GwAdminPageClass *page_class = GW_ADMIN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_subject_page_dispose;
  page_class->load = load;
  page_class->is_settled = is_settled;
  page_class->has_changes = has_changes;
  page_class->focus_search = focus_search;
  page_class->begin_new = begin_new;
  page_class->save = save;
}

static void
gw_subject_page_init (GwSubjectPage *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_tools (GwSubjectPage *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *tip = g_strdup_printf ("%s (Ctrl+N)", _ (self->kind->new_label));

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->search), TRUE);
  g_object_set (self->search, "placeholder-text", _ (self->kind->search), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->kind->search),
                                  -1);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->kind->new_label), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (begin_new), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (tools), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (tools), button);
  gtk_widget_add_css_class (tools, "filter-bar");
  return tools;
}

static GtkWidget *
make_rows (GwSubjectPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "case-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Entries"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->more_button = gtk_button_new_with_mnemonic (_ ("_More"));
  gtk_widget_add_css_class (self->more_button, "flat");
  gtk_widget_set_visible (self->more_button, FALSE);
  g_signal_connect_object (self->more_button, "clicked", G_CALLBACK (more_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->more_button);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  return scrolled;
}

static GtkWidget *
make_list (GwSubjectPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->list_message = GTK_LABEL (gw_part_label ("", "dim-label"));
  gtk_label_set_justify (self->list_message, GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (self->list_message, 0.5);
  self->list_stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->list_stack), TRUE);
  gtk_stack_add_named (self->list_stack, make_rows (self), "list");
  gtk_stack_add_named (self->list_stack, GTK_WIDGET (self->list_message), "message");
  self->count_label = GTK_LABEL (gw_part_line ("", "dim-label"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->count_label), TRUE);
  self->retired_check = gtk_check_button_new_with_mnemonic (_ ("Retired _too"));
  /* Of shifts none is kept. */
  gtk_widget_set_visible (self->retired_check, self->kind->n_actions > 1);
  g_signal_connect_object (self->retired_check, "toggled", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->count_label));
  gtk_box_append (GTK_BOX (foot), self->retired_check);
  gtk_widget_add_css_class (foot, "filter-bar");
  gtk_box_append (GTK_BOX (box), make_tools (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list_stack));
  gtk_box_append (GTK_BOX (box), foot);
  gtk_widget_set_size_request (box, LIST_WIDTH, -1);
  gtk_widget_set_hexpand (box, FALSE);
  return box;
}

GtkWidget *
gw_subject_page_new (GwDesk *desk, const GwSubjectKind *kind)
{
  GwSubjectPage *self = g_object_new (GW_TYPE_SUBJECT_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->desk = g_object_ref (desk);
  self->kind = kind;
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), gw_subject_form_make (self));
  adw_bin_set_child (ADW_BIN (self), box);
  gw_subject_form_show (self, NULL, FALSE);
  return GTK_WIDGET (self);
}
