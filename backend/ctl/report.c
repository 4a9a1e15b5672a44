/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl report: a day, a week or a month as files. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/report/make.h"
#include "backend/report/render.h"

#include <glib/gi18n.h>

#define DEFAULT_FORMATS "pdf,xlsx"

typedef struct
{
  char *period;
  char *kind;
  char *formats;
  char *folder;
  char *language;
  char *area;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->period);
  g_free (options->kind);
  g_free (options->formats);
  g_free (options->folder);
  g_free (options->language);
  g_free (options->area);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  GMainLoop *loop;
  GError *error;
} Answer;

static void
made_cb (GPtrArray *files, const GError *error, gpointer data)
{
  Answer *answer = data;

  if (error != NULL)
    answer->error = g_error_copy (error);
  for (guint i = 0; files != NULL && i < files->len; i++)
    g_print ("%s\n", (char *)files->pdata[i]);
  g_main_loop_quit (answer->loop);
}

/* What was typed wrongly is answered with exit status 2. */
static gboolean
fail (GError *fault, GError **error)
{
  if (g_error_matches (fault, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT))
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE, fault->message);
      g_error_free (fault);
    }
  else
    g_propagate_error (error, fault);
  return FALSE;
}

static gboolean
make (GwService *service, const GwReportOrder *order, GError **error)
{
  g_autoptr (GwPerson) administrator = gw_person_new_administrator ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { loop, NULL };
  GError *fault = NULL;

  if (!gw_report_make (service, administrator, order, NULL, made_cb, &answer, &fault))
    return fail (fault, error);
  g_main_loop_run (loop);
  return answer.error == NULL || fail (answer.error, error);
}

static gboolean
read_language (const char *text, gboolean *ret_zh, GError **error)
{
  const char *language = text != NULL ? text : gw_ctl_language ();

  *ret_zh = g_str_equal (language, "zh");
  if (*ret_zh || g_str_equal (language, "en"))
    return TRUE;
  g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
               _ ("%s is no language of reports: zh and en are"), language);
  return FALSE;
}

static gboolean
read_order (const Options *options, GwReportOrder *ret_order, GError **error)
{
  GError *fault = NULL;

  if (options->period == NULL)
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                           _ ("name the period: --period 2026-10, 2026-W44 or 2026-10-05"));
      return FALSE;
    }
  if (!read_language (options->language, &ret_order->zh, error))
    return FALSE;
  ret_order->area = options->area;
  ret_order->folder = options->folder != NULL ? options->folder : ".";
  if (!gw_report_period_parse (options->period, options->kind, &ret_order->period, &fault))
    return fail (fault, error);
  ret_order->formats = gw_report_formats_parse (
      options->formats != NULL ? options->formats : DEFAULT_FORMATS, &fault);
  return ret_order->formats != 0 || fail (fault, error);
}

gboolean
gw_ctl_report (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period,
      N_ ("Month, week or day: 2026-10, 2026-W44, 2026-10-05"), "PERIOD" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind,
      N_ ("day, week or month that holds the day of --period"), "KIND" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.formats,
      N_ ("Of pdf, csv, xlsx, gpkg, geojson (default pdf,xlsx)"), "FORMATS" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.folder,
      N_ ("Folder for the files (default: here)"), "FOLDER" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options.language, N_ ("zh or en"),
      "LANGUAGE" },
    { "area", 0, 0, G_OPTION_ARG_STRING, &options.area,
      N_ ("Only a district, street or community, by its code"), "CODE" },
    G_OPTION_ENTRY_NULL
  };
  GwReportOrder order = { 0 };
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error) ||
      !read_order (&options, &order, error))
    return FALSE;
  /* What the journal tells is counted first, which is kept. */
  service = gw_ctl_open (ctl, FALSE, error);
  return service != NULL && make (service, &order, error);
}
