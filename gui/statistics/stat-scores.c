/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ranking by a score scheme, and what each score is made of. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-scores.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gui/data-table.h"
#include "gui/statistics/stat-terms.h"
#include "gui/statistics/stat-text.h"

#define TABLE_HEIGHT 250
#define TABLE_WIDTH 520

typedef enum
{
  COLUMN_RANK,
  COLUMN_NAME,
  COLUMN_SCORE,
  COLUMN_BAR,
  COLUMN_GRADE,
  COLUMN_N,
} Column;

static const char *const titles[COLUMN_N] = {
  [COLUMN_RANK] = N_ ("Rank"), [COLUMN_NAME] = N_ ("Name"),   [COLUMN_SCORE] = N_ ("Score"),
  [COLUMN_BAR] = "",           [COLUMN_GRADE] = N_ ("Grade"),
};

/* ---- a row ---- */

#define GW_TYPE_SCORE_ROW (gw_score_row_get_type ())
G_DECLARE_FINAL_TYPE (GwScoreRow, gw_score_row, GW, SCORE_ROW, GObject)

struct _GwScoreRow
{
  GObject parent_instance;

  GwNamed key;
  char *name;
  char *grade;
  double score; /* as it is shown, so that ranks go by it; NAN: no cases */
  double share; /* of the full score, 0 to 1 */
  guint rank;   /* 0: none */
};

G_DEFINE_FINAL_TYPE (GwScoreRow, gw_score_row, G_TYPE_OBJECT)

static void
gw_score_row_finalize (GObject *object)
{
  GwScoreRow *self = GW_SCORE_ROW (object);

  gw_named_clear (&self->key);
  g_free (self->name);
  g_free (self->grade);

  G_OBJECT_CLASS (gw_score_row_parent_class)->finalize (object);
}

static void
gw_score_row_class_init (GwScoreRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_score_row_finalize;
}

static void
gw_score_row_init (GwScoreRow *self)
{
}

static GwScoreRow *
row_new (const GwScoreTable *table, const char *dimension, const GwScoredRow *scored)
{
  GwScoreRow *row = g_object_new (GW_TYPE_SCORE_ROW, NULL);

  gw_named_copy (&scored->row, &row->key);
  row->name = gw_stat_key_text (dimension, &scored->row);
  row->grade = g_strdup (scored->score.grade != NULL ? scored->score.grade : "–");
  row->score = gw_stat_round_points (scored->score.value);
  row->share = isnan (row->score) || table->points <= 0
                   ? 0
                   : CLAMP (row->score / table->points, 0, 1);
  return row;
}

/* ---- the view ---- */

struct _GwStatScores
{
  GtkWidget parent_instance;

  GwInsight *insight;
  GwScores *scores;
  GtkPaned *paned;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[COLUMN_N]; /* owned by the view */
  GListStore *rows;
  GtkSingleSelection *selection;
  GwStatTerms *terms;
  const GwScoreTable *shown; /* not owned, only compared */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwStatScores, gw_stat_scores, GTK_TYPE_WIDGET)

static int
compare_numbers (double x, double y)
{
  /* What has no cases comes before all that has. */
  if (isnan (x) || isnan (y))
    return (isnan (x) ? 0 : 1) - (isnan (y) ? 0 : 1);
  return (x > y) - (x < y);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const GwScoreRow *left = a;
  const GwScoreRow *right = b;

  switch (GPOINTER_TO_UINT (data))
    {
    case COLUMN_NAME:
      return g_utf8_collate (left->name, right->name);
    case COLUMN_RANK:
      return compare_numbers (right->score, left->score);
    default:
      return compare_numbers (left->score, right->score);
    }
}

static int
by_score (gconstpointer a, gconstpointer b)
{
  const GwScoreRow *left = *(GwScoreRow *const *)a;
  const GwScoreRow *right = *(GwScoreRow *const *)b;
  int order = compare_numbers (right->score, left->score);

  return order != 0 ? order : g_strcmp0 (left->key.code, right->key.code);
}

/* Those with the same score share a rank, as in the reports. */
static void
give_ranks (GPtrArray *rows)
{
  g_ptr_array_sort (rows, by_score);
  for (guint i = 0; i < rows->len; i++)
    {
      GwScoreRow *row = rows->pdata[i];
      const GwScoreRow *before = i > 0 ? rows->pdata[i - 1] : NULL;

      if (isnan (row->score))
        continue;
      row->rank = before != NULL && before->score <= row->score ? before->rank : i + 1;
    }
}

/* ---- columns ---- */

static gboolean
is_number (guint column)
{
  return column == COLUMN_RANK || column == COLUMN_SCORE;
}

static void
setup_cb (gpointer data, GtkListItem *item)
{
  Column column = GPOINTER_TO_UINT (data);
  GtkWidget *child;

  if (column == COLUMN_BAR)
    {
      child = gtk_progress_bar_new ();
      gtk_widget_add_css_class (child, "target-progress");
      gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
    }
  else
    {
      child = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (child), is_number (column) ? 1 : 0);
      if (column == COLUMN_NAME)
        gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (child, "numeric");
    }
  gtk_list_item_set_child (item, child);
}

static char *
text_of (const GwScoreRow *row, Column column)
{
  switch (column)
    {
    case COLUMN_RANK:
      return row->rank > 0 ? g_strdup_printf ("%u", row->rank) : g_strdup ("–");
    case COLUMN_NAME:
      return g_strdup (row->name);
    case COLUMN_GRADE:
      return g_strdup (row->grade);
    default:
      return gw_stat_score_text (row->score);
    }
}

static void
bind_cb (gpointer data, GtkListItem *item)
{
  Column column = GPOINTER_TO_UINT (data);
  const GwScoreRow *row = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  g_autofree char *text = text_of (row, column);

  if (column == COLUMN_BAR)
    {
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (child), row->share);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child),
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
      return;
    }
  gtk_label_set_text (GTK_LABEL (child), text);
  if (column == COLUMN_NAME)
    gtk_widget_set_tooltip_text (child, row->key.code);
}

static void
add_column (GwStatScores *self, Column column)
{
  g_autoptr (GtkCustomSorter) sorter =
      gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (column), NULL);
  GtkColumnViewColumn *made = gw_data_table_add_column (
      self->view, column, *titles[column] != '\0' ? _ (titles[column]) : "",
      G_CALLBACK (setup_cb), G_CALLBACK (bind_cb));

  if (column != COLUMN_BAR)
    gtk_column_view_column_set_sorter (made, GTK_SORTER (sorter));
  gtk_column_view_column_set_expand (made, column == COLUMN_NAME);
  self->columns[column] = made;
}

/* ---- what somebody chose ---- */

static GwScoreRow *
selected_row (GwStatScores *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* The figures' question, narrowed to the row. */
static GwStatQuestion *
question_of (GwStatScores *self, const GwScoreRow *row)
{
  GwStatQuestion *question =
      gw_stat_question_copy (gw_insight_get_question (self->insight));

  question->topic = GW_TOPIC_FIGURES;
  if (row != NULL)
    gw_stat_question_descend (question, &row->key);
  return question;
}

static void
activated_cb (GwStatScores *self, guint position)
{
  g_autoptr (GwScoreRow) row =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL)
    gw_insight_ask (self->insight, question_of (self, row));
}

static void
listed_cb (GwStatScores *self, const char *figure)
{
  GwStatQuestion *question = question_of (self, selected_row (self));

  gw_stat_question_list (question, figure);
  gw_insight_ask (self->insight, question);
}

/* ---- what is shown ---- */

static void
show_terms (GwStatScores *self)
{
  const GwScoreTable *table = gw_scores_get_table (self->scores);
  const GwScoreRow *row = selected_row (self);

  if (table == NULL || self->filling)
    return;
  gw_stat_terms_show (self->terms, row != NULL ? row->name : _ ("All together"),
                      gw_score_table_find (table, row != NULL ? row->key.code : NULL));
}

/* After new rows came; the one that was looked at stays so. */
static void
select_again (GwStatScores *self, const char *key)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; key != NULL && i < n; i++)
    {
      g_autoptr (GwScoreRow) row =
          g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_str_equal (row->key.code, key))
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
changed_cb (GwStatScores *self)
{
  const GwScoreTable *table = gw_scores_get_table (self->scores);
  const GwStatQuestion *question = gw_insight_get_question (self->insight);
  const GwScoreRow *selected = selected_row (self);
  g_autofree char *key = g_strdup (selected != NULL ? selected->key.code : NULL);
  g_autoptr (GPtrArray) items = NULL;

  if (table == NULL || table == self->shown)
    return;
  self->shown = table;
  self->filling = TRUE;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < table->rows->len; i++)
    g_ptr_array_add (items, row_new (table, question->rows, table->rows->pdata[i]));
  give_ranks (items);
  gw_data_table_fill (self->rows, items);
  gtk_column_view_column_set_title (
      self->columns[COLUMN_NAME],
      gw_stat_dimension_title (gw_insight_get_book (self->insight), question->rows));
  select_again (self, key);
  self->filling = FALSE;
  show_terms (self);
}

/* ---- made ---- */

static void
gw_stat_scores_dispose (GObject *object)
{
  GwStatScores *self = GW_STAT_SCORES (object);

  g_clear_pointer ((GtkWidget **)&self->paned, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->scores);
  g_clear_object (&self->insight);

  G_OBJECT_CLASS (gw_stat_scores_parent_class)->dispose (object);
}

static void
gw_stat_scores_class_init (GwStatScoresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_stat_scores_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
make_table (GwStatScores *self)
{
  self->view = gw_data_table_new (_ ("Scores"));
  for (guint i = 0; i < COLUMN_N; i++)
    add_column (self, i);
  gw_data_table_align_titles (self->view, is_number);
  self->rows = g_list_store_new (GW_TYPE_SCORE_ROW);
  self->selection = gw_data_table_select_sorted (self->view, self->rows);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_sort_by_column (self->view, self->columns[COLUMN_SCORE],
                                  GTK_SORT_DESCENDING);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (show_terms), self, G_CONNECT_SWAPPED);
}

static void
gw_stat_scores_init (GwStatScores *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  make_table (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  self->terms = GW_STAT_TERMS (gw_stat_terms_new ());
  g_signal_connect_swapped (self->terms, "listed", G_CALLBACK (listed_cb), self);
  self->paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_VERTICAL));
  gtk_paned_set_start_child (self->paned, scroller);
  gtk_paned_set_end_child (self->paned, GTK_WIDGET (self->terms));
  gtk_paned_set_shrink_start_child (self->paned, FALSE);
  gtk_paned_set_shrink_end_child (self->paned, FALSE);
  gtk_paned_set_resize_start_child (self->paned, FALSE);
  gtk_paned_set_position (self->paned, TABLE_HEIGHT);
  gtk_widget_set_parent (GTK_WIDGET (self->paned), GTK_WIDGET (self));
}

GtkWidget *
gw_stat_scores_new (GwInsight *insight, GwScores *scores)
{
  GwStatScores *self = g_object_new (GW_TYPE_STAT_SCORES, NULL);

  self->insight = g_object_ref (insight);
  self->scores = g_object_ref (scores);
  g_signal_connect_object (scores, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
gw_stat_scores_set_wide (GwStatScores *self, gboolean wide)
{
  g_return_if_fail (GW_IS_STAT_SCORES (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned),
                                  wide ? GTK_ORIENTATION_HORIZONTAL
                                       : GTK_ORIENTATION_VERTICAL);
  gtk_paned_set_position (self->paned, wide ? TABLE_WIDTH : TABLE_HEIGHT);
}
