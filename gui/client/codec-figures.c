/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statistics: the book of indicators, tables of figures, counted cases. */
#define G_LOG_DOMAIN "gridward-client"

#include <math.h>

#include "gui/client/codec-private.h"
#include "gui/client/figure-records.h"

/* ---- records ---- */

static void
figure_clear (gpointer data)
{
  g_clear_pointer (&((GwTallyFigure *)data)->name, g_ref_string_release);
}

static void
indicator_value_clear (gpointer data)
{
  g_clear_pointer (&((GwIndicatorValue *)data)->name, g_ref_string_release);
}

void
gw_tally_clear (GwTally *tally)
{
  g_clear_pointer (&tally->figures, g_array_unref);
  g_clear_pointer (&tally->indicators, g_array_unref);
}

gint64
gw_tally_get_figure (const GwTally *tally, const char *name)
{
  for (guint i = 0; tally->figures != NULL && i < tally->figures->len; i++)
    {
      const GwTallyFigure *figure = &g_array_index (tally->figures, GwTallyFigure, i);

      if (g_str_equal (figure->name, name))
        return figure->count;
    }
  return 0;
}

const GwIndicatorValue *
gw_tally_get_indicator (const GwTally *tally, const char *name)
{
  for (guint i = 0; tally->indicators != NULL && i < tally->indicators->len; i++)
    {
      const GwIndicatorValue *value =
          &g_array_index (tally->indicators, GwIndicatorValue, i);

      if (g_str_equal (value->name, name))
        return value;
    }
  return NULL;
}

void
gw_tally_item_free (GwTallyItem *item)
{
  gw_named_clear (&item->row);
  gw_named_clear (&item->column);
  gw_tally_clear (&item->now);
  gw_tally_clear (&item->before);
  g_free (item);
}

void
gw_tally_table_free (GwTallyTable *table)
{
  g_free (table->from);
  g_free (table->to);
  g_clear_pointer (&table->items, g_ptr_array_unref);
  gw_tally_clear (&table->total);
  gw_tally_clear (&table->total_before);
  g_free (table->next);
  g_free (table);
}

static void
indicator_free (gpointer data)
{
  GwIndicator *indicator = data;

  gw_named_clear (&indicator->name);
  g_free (indicator->formula);
  g_free (indicator->numerator);
  g_free (indicator->denominator);
  g_free (indicator->variant);
  g_free (indicator);
}

static void
scheme_free (gpointer data)
{
  GwScheme *scheme = data;

  gw_named_clear (&scheme->name);
  g_free (scheme->note);
  g_free (scheme);
}

void
gw_figure_book_free (GwFigureBook *book)
{
  g_clear_pointer (&book->schemes, g_ptr_array_unref);
  g_clear_pointer (&book->indicators, g_ptr_array_unref);
  g_clear_pointer (&book->figures, g_ptr_array_unref);
  g_clear_pointer (&book->dimensions, g_ptr_array_unref);
  g_free (book);
}

void
gw_counted_case_free (GwCountedCase *counted)
{
  g_free (counted->number);
  gw_named_clear (&counted->case_class);
  g_free (counted->cell);
  gw_named_clear (&counted->department);
  g_free (counted->state);
  g_free (counted->description);
  g_free (counted);
}

void
gw_counted_page_free (GwCountedPage *page)
{
  g_clear_pointer (&page->items, g_ptr_array_unref);
  g_free (page->next);
  g_free (page);
}

void
gw_closing_times_free (GwClosingTimes *times)
{
  g_clear_pointer (&times->edges, g_array_unref);
  g_clear_pointer (&times->bars, g_array_unref);
  g_free (times);
}

/* ---- tables ---- */

static void
read_figures (GwReader *reader, GwJson *json, GwTally *tally)
{
  GwJson *figures = gw_reader_object (reader, json, "figures", GW_OPTIONAL);

  tally->figures = g_array_new (FALSE, TRUE, sizeof (GwTallyFigure));
  g_array_set_clear_func (tally->figures, figure_clear);
  if (figures == NULL)
    return;
  json_object_object_foreach (figures, name, value)
    {
      GwTallyFigure figure = { NULL, json_object_get_int64 (value) };

      if (!json_object_is_type (value, json_type_int))
        gw_reader_fault (reader, name, "int");
      figure.name = g_ref_string_new_intern (name);
      g_array_append_val (tally->figures, figure);
    }
}

/* A rate has numerator and denominator; a count may come as a plain number. */
static void
read_value (GwReader *reader, const char *name, GwJson *json, GwIndicatorValue *value)
{
  GwJson *member = NULL;

  value->value = NAN;
  if (json_object_is_type (json, json_type_object))
    {
      value->numerator = gw_reader_int (reader, json, "numerator", GW_OPTIONAL);
      value->denominator = gw_reader_int (reader, json, "denominator", GW_OPTIONAL);
      json_object_object_get_ex (json, "value", &member);
    }
  else
    member = json;
  if (member != NULL && !gw_json_get_number (member, &value->value))
    gw_reader_fault (reader, name, "number");
  if (member == json && json != NULL)
    value->numerator = (gint64)value->value;
}

static void
read_indicators (GwReader *reader, GwJson *json, GwTally *tally)
{
  GwJson *indicators = gw_reader_object (reader, json, "indicators", GW_OPTIONAL);

  tally->indicators = g_array_new (FALSE, TRUE, sizeof (GwIndicatorValue));
  g_array_set_clear_func (tally->indicators, indicator_value_clear);
  if (indicators == NULL)
    return;
  json_object_object_foreach (indicators, name, json_value)
    {
      GwIndicatorValue value = { 0 };

      read_value (reader, name, json_value, &value);
      value.name = g_ref_string_new_intern (name);
      g_array_append_val (tally->indicators, value);
    }
}

static void
read_tally (GwReader *reader, GwJson *json, GwTally *tally)
{
  read_figures (reader, json, tally);
  read_indicators (reader, json, tally);
}

static void
read_key (GwReader *reader, GwJson *json, GwNamed *named)
{
  named->code = gw_reader_dup_string (reader, json, "key", GW_REQUIRED);
  named->name = gw_reader_dup_string (reader, json, "name", GW_OPTIONAL);
  named->name_en = gw_reader_dup_string (reader, json, "name_en", GW_OPTIONAL);
}

static gpointer
read_item (GwReader *reader, GwJson *json)
{
  GwTallyItem *item = g_new0 (GwTallyItem, 1);
  GwJson *column = gw_reader_object (reader, json, "column", GW_OPTIONAL);
  GwJson *before = gw_reader_object (reader, json, "before", GW_OPTIONAL);

  read_key (reader, json, &item->row);
  if (column != NULL)
    read_key (reader, column, &item->column);
  read_tally (reader, json, &item->now);
  if (before != NULL)
    read_tally (reader, before, &item->before);
  return item;
}

gpointer
gw_decode_tally_table (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwTallyTable) table = NULL;
  GwReader reader = { 0 };
  GwJson *total;
  GwJson *before;

  if (root == NULL)
    return NULL;
  table = g_new0 (GwTallyTable, 1);
  table->from = gw_reader_dup_string (&reader, root, "from", GW_OPTIONAL);
  table->to = gw_reader_dup_string (&reader, root, "to", GW_OPTIONAL);
  table->items =
      gw_read_array (&reader, root, "items", read_item, (GDestroyNotify)gw_tally_item_free);
  total = gw_reader_object (&reader, root, "total", GW_OPTIONAL);
  before = gw_reader_object (&reader, total, "before", GW_OPTIONAL);
  if (total != NULL)
    read_tally (&reader, total, &table->total);
  if (before != NULL)
    read_tally (&reader, before, &table->total_before);
  table->next = gw_reader_dup_string (&reader, root, "next", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&table) : NULL;
}

/* ---- the book ---- */

static void
read_title (GwReader *reader, GwJson *json, GwNamed *named)
{
  named->code = gw_reader_dup_string (reader, json, "name", GW_REQUIRED);
  named->name = gw_reader_dup_string (reader, json, "title", GW_OPTIONAL);
  named->name_en = g_strdup (named->name);
}

static gpointer
read_indicator (GwReader *reader, GwJson *json)
{
  GwIndicator *indicator = g_new0 (GwIndicator, 1);
  const char *unit = gw_reader_string (reader, json, "unit", GW_OPTIONAL);
  const char *better = gw_reader_string (reader, json, "better", GW_OPTIONAL);

  read_title (reader, json, &indicator->name);
  indicator->formula = gw_reader_dup_string (reader, json, "formula", GW_OPTIONAL);
  indicator->numerator = gw_reader_dup_string (reader, json, "numerator", GW_OPTIONAL);
  indicator->denominator = gw_reader_dup_string (reader, json, "denominator", GW_OPTIONAL);
  indicator->variant = gw_reader_dup_string (reader, json, "variant", GW_OPTIONAL);
  indicator->is_rate = g_strcmp0 (unit, "count") != 0;
  indicator->less_is_better = g_strcmp0 (better, "down") == 0;
  return indicator;
}

static gpointer
read_titled (GwReader *reader, GwJson *json)
{
  GwNamed *named = g_new0 (GwNamed, 1);

  read_title (reader, json, named);
  return named;
}

static gpointer
read_scheme (GwReader *reader, GwJson *json)
{
  GwScheme *scheme = g_new0 (GwScheme, 1);

  read_title (reader, json, &scheme->name);
  scheme->note = gw_reader_dup_string (reader, json, "note", GW_OPTIONAL);
  return scheme;
}

static void
free_named (gpointer data)
{
  gw_named_clear (data);
  g_free (data);
}

gpointer
gw_decode_figure_book (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwFigureBook) book = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  book = g_new0 (GwFigureBook, 1);
  book->indicators =
      gw_read_array (&reader, root, "indicators", read_indicator, indicator_free);
  book->schemes = gw_read_list (&reader, root, "schemes", read_scheme, scheme_free);
  book->figures = gw_read_array (&reader, root, "figures", read_titled, free_named);
  book->dimensions = gw_read_array (&reader, root, "dimensions", read_titled, free_named);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&book) : NULL;
}

/* ---- counted cases ---- */

static gpointer
read_counted (GwReader *reader, GwJson *json)
{
  GwCountedCase *counted = g_new0 (GwCountedCase, 1);

  counted->times = (int)gw_reader_int (reader, json, "times", GW_REQUIRED);
  counted->seq = gw_reader_int (reader, json, "seq", GW_REQUIRED);
  counted->number = gw_reader_dup_string (reader, json, "case", GW_REQUIRED);
  counted->at_usec = gw_reader_time (reader, json, "at", GW_OPTIONAL);
  gw_read_named_member (reader, json, "class", GW_OPTIONAL, &counted->case_class);
  counted->cell = gw_reader_dup_string (reader, json, "cell", GW_OPTIONAL);
  gw_read_named_member (reader, json, "department", GW_OPTIONAL, &counted->department);
  counted->state = gw_reader_dup_string (reader, json, "state", GW_OPTIONAL);
  counted->description = gw_reader_dup_string (reader, json, "description", GW_OPTIONAL);
  return counted;
}

gpointer
gw_decode_counted_page (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwCountedPage) page = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  page = g_new0 (GwCountedPage, 1);
  page->total = (int)gw_reader_int (&reader, root, "total", GW_REQUIRED);
  page->items = gw_read_array (&reader, root, "items", read_counted,
                               (GDestroyNotify)gw_counted_case_free);
  page->next = gw_reader_dup_string (&reader, root, "next", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&page) : NULL;
}

/* ---- closing times ---- */

static GArray *
read_numbers (GwReader *reader, GwJson *json, const char *member)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  GwJson *array = NULL;

  if (json == NULL || !json_object_object_get_ex (json, member, &array) ||
      !json_object_is_type (array, json_type_array))
    {
      gw_reader_fault (reader, member, "array");
      return numbers;
    }
  for (size_t i = 0; i < json_object_array_length (array); i++)
    {
      gint64 number = json_object_get_int64 (json_object_array_get_idx (array, i));

      g_array_append_val (numbers, number);
    }
  return numbers;
}

static double
read_seconds (GwJson *json, const char *member)
{
  GwJson *value = NULL;
  double seconds = NAN;

  if (json != NULL && json_object_object_get_ex (json, member, &value) && value != NULL)
    gw_json_get_number (value, &seconds);
  return seconds;
}

gpointer
gw_decode_closing_times (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwClosingTimes) times = NULL;
  GwReader reader = { 0 };
  GwJson *total;

  if (root == NULL)
    return NULL;
  times = g_new0 (GwClosingTimes, 1);
  total = gw_reader_object (&reader, root, "total", GW_REQUIRED);
  times->n = gw_reader_int (&reader, total, "n", GW_REQUIRED);
  times->median_s = read_seconds (total, "median_s");
  times->p90_s = read_seconds (total, "p90_s");
  times->mean_s = read_seconds (total, "mean_s");
  times->edges = read_numbers (&reader, root, "edges_s");
  times->bars = read_numbers (&reader, total, "histogram");
  if (times->bars->len != times->edges->len + 1)
    gw_reader_fault (&reader, "histogram", "one bar more than edges");
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&times) : NULL;
}
