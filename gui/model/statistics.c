/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of every cell over a period. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/statistics.h"

#include <glib/gi18n.h>

#include "gui/client/codec.h"

/* Numbers lag behind the journal by no more than this, however many events come. */
#define REFRESH_S 5
/* Every closing of the period is looked at again for its time. */
#define REFRESH_TIMES_S 30
#define PAGE_SIZE 5000

struct _GwStatistics
{
  GObject parent_instance;

  GwClient *client;
  GwCityInfo *city;
  GwPeriod period;
  gboolean times;
  GListStore *rows;          /* GwCellStatistics */
  GPtrArray *incoming;       /* GwStatisticsRow */
  GCancellable *cancellable; /* NULL: nothing is under way */
  guint refresh_id;
  gboolean is_stale; /* an event came while an answer was under way */
  GError *error;
};

G_DEFINE_FINAL_TYPE (GwStatistics, gw_statistics, G_TYPE_OBJECT)

struct _GwCellStatistics
{
  GObject parent_instance;

  GwStatisticsRow *row;
};

G_DEFINE_FINAL_TYPE (GwCellStatistics, gw_cell_statistics, G_TYPE_OBJECT)

enum
{
  PROP_LOADING = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static const char *const period_labels[GW_PERIOD_N] = {
  [GW_PERIOD_TODAY] = N_ ("Today"),
  [GW_PERIOD_WEEK] = N_ ("7 days"),
  [GW_PERIOD_MONTH] = N_ ("This month"),
  [GW_PERIOD_ALL] = N_ ("All time"),
};

const char *
gw_period_label (GwPeriod period)
{
  g_return_val_if_fail (period < GW_PERIOD_N, "");

  return _ (period_labels[period]);
}

gint64
gw_period_start_usec (GwPeriod period, gint64 now_usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) midnight = NULL;
  g_autoptr (GDateTime) start = NULL;

  if (period == GW_PERIOD_ALL)
    return 0;
  midnight = g_date_time_new (
      zone, g_date_time_get_year (now), g_date_time_get_month (now),
      period == GW_PERIOD_MONTH ? 1 : g_date_time_get_day_of_month (now), 0, 0, 0);
  start = g_date_time_add_days (midnight, period == GW_PERIOD_WEEK ? -6 : 0);
  return g_date_time_to_unix (start) * G_USEC_PER_SEC;
}

static void
gw_cell_statistics_finalize (GObject *object)
{
  gw_statistics_row_free (GW_CELL_STATISTICS (object)->row);

  G_OBJECT_CLASS (gw_cell_statistics_parent_class)->finalize (object);
}

static void
gw_cell_statistics_class_init (GwCellStatisticsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_cell_statistics_finalize;
}

static void
gw_cell_statistics_init (GwCellStatistics *self)
{
}

GwCellStatistics *
gw_cell_statistics_new (GwStatisticsRow *row)
{
  GwCellStatistics *self = g_object_new (GW_TYPE_CELL_STATISTICS, NULL);

  self->row = row;
  return self;
}

const GwStatisticsRow *
gw_cell_statistics_get (GwCellStatistics *self)
{
  g_return_val_if_fail (GW_IS_CELL_STATISTICS (self), NULL);

  return self->row;
}

static void
gw_statistics_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, gw_statistics_is_loading (GW_STATISTICS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_statistics_dispose (GObject *object)
{
  GwStatistics *self = GW_STATISTICS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->city);

  G_OBJECT_CLASS (gw_statistics_parent_class)->dispose (object);
}

static void
gw_statistics_finalize (GObject *object)
{
  GwStatistics *self = GW_STATISTICS (object);

  g_clear_pointer (&self->incoming, g_ptr_array_unref);
  g_object_unref (self->rows);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gw_statistics_parent_class)->finalize (object);
}

static void
gw_statistics_class_init (GwStatisticsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_statistics_get_property;
  object_class->dispose = gw_statistics_dispose;
  object_class->finalize = gw_statistics_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean (
      "loading", NULL, NULL, FALSE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", GW_TYPE_STATISTICS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_statistics_init (GwStatistics *self)
{
  self->period = GW_PERIOD_WEEK;
  self->rows = g_list_store_new (GW_TYPE_CELL_STATISTICS);
}

GwStatistics *
gw_statistics_new (GwClient *client, GwCityInfo *city)
{
  GwStatistics *self = g_object_new (GW_TYPE_STATISTICS, NULL);

  self->client = g_object_ref (client);
  self->city = g_object_ref (city);
  return self;
}

static void
install (GwStatistics *self)
{
  g_autoptr (GPtrArray) rows = g_steal_pointer (&self->incoming);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      GwStatisticsRow *row = rows->pdata[i];
      GwCellStatistics *item = gw_cell_statistics_new (row);

      rows->pdata[i] = NULL;
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
}

static gboolean
refresh_cb (gpointer data)
{
  GwStatistics *self = data;

  self->refresh_id = 0;
  gw_statistics_reload (self);
  return G_SOURCE_REMOVE;
}

static void
finish (GwStatistics *self)
{
  g_clear_object (&self->cancellable);
  if (self->is_stale)
    gw_statistics_invalidate (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_signal_emit (self, changed_signal, 0);
}

static void
free_row_if_any (gpointer data)
{
  if (data != NULL)
    gw_statistics_row_free (data);
}

static void page_received_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
ask_page (GwStatistics *self, const char *path)
{
  gw_client_call_async (self->client, "GET", path, NULL,
                        self->times ? gw_decode_closing_rows : gw_decode_statistics,
                        (GDestroyNotify)gw_page_free, self->cancellable, page_received_cb,
                        g_object_ref (self));
}

static void
page_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwStatistics) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPage) page = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page == NULL)
    {
      self->error = g_steal_pointer (&error);
      finish (self);
      return;
    }
  g_ptr_array_extend_and_steal (self->incoming, g_steal_pointer (&page->items));
  if (page->next != NULL)
    {
      ask_page (self, page->next);
      return;
    }
  install (self);
  finish (self);
}

static char *
make_counters_path (GwStatistics *self, gint64 start_usec)
{
  GString *path = g_string_new ("/api/v1/statistics/cells?");

  if (start_usec != 0)
    {
      g_autoptr (GDateTime) start =
          g_date_time_new_from_unix_utc (start_usec / G_USEC_PER_SEC);
      g_autofree char *text = g_date_time_format (start, "%Y-%m-%dT%H:%M:%S.000Z");

      g_string_append_printf (path, "from=%s&", text);
    }
  g_string_append_printf (path, "limit=%d", PAGE_SIZE);
  return g_string_free (path, FALSE);
}

/* By days of the city. */
static char *
make_times_path (GwStatistics *self, gint64 start_usec)
{
  GString *path = g_string_new ("/api/v1/statistics/closing-times?rows=cell");

  if (start_usec != 0)
    {
      g_autoptr (GDateTime) utc =
          g_date_time_new_from_unix_utc (start_usec / G_USEC_PER_SEC);
      g_autoptr (GDateTime) start =
          g_date_time_to_timezone (utc, gw_city_info_get_time_zone (self->city));
      g_autofree char *text = g_date_time_format (start, "%Y-%m-%d");

      g_string_append_printf (path, "&from=%s", text);
    }
  return g_string_free (path, FALSE);
}

static void
drop_question (GwStatistics *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->incoming, g_ptr_array_unref);
  g_clear_error (&self->error);
  self->is_stale = FALSE;
}

void
gw_statistics_reload (GwStatistics *self)
{
  gint64 start_usec;
  g_autofree char *path = NULL;

  g_return_if_fail (GW_IS_STATISTICS (self));

  drop_question (self);
  start_usec = gw_period_start_usec (self->period, gw_city_info_now (self->city),
                                     gw_city_info_get_time_zone (self->city));
  path = self->times ? make_times_path (self, start_usec)
                     : make_counters_path (self, start_usec);
  self->incoming = g_ptr_array_new_with_free_func (free_row_if_any);
  self->cancellable = g_cancellable_new ();
  ask_page (self, path);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
gw_statistics_set_times (GwStatistics *self, gboolean times)
{
  g_return_if_fail (GW_IS_STATISTICS (self));

  if (self->times == (times != FALSE))
    return;
  self->times = times != FALSE;
  drop_question (self);
  g_list_store_remove_all (self->rows);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
gw_statistics_invalidate (GwStatistics *self)
{
  g_return_if_fail (GW_IS_STATISTICS (self));

  if (self->cancellable != NULL)
    self->is_stale = TRUE;
  else if (self->refresh_id == 0)
    self->refresh_id =
        g_timeout_add_seconds (self->times ? REFRESH_TIMES_S : REFRESH_S, refresh_cb, self);
}

void
gw_statistics_set_period (GwStatistics *self, GwPeriod period)
{
  g_return_if_fail (GW_IS_STATISTICS (self) && period < GW_PERIOD_N);

  if (self->period == period)
    return;
  self->period = period;
  gw_statistics_reload (self);
}

GwPeriod
gw_statistics_get_period (GwStatistics *self)
{
  g_return_val_if_fail (GW_IS_STATISTICS (self), GW_PERIOD_WEEK);

  return self->period;
}

GListModel *
gw_statistics_get_rows (GwStatistics *self)
{
  g_return_val_if_fail (GW_IS_STATISTICS (self), NULL);

  return G_LIST_MODEL (self->rows);
}

gboolean
gw_statistics_is_loading (GwStatistics *self)
{
  g_return_val_if_fail (GW_IS_STATISTICS (self), FALSE);

  return self->cancellable != NULL;
}

const GError *
gw_statistics_get_error (GwStatistics *self)
{
  g_return_val_if_fail (GW_IS_STATISTICS (self), NULL);

  return self->error;
}
