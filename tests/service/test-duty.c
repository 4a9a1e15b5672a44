/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts, signing in and out, and who sees it. */
#include "backend/service/duty.h"
#include "backend/service/setup.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)

typedef struct
{
  gboolean done;
  gboolean repeated;
  gint64 signed_in_at;
  gint64 shift_until;
  gint64 signed_out_at;
  const char *duty_grid;
  GError *error;
} Answer;

static void
changed_cb (const GwOnDuty *on_duty, gboolean repeated, const GError *error,
            gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  if (error != NULL)
    {
      answer->error = g_error_copy (error);
      return;
    }
  answer->repeated = repeated;
  answer->signed_in_at = on_duty->signed_in_at;
  answer->shift_until = on_duty->shift_until;
  answer->signed_out_at = on_duty->signed_out_at;
  answer->duty_grid = on_duty->duty_grid->code;
}

static Answer
sign_in (GwTown *town, const char *login, const char *duty_grid)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  Answer answer = { 0 };

  if (gw_duty_sign_in (town->service, person, duty_grid, changed_cb, &answer,
                       &answer.error))
    gw_town_wait (&answer.done);
  return answer;
}

static Answer
sign_out (GwTown *town, const char *login)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  Answer answer = { 0 };

  if (gw_duty_sign_out (town->service, person, changed_cb, &answer, &answer.error))
    gw_town_wait (&answer.done);
  return answer;
}

static guint
count (GwTown *town, const char *login)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = gw_duty_list (town->service, person, &error);

  g_assert_no_error (error);
  return list->len;
}

/* Weekdays 08:00 to 12:00 in D1. */
static void
give_shift (GwTown *town, const char *login)
{
  g_autoptr (GArray) shifts = g_array_new (FALSE, FALSE, sizeof (GwShift));
  g_autoptr (GError) error = NULL;
  const GwSnapshot *snapshot = gw_service_get_snapshot (town->service);
  GwShift shift = { .person_id = gw_setup_find_inspector (town->service, login),
                    .duty_grid_id = gw_snapshot_duty_grid_by_code (snapshot, "D1")->id,
                    .weekdays = 31,
                    .start = 480,
                    .end = 720 };

  g_array_append_val (shifts, shift);
  g_assert_true (gw_setup_import_shifts (town->service, shifts, &error));
  g_assert_no_error (error);
}

static void
test_shift (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  Answer answer;

  town->now_ms = GW_TOWN_MONDAY;
  give_shift (town, "inspector");
  answer = sign_in (town, "inspector", NULL);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.duty_grid, ==, "D1");
  g_assert_cmpint (answer.signed_in_at, ==, GW_TOWN_MONDAY);
  g_assert_cmpint (answer.shift_until, ==, GW_TOWN_MONDAY + 3 * HOUR);
  g_assert_false (answer.repeated);
  /* Again: nothing changes. */
  town->now_ms += HOUR;
  answer = sign_in (town, "inspector", "D1");
  g_assert_true (answer.repeated);
  g_assert_cmpint (answer.signed_in_at, ==, GW_TOWN_MONDAY);
  g_assert_cmpuint (count (town, "leader"), ==, 1);
  /* On disk, too. */
  gw_town_reopen (town);
  g_assert_cmpuint (count (town, "dispatcher"), ==, 1);
  answer = sign_out (town, "inspector");
  g_assert_cmpint (answer.signed_out_at, ==, GW_TOWN_MONDAY + HOUR);
  g_assert_cmpuint (count (town, "manager"), ==, 0);
  answer = sign_out (town, "inspector");
  g_assert_error (answer.error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
  g_clear_error (&answer.error);
  gw_town_reopen (town);
  g_assert_cmpuint (count (town, "admin"), ==, 0);
}

static void
refuse (Answer answer, GwCaseError code, const char *field)
{
  g_assert_error (answer.error, GW_CASE_ERROR, (int)code);
  g_assert_cmpstr (gw_case_error_get_field (answer.error), ==, field);
  g_clear_error (&answer.error);
}

static void
test_refuses (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GArray) shifts = g_array_new (FALSE, FALSE, sizeof (GwShift));
  g_autoptr (GwPerson) acceptor = gw_town_person (town, "acceptor");
  g_autoptr (GError) error = NULL;
  GwShift shift = { .person_id = acceptor->id, .duty_grid_id = 1, .weekdays = 1 };

  town->now_ms = GW_TOWN_MONDAY;
  refuse (sign_in (town, "leader", "D1"), GW_CASE_ERROR_FORBIDDEN, NULL);
  refuse (sign_out (town, "leader"), GW_CASE_ERROR_FORBIDDEN, NULL);
  refuse (sign_in (town, "inspector", NULL), GW_CASE_ERROR_MISSING_FIELD, "duty_grid");
  refuse (sign_in (town, "inspector", "D9"), GW_CASE_ERROR_NOT_FOUND, "duty_grid");
  g_assert_null (gw_duty_list (town->service, acceptor, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_array_append_val (shifts, shift);
  g_assert_false (gw_setup_import_shifts (town->service, shifts, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
}

static void
test_who_sees (void)
{
  g_autoptr (GwTown) town = gw_town_new ();

  town->now_ms = GW_TOWN_MONDAY;
  g_assert_no_error (sign_in (town, "inspector", "D1").error);
  g_assert_cmpuint (count (town, "inspector"), ==, 1);
  g_assert_cmpuint (count (town, "inspector2"), ==, 0);
  g_assert_no_error (sign_in (town, "inspector2", "D1").error);
  g_assert_cmpuint (count (town, "inspector2"), ==, 1);
  g_assert_cmpuint (count (town, "leader"), ==, 2);
}

/* Whoever forgets it is signed out some time after the shift. The minute of the tick is real. */
static void
test_forgotten (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  give_shift (town, "inspector");
  g_assert_no_error (sign_in (town, "inspector", NULL).error);
  g_assert_no_error (sign_in (town, "inspector2", "D1").error);
  town->now_ms = GW_TOWN_MONDAY + 3 * HOUR + GW_DUTY_GRACE_MS;
  gw_town_reopen (town);
  for (guint i = 0; i < 1000 && count (town, "leader") != 1; i++)
    {
      g_usleep (20000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_cmpuint (count (town, "leader"), ==, 1);
  g_assert_cmpuint (count (town, "inspector2"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duty/shift", test_shift);
  g_test_add_func ("/duty/refuses", test_refuses);
  g_test_add_func ("/duty/who-sees", test_who_sees);
  g_test_add_func ("/duty/forgotten", test_forgotten);
  return g_test_run ();
}
