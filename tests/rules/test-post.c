/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posts: of the main line, and that each may do what is counted as its. */
#define G_LOG_DOMAIN "gridward-test"

#include "backend/rules/post.h"

static const struct
{
  GwCaseAction action;
  GwCaseState from;
  const char *source;
  GwRole post;
} rows[] = {
  { GW_ACTION_REPORT, GW_CASE_NONE, "inspector", GW_ROLE_INSPECTOR },
  { GW_ACTION_REPORT, GW_CASE_NONE, "hotline", GW_ROLE_ACCEPTOR },
  { GW_ACTION_REPORT, GW_CASE_NONE, "video", GW_ROLE_ACCEPTOR },
  { GW_ACTION_SELF_HANDLE, GW_CASE_REPORTED, "inspector", GW_ROLE_INSPECTOR },
  { GW_ACTION_REJECT, GW_CASE_REPORTED, "web", GW_ROLE_LEADER },
  { GW_ACTION_FILE, GW_CASE_REPORTED, "web", GW_ROLE_LEADER },
  { GW_ACTION_DISPATCH, GW_CASE_FILED, "web", GW_ROLE_DISPATCHER },
  { GW_ACTION_REDISPATCH, GW_CASE_FILED, "web", GW_ROLE_DISPATCHER },
  { GW_ACTION_RETURN, GW_CASE_FILED, "web", GW_ROLE_DISPATCHER },
  { GW_ACTION_RETURN, GW_CASE_HANDLING, "web", GW_ROLE_DEPARTMENT },
  { GW_ACTION_RETURN, GW_CASE_CHECKED, "web", GW_ROLE_LEADER },
  { GW_ACTION_HANDLE, GW_CASE_HANDLING, "web", GW_ROLE_DEPARTMENT },
  { GW_ACTION_REWORK, GW_CASE_HANDLED, "web", GW_ROLE_INSPECTOR },
  { GW_ACTION_APPROVE, GW_CASE_HANDLING, "web", GW_ROLE_DISPATCHER },
  { GW_ACTION_APPROVE, GW_CASE_CLOSED, "web", GW_ROLE_ACCEPTOR },
  { GW_ACTION_MERGE, GW_CASE_FILED, "web", GW_ROLE_ACCEPTOR },
  { GW_ACTION_VOID, GW_CASE_FILED, "web", GW_ROLE_LEADER },
  { GW_ACTION_CLOSE, GW_CASE_CHECKED, "web", GW_ROLE_LEADER },
  { GW_ACTION_FORCE_CLOSE, GW_CASE_FILED, "web", GW_ROLE_ADMIN },
  { GW_ACTION_REOPEN, GW_CASE_CLOSED, "web", GW_ROLE_LEADER },
};

static void
test_main_line (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (gw_post_of (rows[i].action, rows[i].from, rows[i].source, FALSE), ==,
                      rows[i].post);
  g_assert_cmpuint (gw_post_of (GW_ACTION_REOPEN, GW_CASE_CLOSED, "web", TRUE), ==,
                    GW_ROLE_SYSTEM);
}

static guint
roles_of (GwCaseAction action, guint state)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);
  guint roles = 0;

  for (gsize i = 0; i < n; i++)
    if (edges[i].action == action && (edges[i].from & 1u << state) != 0)
      roles |= edges[i].roles;
  return roles;
}

/* Whatever the lifecycle's table comes to say. */
static void
test_permitted (void)
{
  static const char *const sources[] = { "inspector", "hotline" };
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);

  for (gsize i = 0; i < n; i++)
    for (guint state = 0; state < 16; state++)
      for (guint source = 0; source < 2 && (edges[i].from & 1u << state) != 0; source++)
        {
          GwRole post = gw_post_of (edges[i].action, state, sources[source], FALSE);

          g_assert_cmpuint (post & roles_of (edges[i].action, state), ==, post);
          g_assert_nonnull (gw_post_name (post));
        }
}

static void
test_names (void)
{
  GwRole post;

  for (guint number = 1; number <= 16; number++)
    {
      GwRole of_number = gw_post_from_number (number);

      g_assert_cmpuint (gw_post_to_number (of_number), ==, number);
      if (gw_post_name (of_number) == NULL)
        continue;
      g_assert_true (gw_post_parse (gw_post_name (of_number), &post));
      g_assert_cmpuint (post, ==, of_number);
      g_assert_nonnull (gw_post_title (post));
      g_assert_nonnull (gw_post_title_en (post));
    }
  g_assert_cmpuint (gw_post_from_number (0), ==, 0);
  g_assert_cmpuint (gw_post_from_number (17), ==, 0);
  g_assert_false (gw_post_parse ("king", &post));
  g_assert_null (gw_post_title (0));
  g_assert_cmpstr (gw_post_meaning ("zh"), !=, gw_post_meaning ("en"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/post/main-line", test_main_line);
  g_test_add_func ("/rules/post/permitted", test_permitted);
  g_test_add_func ("/rules/post/names", test_names);
  return g_test_run ();
}
