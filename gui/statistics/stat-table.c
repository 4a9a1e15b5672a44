/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ranking: one row for each area, department or class, sortable. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gui/data-table.h"
#include "gui/model/insight-map.h"
#include "gui/statistics/stat-text.h"

/* ---- a row ---- */

#define GW_TYPE_STAT_ROW (gw_stat_row_get_type ())
G_DECLARE_FINAL_TYPE (GwStatRow, gw_stat_row, GW, STAT_ROW, GObject)

typedef enum
{
  COLUMN_NAME,
  COLUMN_VALUE,
  COLUMN_NUMERATOR,
  COLUMN_DENOMINATOR,
  COLUMN_BEFORE,
  COLUMN_CHANGE,
  COLUMN_N,
} Column;

struct _GwStatRow
{
  GObject parent_instance;

  char *key;
  char *texts[COLUMN_N];
  double numbers[COLUMN_N];
};

G_DEFINE_FINAL_TYPE (GwStatRow, gw_stat_row, G_TYPE_OBJECT)

static void
gw_stat_row_finalize (GObject *object)
{
  GwStatRow *self = GW_STAT_ROW (object);

  g_free (self->key);
  for (guint i = 0; i < COLUMN_N; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (gw_stat_row_parent_class)->finalize (object);
}

static void
gw_stat_row_class_init (GwStatRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_stat_row_finalize;
}

static void
gw_stat_row_init (GwStatRow *self)
{
}

static char *
count_text (double count)
{
  return isnan (count) ? g_strdup ("–") : g_strdup_printf ("%.0f", count);
}

static GwStatRow *
row_new (const GwIndicator *indicator, const char *dimension, const GwTallyItem *item)
{
  GwStatRow *row = g_object_new (GW_TYPE_STAT_ROW, NULL);
  const char *name = indicator->name.code;
  const GwIndicatorValue *now = gw_tally_get_indicator (&item->now, name);
  const GwIndicatorValue *past = gw_tally_get_indicator (&item->before, name);
  gboolean rate = indicator->is_rate && now != NULL;

  row->key = g_strdup (item->row.code);
  row->numbers[COLUMN_VALUE] = now != NULL ? now->value : NAN;
  row->numbers[COLUMN_NUMERATOR] = rate ? (double)now->numerator : NAN;
  row->numbers[COLUMN_DENOMINATOR] = rate ? (double)now->denominator : NAN;
  row->numbers[COLUMN_BEFORE] = past != NULL ? past->value : NAN;
  row->numbers[COLUMN_CHANGE] = gw_tally_item_change (item, name);
  row->texts[COLUMN_NAME] = gw_stat_key_text (dimension, &item->row);
  row->texts[COLUMN_VALUE] = gw_stat_value_text (indicator, row->numbers[COLUMN_VALUE]);
  row->texts[COLUMN_NUMERATOR] = count_text (row->numbers[COLUMN_NUMERATOR]);
  row->texts[COLUMN_DENOMINATOR] = count_text (row->numbers[COLUMN_DENOMINATOR]);
  row->texts[COLUMN_BEFORE] = gw_stat_value_text (indicator, row->numbers[COLUMN_BEFORE]);
  row->texts[COLUMN_CHANGE] = gw_stat_change_text (indicator, row->numbers[COLUMN_CHANGE]);
  return row;
}

/* ---- the table ---- */

struct _GwStatTable
{
  GtkWidget parent_instance;

  GwInsight *insight;
  GtkWidget *scroller;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[COLUMN_N]; /* owned by the view */
  GListStore *rows;
  GtkSingleSelection *selection;
  const GwTallyTable *shown; /* not owned, only compared */
  guint n_shown;
};

G_DEFINE_FINAL_TYPE (GwStatTable, gw_stat_table, GTK_TYPE_WIDGET)

static guint entered_signal;

static const char *const titles[COLUMN_N] = {
  [COLUMN_NAME] = N_ ("Name"),         [COLUMN_VALUE] = N_ ("Value"),
  [COLUMN_NUMERATOR] = N_ ("Counted"), [COLUMN_DENOMINATOR] = N_ ("Of"),
  [COLUMN_BEFORE] = N_ ("Compared"),   [COLUMN_CHANGE] = N_ ("Change"),
};

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  Column column = GPOINTER_TO_UINT (data);
  const GwStatRow *left = a;
  const GwStatRow *right = b;
  double x = left->numbers[column];
  double y = right->numbers[column];

  if (column == COLUMN_NAME)
    return g_utf8_collate (left->texts[column], right->texts[column]);
  /* What has no cases comes before all that has. */
  if (isnan (x) || isnan (y))
    return (isnan (x) ? 0 : 1) - (isnan (y) ? 0 : 1);
  return (x > y) - (x < y);
}

static gboolean
is_number (guint column)
{
  return column != COLUMN_NAME;
}

static void
setup_cb (gpointer data, GtkListItem *item)
{
  Column column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_number (column) ? 1 : 0);
  if (column == COLUMN_NAME)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (gpointer data, GtkListItem *item)
{
  Column column = GPOINTER_TO_UINT (data);
  const GwStatRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), row->texts[column]);
  if (column == COLUMN_NAME)
    gtk_widget_set_tooltip_text (label, row->key);
}

static void
add_column (GwStatTable *self, Column column)
{
  g_autoptr (GtkCustomSorter) sorter =
      gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (column), NULL);
  GtkColumnViewColumn *made = gw_data_table_add_column (
      self->view, column, _ (titles[column]), G_CALLBACK (setup_cb), G_CALLBACK (bind_cb));

  gtk_column_view_column_set_sorter (made, GTK_SORTER (sorter));
  gtk_column_view_column_set_expand (made, column == COLUMN_NAME);
  self->columns[column] = made;
}

const char *
gw_stat_table_get_selected (GwStatTable *self)
{
  GwStatRow *row;

  g_return_val_if_fail (GW_IS_STAT_TABLE (self), NULL);

  row = gtk_single_selection_get_selected_item (self->selection);
  return row != NULL ? row->key : NULL;
}

static void
activated_cb (GwStatTable *self, guint position)
{
  g_autoptr (GwStatRow) row =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autofree char *key = row != NULL ? g_strdup (row->key) : NULL;

  if (key != NULL)
    g_signal_emit (self, entered_signal, 0, key);
}

static void
show_columns (GwStatTable *self, const GwIndicator *indicator)
{
  const GwStatQuestion *question = gw_insight_get_question (self->insight);
  gboolean compared = question->compare != GW_COMPARE_NONE;

  gtk_column_view_column_set_title (
      self->columns[COLUMN_NAME],
      gw_stat_dimension_title (gw_insight_get_book (self->insight), question->rows));
  gtk_column_view_column_set_visible (self->columns[COLUMN_NUMERATOR], indicator->is_rate);
  gtk_column_view_column_set_visible (self->columns[COLUMN_DENOMINATOR],
                                      indicator->is_rate);
  gtk_column_view_column_set_visible (self->columns[COLUMN_BEFORE], compared);
  gtk_column_view_column_set_visible (self->columns[COLUMN_CHANGE], compared);
}

static void
changed_cb (GwStatTable *self)
{
  const GwIndicator *indicator = gw_insight_get_indicator (self->insight);
  const GwTallyTable *table = gw_insight_get_table (self->insight, GW_INSIGHT_ROWS);
  const char *rows = gw_insight_get_question (self->insight)->rows;
  g_autoptr (GPtrArray) items = NULL;

  /* Other tables came. */
  if (indicator == NULL || table == NULL ||
      (table == self->shown && table->items->len == self->n_shown) ||
      gw_tally_get_indicator (&table->total, indicator->name.code) == NULL)
    return;
  self->shown = table;
  self->n_shown = table->items->len;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < table->items->len; i++)
    g_ptr_array_add (items, row_new (indicator, rows, table->items->pdata[i]));
  gw_data_table_fill (self->rows, items);
  show_columns (self, indicator);
}

static void
gw_stat_table_dispose (GObject *object)
{
  GwStatTable *self = GW_STAT_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->insight);

  G_OBJECT_CLASS (gw_stat_table_parent_class)->dispose (object);
}

static void
gw_stat_table_class_init (GwStatTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_stat_table_dispose;
  entered_signal = g_signal_new ("entered", GW_TYPE_STAT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_stat_table_init (GwStatTable *self)
{
  self->view = gw_data_table_new (_ ("Ranking"));
  for (guint i = 0; i < COLUMN_N; i++)
    add_column (self, i);
  gw_data_table_align_titles (self->view, is_number);
  self->rows = g_list_store_new (GW_TYPE_STAT_ROW);
  self->selection = gw_data_table_select_sorted (self->view, self->rows);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_sort_by_column (self->view, self->columns[COLUMN_VALUE],
                                  GTK_SORT_DESCENDING);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
gw_stat_table_new (GwInsight *insight)
{
  GwStatTable *self = g_object_new (GW_TYPE_STAT_TABLE, NULL);

  self->insight = g_object_ref (insight);
  g_signal_connect_object (insight, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
