/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl: administration of a city. The table of its commands. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>

/* A change here changes data/man/gridwardctl.1 too. */
static const struct
{
  const char *words; /* one or two */
  const char *arguments;
  const char *summary;
  GwCtlVerb run;
} commands[] = {
  { "init", "", N_ ("Make the database of a new city"), gw_ctl_init },
  { "demo", "", N_ ("Make the database of the synthetic demo city"), gw_ctl_demo },
  { "user add", " LOGIN", N_ ("Add a person; the password is read from the input"),
    gw_ctl_user_add },
  { "user list", "", N_ ("List everyone with roles and department"), gw_ctl_user_list },
  { "user disable", " LOGIN", N_ ("Lock a person out, at once"), gw_ctl_user_disable },
  { "user enable", " LOGIN", N_ ("Let a disabled person in again"), gw_ctl_user_enable },
  { "user passwd", " LOGIN", N_ ("Set a password, read from the input"),
    gw_ctl_user_passwd },
  { "user set-area", " LOGIN AREA",
    N_ ("Let a person see an area only; - for the whole city"), gw_ctl_user_set_area },
  { "import cells", " FILE.geojson", N_ ("Add cells from GeoJSON, all or none"),
    gw_ctl_import_cells },
  { "import addresses", " FILE.csv",
    N_ ("Add house numbers or points of interest from CSV, all or none"),
    gw_ctl_import_addresses },
  { "import calendar", " FILE.csv",
    N_ ("Replace a calendar by that of a file, all or nothing"), gw_ctl_import_calendar },
  { "import shifts", " FILE.csv",
    N_ ("Replace the shifts of the inspectors by those of a file, all or nothing"),
    gw_ctl_import_shifts },
  { "import targets", " FILE.csv",
    N_ ("Replace the plan targets of the years of a file, all or nothing"),
    gw_ctl_import_targets },
  { "export targets", "", N_ ("Print the plan targets with their actuals as CSV"),
    gw_ctl_export_targets },
  { "calendar recalculate", "",
    N_ ("Compute the clocks of open cases anew, by today's calendars and limits"),
    gw_ctl_calendar_recalculate },
  { "export calendar", "", N_ ("Print a calendar as CSV"), gw_ctl_export_calendar },
  { "import catalogue", " FILE.csv …",
    N_ ("Take classes, filing conditions and mappings over, all or nothing"),
    gw_ctl_import_catalogue },
  { "export catalogue", " FOLDER", N_ ("Write the whole catalogue as CSV files"),
    gw_ctl_export_catalogue },
  { "why deadline", "", N_ ("Tell step by step when a limit is due, and why"),
    gw_ctl_why_deadline },
  { "setting list", "", N_ ("List what the city decides about the life of its cases"),
    gw_ctl_setting_list },
  { "setting set", " NAME VALUE", N_ ("Decide one of these"), gw_ctl_setting_set },
  { "indicators list", "", N_ ("List the indicators with their formulas, and the figures"),
    gw_ctl_indicators_list },
  { "indicators check", " FILE.csv",
    N_ ("Name every fault of a file of indicators or score schemes"),
    gw_ctl_indicators_check },
  { "indicators import", " FILE.csv",
    N_ ("Replace the indicators or score schemes by those of a file"),
    gw_ctl_indicators_import },
  { "indicators export", "", N_ ("Print the indicators or score schemes as CSV"),
    gw_ctl_indicators_export },
  { "periods list", "", N_ ("List the months of the statistics: open, reviewed, locked"),
    gw_ctl_periods_list },
  { "periods review", " MONTH", N_ ("Note that a month's figures were reviewed"),
    gw_ctl_periods_review },
  { "periods lock", " MONTH", N_ ("Freeze the figures of a reviewed month"),
    gw_ctl_periods_lock },
  { "periods reopen", " MONTH", N_ ("Let a month be changed again, with the reason"),
    gw_ctl_periods_reopen },
  { "periods differences", " MONTH",
    N_ ("Name each figure that is not what was frozen of the month"),
    gw_ctl_periods_differences },
  { "basemap", " OUT.mbtiles", N_ ("Paint the base map of the city"), gw_ctl_basemap },
  { "locate", " LON LAT", N_ ("Tell which cell holds a point"), gw_ctl_locate },
  { "geocode", " TEXT", N_ ("Tell which places a text means"), gw_ctl_geocode },
  { "stats cells", "", N_ ("Print the figures of each cell"), gw_ctl_stats_cells },
  { "statistics rebuild", "", N_ ("Count the statistics again from the journal"),
    gw_ctl_statistics_rebuild },
  { "report", "", N_ ("Make the report of a day, a week or a month as files"),
    gw_ctl_report },
  { "rules list", "", N_ ("List the routing rules in words"), gw_ctl_rules_list },
  { "rules import", " FILE.csv", N_ ("Put these routing rules into force, all or none"),
    gw_ctl_rules_import },
  { "rules export", "", N_ ("Print the routing rules as CSV"), gw_ctl_rules_export },
  { "rules check", "", N_ ("Find rules that never match and cases that none takes"),
    gw_ctl_rules_check },
  { "rules dry-run", " FILE.csv", N_ ("Tell where other rules would send the latest cases"),
    gw_ctl_rules_dry_run },
  { "rules territory", " AREA DEPARTMENT",
    N_ ("Set who answers for what nobody else does in an area"), gw_ctl_rules_territory },
  { "hotline map import", " FILE.csv",
    N_ ("Replace what the classes of another hotline system are here"),
    gw_ctl_hotline_map_import },
  { "hotline map export", " FILE.csv",
    N_ ("Write what the classes of another hotline system are here"),
    gw_ctl_hotline_map_export },
  { "duty list", "", N_ ("List who is on duty, and where"), gw_ctl_duty_list },
  { "roll-call list", "", N_ ("List the latest roll calls and who answered"),
    gw_ctl_roll_call_list },
  { "webhook add", " URL", N_ ("Tell another server of what happens to cases"),
    gw_ctl_webhook_add },
  { "webhook list", "", N_ ("List whom the city tells, and what waits for them"),
    gw_ctl_webhook_list },
  { "webhook remove", " NUMBER", N_ ("Tell them no more"), gw_ctl_webhook_remove },
  { "webhook dead", " NUMBER", N_ ("List what could not be delivered"),
    gw_ctl_webhook_dead },
  { "webhook retry", " NUMBER", N_ ("Try again what could not be delivered"),
    gw_ctl_webhook_retry },
  { "audit", "", N_ ("Recompute every case from the journal alone; name each difference"),
    gw_ctl_audit },
  { "check", "", N_ ("Check cells, components and the file; name each fault"),
    gw_ctl_check },
};

static char *
list_commands (void)
{
  g_autoptr (GString) list = g_string_new (_ ("Verbs:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strconcat (commands[i].words, commands[i].arguments, NULL);

      g_string_append_printf (list, "\n  %-26s %s", usage, _ (commands[i].summary));
    }
  g_string_append_printf (list, "\n\n%s",
                          _ ("gridwardctl VERB --help tells the options of a verb."));
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* The number of words of the command that the arguments begin with; 0: not this one. */
static int
match_words (const char *words, int argc, char **argv)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  int n_parts = (int)g_strv_length (parts);

  if (argc < n_parts)
    return 0;
  for (int i = 0; i < n_parts; i++)
    if (!g_str_equal (parts[i], argv[i]))
      return 0;
  return n_parts;
}

static gboolean
asks_for_help (int argc, char **argv)
{
  for (int i = 0; i < argc; i++)
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      return TRUE;
  return FALSE;
}

static gboolean
run_command (const char *database, int argc, char **argv, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      int n_words = match_words (commands[i].words, argc, argv);
      g_autofree char *usage = NULL;
      GwCtl ctl;

      if (n_words == 0)
        continue;
      if (database == NULL && !asks_for_help (argc, argv))
        {
          g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                       _ ("name the database: gridwardctl --db FILE %s"),
                       commands[i].words);
          return FALSE;
        }
      usage = g_strconcat (commands[i].words, commands[i].arguments, NULL);
      ctl = (GwCtl){ database, usage, _ (commands[i].summary) };
      return commands[i].run (&ctl, argc - n_words + 1, argv + n_words - 1, error);
    }
  g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
               _ ("%s: there is no such verb; see gridwardctl --help"), argv[0]);
  return FALSE;
}

static gboolean
run (int argc, char **argv, GError **error)
{
  g_autofree char *database = NULL;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &database, N_ ("The city's database"), "FILE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("VERB …");
  g_autofree char *list = list_commands ();
  g_autoptr (GError) fault = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ ("Administration of a city of Gridward."));
  g_option_context_set_description (context, list);
  /* The first word that is no option is the verb; what follows is the verb's. */
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, &fault))
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE, fault->message);
      return FALSE;
    }
  if (version)
    {
      g_print ("gridwardctl %s\n", GW_VERSION);
      return TRUE;
    }
  if (argc < 2)
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                           _ ("name a verb; see gridwardctl --help"));
      return FALSE;
    }
  return run_command (database, argc - 1, argv + 1, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  /* Uninstalled, the translations lie where the build put them. */
  const char *translations = g_getenv ("GRIDWARD_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, translations ? translations : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (run (argc, argv, &error))
    return EXIT_SUCCESS;
  if (!g_error_matches (error, GW_CTL_ERROR, GW_CTL_ERROR_FAULTS))
    g_printerr ("gridwardctl: %s\n", error->message);
  return g_error_matches (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE) ? 2 : EXIT_FAILURE;
}
