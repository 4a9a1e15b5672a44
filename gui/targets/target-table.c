/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The targets of a plan, sortable. */
#define G_LOG_DOMAIN "gridward-targets"

#include "gui/targets/target-table.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gui/cases/lamp-icon.h"
#include "gui/data-table.h"
#include "gui/model/text.h"

typedef enum
{
  COLUMN_LAMP,
  COLUMN_TITLE,
  COLUMN_AREA,
  COLUMN_TARGET,
  COLUMN_ACTUAL,
  COLUMN_PROGRESS,
  COLUMN_DUE,
  COLUMN_DEPARTMENT,
  COLUMN_N,
} Column;

static const char *const titles[COLUMN_N] = {
  [COLUMN_LAMP] = N_ ("Lamp"),     [COLUMN_TITLE] = N_ ("Target"),
  [COLUMN_AREA] = N_ ("Area"),     [COLUMN_TARGET] = N_ ("Wanted"),
  [COLUMN_ACTUAL] = N_ ("Actual"), [COLUMN_PROGRESS] = N_ ("Progress"),
  [COLUMN_DUE] = N_ ("Due"),       [COLUMN_DEPARTMENT] = N_ ("Lead"),
};

/* Of the texts, so that all columns stand in a narrow window. */
static const int usual_chars[COLUMN_N] = {
  [COLUMN_TITLE] = 15,
  [COLUMN_AREA] = 8,
  [COLUMN_DEPARTMENT] = 8,
};

/* ---- a row ---- */

#define GW_TYPE_TARGET_ROW (gw_target_row_get_type ())
G_DECLARE_FINAL_TYPE (GwTargetRow, gw_target_row, GW, TARGET_ROW, GObject)

struct _GwTargetRow
{
  GObject parent_instance;

  GwPlanned *planned;
};

G_DEFINE_FINAL_TYPE (GwTargetRow, gw_target_row, G_TYPE_OBJECT)

static void
gw_target_row_finalize (GObject *object)
{
  g_clear_pointer (&GW_TARGET_ROW (object)->planned, gw_planned_unref);

  G_OBJECT_CLASS (gw_target_row_parent_class)->finalize (object);
}

static void
gw_target_row_class_init (GwTargetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_target_row_finalize;
}

static void
gw_target_row_init (GwTargetRow *self)
{
}

static GwTargetRow *
row_new (GwPlanned *planned)
{
  GwTargetRow *row = g_object_new (GW_TYPE_TARGET_ROW, NULL);

  row->planned = gw_planned_ref (planned);
  return row;
}

/* ---- the table ---- */

struct _GwTargetTable
{
  GtkWidget parent_instance;

  GwPlan *plan;
  GtkWidget *scroller;
  GtkColumnView *view;
  GListStore *rows;
  GtkSingleSelection *selection;
  const GwPlanPage *shown; /* not owned, only compared */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwTargetTable, gw_target_table, GTK_TYPE_WIDGET)

static guint entered_signal;

static int
compare_numbers (double x, double y)
{
  if (isnan (x) || isnan (y))
    return (isnan (x) ? 0 : 1) - (isnan (y) ? 0 : 1);
  return (x > y) - (x < y);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const GwPlanned *left = ((const GwTargetRow *)a)->planned;
  const GwPlanned *right = ((const GwTargetRow *)b)->planned;

  switch (GPOINTER_TO_UINT (data))
    {
    case COLUMN_LAMP:
      return (int)left->lamp - (int)right->lamp;
    case COLUMN_TITLE:
      return g_utf8_collate (gw_named_label (&left->title), gw_named_label (&right->title));
    case COLUMN_AREA:
      return strcmp (left->area.code, right->area.code);
    case COLUMN_TARGET:
      return compare_numbers (left->target, right->target);
    case COLUMN_ACTUAL:
      return compare_numbers (left->actual, right->actual);
    case COLUMN_PROGRESS:
      return compare_numbers (left->progress, right->progress);
    case COLUMN_DUE:
      return g_strcmp0 (left->due, right->due);
    default:
      return g_utf8_collate (gw_named_label (&left->department),
                             gw_named_label (&right->department));
    }
}

static gboolean
is_number (guint column)
{
  return column == COLUMN_TARGET || column == COLUMN_ACTUAL || column == COLUMN_DUE;
}

static void
setup_cb (gpointer data, GtkListItem *item)
{
  Column column = GPOINTER_TO_UINT (data);
  GtkWidget *child;

  if (column == COLUMN_LAMP)
    child = gw_lamp_icon_new (GW_LAMP_NONE);
  else if (column == COLUMN_PROGRESS)
    {
      child = gtk_progress_bar_new ();
      gtk_widget_add_css_class (child, "target-progress");
      gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
    }
  else
    {
      child = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (child), is_number (column) ? 1 : 0);
      if (!is_number (column))
        {
          gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
          gtk_label_set_width_chars (GTK_LABEL (child), usual_chars[column]);
          gtk_label_set_max_width_chars (GTK_LABEL (child), usual_chars[column]);
        }
      gtk_widget_add_css_class (child, "numeric");
    }
  gtk_list_item_set_child (item, child);
}

static char *
text_of (const GwPlanned *planned, Column column)
{
  switch (column)
    {
    case COLUMN_TITLE:
      return g_strdup (gw_named_label (&planned->title));
    case COLUMN_AREA:
      return g_strdup (gw_named_label (&planned->area));
    case COLUMN_TARGET:
      return gw_planned_value_text (planned, planned->target);
    case COLUMN_ACTUAL:
      return gw_planned_value_text (planned, planned->actual);
    case COLUMN_DUE:
      return g_strdup (planned->due);
    default:
      return g_strdup (gw_named_label (&planned->department));
    }
}

static void
bind_progress (GtkWidget *bar, const GwPlanned *planned)
{
  const double progress = isnan (planned->progress) ? 0 : planned->progress;
  g_autofree char *text = isnan (planned->progress)
                              ? g_strdup (_ ("No actual yet"))
                              : g_strdup_printf ("%.0f %%", progress * 100);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), progress);
  gtk_widget_set_tooltip_text (bar, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
}

static void
bind_cb (gpointer data, GtkListItem *item)
{
  Column column = GPOINTER_TO_UINT (data);
  const GwPlanned *planned = ((GwTargetRow *)gtk_list_item_get_item (item))->planned;
  GtkWidget *child = gtk_list_item_get_child (item);

  if (column == COLUMN_LAMP)
    {
      gw_lamp_icon_set_lamp (GW_LAMP_ICON (child), planned->lamp);
      gtk_widget_set_tooltip_text (child, planned->reason);
    }
  else if (column == COLUMN_PROGRESS)
    bind_progress (child, planned);
  else
    {
      g_autofree char *text = text_of (planned, column);

      gtk_label_set_text (GTK_LABEL (child), text);
      if (!is_number (column))
        gtk_widget_set_tooltip_text (child, text);
    }
}

static void
add_column (GwTargetTable *self, Column column)
{
  g_autoptr (GtkCustomSorter) sorter =
      gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (column), NULL);
  GtkColumnViewColumn *made = gw_data_table_add_column (
      self->view, column, _ (titles[column]), G_CALLBACK (setup_cb), G_CALLBACK (bind_cb));

  gtk_column_view_column_set_sorter (made, GTK_SORTER (sorter));
  gtk_column_view_column_set_expand (made, column == COLUMN_TITLE);
}

static void
select_chosen (GwTargetTable *self)
{
  const GwPlanned *chosen = gw_plan_get_chosen (self->plan);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; chosen != NULL && i < n; i++)
    {
      g_autoptr (GwTargetRow) row =
          g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (row->planned->id == chosen->id)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

static void
changed_cb (GwTargetTable *self)
{
  const GwPlanPage *page = gw_plan_get_page (self->plan);
  g_autoptr (GPtrArray) items = NULL;

  if (page == NULL)
    return;
  self->filling = TRUE;
  if (page != self->shown)
    {
      self->shown = page;
      items = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < page->targets->len; i++)
        g_ptr_array_add (items, row_new (page->targets->pdata[i]));
      gw_data_table_fill (self->rows, items);
    }
  select_chosen (self);
  self->filling = FALSE;
}

static void
selected_cb (GwTargetTable *self)
{
  GwTargetRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (!self->filling && row != NULL)
    gw_plan_choose (self->plan, row->planned->id);
}

static void
activated_cb (GwTargetTable *self)
{
  g_signal_emit (self, entered_signal, 0);
}

static void
gw_target_table_dispose (GObject *object)
{
  GwTargetTable *self = GW_TARGET_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (gw_target_table_parent_class)->dispose (object);
}

static void
gw_target_table_class_init (GwTargetTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_target_table_dispose;
  entered_signal = g_signal_new ("entered", GW_TYPE_TARGET_TABLE, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_target_table_init (GwTargetTable *self)
{
  self->view = gw_data_table_new (_ ("Plan targets"));
  for (guint i = 0; i < COLUMN_N; i++)
    add_column (self, i);
  gw_data_table_align_titles (self->view, is_number);
  self->rows = g_list_store_new (GW_TYPE_TARGET_ROW);
  self->selection = gw_data_table_select_sorted (self->view, self->rows);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
gw_target_table_new (GwPlan *plan)
{
  GwTargetTable *self = g_object_new (GW_TYPE_TARGET_TABLE, NULL);

  self->plan = g_object_ref (plan);
  g_signal_connect_object (plan, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
