/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A roll call by the town's clock: late is late, and the first answer stays. */
#include "backend/rules/case-error.h"
#include "backend/service/roll-call.h"
#include "tests/lib/town-duty.h"

#define MINUTE G_GINT64_CONSTANT (60000)

typedef struct
{
  gboolean done;
  gboolean first;
  gint64 id;
  guint n_called;
  gboolean late;
  GError *error;
} Answer;

static void
answered_cb (const GwRollCall *roll_call, gboolean first, const GError *error,
             gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  answer->error = error != NULL ? g_error_copy (error) : NULL;
  answer->first = first;
  if (roll_call == NULL)
    return;
  answer->id = roll_call->record.id;
  answer->n_called = roll_call->record.n_called;
  answer->late = ((GwRollCallAnswer *)roll_call->answers->pdata[0])->late;
}

static Answer
call (GwTown *town, guint sample)
{
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  const GwRollCallRequest request = { .sample = sample, .minutes = 10 };
  Answer answer = { 0 };

  if (gw_roll_call (town->service, leader, &request, answered_cb, &answer, &answer.error))
    gw_town_wait (&answer.done);
  g_assert_no_error (answer.error);
  return answer;
}

static Answer
reply (GwTown *town, const char *login, gint64 id)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  Answer answer = { 0 };

  if (gw_roll_call_answer (town->service, person, id, gw_town_place (3), 5, answered_cb,
                           &answer, &answer.error))
    gw_town_wait (&answer.done);
  return answer;
}

static void
told_cb (const GwRollCall *roll_call, gpointer user_data)
{
  *(guint *)user_data += roll_call->answers->len;
}

static void
test_late (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  Answer answer;
  gint64 id;
  guint n_told = 0;

  town->now_ms = GW_TOWN_MONDAY;
  gw_roll_call_listen (town->service, told_cb, &n_told);
  gw_town_sign_in (town, "inspector");
  gw_town_sign_in (town, "inspector2");
  answer = call (town, 0);
  id = answer.id;
  g_assert_cmpuint (answer.n_called, ==, 2);
  g_assert_cmpuint (n_told, ==, 2);
  town->now_ms += 10 * MINUTE;
  answer = reply (town, "inspector", id);
  g_assert_no_error (answer.error);
  g_assert_true (answer.first);
  g_assert_false (answer.late);
  town->now_ms += 1;
  answer = reply (town, "inspector", id);
  g_assert_false (answer.first);
  g_assert_false (answer.late);
  gw_town_sign_out (town, "inspector2");
  answer = reply (town, "inspector2", id);
  g_assert_true (answer.first);
  g_assert_true (answer.late);
}

static void
test_by_chance (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  guint n_inspector = 0;

  town->now_ms = GW_TOWN_MONDAY;
  gw_town_sign_in (town, "inspector");
  gw_town_sign_in (town, "inspector2");
  for (guint i = 0; i < 40; i++)
    {
      Answer called = call (town, 1);
      Answer answer = reply (town, "inspector", called.id);

      g_assert_cmpuint (called.n_called, ==, 1);
      if (answer.error != NULL)
        g_assert_error (answer.error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
      n_inspector += answer.error == NULL;
      g_clear_error (&answer.error);
    }
  /* Once in 5 * 10^11 runs a fair coin does this. */
  g_assert_cmpuint (n_inspector, >, 0);
  g_assert_cmpuint (n_inspector, <, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roll-call/late", test_late);
  g_test_add_func ("/roll-call/by-chance", test_by_chance);
  return g_test_run ();
}
