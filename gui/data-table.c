/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a page: their columns, how they sort and how they are filled. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/data-table.h"

#include <glib/gi18n.h>

GtkColumnView *
gw_data_table_new (const char *name)
{
  GtkWidget *table = gtk_column_view_new (NULL);

  gtk_widget_add_css_class (table, "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  return GTK_COLUMN_VIEW (table);
}

static GtkColumnViewColumn *
add_column (GtkColumnView *table, const char *title, GCallback setup, GCallback bind,
            gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect_swapped (factory, "setup", setup, data);
  g_signal_connect_swapped (factory, "bind", bind, data);
  made = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_append_column (table, made);
  g_object_unref (made);
  return made;
}

GtkColumnViewColumn *
gw_data_table_add_column (GtkColumnView *table, guint column, const char *title,
                          GCallback setup, GCallback bind)
{
  return add_column (table, title, setup, bind, GUINT_TO_POINTER (column));
}

/* See the table of cases for how. */
void
gw_data_table_align_titles (GtkColumnView *table, gboolean (*is_number) (guint column))
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (table));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  guint n = g_list_model_get_n_items (gtk_column_view_get_columns (table));

  for (guint i = 0; title != NULL && i < n;
       i++, title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);

      if (box != NULL && is_number (i))
        gtk_widget_set_halign (box, GTK_ALIGN_END);
    }
}

GtkSingleSelection *
gw_data_table_select_sorted (GtkColumnView *table, GListStore *rows)
{
  GtkSortListModel *sorted =
      gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (rows)),
                               g_object_ref (gtk_column_view_get_sorter (table)));
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (sorted));
  g_object_unref (sorted);
  gtk_column_view_set_model (table, GTK_SELECTION_MODEL (selection));
  return selection;
}

void
gw_data_table_fill (GListStore *rows, GPtrArray *items)
{
  g_list_store_splice (rows, 0, g_list_model_get_n_items (G_LIST_MODEL (rows)),
                       items->pdata, items->len);
}

/* --- of texts alone ----------------------------------------------------------------------- */

struct _GwTextRow
{
  GObject parent_instance;

  char **texts;
  guint n_columns;
  gpointer data;
  GDestroyNotify free_data;
};

G_DEFINE_FINAL_TYPE (GwTextRow, gw_text_row, G_TYPE_OBJECT)

static void
gw_text_row_finalize (GObject *object)
{
  GwTextRow *self = GW_TEXT_ROW (object);

  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->texts[i]);
  g_free (self->texts);
  if (self->free_data != NULL)
    self->free_data (self->data);
  G_OBJECT_CLASS (gw_text_row_parent_class)->finalize (object);
}

static void
gw_text_row_class_init (GwTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_text_row_finalize;
}

static void
gw_text_row_init (GwTextRow *self)
{
}

GwTextRow *
gw_text_row_new (guint n_columns, gpointer data, GDestroyNotify free_data)
{
  GwTextRow *self = g_object_new (GW_TYPE_TEXT_ROW, NULL);

  self->texts = g_new0 (char *, n_columns);
  self->n_columns = n_columns;
  self->data = data;
  self->free_data = free_data;
  return self;
}

void
gw_text_row_take (GwTextRow *self, guint column, char *text)
{
  g_return_if_fail (column < self->n_columns);

  g_free (self->texts[column]);
  self->texts[column] = text;
}

const char *
gw_text_row_get (const GwTextRow *self, guint column)
{
  g_return_val_if_fail (column < self->n_columns, NULL);
  return self->texts[column];
}

gpointer
gw_text_row_get_data (const GwTextRow *self)
{
  return self->data;
}

static void
setup_text_cb (const GwTextColumn *column, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (column->is_wide)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_text_cb (const GwTextColumn *column, GtkListItem *item)
{
  const char *text = gw_text_row_get (gtk_list_item_get_item (item), column->column);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (column->has_tip)
    gtk_widget_set_tooltip_text (label, text);
}

void
gw_data_table_add_texts (GtkColumnView *table, const GwTextColumn *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    gtk_column_view_column_set_expand (
        add_column (table, _ (columns[i].title), G_CALLBACK (setup_text_cb),
                    G_CALLBACK (bind_text_cb), (gpointer)&columns[i]),
        columns[i].is_wide);
}
