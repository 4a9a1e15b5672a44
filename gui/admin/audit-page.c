/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the journal: who changed what of the city, when, from what to what. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/audit-page.h"

#include <glib/gi18n.h>

#include "gui/admin/admin-call.h"
#include "gui/admin/audit-words.h"
#include "gui/model/text.h"

#define PATH "/api/v1/administration/changes?limit=100"
#define TYPING_MS 300

#define GW_TYPE_AUDIT_PAGE (gw_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (GwAuditPage, gw_audit_page, GW, AUDIT_PAGE, GwAdminPage)

struct _GwAuditPage
{
  GwAdminPage parent_instance;

  GwDesk *desk;
  GwAdminCall *call;
  GtkStringList *lines; /* one for each change: what its columns show, between tabs */
  char *next;           /* path of the page after; NULL: there is none */
  GtkDropDown *subject;
  GtkEditable *person;
  GtkEditable *key;
  GtkLabel *status;
  GtkWidget *more_button;
  guint timer;
};

G_DEFINE_FINAL_TYPE (GwAuditPage, gw_audit_page, GW_TYPE_ADMIN_PAGE)

enum
{
  COLUMN_AT,
  COLUMN_BY,
  COLUMN_SUBJECT,
  COLUMN_KEY,
  COLUMN_FIELD,
  COLUMN_BEFORE,
  COLUMN_AFTER,
  N_COLUMNS
};

/* --- what comes in ---------------------------------------------------------------------- */

static void
append_text (GString *line, const char *text)
{
  g_autofree char *plain = g_strdup (text != NULL ? text : "");

  if (line->len > 0)
    g_string_append_c (line, '\t');
  g_string_append (line, g_strdelimit (plain, "\t\n", ' '));
}

static void
add_change (GwAuditPage *self, GwReader *reader, GwJson *json)
{
  GwCityInfo *city = gw_desk_get_city (self->desk);
  GwJson *by = gw_reader_object (reader, json, "by", GW_OPTIONAL);
  const char *field = gw_reader_string (reader, json, "field", GW_REQUIRED);
  const char *name =
      by != NULL ? gw_reader_string (reader, by, "name", GW_REQUIRED) : _ ("at the server");
  g_autofree char *at = gw_text_full_moment (
      gw_reader_time (reader, json, "at", GW_REQUIRED), gw_city_info_get_time_zone (city));
  g_autoptr (GString) line = g_string_new (NULL);

  append_text (line, at);
  append_text (line, name);
  append_text (line, gw_audit_subject_title (
                         gw_reader_string (reader, json, "subject", GW_REQUIRED)));
  append_text (line, gw_reader_string (reader, json, "key", GW_REQUIRED));
  append_text (line, gw_audit_field_title (field));
  append_text (
      line, gw_audit_value (field, gw_reader_string (reader, json, "from", GW_OPTIONAL)));
  append_text (line,
               gw_audit_value (field, gw_reader_string (reader, json, "to", GW_OPTIONAL)));
  gtk_string_list_append (self->lines, line->str);
}

static void
show_status (GwAuditPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  g_autofree char *text =
      n == 0 ? g_strdup (_ ("Nothing like this was changed"))
             : g_strdup_printf (ngettext ("%u change, the newest first",
                                          "%u changes, the newest first", n),
                                n);

  gtk_label_set_text (self->status, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
  gtk_widget_set_sensitive (self->more_button, self->next != NULL);
}

static void
take (GwAuditPage *self, GwJson *answer)
{
  GwReader reader = { 0 };
  GwJson *list = gw_reader_array (&reader, answer, "changes", GW_REQUIRED);

  for (gsize i = 0; list != NULL && i < json_object_array_length (list); i++)
    add_change (self, &reader, json_object_array_get_idx (list, i));
  g_free (self->next);
  self->next = gw_reader_dup_string (&reader, answer, "next", GW_OPTIONAL);
  g_clear_error (&reader.error);
  show_status (self);
}

static void
say_error (GwAuditPage *self, const GError *error)
{
  gtk_label_set_text (self->status, error->message);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
}

static void
more_cb (gpointer page, GwJson *answer, const GError *error)
{
  if (error != NULL)
    say_error (page, error);
  else
    take (page, answer);
}

static void
first_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwAuditPage *self = page;

  if (error != NULL)
    {
      say_error (self, error);
      return;
    }
  gtk_string_list_splice (self->lines, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->lines)), NULL);
  take (self, answer);
}

/* --- what is asked ---------------------------------------------------------------------- */

static void
append_query (GString *path, const char *name, GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);

  if (*text != '\0')
    g_string_append_printf (path, "&%s=%s", name, escaped);
}

static void
load (GwAdminPage *page)
{
  GwAuditPage *self = GW_AUDIT_PAGE (page);
  g_autoptr (GString) path = g_string_new (PATH);
  guint n;
  const GwAuditSubject *subjects = gw_audit_subjects (&n);
  guint chosen = gtk_drop_down_get_selected (self->subject);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (chosen > 0 && chosen <= n)
    g_string_append_printf (path, "&subject=%s", subjects[chosen - 1].name);
  append_query (path, "by", self->person);
  append_query (path, "key", self->key);
  gw_admin_call_send (self->call, "GET", path->str, NULL, first_cb);
}

static gboolean
typed_long_ago (gpointer data)
{
  GwAuditPage *self = data;

  self->timer = 0;
  load (GW_ADMIN_PAGE (self));
  return G_SOURCE_REMOVE;
}

static void
typed_cb (GwAuditPage *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (TYPING_MS, typed_long_ago, self);
}

static void
chosen_cb (GwAuditPage *self)
{
  load (GW_ADMIN_PAGE (self));
}

static void
more_clicked_cb (GwAuditPage *self)
{
  if (self->next != NULL && !gw_admin_call_is_under_way (self->call))
    gw_admin_call_send (self->call, "GET", self->next, NULL, more_cb);
}

/* --- as a page -------------------------------------------------------------------------- */

static gboolean
is_settled (GwAdminPage *page)
{
  GwAuditPage *self = GW_AUDIT_PAGE (page);

  return !gw_admin_call_is_under_way (self->call) && self->timer == 0;
}

static void
focus_search (GwAdminPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (GW_AUDIT_PAGE (page)->key));
}

static void
gw_audit_page_dispose (GObject *object)
{
  GwAuditPage *self = GW_AUDIT_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->call, gw_admin_call_free);
  g_clear_pointer (&self->next, g_free);
  g_clear_object (&self->lines);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (gw_audit_page_parent_class)->dispose (object);
}

static void
gw_audit_page_class_init (GwAuditPageClass *klass)
{
  GwAdminPageClass *page_class = GW_ADMIN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_audit_page_dispose;
  page_class->load = load;
  page_class->is_settled = is_settled;
  page_class->focus_search = focus_search;
}

static void
gw_audit_page_init (GwAuditPage *self)
{
  self->lines = gtk_string_list_new (NULL);
}

/* --- making ----------------------------------------------------------------------------- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  g_auto (GStrv) texts = g_strsplit (
      gtk_string_object_get_string (gtk_list_item_get_item (item)), "\t", N_COLUMNS);
  const char *text = texts[GPOINTER_TO_UINT (column)];

  gtk_label_set_text (GTK_LABEL (label), *text != '\0' ? text : "–");
  gtk_widget_set_tooltip_text (label, *text != '\0' ? text : NULL);
}

static void
add_column (GtkColumnView *view, guint column, const char *title, gboolean expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  made = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (made, expand);
  gtk_column_view_column_set_resizable (made, TRUE);
  if (!expand)
    gtk_column_view_column_set_fixed_width (
        made, column == COLUMN_AT || column == COLUMN_BY ? 170 : 110);
  gtk_column_view_append_column (view, made);
  g_object_unref (made);
}

static GtkWidget *
make_list (GwAuditPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (
      gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->lines)))));

  add_column (GTK_COLUMN_VIEW (view), COLUMN_AT, _ ("When"), FALSE);
  add_column (GTK_COLUMN_VIEW (view), COLUMN_BY, _ ("Who"), FALSE);
  add_column (GTK_COLUMN_VIEW (view), COLUMN_SUBJECT, _ ("Of what"), FALSE);
  add_column (GTK_COLUMN_VIEW (view), COLUMN_KEY, _ ("Which"), TRUE);
  add_column (GTK_COLUMN_VIEW (view), COLUMN_FIELD, _ ("What"), FALSE);
  add_column (GTK_COLUMN_VIEW (view), COLUMN_BEFORE, _ ("Old value"), TRUE);
  add_column (GTK_COLUMN_VIEW (view), COLUMN_AFTER, _ ("New value"), TRUE);
  gtk_widget_add_css_class (view, "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Changes, the newest first"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
name (GtkWidget *widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_tooltip_text (widget, text);
}

static GtkEditable *
make_entry (GwAuditPage *self, const char *placeholder, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  name (entry, text);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  return GTK_EDITABLE (entry);
}

static GtkWidget *
make_bar (GwAuditPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint n;
  const GwAuditSubject *subjects = gw_audit_subjects (&n);

  gtk_string_list_append (titles, _ ("Everything"));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (titles, _ (subjects[i].title));
  self->subject =
      GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL));
  name (GTK_WIDGET (self->subject), _ ("What was changed"));
  self->person = make_entry (self, _ ("Login"), _ ("Login of who changed it"));
  self->key = make_entry (self, _ ("Login, code or name"),
                          _ ("Login, code, rank or name of what was changed (Ctrl+F)"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->key), TRUE);
  self->more_button = gtk_button_new_with_mnemonic (_ ("_Older Ones"));
  gtk_widget_set_tooltip_text (self->more_button, _ ("The next hundred, further down"));
  gtk_widget_set_sensitive (self->more_button, FALSE);
  g_signal_connect_swapped (self->subject, "notify::selected", G_CALLBACK (chosen_cb),
                            self);
  g_signal_connect_swapped (self->more_button, "clicked", G_CALLBACK (more_clicked_cb),
                            self);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->subject));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->person));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->key));
  gtk_box_append (GTK_BOX (bar), self->more_button);
  return bar;
}

GtkWidget *
gw_audit_page_new (GwDesk *desk)
{
  GwAuditPage *self = g_object_new (GW_TYPE_AUDIT_PAGE, NULL);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->desk = g_object_ref (desk);
  self->call = gw_admin_call_new (gw_desk_get_client (desk), self);
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_wrap (self->status, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->status), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->status), 6);
  gtk_box_append (GTK_BOX (page), make_bar (self));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (page), make_list (self));
  adw_bin_set_child (ADW_BIN (self), page);
  return GTK_WIDGET (self);
}
