/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is filed again and again at the same spot. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-recurring.h"

#include <glib/gi18n.h>

#include "gui/detail/wrap-layout.h"
#include "gui/statistics/stat-month-text.h"

#define TABLE_HEIGHT 380
#define NUMBER "number"

typedef enum
{
  COLUMN_N_CASES,
  COLUMN_CLASS,
  COLUMN_PLACE,
  COLUMN_FIRST,
  COLUMN_LAST,
  COLUMN_N,
} Column;

static const char *const titles[COLUMN_N] = {
  [COLUMN_N_CASES] = N_ ("Times"), [COLUMN_CLASS] = N_ ("Class"),
  [COLUMN_PLACE] = N_ ("Place"),   [COLUMN_FIRST] = N_ ("First"),
  [COLUMN_LAST] = N_ ("Last"),
};

/* ---- a row ---- */

#define GW_TYPE_RECURRING_ROW (gw_recurring_row_get_type ())
G_DECLARE_FINAL_TYPE (GwRecurringRow, gw_recurring_row, GW, RECURRING_ROW, GObject)

struct _GwRecurringRow
{
  GObject parent_instance;

  char *texts[COLUMN_N];
  double lon;
  double lat;
  GStrv cases;
};

G_DEFINE_FINAL_TYPE (GwRecurringRow, gw_recurring_row, G_TYPE_OBJECT)

static void
gw_recurring_row_finalize (GObject *object)
{
  GwRecurringRow *self = GW_RECURRING_ROW (object);

  for (guint i = 0; i < COLUMN_N; i++)
    g_free (self->texts[i]);
  g_strfreev (self->cases);

  G_OBJECT_CLASS (gw_recurring_row_parent_class)->finalize (object);
}

static void
gw_recurring_row_class_init (GwRecurringRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_recurring_row_finalize;
}

static void
gw_recurring_row_init (GwRecurringRow *self)
{
}

static GwRecurringRow *
row_new (const GwRecurring *recurring, GTimeZone *zone)
{
  GwRecurringRow *row = g_object_new (GW_TYPE_RECURRING_ROW, NULL);
  const char *community =
      recurring->community.code != NULL ? gw_named_label (&recurring->community) : "–";

  row->texts[COLUMN_N_CASES] = g_strdup_printf ("%u", recurring->n);
  row->texts[COLUMN_CLASS] = g_strdup (gw_named_label (&recurring->case_class));
  row->texts[COLUMN_PLACE] = recurring->cell != NULL
                                 ? g_strdup_printf ("%s · %s", community, recurring->cell)
                                 : g_strdup (community);
  row->texts[COLUMN_FIRST] = gw_stat_month_time (recurring->first_usec, zone);
  row->texts[COLUMN_LAST] = gw_stat_month_time (recurring->last_usec, zone);
  row->lon = recurring->lon;
  row->lat = recurring->lat;
  row->cases = g_strdupv (recurring->cases);
  return row;
}

/* ---- the view ---- */

struct _GwStatRecurring
{
  GtkWidget parent_instance;

  GwRecurrences *recurrences;
  GTimeZone *zone;
  GtkWidget *box;
  GtkLabel *headline;
  GtkColumnView *view;
  GListStore *rows;
  GtkSingleSelection *selection;
  GtkLabel *title; /* of the cases */
  GtkWidget *cases;
  const GwRecurrence *shown; /* not owned, only compared */
};

G_DEFINE_FINAL_TYPE (GwStatRecurring, gw_stat_recurring, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_PLACED,
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- columns ---- */

static void
setup_cb (gpointer data, GtkListItem *item)
{
  const Column column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (column == COLUMN_CLASS || column == COLUMN_PLACE)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (gpointer data, GtkListItem *item)
{
  const GwRecurringRow *row = gtk_list_item_get_item (item);
  const char *text = row->texts[GPOINTER_TO_UINT (data)];

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

static void
add_column (GwStatRecurring *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb),
                            GUINT_TO_POINTER (column));
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb),
                            GUINT_TO_POINTER (column));
  made = gtk_column_view_column_new (_ (titles[column]), factory);
  gtk_column_view_column_set_expand (made,
                                     column == COLUMN_CLASS || column == COLUMN_PLACE);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_append_column (self->view, made);
  g_object_unref (made);
}

/* ---- the cases of a spot ---- */

static void
case_clicked_cb (GwStatRecurring *self, GtkButton *button)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0,
                 g_object_get_data (G_OBJECT (button), NUMBER));
}

static void
add_case (GwStatRecurring *self, const char *number)
{
  g_autofree char *tip = g_strdup_printf (_ ("Open case %s"), number);
  GtkWidget *button = gtk_button_new_with_label (number);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "figure-link");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tip, -1);
  g_object_set_data_full (G_OBJECT (button), NUMBER, g_strdup (number), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (case_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->cases), button);
}

static void
show_cases (GwStatRecurring *self, const GwRecurringRow *row)
{
  GtkWidget *child;
  g_autofree char *title = NULL;

  while ((child = gtk_widget_get_first_child (self->cases)) != NULL)
    gtk_box_remove (GTK_BOX (self->cases), child);
  gtk_label_set_text (self->title, "");
  if (row == NULL)
    return;
  title = g_strdup_printf ("%s · %s", row->texts[COLUMN_CLASS], row->texts[COLUMN_PLACE]);
  gtk_label_set_text (self->title, title);
  for (guint i = 0; row->cases[i] != NULL; i++)
    add_case (self, row->cases[i]);
}

static void
selected_cb (GwStatRecurring *self)
{
  const GwRecurringRow *row = gtk_single_selection_get_selected_item (self->selection);

  show_cases (self, row);
  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_PLACED], 0, row->lon, row->lat);
}

static void
activated_cb (GwStatRecurring *self)
{
  gtk_widget_child_focus (self->cases, GTK_DIR_TAB_FORWARD);
}

/* ---- what is shown ---- */

static void
show_headline (GwStatRecurring *self, const GwRecurrence *recurrence)
{
  g_autofree char *text = NULL;
  g_autofree char *cut = NULL;

  if (recurrence->n_groups == 0)
    text = g_strdup (_ ("No cases: nothing was filed again at the same spot."));
  else
    text = g_strdup_printf (
        ngettext ("%u spot with %u of %u filed cases, %.1f %%",
                  "%u spots with %u of %u filed cases, %.1f %%", recurrence->n_groups),
        recurrence->n_groups, recurrence->n_cases, recurrence->n_filed,
        recurrence->n_filed > 0 ? 100.0 * recurrence->n_cases / recurrence->n_filed : 0);
  if (recurrence->items->len < recurrence->n_groups)
    cut = g_strdup_printf (_ ("%s; the first %u are shown"), text, recurrence->items->len);
  gtk_label_set_text (self->headline, cut != NULL ? cut : text);
}

static void
changed_cb (GwStatRecurring *self)
{
  const GwRecurrence *recurrence = gw_recurrences_get (self->recurrences);
  g_autoptr (GPtrArray) items = NULL;

  if (recurrence == NULL || recurrence == self->shown)
    return;
  self->shown = recurrence;
  show_headline (self, recurrence);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < recurrence->items->len; i++)
    g_ptr_array_add (items, row_new (recurrence->items->pdata[i], self->zone));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
}

/* ---- made ---- */

static void
gw_stat_recurring_dispose (GObject *object)
{
  GwStatRecurring *self = GW_STAT_RECURRING (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_object (&self->recurrences);

  G_OBJECT_CLASS (gw_stat_recurring_parent_class)->dispose (object);
}

static void
gw_stat_recurring_class_init (GwStatRecurringClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_stat_recurring_dispose;
  signals[SIGNAL_PLACED] =
      g_signal_new ("placed", GW_TYPE_STAT_RECURRING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_OPENED] =
      g_signal_new ("opened", GW_TYPE_STAT_RECURRING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "numeric");
  return GTK_LABEL (label);
}

static GtkWidget *
make_table (GwStatRecurring *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  for (guint i = 0; i < COLUMN_N; i++)
    add_column (self, i);
  self->rows = g_list_store_new (GW_TYPE_RECURRING_ROW);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recurring cases"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  return scroller;
}

static GtkWidget *
make_below (GwStatRecurring *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->title = make_label ();
  self->cases = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->cases, g_object_new (GW_TYPE_WRAP_LAYOUT, NULL));
  gtk_widget_add_css_class (below, "filter-bar");
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (below), self->cases);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), below);
  return scroller;
}

static void
gw_stat_recurring_init (GwStatRecurring *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->headline = make_label ();
  gtk_widget_add_css_class (GTK_WIDGET (self->headline), "filter-bar");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->headline));
  gtk_paned_set_start_child (GTK_PANED (paned), make_table (self));
  gtk_paned_set_end_child (GTK_PANED (paned), make_below (self));
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), TABLE_HEIGHT);
  gtk_widget_set_vexpand (paned, TRUE);
  gtk_box_append (GTK_BOX (self->box), paned);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_stat_recurring_new (GwRecurrences *recurrences, GTimeZone *zone)
{
  GwStatRecurring *self = g_object_new (GW_TYPE_STAT_RECURRING, NULL);

  self->recurrences = g_object_ref (recurrences);
  self->zone = g_time_zone_ref (zone);
  g_signal_connect_object (recurrences, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
