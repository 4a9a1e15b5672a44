/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failed sign-ins are slowed down, by login and by address. */
#include "backend/service/login-limit.h"

static guint
try (GwLoginLimit *limit, guint times, const char *login, const char *address, gint64 now)
{
  guint allowed = 0;
  guint wait;

  for (guint i = 0; i < times; i++)
    allowed += gw_login_limit_take (limit, login, address, now, &wait);
  return allowed;
}

static void
test_login (void)
{
  GwLoginLimit *limit = gw_login_limit_new ();
  guint wait = 0;

  g_assert_cmpuint (try (limit, 20, "leader", "10.0.0.1", 1000), ==, 10);
  g_assert_false (gw_login_limit_take (limit, "leader", "10.0.0.1", 1000, &wait));
  g_assert_cmpuint (wait, >, 0);
  g_assert_cmpuint (try (limit, 1, "dispatcher", "10.0.0.1", 1000), ==, 1);
  g_assert_cmpuint (try (limit, 5, "leader", "10.0.0.1", 1000 + wait * 1000), ==, 1);
  gw_login_limit_free (limit);
}

/* Guessing does not keep the owner of the login out, who sits elsewhere. */
static void
test_no_lock_out (void)
{
  GwLoginLimit *limit = gw_login_limit_new ();
  gint64 now = 1000;

  for (guint i = 0; i < 5000; i++, now += 1000)
    try (limit, 20, "leader", "203.0.113.7", now);
  g_assert_cmpuint (try (limit, 3, "leader", "10.0.0.2", now), ==, 3);
  gw_login_limit_free (limit);
}

/* Many places together are limited all the same. */
static void
test_many_addresses (void)
{
  GwLoginLimit *limit = gw_login_limit_new ();
  guint allowed = 0;

  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *address = g_strdup_printf ("203.0.113.%u", i);

      allowed += try (limit, 10, "leader", address, 1000);
    }
  g_assert_cmpuint (allowed, ==, 100);
  gw_login_limit_free (limit);
}

/* An IPv6 host may take any address of its network. */
static void
test_ipv6_network (void)
{
  GwLoginLimit *limit = gw_login_limit_new ();
  guint allowed = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *address = g_strdup_printf ("2001:db8:0:1::%x", i + 1);

      allowed += try (limit, 1, "leader", address, 1000);
    }
  g_assert_cmpuint (allowed, ==, 10);
  g_assert_cmpuint (try (limit, 1, "leader", "2001:db8:0:2::1", 1000), ==, 1);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *address = g_strdup_printf ("::ffff:10.0.0.%u", i + 1);

      g_assert_cmpuint (try (limit, 1, "leader", address, 1000), ==, 1);
    }
  gw_login_limit_free (limit);
}

/* A flood of made-up logins, refused by its address, takes nobody's room. */
static void
test_flood (void)
{
  GwLoginLimit *limit = gw_login_limit_new ();
  guint allowed = 0;

  for (guint i = 0; i < 30000; i++)
    {
      g_autofree char *login = g_strdup_printf ("guess%u", i);

      try (limit, 1, login, "203.0.113.7", 1000);
    }
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *login = g_strdup_printf ("inspector%u", i);

      allowed += try (limit, 1, login, "10.0.0.1", 1000);
    }
  g_assert_cmpuint (allowed, ==, 50);
  gw_login_limit_free (limit);
}

static void
test_address (void)
{
  GwLoginLimit *limit = gw_login_limit_new ();
  guint allowed = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *login = g_strdup_printf ("guess%u", i);

      allowed += try (limit, 1, login, "10.0.0.1", 1000);
    }
  g_assert_cmpuint (allowed, ==, 100);
  g_assert_cmpuint (try (limit, 1, "someone", "10.0.0.9", 1000), ==, 1);
  gw_login_limit_free (limit);
}

static void
test_success_costs_nothing (void)
{
  GwLoginLimit *limit = gw_login_limit_new ();

  for (guint i = 0; i < 1000; i++)
    {
      g_assert_cmpuint (try (limit, 1, "leader", "10.0.0.1", 1000), ==, 1);
      gw_login_limit_give_back (limit, "leader", "10.0.0.1");
    }
  gw_login_limit_free (limit);
}

static void
test_purge (void)
{
  GwLoginLimit *limit = gw_login_limit_new ();

  g_assert_cmpuint (try (limit, 20, "leader", "10.0.0.1", 1000), ==, 10);
  gw_login_limit_purge (limit, 2000);
  g_assert_cmpuint (try (limit, 1, "leader", "10.0.0.1", 2000), ==, 0);
  gw_login_limit_purge (limit, 1000 + 10 * 30000);
  g_assert_cmpuint (try (limit, 20, "leader", "10.0.0.1", 1000 + 10 * 30000), ==, 10);
  gw_login_limit_free (limit);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login-limit/login", test_login);
  g_test_add_func ("/login-limit/no-lock-out", test_no_lock_out);
  g_test_add_func ("/login-limit/many-addresses", test_many_addresses);
  g_test_add_func ("/login-limit/ipv6-network", test_ipv6_network);
  g_test_add_func ("/login-limit/flood", test_flood);
  g_test_add_func ("/login-limit/address", test_address);
  g_test_add_func ("/login-limit/success-costs-nothing", test_success_costs_nothing);
  g_test_add_func ("/login-limit/purge", test_purge);
  return g_test_run ();
}
