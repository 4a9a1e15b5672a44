/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl check: is the city sound, and is its file. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/check-city.h"
#include "backend/ctl/command.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>

#define MAX_FAULTS_SHOWN 200

static const struct
{
  const char *name;
  GwCheck run;
} checks[] = {
  { N_ ("codes unique and well-formed"), gw_check_codes },
  { N_ ("borders valid"), gw_check_borders },
  { N_ ("cells do not overlap"), gw_check_overlaps },
  { N_ ("communities are the sum of their cells"), gw_check_unions },
  { N_ ("no gap between cells"), gw_check_gaps },
  { N_ ("components in exactly one cell"), gw_check_components },
  { N_ ("median area of a cell"), gw_check_median_area },
};

/* One line for the check, one for each fault. */
static guint
print_result (const char *name, const char *figure, const GPtrArray *faults)
{
  g_print ("%-6s %s: %s\n", faults->len == 0 ? "ok" : "FAULT", name, figure);
  for (guint i = 0; i < MIN (faults->len, MAX_FAULTS_SHOWN); i++)
    g_print ("       %s\n", (const char *)g_ptr_array_index (faults, i));
  if (faults->len > MAX_FAULTS_SHOWN)
    g_print (_ ("       … and %u more\n"), faults->len - MAX_FAULTS_SHOWN);
  return faults->len;
}

static gboolean
check_city (const GwCity *city, const GwCodeScheme *scheme, guint *n_faults, GError **error)
{
  g_auto (GwCheckContext) context = { NULL };
  g_auto (GwCtlProgress) progress = { NULL };

  gw_ctl_progress_init (&progress);
  gw_check_context_init (&context, city, scheme, &progress);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *figure = checks[i].run (&context, faults, error);

      gw_ctl_progress_clear (&progress);
      if (figure == NULL)
        {
          g_prefix_error (error, "%s: ", _ (checks[i].name));
          return FALSE;
        }
      *n_faults += print_result (_ (checks[i].name), figure, faults);
    }
  return TRUE;
}

/* What only the store can tell: pages, references, counters against the journal. */
static gboolean
check_file (GwService *service, guint *n_faults, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *figure = NULL;

  if (!gw_setup_check (service, faults, error))
    return FALSE;
  figure = g_strdup_printf (_ ("%u faults"), faults->len);
  *n_faults +=
      print_result (_ ("pages, references and counters of the file"), figure, faults);
  return TRUE;
}

gboolean
gw_ctl_check (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *scheme_name = NULL;
  const GOptionEntry entries[] = {
    { "scheme", 0, 0, G_OPTION_ARG_STRING, &scheme_name,
      N_ ("Code scheme to hold codes against (default: the city's)"), "SCHEME" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;
  g_autoptr (GwCity) city = NULL;
  const GwCodeScheme *scheme;
  guint n_faults = 0;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  city = service != NULL ? gw_setup_load (service, error) : NULL;
  if (city == NULL)
    return FALSE;
  scheme = gw_code_scheme_get (scheme_name != NULL ? scheme_name : city->code_scheme);
  if (scheme == NULL)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE, _ ("%s: no such code scheme"),
                   scheme_name != NULL ? scheme_name : city->code_scheme);
      return FALSE;
    }
  if (!check_city (city, scheme, &n_faults, error) ||
      !check_file (service, &n_faults, error))
    return FALSE;
  if (n_faults == 0)
    return TRUE;
  g_print (_ ("%u faults in all\n"), n_faults);
  g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_FAULTS, "faults");
  return FALSE;
}
