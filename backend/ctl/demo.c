/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl demo: the synthetic city, with accounts whose passwords are made up. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/demo-past.h"
#include "backend/ctl/password.h"
#include "backend/ctl/progress.h"
#include "backend/rules/shift.h"
#include "backend/service/plan.h"
#include "backend/service/service.h"
#include "backend/service/setup.h"
#include "data/demo/demo-city.h"
#include "data/demo/targets.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

static void
step_made_cb (const char *step, double fraction, gpointer user_data)
{
  gw_ctl_progress_show (user_data, step, fraction);
}

static gboolean
check_past (gint64 days, gint64 per_day, GError **error)
{
  if (days >= 0 && days <= GW_DEMO_PAST_DAYS_MAX && per_day >= 1 && per_day <= 10000)
    return TRUE;
  g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
               _ ("--past takes 0 to %d days, --per-day 1 to 10000 reports"),
               GW_DEMO_PAST_DAYS_MAX);
  return FALSE;
}

/* Gives everyone a password; one "login password" line each. */
static char *
make_accounts (GwCity *city)
{
  g_autoptr (GString) accounts = g_string_new (NULL);

  for (guint i = 0; i < city->people->len; i++)
    {
      GwCityPerson *person = g_ptr_array_index (city->people, i);

      g_free (person->password);
      person->password = gw_password_make ();
      g_string_append_printf (accounts, "%s %s\n", person->login, person->password);
    }
  return g_string_free (g_steal_pointer (&accounts), FALSE);
}

static gboolean
check_target (const char *database, const char *accounts_path, double size, GError **error)
{
  /* Written so that NaN is refused, too. */
  if (!(size >= GW_DEMO_CITY_LEAST_SIZE && size <= 1))
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                   _ ("--size %g is not between %g and 1"), size, GW_DEMO_CITY_LEAST_SIZE);
      return FALSE;
    }
  if (accounts_path == NULL)
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                           _ ("say where the accounts go: --accounts FILE"));
      return FALSE;
    }
  /* Asked before all the work, and before the accounts of that city are overwritten. */
  if (g_file_test (database, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED, _ ("%s: is there already"),
                   database);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_city (const char *database, GwCity *city, const char *accounts_path,
            GwCtlProgress *progress, GError **error)
{
  char *accounts = make_accounts (city);
  gboolean written = g_file_set_contents_full (accounts_path, accounts, -1,
                                               G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);

  gw_password_free (accounts);
  if (!written)
    return FALSE;
  if (gw_setup_create (database, city, gw_ctl_progress_count_cb, progress, error))
    return TRUE;
  g_unlink (accounts_path);
  return FALSE;
}

/* The duty grids of an inspector, one after the other through the week. */
static void
add_shifts (GArray *shifts, gint64 person_id, const GArray *duty_grids, guint turn)
{
  /* Half of them are early, half late. */
  guint start = turn % 2 == 0 ? 7 * 60 : 10 * 60;

  for (guint day = 0; day < 7; day++)
    {
      GwShift shift = { .person_id = person_id,
                        .duty_grid_id =
                            g_array_index (duty_grids, gint64, day % duty_grids->len),
                        .weekdays = 1u << day,
                        .start = start,
                        .end = start + 12 * 60 };

      g_array_append_val (shifts, shift);
    }
}

/* Which duty grids each person walks, by login. */
static GHashTable *
group_duty_grids (const GwSnapshot *snapshot, const GwCity *city)
{
  GHashTable *groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);

  for (guint i = 0; i < city->duty_grids->len; i++)
    {
      const GwCityDutyGrid *grid = g_ptr_array_index (city->duty_grids, i);
      gint64 id = gw_snapshot_duty_grid_by_code (snapshot, grid->code)->id;
      GArray *group = g_hash_table_lookup (groups, grid->inspector);

      if (group == NULL)
        {
          group = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_hash_table_insert (groups, grid->inspector, group);
        }
      g_array_append_val (group, id);
    }
  return groups;
}

static gboolean
write_shifts (const char *database, const GwCity *city, GError **error)
{
  g_autoptr (GwService) service = gw_service_open (database, NULL, error);
  g_autoptr (GArray) shifts = g_array_new (FALSE, FALSE, sizeof (GwShift));
  g_autoptr (GHashTable) groups = NULL;
  guint turn = 0;

  if (service == NULL)
    return FALSE;
  groups = group_duty_grids (gw_service_get_snapshot (service), city);
  for (guint i = 0; i < city->people->len; i++)
    {
      const GwCityPerson *person = g_ptr_array_index (city->people, i);
      const GArray *group = g_hash_table_lookup (groups, person->login);

      if (group != NULL)
        add_shifts (shifts, gw_setup_find_inspector (service, person->login), group,
                    turn++);
    }
  return gw_setup_import_shifts (service, shifts, error);
}

static gboolean
write_targets (const char *database, const GwCity *city, GError **error)
{
  g_autoptr (GwService) service = gw_service_open (database, NULL, error);
  g_autoptr (GPtrArray) targets = NULL;
  GwPlanImport import;

  if (service == NULL)
    return FALSE;
  targets = gw_demo_targets_make (
      city,
      gw_calendar_local_date (gw_snapshot_calendar (gw_service_get_snapshot (service)),
                              gw_service_now (service)));
  return gw_setup_import_plan (service, targets, &import, error);
}

gboolean
gw_ctl_demo (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *accounts_path = NULL;
  gint64 seed = 1, days = 0, per_day = 120;
  double size = 1;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_ ("The same number, the same city"), "N" },
    { "size", 0, 0, G_OPTION_ARG_DOUBLE, &size,
      N_ ("The middle of the city only, so wide of the whole (0.3 to 1)"), "SHARE" },
    { "accounts", 0, 0, G_OPTION_ARG_FILENAME, &accounts_path,
      N_ ("Where to write logins and passwords"), "FILE" },
    { "past", 0, 0, G_OPTION_ARG_INT64, &days,
      N_ ("Let so many days of cases lie behind it (0)"), "DAYS" },
    { "per-day", 0, 0, G_OPTION_ARG_INT64, &per_day,
      N_ ("So many reports on each of them, about (120)"), "N" },
    G_OPTION_ENTRY_NULL
  };
  g_auto (GwCtlProgress) progress = { NULL };
  g_autoptr (GwCity) city = NULL;
  GwDemoPast past;
  guint n_cases = 0;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error) ||
      !check_target (ctl->database, accounts_path, size, error) ||
      !check_past (days, per_day, error))
    return FALSE;
  /* Nobody else reads what holds the hashes of passwords. */
  umask (0077);
  gw_ctl_progress_init (&progress);
  city = gw_demo_city_make ((guint64)seed, size, step_made_cb, &progress, error);
  if (city == NULL || !write_city (ctl->database, city, accounts_path, &progress, error) ||
      !write_shifts (ctl->database, city, error) ||
      !write_targets (ctl->database, city, error))
    return FALSE;
  past = (GwDemoPast){ (guint)days, (guint)per_day, (guint32)seed };
  if (days > 0 &&
      !gw_demo_past_live (ctl->database, city, &past, &progress, &n_cases, error))
    return FALSE;
  gw_ctl_progress_clear (&progress);
  g_print (_ ("%s: made the synthetic city %s: %u cells, %u components, %u people; "
              "accounts in %s\n"),
           ctl->database, city->name, city->cells->len, city->components->len,
           city->people->len, accounts_path);
  if (days > 0)
    g_print (_ ("%u cases of the past were lived\n"), n_cases);
  return TRUE;
}
