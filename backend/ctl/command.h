/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the verbs of gridwardctl share. */
#pragma once

#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_CTL_ERROR (gw_ctl_error_quark ())

typedef enum
{
  GW_CTL_ERROR_USAGE,  /* the command line is wrong: exit status 2 */
  GW_CTL_ERROR_FAULTS, /* the work was done and found faults, which are printed already */
  GW_CTL_ERROR_FAILED,
} GwCtlError;

GQuark gw_ctl_error_quark (void);

/* One run of the program. */
typedef struct
{
  const char *database; /* of --db */
  const char *usage;    /* of the verb: "user add LOGIN" */
  const char *summary;  /* of the verb, translated */
} GwCtl;

/* argv[0] is the verb's last word. TRUE: exit status 0. */
typedef gboolean (*GwCtlVerb) (GwCtl *ctl, int argc, char **argv, GError **error);

gboolean gw_ctl_init (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_demo (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_user_add (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_user_list (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_user_disable (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_user_enable (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_user_set_area (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_user_passwd (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_import_cells (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_import_addresses (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_import_calendar (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_import_catalogue (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_export_catalogue (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_duty_list (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_roll_call_list (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_import_shifts (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_import_targets (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_export_targets (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_calendar_recalculate (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_export_calendar (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_why_deadline (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_setting_list (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_setting_set (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_indicators_list (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_indicators_check (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_indicators_import (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_indicators_export (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_periods_list (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_periods_review (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_periods_lock (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_periods_reopen (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_periods_differences (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_basemap (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_locate (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_geocode (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_stats_cells (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_statistics_rebuild (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_report (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_audit (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_check (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_webhook_add (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_webhook_list (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_webhook_remove (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_webhook_dead (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_webhook_retry (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_hotline_map_import (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_hotline_map_export (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_rules_list (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_rules_import (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_rules_export (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_rules_check (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_rules_dry_run (GwCtl *ctl, int argc, char **argv, GError **error);
gboolean gw_ctl_rules_territory (GwCtl *ctl, int argc, char **argv, GError **error);

/*
 * Parses the verb's options (NULL-terminated; NULL: none), prints its help for --help (and
 * exits), and makes sure that n_arguments words are left: argv[1] to argv[n_arguments].
 */
gboolean gw_ctl_parse (const GwCtl *ctl, const GOptionEntry *entries, int n_arguments,
                       int *argc, char ***argv, GError **error);

/* calendar.c: that of the code (NULL: the city's), or NULL with an error that names it. */
const GwCalendarEdition *gw_ctl_find_calendar (const GwSnapshot *snapshot,
                                               const char *given, GError **error);

/* "zh" or "en": of reasons that come in both, as the messages are. */
const char *gw_ctl_language (void);

/* The city of --db; NULL with an error that says what to do. */
GwService *gw_ctl_open (const GwCtl *ctl, gboolean read_only, GError **error);

G_END_DECLS
