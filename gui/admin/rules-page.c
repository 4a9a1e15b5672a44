/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page of routing rules. What is on it is a draft: the server says what it means and what
 * is wrong with it a moment after each change, and has it only once it is published.
 */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/rules-page.h"

#include <glib/gi18n.h>

#include "gui/admin/admin-call.h"
#include "gui/admin/rule-form.h"
#include "gui/admin/rule-results.h"

#define PATH "/api/v1/routing-rules"
#define CHECK_DELAY_MS 500

#define GW_TYPE_RULES_PAGE (gw_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (GwRulesPage, gw_rules_page, GW, RULES_PAGE, GwAdminPage)

struct _GwRulesPage
{
  GwAdminPage parent_instance;

  GwDesk *desk;
  GwAdminCall *call;
  GListStore *items; /* GwRuleItem, by rank */
  GtkSingleSelection *selection;
  GtkListView *list;
  GwRuleForm *form;
  GwRuleResults *results;
  GtkWidget *publish_button;
  gint64 version; /* that the draft was made from */
  gboolean is_changed;
  guint check_timer;
};

G_DEFINE_FINAL_TYPE (GwRulesPage, gw_rules_page, GW_TYPE_ADMIN_PAGE)

/* FALSE: the call failed, which was said. */
static gboolean
is_good (GwRulesPage *self, const GError *error)
{
  if (error != NULL)
    gw_rule_results_say (self->results, error->message, TRUE);
  return error == NULL;
}

/* What was to be checked is old then. */
static void
call (GwRulesPage *self, const char *method, const char *path, const char *body,
      GwAdminCallFunc func)
{
  g_clear_handle_id (&self->check_timer, g_source_remove);
  gw_admin_call_send (self->call, method, path, body, func);
}

static void
set_changed (GwRulesPage *self, gboolean is_changed)
{
  self->is_changed = is_changed;
  gtk_widget_set_sensitive (self->publish_button, is_changed);
}

static void
select_rank (GwRulesPage *self, guint rank)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (GwRuleItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item->rank != rank)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
      return;
    }
}

/* --- check ------------------------------------------------------------------------------ */

static void
checked_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwRulesPage *self = page;

  if (is_good (self, error))
    gw_rule_results_show_check (self->results, answer, G_LIST_MODEL (self->items));
}

static gboolean
check_now (gpointer data)
{
  GwRulesPage *self = data;
  g_autofree char *body =
      gw_rule_items_encode (G_LIST_MODEL (self->items), self->version, NULL);

  self->check_timer = 0;
  call (self, "POST", PATH "/check", body, checked_cb);
  return G_SOURCE_REMOVE;
}

/* Typing is not followed by a call for each letter. */
static void
note_change (GwRulesPage *self)
{
  set_changed (self, TRUE);
  g_clear_handle_id (&self->check_timer, g_source_remove);
  self->check_timer = g_timeout_add (CHECK_DELAY_MS, check_now, self);
}

/* --- what the buttons do ---------------------------------------------------------------- */

static void
move (GwRulesPage *self, int by)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (!gw_rule_items_move (self->items, position, by))
    return;
  gtk_single_selection_set_selected (self->selection, position + (guint)by);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                              position + (guint)by);
  note_change (self);
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (GW_RULES_PAGE (widget), g_variant_get_int32 (parameter));
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwRulesPage *self = GW_RULES_PAGE (widget);
  guint position = gw_rule_items_insert (
      self->items, gtk_single_selection_get_selected (self->selection));

  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
  note_change (self);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwRulesPage *self = GW_RULES_PAGE (widget);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->items)))
    return;
  g_list_store_remove (self->items, position);
  note_change (self);
}

static void
tried_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwRulesPage *self = page;

  if (is_good (self, error))
    gw_rule_results_show_run (self->results, answer);
}

static void
dry_run_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwRulesPage *self = GW_RULES_PAGE (widget);
  g_autofree char *body =
      gw_rule_items_encode (G_LIST_MODEL (self->items), self->version, NULL);

  gw_rule_results_say (self->results, _ ("Trying the last 1,000 cases…"), FALSE);
  call (self, "POST", PATH "/dry-run?limit=200", body, tried_cb);
}

static void
explained_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwRulesPage *self = page;

  if (is_good (self, error))
    gw_rule_results_show_why (self->results, answer);
}

/* "try" of the results: the members of the question, with a leading comma. */
static void
explain_cb (GwRulesPage *self, const char *members)
{
  g_autofree char *body =
      gw_rule_items_encode (G_LIST_MODEL (self->items), self->version, members);

  call (self, "POST", PATH "/explain", body, explained_cb);
}

static void load (GwAdminPage *page);

static void
published_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwRulesPage *self = page;

  if (!is_good (self, error))
    return;
  set_changed (self, FALSE);
  gw_admin_page_say (GW_ADMIN_PAGE (self), _ ("The rules are in force"));
  load (GW_ADMIN_PAGE (self));
}

static void
publish (GwRulesPage *self)
{
  g_autofree char *body = NULL;

  if (!self->is_changed)
    return;
  if (gw_rule_form_is_faulty (self->form))
    {
      gw_rule_results_say (self->results, _ ("What is marked red cannot be published"),
                           TRUE);
      return;
    }
  body = gw_rule_items_encode (G_LIST_MODEL (self->items), self->version, NULL);
  call (self, "PUT", PATH, body, published_cb);
}

static void
publish_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  publish (GW_RULES_PAGE (widget));
}

/* --- as a page -------------------------------------------------------------------------- */

static void
loaded_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwRulesPage *self = page;

  if (!is_good (self, error))
    return;
  if (!gw_rule_items_take (self->items, answer, &self->version))
    {
      gw_rule_results_say (self->results, _ ("The server's answer is not understood"),
                           TRUE);
      return;
    }
  set_changed (self, FALSE);
  check_now (self);
}

/* A draft is not thrown away by coming back to the page. */
static void
load (GwAdminPage *page)
{
  GwRulesPage *self = GW_RULES_PAGE (page);

  if (!self->is_changed)
    call (self, "GET", PATH, NULL, loaded_cb);
}

static gboolean
is_settled (GwAdminPage *page)
{
  return !gw_admin_call_is_under_way (GW_RULES_PAGE (page)->call) &&
         GW_RULES_PAGE (page)->check_timer == 0;
}

static gboolean
has_changes (GwAdminPage *page)
{
  return GW_RULES_PAGE (page)->is_changed;
}

static void
begin_new (GwAdminPage *page)
{
  add_cb (GTK_WIDGET (page), NULL, NULL);
}

static void
save (GwAdminPage *page)
{
  publish (GW_RULES_PAGE (page));
}

/* --- making ----------------------------------------------------------------------------- */

static void
selected_cb (GwRulesPage *self)
{
  gw_rule_form_show (self->form, gtk_single_selection_get_selected_item (self->selection));
}

static void
show_item (GwRuleItem *item, GtkListItem *list_item)
{
  GtkWidget *line = gtk_list_item_get_child (list_item);
  GtkWidget *rank = gtk_widget_get_first_child (line);
  GtkWidget *words = gtk_widget_get_next_sibling (rank);
  GtkWidget *icon = gtk_widget_get_next_sibling (words);
  g_autofree char *text = g_strdup_printf ("%u", item->rank);

  gtk_label_set_text (GTK_LABEL (rank), text);
  gtk_label_set_text (GTK_LABEL (words),
                      item->words[0] != '\0' ? item->words : _ ("A new rule"));
  gtk_widget_set_visible (icon, item->fault != NULL);
  gtk_widget_set_tooltip_text (line, item->fault);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *rank = gtk_label_new (NULL);
  GtkWidget *words = gtk_label_new (NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_label_set_width_chars (GTK_LABEL (rank), 5);
  gtk_label_set_xalign (GTK_LABEL (rank), 1);
  gtk_widget_add_css_class (rank, "numeric");
  gtk_widget_add_css_class (rank, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (icon, "warning");
  gtk_box_append (GTK_BOX (line), rank);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_list_item_set_child (list_item, line);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  GwRuleItem *item = gtk_list_item_get_item (list_item);

  g_signal_connect (item, "changed", G_CALLBACK (show_item), list_item);
  show_item (item, list_item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_item,
                                        list_item);
}

static GtkWidget *
make_list (GwRulesPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->items = g_list_store_new (GW_TYPE_RULE_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->list = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Routing rules, the first that matches wins"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
add_button (GtkWidget *bar, const char *title, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (title);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_box_append (GTK_BOX (bar), button);
}

static GtkWidget *
make_bar (GwRulesPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (bar, "toolbar");
  add_button (bar, _ ("_Add"), "rules.add", _ ("A rule after the one selected (Ctrl+N)"));
  add_button (bar, _ ("_Remove"), "rules.remove", _ ("Takes the selected rule out"));
  add_button (bar, _ ("_Up"), "rules.move(-1)", _ ("Before the rule above it (Alt+Up)"));
  add_button (bar, _ ("_Down"), "rules.move(1)", _ ("Behind the rule below it (Alt+Down)"));
  add_button (bar, _ ("Dry _run"), "rules.dry-run",
              _ ("What would change for the last 1,000 cases"));
  self->publish_button = gtk_button_new_with_mnemonic (_ ("_Publish"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->publish_button), "rules.publish");
  gtk_widget_set_tooltip_text (self->publish_button,
                               _ ("Puts all of it into force at once (Ctrl+S)"));
  gtk_widget_add_css_class (self->publish_button, "suggested-action");
  gtk_widget_set_hexpand (self->publish_button, TRUE);
  gtk_widget_set_halign (self->publish_button, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (bar), self->publish_button);
  return bar;
}

static void
gw_rules_page_dispose (GObject *object)
{
  GwRulesPage *self = GW_RULES_PAGE (object);

  g_clear_handle_id (&self->check_timer, g_source_remove);
  g_clear_pointer (&self->call, gw_admin_call_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (gw_rules_page_parent_class)->dispose (object);
}

static void
gw_rules_page_class_init (GwRulesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GwAdminPageClass *page_class = GW_ADMIN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_rules_page_dispose;
  page_class->load = load;
  page_class->is_settled = is_settled;
  page_class->has_changes = has_changes;
  page_class->begin_new = begin_new;
  page_class->save = save;
  gtk_widget_class_install_action (widget_class, "rules.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "rules.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "rules.move", "i", move_cb);
  gtk_widget_class_install_action (widget_class, "rules.dry-run", NULL, dry_run_cb);
  gtk_widget_class_install_action (widget_class, "rules.publish", NULL, publish_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "rules.move",
                                       "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK,
                                       "rules.move", "i", 1);
}

static void
gw_rules_page_init (GwRulesPage *self)
{
}

GtkWidget *
gw_rules_page_new (GwDesk *desk)
{
  GwRulesPage *self = g_object_new (GW_TYPE_RULES_PAGE, NULL);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *across = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *down = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->desk = g_object_ref (desk);
  self->call = gw_admin_call_new (gw_desk_get_client (desk), self);
  self->form = GW_RULE_FORM (gw_rule_form_new (gw_desk_get_city (desk)));
  gtk_widget_set_margin_start (GTK_WIDGET (self->form), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->form), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->form), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->form), 12);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (note_change), self,
                           G_CONNECT_SWAPPED);
  self->results = GW_RULE_RESULTS (
      gw_rule_results_new (gw_desk_get_city (desk), gw_desk_get_client (desk)));
  g_signal_connect_object (self->results, "rank-chosen", G_CALLBACK (select_rank), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->results, "try", G_CALLBACK (explain_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (page), make_bar (self));
  gtk_paned_set_start_child (GTK_PANED (down), make_list (self));
  gtk_paned_set_end_child (GTK_PANED (down), GTK_WIDGET (self->results));
  gtk_paned_set_position (GTK_PANED (down), 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->form));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, 380, -1);
  gtk_paned_set_start_child (GTK_PANED (across), down);
  gtk_paned_set_end_child (GTK_PANED (across), scrolled);
  gtk_paned_set_resize_end_child (GTK_PANED (across), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (across), FALSE);
  gtk_widget_set_vexpand (across, TRUE);
  gtk_box_append (GTK_BOX (page), across);
  adw_bin_set_child (ADW_BIN (self), page);
  set_changed (self, FALSE);
  return GTK_WIDGET (self);
}
