/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports that a city makes by itself. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/schedule.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "backend/report/backlog.h"
#include "backend/report/make.h"
#include "backend/report/render.h"

#define LOOK_SECONDS 10

struct _GwReportSchedule
{
  GwService *service;
  char *folder;
  guint timer;
  GwPerson *administrator;
  GCancellable *cancellable;
  gboolean running;
  GwReportPeriod period; /* that is being made */
  gboolean zh;           /* it is in Chinese */
  GwReportBacklog *backlogs[GW_N_REPORT_KINDS];
  GwReportCounts counts; /* as the service tells them */
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

/* For who looks after the server: how many were made, failed, and wait to be tried again. */
static void
tell_counts (GwReportSchedule *self)
{
  self->counts.waiting = 0;
  for (guint kind = 0; kind < GW_N_REPORT_KINDS; kind++)
    self->counts.waiting += gw_report_backlog_n_failed (self->backlogs[kind]);
  gw_service_set_report_counts (self->service, &self->counts);
}

static void
note_failure (GwReportSchedule *self, const char *why)
{
  g_autofree char *note = g_strdup_printf (
      self->zh ? "%s 的报告没有做成：%s\n每隔一刻钟自动再试，做成后本文件消失。\n"
               : "The report of %s was not made: %s\nIt is tried again every "
                 "quarter of an hour; this file goes once it is made.\n",
      self->period.name, why);

  g_warning ("the report of %s was not made, and is tried again in a quarter of an hour: "
             "%s",
             self->period.name, why);
  gw_report_backlog_failed (self->backlogs[self->period.kind], &self->period,
                            gw_service_now (self->service), note);
  self->counts.failed++;
  tell_counts (self);
}

static void
note_success (GwReportSchedule *self, const char *path, guint n_files)
{
  g_message ("report %s: %u files", path, n_files);
  gw_report_backlog_made (self->backlogs[self->period.kind], &self->period);
  remove_oldest (self, self->period.kind);
  self->counts.made++;
  tell_counts (self);
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
      note_success (self, whole, files->len);
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
  self->zh = wish->zh;
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
  GwReportBacklog *backlog = self->backlogs[kind];
  g_autofree char *folder = NULL;
  GwReportPeriod period;

  if (!wish.is_set)
    return;
  find_due (self, kind, &wish, &period);
  gw_report_backlog_expect (backlog, &period,
                            gw_settings_number (wishes, GW_SETTING_REPORT_KEEP));
  if (!gw_report_backlog_next (backlog, gw_service_now (self->service), &period))
    return;
  folder = period_folder (self, &period, FALSE);
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    make (self, &period, &wish);
  else
    gw_report_backlog_made (backlog, &period);
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
  for (guint kind = 0; kind < GW_N_REPORT_KINDS; kind++)
    {
      g_autofree char *of_kind = kind_folder (self, kind);

      self->backlogs[kind] = gw_report_backlog_new (of_kind, kind);
    }
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
    gw_report_backlog_free (self->backlogs[kind]);
  g_object_unref (self->cancellable);
  gw_person_unref (self->administrator);
  g_free (self->folder);
  g_free (self);
}
