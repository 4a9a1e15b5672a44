/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Period, comparison, indicator and rows of the managers' page. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-bar.h"

#include <glib/gi18n.h>

#include "gui/statistics/stat-range.h"
#include "gui/statistics/stat-text.h"

/* What rows can be, in this order; periods are the trend's. */
static const char *const dimensions[] = {
  "district",   "street",      "community",    "cell",        "duty_grid",
  "department", "class_major", "class_middle", "class_minor", "source",
  "person",     "post",        "weekday",      "shift",       "hour",
};

/* How near and how soon a case is to be another one's again. */
static const guint radii_m[] = { 20, 50, 100, 200, 500 };
static const guint day_counts[] = { 7, 30, 90, 366 };

struct _GwStatBar
{
  GtkWidget parent_instance;

  GwInsight *insight;
  GtkWidget *box;
  GtkDropDown *topic;
  GtkDropDown *unit;
  GtkWidget *steps;   /* of the period */
  GtkWidget *subject; /* the second row */
  GwStatRange *range;
  GtkDropDown *compare;
  GtkDropDown *indicator;
  GtkDropDown *scheme;
  GtkDropDown *rows;
  GtkDropDown *columns; /* none first */
  GtkDropDown *radius;  /* of recurring cases */
  GtkDropDown *days;
  GtkWidget *back;
  GtkWidget *print;
  const GwFigureBook *shown_book; /* whose titles are in the lists; not owned */
  gboolean filling;               /* choices are set by the page, not by somebody */
};

G_DEFINE_FINAL_TYPE (GwStatBar, gw_stat_bar, GTK_TYPE_WIDGET)

static guint print_signal;

static GwStatQuestion *
copy_question (GwStatBar *self)
{
  return gw_stat_question_copy (gw_insight_get_question (self->insight));
}

/* ---- what somebody chose ---- */

/* Departments are rewarded by scores: theirs are shown first. */
static void
topic_chosen_cb (GwStatBar *self)
{
  guint topic = gtk_drop_down_get_selected (self->topic);
  GwStatQuestion *question;

  if (self->filling || topic >= GW_TOPIC_N)
    return;
  question = copy_question (self);
  if (topic == GW_TOPIC_SCORES && question->topic != GW_TOPIC_SCORES)
    {
      g_free (question->rows);
      question->rows = g_strdup ("department");
    }
  question->topic = topic;
  gw_stat_question_list (question, NULL);
  gw_insight_ask (self->insight, question);
}

static void
scheme_chosen_cb (GwStatBar *self)
{
  const GwFigureBook *book = gw_insight_get_book (self->insight);
  guint i = gtk_drop_down_get_selected (self->scheme);
  GwStatQuestion *question;

  if (self->filling || book == NULL || i >= book->schemes->len)
    return;
  question = copy_question (self);
  g_free (question->scheme);
  question->scheme = g_strdup (((GwScheme *)book->schemes->pdata[i])->name.code);
  gw_insight_ask (self->insight, question);
}

static void
nearness_chosen_cb (GwStatBar *self)
{
  GwStatQuestion *question;
  guint radius;
  guint days;

  /* Also while the bar is made. */
  if (self->filling)
    return;
  radius = gtk_drop_down_get_selected (self->radius);
  days = gtk_drop_down_get_selected (self->days);
  if (radius >= G_N_ELEMENTS (radii_m) || days >= G_N_ELEMENTS (day_counts))
    return;
  question = copy_question (self);
  question->radius_m = radii_m[radius];
  question->days = day_counts[days];
  gw_insight_ask (self->insight, question);
}

static void
unit_chosen_cb (GwStatBar *self)
{
  guint unit = gtk_drop_down_get_selected (self->unit);
  GwStatQuestion *question;

  if (self->filling || unit >= GW_SPAN_N)
    return;
  question = copy_question (self);
  if (unit == GW_SPAN_RANGE)
    question->span.unit = GW_SPAN_RANGE;
  else
    question->span = gw_span_of (unit, &question->span.to);
  gw_insight_ask (self->insight, question);
}

static void
step (GwStatBar *self, int steps)
{
  GwStatQuestion *question = copy_question (self);

  question->span = gw_span_step (&question->span, steps);
  gw_insight_ask (self->insight, question);
}

static void
before_clicked_cb (GwStatBar *self)
{
  step (self, -1);
}

static void
after_clicked_cb (GwStatBar *self)
{
  step (self, 1);
}

static void
back_clicked_cb (GwStatBar *self)
{
  gw_insight_back (self->insight);
}

static void
compare_chosen_cb (GwStatBar *self)
{
  guint compare = gtk_drop_down_get_selected (self->compare);
  GwStatQuestion *question;

  if (self->filling || compare >= GW_COMPARE_N)
    return;
  question = copy_question (self);
  gw_stat_question_compare (question, compare);
  gw_insight_ask (self->insight, question);
}

static void
indicator_chosen_cb (GwStatBar *self)
{
  const GwFigureBook *book = gw_insight_get_book (self->insight);
  guint i = gtk_drop_down_get_selected (self->indicator);
  const GwIndicator *indicator;
  GwStatQuestion *question;

  if (self->filling || book == NULL || i >= book->indicators->len)
    return;
  indicator = book->indicators->pdata[i];
  question = copy_question (self);
  g_free (question->indicator);
  question->indicator = g_strdup (indicator->name.code);
  gw_stat_question_list (question, NULL);
  gw_insight_ask (self->insight, question);
}

static void
rows_chosen_cb (GwStatBar *self)
{
  guint i = gtk_drop_down_get_selected (self->rows);
  GwStatQuestion *question;

  if (self->filling || i >= G_N_ELEMENTS (dimensions))
    return;
  question = copy_question (self);
  g_free (question->rows);
  question->rows = g_strdup (dimensions[i]);
  gw_stat_question_list (question, NULL);
  gw_insight_ask (self->insight, question);
}

static void
columns_chosen_cb (GwStatBar *self)
{
  guint i = gtk_drop_down_get_selected (self->columns);
  const char *columns = i > 0 && i <= G_N_ELEMENTS (dimensions) ? dimensions[i - 1] : NULL;
  GwStatQuestion *question;

  if (self->filling || i > G_N_ELEMENTS (dimensions) ||
      g_strcmp0 (columns, gw_insight_get_question (self->insight)->columns) == 0)
    return;
  question = copy_question (self);
  g_free (question->columns);
  question->columns = g_strdup (columns);
  gw_stat_question_list (question, NULL);
  gw_insight_ask (self->insight, question);
}

static void
print_clicked_cb (GwStatBar *self)
{
  g_signal_emit (self, print_signal, 0);
}

/* ---- what is shown ---- */

static void
fill_choices (GwStatBar *self)
{
  const GwFigureBook *book = gw_insight_get_book (self->insight);
  g_autoptr (GtkStringList) indicators = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) schemes = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) columns = gtk_string_list_new (NULL);

  if (book == NULL || book == self->shown_book)
    return;
  self->shown_book = book;
  for (guint i = 0; i < book->indicators->len; i++)
    gtk_string_list_append (
        indicators, gw_named_label (&((GwIndicator *)book->indicators->pdata[i])->name));
  for (guint i = 0; i < book->schemes->len; i++)
    gtk_string_list_append (schemes,
                            gw_named_label (&((GwScheme *)book->schemes->pdata[i])->name));
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    gtk_string_list_append (rows, gw_stat_dimension_title (book, dimensions[i]));
  gtk_string_list_append (columns, _ ("Not Crossed"));
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    {
      /* TRANSLATORS: streets, say, crossed with classes: "× Class". */
      g_autofree char *title =
          g_strdup_printf (_ ("× %s"), gw_stat_dimension_title (book, dimensions[i]));

      gtk_string_list_append (columns, title);
    }
  gtk_drop_down_set_model (self->indicator, G_LIST_MODEL (indicators));
  gtk_drop_down_set_model (self->scheme, G_LIST_MODEL (schemes));
  gtk_drop_down_set_model (self->rows, G_LIST_MODEL (rows));
  gtk_drop_down_set_model (self->columns, G_LIST_MODEL (columns));
}

/* What does not belong to the topic is not offered. */
static void
show_topic (GwStatBar *self, GwStatTopic topic)
{
  const gboolean figures = topic == GW_TOPIC_FIGURES;
  const gboolean of_period = topic != GW_TOPIC_MONTHS;

  gtk_widget_set_visible (GTK_WIDGET (self->unit), of_period);
  gtk_widget_set_visible (self->steps, of_period);
  gtk_widget_set_visible (self->subject, of_period);
  gtk_widget_set_visible (GTK_WIDGET (self->compare), figures);
  gtk_widget_set_visible (GTK_WIDGET (self->indicator), figures);
  gtk_widget_set_visible (GTK_WIDGET (self->columns), figures);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), topic != GW_TOPIC_RECURRING);
  gtk_widget_set_visible (GTK_WIDGET (self->radius), topic == GW_TOPIC_RECURRING);
  gtk_widget_set_visible (GTK_WIDGET (self->days), topic == GW_TOPIC_RECURRING);
  gtk_widget_set_visible (self->print, figures);
  gtk_widget_set_visible (GTK_WIDGET (self->scheme), topic == GW_TOPIC_SCORES);
}

static void
show_nearness (GwStatBar *self, const GwStatQuestion *question)
{
  for (guint i = 0; i < G_N_ELEMENTS (radii_m); i++)
    if (radii_m[i] == question->radius_m)
      gtk_drop_down_set_selected (self->radius, i);
  for (guint i = 0; i < G_N_ELEMENTS (day_counts); i++)
    if (day_counts[i] == question->days)
      gtk_drop_down_set_selected (self->days, i);
}

static void
show_scheme (GwStatBar *self, const GwFigureBook *book, const char *scheme)
{
  for (guint i = 0; book != NULL && i < book->schemes->len; i++)
    if (g_strcmp0 (((GwScheme *)book->schemes->pdata[i])->name.code, scheme) == 0)
      gtk_drop_down_set_selected (self->scheme, i);
}

static void
asked_cb (GwStatBar *self)
{
  const GwStatQuestion *question = gw_insight_get_question (self->insight);
  const GwFigureBook *book = gw_insight_get_book (self->insight);
  guint columns = 0;

  self->filling = TRUE;
  fill_choices (self);
  show_topic (self, question->topic);
  gtk_drop_down_set_selected (self->topic, question->topic);
  show_scheme (self, book, question->scheme);
  show_nearness (self, question);
  gtk_drop_down_set_selected (self->unit, question->span.unit);
  gtk_drop_down_set_selected (self->compare, question->compare);
  for (guint i = 0; book != NULL && i < book->indicators->len; i++)
    if (g_str_equal (((GwIndicator *)book->indicators->pdata[i])->name.code,
                     question->indicator))
      gtk_drop_down_set_selected (self->indicator, i);
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    {
      if (g_str_equal (dimensions[i], question->rows))
        gtk_drop_down_set_selected (self->rows, i);
      if (g_strcmp0 (dimensions[i], question->columns) == 0)
        columns = i + 1;
    }
  /* Once: what it says while it is being set comes when the page does not fill it any more. */
  gtk_drop_down_set_selected (self->columns, columns);
  self->filling = FALSE;
  gtk_widget_set_sensitive (self->back, gw_insight_can_go_back (self->insight));
}

/* ---- made ---- */

static GtkDropDown *
add_choice (GwStatBar *self, GtkWidget *row, const char *name, GCallback chosen)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_tooltip_text (choice, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_signal_connect_swapped (choice, "notify::selected", chosen, self);
  gtk_box_append (GTK_BOX (row), choice);
  return GTK_DROP_DOWN (choice);
}

static GtkWidget *
add_button (GwStatBar *self, GtkWidget *row, const char *icon, const char *name,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

static void
add_period_row (GwStatBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *steps = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GtkStringList) topics = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) units = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) compares = gtk_string_list_new (NULL);

  for (guint topic = 0; topic < GW_TOPIC_N; topic++)
    gtk_string_list_append (topics, gw_stat_topic_label (topic));
  for (guint unit = 0; unit < GW_SPAN_N; unit++)
    gtk_string_list_append (units, gw_span_unit_label (unit));
  for (guint compare = 0; compare < GW_COMPARE_N; compare++)
    gtk_string_list_append (compares, gw_compare_label (compare));
  self->back = add_button (self, row, "go-previous-symbolic", _ ("Back (Alt+Left)"),
                           G_CALLBACK (back_clicked_cb));
  self->topic = add_choice (self, row, _ ("What is shown"), G_CALLBACK (topic_chosen_cb));
  gtk_drop_down_set_model (self->topic, G_LIST_MODEL (topics));
  self->unit = add_choice (self, row, _ ("Period"), G_CALLBACK (unit_chosen_cb));
  gtk_drop_down_set_model (self->unit, G_LIST_MODEL (units));
  self->steps = steps;
  gtk_widget_add_css_class (steps, "linked");
  add_button (self, steps, "pan-start-symbolic", _ ("The period before"),
              G_CALLBACK (before_clicked_cb));
  self->range = GW_STAT_RANGE (gw_stat_range_new (self->insight, FALSE));
  gtk_box_append (GTK_BOX (steps), GTK_WIDGET (self->range));
  add_button (self, steps, "pan-end-symbolic", _ ("The period after"),
              G_CALLBACK (after_clicked_cb));
  gtk_box_append (GTK_BOX (row), steps);
  self->compare = add_choice (self, row, _ ("Compare"), G_CALLBACK (compare_chosen_cb));
  gtk_drop_down_set_model (self->compare, G_LIST_MODEL (compares));
  gtk_box_append (GTK_BOX (row), gw_stat_range_new (self->insight, TRUE));
  gtk_box_append (GTK_BOX (self->box), row);
}

static void
add_nearness (GwStatBar *self, GtkWidget *row)
{
  g_autoptr (GtkStringList) radii = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (radii_m); i++)
    {
      g_autofree char *text = g_strdup_printf (_ ("Within %u m"), radii_m[i]);

      gtk_string_list_append (radii, text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (day_counts); i++)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("Within %u day", "Within %u days", day_counts[i]), day_counts[i]);

      gtk_string_list_append (days, text);
    }
  self->radius =
      add_choice (self, row, _ ("How near another one"), G_CALLBACK (nearness_chosen_cb));
  gtk_drop_down_set_model (self->radius, G_LIST_MODEL (radii));
  self->days = add_choice (self, row, _ ("How soon after another one"),
                           G_CALLBACK (nearness_chosen_cb));
  gtk_drop_down_set_model (self->days, G_LIST_MODEL (days));
}

static void
add_subject_row (GwStatBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->subject = row;
  self->indicator =
      add_choice (self, row, _ ("Indicator"), G_CALLBACK (indicator_chosen_cb));
  gtk_widget_set_hexpand (GTK_WIDGET (self->indicator), TRUE);
  self->scheme = add_choice (self, row, _ ("Score scheme"), G_CALLBACK (scheme_chosen_cb));
  gtk_widget_set_hexpand (GTK_WIDGET (self->scheme), TRUE);
  self->rows = add_choice (self, row, _ ("One row for each"), G_CALLBACK (rows_chosen_cb));
  self->columns =
      add_choice (self, row, _ ("Crossed with"), G_CALLBACK (columns_chosen_cb));
  add_nearness (self, row);
  self->print = add_button (self, row, "document-print-symbolic", _ ("Print the charts"),
                            G_CALLBACK (print_clicked_cb));
  gtk_box_append (GTK_BOX (self->box), row);
}

static void
gw_stat_bar_dispose (GObject *object)
{
  GwStatBar *self = GW_STAT_BAR (object);

  self->filling = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->insight);

  G_OBJECT_CLASS (gw_stat_bar_parent_class)->dispose (object);
}

static void
gw_stat_bar_class_init (GwStatBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_stat_bar_dispose;
  print_signal = g_signal_new ("print", GW_TYPE_STAT_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_stat_bar_init (GwStatBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_stat_bar_new (GwInsight *insight)
{
  GwStatBar *self = g_object_new (GW_TYPE_STAT_BAR, NULL);

  self->insight = g_object_ref (insight);
  self->filling = TRUE;
  add_period_row (self);
  add_subject_row (self);
  g_signal_connect_object (insight, "asked", G_CALLBACK (asked_cb), self,
                           G_CONNECT_SWAPPED);
  asked_cb (self);
  return GTK_WIDGET (self);
}
