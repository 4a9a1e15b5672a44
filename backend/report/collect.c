/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is counted for a report. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/collect.h"

#include "backend/service/closing-times.h"
#include "backend/service/figures.h"

typedef struct
{
  GwService *service;
  GwPerson *user;
  GwReportData *data;
  GwReportSet set;     /* that is being asked for */
  GwReportTimes times; /* after the last set */
  GwReportCollectedFunc done;
  gpointer user_data;
} Collection;

static void
collection_free (Collection *self)
{
  gw_person_unref (self->user);
  gw_report_data_free (self->data);
  g_free (self);
}

static GwDimension
dimension_of (const Collection *self)
{
  static const GwDimension dimensions[GW_N_REPORT_SETS] = {
    [GW_REPORT_SET_TOTAL] = GW_DIMENSION_CITY,
    [GW_REPORT_SET_BEFORE] = GW_DIMENSION_CITY,
    [GW_REPORT_SET_TREND] = GW_DIMENSION_DAY,
    [GW_REPORT_SET_DEPARTMENTS] = GW_DIMENSION_DEPARTMENT,
    [GW_REPORT_SET_CLASSES] = GW_DIMENSION_CLASS,
    [GW_REPORT_SET_SOURCES] = GW_DIMENSION_SOURCE,
    [GW_REPORT_SET_WEEKDAYS] = GW_DIMENSION_WEEKDAY,
    [GW_REPORT_SET_HOURS] = GW_DIMENSION_HOUR,
    [GW_REPORT_SET_DISTRICTS] = GW_DIMENSION_DISTRICT,
    [GW_REPORT_SET_STREETS] = GW_DIMENSION_STREET,
    [GW_REPORT_SET_COMMUNITIES] = GW_DIMENSION_COMMUNITY,
    [GW_REPORT_SET_CELLS] = GW_DIMENSION_CELL,
    [GW_REPORT_SET_YEAR] = GW_DIMENSION_CITY,
    [GW_REPORT_SET_DISTRICTS_BEFORE] = GW_DIMENSION_DISTRICT,
    [GW_REPORT_SET_DISTRICTS_YEAR] = GW_DIMENSION_DISTRICT,
    [GW_REPORT_SET_STREETS_BEFORE] = GW_DIMENSION_STREET,
    [GW_REPORT_SET_STREETS_YEAR] = GW_DIMENSION_STREET,
  };

  if (self->set == GW_REPORT_SET_TREND && self->data->period.kind == GW_REPORT_DAY)
    return GW_DIMENSION_HOUR;
  return dimensions[self->set];
}

/* Which other period a set is of. */
static GwCompare
compare_of (GwReportSet set)
{
  switch (set)
    {
    case GW_REPORT_SET_DISTRICTS_BEFORE:
    case GW_REPORT_SET_STREETS_BEFORE:
      return GW_COMPARE_BEFORE;
    case GW_REPORT_SET_YEAR:
    case GW_REPORT_SET_DISTRICTS_YEAR:
    case GW_REPORT_SET_STREETS_YEAR:
      return GW_COMPARE_YEAR;
    default:
      return GW_COMPARE_NONE;
    }
}

/* --- places ---------------------------------------------------------------------------- */

/* In the report's area, when it is of one. */
static gboolean
is_within (const Collection *self, const GwArea *area)
{
  for (guint i = 0; self->data->area != NULL && area->codes[i] != NULL; i++)
    if (g_str_equal (area->codes[i], self->data->area))
      return TRUE;
  return self->data->area == NULL;
}

static void
add_place (Collection *self, const char *code, GHashTable *figures)
{
  static const GwFigures none;
  const GwFigures *own = g_hash_table_lookup (figures, code);

  gw_report_data_add (self->data, self->set, code, own != NULL ? own : &none);
  g_hash_table_remove (figures, code);
}

static void
add_areas (Collection *self, GwAreaLevel level, GHashTable *figures)
{
  const GwSnapshot *snapshot = self->data->snapshot;

  for (guint i = 0; i < gw_snapshot_n_areas (snapshot); i++)
    {
      const GwArea *area = gw_snapshot_area (snapshot, i);

      if (area->level == level && is_within (self, area))
        add_place (self, area->code, figures);
    }
}

static void
add_cells (Collection *self, GHashTable *figures)
{
  const GwSnapshot *snapshot = self->data->snapshot;

  for (guint i = 0; i < gw_snapshot_n_cells (snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell (snapshot, i);

      if (is_within (self, cell->community))
        add_place (self, cell->code, figures);
    }
}

/* Every place has a row, whether anything happened there or not; then those of former
 * divisions. */
static void
add_places (Collection *self, const GwFiguresTable *table)
{
  g_autoptr (GHashTable) figures = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < table->rows->len; i++)
    {
      const GwFiguresRow *row = &g_array_index (table->rows, GwFiguresRow, i);

      g_hash_table_insert (figures, (gpointer)row->row.key, (gpointer)&row->figures);
    }
  if (self->set == GW_REPORT_SET_CELLS)
    add_cells (self, figures);
  else
    add_areas (self,
               self->set == GW_REPORT_SET_DISTRICTS ? GW_AREA_DISTRICT
               : self->set == GW_REPORT_SET_STREETS ? GW_AREA_STREET
                                                    : GW_AREA_COMMUNITY,
               figures);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const GwFiguresRow *row = &g_array_index (table->rows, GwFiguresRow, i);

      if (g_hash_table_contains (figures, row->row.key))
        add_place (self, row->row.key, figures);
    }
}

/* --- weekdays and hours ---------------------------------------------------------------- */

/* Each has a row, whether anything happened then or not. Hours are "00" to "23". */
static void
add_numbered (Collection *self, const GwFiguresTable *table, guint first, guint last,
              int n_digits)
{
  static const GwFigures none;

  for (guint number = first; number <= last; number++)
    {
      g_autofree char *key = g_strdup_printf ("%0*u", n_digits, number);
      const GwFigures *figures = &none;

      for (guint i = 0; i < table->rows->len; i++)
        {
          const GwFiguresRow *row = &g_array_index (table->rows, GwFiguresRow, i);

          if (g_str_equal (row->row.key, key))
            figures = &row->figures;
        }
      gw_report_data_add (self->data, self->set, key, figures);
    }
}

/* --- one set after the other ----------------------------------------------------------- */

static void
add_compared (Collection *self, const GwFiguresTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const GwFiguresRow *row = &g_array_index (table->rows, GwFiguresRow, i);

      gw_report_data_add (self->data, self->set, row->row.key, &row->before);
    }
}

static void
add_answer (Collection *self, const GwFiguresTable *table)
{
  switch (self->set)
    {
    case GW_REPORT_SET_YEAR:
      self->data->year_from = table->before_from;
      self->data->year_to = table->before_to;
      gw_report_data_add (self->data, self->set, "", &table->total_before);
      break;
    case GW_REPORT_SET_DISTRICTS_BEFORE:
    case GW_REPORT_SET_DISTRICTS_YEAR:
    case GW_REPORT_SET_STREETS_BEFORE:
    case GW_REPORT_SET_STREETS_YEAR:
      add_compared (self, table);
      break;
    case GW_REPORT_SET_TOTAL:
    case GW_REPORT_SET_BEFORE:
      gw_report_data_add (self->data, self->set, "", &table->total);
      break;
    case GW_REPORT_SET_WEEKDAYS:
      add_numbered (self, table, 1, 7, 1);
      break;
    case GW_REPORT_SET_HOURS:
      add_numbered (self, table, 0, 23, 2);
      break;
    case GW_REPORT_SET_DISTRICTS:
    case GW_REPORT_SET_STREETS:
    case GW_REPORT_SET_COMMUNITIES:
    case GW_REPORT_SET_CELLS:
      add_places (self, table);
      break;
    default:
      for (guint i = 0; i < table->rows->len; i++)
        {
          const GwFiguresRow *row = &g_array_index (table->rows, GwFiguresRow, i);

          gw_report_data_add (self->data, self->set, row->row.key, &row->figures);
        }
      break;
    }
}

static gboolean ask (Collection *self, GError **error);

/* The next question, or the answer to the whole. */
static void
go_on (Collection *self, const GError *error)
{
  g_autoptr (GError) fault = error != NULL ? g_error_copy (error) : NULL;

  if (fault == NULL && self->times < GW_N_REPORT_TIMES && ask (self, &fault))
    return;
  self->done (fault == NULL ? g_steal_pointer (&self->data) : NULL, fault, self->user_data);
  collection_free (self);
}

/* A day has one weekday, and its hours are its trend. */
static gboolean
is_wanted (const Collection *self)
{
  return self->data->period.kind != GW_REPORT_DAY ||
         (self->set != GW_REPORT_SET_WEEKDAYS && self->set != GW_REPORT_SET_HOURS);
}

static void
counted_cb (GwFiguresTable **table, const GError *error, gpointer user_data)
{
  Collection *self = user_data;

  if (error == NULL)
    {
      add_answer (self, *table);
      do
        self->set++;
      while (!is_wanted (self));
    }
  go_on (self, error);
}

static void
measured_cb (GwClosingTimes **ret_times, const GError *error, gpointer user_data)
{
  Collection *self = user_data;
  const GwClosingTimes *times = error == NULL ? *ret_times : NULL;

  if (error == NULL && self->times == GW_REPORT_TIMES_TOTAL)
    gw_report_data_add_time (self->data, self->times, "", &times->total);
  else if (error == NULL)
    for (guint i = 0; i < times->rows->len; i++)
      {
        const GwClosingRow *row = &g_array_index (times->rows, GwClosingRow, i);

        gw_report_data_add_time (self->data, self->times, row->row.key, row);
      }
  if (error == NULL)
    self->times++;
  go_on (self, error);
}

static gboolean
ask (Collection *self, GError **error)
{
  static const GwDimension of_times[GW_N_REPORT_TIMES] = {
    [GW_REPORT_TIMES_TOTAL] = GW_DIMENSION_CITY,
    [GW_REPORT_TIMES_DEPARTMENTS] = GW_DIMENSION_DEPARTMENT,
    [GW_REPORT_TIMES_CLASSES] = GW_DIMENSION_CLASS,
  };
  const GwReportPeriod *period =
      self->set == GW_REPORT_SET_BEFORE ? &self->data->before : &self->data->period;
  GwFiguresQuery query = { .from = period->from,
                           .to = period->to,
                           .area = self->data->area };

  if (self->set < GW_N_REPORT_SETS)
    {
      query.rows = dimension_of (self);
      query.compare = compare_of (self->set);
      return gw_figures_query (self->service, self->user, &query, counted_cb, self, error);
    }
  query.rows = of_times[self->times];
  return gw_closing_times (self->service, self->user, &query, measured_cb, self, error);
}

static char *
local_time (GwService *service)
{
  const GwSnapshot *snapshot = gw_service_get_snapshot (service);
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (gw_service_now (service) / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (
      utc, gw_calendar_time_zone (gw_snapshot_calendar (snapshot)));

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

gboolean
gw_report_collect (GwService *service, const GwPerson *user, const GwReportOrder *order,
                   GwReportCollectedFunc done, gpointer user_data, GError **error)
{
  Collection *self = g_new0 (Collection, 1);
  GwReportData *data = gw_report_data_new ();

  *self = (Collection){ .service = service,
                        .user = gw_person_ref ((GwPerson *)user),
                        .data = data,
                        .done = done,
                        .user_data = user_data };
  data->snapshot = gw_snapshot_ref (gw_service_get_snapshot (service));
  data->zh = order->zh;
  data->period = order->period;
  gw_report_period_before (&order->period, &data->before);
  data->area = g_strdup (order->area);
  data->today = gw_report_today (service, NULL);
  data->made_at = local_time (service);
  data->last_seq = gw_service_last_seq (service);
  if (ask (self, error))
    return TRUE;
  collection_free (self);
  return FALSE;
}
