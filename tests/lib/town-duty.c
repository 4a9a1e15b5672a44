/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspectors of the town on duty. */
#include "tests/lib/town-duty.h"

#include "backend/service/duty.h"
#include "backend/service/position.h"

static void
changed_cb (const GwOnDuty *on_duty, gboolean repeated, const GError *error,
            gpointer user_data)
{
  g_assert_no_error (error);
  *(gboolean *)user_data = TRUE;
}

void
gw_town_sign_in (GwTown *town, const char *login)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  gw_duty_sign_in (town->service, person, "D1", changed_cb, &done, &error);
  g_assert_no_error (error);
  gw_town_wait (&done);
}

void
gw_town_sign_out (GwTown *town, const char *login)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  gw_duty_sign_out (town->service, person, changed_cb, &done, &error);
  g_assert_no_error (error);
  gw_town_wait (&done);
}

static void
stored_cb (guint n_stored, guint n_repeated, const GError *error, gpointer user_data)
{
  g_assert_no_error (error);
  g_assert_cmpuint (n_stored + n_repeated, ==, 1);
  *(gboolean *)user_data = TRUE;
}

void
gw_town_be_at (GwTown *town, const char *login, guint cell)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  g_autoptr (GError) error = NULL;
  const GwPositionReport report = { gw_town_place (cell), gw_service_now (town->service),
                                    5 };
  gboolean done = FALSE;

  gw_position_add (town->service, person, GW_COORDINATES_WGS84, &report, 1, stored_cb,
                   &done, &error);
  g_assert_no_error (error);
  gw_town_wait (&done);
}
