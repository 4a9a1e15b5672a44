/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is filed again and again at the same spot. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-recurring.h"

#include <glib/gi18n.h>

#include "gui/data-table.h"
#include "gui/detail/wrap-layout.h"
#include "gui/statistics/stat-text.h"

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

static const GwTextColumn columns[] = {
  { COLUMN_N_CASES, N_ ("Times"), FALSE, TRUE },
  { COLUMN_CLASS, N_ ("Class"), TRUE, TRUE },
  { COLUMN_PLACE, N_ ("Place"), TRUE, TRUE },
  { COLUMN_FIRST, N_ ("First"), FALSE, TRUE },
  { COLUMN_LAST, N_ ("Last"), FALSE, TRUE },
};

/* ---- a row ---- */

/* What a row has besides its texts. */
typedef struct
{
  double lon;
  double lat;
  guint n;
  GStrv cases; /* of very many, the first */
} Spot;

static void
spot_free (gpointer data)
{
  Spot *spot = data;

  g_strfreev (spot->cases);
  g_free (spot);
}

static GwTextRow *
row_new (const GwRecurring *recurring, GTimeZone *zone)
{
  Spot *spot = g_new0 (Spot, 1);
  GwTextRow *row = gw_text_row_new (COLUMN_N, spot, spot_free);
  const char *community =
      recurring->community.code != NULL ? gw_named_label (&recurring->community) : "–";

  spot->lon = recurring->lon;
  spot->lat = recurring->lat;
  spot->n = recurring->n;
  spot->cases = g_strdupv (recurring->cases);
  gw_text_row_take (row, COLUMN_N_CASES, g_strdup_printf ("%u", recurring->n));
  gw_text_row_take (row, COLUMN_CLASS, g_strdup (gw_named_label (&recurring->case_class)));
  gw_text_row_take (row, COLUMN_PLACE,
                    recurring->cell != NULL
                        ? g_strdup_printf ("%s · %s", community, recurring->cell)
                        : g_strdup (community));
  gw_text_row_take (row, COLUMN_FIRST, gw_stat_moment_text (recurring->first_usec, zone));
  gw_text_row_take (row, COLUMN_LAST, gw_stat_moment_text (recurring->last_usec, zone));
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
  GListStore *rows;
  GtkSingleSelection *selection;
  GtkLabel *title; /* of the cases */
  GtkWidget *cases;
  const GwRecurrence *shown; /* not owned, only compared */
  guint n_shown;             /* of its groups */
};

G_DEFINE_FINAL_TYPE (GwStatRecurring, gw_stat_recurring, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_PLACED,
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

static char *
dup_title (const GwTextRow *row)
{
  const Spot *spot = gw_text_row_get_data (row);
  guint n_named = g_strv_length (spot->cases);
  g_autofree char *title = g_strdup_printf ("%s · %s", gw_text_row_get (row, COLUMN_CLASS),
                                            gw_text_row_get (row, COLUMN_PLACE));

  if (n_named == spot->n)
    return g_steal_pointer (&title);
  return g_strdup_printf (_ ("%s; the first %u of %u cases are shown"), title, n_named,
                          spot->n);
}

static void
show_cases (GwStatRecurring *self, const GwTextRow *row)
{
  const Spot *spot = row != NULL ? gw_text_row_get_data (row) : NULL;
  GtkWidget *child;
  g_autofree char *title = NULL;

  while ((child = gtk_widget_get_first_child (self->cases)) != NULL)
    gtk_box_remove (GTK_BOX (self->cases), child);
  gtk_label_set_text (self->title, "");
  if (row == NULL)
    return;
  title = dup_title (row);
  gtk_label_set_text (self->title, title);
  for (guint i = 0; spot->cases[i] != NULL; i++)
    add_case (self, spot->cases[i]);
}

static void
selected_cb (GwStatRecurring *self)
{
  const GwTextRow *row = gtk_single_selection_get_selected_item (self->selection);
  const Spot *spot = row != NULL ? gw_text_row_get_data (row) : NULL;

  show_cases (self, row);
  if (spot != NULL)
    g_signal_emit (self, signals[SIGNAL_PLACED], 0, spot->lon, spot->lat);
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

  if (recurrence == NULL ||
      (recurrence == self->shown && recurrence->items->len == self->n_shown))
    return;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = recurrence == self->shown ? self->n_shown : 0; i < recurrence->items->len;
       i++)
    g_ptr_array_add (items, row_new (recurrence->items->pdata[i], self->zone));
  if (recurrence == self->shown)
    g_list_store_splice (self->rows, self->n_shown, 0, items->pdata, items->len);
  else
    gw_data_table_fill (self->rows, items);
  self->shown = recurrence;
  self->n_shown = recurrence->items->len;
  show_headline (self, recurrence);
}

/* More come before the end is seen. */
static void
scrolled_cb (GwStatRecurring *self, GtkAdjustment *adjustment)
{
  double left = gtk_adjustment_get_upper (adjustment) -
                gtk_adjustment_get_value (adjustment) -
                gtk_adjustment_get_page_size (adjustment);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      left < gtk_adjustment_get_page_size (adjustment))
    gw_recurrences_more (self->recurrences);
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
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkColumnView *view;

  view = gw_data_table_new (_ ("Recurring cases"));
  gw_data_table_add_texts (view, columns, G_N_ELEMENTS (columns));
  self->rows = g_list_store_new (GW_TYPE_TEXT_ROW);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view));
  /* A window may be higher than a page of groups. */
  g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
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
