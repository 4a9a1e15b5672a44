/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows by columns as a heat map. */
#define G_LOG_DOMAIN "gridward-statistics"

#include <glib/gi18n.h>
#include <math.h>

#include "gui/statistics/stat-charts-private.h"
#include "gui/statistics/stat-text.h"

/* No more lines are shown, those with the most cases. */
#define MAX_ROWS 30
#define MAX_COLUMNS 12
/* Where they have an order of their own: the days of a quarter. */
#define MAX_IN_ORDER 92
/* "2026-" before a day, week, month or quarter. */
#define YEAR_LENGTH 5

/* Dimensions with an order of their own, which is that of their keys. */
static const struct
{
  const char *dimension;
  guint n;          /* all there are, with cases or without; 0: not known */
  guint first;      /* the number that is the first key ... */
  int digits;       /* ... in so many digits */
  gboolean is_date; /* begins with the year; the last ones are those that matter */
} orders[] = {
  { "hour", 24, 0, 2, FALSE },  { "weekday", 7, 1, 1, FALSE }, { "shift", 0, 0, 0, FALSE },
  { "day", 0, 0, 0, TRUE },     { "week", 0, 0, 0, TRUE },     { "month", 0, 0, 0, TRUE },
  { "quarter", 0, 0, 0, TRUE }, { "year", 0, 0, 0, TRUE },
};

/* One row or column. */
typedef struct
{
  GwNamed key;
  gint64 weight;
} Line;

/* All rows, or all columns, as they are shown. */
typedef struct
{
  const char *dimension;
  int order; /* among orders; -1: the most cases first */
  GArray *lines;
  guint n_all; /* before some were cut */
} Lines;

static void
line_clear (gpointer data)
{
  gw_named_clear (&((Line *)data)->key);
}

static void
lines_clear (Lines *lines)
{
  g_clear_pointer (&lines->lines, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lines, lines_clear)

static int
find_order (const char *dimension)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i].dimension, dimension))
      return (int)i;
  return -1;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Line *)a)->key.code, ((const Line *)b)->key.code);
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const Line *)a)->weight;
  gint64 right = ((const Line *)b)->weight;

  return left != right ? (left < right) - (left > right) : compare_keys (a, b);
}

/* The line of the key, new when there was none; places: key to place. */
static Line *
ensure_line (GArray *lines, GHashTable *places, const GwNamed *key)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (places, key->code, NULL, &place))
    {
      Line line = { { 0 }, 0 };

      gw_named_copy (key, &line.key);
      place = GUINT_TO_POINTER (lines->len);
      g_hash_table_insert (places, g_strdup (key->code), place);
      g_array_append_val (lines, line);
    }
  return &g_array_index (lines, Line, GPOINTER_TO_UINT (place));
}

/* The hours at which nothing was counted are hours, too. */
static void
complete_lines (GArray *lines, GHashTable *places, int order)
{
  for (guint i = 0; order >= 0 && i < orders[order].n; i++)
    {
      g_autofree char *code =
          g_strdup_printf ("%0*u", orders[order].digits, orders[order].first + i);
      const GwNamed key = { .code = code };

      ensure_line (lines, places, &key);
    }
}

/* Their weights are the denominators, or what is counted where there is none. */
static void
collect_lines (const GwStatMaking *m, const GwTallyTable *table, gboolean columns,
               Lines *all)
{
  g_autoptr (GHashTable) places =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < table->items->len; i++)
    {
      const GwTallyItem *item = table->items->pdata[i];
      const GwNamed *key = columns ? &item->column : &item->row;
      const GwIndicatorValue *value = gw_stat_making_value (m, &item->now);
      Line *line;

      if (key->code == NULL)
        continue;
      line = ensure_line (all->lines, places, key);
      if (value != NULL)
        line->weight += MAX (value->numerator, value->denominator);
    }
  complete_lines (all->lines, places, all->order);
}

static void
cut_lines (Lines *all, guint most)
{
  if (all->order >= 0)
    most = MAX_IN_ORDER;
  all->n_all = all->lines->len;
  if (all->n_all <= most)
    return;
  if (all->order >= 0 && orders[all->order].is_date)
    g_array_remove_range (all->lines, 0, all->n_all - most);
  else
    g_array_set_size (all->lines, most);
}

static void
list_lines (const GwStatMaking *m, const GwTallyTable *table, gboolean columns, Lines *all)
{
  all->dimension = columns ? m->question->columns : m->question->rows;
  all->order = find_order (all->dimension);
  all->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (all->lines, line_clear);
  collect_lines (m, table, columns, all);
  g_array_sort (all->lines, all->order >= 0 ? compare_keys : compare_weights);
  cut_lines (all, columns ? MAX_COLUMNS : MAX_ROWS);
}

static const Line *
line_at (const Lines *all, guint i)
{
  return &g_array_index (all->lines, Line, i);
}

/* What all keys begin with need not be said below each column: the year. */
static guint
shared_length (const Lines *all)
{
  const char *first;
  const char *last;

  if (all->order < 0 || !orders[all->order].is_date || all->lines->len == 0)
    return 0;
  first = line_at (all, 0)->key.code;
  last = line_at (all, all->lines->len - 1)->key.code;
  return strlen (first) > YEAR_LENGTH && strncmp (first, last, YEAR_LENGTH) == 0
             ? YEAR_LENGTH
             : 0;
}

static GStrv
line_labels (const Lines *all, guint from)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < all->lines->len; i++)
    {
      g_autofree char *text = gw_stat_key_text (all->dimension, &line_at (all, i)->key);

      g_strv_builder_add (builder, text + from);
    }
  return g_strv_builder_end (builder);
}

/* "Street: the first 30 of 57"; NULL: all are shown. */
static char *
left_out_text (const GwFigureBook *book, const Lines *all)
{
  guint n = all->lines->len;
  g_autofree char *text = NULL;

  if (n == all->n_all)
    return NULL;
  if (all->order >= 0 && orders[all->order].is_date)
    /* TRANSLATORS: how many of all days or weeks are shown. */
    text = g_strdup_printf (_ ("the last %u of %u"), n, all->n_all);
  else
    text = gw_chart_first_text (n, all->n_all);
  return g_strdup_printf (_ ("%s: %s"), gw_stat_dimension_title (book, all->dimension),
                          text);
}

static char *
note_text (const GwFigureBook *book, const Lines *rows, const Lines *columns)
{
  g_autofree char *row_text = left_out_text (book, rows);
  g_autofree char *column_text = left_out_text (book, columns);

  if (row_text == NULL || column_text == NULL)
    return g_strdup (row_text != NULL ? row_text : column_text);
  return g_strjoin (" · ", row_text, column_text, NULL);
}

static GHashTable *
index_places (const GwTallyTable *table)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < table->items->len; i++)
    {
      const GwTallyItem *item = table->items->pdata[i];

      if (item->column.code != NULL)
        g_hash_table_insert (
            places,
            g_strconcat (item->row.code, GW_STAT_KEYS_APART, item->column.code, NULL),
            (gpointer)item);
    }
  return places;
}

static GwChartMark *
add_place (const GwStatMaking *m, GwChart *chart, GHashTable *places, const GwNamed *row,
           const GwNamed *column)
{
  g_autofree char *key = g_strconcat (row->code, GW_STAT_KEYS_APART, column->code, NULL);
  const GwTallyItem *item = g_hash_table_lookup (places, key);
  double value = item != NULL ? gw_stat_making_number (m, &item->now) : NAN;
  g_autofree char *row_name = gw_stat_key_text (m->question->rows, row);
  g_autofree char *column_name = gw_stat_key_text (m->question->columns, column);
  g_autofree char *name = g_strdup_printf ("%s × %s", row_name, column_name);
  g_autofree char *text = gw_stat_sentence (
      m->indicator, name, item != NULL ? gw_stat_making_value (m, &item->now) : NULL);
  g_autofree char *label =
      isnan (value) ? g_strdup ("") : gw_chart_format (gw_stat_making_unit (m), value);
  GwChartMark *mark = gw_chart_add (chart, key, label, value, text);

  mark->chosen = gw_stat_making_is_chosen (m, m->question->rows, row->code) &&
                 gw_stat_making_is_chosen (m, m->question->columns, column->code);
  return mark;
}

GwChart *
gw_stat_crossed_chart_new (const GwStatMaking *m)
{
  const GwTallyTable *table = gw_insight_get_table (m->insight, GW_INSIGHT_CROSSED);
  const GwFigureBook *book = gw_insight_get_book (m->insight);
  g_autofree char *title = NULL;
  g_autoptr (GHashTable) places = NULL;
  g_auto (Lines) rows = { 0 };
  g_auto (Lines) columns = { 0 };
  GwChart *chart;

  if (table == NULL || !gw_stat_question_is_crossed (m->question))
    return NULL;
  title = g_strdup_printf ("%s × %s", gw_stat_dimension_title (book, m->question->rows),
                           gw_stat_dimension_title (book, m->question->columns));
  list_lines (m, table, FALSE, &rows);
  list_lines (m, table, TRUE, &columns);
  places = index_places (table);
  chart = gw_chart_new (GW_CHART_HEAT, gw_stat_making_unit (m), title);
  chart->row_labels = line_labels (&rows, 0);
  chart->column_labels = line_labels (&columns, shared_length (&columns));
  chart->named = columns.order < 0;
  chart->note = note_text (book, &rows, &columns);
  for (guint row = 0; row < rows.lines->len; row++)
    for (guint column = 0; column < columns.lines->len; column++)
      {
        GwChartMark *mark = add_place (m, chart, places, &line_at (&rows, row)->key,
                                       &line_at (&columns, column)->key);

        mark->row = row;
        mark->column = column;
      }
  return chart;
}
