/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of one kind that a server is to make. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/backlog.h"

#include <glib/gstdio.h>
#include <string.h>

#define MARK ".failed.txt"
/* After a long silence no more than about a month of days is made up for. */
#define GAP_MAX 31

/* --- one report ------------------------------------------------------------------------ */

typedef struct
{
  GwReportPeriod period;
  gboolean has_failed;
  gint64 next_at_ms; /* not before */
} Run;

struct _GwReportBacklog
{
  char *folder;
  GwReportKind kind;
  GArray *runs; /* Run, the latest first */
  char *due;    /* the name of the last one that was expected */
};

static char *
mark_path (const GwReportBacklog *self, const GwReportPeriod *period)
{
  g_autofree char *name = g_strconcat (period->name, MARK, NULL);

  return g_build_filename (self->folder, name, NULL);
}

static gboolean
is_made (const GwReportBacklog *self, const GwReportPeriod *period)
{
  g_autofree char *path = g_build_filename (self->folder, period->name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static Run *
find_run (const GwReportBacklog *self, const GwReportPeriod *period)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = &g_array_index (self->runs, Run, i);

      if (run->period.from == period->from)
        return run;
    }
  return NULL;
}

static void
add_run (GwReportBacklog *self, const GwReportPeriod *period, gboolean has_failed)
{
  const Run run = { *period, has_failed, 0 };
  guint place = 0;

  if (is_made (self, period) || find_run (self, period) != NULL)
    return;
  while (place < self->runs->len &&
         g_array_index (self->runs, Run, place).period.from > period->from)
    place++;
  g_array_insert_val (self->runs, place, run);
}

/* --- what was there before -------------------------------------------------------------- */

/* The period that the file or folder is called after. */
static gboolean
read_name (const GwReportBacklog *self, const char *name, GwReportPeriod *ret_period)
{
  return gw_report_period_parse (name, NULL, ret_period, NULL) &&
         ret_period->kind == self->kind;
}

/* Adds those that failed; returns the day on which the latest report there is ends, or 0. */
static guint
read_folder (GwReportBacklog *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;
  guint latest = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      gboolean is_mark = g_str_has_suffix (name, MARK);
      g_autofree char *stem =
          g_strndup (name, strlen (name) - (is_mark ? strlen (MARK) : 0));
      GwReportPeriod period;

      if (!read_name (self, stem, &period))
        continue;
      if (is_mark)
        add_run (self, &period, TRUE);
      else
        latest = MAX (latest, period.to);
    }
  return latest;
}

/* From the one before that back to the latest that is there. */
static void
add_gap (GwReportBacklog *self, GwReportPeriod period, guint latest)
{
  for (guint i = 0; i < GAP_MAX && latest != 0; i++)
    {
      GwReportPeriod before;

      if (!gw_report_period_before (&period, &before) || before.to <= latest)
        return;
      add_run (self, &before, FALSE);
      period = before;
    }
}

static void
give_up_oldest (GwReportBacklog *self, guint keep)
{
  while (self->runs->len > MAX (keep, 1))
    {
      const Run *oldest = &g_array_index (self->runs, Run, self->runs->len - 1);
      g_autofree char *mark = mark_path (self, &oldest->period);

      if (oldest->has_failed)
        g_warning ("the report of %s is given up: as many as are kept wait to be made",
                   oldest->period.name);
      g_unlink (mark);
      g_array_set_size (self->runs, self->runs->len - 1);
    }
}

/* --- the interface ---------------------------------------------------------------------- */

GwReportBacklog *
gw_report_backlog_new (const char *folder, GwReportKind kind)
{
  GwReportBacklog *self = g_new0 (GwReportBacklog, 1);

  self->folder = g_strdup (folder);
  self->kind = kind;
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  return self;
}

void
gw_report_backlog_free (GwReportBacklog *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->runs);
  g_free (self->folder);
  g_free (self->due);
  g_free (self);
}

void
gw_report_backlog_expect (GwReportBacklog *self, const GwReportPeriod *due, guint keep)
{
  if (g_strcmp0 (self->due, due->name) == 0)
    return;
  if (self->due == NULL)
    add_gap (self, *due, read_folder (self));
  g_free (self->due);
  self->due = g_strdup (due->name);
  add_run (self, due, FALSE);
  give_up_oldest (self, keep);
}

gboolean
gw_report_backlog_next (GwReportBacklog *self, gint64 now_ms, GwReportPeriod *ret_period)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      /* A clock that was set back does not hold up anything. */
      if (run->next_at_ms > now_ms && run->next_at_ms <= now_ms + GW_REPORT_RETRY_MS)
        continue;
      *ret_period = run->period;
      return TRUE;
    }
  return FALSE;
}

void
gw_report_backlog_failed (GwReportBacklog *self, const GwReportPeriod *period,
                          gint64 now_ms, const char *note)
{
  Run *run = find_run (self, period);
  g_autofree char *path = mark_path (self, period);

  if (run == NULL)
    return;
  run->has_failed = TRUE;
  run->next_at_ms = now_ms + GW_REPORT_RETRY_MS;
  /* Where nothing can be written it is remembered all the same. */
  if (g_mkdir_with_parents (self->folder, 0755) == 0)
    g_file_set_contents (path, note, -1, NULL);
}

void
gw_report_backlog_made (GwReportBacklog *self, const GwReportPeriod *period)
{
  Run *run = find_run (self, period);
  g_autofree char *path = mark_path (self, period);

  if (run != NULL)
    g_array_remove_index (self->runs, (guint)(run - &g_array_index (self->runs, Run, 0)));
  g_unlink (path);
}

guint
gw_report_backlog_n_failed (const GwReportBacklog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->runs->len; i++)
    n += g_array_index (self->runs, Run, i).has_failed ? 1 : 0;
  return n;
}
