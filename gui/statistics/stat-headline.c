/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figure of all that is asked for, its formula with the numbers put in, and the filters. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-headline.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gui/detail/wrap-layout.h"
#include "gui/model/insight-map.h"
#include "gui/statistics/stat-figure.h"
#include "gui/statistics/stat-text.h"

struct _GwStatHeadline
{
  GtkWidget parent_instance;

  GwInsight *insight;
  GtkWidget *box;
  GtkWidget *line; /* value, change, variant */
  GtkLabel *value;
  GtkWidget *change; /* a button: leads to the period before, with all its numbers */
  GtkLabel *variant;
  GtkWidget *formula; /* words and buttons */
  GtkWidget *chips;
  char *shown; /* what the formula was made of, so that a button keeps the keyboard */
};

G_DEFINE_FINAL_TYPE (GwStatHeadline, gw_stat_headline, GTK_TYPE_WIDGET)

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

/* ---- the formula ---- */

static void
list_clicked_cb (GwStatHeadline *self, GtkButton *button)
{
  const char *figure = gw_stat_figure_button_get (GTK_WIDGET (button));
  GwStatQuestion *question =
      gw_stat_question_copy (gw_insight_get_question (self->insight));

  gw_stat_question_list (question, figure);
  gw_insight_ask (self->insight, question);
}

static void
add_word (GwStatHeadline *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_parent (label, self->formula);
}

static void
add_figure (GwStatHeadline *self, const char *figure, gint64 count)
{
  const char *title = gw_stat_figure_title (gw_insight_get_book (self->insight), figure);
  GtkWidget *button = gw_stat_figure_button_new (figure, title, count);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (list_clicked_cb), self);
  gtk_widget_set_parent (button, self->formula);
}

/* "closed + to_close": names become buttons, signs stay. */
static void
add_expression (GwStatHeadline *self, const char *expression, const GwTally *tally)
{
  g_auto (GStrv) words = g_strsplit_set (expression, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], "+"))
      add_word (self, "+");
    else if (g_str_equal (words[i], "-"))
      add_word (self, "−");
    else if (words[i][0] != '\0')
      add_figure (self, words[i], gw_tally_get_figure (tally, words[i]));
}

static void
show_formula (GwStatHeadline *self, const GwIndicator *indicator, const GwTally *tally)
{
  gboolean several =
      indicator->numerator != NULL && strpbrk (indicator->numerator, "+-") != NULL;

  empty (self->formula);
  if (indicator->numerator == NULL)
    {
      add_word (self, indicator->formula != NULL ? indicator->formula : "");
      return;
    }
  add_word (self, "=");
  if (several && indicator->denominator != NULL)
    add_word (self, "(");
  add_expression (self, indicator->numerator, tally);
  if (several && indicator->denominator != NULL)
    add_word (self, ")");
  if (indicator->denominator == NULL || indicator->denominator[0] == '\0')
    return;
  several = strpbrk (indicator->denominator, "+-") != NULL;
  add_word (self, several ? "÷ (" : "÷");
  add_expression (self, indicator->denominator, tally);
  if (several)
    add_word (self, ")");
}

static char *
dup_subject (const GwIndicator *indicator, const GwTally *tally)
{
  GString *text = g_string_new (indicator->name.code);

  for (guint i = 0; tally->figures != NULL && i < tally->figures->len; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT,
                            g_array_index (tally->figures, GwTallyFigure, i).count);
  return g_string_free (text, FALSE);
}

/* ---- value ---- */

static void
show_change (GwStatHeadline *self, const GwIndicator *indicator, const GwTallyTable *table)
{
  const GwIndicatorValue *now =
      gw_tally_get_indicator (&table->total, indicator->name.code);
  const GwIndicatorValue *past =
      gw_tally_get_indicator (&table->total_before, indicator->name.code);
  double change = now != NULL && past != NULL ? now->value - past->value : NAN;
  g_autofree char *value = gw_stat_value_text (indicator, past != NULL ? past->value : NAN);
  g_autofree char *difference = gw_stat_change_text (indicator, change);
  g_autofree char *text = g_strdup_printf (_ ("before: %s (%s)"), value, difference);
  g_autofree char *period = NULL;
  g_autofree char *tip = NULL;
  GwSpan before;

  gtk_widget_set_visible (self->change, past != NULL);
  if (!gw_stat_question_get_before (gw_insight_get_question (self->insight), &before))
    return;
  period = gw_span_text (&before);
  /* TRANSLATORS: a period, and the figure of it. */
  tip = g_strdup_printf (_ ("Go to %s: %s"), period, text);
  gtk_button_set_label (GTK_BUTTON (self->change), text);
  gtk_widget_set_tooltip_text (self->change, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->change),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

static void
change_clicked_cb (GwStatHeadline *self)
{
  GwStatQuestion *question =
      gw_stat_question_copy (gw_insight_get_question (self->insight));

  if (!gw_stat_question_get_before (question, &question->span))
    {
      gw_stat_question_free (question);
      return;
    }
  gw_stat_question_list (question, NULL);
  gw_insight_ask (self->insight, question);
}

/* Figures of what waits, in a formula. */
static gboolean
has_waiting (const char *expression)
{
  return expression != NULL && (strstr (expression, "to_handle") != NULL ||
                                strstr (expression, "to_close") != NULL);
}

/* Told apart by who acted and when, what waits counts with the act before. */
static gboolean
needs_note (const GwIndicator *indicator, const GwStatQuestion *question)
{
  static const char *const of_acts[] = {
    "person", "post", "shift", "hour", "weekday", NULL
  };
  gboolean told_apart =
      g_strv_contains (of_acts, question->rows) ||
      (question->columns != NULL && g_strv_contains (of_acts, question->columns));

  for (guint i = 0; of_acts[i] != NULL && !told_apart; i++)
    told_apart = gw_stat_question_find (question, of_acts[i]) != NULL;
  return told_apart &&
         (has_waiting (indicator->numerator) || has_waiting (indicator->denominator));
}

static void
show_variant (GwStatHeadline *self, const GwIndicator *indicator)
{
  const char *variant = indicator->variant != NULL ? indicator->variant : "";
  const char *note = needs_note (indicator, gw_insight_get_question (self->insight))
                         ? _ ("what waits counts with the act since which it waits: its "
                              "dispatch, or its handling")
                         : "";
  g_autofree char *text = *variant != '\0' && *note != '\0'
                              /* TRANSLATORS: two remarks. */
                              ? g_strdup_printf (_ ("%s; %s"), variant, note)
                              : g_strconcat (variant, note, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->variant), *text != '\0');
  gtk_label_set_text (self->variant, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->variant), text);
}

static void
changed_cb (GwStatHeadline *self)
{
  const GwIndicator *indicator = gw_insight_get_indicator (self->insight);
  const GwTallyTable *table = gw_insight_get_table (self->insight, GW_INSIGHT_ROWS);
  const GwIndicatorValue *value;
  g_autofree char *text = NULL;
  g_autofree char *subject = NULL;

  if (indicator == NULL || table == NULL)
    return;
  value = gw_tally_get_indicator (&table->total, indicator->name.code);
  /* An answer to an earlier indicator is still there. */
  if (value == NULL)
    return;
  text = gw_stat_value_text (indicator, value->value);
  gtk_label_set_text (self->value, text);
  show_change (self, indicator, table);
  show_variant (self, indicator);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value), indicator->formula);
  subject = dup_subject (indicator, &table->total);
  if (g_strcmp0 (subject, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&subject);
  show_formula (self, indicator, &table->total);
}

/* ---- filters ---- */

static void
chip_clicked_cb (GwStatHeadline *self, GtkButton *button)
{
  const char *dimension = g_object_get_data (G_OBJECT (button), "dimension");
  GwStatQuestion *question =
      gw_stat_question_copy (gw_insight_get_question (self->insight));

  gw_stat_question_remove (question, dimension);
  gw_insight_ask (self->insight, question);
}

static void
add_chip (GwStatHeadline *self, const GwStatFilter *filter)
{
  g_autofree char *text = gw_stat_filter_text (gw_insight_get_book (self->insight), filter);
  g_autofree char *remove = g_strdup_printf (_ ("Remove the filter: %s"), text);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove, -1);
  g_object_set_data_full (G_OBJECT (button), "dimension", g_strdup (filter->dimension),
                          g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (chip_clicked_cb), self);
  gtk_widget_set_parent (button, self->chips);
}

static void
asked_cb (GwStatHeadline *self)
{
  const GwStatQuestion *question = gw_insight_get_question (self->insight);

  empty (self->chips);
  gtk_widget_set_visible (self->chips, question->filters->len > 0);
  gtk_widget_set_visible (self->line, question->topic == GW_TOPIC_FIGURES);
  gtk_widget_set_visible (self->formula, question->topic == GW_TOPIC_FIGURES);
  for (guint i = 0; i < question->filters->len; i++)
    add_chip (self, question->filters->pdata[i]);
}

/* ---- made ---- */

static void
gw_stat_headline_dispose (GObject *object)
{
  GwStatHeadline *self = GW_STAT_HEADLINE (object);

  if (self->box != NULL)
    {
      empty (self->formula);
      empty (self->chips);
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->insight);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (gw_stat_headline_parent_class)->dispose (object);
}

static void
gw_stat_headline_class_init (GwStatHeadlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_stat_headline_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* A box whose children flow; it is emptied before it goes. */
static GtkWidget *
make_flow (GtkWidget *box)
{
  GtkWidget *flow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (flow, g_object_new (GW_TYPE_WRAP_LAYOUT, NULL));
  gtk_box_append (GTK_BOX (box), flow);
  return flow;
}

static void
gw_stat_headline_init (GwStatHeadline *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->value = GTK_LABEL (gtk_label_new ("–"));
  self->change = gtk_button_new_with_label ("");
  self->variant = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "numeric");
  gtk_widget_add_css_class (self->change, "flat");
  gtk_widget_add_css_class (self->change, "figure-link");
  gtk_widget_add_css_class (self->change, "numeric");
  gtk_widget_set_valign (self->change, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->change, "clicked", G_CALLBACK (change_clicked_cb), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->variant), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->variant), "dim-label");
  gtk_label_set_ellipsize (self->variant, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->variant, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->variant), TRUE);
  gtk_widget_set_visible (self->change, FALSE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (line), self->change);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->variant));
  self->line = line;
  self->chips = make_flow (self->box);
  gtk_box_append (GTK_BOX (self->box), line);
  self->formula = make_flow (self->box);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_stat_headline_new (GwInsight *insight)
{
  GwStatHeadline *self = g_object_new (GW_TYPE_STAT_HEADLINE, NULL);

  self->insight = g_object_ref (insight);
  g_signal_connect_object (insight, "asked", G_CALLBACK (asked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (insight, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  asked_cb (self);
  return GTK_WIDGET (self);
}
