/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A signed-in session: every model, wired to the live feed. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/desk.h"

#include <glib/gi18n.h>
#include <math.h>

#define TICK_S 5
/* Lamps of points turn by time alone, which no event tells. */
#define POINTS_REFRESH_TICKS 60

struct _GwDesk
{
  GObject parent_instance;

  GwClient *client;
  GwUser user;
  GwCityInfo *city;
  GwLive *live;
  GwOutbox *outbox;
  GwDrafts *drafts;
  GwHolds *holds;
  GwCaseStore *store;
  GwCaseList *list;
  GwCasePoints *points;
  GwCasePoints *open_points;
  GwCellSet *cells;
  GwCellValues *values;
  GwStatistics *statistics;
  GwSelection *selection;
  GwInspectors *inspectors;
  GwActionQueue *queue;
  GwWorkHours *work_hours;
  guint tick_id;
  guint ticks;
};

G_DEFINE_FINAL_TYPE (GwDesk, gw_desk, G_TYPE_OBJECT)

enum
{
  SIGNAL_TICK,
  SIGNAL_RESET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
gw_desk_dispose (GObject *object)
{
  GwDesk *self = GW_DESK (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->live != NULL)
    gw_live_stop (self->live);
  g_clear_object (&self->live);
  g_clear_object (&self->outbox);
  g_clear_object (&self->drafts);
  g_clear_object (&self->holds);
  g_clear_object (&self->client);
  g_clear_object (&self->city);
  g_clear_object (&self->list);
  g_clear_object (&self->points);
  g_clear_object (&self->open_points);
  g_clear_object (&self->store);
  g_clear_object (&self->values);
  g_clear_object (&self->cells);
  g_clear_object (&self->statistics);
  g_clear_object (&self->selection);
  g_clear_object (&self->inspectors);
  g_clear_object (&self->queue);
  g_clear_object (&self->work_hours);

  G_OBJECT_CLASS (gw_desk_parent_class)->dispose (object);
}

static void
gw_desk_finalize (GObject *object)
{
  gw_user_clear (&GW_DESK (object)->user);

  G_OBJECT_CLASS (gw_desk_parent_class)->finalize (object);
}

static void
gw_desk_class_init (GwDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_desk_dispose;
  object_class->finalize = gw_desk_finalize;

  signals[SIGNAL_TICK] = g_signal_new ("tick", GW_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RESET] = g_signal_new ("reset", GW_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_desk_init (GwDesk *self)
{
}

/* Counts the open (or overdue) points into their cells. */
static double *
count_cells (GwDesk *self, gboolean overdue_only, guint n_cells)
{
  double *values = g_new0 (double, n_cells);
  guint n_points;
  const GwCasePoint *points = gw_case_points_get (self->open_points, &n_points);

  for (guint i = 0; i < n_points; i++)
    {
      guint32 cell = gw_cell_set_find (self->cells, points[i].cell);

      if (cell != GW_CELL_NONE && (!overdue_only || points[i].lamp == GW_LAMP_RED))
        values[cell]++;
    }
  return values;
}

static double *
rate_cells (GwDesk *self, guint n_cells)
{
  GListModel *rows = gw_statistics_get_rows (self->statistics);
  double *values = g_new (double, n_cells);

  for (guint i = 0; i < n_cells; i++)
    values[i] = NAN;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GwCellStatistics) row = g_list_model_get_item (rows, i);
      guint32 cell = gw_cell_set_find (self->cells, gw_cell_statistics_get (row)->code);

      if (cell != GW_CELL_NONE)
        values[cell] = gw_measure_of_row (gw_cell_values_get_measure (self->values),
                                          gw_cell_statistics_get (row));
    }
  return values;
}

static void
update_values (GwDesk *self)
{
  guint n_cells = gw_cell_set_get_size (self->cells);
  GwMeasure measure = gw_cell_values_get_measure (self->values);

  if (!gw_measure_is_of_now (measure))
    gw_cell_values_take (self->values,
                         gw_period_label (gw_statistics_get_period (self->statistics)),
                         rate_cells (self, n_cells), n_cells);
  else
    gw_cell_values_take (self->values, _ ("now"),
                         count_cells (self, measure == GW_MEASURE_OVERDUE, n_cells),
                         n_cells);
}

static void
points_changed_cb (GwDesk *self)
{
  if (gw_measure_is_of_now (gw_cell_values_get_measure (self->values)))
    update_values (self);
}

static void
statistics_changed_cb (GwDesk *self)
{
  if (!gw_measure_is_of_now (gw_cell_values_get_measure (self->values)))
    update_values (self);
}

static void
measure_changed_cb (GwDesk *self)
{
  GwMeasure measure = gw_cell_values_get_measure (self->values);

  if (!gw_measure_is_of_now (measure))
    {
      gw_statistics_set_times (self->statistics, gw_measure_is_time (measure));
      if (!gw_statistics_is_loading (self->statistics) &&
          g_list_model_get_n_items (gw_statistics_get_rows (self->statistics)) == 0)
        gw_statistics_reload (self->statistics);
    }
  update_values (self);
}

static void
events_cb (GwDesk *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      GwCaseEvent *event = events->pdata[i];
      GwCase *known = gw_case_store_lookup (self->store, event->number);

      if (known != NULL && event->row != NULL)
        gw_case_update (known, event->row);
    }
  gw_case_list_apply (self->list, events);
  gw_case_points_apply (self->points, events);
  gw_case_points_apply (self->open_points, events);
  if (g_list_model_get_n_items (gw_statistics_get_rows (self->statistics)) > 0)
    gw_statistics_invalidate (self->statistics);
}

static void
live_reset_cb (GwDesk *self)
{
  gw_case_list_reload (self->list);
  gw_case_points_reload (self->points);
  gw_case_points_reload (self->open_points);
  gw_statistics_reload (self->statistics);
  gw_work_hours_follow (self->work_hours, self->client, gw_desk_now (self), TRUE);
  g_signal_emit (self, signals[SIGNAL_RESET], 0);
}

/* What shows the time left counts anew. */
static void
hours_changed_cb (GwDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
}

static gboolean
tick_cb (gpointer data)
{
  GwDesk *self = data;

  gw_case_store_tick (self->store, gw_desk_now (self));
  if (++self->ticks % POINTS_REFRESH_TICKS == 0 &&
      gw_live_get_state (self->live) == GW_LIVE_ONLINE)
    {
      gw_case_points_reload (self->points);
      gw_case_points_reload (self->open_points);
    }
  gw_work_hours_follow (self->work_hours, self->client, gw_desk_now (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
  return G_SOURCE_CONTINUE;
}

static void
answered_cb (GwDesk *self, GwCaseDetail *detail)
{
  gw_desk_take_row (self, detail->row);
}

static void
connect_models (GwDesk *self)
{
  g_signal_connect_object (self->queue, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->live, "events", G_CALLBACK (events_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->live, "reset", G_CALLBACK (live_reset_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cells, "loaded", G_CALLBACK (update_values), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open_points, "changed", G_CALLBACK (points_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->statistics, "changed", G_CALLBACK (statistics_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->work_hours, "changed", G_CALLBACK (hours_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->values, "notify::measure", G_CALLBACK (measure_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

GwDesk *
gw_desk_new (GwClient *client, const GwUser *user, GwCityInfo *city)
{
  GwDesk *self = g_object_new (GW_TYPE_DESK, NULL);

  self->client = g_object_ref (client);
  self->city = g_object_ref (city);
  gw_user_copy (user, &self->user);
  self->live = gw_live_new (client);
  self->outbox = gw_outbox_new (client, user->login, NULL);
  self->drafts = gw_drafts_new (client, user->login, NULL);
  self->store = gw_case_store_new ();
  self->list = gw_case_list_new (client, self->store);
  self->points = gw_case_points_new (client);
  self->open_points = gw_case_points_new (client);
  self->cells = gw_cell_set_new ();
  self->values = gw_cell_values_new (self->cells);
  self->statistics = gw_statistics_new (client, city);
  self->selection = gw_selection_new ();
  self->holds = gw_holds_new (self->live, self->store, self->selection, user->login);
  self->inspectors = gw_inspectors_new (client);
  self->queue = gw_action_queue_new (self->outbox);
  self->work_hours = gw_work_hours_new ();
  connect_models (self);
  return self;
}

void
gw_desk_start (GwDesk *self)
{
  const GwCityRecord *city;

  g_return_if_fail (GW_IS_DESK (self));

  city = gw_city_info_get_record (self->city);
  gw_live_start (self->live, city->last_seq);
  gw_case_list_reload (self->list);
  gw_case_points_reload (self->points);
  gw_case_points_reload (self->open_points);
  gw_cell_set_load (self->cells, self->client, city->n_cells);
  gw_work_hours_follow (self->work_hours, self->client, gw_desk_now (self), TRUE);
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (TICK_S, tick_cb, self);
}

void
gw_desk_stop (GwDesk *self)
{
  g_return_if_fail (GW_IS_DESK (self));

  g_clear_handle_id (&self->tick_id, g_source_remove);
  gw_inspectors_set_active (self->inspectors, FALSE);
  gw_live_stop (self->live);
}

GwWorkHours *
gw_desk_get_work_hours (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->work_hours;
}

void
gw_desk_set_filter (GwDesk *self, const GwCaseFilter *filter)
{
  g_return_if_fail (GW_IS_DESK (self));

  gw_case_list_set_filter (self->list, filter);
  gw_case_points_set_filter (self->points, filter);
}

void
gw_desk_take_row (GwDesk *self, GwCaseRow *row)
{
  g_autoptr (GPtrArray) events = NULL;
  GwCaseEvent *event;
  GwCase *known;

  g_return_if_fail (GW_IS_DESK (self));

  known = gw_case_store_lookup (self->store, row->number);
  if (known != NULL && gw_case_get_row (known)->version >= row->version)
    return;
  events = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_event_free);
  event = g_new0 (GwCaseEvent, 1);
  event->number = g_strdup (row->number);
  event->row = gw_case_row_ref (row);
  g_ptr_array_add (events, event);
  events_cb (self, events);
}

GwClient *
gw_desk_get_client (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->client;
}

const GwUser *
gw_desk_get_user (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return &self->user;
}

GwCityInfo *
gw_desk_get_city (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->city;
}

GwLive *
gw_desk_get_live (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->live;
}

GwOutbox *
gw_desk_get_outbox (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->outbox;
}

GwDrafts *
gw_desk_get_drafts (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->drafts;
}

GwHolds *
gw_desk_get_holds (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->holds;
}

GwCaseList *
gw_desk_get_list (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->list;
}

GwCasePoints *
gw_desk_get_points (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->points;
}

GwCasePoints *
gw_desk_get_open_points (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->open_points;
}

GwCellSet *
gw_desk_get_cells (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->cells;
}

GwCellValues *
gw_desk_get_values (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->values;
}

GwStatistics *
gw_desk_get_statistics (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->statistics;
}

GwSelection *
gw_desk_get_selection (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->selection;
}

GwInspectors *
gw_desk_get_inspectors (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->inspectors;
}

GwActionQueue *
gw_desk_get_queue (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), NULL);

  return self->queue;
}

gint64
gw_desk_now (GwDesk *self)
{
  g_return_val_if_fail (GW_IS_DESK (self), 0);

  return gw_city_info_now (self->city);
}
