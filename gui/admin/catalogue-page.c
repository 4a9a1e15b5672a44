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
#include "gui/admin/catalogue-rows.h"

#define PATH "/api/v1/catalogue"
#define CHECK_DELAY_MS 500

#define GW_TYPE_CATALOGUE_PAGE (gw_catalogue_page_get_type ())
G_DECLARE_FINAL_TYPE (GwCataloguePage, gw_catalogue_page, GW, CATALOGUE_PAGE, GwAdminPage)

struct _GwCataloguePage
{
  GwAdminPage parent_instance;

  GwDesk *desk;
  GwAdminCall *call;
  GwJson *classes; /* the answer, until the conditions are there, too */
  GwCatalogueRows *rows;
  GListStore *shown;
  GtkSingleSelection *selection;
  GtkDropDown *kind;
  GtkDropDown *scheme;
  GtkStringList *schemes;
  GtkSearchEntry *search;
  GtkEditable *valid_from;
  GtkLabel *status;
  GtkWidget *revert_button;
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

/* only: of this line alone; NULL: of all that are changed. Caller frees. */
static char *
dup_body (GwCataloguePage *self, GwCatalogueItem *only)
{
  g_autofree char *date = g_strstrip (g_strdup (gtk_editable_get_text (self->valid_from)));

  return gw_catalogue_rows_dup_body (self->rows, only, date);
}

static void
show_draft (GwCataloguePage *self)
{
  GwCatalogueItem *fault = NULL;
  guint n = gw_catalogue_rows_count_changes (self->rows, &fault);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u line changed, and not yet published",
                                 "%u lines changed, and not yet published", n),
                       n);

  gtk_widget_set_sensitive (self->publish_button, n > 0 && fault == NULL);
  gtk_widget_set_sensitive (self->revert_button, n > 0);
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
  if (gw_catalogue_rows_is_taken (self->rows, item))
    {
      gw_catalogue_item_set_fault (item, gw_catalogue_item_get_code_field (item),
                                   _ ("There is one with this code already"));
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
  path = g_strconcat (PATH "?version=", gw_catalogue_rows_get_version (self->rows), NULL);
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

static GwCatalogueKind
chosen_kind (GwCataloguePage *self)
{
  return gtk_drop_down_get_selected (self->kind) == 1 ? GW_CATALOGUE_CLASSES
                                                      : GW_CATALOGUE_CONDITIONS;
}

/* Versions that have ended are told with the one that is valid. */
static void
filter (GwCataloguePage *self)
{
  g_autofree char *folded =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autoptr (GPtrArray) found = NULL;

  if (self->is_filling)
    return;
  found =
      gw_catalogue_rows_find (self->rows, chosen_kind (self), chosen_scheme (self), folded);
  g_list_store_splice (self->shown, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->shown)), found->pdata,
                       found->len);
  if (gw_catalogue_rows_count_changes (self->rows, NULL) == 0)
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

  gw_catalogue_form_show (
      self->form, item,
      item != NULL ? gw_catalogue_rows_get (self->rows, gw_catalogue_item_get_kind (item))
                   : NULL);
}

/* --- what comes in ----------------------------------------------------------------------- */

/* The one of which there is the most is chosen: the city's. */
static void
show_schemes (GwCataloguePage *self)
{
  const GPtrArray *schemes = gw_catalogue_rows_get_schemes (self->rows);

  self->is_filling = TRUE;
  gtk_string_list_splice (self->schemes, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->schemes)), NULL);
  for (guint i = 0; i < schemes->len; i++)
    gtk_string_list_append (self->schemes, schemes->pdata[i]);
  gtk_drop_down_set_selected (self->scheme, 0);
  self->is_filling = FALSE;
}

static void
take (GwCataloguePage *self, GwJson *conditions)
{
  gw_catalogue_rows_take (self->rows, self->classes, conditions);
  show_schemes (self);
  filter (self);
  selected_cb (self);
  gtk_widget_set_sensitive (self->publish_button, FALSE);
  gtk_widget_set_sensitive (self->revert_button, FALSE);
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

  if (gw_catalogue_rows_count_changes (self->rows, NULL) == 0)
    reload (self);
}

/* --- another one, and what was ----------------------------------------------------------- */

/* Like the selected one, or like any of the chosen part. */
static void
begin_new (GwAdminPage *page)
{
  GwCataloguePage *self = GW_CATALOGUE_PAGE (page);
  GPtrArray *all = gw_catalogue_rows_get (self->rows, chosen_kind (self));
  GwCatalogueItem *like = gtk_single_selection_get_selected_item (self->selection);

  if (like == NULL && all->len > 0)
    like = all->pdata[0];
  if (like == NULL)
    return;
  gw_catalogue_rows_add_like (self->rows, like);
  filter (self);
  gtk_single_selection_set_selected (self->selection, 0);
  gw_catalogue_form_focus_code (self->form);
  note_change (self);
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
  return gw_catalogue_rows_count_changes (GW_CATALOGUE_PAGE (page)->rows, NULL) > 0;
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

  gw_catalogue_rows_free (self->rows);
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
  page_class->begin_new = begin_new;
  page_class->is_settled = is_settled;
  page_class->has_changes = has_changes;
  page_class->focus_search = focus_search;
}

static void
gw_catalogue_page_init (GwCataloguePage *self)
{
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
add_button (GtkWidget *bar, const char *title, const char *tooltip, GCallback clicked,
            GwCataloguePage *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (title);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
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
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->scheme, "notify::selected", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->valid_from, "changed", G_CALLBACK (note_change), self);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->scheme));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->valid_from));
  add_button (bar, _ ("Ne_w"), _ ("Another one, of the same class or main class (Ctrl+N)"),
              G_CALLBACK (begin_new), self);
  self->revert_button = add_button (
      bar, _ ("Re_vert"), _ ("Gives up what was not published"), G_CALLBACK (reload), self);
  self->publish_button =
      add_button (bar, _ ("_Publish"), _ ("All that was changed, at once (Ctrl+S)"),
                  G_CALLBACK (publish), self);
  gtk_widget_add_css_class (self->publish_button, "suggested-action");
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
  self->rows = gw_catalogue_rows_new (gw_desk_get_city (desk));
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
  gtk_widget_set_sensitive (self->revert_button, FALSE);
  gtk_widget_set_sensitive (self->publish_button, FALSE);
  return GTK_WIDGET (self);
}
