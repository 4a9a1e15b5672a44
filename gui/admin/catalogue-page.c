/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page of the catalogue. What is changed on it is a draft: the server says what is wrong
 * with a line a moment after it was changed, and has the draft only once it is published, from
 * a date on. Cases keep the class and the condition that they have.
 */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/catalogue-page.h"

#include <glib/gi18n.h>

#include "gui/admin/admin-call.h"
#include "gui/admin/catalogue-form.h"
#include "gui/admin/catalogue-list.h"

#define PATH "/api/v1/catalogue"
#define CHECK_DELAY_MS 500

#define GW_TYPE_CATALOGUE_PAGE (gw_catalogue_page_get_type ())
G_DECLARE_FINAL_TYPE (GwCataloguePage, gw_catalogue_page, GW, CATALOGUE_PAGE, GwAdminPage)

struct _GwCataloguePage
{
  GwAdminPage parent_instance;

  GwDesk *desk;
  GwAdminCall *call;
  GwJson *classes;     /* the answer, until the conditions are there, too */
  char *version;       /* that the draft was made from */
  GPtrArray *items[2]; /* GwCatalogueItem by GwCatalogueKind, every version */
  GListStore *shown;
  GtkSingleSelection *selection;
  GtkDropDown *kind;
  GtkDropDown *scheme;
  GtkStringList *schemes;
  GtkSearchEntry *search;
  GtkEditable *valid_from;
  GtkLabel *status;
  GtkWidget *publish_button;
  GwCatalogueForm *form;
  GwCatalogueItem *checked; /* that the server is asked about */
  guint check_timer;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (GwCataloguePage, gw_catalogue_page, GW_TYPE_ADMIN_PAGE)

static void
say (GwCataloguePage *self, const char *text, gboolean is_fault)
{
  gtk_label_set_text (self->status, text);
  if (is_fault)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
}

/* --- the draft --------------------------------------------------------------------------- */

/* How many lines are changed; ret_fault (may be NULL): the first with a fault. */
static guint
count_changes (GwCataloguePage *self, GwCatalogueItem **ret_fault)
{
  guint n = 0;

  for (guint kind = 0; kind < G_N_ELEMENTS (self->items); kind++)
    for (guint i = 0; i < self->items[kind]->len; i++)
      {
        GwCatalogueItem *item = self->items[kind]->pdata[i];

        if (!gw_catalogue_item_is_changed (item))
          continue;
        n++;
        if (ret_fault != NULL && *ret_fault == NULL &&
            gw_catalogue_item_get_fault (item, NULL) != NULL)
          *ret_fault = item;
      }
  return n;
}

/* only: of this line alone, NULL: of all that are changed. Caller frees. */
static char *
dup_body (GwCataloguePage *self, GwCatalogueItem *only)
{
  static const char *const tables[] = { "conditions", "classes" };
  g_autofree char *date = g_strstrip (g_strdup (gtk_editable_get_text (self->valid_from)));
  GwJson *body = json_object_new_object ();
  char *text;

  for (guint kind = 0; kind < G_N_ELEMENTS (self->items); kind++)
    {
      GwJson *rows = json_object_new_array ();

      for (guint i = 0; i < self->items[kind]->len; i++)
        {
          GwCatalogueItem *item = self->items[kind]->pdata[i];

          if (only != NULL ? item == only : gw_catalogue_item_is_changed (item))
            json_object_array_add (rows, gw_catalogue_item_encode (item, date));
        }
      if (json_object_array_length (rows) > 0)
        json_object_object_add (body, tables[kind], rows);
      else
        json_object_put (rows);
    }
  text = g_strdup (json_object_to_json_string_ext (body, JSON_C_TO_STRING_PLAIN));
  json_object_put (body);
  return text;
}

static void
show_draft (GwCataloguePage *self)
{
  GwCatalogueItem *fault = NULL;
  guint n = count_changes (self, &fault);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u line changed, and not yet published",
                                 "%u lines changed, and not yet published", n),
                       n);

  gtk_widget_set_sensitive (self->publish_button, n > 0 && fault == NULL);
  if (n > 0)
    say (self, fault != NULL ? _ ("What is marked red cannot be published") : text,
         fault != NULL);
  else
    say (self, "", FALSE);
}

static void
checked_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwCataloguePage *self = page;

  if (self->checked == NULL)
    return;
  if (error != NULL)
    gw_catalogue_item_set_fault (self->checked, gw_client_error_get_field (error),
                                 error->message);
  else
    gw_catalogue_item_set_fault (self->checked, NULL, NULL);
  g_clear_object (&self->checked);
  gw_catalogue_form_show_fault (self->form);
  show_draft (self);
}

static gboolean
check_now (gpointer data)
{
  GwCataloguePage *self = data;
  g_autofree char *body = dup_body (self, self->checked);

  self->check_timer = 0;
  gw_admin_call_send (self->call, "POST", PATH "?dry_run=yes", body, checked_cb);
  return G_SOURCE_REMOVE;
}

/* Typing is not followed by a call for each letter. */
static void
note_change (GwCataloguePage *self)
{
  GwCatalogueItem *item = gtk_single_selection_get_selected_item (self->selection);

  g_clear_handle_id (&self->check_timer, g_source_remove);
  show_draft (self);
  if (item == NULL || !gw_catalogue_item_is_changed (item))
    {
      if (item != NULL)
        gw_catalogue_item_set_fault (item, NULL, NULL);
      gw_catalogue_form_show_fault (self->form);
      show_draft (self);
      return;
    }
  g_set_object (&self->checked, item);
  self->check_timer = g_timeout_add (CHECK_DELAY_MS, check_now, self);
}

static void load (GwAdminPage *page);
static void reload (GwCataloguePage *self);

static void
published_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwCataloguePage *self = page;

  if (error != NULL)
    {
      say (self, error->message, TRUE);
      return;
    }
  gw_admin_page_say (GW_ADMIN_PAGE (self), _ ("The catalogue is published"));
  reload (self);
}

static void
publish (GwAdminPage *page)
{
  GwCataloguePage *self = GW_CATALOGUE_PAGE (page);
  g_autofree char *body = NULL;
  g_autofree char *path = NULL;

  if (!gtk_widget_get_sensitive (self->publish_button))
    return;
  g_clear_handle_id (&self->check_timer, g_source_remove);
  body = dup_body (self, NULL);
  path = g_strconcat (PATH "?version=", self->version, NULL);
  gw_admin_call_send (self->call, "POST", path, body, published_cb);
}

/* --- what is shown ----------------------------------------------------------------------- */

static const char *
chosen_scheme (GwCataloguePage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->scheme);

  return chosen != GTK_INVALID_LIST_POSITION
             ? gtk_string_list_get_string (self->schemes, chosen)
             : NULL;
}

/* Versions that have ended are told with the one that is valid. */
static void
filter (GwCataloguePage *self)
{
  GPtrArray *all =
      self->items[gtk_drop_down_get_selected (self->kind) == 1 ? GW_CATALOGUE_CLASSES
                                                               : GW_CATALOGUE_CONDITIONS];
  g_autofree char *folded =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *scheme = chosen_scheme (self);

  if (self->is_filling)
    return;
  for (guint i = 0; i < all->len; i++)
    if (*gw_catalogue_item_get (all->pdata[i], "valid_to") == '\0' &&
        g_strcmp0 (gw_catalogue_item_get (all->pdata[i], "scheme"), scheme) == 0 &&
        gw_catalogue_item_matches (all->pdata[i], folded))
      g_ptr_array_add (found, all->pdata[i]);
  g_list_store_splice (self->shown, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->shown)), found->pdata,
                       found->len);
  if (count_changes (self, NULL) == 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u entry", "%u entries", found->len), found->len);

      say (self, text, FALSE);
    }
}

static void
selected_cb (GwCataloguePage *self)
{
  GwCatalogueItem *item = gtk_single_selection_get_selected_item (self->selection);

  gw_catalogue_form_show (self->form, item,
                          item != NULL ? self->items[gw_catalogue_item_get_kind (item)]
                                       : NULL);
}

/* --- what comes in ----------------------------------------------------------------------- */

static const char *
text_of (GwJson *json, const char *member)
{
  GwJson *value = NULL;

  json_object_object_get_ex (json, member, &value);
  return json_object_is_type (value, json_type_string) ? json_object_get_string (value)
                                                       : "";
}

static char *
dup_class_key (GwJson *row, const char *code)
{
  return g_strdup_printf ("%s/%s/%s", text_of (row, "scheme"), text_of (row, "kind"),
                          text_of (row, code));
}

static GHashTable *
take_classes (GwCataloguePage *self, GwJson *rows)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; rows != NULL && i < json_object_array_length (rows); i++)
    {
      GwJson *row = json_object_array_get_idx (rows, i);
      const char *name = gw_language_is_chinese () ? "" : text_of (row, "name_en");

      g_hash_table_insert (names, dup_class_key (row, "code"),
                           (gpointer)(*name != '\0' ? name : text_of (row, "name")));
      g_ptr_array_add (self->items[GW_CATALOGUE_CLASSES],
                       gw_catalogue_item_new (GW_CATALOGUE_CLASSES, row, NULL));
    }
  return names;
}

/* The one of which there is the most comes first: the city's. */
static void
take_schemes (GwCataloguePage *self, GHashTable *counts)
{
  GHashTableIter iter;
  gpointer scheme, n;
  guint most = 0;
  guint chosen = 0;

  self->is_filling = TRUE;
  gtk_string_list_splice (self->schemes, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->schemes)), NULL);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &scheme, &n))
    {
      if (GPOINTER_TO_UINT (n) > most)
        {
          most = GPOINTER_TO_UINT (n);
          chosen = g_list_model_get_n_items (G_LIST_MODEL (self->schemes));
        }
      gtk_string_list_append (self->schemes, scheme);
    }
  gtk_drop_down_set_selected (self->scheme, chosen);
  self->is_filling = FALSE;
}

static void
take (GwCataloguePage *self, GwJson *conditions)
{
  GwReader reader = { 0 };
  GwJson *rows = gw_reader_array (&reader, conditions, "rows", GW_REQUIRED);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) names = NULL;

  g_ptr_array_set_size (self->items[GW_CATALOGUE_CLASSES], 0);
  g_ptr_array_set_size (self->items[GW_CATALOGUE_CONDITIONS], 0);
  names =
      take_classes (self, gw_reader_array (&reader, self->classes, "rows", GW_REQUIRED));
  for (gsize i = 0; rows != NULL && i < json_object_array_length (rows); i++)
    {
      GwJson *row = json_object_array_get_idx (rows, i);
      const char *scheme = text_of (row, "scheme");
      g_autofree char *key = dup_class_key (row, "class");

      g_hash_table_insert (
          counts, (gpointer)scheme,
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, scheme)) + 1));
      g_ptr_array_add (self->items[GW_CATALOGUE_CONDITIONS],
                       gw_catalogue_item_new (GW_CATALOGUE_CONDITIONS, row,
                                              g_hash_table_lookup (names, key)));
    }
  g_free (self->version);
  self->version = gw_reader_dup_string (&reader, conditions, "version", GW_REQUIRED);
  g_clear_error (&reader.error);
  take_schemes (self, counts);
  filter (self);
  selected_cb (self);
  gtk_widget_set_sensitive (self->publish_button, FALSE);
}

static void
conditions_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwCataloguePage *self = page;

  if (error != NULL)
    say (self, error->message, TRUE);
  else
    take (self, answer);
  g_clear_pointer (&self->classes, gw_json_unref);
}

static void
classes_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwCataloguePage *self = page;

  if (error != NULL)
    {
      say (self, error->message, TRUE);
      return;
    }
  g_clear_pointer (&self->classes, gw_json_unref);
  self->classes = json_object_get (answer);
  gw_admin_call_send (self->call, "GET", PATH "/conditions", NULL, conditions_cb);
}

static void
reload (GwCataloguePage *self)
{
  gw_admin_call_send (self->call, "GET", PATH "/classes", NULL, classes_cb);
}

/* A draft is not thrown away by coming back to the page. */
static void
load (GwAdminPage *page)
{
  GwCataloguePage *self = GW_CATALOGUE_PAGE (page);

  if (count_changes (self, NULL) == 0)
    reload (self);
}

/* --- as a page --------------------------------------------------------------------------- */

static gboolean
is_settled (GwAdminPage *page)
{
  GwCataloguePage *self = GW_CATALOGUE_PAGE (page);

  return !gw_admin_call_is_under_way (self->call) && self->check_timer == 0;
}

static gboolean
has_changes (GwAdminPage *page)
{
  return count_changes (GW_CATALOGUE_PAGE (page), NULL) > 0;
}

static void
focus_search (GwAdminPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (GW_CATALOGUE_PAGE (page)->search));
}

static void
gw_catalogue_page_dispose (GObject *object)
{
  GwCataloguePage *self = GW_CATALOGUE_PAGE (object);

  g_clear_handle_id (&self->check_timer, g_source_remove);
  g_clear_pointer (&self->call, gw_admin_call_free);
  g_clear_pointer (&self->classes, gw_json_unref);
  g_clear_object (&self->checked);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (gw_catalogue_page_parent_class)->dispose (object);
}

static void
gw_catalogue_page_finalize (GObject *object)
{
  GwCataloguePage *self = GW_CATALOGUE_PAGE (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->items); i++)
    g_ptr_array_unref (self->items[i]);
  g_free (self->version);
  G_OBJECT_CLASS (gw_catalogue_page_parent_class)->finalize (object);
}

static void
gw_catalogue_page_class_init (GwCataloguePageClass *klass)
{
  GwAdminPageClass *page_class = GW_ADMIN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_catalogue_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_catalogue_page_finalize;
  page_class->load = load;
  page_class->save = publish;
  page_class->is_settled = is_settled;
  page_class->has_changes = has_changes;
  page_class->focus_search = focus_search;
}

static void
gw_catalogue_page_init (GwCataloguePage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->items); i++)
    self->items[i] = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_list_store_new (GW_TYPE_CATALOGUE_ITEM);
}

/* --- making ------------------------------------------------------------------------------ */

static void
name (GtkWidget *widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_tooltip_text (widget, text);
}

static GtkWidget *
make_bar (GwCataloguePage *self)
{
  const char *const kinds[] = { _ ("Filing conditions"), _ ("Classes"), NULL };
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->kind = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (kinds));
  name (GTK_WIDGET (self->kind), _ ("Part of the catalogue"));
  self->schemes = gtk_string_list_new (NULL);
  self->scheme = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (self->schemes), NULL));
  name (GTK_WIDGET (self->scheme), _ ("Code scheme"));
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("Code, name or condition"), NULL);
  name (GTK_WIDGET (self->search), _ ("Code, name or condition"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->search), TRUE);
  self->valid_from = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->valid_from), _ ("In force from today"));
  gtk_editable_set_width_chars (self->valid_from, 16);
  name (GTK_WIDGET (self->valid_from), _ ("In force from this day on, such as 2027-01-01"));
  self->publish_button = gtk_button_new_with_mnemonic (_ ("_Publish"));
  gtk_widget_set_tooltip_text (self->publish_button,
                               _ ("All that was changed, at once (Ctrl+S)"));
  gtk_widget_add_css_class (self->publish_button, "suggested-action");
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->scheme, "notify::selected", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->valid_from, "changed", G_CALLBACK (note_change), self);
  g_signal_connect_swapped (self->publish_button, "clicked", G_CALLBACK (publish), self);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->scheme));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->valid_from));
  gtk_box_append (GTK_BOX (bar), self->publish_button);
  return bar;
}

static GtkWidget *
make_form (GwCataloguePage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *form = gw_catalogue_form_new ();

  self->form = GW_CATALOGUE_FORM (form);
  g_signal_connect_object (form, "edited", G_CALLBACK (note_change), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_margin_start (form, 12);
  gtk_widget_set_margin_end (form, 12);
  gtk_widget_set_margin_top (form, 12);
  gtk_widget_set_margin_bottom (form, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, 420, -1);
  return scrolled;
}

GtkWidget *
gw_catalogue_page_new (GwDesk *desk)
{
  GwCataloguePage *self = g_object_new (GW_TYPE_CATALOGUE_PAGE, NULL);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *across = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->desk = g_object_ref (desk);
  self->call = gw_admin_call_new (gw_desk_get_client (desk), self);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_wrap (self->status, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->status), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->status), 6);
  gtk_box_append (GTK_BOX (page), make_bar (self));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (across),
                  gw_catalogue_list_new (GTK_SELECTION_MODEL (self->selection)));
  gtk_box_append (GTK_BOX (across), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (across), make_form (self));
  gtk_box_append (GTK_BOX (page), across);
  adw_bin_set_child (ADW_BIN (self), page);
  gtk_widget_set_sensitive (self->publish_button, FALSE);
  return GTK_WIDGET (self);
}
