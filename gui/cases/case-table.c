/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases as a table: columns that one chooses, moves, pulls and sorts by. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/case-table.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "gui/cases/case-cell.h"

#define SETTING "columns"
/* A column that is being pulled changes with every pixel. */
#define SAVE_DELAY_MS 400
#define MIN_WIDTH 24
#define MAX_WIDTH 2000

struct _GwCaseTable
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwSettings *settings;
  GtkWidget *scrolled_window;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[GW_N_COLUMNS];
  GMenu *menu;
  GSimpleActionGroup *actions;
  int probed;       /* the column that the header sorts by, found by asking its sorter */
  gboolean is_told; /* the order is being set from outside */
  guint save_id;
};

G_DEFINE_FINAL_TYPE (GwCaseTable, gw_case_table, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATE,
  SIGNAL_SORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A column and its table, for functions that are given one pointer. */
typedef struct
{
  GwCaseTable *self;
  GwCaseColumn column;
} Place;

/* ---- what is remembered ---- */

static int
column_of_object (GwCaseTable *self, gpointer object)
{
  for (int i = 0; i < GW_N_COLUMNS; i++)
    if (self->columns[i] == object)
      return i;
  return -1;
}

/* "lamp:40,number:140": those that are shown, in their order. */
static char *
describe (GwCaseTable *self)
{
  GListModel *shown = gtk_column_view_get_columns (self->view);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GtkColumnViewColumn) object = g_list_model_get_item (shown, i);
      int column = column_of_object (self, object);

      if (column >= 0 && gtk_column_view_column_get_visible (object))
        g_string_append_printf (text, "%s%s:%d", text->len > 0 ? "," : "",
                                gw_case_column_info ((GwCaseColumn)column)->id,
                                gtk_column_view_column_get_fixed_width (object));
    }
  return g_string_free (text, FALSE);
}

static gboolean
save_cb (gpointer data)
{
  GwCaseTable *self = data;
  g_autofree char *text = describe (self);

  self->save_id = 0;
  gw_settings_set_string (self->settings, SETTING, text);
  return G_SOURCE_REMOVE;
}

static void
save_later (GwCaseTable *self)
{
  if (self->settings != NULL && self->save_id == 0)
    self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

static int
column_of_id (const char *id, gsize length)
{
  for (int i = 0; i < GW_N_COLUMNS; i++)
    {
      const char *known = gw_case_column_info ((GwCaseColumn)i)->id;

      if (strlen (known) == length && strncmp (known, id, length) == 0)
        return i;
    }
  return -1;
}

static void
put_column (GwCaseTable *self, int column, guint *position, int width)
{
  GtkColumnViewColumn *object = self->columns[column];

  gtk_column_view_insert_column (self->view, (*position)++, object);
  gtk_column_view_column_set_visible (object, TRUE);
  if (width >= MIN_WIDTH && width <= MAX_WIDTH)
    gtk_column_view_column_set_fixed_width (object, width);
}

/* Names that are not known are left out: a newer or older desk wrote them. */
static guint
arrange (GwCaseTable *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  gboolean done[GW_N_COLUMNS] = { FALSE };
  guint position = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *colon = strchr (parts[i], ':');
      gsize length = colon != NULL ? (gsize)(colon - parts[i]) : strlen (parts[i]);
      int column = column_of_id (parts[i], length);

      if (column < 0 || done[column])
        continue;
      done[column] = TRUE;
      put_column (self, column, &position, colon != NULL ? atoi (colon + 1) : 0);
    }
  if (position == 0)
    return 0;
  for (int i = 0; i < GW_N_COLUMNS; i++)
    if (!done[i])
      gtk_column_view_column_set_visible (self->columns[i], FALSE);
  return position;
}

static void
arrange_as_usual (GwCaseTable *self)
{
  guint position = 0;

  for (int i = 0; i < GW_N_COLUMNS; i++)
    {
      const GwCaseColumnInfo *info = gw_case_column_info ((GwCaseColumn)i);

      put_column (self, i, &position, info->width);
      gtk_column_view_column_set_visible (self->columns[i], info->is_usual);
    }
}

static void
usual_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  arrange_as_usual (data);
}

/* ---- sorting ---- */

/* Called with two things that are no cases, only to learn which column the header chose. */
static int
probe (gconstpointer a, gconstpointer b, gpointer data)
{
  Place *place = data;

  if (place->self->probed < 0)
    place->self->probed = place->column;
  return -1;
}

static void
sorter_changed_cb (GwCaseTable *self)
{
  g_autoptr (GwCaseSlot) one = NULL;
  g_autoptr (GwCaseSlot) other = NULL;
  const GwCaseColumnInfo *info;
  GtkOrdering order;

  if (self->is_told)
    return;
  one = gw_case_slot_new (NULL);
  other = gw_case_slot_new (NULL);
  self->probed = -1;
  order = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), one, other);
  if (self->probed < 0)
    return;
  info = gw_case_column_info ((GwCaseColumn)self->probed);
  g_signal_emit (
      self, signals[SIGNAL_SORTED], 0,
      (guint)(order == GTK_ORDERING_SMALLER ? info->ascending : info->descending));
}

void
gw_case_table_set_sort (GwCaseTable *self, GwCaseSort sort)
{
  gboolean by_deadline = sort == GW_SORT_DEADLINE || sort == GW_SORT_LATEST;
  gboolean ascending = sort == GW_SORT_DEADLINE || sort == GW_SORT_OLDEST;

  g_return_if_fail (GW_IS_CASE_TABLE (self));

  if (self->desk == NULL)
    return;
  self->is_told = TRUE;
  gtk_column_view_sort_by_column (
      self->view, self->columns[by_deadline ? GW_COLUMN_DUE : GW_COLUMN_REPORTED],
      ascending ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
  self->is_told = FALSE;
}

/* ---- columns ---- */

static void
setup_cb (Place *place, GtkListItem *item)
{
  gtk_list_item_set_child (item, gw_case_cell_new (place->self->desk, place->column));
}

static void
bind_cb (Place *place, GtkListItem *item)
{
  gw_case_cell_set_slot (GW_CASE_CELL (gtk_list_item_get_child (item)),
                         gtk_list_item_get_item (item));
}

static void
unbind_cb (Place *place, GtkListItem *item)
{
  gw_case_cell_set_slot (GW_CASE_CELL (gtk_list_item_get_child (item)), NULL);
}

static Place *
place_new (GwCaseTable *self, GwCaseColumn column)
{
  Place *place = g_new (Place, 1);

  place->self = self;
  place->column = column;
  return place;
}

static void
free_place (gpointer place, GClosure *closure)
{
  g_free (place);
}

static GtkListItemFactory *
make_factory (GwCaseTable *self, GwCaseColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Place *place = place_new (self, column);

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), place, free_place,
                         G_CONNECT_SWAPPED);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), place);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), place);
  return factory;
}

static void
make_column (GwCaseTable *self, GwCaseColumn column)
{
  const GwCaseColumnInfo *info = gw_case_column_info (column);
  /* One sees what the lamps are: the word would only widen their column. */
  const char *title = column == GW_COLUMN_LAMP ? "" : _ (info->title);
  GtkColumnViewColumn *object =
      gtk_column_view_column_new (title, make_factory (self, column));

  gtk_column_view_column_set_resizable (object, column != GW_COLUMN_LAMP);
  gtk_column_view_column_set_fixed_width (object, info->width);
  gtk_column_view_column_set_expand (object, column == GW_COLUMN_CLASS ||
                                                 column == GW_COLUMN_DESCRIPTION);
  gtk_column_view_column_set_header_menu (object, G_MENU_MODEL (self->menu));
  if (info->is_sorted)
    {
      g_autoptr (GtkSorter) sorter =
          GTK_SORTER (gtk_custom_sorter_new (probe, place_new (self, column), g_free));

      gtk_column_view_column_set_sorter (object, sorter);
    }
  g_signal_connect_swapped (object, "notify::visible", G_CALLBACK (save_later), self);
  g_signal_connect_swapped (object, "notify::fixed-width", G_CALLBACK (save_later), self);
  self->columns[column] = object;
}

static void
make_menu (GwCaseTable *self)
{
  static const GActionEntry entries[] = { { .name = "usual", .activate = usual_cb } };
  g_autoptr (GMenu) back = g_menu_new ();
  g_autoptr (GMenu) choice = g_menu_new ();

  for (int i = 0; i < GW_N_COLUMNS; i++)
    {
      const GwCaseColumnInfo *info = gw_case_column_info ((GwCaseColumn)i);
      g_autofree char *action = g_strconcat ("columns.", info->id, NULL);

      g_menu_append (choice, _ (info->title), action);
    }
  g_menu_append (back, _ ("The _Usual Columns"), "columns.usual");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (choice));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (back));
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
}

static void
make_columns (GwCaseTable *self)
{
  for (int i = 0; i < GW_N_COLUMNS; i++)
    {
      const char *id = gw_case_column_info ((GwCaseColumn)i)->id;
      g_autoptr (GPropertyAction) action = NULL;

      make_column (self, (GwCaseColumn)i);
      gtk_column_view_append_column (self->view, self->columns[i]);
      action = g_property_action_new (id, self->columns[i], "visible");
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

static void
activated_cb (GwCaseTable *self, guint position)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, position);
}

/* ---- the widget ---- */

static void
gw_case_table_dispose (GObject *object)
{
  GwCaseTable *self = GW_CASE_TABLE (object);

  /* Columns that go take their order with them: nobody asked for another one. */
  self->is_told = TRUE;
  if (self->save_id != 0)
    {
      g_clear_handle_id (&self->save_id, g_source_remove);
      save_cb (self);
    }
  for (int i = 0; i < GW_N_COLUMNS; i++)
    if (self->columns[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->columns[i], self);
        g_clear_object (&self->columns[i]);
      }
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (self->view), self);
  self->view = NULL;
  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);
  g_clear_object (&self->menu);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_case_table_parent_class)->dispose (object);
}

static gboolean
gw_case_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GW_CASE_TABLE (widget)->view));
}

static void
gw_case_table_class_init (GwCaseTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_case_table_dispose;
  widget_class->grab_focus = gw_case_table_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_ACTIVATE] =
      g_signal_new ("activate", GW_TYPE_CASE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_SORTED] = g_signal_new ("sorted", GW_TYPE_CASE_TABLE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
gw_case_table_init (GwCaseTable *self)
{
  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "case-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cases"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  self->scrolled_window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled_window),
                                 GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scrolled_window, GTK_WIDGET (self));
}

void
gw_case_table_set_desk (GwCaseTable *self, GwDesk *desk, GwSettings *settings)
{
  g_autofree char *remembered = NULL;

  g_return_if_fail (GW_IS_CASE_TABLE (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  make_menu (self);
  make_columns (self);
  if (settings != NULL)
    remembered = gw_settings_dup_string (settings, SETTING, NULL);
  if (remembered == NULL || arrange (self, remembered) == 0)
    arrange_as_usual (self);
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_set_object (&self->settings, settings);
  g_signal_connect_swapped (gtk_column_view_get_columns (self->view), "items-changed",
                            G_CALLBACK (save_later), self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

/* The list view inside: what GTK 4.8 scrolls is not to be had otherwise. */
static GtkWidget *
find_list_view (GwCaseTable *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

void
gw_case_table_set_model (GwCaseTable *self, GtkSelectionModel *model)
{
  GtkWidget *list_view;

  g_return_if_fail (GW_IS_CASE_TABLE (self));

  gtk_column_view_set_model (self->view, model);
  list_view = find_list_view (self);
  /* A million cases at once is never what was meant. */
  if (list_view != NULL)
    gtk_widget_action_set_enabled (list_view, "list.select-all", FALSE);
}

void
gw_case_table_scroll_to (GwCaseTable *self, guint position)
{
  GtkWidget *list_view;

  g_return_if_fail (GW_IS_CASE_TABLE (self));

  list_view = find_list_view (self);
  if (list_view != NULL)
    gtk_widget_activate_action (list_view, "list.scroll-to-item", "u", position);
}

GtkAdjustment *
gw_case_table_get_adjustment (GwCaseTable *self)
{
  g_return_val_if_fail (GW_IS_CASE_TABLE (self), NULL);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled_window));
}

GMenuModel *
gw_case_table_get_menu (GwCaseTable *self)
{
  g_return_val_if_fail (GW_IS_CASE_TABLE (self), NULL);

  return G_MENU_MODEL (self->menu);
}

GActionGroup *
gw_case_table_get_actions (GwCaseTable *self)
{
  g_return_val_if_fail (GW_IS_CASE_TABLE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
