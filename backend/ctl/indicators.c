/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl indicators: what is counted, as a file that a city may change. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/input-file.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_FILE_MIB 4

/* What the options of a verb say: indicators, or score schemes. */
static gboolean
parse (GwCtl *ctl, int n_arguments, int *argc, char ***argv, gboolean *ret_schemes,
       GError **error)
{
  const GOptionEntry entries[] = { { "schemes", 0, 0, G_OPTION_ARG_NONE, ret_schemes,
                                     N_ ("Score schemes instead of indicators"), NULL },
                                   G_OPTION_ENTRY_NULL };

  *ret_schemes = FALSE;
  return gw_ctl_parse (ctl, entries, n_arguments, argc, argv, error);
}

static void
print_indicators (const GwIndicatorBook *book)
{
  const char *language = gw_ctl_language ();

  for (guint i = 0; i < gw_indicator_book_n (book); i++)
    {
      const GwBookIndicator *indicator = gw_indicator_book_at (book, i);
      g_autofree char *formula = gw_book_indicator_formula (indicator, language);

      g_print ("%-24s %s: %s\n", indicator->name,
               gw_book_indicator_title (indicator, language), formula);
    }
}

gboolean
gw_ctl_indicators_list (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  const GwSnapshot *snapshot;
  const GwScoreBook *scores;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  snapshot = gw_service_get_snapshot (service);
  scores = gw_snapshot_scores (snapshot);
  print_indicators (gw_snapshot_indicators (snapshot));
  g_print ("\n%s\n", _ ("Score schemes:"));
  for (guint i = 0; i < gw_score_book_n (scores); i++)
    {
      const GwScoreScheme *scheme = gw_score_book_at (scores, i);

      g_print ("%-24s %s\n", scheme->name,
               gw_score_words (scheme->title, gw_ctl_language ()));
    }
  g_print ("\n%s\n", _ ("Figures:"));
  for (guint i = 0; i < GW_N_FIGURES; i++)
    g_print ("%-24s %s\n", gw_figure_name (i), gw_figure_title (i, gw_ctl_language ()));
  return TRUE;
}

/* NULL when the schemes in force do not go with the indicators; the fault is theirs. */
static GwIndicatorBook *
read_indicators (const GwSnapshot *snapshot, const char *text, gsize length,
                 GwFaults *faults)
{
  g_autoptr (GwIndicatorBook) book = gw_indicator_book_read (text, length, faults);
  g_autoptr (GwFaults) of_schemes = gw_faults_new ();
  g_autoptr (GwScoreBook) scores = NULL;
  g_autofree char *schemes = NULL;

  if (book == NULL)
    return NULL;
  schemes = gw_score_book_to_csv (gw_snapshot_scores (snapshot));
  scores = gw_score_book_read (schemes, strlen (schemes), book, of_schemes);
  if (scores != NULL)
    return g_steal_pointer (&book);
  gw_faults_add (faults, 1, 0, _ ("the score schemes in force need more: %s"),
                 ((GwFault *)g_ptr_array_index (of_schemes->kept, 0))->text);
  return NULL;
}

/* Checks, and takes over when import. */
static gboolean
take (GwService *service, const char *path, gboolean schemes, gboolean import,
      GError **error)
{
  const GwSnapshot *snapshot = gw_service_get_snapshot (service);
  g_autoptr (GwFaults) faults = gw_ctl_faults_new (path);
  g_autoptr (GwIndicatorBook) book = NULL;
  g_autoptr (GwScoreBook) scores = NULL;
  gsize length;
  g_autofree char *text = gw_ctl_read_file (path, MAX_FILE_MIB, &length, error);

  if (text == NULL)
    return FALSE;
  if (schemes)
    scores = gw_score_book_read (text, length, gw_snapshot_indicators (snapshot), faults);
  else
    book = read_indicators (snapshot, text, length, faults);
  if (book == NULL && scores == NULL)
    {
      gw_ctl_print_faults (path, faults);
      gw_ctl_fail_import (faults->n, error);
      return FALSE;
    }
  if (!import)
    g_print (_ ("%s: no fault\n"), path);
  else if (!(schemes ? gw_setup_import_scores (service, scores, error)
                     : gw_setup_import_indicators (service, book, error)))
    return FALSE;
  else if (schemes)
    g_print (ngettext ("%u score scheme in force\n", "%u score schemes in force\n",
                       gw_score_book_n (scores)),
             gw_score_book_n (scores));
  else
    g_print (ngettext ("%u indicator in force\n", "%u indicators in force\n",
                       gw_indicator_book_n (book)),
             gw_indicator_book_n (book));
  return TRUE;
}

gboolean
gw_ctl_indicators_check (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  gboolean schemes;

  if (!parse (ctl, 1, &argc, &argv, &schemes, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  return service != NULL && take (service, argv[1], schemes, FALSE, error);
}

gboolean
gw_ctl_indicators_import (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  gboolean schemes;

  if (!parse (ctl, 1, &argc, &argv, &schemes, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  return service != NULL && take (service, argv[1], schemes, TRUE, error);
}

gboolean
gw_ctl_indicators_export (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  g_autofree char *csv = NULL;
  const GwSnapshot *snapshot;
  gboolean schemes;

  if (!parse (ctl, 0, &argc, &argv, &schemes, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  snapshot = gw_service_get_snapshot (service);
  csv = schemes ? gw_score_book_to_csv (gw_snapshot_scores (snapshot))
                : gw_indicator_book_to_csv (gw_snapshot_indicators (snapshot));
  g_print ("%s", csv);
  return TRUE;
}
