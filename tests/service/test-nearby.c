/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found near, by whom, and that memory follows the file. */
#include "backend/rules/case-error.h"
#include "backend/service/nearby.h"
#include "backend/service/open-index.h"
#include "backend/service/setup.h"
#include "tests/lib/town.h"

#define METRE_NORTH (1 / 111195.08)
#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

/* A report of the class so many metres north of the middle of the first cell. */
static char *
report (GwTown *town, const char *login, double metres, const char *class_code,
        const char *description)
{
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  report.location = gw_town_place (0);
  report.location.lat += metres * METRE_NORTH;
  report.class_code = class_code;
  report.description = description;
  answer = gw_town_take (town, login, &report, NULL);
  return g_strdup (answer->row->number);
}

/* "2! 3 4?": numbers in their order; !: likely a duplicate, ?: of another class. */
static char *
format (const GwNearby *nearby)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < nearby->cases->len; i++)
    {
      const GwNearbyCase *found = &g_array_index (nearby->cases, GwNearbyCase, i);
      const char *mark = found->duplicate ? "!" : found->same_class ? "" : "?";

      g_string_append_printf (text, "%s%d%s", i > 0 ? " " : "",
                              atoi (found->row->number + 9), mark);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_near (GwTown *town, const char *login, const char *number, const char *expected)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwNearby) nearby =
      gw_nearby_of_case (town->service, user, number, GW_NEARBY_MAX, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = format (nearby);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_order (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *one = NULL, *other = NULL;

  /* The first of its own day, which is too long ago. */
  town->now_ms = GW_TOWN_MONDAY - 30 * HOUR_MS;
  g_free (report (town, "inspector", 1, "06010", "大街3号门前垃圾"));
  town->now_ms = GW_TOWN_MONDAY;
  one = report (town, "inspector", 0, "06010", "大街3号门前垃圾");
  g_free (report (town, "inspector", 5, "06010", "沿河杂物"));         /* 2: other words */
  g_free (report (town, "inspector", 30, "06010", "大街3号门口垃圾")); /* 3: alike */
  g_free (report (town, "inspector", 2, "06013", "大街3号门前垃圾"));  /* 4: class */
  g_free (report (town, "inspector", 49.5, "06010", ""));              /* 5: no text */
  g_free (report (town, "inspector", 50.5, "06010", "大街3号门前垃圾")); /* 6: too far */
  other = report (town, "inspector", -44, "06012", "大街"); /* 7: at the edge */
  assert_near (town, "leader", one, "3! 2! 5! 1 4? 7?");
  assert_near (town, "leader", other, "1? 4? 2? 1?");
}

/* The cells of a place do not matter: the distance does. */
static void
test_over_the_border (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *one = report (town, "inspector", 50, "06010", "垃圾");

  g_free (report (town, "inspector", 60, "06010", "垃圾"));
  g_free (report (town, "inspector", 90, "06010", "垃圾"));
  assert_near (town, "leader", one, "2! 3!");
}

static void
test_scope (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) inspector = gw_town_person (town, "inspector");
  g_autoptr (GError) error = NULL;
  g_autofree char *own = report (town, "inspector", 0, "06010", "垃圾");
  g_autofree char *foreign = report (town, "inspector2", 1, "06010", "垃圾");

  g_free (report (town, "inspector", 2, "06010", "垃圾"));
  assert_near (town, "acceptor", own, "2! 3!");
  assert_near (town, "inspector", own, "3!");
  g_assert_null (
      gw_nearby_of_case (town->service, inspector, foreign, GW_NEARBY_MAX, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (
      gw_nearby_of_case (town->service, inspector, "20200101-000001", 1, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
}

/* What ends leaves; what is opened later is there; a restart changes nothing. */
static void
test_follows (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *one = report (town, "inspector", 0, "06010", "垃圾");
  g_autofree char *two = report (town, "inspector", 1, "06010", "垃圾");
  g_autofree char *three = NULL;

  assert_near (town, "leader", one, "2!");
  /* Further from two than one is: equally near, the milliseconds between them would decide. */
  three = report (town, "inspector", 3, "06010", "垃圾");
  assert_near (town, "leader", one, "2! 3!");
  gw_town_do (town, "leader", two, GW_ACTION_REJECT);
  assert_near (town, "leader", one, "3!");
  gw_town_do (town, "leader", three, GW_ACTION_FILE);
  assert_near (town, "leader", one, "3!");
  /* Of a case that has ended, too. */
  assert_near (town, "leader", two, "1! 3!");
  g_assert_true (gw_service_reload (town->service, NULL));
  assert_near (town, "leader", one, "3!");
  gw_town_reopen (town);
  assert_near (town, "leader", one, "3!");
}

/* Another process reports and ends cases: they come through the journal. */
static void
test_other_process (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *one = report (town, "inspector", 0, "06010", "垃圾");
  g_autofree char *two = report (town, "inspector", 1, "06010", "垃圾");
  GwTown other = *town;
  g_autoptr (GError) error = NULL;
  gint64 last_seq;

  assert_near (town, "leader", one, "2!");
  other.service = gw_service_open (town->path, NULL, &error);
  g_assert_no_error (error);
  gw_town_do (&other, "leader", two, GW_ACTION_REJECT);
  g_free (report (&other, "inspector", 2, "06010", "垃圾"));
  last_seq = gw_service_last_seq (other.service);
  while (gw_service_last_seq (town->service) < last_seq)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 100; i++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  assert_near (town, "leader", one, "3!");
  gw_service_close (other.service);
  /* And from then on as before. */
  g_free (report (town, "inspector", 3, "06010", "垃圾"));
  assert_near (town, "leader", one, "3! 4!");
}

/* A city decides how near is near, for each class. */
static void
test_setting (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *one = report (town, "inspector", 0, "06010", "垃圾");
  g_autofree char *other = report (town, "inspector", 1, "06013", "垃圾");

  g_free (report (town, "inspector", 70, "06010", "垃圾"));
  assert_near (town, "leader", one, "2?");
  g_assert_true (
      gw_setup_setting_set (town->service, "duplicate.classes", "06010:80:24", NULL));
  assert_near (town, "leader", one, "3! 2?");
  assert_near (town, "leader", other, "1?");
}

static void
test_report (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) user = gw_town_person (town, "inspector");
  GwNearbyReport asked = { .location = gw_town_place (0),
                           .kind = GW_KIND_MATTER,
                           .class_code = "06010",
                           .description = "门前垃圾" };
  g_autofree char *text = NULL, *without = NULL;
  g_autoptr (GwNearby) nearby = NULL, no_class = NULL;
  g_autoptr (GError) error = NULL;

  g_free (report (town, "inspector", 10, "06010", "门前垃圾"));
  g_free (report (town, "inspector", 20, "06010", "门前垃圾"));
  nearby = gw_nearby_of_report (town->service, user, &asked, 1, &error);
  g_assert_no_error (error);
  text = format (nearby);
  g_assert_cmpstr (text, ==, "1!");
  g_assert_cmpfloat_with_epsilon (g_array_index (nearby->cases, GwNearbyCase, 0).distance_m,
                                  10, 0.05);
  g_assert_cmpfloat (g_array_index (nearby->cases, GwNearbyCase, 0).similarity, ==, 1);
  asked.class_code = NULL;
  asked.description = NULL;
  no_class = gw_nearby_of_report (town->service, user, &asked, 9, &error);
  without = format (no_class);
  g_assert_cmpstr (without, ==, "1? 2?");
  g_assert_false (g_array_index (no_class->cases, GwNearbyCase, 0).has_similarity);
  asked.class_code = "99999";
  g_assert_null (gw_nearby_of_report (town->service, user, &asked, 9, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNKNOWN_CLASS);
  g_clear_error (&error);
  asked.class_code = NULL;
  asked.location = (GwLonLat){ 0, 0 };
  g_assert_null (gw_nearby_of_report (town->service, user, &asked, 9, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUTSIDE_CITY);
}

/* More than anyone is shown, in one place: those of the class are not hidden. */
static void
test_crowd (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *one = report (town, "inspector", 0, "06012", "垃圾");
  g_autoptr (GwPerson) user = gw_town_person (town, "leader");
  g_autoptr (GwNearby) nearby = NULL;

  for (guint i = 0; i < GW_NEARBY_MAX + 10; i++)
    g_free (report (town, "inspector", 1, "06010", "垃圾"));
  g_free (report (town, "inspector", 40, "06012", "垃圾"));
  nearby = gw_nearby_of_case (town->service, user, one, 1000, NULL);
  g_assert_cmpuint (nearby->cases->len, ==, GW_NEARBY_MAX);
  g_assert_true (g_array_index (nearby->cases, GwNearbyCase, 0).duplicate);
}

/* Against looking at all, at random. */
static void
test_index (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwOpenIndex) index = gw_open_index_new ();
  GwCellIndex *cells =
      (GwCellIndex *)gw_snapshot_cell_index (gw_service_get_snapshot (town->service));
  GwOpenCase cases[500];

  gw_open_index_set_cells (index, cells);
  for (guint i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      guint k = i % G_N_ELEMENTS (cases);

      cases[k] = (GwOpenCase){ .id = k + 1, .version = i + 1 };
      cases[k].position.x = 1130000000 + g_test_rand_int_range (0, 40000);
      cases[k].position.y = 237000000 + g_test_rand_int_range (0, 40000);
      gw_open_index_put (index, &cases[k]);
    }
  gw_open_index_set_cells (index, cells);
  g_assert_cmpuint (gw_open_index_size (index), ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (GwOpenNear));
      guint n = 0;

      gw_open_index_find (index, cases[i].position, i, found);
      for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
        n += gw_distance_m (gw_fixed_to_lon_lat (cases[i].position),
                            gw_fixed_to_lon_lat (cases[k].position)) <= i;
      g_assert_cmpuint (found->len, ==, n);
    }
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    gw_open_index_remove (index, (gint64)k + 1);
  gw_open_index_remove (index, 1);
  g_assert_cmpuint (gw_open_index_size (index), ==, 0);
}

/* News of a case may be older than what is known of it. */
static void
test_old_version (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwOpenIndex) index = gw_open_index_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (GwOpenNear));
  GwOpenCase moved = { .id = 1, .version = 3, .position = { 1130005000, 237005000 } };
  const GwFixed before = { 1130035000, 237035000 };

  gw_open_index_put (index, &moved);
  gw_open_index_find (index, moved.position, 10, found);
  g_assert_cmpuint (found->len, ==, 0);
  gw_open_index_set_cells (index, (GwCellIndex *)gw_snapshot_cell_index (
                                      gw_service_get_snapshot (town->service)));
  moved.version = 2;
  moved.position = before;
  gw_open_index_put (index, &moved);
  gw_open_index_find (index, before, 10, found);
  g_assert_cmpuint (found->len, ==, 0);
  moved.version = 4;
  gw_open_index_put (index, &moved);
  gw_open_index_find (index, before, 10, found);
  g_assert_cmpuint (found->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nearby/order", test_order);
  g_test_add_func ("/nearby/over-the-border", test_over_the_border);
  g_test_add_func ("/nearby/scope", test_scope);
  g_test_add_func ("/nearby/follows", test_follows);
  g_test_add_func ("/nearby/other-process", test_other_process);
  g_test_add_func ("/nearby/setting", test_setting);
  g_test_add_func ("/nearby/report", test_report);
  g_test_add_func ("/nearby/crowd", test_crowd);
  g_test_add_func ("/nearby/index", test_index);
  g_test_add_func ("/nearby/old-version", test_old_version);
  return g_test_run ();
}
