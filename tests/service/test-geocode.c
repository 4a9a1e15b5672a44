/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of a city: read, read again, and points described. */

#include "backend/service/geocode.h"
#include "backend/service/setup.h"
#include "tests/lib/town.h"

static const GwFixed by_house = { 1130003000, 237001500 };

static void
free_house (gpointer data)
{
  GwCityHouse *house = data;

  g_free (house->street);
  g_free (house->suffix);
  g_free (house);
}

static guint
count (GwTown *town, const char *text)
{
  GwPlace places[GW_GAZETTEER_MAX_RESULTS];

  return gw_gazetteer_search (gw_geocode_get_gazetteer (town->service), text, NULL, places,
                              G_N_ELEMENTS (places));
}

static void
wait_for_places (GwTown *town, const GwGazetteer *other_than)
{
  while (gw_geocode_get_gazetteer (town->service) == other_than)
    g_main_context_iteration (NULL, TRUE);
}

/* Without places a point still has its community. */
static void
test_before (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_auto (GwAddress) address = { NULL };

  g_assert_null (gw_geocode_get_gazetteer (town->service));
  g_assert_true (gw_geocode_describe (town->service, by_house, &address));
  g_assert_cmpint (address.kind, ==, GW_PLACE_COMMUNITY);
  g_assert_cmpstr (address.text, ==, "甲社区");
  g_assert_false (gw_geocode_describe (town->service, (GwFixed){ 0, 0 }, &address));
}

static void
test_start (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_auto (GwAddress) address = { NULL };

  gw_geocode_start (town->service);
  gw_geocode_start (town->service);
  wait_for_places (town, NULL);
  g_assert_true (gw_geocode_describe (town->service, by_house, &address));
  g_assert_cmpstr (address.text, ==, "大街3号");
  g_assert_cmpstr (address.place_en, ==, "3 Main St");
}

/* Closing while the places are read, with and without another reading to come. */
static void
test_close (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GwTown) town = gw_town_new ();

      gw_geocode_start (town->service);
      if (i == 1)
        g_assert_true (gw_service_reload (town->service, NULL));
    }
}

static GPtrArray *
make_houses (const char *street, GwFixed from, guint n)
{
  GPtrArray *houses = g_ptr_array_new_with_free_func (free_house);

  for (guint i = 0; i < n; i++)
    {
      GwCityHouse *house = g_new0 (GwCityHouse, 1);

      house->street = g_strdup (street);
      house->number = i + 1;
      house->suffix = g_strdup ("");
      house->position = (GwFixed){ from.x + (gint32)i * 100, from.y };
      g_ptr_array_add (houses, house);
    }
  return houses;
}

static void
test_import (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GPtrArray) houses =
      make_houses ("新街", (GwFixed){ 1130010000, 237010000 }, 3);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const GwGazetteer *before;

  gw_geocode_load (town->service, &error);
  g_assert_no_error (error);
  before = gw_geocode_get_gazetteer (town->service);
  g_assert_cmpuint (count (town, "新街"), ==, 0);
  g_assert_true (
      gw_setup_import_addresses (town->service, houses, none, FALSE, NULL, NULL, &error));
  g_assert_true (gw_service_reload (town->service, &error));
  wait_for_places (town, before);
  /* A street that only its houses tell of; those of before stay. */
  g_assert_cmpuint (count (town, "新街"), ==, 1);
  g_assert_cmpuint (count (town, "新街2号"), ==, 1);
  g_assert_cmpuint (count (town, "大街3号"), ==, 1);
  before = gw_geocode_get_gazetteer (town->service);
  g_assert_true (
      gw_setup_import_addresses (town->service, houses, none, TRUE, NULL, NULL, &error));
  g_assert_true (gw_service_reload (town->service, &error));
  wait_for_places (town, before);
  g_assert_cmpuint (count (town, "新街2号"), ==, 1);
  g_assert_cmpuint (count (town, "大街3号"), ==, 0);
  g_assert_cmpuint (count (town, "第一小学"), ==, 1);
}

/* Two streets of one name, far apart, each with its own number 2. */
static void
test_same_name (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GPtrArray) houses =
      make_houses ("解放路", (GwFixed){ 1130010000, 237010000 }, 3);
  g_autoptr (GPtrArray) others =
      make_houses ("解放路", (GwFixed){ 1131010000, 237010000 }, 3);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const GwFixed near = { 1131010000, 237010000 };
  GwPlace place;

  g_assert_true (
      gw_setup_import_addresses (town->service, houses, none, FALSE, NULL, NULL, NULL));
  g_assert_true (
      gw_setup_import_addresses (town->service, others, none, FALSE, NULL, NULL, NULL));
  g_assert_true (gw_geocode_load (town->service, NULL));
  g_assert_cmpuint (count (town, "解放路"), ==, 2);
  g_assert_cmpuint (count (town, "解放路2号"), ==, 2);
  g_assert_cmpuint (gw_gazetteer_search (gw_geocode_get_gazetteer (town->service),
                                         "解放路2号", &near, &place, 1),
                    ==, 1);
  g_assert_cmpint (place.position.x, >=, near.x);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geocode/before", test_before);
  g_test_add_func ("/geocode/start", test_start);
  g_test_add_func ("/geocode/close", test_close);
  g_test_add_func ("/geocode/import", test_import);
  g_test_add_func ("/geocode/same-name", test_same_name);
  return g_test_run ();
}
