/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl user: a person's way through the list. */
#include "tests/ctl/ctl-fixture.h"

static void
set_up (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GwCity) city = ctl_make_city ();

  ctl_fixture_set_up (fixture, data);
  ctl_create (fixture, city);
}

static void
expect (CtlFixture *fixture, const char *input, const char *arguments, int status,
        const char *text)
{
  g_auto (CtlRun) run = ctl_run (fixture, input, arguments);

  ctl_assert (&run, status, text);
}

static void
test_life (CtlFixture *fixture, gconstpointer data)
{
  expect (fixture, "correct horse\n", "user add wang --roles dispatcher,leader --name 王",
          0, "added wang");
  expect (fixture, NULL, "user list", 0, "wang");
  expect (fixture, NULL, "user list", 0, "active    王");
  expect (fixture, NULL, "user disable wang", 0, "wang can no longer sign in");
  expect (fixture, NULL, "user list", 0, "disabled  王");
  expect (fixture, NULL, "user enable wang", 0, "wang can sign in again");
  expect (fixture, "battery staple\n", "user passwd wang", 0,
          "the password of wang is set");
}

static void
test_password_never_shown (CtlFixture *fixture, gconstpointer data)
{
  g_auto (CtlRun) run =
      ctl_run (fixture, "correct horse\n", "user add li --roles inspector");

  ctl_assert (&run, 0, "added li");
  g_assert_null (strstr (run.out, "correct"));
  g_assert_null (strstr (run.err, "correct"));
}

typedef struct
{
  const char *name;
  const char *input;
  const char *arguments;
  int status;
  const char *expected;
} Row;

static const Row rows[] = {
  { "short-password", "1234567\n", "user add wang --roles leader", 1, "shorter than 8" },
  { "no-password", "", "user add wang --roles leader", 1, "no password came in" },
  { "empty-password", "\n", "user add wang --roles leader", 1, "no password came in" },
  { "no-roles", "correct horse\n", "user add wang", 2, "--roles ROLES" },
  { "unknown-role", "correct horse\n", "user add wang --roles king", 1, "king" },
  { "bad-login", "correct horse\n", "user add Wang! --roles leader", 1, "gridwardctl: " },
  { "unknown-department", "correct horse\n",
    "user add wang --roles department --department moon", 1, "moon" },
  { "disable-nobody", NULL, "user disable nobody", 1, "gridwardctl: " },
  { "passwd-nobody", "correct horse\n", "user passwd nobody", 1, "gridwardctl: " },
  { "no-login", NULL, "user disable", 2,
    "usage: gridwardctl --db FILE user disable LOGIN" },
};

static void
test_row (CtlFixture *fixture, gconstpointer data)
{
  const Row *row = data;
  g_auto (CtlRun) list = { -1, NULL, NULL };

  expect (fixture, row->input, row->arguments, row->status, row->expected);
  list = ctl_run (fixture, NULL, "user list");
  ctl_assert (&list, 0, "");
  g_assert_null (strstr (list.out, "wang"));
}

static void
test_twice (CtlFixture *fixture, gconstpointer data)
{
  expect (fixture, "correct horse\n", "user add wang --roles leader", 0, "added wang");
  expect (fixture, "correct horse\n", "user add wang --roles admin", 1, "taken");
  expect (fixture, NULL, "user list", 0, "leader");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl/user/life", CtlFixture, NULL, set_up, test_life, ctl_fixture_tear_down);
  g_test_add ("/ctl/user/password-never-shown", CtlFixture, NULL, set_up,
              test_password_never_shown, ctl_fixture_tear_down);
  g_test_add ("/ctl/user/twice", CtlFixture, NULL, set_up, test_twice,
              ctl_fixture_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ctl/user/refused/%s", rows[i].name);

      g_test_add (path, CtlFixture, &rows[i], set_up, test_row, ctl_fixture_tear_down);
    }
  return g_test_run ();
}
