/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of rows by a scheme. */
#define G_LOG_DOMAIN "gridward-client"

#include <math.h>

#include "gui/client/codec-private.h"
#include "gui/client/score-records.h"

static void
figure_free (gpointer data)
{
  GwScoredFigure *figure = data;

  gw_named_clear (&figure->figure);
  g_free (figure);
}

static void
term_free (gpointer data)
{
  GwScoredTerm *term = data;

  g_free (term->title);
  g_free (term->substitution);
  g_clear_pointer (&term->figures, g_ptr_array_unref);
  g_free (term);
}

static void
scored_clear (GwScored *scored)
{
  g_free (scored->grade);
  g_clear_pointer (&scored->terms, g_ptr_array_unref);
}

static void
row_free (gpointer data)
{
  GwScoredRow *row = data;

  gw_named_clear (&row->row);
  scored_clear (&row->score);
  g_free (row);
}

void
gw_score_table_free (GwScoreTable *table)
{
  gw_named_clear (&table->scheme);
  g_free (table->note);
  g_clear_pointer (&table->rows, g_ptr_array_unref);
  scored_clear (&table->total);
  g_free (table->next);
  g_free (table);
}

const GwScored *
gw_score_table_find (const GwScoreTable *table, const char *key)
{
  if (key == NULL)
    return &table->total;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const GwScoredRow *row = table->rows->pdata[i];

      if (g_str_equal (row->row.code, key))
        return &row->score;
    }
  return NULL;
}

/* NAN for null. */
static double
read_points (GwReader *reader, GwJson *json, const char *member)
{
  GwJson *value = NULL;
  double points = NAN;

  if (json_object_object_get_ex (json, member, &value) && value != NULL &&
      !gw_json_get_number (value, &points))
    gw_reader_fault (reader, member, "number");
  return points;
}

static gpointer
read_figure (GwReader *reader, GwJson *json)
{
  GwScoredFigure *figure = g_new0 (GwScoredFigure, 1);

  figure->figure.code = gw_reader_dup_string (reader, json, "name", GW_REQUIRED);
  figure->figure.name = gw_reader_dup_string (reader, json, "title", GW_REQUIRED);
  figure->figure.name_en = g_strdup (figure->figure.name);
  figure->count = gw_reader_int (reader, json, "count", GW_REQUIRED);
  return figure;
}

static gpointer
read_term (GwReader *reader, GwJson *json)
{
  GwScoredTerm *term = g_new0 (GwScoredTerm, 1);

  term->title = gw_reader_dup_string (reader, json, "title", GW_REQUIRED);
  term->points = read_points (reader, json, "points");
  term->of = read_points (reader, json, "of");
  term->substitution = gw_reader_dup_string (reader, json, "substitution", GW_REQUIRED);
  term->figures = gw_read_list (reader, json, "figures", read_figure, figure_free);
  return term;
}

static void
read_scored (GwReader *reader, GwJson *json, GwScored *scored)
{
  scored->value = read_points (reader, json, "score");
  scored->grade = gw_reader_dup_string (reader, json, "grade", GW_OPTIONAL);
  scored->terms = gw_read_array (reader, json, "terms", read_term, term_free);
}

static gpointer
read_row (GwReader *reader, GwJson *json)
{
  GwScoredRow *row = g_new0 (GwScoredRow, 1);

  row->row.code = gw_reader_dup_string (reader, json, "key", GW_REQUIRED);
  row->row.name = gw_reader_dup_string (reader, json, "name", GW_OPTIONAL);
  row->row.name_en = gw_reader_dup_string (reader, json, "name_en", GW_OPTIONAL);
  read_scored (reader, json, &row->score);
  return row;
}

gpointer
gw_decode_score_table (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwScoreTable) table = NULL;
  GwReader reader = { 0 };
  GwJson *scheme;
  GwJson *total;

  if (root == NULL)
    return NULL;
  table = g_new0 (GwScoreTable, 1);
  table->total.value = NAN;
  scheme = gw_reader_object (&reader, root, "scheme", GW_REQUIRED);
  table->scheme.code = gw_reader_dup_string (&reader, scheme, "name", GW_REQUIRED);
  table->scheme.name = gw_reader_dup_string (&reader, scheme, "title", GW_OPTIONAL);
  table->scheme.name_en = g_strdup (table->scheme.name);
  table->note = gw_reader_dup_string (&reader, scheme, "note", GW_OPTIONAL);
  table->points = gw_reader_double (&reader, scheme, "points", GW_REQUIRED);
  table->rows = gw_read_array (&reader, root, "items", read_row, row_free);
  total = gw_reader_object (&reader, root, "total", GW_REQUIRED);
  if (total != NULL)
    read_scored (&reader, total, &table->total);
  table->next = gw_reader_dup_string (&reader, root, "next", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&table) : NULL;
}
