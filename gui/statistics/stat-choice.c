/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked next when a mark or a row is chosen, or gone into. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-choice.h"

static GwStatQuestion *
copy_question (GwInsight *insight)
{
  return gw_stat_question_copy (gw_insight_get_question (insight));
}

static const GwNamed *
find_in (GPtrArray *items, const char *key)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (g_str_equal (((GwTallyItem *)items->pdata[i])->row.code, key))
      return &((GwTallyItem *)items->pdata[i])->row;
  return NULL;
}

/* With the name that it has in the tables, when it has one. */
static void
name_key (GwInsight *insight, const char *key, GwNamed *named)
{
  static const GwInsightTable tables[] = { GW_INSIGHT_ROWS, GW_INSIGHT_CLASSES,
                                           GW_INSIGHT_DEPARTMENTS };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const GwTallyTable *table = gw_insight_get_table (insight, tables[i]);
      const GwNamed *found = table != NULL ? find_in (table->items, key) : NULL;

      if (found != NULL)
        {
          gw_named_copy (found, named);
          return;
        }
    }
  named->code = g_strdup (key);
}

/* Chosen again, a filter goes. */
static void
toggle (GwStatQuestion *question, const char *dimension, const GwNamed *key)
{
  const GwStatFilter *filter = gw_stat_question_find (question, dimension);

  if (filter != NULL && g_str_equal (filter->key.code, key->code))
    gw_stat_question_remove (question, dimension);
  else
    gw_stat_question_add (question, dimension, key);
}

static gboolean
is_chosen (const GwStatQuestion *question, const char *dimension, const char *key)
{
  const GwStatFilter *filter = gw_stat_question_find (question, dimension);

  return filter != NULL && g_str_equal (filter->key.code, key);
}

/* What a mark in rows and columns stands for: both are chosen, or neither. */
typedef struct
{
  const char *row; /* a dimension */
  const char *column;
  GwNamed row_key;
  GwNamed column_key;
} Pair;

static void
pair_clear (Pair *pair)
{
  gw_named_clear (&pair->row_key);
  gw_named_clear (&pair->column_key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static void
swap (Pair *pair)
{
  const Pair before = *pair;

  pair->row = before.column;
  pair->column = before.row;
  pair->row_key = before.column_key;
  pair->column_key = before.row_key;
}

/* With the names of the table that the mark came from. Of areas within areas the finer one,
 * which alone narrows, becomes the column, which is put in last. */
static void
name_pair (GwInsight *insight, GwStatChart which, char **keys, Pair *pair)
{
  const GwStatQuestion *question = gw_insight_get_question (insight);
  const GwTallyTable *table = gw_insight_get_table (
      insight, which == GW_STAT_HOURS ? GW_INSIGHT_HOURS : GW_INSIGHT_CROSSED);

  pair->row = which == GW_STAT_HOURS ? "weekday" : question->rows;
  pair->column = which == GW_STAT_HOURS ? "hour" : question->columns;
  for (guint i = 0; table != NULL && i < table->items->len; i++)
    {
      const GwTallyItem *item = table->items->pdata[i];

      if (pair->row_key.code == NULL && g_str_equal (item->row.code, keys[0]))
        gw_named_copy (&item->row, &pair->row_key);
      if (pair->column_key.code == NULL && g_strcmp0 (item->column.code, keys[1]) == 0)
        gw_named_copy (&item->column, &pair->column_key);
    }
  if (pair->row_key.code == NULL)
    pair->row_key.code = g_strdup (keys[0]);
  if (pair->column_key.code == NULL)
    pair->column_key.code = g_strdup (keys[1]);
  if (g_strcmp0 (gw_stat_question_finer (pair->row, pair->column), pair->row) == 0)
    swap (pair);
}

static gboolean
is_pair_chosen (const GwStatQuestion *question, const Pair *pair)
{
  return (gw_stat_question_finer (pair->row, pair->column) != NULL ||
          is_chosen (question, pair->row, pair->row_key.code)) &&
         is_chosen (question, pair->column, pair->column_key.code);
}

static void
toggle_pair (GwStatQuestion *question, const Pair *pair)
{
  if (is_pair_chosen (question, pair))
    {
      gw_stat_question_remove (question, pair->row);
      gw_stat_question_remove (question, pair->column);
      return;
    }
  gw_stat_question_add (question, pair->row, &pair->row_key);
  gw_stat_question_add (question, pair->column, &pair->column_key);
}

/* Where nothing lies below, the cases themselves do: those of the numerator. */
static void
show_cases (GwStatQuestion *question, const GwIndicator *indicator)
{
  if (indicator != NULL && indicator->numerator != NULL)
    gw_stat_question_list (question, indicator->numerator);
}

/* Those of one bar. */
static void
enter_times (GwInsight *insight, const char *key)
{
  const GwClosingTimes *times = gw_insight_get_times (insight);
  guint bar = (guint)g_ascii_strtoull (key, NULL, 10);
  GwStatQuestion *question;

  if (times == NULL || bar >= times->bars->len)
    return;
  question = copy_question (insight);
  gw_stat_question_list_closed (
      question, bar > 0 ? g_array_index (times->edges, gint64, bar - 1) : 0,
      bar < times->edges->len ? g_array_index (times->edges, gint64, bar) : 0);
  gw_insight_ask (insight, question);
}

static void
ask_pair (GwInsight *insight, GwStatChart which, const char *key, gboolean enter)
{
  g_auto (GStrv) keys = gw_stat_chart_split_key (key);
  g_auto (Pair) pair = { 0 };
  GwStatQuestion *question;

  if (keys == NULL || (which == GW_STAT_CROSSED &&
                       !gw_stat_question_is_crossed (gw_insight_get_question (insight))))
    return;
  name_pair (insight, which, keys, &pair);
  question = copy_question (insight);
  if (enter)
    {
      gw_stat_question_add (question, pair.row, &pair.row_key);
      gw_stat_question_add (question, pair.column, &pair.column_key);
      show_cases (question, gw_insight_get_indicator (insight));
    }
  else
    toggle_pair (question, &pair);
  gw_insight_ask (insight, question);
}

static int
find_part (GwInsight *insight, const char *key)
{
  g_autoptr (GArray) parts = gw_span_parts (&gw_insight_get_question (insight)->span);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *part = gw_span_key (&g_array_index (parts, GwSpan, i));

      if (g_str_equal (part, key))
        return (int)i;
    }
  return -1;
}

void
gw_stat_choose (GwInsight *insight, GwStatChart which, const char *key)
{
  GwStatQuestion *question;

  /* Nothing is narrowed by how long it took. */
  if (which == GW_STAT_TIMES)
    return;
  if (which == GW_STAT_HOURS || which == GW_STAT_CROSSED)
    {
      ask_pair (insight, which, key, FALSE);
      return;
    }
  question = copy_question (insight);
  if (which == GW_STAT_TREND)
    {
      int part = find_part (insight, key);

      if (part >= 0)
        {
          g_autoptr (GArray) parts = gw_span_parts (&question->span);

          question->span = g_array_index (parts, GwSpan, part);
        }
    }
  else
    {
      GwNamed named = { 0 };

      name_key (insight, key, &named);
      toggle (question, gw_stat_chart_dimension (insight, which), &named);
      gw_named_clear (&named);
    }
  gw_insight_ask (insight, question);
}

void
gw_stat_enter_row (GwInsight *insight, const char *key)
{
  GwStatQuestion *question = copy_question (insight);
  GwNamed named = { 0 };

  name_key (insight, key, &named);
  if (!gw_stat_question_descend (question, &named))
    show_cases (question, gw_insight_get_indicator (insight));
  gw_named_clear (&named);
  gw_insight_ask (insight, question);
}

void
gw_stat_enter (GwInsight *insight, GwStatChart which, const char *key)
{
  GwStatQuestion *question;
  GwNamed named = { 0 };

  if (which == GW_STAT_HOURS || which == GW_STAT_CROSSED)
    {
      ask_pair (insight, which, key, TRUE);
      return;
    }
  if (which == GW_STAT_TREND)
    {
      gw_stat_choose (insight, which, key);
      return;
    }
  if (which == GW_STAT_TIMES)
    {
      enter_times (insight, key);
      return;
    }
  question = copy_question (insight);
  g_free (question->rows);
  question->rows = g_strdup (gw_stat_chart_dimension (insight, which));
  name_key (insight, key, &named);
  if (!gw_stat_question_descend (question, &named))
    show_cases (question, gw_insight_get_indicator (insight));
  gw_named_clear (&named);
  gw_insight_ask (insight, question);
}
