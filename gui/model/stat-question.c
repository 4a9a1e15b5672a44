/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the managers' page asks: period, indicator, rows, and what it is narrowed to. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/stat-question.h"

#include <glib/gi18n.h>

#define TABLE_LIMIT 5000
#define CASES_LIMIT 200
#define RECURRENCE_LIMIT 500
/* Recurring is what comes again so near and so soon, until somebody says otherwise. */
#define RADIUS_M 50
#define DAYS 30
/* Of one page; each row says what every term is made of. */
#define SCORES_LIMIT 2000

/* How a dimension is named in a question, and what lies below it. Of those that are named
 * alike the finer come later. */
static const struct
{
  const char *dimension;
  const char *parameter; /* NULL: it is a period */
  const char *below;
} dimensions[] = {
  { "district", "area", "street" },
  { "street", "area", "community" },
  { "community", "area", "cell" },
  { "cell", "cell", NULL },
  { "duty_grid", "duty_grid", "cell" },
  { "department", "department", "class_middle" },
  { "class_major", "kind", "class_middle" },
  { "class_middle", "class", "class_minor" },
  { "class_minor", "class", NULL },
  { "source", "source", NULL },
  { "person", "person", NULL },
  { "post", "post", "person" },
  { "shift", "shift", "hour" },
  { "hour", "hour", NULL },
  { "weekday", "weekday", NULL },
  { "city", NULL, "district" },
};

static const char *const compare_labels[GW_COMPARE_N] = {
  [GW_COMPARE_NONE] = N_ ("Not Compared"),
  [GW_COMPARE_BEFORE] = N_ ("With the Period Before"),
  [GW_COMPARE_YEAR] = N_ ("With the Year Before"),
  [GW_COMPARE_PERIOD] = N_ ("With Another Period"),
};

static const char *const compare_words[GW_COMPARE_N] = { NULL, "before", "year", "period" };

static const char *const topic_labels[GW_TOPIC_N] = {
  [GW_TOPIC_FIGURES] = N_ ("Figures"),
  [GW_TOPIC_SCORES] = N_ ("Scores"),
  [GW_TOPIC_RECURRING] = N_ ("Recurring Cases"),
  [GW_TOPIC_MONTHS] = N_ ("Closing of Months"),
};

static int
find_dimension (const char *dimension)
{
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    if (g_str_equal (dimensions[i].dimension, dimension))
      return (int)i;
  return -1;
}

static const char *
parameter_of (const char *dimension)
{
  int i = find_dimension (dimension);

  return i >= 0 ? dimensions[i].parameter : NULL;
}

static void
filter_free (gpointer data)
{
  GwStatFilter *filter = data;

  g_free (filter->dimension);
  gw_named_clear (&filter->key);
  g_free (filter);
}

GwStatQuestion *
gw_stat_question_new (const GDate *day)
{
  GwStatQuestion *question = g_new0 (GwStatQuestion, 1);

  question->span = gw_span_of (GW_SPAN_MONTH, day);
  question->indicator = g_strdup ("closure_rate");
  question->rows = g_strdup ("street");
  question->radius_m = RADIUS_M;
  question->days = DAYS;
  question->filters = g_ptr_array_new_with_free_func (filter_free);
  return question;
}

GwStatQuestion *
gw_stat_question_copy (const GwStatQuestion *question)
{
  GwStatQuestion *copy = g_new0 (GwStatQuestion, 1);

  *copy = *question;
  copy->indicator = g_strdup (question->indicator);
  copy->rows = g_strdup (question->rows);
  copy->columns = g_strdup (question->columns);
  copy->scheme = g_strdup (question->scheme);
  copy->figure = g_strdup (question->figure);
  copy->filters = g_ptr_array_new_with_free_func (filter_free);
  for (guint i = 0; i < question->filters->len; i++)
    {
      const GwStatFilter *filter = question->filters->pdata[i];
      GwStatFilter *same = g_new0 (GwStatFilter, 1);

      same->dimension = g_strdup (filter->dimension);
      gw_named_copy (&filter->key, &same->key);
      g_ptr_array_add (copy->filters, same);
    }
  return copy;
}

void
gw_stat_question_free (GwStatQuestion *question)
{
  g_free (question->indicator);
  g_free (question->rows);
  g_free (question->columns);
  g_free (question->scheme);
  g_free (question->figure);
  g_ptr_array_unref (question->filters);
  g_free (question);
}

const char *
gw_compare_label (GwCompare compare)
{
  g_return_val_if_fail (compare < GW_COMPARE_N, "");

  return _ (compare_labels[compare]);
}

const char *
gw_stat_topic_label (GwStatTopic topic)
{
  g_return_val_if_fail (topic < GW_TOPIC_N, "");

  return _ (topic_labels[topic]);
}

void
gw_stat_question_compare (GwStatQuestion *question, GwCompare compare)
{
  if (compare == GW_COMPARE_PERIOD &&
      !gw_stat_question_get_before (question, &question->other))
    question->other = gw_span_step (&question->span, -1);
  question->compare = compare;
}

gboolean
gw_stat_question_get_before (const GwStatQuestion *question, GwSpan *ret_span)
{
  switch (question->compare)
    {
    case GW_COMPARE_BEFORE:
      *ret_span = gw_span_step (&question->span, -1);
      return TRUE;
    case GW_COMPARE_YEAR:
      *ret_span = gw_span_year_before (&question->span);
      return TRUE;
    case GW_COMPARE_PERIOD:
      *ret_span = question->other;
      return TRUE;
    case GW_COMPARE_NONE:
    case GW_COMPARE_N:
    default:
      return FALSE;
    }
}

const GwStatFilter *
gw_stat_question_find (const GwStatQuestion *question, const char *dimension)
{
  for (guint i = 0; i < question->filters->len; i++)
    {
      const GwStatFilter *filter = question->filters->pdata[i];

      if (g_str_equal (filter->dimension, dimension))
        return filter;
    }
  return NULL;
}

void
gw_stat_question_remove (GwStatQuestion *question, const char *dimension)
{
  for (guint i = question->filters->len; i > 0; i--)
    {
      const GwStatFilter *filter = question->filters->pdata[i - 1];

      if (g_str_equal (filter->dimension, dimension))
        g_ptr_array_remove_index (question->filters, i - 1);
    }
}

void
gw_stat_question_add (GwStatQuestion *question, const char *dimension, const GwNamed *key)
{
  const char *parameter = parameter_of (dimension);
  GwStatFilter *added;

  if (parameter == NULL)
    return;
  for (guint i = question->filters->len; i > 0; i--)
    {
      const GwStatFilter *filter = question->filters->pdata[i - 1];

      if (g_strcmp0 (parameter_of (filter->dimension), parameter) == 0)
        g_ptr_array_remove_index (question->filters, i - 1);
    }
  added = g_new0 (GwStatFilter, 1);
  added->dimension = g_strdup (dimension);
  gw_named_copy (key, &added->key);
  g_ptr_array_add (question->filters, added);
}

const char *
gw_stat_question_finer (const char *dimension, const char *other)
{
  if (g_strcmp0 (parameter_of (dimension), parameter_of (other)) != 0)
    return NULL;
  return find_dimension (dimension) > find_dimension (other) ? dimension : other;
}

void
gw_stat_question_list (GwStatQuestion *question, const char *counted)
{
  char *figure = g_strdup (counted);

  g_free (question->figure);
  question->figure = figure;
  question->over_s = question->within_s = 0;
}

void
gw_stat_question_list_closed (GwStatQuestion *question, gint64 over_s, gint64 within_s)
{
  gw_stat_question_list (question, "closed");
  question->over_s = over_s;
  question->within_s = within_s;
}

gboolean
gw_stat_question_is_crossed (const GwStatQuestion *question)
{
  return question->columns != NULL && !g_str_equal (question->columns, question->rows);
}

const char *
gw_stat_question_below (const char *dimension)
{
  int i = find_dimension (dimension);

  return i >= 0 ? dimensions[i].below : NULL;
}

gboolean
gw_stat_question_descend (GwStatQuestion *question, const GwNamed *key)
{
  const char *below = gw_stat_question_below (question->rows);

  gw_stat_question_add (question, question->rows, key);
  if (below == NULL)
    return FALSE;
  g_free (question->rows);
  question->rows = g_strdup (below);
  return TRUE;
}

static void
append_filters (GString *path, const GwStatQuestion *question)
{
  for (guint i = 0; i < question->filters->len; i++)
    {
      const GwStatFilter *filter = question->filters->pdata[i];
      g_autofree char *value = g_uri_escape_string (filter->key.code, NULL, TRUE);

      g_string_append_printf (path, "&%s=%s", parameter_of (filter->dimension), value);
    }
}

static GString *
begin_path (const char *what, const GwSpan *span)
{
  g_autofree char *from = gw_span_date (&span->from);
  g_autofree char *to = gw_span_date (&span->to);
  GString *path = g_string_new (NULL);

  g_string_printf (path, "/api/v1/statistics/%s?from=%s&to=%s", what, from, to);
  return path;
}

/* A part of the period is compared with the same part of the other one, if it has so many. */
static GwSpan
other_of (const GwStatQuestion *question, const GwSpan *span)
{
  g_autoptr (GArray) parts = gw_span_parts (&question->span);
  g_autoptr (GArray) others = gw_span_parts (&question->other);

  if (g_date_compare (&span->from, &question->span.from) == 0 &&
      g_date_compare (&span->to, &question->span.to) == 0)
    return question->other;
  for (guint i = 0; i < MIN (parts->len, others->len); i++)
    if (g_date_compare (&g_array_index (parts, GwSpan, i).from, &span->from) == 0)
      return g_array_index (others, GwSpan, i);
  return question->other;
}

static void
append_compare (GString *path, const GwStatQuestion *question, const GwSpan *span)
{
  g_string_append_printf (path, "&compare=%s", compare_words[question->compare]);
  if (question->compare == GW_COMPARE_PERIOD)
    {
      GwSpan other = other_of (question, span);
      g_autofree char *from = gw_span_date (&other.from);
      g_autofree char *to = gw_span_date (&other.to);

      g_string_append_printf (path, "&compare_from=%s&compare_to=%s", from, to);
    }
}

char *
gw_stat_question_dup_table_path (const GwStatQuestion *question, const char *rows,
                                 const char *columns, const GwSpan *span, gboolean compared,
                                 gboolean with_figures)
{
  GString *path = begin_path ("table", span);

  g_string_append_printf (path, "&rows=%s", rows);
  if (columns != NULL)
    g_string_append_printf (path, "&columns=%s", columns);
  g_string_append_printf (path, "&indicators=%s", question->indicator);
  if (!with_figures)
    g_string_append (path, "&figures=reported");
  append_filters (path, question);
  if (compared && question->compare != GW_COMPARE_NONE)
    append_compare (path, question, span);
  g_string_append_printf (path, "&limit=%d", TABLE_LIMIT);
  return g_string_free (path, FALSE);
}

char *
gw_stat_question_dup_cases_path (const GwStatQuestion *question)
{
  GString *path = begin_path ("cases", &question->span);
  g_autofree char *counted = g_uri_escape_string (question->figure, NULL, TRUE);

  g_string_append_printf (path, "&figure=%s", counted);
  if (question->over_s > 0)
    g_string_append_printf (path, "&over_s=%" G_GINT64_FORMAT, question->over_s);
  if (question->within_s > 0)
    g_string_append_printf (path, "&within_s=%" G_GINT64_FORMAT, question->within_s);
  append_filters (path, question);
  g_string_append_printf (path, "&limit=%d", CASES_LIMIT);
  return g_string_free (path, FALSE);
}

char *
gw_stat_question_dup_scores_path (const GwStatQuestion *question)
{
  GString *path = begin_path ("scores", &question->span);
  g_autofree char *scheme = g_uri_escape_string (question->scheme, NULL, TRUE);

  g_string_append_printf (path, "&scheme=%s&rows=%s", scheme, question->rows);
  append_filters (path, question);
  g_string_append_printf (path, "&limit=%d", SCORES_LIMIT);
  return g_string_free (path, FALSE);
}

char *
gw_stat_question_dup_recurrence_path (const GwStatQuestion *question)
{
  GString *path = begin_path ("recurrence", &question->span);

  g_string_append_printf (path, "&radius=%u&days=%u", question->radius_m, question->days);
  append_filters (path, question);
  g_string_append_printf (path, "&limit=%d", RECURRENCE_LIMIT);
  return g_string_free (path, FALSE);
}

char *
gw_stat_question_dup_times_path (const GwStatQuestion *question)
{
  GString *path = begin_path ("closing-times", &question->span);

  g_string_append (path, "&rows=city");
  append_filters (path, question);
  return g_string_free (path, FALSE);
}
