/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exactly the cases that a figure counts. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-cases.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"
#include "gui/statistics/stat-text.h"
#include "gui/statistics/stat-times.h"

typedef enum
{
  COLUMN_NUMBER,
  COLUMN_AT,
  COLUMN_CLASS,
  COLUMN_DEPARTMENT,
  COLUMN_CELL,
  COLUMN_DESCRIPTION,
  COLUMN_N,
} Column;

struct _GwStatCases
{
  GtkWidget parent_instance;

  GwInsight *insight;
  GTimeZone *zone;
  GtkWidget *box;
  GtkLabel *title;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  gboolean wants_focus; /* the list was just asked for */
};

G_DEFINE_FINAL_TYPE (GwStatCases, gw_stat_cases, GTK_TYPE_WIDGET)

static guint opened_signal;

static const char *const titles[COLUMN_N] = {
  [COLUMN_NUMBER] = N_ ("Case"), [COLUMN_AT] = N_ ("Counted at"),
  [COLUMN_CLASS] = N_ ("Class"), [COLUMN_DEPARTMENT] = N_ ("Department"),
  [COLUMN_CELL] = N_ ("Cell"),   [COLUMN_DESCRIPTION] = N_ ("Description"),
};

static char *
dup_time (GwStatCases *self, gint64 usec)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, self->zone);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

static char *
dup_text (GwStatCases *self, const GwCountedCase *counted, Column column)
{
  switch (column)
    {
    case COLUMN_NUMBER:
      return counted->times == 1
                 ? g_strdup (counted->number)
                 : g_strdup_printf ("%d × %s", counted->times, counted->number);
    case COLUMN_AT:
      return dup_time (self, counted->at_usec);
    case COLUMN_CLASS:
      return g_strdup (
          counted->case_class.code != NULL ? gw_named_label (&counted->case_class) : "");
    case COLUMN_DEPARTMENT:
      return g_strdup (
          counted->department.code != NULL ? gw_named_label (&counted->department) : "");
    case COLUMN_CELL:
      return g_strdup (counted->cell);
    case COLUMN_DESCRIPTION:
    case COLUMN_N:
    default:
      return g_strdup (counted->description);
    }
}

static void
setup_cb (GwStatCases *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GwStatCases *self, GtkListItem *item, GtkListItemFactory *factory)
{
  Column column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  const GwCountedCase *counted = gw_counted_item_get (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = dup_text (self, counted, column);

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);
}

static void
add_column (GwStatCases *self, Column column)
{
  static const int widths[COLUMN_N] = { 140, 130, 110, 120, 136, -1 };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  made = gtk_column_view_column_new (_ (titles[column]), factory);
  gtk_column_view_column_set_fixed_width (made, widths[column]);
  gtk_column_view_column_set_expand (made, widths[column] < 0);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_append_column (self->view, made);
  g_object_unref (made);
}

static void
activated_cb (GwStatCases *self, guint position)
{
  g_autoptr (GwCountedItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autofree char *number =
      item != NULL ? g_strdup (gw_counted_item_get (item)->number) : NULL;

  if (number != NULL)
    g_signal_emit (self, opened_signal, 0, number);
}

/* More come before the end is seen. */
static void
scrolled_cb (GwStatCases *self, GtkAdjustment *adjustment)
{
  double left = gtk_adjustment_get_upper (adjustment) -
                gtk_adjustment_get_value (adjustment) -
                gtk_adjustment_get_page_size (adjustment);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      left < gtk_adjustment_get_page_size (adjustment))
    gw_insight_more_cases (self->insight);
}

static void
back_clicked_cb (GwStatCases *self)
{
  GwStatQuestion *question =
      gw_stat_question_copy (gw_insight_get_question (self->insight));

  gw_stat_question_list (question, NULL);
  gw_insight_ask (self->insight, question);
}

static void
asked_cb (GwStatCases *self)
{
  self->wants_focus = gw_insight_get_question (self->insight)->figure != NULL;
  /* What is not shown says nothing, to whoever reads the whole window aloud. */
  if (!self->wants_focus)
    gtk_label_set_text (self->title, "");
}

/* What is counted, and of it only what took so long. */
static char *
dup_subject (GwStatCases *self)
{
  const GwStatQuestion *question = gw_insight_get_question (self->insight);
  g_autofree char *counted =
      gw_stat_counted_text (gw_insight_get_book (self->insight), question->figure);
  g_autofree char *times = NULL;

  if (question->over_s == 0 && question->within_s == 0)
    return g_steal_pointer (&counted);
  times = gw_stat_times_text (question->over_s, question->within_s);
  return g_strdup_printf ("%s, %s", counted, times);
}

static void
changed_cb (GwStatCases *self)
{
  int n = gw_insight_get_n_cases (self->insight);
  g_autofree char *subject = NULL;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (gw_insight_get_question (self->insight)->figure == NULL)
    return;
  subject = dup_subject (self);
  count = g_strdup_printf (ngettext ("%d case counted", "%d cases counted", n), n);
  text = g_strdup_printf (_ ("%s: %s"), subject, count);
  gtk_label_set_text (self->title, text);
  if (!self->wants_focus ||
      g_list_model_get_n_items (gw_insight_get_cases (self->insight)) == 0)
    return;
  self->wants_focus = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
gw_stat_cases_dispose (GObject *object)
{
  GwStatCases *self = GW_STAT_CASES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->insight);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (gw_stat_cases_parent_class)->dispose (object);
}

static void
gw_stat_cases_class_init (GwStatCasesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_stat_cases_dispose;
  opened_signal = g_signal_new ("opened", GW_TYPE_STAT_CASES, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_head (GwStatCases *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *back = gtk_button_new_with_mnemonic (_ ("Back to the _Tables"));

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "numeric");
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (back_clicked_cb), self);
  gtk_widget_add_css_class (head, "filter-bar");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), back);
  return head;
}

static void
gw_stat_cases_init (GwStatCases *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cases counted"), -1);
  for (guint i = 0; i < COLUMN_N; i++)
    add_column (self, i);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), scroller);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), "value-changed",
      G_CALLBACK (scrolled_cb), self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_stat_cases_new (GwInsight *insight, GTimeZone *zone)
{
  GwStatCases *self = g_object_new (GW_TYPE_STAT_CASES, NULL);

  self->insight = g_object_ref (insight);
  self->zone = g_time_zone_ref (zone);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, gw_insight_get_cases (insight));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (insight, "asked", G_CALLBACK (asked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (insight, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
