/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl user: who may sign in. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/password.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>

gboolean
gw_ctl_user_add (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *roles = NULL;
  g_autofree char *department = NULL;
  g_autofree char *area = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name,
      N_ ("The person's name (default: the login)"), "NAME" },
    { "roles", 0, 0, G_OPTION_ARG_STRING, &roles,
      N_ ("Of inspector,acceptor,leader,dispatcher,department,handler,manager,admin"),
      "ROLES" },
    { "department", 0, 0, G_OPTION_ARG_STRING, &department,
      N_ ("The department whose cases the person handles"), "CODE" },
    { "area", 0, 0, G_OPTION_ARG_STRING, &area,
      N_ ("The person sees this area only (default: the whole city)"), "CODE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;
  char *password;
  gboolean added;

  if (!gw_ctl_parse (ctl, entries, 1, &argc, &argv, error))
    return FALSE;
  if (roles == NULL)
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                           _ ("say what the person may do: --roles ROLES"));
      return FALSE;
    }
  service = gw_ctl_open (ctl, FALSE, error);
  if (service == NULL)
    return FALSE;
  password = gw_password_read (argv[1], error);
  if (password == NULL)
    return FALSE;
  added = gw_setup_person_add (service, argv[1], name != NULL ? name : argv[1], password,
                               roles, department, area, error);
  gw_password_free (password);
  if (added)
    g_print (_ ("added %s (%s)\n"), argv[1], roles);
  return added;
}

gboolean
gw_ctl_user_list (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  g_autoptr (GPtrArray) people = NULL;
  GwSnapshot *snapshot;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  people = gw_setup_person_list (service, error);
  if (people == NULL)
    return FALSE;
  snapshot = gw_service_get_snapshot (service);
  for (guint i = 0; i < people->len; i++)
    {
      const GwPerson *person = g_ptr_array_index (people, i);
      const GwDepartment *department =
          gw_snapshot_department (snapshot, person->department_id);
      const GwArea *area = gw_snapshot_area_by_id (snapshot, person->area_id);
      g_autofree char *roles = gw_roles_to_string (person->roles);

      g_print ("%-20s %-24s %-12s %-12s %-9s %s\n", person->login, roles,
               department != NULL ? department->code : "-", area != NULL ? area->code : "-",
               person->disabled ? _ ("disabled") : _ ("active"), person->name);
    }
  return TRUE;
}

static gboolean
set_disabled (GwCtl *ctl, int argc, char **argv, gboolean disabled, GError **error)
{
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, NULL, 1, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  if (service == NULL || !gw_setup_person_set_disabled (service, argv[1], disabled, error))
    return FALSE;
  g_print (disabled ? _ ("%s can no longer sign in\n") : _ ("%s can sign in again\n"),
           argv[1]);
  return TRUE;
}

gboolean
gw_ctl_user_disable (GwCtl *ctl, int argc, char **argv, GError **error)
{
  return set_disabled (ctl, argc, argv, TRUE, error);
}

gboolean
gw_ctl_user_enable (GwCtl *ctl, int argc, char **argv, GError **error)
{
  return set_disabled (ctl, argc, argv, FALSE, error);
}

gboolean
gw_ctl_user_set_area (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  const char *area;

  if (!gw_ctl_parse (ctl, NULL, 2, &argc, &argv, error))
    return FALSE;
  area = g_str_equal (argv[2], "-") ? NULL : argv[2];
  service = gw_ctl_open (ctl, FALSE, error);
  if (service == NULL || !gw_setup_person_set_area (service, argv[1], area, error))
    return FALSE;
  if (area != NULL)
    g_print (_ ("%s sees the area %s and nothing else\n"), argv[1], area);
  else
    g_print (_ ("%s sees the whole city\n"), argv[1]);
  return TRUE;
}

gboolean
gw_ctl_user_passwd (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  char *password;
  gboolean set;

  if (!gw_ctl_parse (ctl, NULL, 1, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  if (service == NULL)
    return FALSE;
  password = gw_password_read (argv[1], error);
  if (password == NULL)
    return FALSE;
  set = gw_setup_person_set_password (service, argv[1], password, error);
  gw_password_free (password);
  if (set)
    g_print (_ ("the password of %s is set\n"), argv[1]);
  return set;
}
