/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of a deadline in working time, for any row of a list. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/work-hours.h"

#define CITY "city"
/* Somebody may have changed a calendar. */
#define FRESH_USEC (30 * 60 * G_USEC_PER_SEC)
/* Our clock is set by the server's, but for the way of an answer. */
#define SLACK_USEC (60 * G_USEC_PER_SEC)

struct _GwWorkHours
{
  GObject parent_instance;

  GwWorkHoursRecord *record;  /* or NULL */
  GHashTable *by_department;  /* code -> GwWorkCalendar of record */
  const GwWorkCalendar *city; /* of record, or NULL */
  gint64 asked_usec;          /* 0: never */
  GCancellable *cancellable;  /* of the question that is out, or NULL */
};

G_DEFINE_FINAL_TYPE (GwWorkHours, gw_work_hours, G_TYPE_OBJECT)

static guint changed_signal;

static void
gw_work_hours_finalize (GObject *object)
{
  GwWorkHours *self = GW_WORK_HOURS (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->by_department);
  g_clear_pointer (&self->record, gw_work_hours_record_free);

  G_OBJECT_CLASS (gw_work_hours_parent_class)->finalize (object);
}

static void
gw_work_hours_class_init (GwWorkHoursClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_work_hours_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_WORK_HOURS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_work_hours_init (GwWorkHours *self)
{
  self->by_department = g_hash_table_new (g_str_hash, g_str_equal);
}

GwWorkHours *
gw_work_hours_new (void)
{
  return g_object_new (GW_TYPE_WORK_HOURS, NULL);
}

void
gw_work_hours_take (GwWorkHours *self, GwWorkHoursRecord *record)
{
  g_return_if_fail (GW_IS_WORK_HOURS (self) && record != NULL);

  g_hash_table_remove_all (self->by_department);
  g_clear_pointer (&self->record, gw_work_hours_record_free);
  self->record = record;
  self->city = NULL;
  for (guint i = 0; i < record->calendars->len; i++)
    {
      GwWorkCalendar *calendar = record->calendars->pdata[i];

      if (g_str_equal (calendar->code, CITY))
        self->city = calendar;
      for (guint k = 0; calendar->departments[k] != NULL; k++)
        g_hash_table_insert (self->by_department, calendar->departments[k], calendar);
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwWorkHours) self = data;
  g_autoptr (GError) error = NULL;
  GwWorkHoursRecord *record = gw_client_call_finish (GW_CLIENT (source), result, &error);

  g_clear_object (&self->cancellable);
  if (record != NULL)
    gw_work_hours_take (self, record);
  else
    g_info ("working hours: %s", error->message);
}

void
gw_work_hours_follow (GwWorkHours *self, GwClient *client, gint64 now_usec, gboolean force)
{
  g_return_if_fail (GW_IS_WORK_HOURS (self));

  if (self->cancellable != NULL ||
      (!force && self->asked_usec != 0 && now_usec - self->asked_usec < FRESH_USEC))
    return;
  self->asked_usec = now_usec;
  self->cancellable = g_cancellable_new ();
  gw_client_call_async (client, "GET", "/api/v1/working-hours", NULL, gw_decode_work_hours,
                        (GDestroyNotify)gw_work_hours_record_free, self->cancellable,
                        answered_cb, g_object_ref (self));
}

/* The first span that ends after the instant. */
static guint
find_span (const GArray *spans, gint64 usec)
{
  guint low = 0;
  guint high = spans->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (spans, GwWorkSpan, middle).end_usec > usec)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

gint64
gw_work_hours_between (GwWorkHours *self, const char *department, gint64 from_usec,
                       gint64 to_usec)
{
  const GwWorkCalendar *calendar;
  gint64 sum = 0;

  g_return_val_if_fail (GW_IS_WORK_HOURS (self), -1);

  calendar =
      department != NULL ? g_hash_table_lookup (self->by_department, department) : NULL;
  if (calendar == NULL)
    calendar = self->city;
  if (calendar == NULL || from_usec < self->record->from_usec - SLACK_USEC ||
      to_usec > self->record->to_usec)
    return -1;
  for (guint i = find_span (calendar->spans, from_usec); i < calendar->spans->len; i++)
    {
      const GwWorkSpan *span = &g_array_index (calendar->spans, GwWorkSpan, i);

      if (span->start_usec >= to_usec)
        break;
      sum += MIN (span->end_usec, to_usec) - MAX (span->start_usec, from_usec);
    }
  return sum;
}
