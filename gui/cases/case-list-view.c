/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of cases with its filter bar, in step with the shared selection. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/case-list-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/cases/case-item.h"
#include "gui/cases/case-table.h"

/* One to lay the list out, one to put it back. */
#define PIN_FRAMES 3

struct _GwCaseListView
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GtkSelectionModel *selection;
  GwFilterBar *filter_bar;
  GtkStack *stack;
  GtkScrolledWindow *list_window;
  GtkListView *list_view;
  GwCaseTable *table;
  GtkRevealer *waiting_revealer;
  GtkButton *waiting_button;
  AdwStatusPage *failed_page;
  GwCaseSlot *opening; /* chosen, and laid open as soon as its case is there */
  gboolean is_wide;
  guint pin_id; /* the list is being kept at its top */
  guint pin_frames;
  GdkFrameClock *pin_clock; /* weak: it goes with the window's surface */
  guint sought; /* where the open case was when the list began anew, or G_MAXUINT */
  GwCaseSlot *sought_slot;
  guint seek_id;
  gboolean is_being_laid_out; /* so what scrolls is the list view, not somebody */
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
  gw_case_item_set_slot (GW_CASE_ITEM (gtk_list_item_get_child (item)),
                         gtk_list_item_get_item (item));
}

static void
unbind_cb (GwCaseListView *self, GtkListItem *item)
{
  gw_case_item_set_slot (GW_CASE_ITEM (gtk_list_item_get_child (item)), NULL);
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
  const char *page = self->is_wide ? "table" : "list";

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
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0)
    return;
  focused = holds_focus (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  /* Whoever works on the list goes on working there, also when nothing is left of it. */
  if (focused)
    gw_case_list_view_focus_list (self);
}

/* ---- kept at the top ---- */

static GtkAdjustment *
get_adjustment (GwCaseListView *self)
{
  return self->is_wide ? gw_case_table_get_adjustment (self->table)
                       : gtk_scrolled_window_get_vadjustment (self->list_window);
}

static void
laid_out_cb (GwCaseListView *self)
{
  self->is_being_laid_out = FALSE;
}

static void
unpin (GwCaseListView *self)
{
  if (self->pin_clock != NULL)
    g_signal_handlers_disconnect_by_func (self->pin_clock, laid_out_cb, self);
  g_clear_weak_pointer (&self->pin_clock);
  self->is_being_laid_out = FALSE;
  if (self->pin_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->pin_id);
  self->pin_id = 0;
}

static gboolean
pin_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GwCaseListView *self = GW_CASE_LIST_VIEW (widget);

  gtk_adjustment_set_value (get_adjustment (self), 0);
  if (self->pin_frames-- == 0)
    {
      self->pin_id = 0;
      unpin (self);
      return G_SOURCE_REMOVE;
    }
  if (self->pin_clock == NULL)
    g_signal_connect_object (clock, "after-paint", G_CALLBACK (laid_out_cb), self,
                             G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->pin_clock, clock);
  self->is_being_laid_out = TRUE;
  return G_SOURCE_CONTINUE;
}

/*
 * Who looks at the top is to see what comes in there. The list view would hold fast the row
 * that was the first; it does so when it is laid out, after which it can be told otherwise.
 */
static void
pin (GwCaseListView *self)
{
  self->pin_frames = PIN_FRAMES;
  if (self->pin_id == 0)
    self->pin_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), pin_cb, NULL, NULL);
}

static void
scrolled_cb (GwCaseListView *self, GtkAdjustment *adjustment)
{
  if (self->desk == NULL || self->is_being_laid_out || adjustment != get_adjustment (self))
    return;
  /* Slow frames are no reason to pull somebody back to the top. */
  if (gtk_adjustment_get_value (adjustment) >= 1)
    unpin (self);
  gw_case_list_set_at_top (gw_desk_get_list (self->desk),
                           gtk_adjustment_get_value (adjustment) < 1);
}

static void
scroll_to (GwCaseListView *self, guint position)
{
  unpin (self);
  if (self->is_wide)
    gw_case_table_scroll_to (self->table, position);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u",
                                position);
}

/* G_MAXUINT unless exactly one is selected. */
static guint
selected_position (GwCaseListView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  return gtk_bitset_get_size (selected) == 1 ? gtk_bitset_get_minimum (selected)
                                             : G_MAXUINT;
}

static void
select_position (GwCaseListView *self, guint position)
{
  if (position == G_MAXUINT)
    gtk_selection_model_unselect_all (self->selection);
  else
    gtk_selection_model_select_item (self->selection, position, TRUE);
}

/* The shared selection changed (here, on the map or by an action): the list follows. */
static void
follow_selection (GwCaseListView *self)
{
  const char *number = gw_selection_get_case_number (gw_desk_get_selection (self->desk));
  guint position = gw_case_list_find (gw_desk_get_list (self->desk), number);

  if (position == G_MAXUINT && number != NULL)
    return;
  if (position != G_MAXUINT && gtk_selection_model_is_selected (self->selection, position))
    {
      self->last_position = position;
      return;
    }
  self->following = TRUE;
  select_position (self, position);
  if (position != G_MAXUINT)
    {
      scroll_to (self, position);
      self->last_position = position;
    }
  self->following = FALSE;
}

static void
drop_opening (GwCaseListView *self)
{
  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_data (self->opening, self);
  g_clear_object (&self->opening);
}

static void
open_chosen (GwCaseListView *self)
{
  GwSelection *selection = gw_desk_get_selection (self->desk);
  GwCase *object = gw_case_slot_get_case (self->opening);

  if (object == NULL)
    return;
  gw_selection_set_case_number (selection, gw_case_get_number (object));
  gw_selection_reveal (selection);
  drop_opening (self);
}

/* A case that leaves the list (it was acted on) stays selected everywhere else. */
static void
list_selected_cb (GwCaseListView *self)
{
  guint position = selected_position (self);

  if (self->following || position == G_MAXUINT)
    return;
  self->last_position = position;
  drop_opening (self);
  self->opening = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_signal_connect_swapped (self->opening, "notify::case", G_CALLBACK (open_chosen), self);
  open_chosen (self);
}

/* ---- new cases ---- */

static void
items_changed_cb (GwCaseListView *self, guint position, guint removed, guint added)
{
  show_page (self);
  if (position != 0 || added == 0)
    return;
  /* While it is kept at the top it may lie elsewhere for the rest of a frame. */
  if (self->pin_id != 0 || gtk_adjustment_get_value (get_adjustment (self)) < 1)
    pin (self);
}

static void
show_waiting (GwCaseListView *self)
{
  guint n = gw_case_list_get_n_waiting (gw_desk_get_list (self->desk));
  g_autofree char *text = g_strdup_printf (ngettext ("%u new", "%u new", n), n);

  if (n > 0)
    gtk_button_set_label (self->waiting_button, text);
  gtk_revealer_set_reveal_child (self->waiting_revealer, n > 0);
}

void
gw_case_list_view_show_waiting (GwCaseListView *self)
{
  g_return_if_fail (GW_IS_CASE_LIST_VIEW (self));

  gw_case_list_take_waiting (gw_desk_get_list (self->desk));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    scroll_to (self, 0);
  gtk_adjustment_set_value (get_adjustment (self), 0);
}

static void
sorted_cb (GwCaseListView *self, guint sort)
{
  gw_filter_bar_set_sort (self->filter_bar, (GwCaseSort)sort);
}

/* ---- the open case in a list that began anew ---- */

static void
stop_seeking (GwCaseListView *self)
{
  self->sought = G_MAXUINT;
  g_clear_handle_id (&self->seek_id, g_source_remove);
  if (self->sought_slot != NULL)
    g_signal_handlers_disconnect_by_data (self->sought_slot, self);
  g_clear_object (&self->sought_slot);
}

/* The list is about to begin anew: the open case may come back on any page. */
static void
reset_cb (GwCaseListView *self)
{
  stop_seeking (self);
  self->sought =
      gw_case_list_find (gw_desk_get_list (self->desk),
                         gw_selection_get_case_number (gw_desk_get_selection (self->desk)));
}

static void
chosen_cb (GwCaseListView *self)
{
  stop_seeking (self);
  follow_selection (self);
}

static gboolean
found_cb (gpointer data)
{
  GwCaseListView *self = data;

  self->seek_id = 0;
  stop_seeking (self);
  follow_selection (self);
  return G_SOURCE_REMOVE;
}

/* A page has come, or rather its first rows: the others follow before this is called. */
static void
sought_cb (GwCaseListView *self)
{
  if (self->seek_id == 0)
    self->seek_id = g_timeout_add (0, found_cb, self);
}

/* All pages are known. It lies about where it was, further down by what is new: the page
 * there is looked at. */
static void
seek (GwCaseListView *self, guint position)
{
  GwCaseList *list = gw_desk_get_list (self->desk);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  if (self->sought == G_MAXUINT || self->sought_slot != NULL || position == 0 ||
      gw_case_list_is_loading (list) || gw_case_list_has_more (list))
    return;
  self->sought_slot =
      g_list_model_get_item (G_LIST_MODEL (list), MIN (self->sought, n - 1));
  g_signal_connect_swapped (self->sought_slot, "notify::case", G_CALLBACK (sought_cb),
                            self);
  scroll_to (self, MIN (self->sought, n - 1));
  if (gw_case_slot_get_case (self->sought_slot) != NULL)
    sought_cb (self);
}

static void
refreshed_cb (GwCaseListView *self)
{
  self->last_position = 0;
  gw_case_table_set_sort (self->table,
                          gw_case_list_get_filter (gw_desk_get_list (self->desk))->sort);
  follow_selection (self);
  show_page (self);
  if (!gw_case_list_has_more (gw_desk_get_list (self->desk)))
    stop_seeking (self);
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
  drop_opening (self);
  stop_seeking (self);
  unpin (self);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
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

  g_type_ensure (GW_TYPE_CASE_TABLE);
  g_type_ensure (GW_TYPE_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/gridward/Desk/cases/case-list-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, stack);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, list_window);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, list_view);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, table);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, waiting_revealer);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, waiting_button);
  gtk_widget_class_bind_template_child (widget_class, GwCaseListView, failed_page);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sorted_cb);
  gtk_widget_class_bind_template_callback (widget_class, gw_case_list_view_show_waiting);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_clicked_cb);
}

static void
gw_case_list_view_init (GwCaseListView *self)
{
  self->sought = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
make_selection (GwCaseListView *self, GwCaseList *list)
{
  self->selection =
      GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (list))));
  g_signal_connect_swapped (self->selection, "selection-changed",
                            G_CALLBACK (list_selected_cb), self);
}

/* Only the form that is shown has the model: the other one would keep rows of its own. */
static void
show_form (GwCaseListView *self)
{
  gtk_list_view_set_model (self->list_view, self->is_wide ? NULL : self->selection);
  gw_case_table_set_model (self->table, self->is_wide ? self->selection : NULL);
  /* A million cases at once is never what was meant. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self->list_view), "list.select-all", FALSE);
}

static void
watch_scrolling (GwCaseListView *self, GtkAdjustment *adjustment)
{
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

void
gw_case_list_view_set_desk (GwCaseListView *self, GwDesk *desk, GwSettings *settings)
{
  GwCaseList *list;
  GtkListItemFactory *factory;

  g_return_if_fail (GW_IS_CASE_LIST_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  list = gw_desk_get_list (desk);
  gw_filter_bar_set_desk (self->filter_bar, desk, settings);
  make_selection (self, list);

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  gw_case_table_set_desk (self->table, desk, settings);
  gw_filter_bar_set_columns (self->filter_bar, gw_case_table_get_menu (self->table),
                             gw_case_table_get_actions (self->table));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  gw_case_table_get_actions (self->table));
  show_form (self);
  watch_scrolling (self, gtk_scrolled_window_get_vadjustment (self->list_window));
  watch_scrolling (self, gw_case_table_get_adjustment (self->table));

  g_signal_connect_object (list, "refreshed", G_CALLBACK (refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (seek), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::n-waiting", G_CALLBACK (show_waiting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_selection (desk), "notify::case-number",
                           G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  show_page (self);
}

void
gw_case_list_view_set_wide (GwCaseListView *self, gboolean wide)
{
  g_return_if_fail (GW_IS_CASE_LIST_VIEW (self));

  if (self->is_wide == !!wide)
    return;
  self->is_wide = wide;
  gw_filter_bar_set_wide (self->filter_bar, wide);
  if (self->desk == NULL)
    return;
  show_form (self);
  show_page (self);
  if (self->last_position < g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    scroll_to (self, self->last_position);
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
  position = selected_position (self);
  /* The case that was here is gone, so the next one has taken its place. */
  if (position == G_MAXUINT)
    wanted = (gint64)self->last_position + (steps > 0 ? steps - 1 : steps);
  else
    wanted = (gint64)position + steps;
  wanted = CLAMP (wanted, 0, (gint64)n_items - 1);
  select_position (self, (guint)wanted);
  scroll_to (self, (guint)wanted);
}

GtkSelectionModel *
gw_case_list_view_get_selection (GwCaseListView *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST_VIEW (self), NULL);

  return self->selection;
}

void
gw_case_list_view_focus_list (GwCaseListView *self)
{
  g_return_if_fail (GW_IS_CASE_LIST_VIEW (self));

  /* Without a list its place is where the keys go: a list that is hidden would take the focus
   * and lose it. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0 ||
      !gtk_widget_grab_focus (self->is_wide ? GTK_WIDGET (self->table)
                                            : GTK_WIDGET (self->list_view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->stack));
}
