/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl rules list, import, export, dry-run, territory. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/input-file.h"
#include "backend/ctl/rules-file.h"
#include "backend/service/rule-book.h"

#include <glib/gi18n.h>

/* A million rules fit in; more is a mistake. */
#define MAX_FILE_MIB 256
#define DRY_RUN_CASES 1000
#define MAX_DRY_RUN_CASES 1000000
#define NUMBERS_SHOWN 20

GwRoutingTable *
gw_ctl_read_rules (const GwSnapshot *snapshot, const char *path, GError **error)
{
  g_autoptr (GwRoutingWorld) world = gw_rule_book_world (snapshot);
  g_autoptr (GwFaults) faults = gw_ctl_faults_new (path);
  g_autofree char *text = NULL;
  GwRoutingTable *table;
  gsize length;

  text = gw_ctl_read_file (path, MAX_FILE_MIB, &length, error);
  if (text == NULL)
    return NULL;
  table = gw_routing_table_read (text, length, world, faults);
  if (table == NULL)
    {
      gw_ctl_print_faults (path, faults);
      gw_ctl_fail_import (faults->n, error);
    }
  return table;
}

char *
gw_ctl_name_department (const GwSnapshot *snapshot, gint64 id)
{
  const GwDepartment *department = gw_snapshot_department (snapshot, id);
  gboolean english = g_str_equal (gw_ctl_language (), "en");

  if (department == NULL)
    return g_strdup (_ ("(no department)"));
  return g_strdup_printf ("%s %s", department->code,
                          english && department->name_en != NULL ? department->name_en
                                                                 : department->name);
}

gboolean
gw_ctl_rules_list (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  const GwSnapshot *snapshot;
  const GwRouting *routing;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  snapshot = gw_service_get_snapshot (service);
  routing = gw_snapshot_routing (snapshot);
  for (guint i = 0; i < gw_routing_n_in_force (routing); i++)
    {
      const GwRoutingRule *rule = gw_routing_get (routing, i);
      g_autoptr (GwReason) words = gw_snapshot_describe_rule (snapshot, rule);

      g_print ("%s%s%s\n", gw_reason_get (words, gw_ctl_language ()),
               rule->note != NULL ? "  # " : "", rule->note != NULL ? rule->note : "");
    }
  return TRUE;
}

gboolean
gw_ctl_rules_import (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  g_autoptr (GwRoutingTable) table = NULL;
  GwRuleBookChange change;

  if (!gw_ctl_parse (ctl, NULL, 1, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  if (service != NULL)
    table = gw_ctl_read_rules (gw_service_get_snapshot (service), argv[1], error);
  if (table == NULL || !gw_rule_book_replace (service, table, &change, error))
    return FALSE;
  g_print (_ ("%u rules in force: %u new, %u as before; %u retired\n"), table->rules->len,
           change.n_added, change.n_kept, change.n_retired);
  return TRUE;
}

gboolean
gw_ctl_rules_export (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  g_autoptr (GwRoutingWorld) world = NULL;
  g_autofree char *csv = NULL;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  world = gw_rule_book_world (gw_service_get_snapshot (service));
  csv = gw_routing_table_write (gw_snapshot_routing (gw_service_get_snapshot (service)),
                                world);
  g_print ("%s", csv);
  return TRUE;
}

static void
print_rerouting (const GwSnapshot *snapshot, const GwRerouting *rerouting, gboolean all)
{
  g_autofree char *from = gw_ctl_name_department (snapshot, rerouting->from);
  g_autofree char *to = gw_ctl_name_department (snapshot, rerouting->to);
  guint n = rerouting->numbers->len;
  guint n_shown = all ? n : MIN (n, NUMBERS_SHOWN);

  g_print ("%6u  %s → %s\n       ", n, from, to);
  for (guint i = 0; i < n_shown; i++)
    g_print (" %s", (const char *)g_ptr_array_index (rerouting->numbers, i));
  if (n > n_shown)
    g_print (_ (" … and %u more"), n - n_shown);
  g_print ("\n");
}

gboolean
gw_ctl_rules_dry_run (GwCtl *ctl, int argc, char **argv, GError **error)
{
  int last = DRY_RUN_CASES;
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    { "last", 0, 0, G_OPTION_ARG_INT, &last,
      N_ ("How many of the latest cases to try (default: 1000)"), "N" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Print every line, however many"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;
  g_autoptr (GwRoutingTable) table = NULL;
  g_autoptr (GwDryRun) run = NULL;

  if (!gw_ctl_parse (ctl, entries, 1, &argc, &argv, error))
    return FALSE;
  if (last < 1 || last > MAX_DRY_RUN_CASES)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE, _ ("--last is 1 to %d"),
                   MAX_DRY_RUN_CASES);
      return FALSE;
    }
  service = gw_ctl_open (ctl, TRUE, error);
  if (service != NULL)
    table = gw_ctl_read_rules (gw_service_get_snapshot (service), argv[1], error);
  run = table != NULL ? gw_rule_book_dry_run (service, table, (guint)last, error) : NULL;
  if (run == NULL)
    return FALSE;
  g_print (_ ("%u of %u cases would go elsewhere\n"), run->n_changed, run->n_cases);
  for (guint i = 0; i < run->reroutings->len; i++)
    print_rerouting (gw_service_get_snapshot (service),
                     g_ptr_array_index (run->reroutings, i), all);
  return TRUE;
}

gboolean
gw_ctl_rules_territory (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  const char *department;

  if (!gw_ctl_parse (ctl, NULL, 2, &argc, &argv, error))
    return FALSE;
  department = g_str_equal (argv[2], "-") ? NULL : argv[2];
  service = gw_ctl_open (ctl, FALSE, error);
  if (service == NULL || !gw_rule_book_set_territory (service, argv[1], department, error))
    return FALSE;
  g_print (_ ("area %s: %s\n"), argv[1], argv[2]);
  return TRUE;
}
