/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports that a city makes by itself. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/schedule.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "backend/report/make.h"
#include "backend/report/render.h"

#define LOOK_SECONDS 10
#define RETRY_US (15 * 60 * G_USEC_PER_SEC)

struct _GwReportSchedule
{
  GwService *service;
  char *folder;
  guint timer;
  GwPerson *administrator;
  GCancellable *cancellable;
  gboolean running;
  GwReportPeriod period;                  /* that is being made */
  char *done[GW_N_REPORT_KINDS];          /* the name of the last one */
  gint64 failed_at_us[GW_N_REPORT_KINDS]; /* 0: did not */
};

static const GwSetting settings[GW_N_REPORT_KINDS] = {
  [GW_REPORT_DAY] = GW_SETTING_REPORT_DAY,
  [GW_REPORT_WEEK] = GW_SETTING_REPORT_WEEK,
  [GW_REPORT_MONTH] = GW_SETTING_REPORT_MONTH,
};

static char *
kind_folder (const GwReportSchedule *self, GwReportKind kind)
{
  return g_build_filename (self->folder, gw_report_kind_name (kind), NULL);
}

/* part: where it is made before it takes its name. */
static char *
period_folder (const GwReportSchedule *self, const GwReportPeriod *period, gboolean part)
{
  g_autofree char *of_kind = kind_folder (self, period->kind);
  g_autofree char *name = g_strconcat (part ? ".part-" : "", period->name, NULL);

  return g_build_filename (of_kind, name, NULL);
}

/* Folders of reports hold files only. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* "2026-10", "2026-W44", "2026-10-05": what is called otherwise is not ours to remove. */
static gboolean
is_period_name (const char *name, GwReportKind kind)
{
  GwReportPeriod period;

  return gw_report_period_parse (name, NULL, &period, NULL) && period.kind == kind;
}

/* Names go by time. */
static void
remove_oldest (GwReportSchedule *self, GwReportKind kind)
{
  const GwSettings *wishes = gw_snapshot_settings (gw_service_get_snapshot (self->service));
  guint keep = gw_settings_number (wishes, GW_SETTING_REPORT_KEEP);
  g_autofree char *path = kind_folder (self, kind);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (is_period_name (name, kind))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i + keep < names->len; i++)
    {
      g_autofree char *oldest = g_build_filename (path, names->pdata[i], NULL);

      g_message ("report %s is one of too many and removed", oldest);
      remove_folder (oldest);
    }
}

/* --- making one ------------------------------------------------------------------------ */

static void
note_failure (GwReportSchedule *self, const char *why)
{
  self->failed_at_us[self->period.kind] = g_get_monotonic_time ();
  g_warning ("the report of %s was not made, and is tried again in a quarter of an hour: "
             "%s",
             self->period.name, why);
}

static void
made_cb (GPtrArray *files, const GError *error, gpointer data)
{
  GwReportSchedule *self = data;
  g_autofree char *part = period_folder (self, &self->period, TRUE);
  g_autofree char *whole = period_folder (self, &self->period, FALSE);

  self->running = FALSE;
  if (error == NULL && g_rename (part, whole) == 0)
    {
      g_message ("report %s: %u files", whole, files->len);
      g_free (self->done[self->period.kind]);
      self->done[self->period.kind] = g_strdup (self->period.name);
      remove_oldest (self, self->period.kind);
      return;
    }
  if (!g_cancellable_is_cancelled (self->cancellable))
    note_failure (self, error != NULL ? error->message : g_strerror (errno));
  remove_folder (part);
}

static void
make (GwReportSchedule *self, const GwReportPeriod *period, const GwSchedule *wish)
{
  g_autofree char *part = period_folder (self, period, TRUE);
  g_autoptr (GError) error = NULL;
  const GwReportOrder order = { .period = *period,
                                .zh = wish->zh,
                                .formats = gw_report_formats_parse (wish->formats, NULL),
                                .folder = part };

  self->period = *period;
  remove_folder (part);
  self->running = gw_report_make (self->service, self->administrator, &order,
                                  self->cancellable, made_cb, self, &error);
  if (!self->running)
    note_failure (self, error->message);
}

/* The last period that ended and whose report is due. */
static void
find_due (const GwReportSchedule *self, GwReportKind kind, const GwSchedule *wish,
          GwReportPeriod *ret_period)
{
  guint minute, today = gw_report_today (self->service, &minute);
  GwReportPeriod current;

  gw_report_period_of (kind, today, &current);
  gw_report_period_before (&current, ret_period);
  /* On the day on which it is made, but too early: the one before it was due last. */
  if (today == current.from && minute < wish->minute)
    {
      current = *ret_period;
      gw_report_period_before (&current, ret_period);
    }
}

static void
look_at (GwReportSchedule *self, GwReportKind kind)
{
  const GwSettings *wishes = gw_snapshot_settings (gw_service_get_snapshot (self->service));
  GwSchedule wish = gw_settings_schedule (wishes, settings[kind]);
  g_autofree char *folder = NULL;
  GwReportPeriod period;

  if (!wish.is_set || (self->failed_at_us[kind] != 0 &&
                       g_get_monotonic_time () - self->failed_at_us[kind] < RETRY_US))
    return;
  find_due (self, kind, &wish, &period);
  if (g_strcmp0 (self->done[kind], period.name) == 0)
    return;
  folder = period_folder (self, &period, FALSE);
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    {
      make (self, &period, &wish);
      return;
    }
  g_free (self->done[kind]);
  self->done[kind] = g_strdup (period.name);
}

void
gw_report_schedule_look (GwReportSchedule *self)
{
  /* One at a time: the others are as due a little later. */
  for (guint kind = 0; kind < GW_N_REPORT_KINDS && !self->running; kind++)
    look_at (self, kind);
}

static gboolean
time_passed_cb (gpointer data)
{
  gw_report_schedule_look (data);
  return G_SOURCE_CONTINUE;
}

GwReportSchedule *
gw_report_schedule_new (GwService *service, const char *folder)
{
  GwReportSchedule *self = g_new0 (GwReportSchedule, 1);

  self->service = service;
  self->folder = g_strdup (folder);
  self->administrator = gw_person_new_administrator ();
  self->cancellable = g_cancellable_new ();
  self->timer = g_timeout_add_seconds (LOOK_SECONDS, time_passed_cb, self);
  return self;
}

void
gw_report_schedule_free (GwReportSchedule *self)
{
  if (self == NULL)
    return;
  g_source_remove (self->timer);
  g_cancellable_cancel (self->cancellable);
  while (self->running)
    g_main_context_iteration (NULL, TRUE);
  for (guint kind = 0; kind < GW_N_REPORT_KINDS; kind++)
    g_free (self->done[kind]);
  g_object_unref (self->cancellable);
  gw_person_unref (self->administrator);
  g_free (self->folder);
  g_free (self);
}
