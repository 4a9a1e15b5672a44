/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The managers' page: one question, the tables that answer it, and the way back. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/insight-private.h"

#include <glib/gi18n.h>

#include "gui/model/insight-map.h"

/* So many questions are remembered. */
#define PAST_MAX 50

G_DEFINE_FINAL_TYPE (GwInsight, gw_insight, G_TYPE_OBJECT)

enum
{
  SIGNAL_ASKED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

enum
{
  PROP_LOADING = 1,
  N_PROPS,
};

static guint signals[N_SIGNALS];
static GParamSpec *properties[N_PROPS];

/* ---- answers ---- */

/* A question under way; self is kept until it is answered. */
typedef struct
{
  GwInsight *self;
  GwInsightTable table;
  GCancellable *cancellable;
} Ask;

static void
ask_free (Ask *ask)
{
  g_object_unref (ask->self);
  g_object_unref (ask->cancellable);
  g_free (ask);
}

static void
set_pending (GwInsight *self, int change)
{
  self->n_pending = (guint)((int)self->n_pending + change);
  if (self->n_pending == 0 || (self->n_pending == 1 && change == 1))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
fail (GwInsight *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

/* FALSE when nobody waits for the answer any more. */
static gboolean
answered (GwInsight *self, GError *error)
{
  set_pending (self, -1);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return FALSE;
    }
  if (error != NULL)
    fail (self, error);
  return TRUE;
}

static void
show_on_map (GwInsight *self)
{
  const GwTallyTable *table = self->tables[GW_INSIGHT_CELLS];
  g_autoptr (GArray) parts = gw_span_parts (&self->question->span);
  GwInsightMap map = {
    .values = self->values,
    .cells = self->cells,
    .table = table,
    .indicator = gw_insight_get_indicator (self),
    .compared = self->question->compare != GW_COMPARE_NONE,
    .span = self->part >= 0 && (guint)self->part < parts->len
                ? g_array_index (parts, GwSpan, self->part)
                : self->question->span,
  };

  if (table != NULL && table->next == NULL && map.indicator != NULL)
    gw_insight_map_show (&map);
}

static void ask_path (GwInsight *self, GwInsightTable table, const char *path,
                      GCancellable *cancellable);

static void
take_table (GwInsight *self, GwInsightTable which, GwTallyTable *more,
            GCancellable *cancellable)
{
  GwTallyTable *table = self->tables[which];

  /* The first page of a new question, or one more of the same. */
  if (table == NULL || table->next == NULL)
    {
      g_clear_pointer (&self->tables[which], gw_tally_table_free);
      self->tables[which] = table = more;
    }
  else
    {
      g_ptr_array_extend_and_steal (table->items, g_steal_pointer (&more->items));
      g_free (table->next);
      table->next = g_steal_pointer (&more->next);
      gw_tally_table_free (more);
    }
  if (table->next != NULL)
    ask_path (self, which, table->next, cancellable);
  else if (which == GW_INSIGHT_CELLS)
    show_on_map (self);
}

static void
table_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Ask *ask = data;
  g_autoptr (GwInsight) self = g_object_ref (ask->self);
  GError *error = NULL;
  GwTallyTable *table = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (answered (self, error))
    {
      if (table != NULL)
        take_table (self, ask->table, g_steal_pointer (&table), ask->cancellable);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  g_clear_pointer (&table, gw_tally_table_free);
  ask_free (ask);
}

static void
ask_path (GwInsight *self, GwInsightTable table, const char *path,
          GCancellable *cancellable)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->self = g_object_ref (self);
  ask->table = table;
  ask->cancellable = g_object_ref (cancellable);
  set_pending (self, 1);
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_tally_table,
                        (GDestroyNotify)gw_tally_table_free, cancellable, table_cb, ask);
}

static void
cases_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwInsight) self = data;
  GError *error = NULL;
  g_autoptr (GwCountedPage) page =
      gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (!answered (self, error))
    return;
  if (page != NULL)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < page->items->len; i++)
        {
          GwCountedCase *counted = g_steal_pointer (&page->items->pdata[i]);

          g_ptr_array_add (items, gw_counted_item_new (counted));
        }
      g_ptr_array_set_free_func (page->items, NULL);
      g_list_store_splice (self->cases,
                           g_list_model_get_n_items (G_LIST_MODEL (self->cases)), 0,
                           items->pdata, items->len);
      self->n_cases = page->total;
      g_free (self->next_cases);
      self->next_cases = g_steal_pointer (&page->next);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ask_cases (GwInsight *self, const char *path)
{
  set_pending (self, 1);
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_counted_page,
                        (GDestroyNotify)gw_counted_page_free, self->cancellable, cases_cb,
                        g_object_ref (self));
}

static void
times_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwInsight) self = data;
  GError *error = NULL;
  GwClosingTimes *times = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (!answered (self, error))
    {
      g_clear_pointer (&times, gw_closing_times_free);
      return;
    }
  g_clear_pointer (&self->times, gw_closing_times_free);
  self->times = times;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ask_times (GwInsight *self)
{
  g_autofree char *path = NULL;

  if (!gw_insight_measures_times (self))
    {
      g_clear_pointer (&self->times, gw_closing_times_free);
      return;
    }
  path = gw_stat_question_dup_times_path (self->question);
  set_pending (self, 1);
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_closing_times,
                        (GDestroyNotify)gw_closing_times_free, self->cancellable, times_cb,
                        g_object_ref (self));
}

/* ---- questions ---- */

static void
renew (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

/* What stands there is still shown, until the new answer comes; but no page goes behind it. */
static void
forget_next (GwTallyTable *table)
{
  if (table != NULL)
    g_clear_pointer (&table->next, g_free);
}

static void
ask_table (GwInsight *self, GwInsightTable table, const char *rows, const char *columns,
           const GwSpan *span, gboolean compared)
{
  g_autofree char *path = gw_stat_question_dup_table_path (
      self->question, rows, columns, span, compared, table == GW_INSIGHT_ROWS);

  forget_next (self->tables[table]);
  ask_path (self, table, path,
            table == GW_INSIGHT_CELLS ? self->map_cancellable : self->cancellable);
}

static void
ask_map (GwInsight *self)
{
  g_autoptr (GArray) parts = gw_span_parts (&self->question->span);
  gboolean whole = self->part < 0 || (guint)self->part >= parts->len;

  renew (&self->map_cancellable);
  ask_table (self, GW_INSIGHT_CELLS, "cell", NULL,
             whole ? &self->question->span : &g_array_index (parts, GwSpan, self->part),
             TRUE);
}

static const char *
class_rows (const GwStatQuestion *question)
{
  return gw_stat_question_find (question, "class_middle") != NULL ||
                 gw_stat_question_find (question, "class_minor") != NULL
             ? "class_minor"
             : "class_middle";
}

static void
ask_tables (GwInsight *self)
{
  const GwStatQuestion *question = self->question;
  const char *part = gw_span_unit_dimension (gw_span_part_unit (&question->span));
  GwSpan before;

  ask_table (self, GW_INSIGHT_ROWS, question->rows, NULL, &question->span, TRUE);
  ask_table (self, GW_INSIGHT_TREND, part, NULL, &question->span, FALSE);
  if (gw_stat_question_get_before (question, &before))
    ask_table (self, GW_INSIGHT_TREND_BEFORE, part, NULL, &before, FALSE);
  else
    g_clear_pointer (&self->tables[GW_INSIGHT_TREND_BEFORE], gw_tally_table_free);
  ask_table (self, GW_INSIGHT_CLASSES, class_rows (question), NULL, &question->span, FALSE);
  ask_table (self, GW_INSIGHT_DEPARTMENTS, "department", NULL, &question->span, TRUE);
  ask_table (self, GW_INSIGHT_HOURS, "weekday", "hour", &question->span, FALSE);
  if (gw_stat_question_is_crossed (question))
    ask_table (self, GW_INSIGHT_CROSSED, question->rows, question->columns, &question->span,
               FALSE);
  else
    g_clear_pointer (&self->tables[GW_INSIGHT_CROSSED], gw_tally_table_free);
  ask_times (self);
  ask_map (self);
}

/* Scores are given by the first scheme until another one is chosen. */
static void
begin_with_scheme (GwInsight *self)
{
  if (self->question->scheme == NULL && self->book->schemes->len > 0)
    self->question->scheme =
        g_strdup (((GwScheme *)self->book->schemes->pdata[0])->name.code);
}

static void
book_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwInsight) self = data;
  GError *error = NULL;
  GwFigureBook *book = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (!answered (self, error))
    return;
  if (book != NULL)
    {
      g_clear_pointer (&self->book, gw_figure_book_free);
      self->book = book;
      begin_with_scheme (self);
      gw_insight_reload (self);
    }
  g_signal_emit (self, signals[SIGNAL_ASKED], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
gw_insight_reload (GwInsight *self)
{
  g_return_if_fail (GW_IS_INSIGHT (self));

  renew (&self->cancellable);
  g_clear_error (&self->error);
  if (self->book == NULL)
    {
      set_pending (self, 1);
      gw_client_call_async (self->client, "GET", "/api/v1/statistics/indicators", NULL,
                            gw_decode_figure_book, (GDestroyNotify)gw_figure_book_free,
                            self->cancellable, book_cb, g_object_ref (self));
      return;
    }
  g_list_store_remove_all (self->cases);
  g_clear_pointer (&self->next_cases, g_free);
  self->n_cases = 0;
  if (self->question->topic != GW_TOPIC_FIGURES)
    {
      if (self->question->topic != GW_TOPIC_MONTHS)
        ask_map (self);
      return;
    }
  ask_tables (self);
  if (self->question->figure != NULL)
    {
      g_autofree char *path = gw_stat_question_dup_cases_path (self->question);

      ask_cases (self, path);
    }
}

static void
question_changed (GwInsight *self)
{
  self->part = -1;
  g_signal_emit (self, signals[SIGNAL_ASKED], 0);
  gw_insight_reload (self);
}

void
gw_insight_ask (GwInsight *self, GwStatQuestion *question)
{
  g_return_if_fail (GW_IS_INSIGHT (self) && question != NULL);

  g_queue_push_head (self->past, self->question);
  self->question = question;
  if (g_queue_get_length (self->past) > PAST_MAX)
    gw_stat_question_free (g_queue_pop_tail (self->past));
  question_changed (self);
}

gboolean
gw_insight_can_go_back (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), FALSE);

  return !g_queue_is_empty (self->past);
}

void
gw_insight_back (GwInsight *self)
{
  g_return_if_fail (GW_IS_INSIGHT (self));

  if (g_queue_is_empty (self->past))
    return;
  gw_stat_question_free (self->question);
  self->question = g_queue_pop_head (self->past);
  question_changed (self);
}

void
gw_insight_more_cases (GwInsight *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (GW_IS_INSIGHT (self));

  path = g_steal_pointer (&self->next_cases);
  if (path != NULL)
    ask_cases (self, path);
}

void
gw_insight_set_part (GwInsight *self, int part)
{
  g_return_if_fail (GW_IS_INSIGHT (self));

  if (self->part == part)
    return;
  self->part = part;
  if (self->book != NULL)
    ask_map (self);
}

int
gw_insight_get_part (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), -1);

  return self->part;
}

/* ---- the object ---- */

static void
gw_insight_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, gw_insight_is_loading (GW_INSIGHT (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_insight_dispose (GObject *object)
{
  GwInsight *self = GW_INSIGHT (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->map_cancellable != NULL)
    g_cancellable_cancel (self->map_cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->map_cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->city);
  g_clear_object (&self->cells);
  g_clear_object (&self->values);

  G_OBJECT_CLASS (gw_insight_parent_class)->dispose (object);
}

static void
gw_insight_finalize (GObject *object)
{
  GwInsight *self = GW_INSIGHT (object);

  g_clear_pointer (&self->question, gw_stat_question_free);
  g_queue_free_full (self->past, (GDestroyNotify)gw_stat_question_free);
  g_clear_pointer (&self->book, gw_figure_book_free);
  for (guint i = 0; i < GW_INSIGHT_N; i++)
    g_clear_pointer (&self->tables[i], gw_tally_table_free);
  g_clear_pointer (&self->times, gw_closing_times_free);
  g_object_unref (self->cases);
  g_free (self->next_cases);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gw_insight_parent_class)->finalize (object);
}

static void
gw_insight_class_init (GwInsightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_insight_get_property;
  object_class->dispose = gw_insight_dispose;
  object_class->finalize = gw_insight_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean (
      "loading", NULL, NULL, FALSE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ASKED] = g_signal_new ("asked", GW_TYPE_INSIGHT, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GW_TYPE_INSIGHT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_insight_init (GwInsight *self)
{
  self->past = g_queue_new ();
  self->part = -1;
  self->cases = g_list_store_new (GW_TYPE_COUNTED_ITEM);
}

GwInsight *
gw_insight_new (GwClient *client, GwCityInfo *city, GwCellSet *cells)
{
  GwInsight *self = g_object_new (GW_TYPE_INSIGHT, NULL);
  GDate today;

  self->client = g_object_ref (client);
  self->city = g_object_ref (city);
  self->cells = g_object_ref (cells);
  self->values = gw_cell_values_new (cells);
  gw_cell_values_set_measure (self->values, GW_MEASURE_PAGE_RATE);
  today = gw_insight_today (self);
  self->question = gw_stat_question_new (&today);
  g_signal_connect_object (cells, "loaded", G_CALLBACK (show_on_map), self,
                           G_CONNECT_SWAPPED);
  return self;
}

GDate
gw_insight_today (GwInsight *self)
{
  return gw_city_info_today (self->city);
}

gboolean
gw_insight_is_loading (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), FALSE);

  return self->n_pending > 0;
}
