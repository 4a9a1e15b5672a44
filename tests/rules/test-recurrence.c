/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of recurring cases: by hand, against every pair, and in crowds. */
#define G_LOG_DOMAIN "gridward-test"

#include "backend/rules/recurrence.h"
#include "gis/projection.h"

/* Some 111 metres to the north. */
#define MILLI 10000
#define LON 1130500000
#define LAT 237000000

static const guint32 class_a = 7, class_b = 8;

static GArray *
cases_new (void)
{
  return g_array_new (FALSE, TRUE, sizeof (GwRecurring));
}

static void
add (GArray *cases, guint32 class, gint32 x, gint32 y, guint day)
{
  GwRecurring one = { .class = class,
                      .place = { LON + x, LAT + y },
                      .day = 700000 + day,
                      .seq = cases->len + 1,
                      .case_id = cases->len + 1 };

  g_array_append_val (cases, one);
}

/* Of each case by its seq, the least seq of its group, or its own. */
static guint *
groups_of (const GArray *cases, guint radius_m, guint days)
{
  g_autoptr (GArray) linked = g_array_copy ((GArray *)cases);
  guint *groups = g_new (guint, cases->len + 1);
  guint first = 0;

  for (guint i = 0; i <= cases->len; i++)
    groups[i] = i;
  g_assert_true (gw_recurrence_link (linked, radius_m, days));
  for (guint i = 0; i < linked->len; i++)
    {
      const GwRecurring *one = &g_array_index (linked, GwRecurring, i);

      if (one->group != g_array_index (linked, GwRecurring, first).group)
        first = i;
      else if (i > first)
        g_assert_cmpint (one->seq, >, g_array_index (linked, GwRecurring, i - 1).seq);
      groups[one->seq] = (guint)g_array_index (linked, GwRecurring, first).seq;
    }
  return groups;
}

static void
assert_groups (GArray *cases, guint radius_m, guint days, const char *expected)
{
  g_autofree guint *groups = groups_of (cases, radius_m, days);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1; i <= cases->len; i++)
    g_string_append_printf (text, "%s%u", i > 1 ? " " : "", groups[i]);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_by_hand (void)
{
  g_autoptr (GArray) none = cases_new ();
  g_autoptr (GArray) cases = cases_new ();

  g_assert_true (gw_recurrence_link (none, 50, 30));
  /* A row of steps of 45 m hangs together; what is of another class does not belong. */
  add (cases, class_a, 0, 0, 0);
  add (cases, class_b, 0, 0, 0);
  add (cases, class_a, 0, 4050, 30);
  add (cases, class_a, 0, 8100, 60);
  /* At the same place, but a day too late; and 56 m away. */
  add (cases, class_a, 0, 8100, 91);
  add (cases, class_a, 0, -5000, 0);
  assert_groups (cases, 50, 30, "1 2 1 1 5 6");
  assert_groups (cases, 50, 31, "1 2 1 1 1 6");
  assert_groups (cases, 60, 30, "1 2 1 1 5 1");
  assert_groups (cases, 40, 366, "1 2 3 4 4 6");
}

/* Pairs far in the north, with a case near the equator: a city is never so high. */
static void
test_stray (void)
{
  g_autoptr (GArray) cases = cases_new ();

  add (cases, class_b, 0, -LAT, 0);
  for (gint32 i = 0; i < 100; i++)
    {
      gint32 x = 200370 * i, y = 600000000 - LAT;

      add (cases, class_a, x, y, 0);
      /* 47 m to the east. */
      add (cases, class_a, x + 8450, y, 0);
    }
  g_assert_true (gw_recurrence_link (cases, 50, 30));
  g_assert_cmpuint (cases->len, ==, 200);
  for (guint i = 0; i < cases->len; i++)
    g_assert_cmpint (g_array_index (cases, GwRecurring, i).seq, ==, i + 2);
}

/* Every pair, until nothing changes. */
static void
compare_with_pairs (GArray *cases, guint radius_m, guint days)
{
  g_autofree guint *least = g_new (guint, cases->len);
  g_autofree guint *groups = groups_of (cases, radius_m, days);
  gboolean changed = TRUE;

  for (guint i = 0; i < cases->len; i++)
    least[i] = i;
  while (changed)
    {
      changed = FALSE;
      for (guint i = 0; i < cases->len; i++)
        for (guint j = 0; j < cases->len; j++)
          {
            const GwRecurring *a = &g_array_index (cases, GwRecurring, i);
            const GwRecurring *b = &g_array_index (cases, GwRecurring, j);

            if (least[j] <= least[i] || a->class != b->class ||
                MAX (a->day, b->day) - MIN (a->day, b->day) > days ||
                gw_distance_m (gw_fixed_to_lon_lat (a->place),
                               gw_fixed_to_lon_lat (b->place)) > radius_m)
              continue;
            least[j] = least[i];
            changed = TRUE;
          }
    }
  for (guint i = 0; i < cases->len; i++)
    g_assert_cmpuint (groups[i + 1], ==, least[i] + 1);
}

static void
test_random (void)
{
  for (guint round = 0; round < 30; round++)
    {
      g_autoptr (GArray) cases = cases_new ();
      gint32 wide = g_test_rand_int_range (1, 40) * MILLI;
      /* Also round where degrees become negative, and beyond. */
      gint32 west = (gint32)(round % 2) * LON, south = (gint32)(round % 3) * LAT;

      for (guint i = 0; i < 150; i++)
        add (cases, g_test_rand_bit () ? class_a : class_b,
             g_test_rand_int_range (-wide, wide) - west,
             g_test_rand_int_range (-wide, wide) - south,
             (guint)g_test_rand_int_range (0, 60));
      compare_with_pairs (cases, (guint)g_test_rand_int_range (10, 400),
                          (guint)g_test_rand_int_range (1, 40));
    }
}

/* 100,000 at one spot, and as many at two spots side by side that are not near. */
static void
test_crowd (void)
{
  g_autoptr (GArray) cases = cases_new ();
  guint n_groups = 1;

  for (guint i = 0; i < 100000; i++)
    add (cases, class_a, 0, 0, i / 300);
  for (guint i = 0; i < 100000; i++)
    add (cases, class_b, g_test_rand_int_range (0, 300),
         (i % 2 == 0 ? 0 : 5000) + g_test_rand_int_range (0, 300), i / 300);
  g_assert_true (gw_recurrence_link (cases, 50, 30));
  for (guint i = 1; i < cases->len; i++)
    if (g_array_index (cases, GwRecurring, i).group !=
        g_array_index (cases, GwRecurring, i - 1).group)
      n_groups++;
  g_assert_cmpuint (n_groups, ==, 3);
}

/* 100,000 along a line, which take no longer than as many anywhere: some tenths of a second. */
static void
test_line (void)
{
  g_autoptr (GArray) cases = cases_new ();

  for (gint32 i = 0; i < 100000; i++)
    add (cases, class_a, 3000 * i, 0, 0);
  g_test_timer_start ();
  g_assert_true (gw_recurrence_link (cases, 10, 30));
  g_assert_cmpfloat (g_test_timer_elapsed (), <, 5);
  g_assert_cmpuint (cases->len, ==, 0);
}

/* Two lines of places aslant, none near one of the other: more comparisons than are made. */
static void
test_refused (void)
{
  g_autoptr (GArray) cases = cases_new ();

  for (guint i = 0; i < 60000; i++)
    {
      gint32 along = g_test_rand_int_range (0, 3000), aside = i % 2 == 0 ? 0 : 3800;

      add (cases, class_a, aside + along, aside - along, 0);
    }
  g_assert_false (gw_recurrence_link (cases, 50, 30));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/recurrence/by-hand", test_by_hand);
  g_test_add_func ("/rules/recurrence/stray", test_stray);
  g_test_add_func ("/rules/recurrence/random", test_random);
  g_test_add_func ("/rules/recurrence/crowd", test_crowd);
  g_test_add_func ("/rules/recurrence/line", test_line);
  g_test_add_func ("/rules/recurrence/refused", test_refused);
  return g_test_run ();
}
