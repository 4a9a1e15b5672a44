/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles by name, and who sees which case. */
#include "backend/rules/case-error.h"
#include "backend/rules/permissions.h"

typedef struct
{
  const char *name;
  guint roles;
  GwCaseState state;
  gboolean own_report;
  gboolean own_department;
  gboolean sees;
  gboolean own_task;
  gboolean own_assignment;
} Row;

static const Row rows[] = {
  { "dispatcher", GW_ROLE_DISPATCHER, GW_CASE_REPORTED, FALSE, FALSE, TRUE },
  { "manager", GW_ROLE_MANAGER, GW_CASE_CLOSED, FALSE, FALSE, TRUE },
  { "inspector-own", GW_ROLE_INSPECTOR, GW_CASE_CLOSED, TRUE, FALSE, TRUE },
  { "inspector-other", GW_ROLE_INSPECTOR, GW_CASE_REPORTED, FALSE, FALSE, FALSE },
  { "inspector-to-check", GW_ROLE_INSPECTOR, GW_CASE_HANDLED, FALSE, FALSE, TRUE },
  { "department-own", GW_ROLE_DEPARTMENT, GW_CASE_HANDLING, FALSE, TRUE, TRUE },
  { "department-other", GW_ROLE_DEPARTMENT, GW_CASE_HANDLED, FALSE, FALSE, FALSE },
  { "both", GW_ROLE_DEPARTMENT | GW_ROLE_INSPECTOR, GW_CASE_HANDLED, FALSE, FALSE, TRUE },
  { "inspector-own-task", GW_ROLE_INSPECTOR, GW_CASE_REPORTED, FALSE, FALSE, TRUE, TRUE },
  { "handler-own", GW_ROLE_HANDLER, GW_CASE_HANDLING, FALSE, TRUE, TRUE, FALSE, TRUE },
  { "handler-other", GW_ROLE_HANDLER, GW_CASE_HANDLING, FALSE, TRUE, FALSE },
  { "nobody", 0, GW_CASE_HANDLED, TRUE, TRUE, FALSE },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;

  GwCaseActor actor = { .roles = row->roles,
                        .own_report = row->own_report,
                        .own_department = row->own_department,
                        .own_task = row->own_task,
                        .own_assignment = row->own_assignment };

  g_assert_cmpint (gw_permissions_may_see (&actor, row->state), ==, row->sees);
}

static void
test_scope (void)
{
  g_assert_cmpint (gw_permissions_scope (0), ==, GW_SCOPE_NOTHING);
  g_assert_cmpint (gw_permissions_scope (GW_ROLE_INSPECTOR), ==, GW_SCOPE_INSPECTOR);
  g_assert_cmpint (gw_permissions_scope (GW_ROLE_DEPARTMENT), ==, GW_SCOPE_DEPARTMENT);
  g_assert_cmpint (gw_permissions_scope (GW_ROLE_INSPECTOR | GW_ROLE_DEPARTMENT), ==,
                   GW_SCOPE_INSPECTOR | GW_SCOPE_DEPARTMENT);
  g_assert_cmpint (gw_permissions_scope (GW_ROLE_INSPECTOR | GW_ROLE_ADMIN), ==,
                   GW_SCOPE_ALL);
}

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint roles = 0;

  g_assert_true (gw_roles_parse ("leader, inspector", &roles, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (roles, ==, GW_ROLE_LEADER | GW_ROLE_INSPECTOR);
  text = gw_roles_to_string (roles);
  g_assert_cmpstr (text, ==, "inspector,leader");
}

static void
test_parse_refuses (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint roles = 42;

  g_assert_false (gw_roles_parse (data, &roles, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
  g_assert_cmpuint (roles, ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/permissions/sees/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/permissions/scope", test_scope);
  g_test_add_func ("/permissions/parse", test_parse);
  g_test_add_data_func ("/permissions/parse/unknown", "leader,king", test_parse_refuses);
  g_test_add_data_func ("/permissions/parse/empty", "", test_parse_refuses);
  return g_test_run ();
}
