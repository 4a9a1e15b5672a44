/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of cases with its filter bar, in step with the shared selection. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/case-list-view.h"

#include <adwaita.h>

#include "gui/cases/case-item.h"

struct _GwCaseListView
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GtkSingleSelection *selection;
  GwFilterBar *filter_bar;
  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *failed_page;
  guint last_position; /* where the selected case is or was before it left the list */
  gboolean following;  /* the list follows the shared selection, not the other way round */
};

G_DEFINE_FINAL_TYPE (GwCaseListView, gw_case_list_view, GTK_TYPE_WIDGET)

static void
setup_cb (GwCaseListView *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, gw_case_item_new (self->desk));
}

static void
bind_cb (GwCaseListView *self, GtkListItem *item)
{
  gw_case_item_set_case (GW_CASE_ITEM (gtk_list_item_get_child (item)),
                         gtk_list_item_get_item (item));
}

static void
unbind_cb (GwCaseListView *self, GtkListItem *item)
{
  gw_case_item_set_case (GW_CASE_ITEM (gtk_list_item_get_child (item)), NULL);
}

static gboolean
holds_focus (GwCaseListView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *stack = GTK_WIDGET (self->stack);

  return focus != NULL && (focus == stack || gtk_widget_is_ancestor (focus, stack));
}

static void
show_page (GwCaseListView *self)
{
  gboolean focused;
  GwCaseList *list = gw_desk_get_list (self->desk);
  const GError *error = gw_case_list_get_error (list);
  const char *page = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    {
      if (gw_case_list_is_loading (list))
        page = "loading";
      else if (error != NULL)
        page = "failed";
      else
        page = gw_filter_bar_is_narrowed (self->filter_bar) ? "no-match" : "empty";
    }
  if (error != NULL)
    adw_status_page_set_description (self->failed_page, error->message);
  focused = holds_focus (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  /* Whoever works on the list goes on working there, also when nothing is left of it. */
  if (focused)
    gw_case_list_view_focus_list (self);
}

static void
scroll_to (GwCaseListView *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u",
                              position);
}

/* The shared selection changed (here, on the map or by an action): the list follows. */
static void
follow_selection (GwCaseListView *self)
{
  const char *number = gw_selection_get_case_number (gw_desk_get_selection (self->desk));
  guint position = gw_case_list_find (gw_desk_get_list (self->desk), number);

  if (position == G_MAXUINT && number != NULL)
    return;
  self->following = TRUE;
  if (gtk_single_selection_get_selected (self->selection) != position)
    {
      gtk_single_selection_set_selected (self->selection, position);
      if (position != G_MAXUINT)
        scroll_to (self, position);
    }
  self->following = FALSE;
  if (position != G_MAXUINT)
    self->last_position = position;
}

/* A case that leaves the list (it was acted on) stays selected everywhere else. */
static void
list_selected_cb (GwCaseListView *self)
{
  GwCase *object = gtk_single_selection_get_selected_item (self->selection);
  GwSelection *selection = gw_desk_get_selection (self->desk);

  if (self->following || object == NULL)
    return;
  self->last_position = gtk_single_selection_get_selected (self->selection);
  gw_selection_set_case_number (selection, gw_case_get_number (object));
  gw_selection_reveal (selection);
}

static void
refreshed_cb (GwCaseListView *self)
{
  self->last_position = 0;
  follow_selection (self);
  show_page (self);
}

static void
activated_cb (GwCaseListView *self, guint position)
{
  gw_selection_reveal (gw_desk_get_selection (self->desk));
  gtk_widget_activate_action (GTK_WIDGET (self), "desk.focus-actions", NULL);
}

static void
clear_clicked_cb (GwCaseListView *self)
{
  gw_filter_bar_clear (self->filter_bar);
}

static void
try_clicked_cb (GwCaseListView *self)
{
  gw_case_list_reload (gw_desk_get_list (self->desk));
}

static void
gw_case_list_view_dispose (GObject *object)
{
  GwCaseListView *self = GW_CASE_LIST_VIEW (object);
  GtkWidget *child;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_case_list_view_parent_class)->dispose (object);
}

static void
gw_case_list_view_class_init (GwCaseListViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_case_list_view_dispose;

  g_type_ensure (GW_TYPE_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/gridward/Desk/cases/case-list-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, stack);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, list_view);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, failed_page);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_clicked_cb);
}

static void
gw_case_list_view_init (GwCaseListView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
make_selection (GwCaseListView *self, GwCaseList *list)
{
  /* Before the model is there: else its first row would be chosen for us. */
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  g_signal_connect_swapped (self->selection, "notify::selected-item",
                            G_CALLBACK (list_selected_cb), self);
}

void
gw_case_list_view_set_desk (GwCaseListView *self, GwDesk *desk)
{
  GwCaseList *list;
  GtkListItemFactory *factory;

  g_return_if_fail (GW_IS_CASE_LIST_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  list = gw_desk_get_list (desk);
  gw_filter_bar_set_desk (self->filter_bar, desk);
  make_selection (self, list);

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (list, "refreshed", G_CALLBACK (refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_selection (desk), "notify::case-number",
                           G_CALLBACK (follow_selection), self, G_CONNECT_SWAPPED);
  show_page (self);
}

GwFilterBar *
gw_case_list_view_get_filter_bar (GwCaseListView *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST_VIEW (self), NULL);

  return self->filter_bar;
}

void
gw_case_list_view_step (GwCaseListView *self, int steps)
{
  guint n_items;
  guint position;
  gint64 wanted;

  g_return_if_fail (GW_IS_CASE_LIST_VIEW (self));

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  if (n_items == 0)
    return;
  position = gtk_single_selection_get_selected (self->selection);
  /* The case that was here is gone, so the next one has taken its place. */
  if (position == GTK_INVALID_LIST_POSITION)
    wanted = (gint64)self->last_position + (steps > 0 ? steps - 1 : steps);
  else
    wanted = (gint64)position + steps;
  wanted = CLAMP (wanted, 0, (gint64)n_items - 1);
  gtk_single_selection_set_selected (self->selection, (guint)wanted);
  scroll_to (self, (guint)wanted);
}

void
gw_case_list_view_focus_list (GwCaseListView *self)
{
  g_return_if_fail (GW_IS_CASE_LIST_VIEW (self));

  /* Without a list its place is where the keys go. */
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->list_view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->stack));
}
