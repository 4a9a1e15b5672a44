/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in, staying so, being put out. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/session.h"
#include "backend/service/setup.h"
#include "tests/lib/town.h"

typedef struct
{
  gboolean done;
  char token[GW_TOKEN_LENGTH + 1];
  gint64 expires_at;
  char *login;
  GError *error;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->login);
  g_clear_error (&answer->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
signed_in_cb (const GwSession *session, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  if (error != NULL)
    {
      answer->error = g_error_copy (error);
      return;
    }
  memcpy (answer->token, session->token, sizeof answer->token);
  answer->expires_at = session->expires_at;
  answer->login = g_strdup (session->user->login);
}

static void
sign_in (GwTown *town, const char *login, const char *password, Answer *answer)
{
  if (gw_session_login (town->service, login, password, "127.0.0.1", signed_in_cb, answer,
                        &answer->error))
    gw_town_wait (&answer->done);
}

static gboolean
is_in (GwTown *town, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPerson) user = gw_session_authenticate (town->service, token, NULL, &error);

  if (user == NULL)
    g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNAUTHENTICATED);
  return user != NULL;
}

static void
test_sign_in (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };
  g_autoptr (GwPerson) user = NULL;
  gint64 expires_at = 0;

  sign_in (town, "dispatcher", "password-of-dispatcher", &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.login, ==, "dispatcher");
  g_assert_cmpuint (strlen (answer.token), ==, GW_TOKEN_LENGTH);
  user = gw_session_authenticate (town->service, answer.token, &expires_at, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (user->roles, ==, GW_ROLE_DISPATCHER);
  g_assert_cmpint (expires_at, ==, answer.expires_at);
  /* On disk, too. */
  gw_town_reopen (town);
  g_assert_true (is_in (town, answer.token));
}

static void
test_wrong (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  const char *tries[][2] = { { "dispatcher", "password-of-leader" },
                             { "dispatcher", "" },
                             { "stranger", "password-of-stranger" },
                             { "", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_auto (Answer) answer = { 0 };

      sign_in (town, tries[i][0], tries[i][1], &answer);
      g_assert_error (answer.error, GW_CASE_ERROR, GW_CASE_ERROR_UNAUTHENTICATED);
    }
}

static void
test_bad_tokens (void)
{
  g_autoptr (GwTown) town = gw_town_new ();

  g_assert_false (is_in (town, NULL));
  g_assert_false (is_in (town, ""));
  g_assert_false (is_in (town, "short"));
  g_assert_false (is_in (town, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
  g_assert_false (
      is_in (town, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
  g_assert_false (is_in (town, "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"));
}

static void
test_expires (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_auto (Answer) answer = { 0 };

  town->now_ms = GW_TOWN_MONDAY;
  sign_in (town, "leader", "password-of-leader", &answer);
  g_assert_no_error (answer.error);
  town->now_ms = answer.expires_at - 1;
  g_assert_true (is_in (town, answer.token));
  town->now_ms = answer.expires_at;
  g_assert_false (is_in (town, answer.token));
}

static void
signed_out_cb (const GError *error, gpointer user_data)
{
  gboolean *done = user_data;

  g_assert_no_error (error);
  *done = TRUE;
}

static void
test_sign_out (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };
  gboolean done = FALSE;

  sign_in (town, "leader", "password-of-leader", &answer);
  g_assert_true (
      gw_session_logout (town->service, answer.token, signed_out_cb, &done, &error));
  gw_town_wait (&done);
  g_assert_false (is_in (town, answer.token));
  gw_town_reopen (town);
  g_assert_false (is_in (town, answer.token));
}

static void
test_disabled_is_out_at_once (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };
  g_auto (Answer) again = { 0 };

  sign_in (town, "leader", "password-of-leader", &answer);
  g_assert_true (is_in (town, answer.token));
  g_assert_true (gw_setup_person_set_disabled (town->service, "leader", TRUE, &error));
  g_assert_false (is_in (town, answer.token));
  sign_in (town, "leader", "password-of-leader", &again);
  g_assert_error (again.error, GW_CASE_ERROR, GW_CASE_ERROR_UNAUTHENTICATED);
}

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* gridwardctl is another process with a service of its own. */
static void
test_disabled_by_another_process (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  GwServiceOptions options = { .cheap_passwords = TRUE };
  g_autoptr (GwService) other = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };
  gboolean stop = FALSE;

  sign_in (town, "leader", "password-of-leader", &answer);
  g_assert_true (is_in (town, answer.token));
  other = gw_service_open (town->path, &options, &error);
  g_assert_no_error (error);
  g_assert_true (gw_setup_person_set_disabled (other, "leader", TRUE, &error));
  g_assert_no_error (error);
  g_timeout_add (2100, stop_cb, &stop);
  gw_town_wait (&stop);
  g_assert_false (is_in (town, answer.token));
}

static void
test_password_changed (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Answer) before = { 0 };
  g_auto (Answer) old = { 0 };
  g_auto (Answer) new = { 0 };

  sign_in (town, "leader", "password-of-leader", &before);
  g_assert_true (
      gw_setup_person_set_password (town->service, "leader", "another-password", &error));
  g_assert_false (is_in (town, before.token));
  sign_in (town, "leader", "password-of-leader", &old);
  g_assert_error (old.error, GW_CASE_ERROR, GW_CASE_ERROR_UNAUTHENTICATED);
  sign_in (town, "leader", "another-password", &new);
  g_assert_no_error (new.error);
}

static void
test_too_many (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  guint n_refused = 0;

  town->now_ms = GW_TOWN_MONDAY;
  for (guint i = 0; i < 12; i++)
    {
      g_auto (Answer) answer = { 0 };

      sign_in (town, "leader", "a wrong password", &answer);
      n_refused +=
          g_error_matches (answer.error, GW_CASE_ERROR, GW_CASE_ERROR_TOO_MANY_REQUESTS);
      if (i >= 10)
        g_assert_cmpint (gw_case_error_get_value (answer.error), >, 0);
    }
  g_assert_cmpuint (n_refused, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/sign-in", test_sign_in);
  g_test_add_func ("/session/wrong", test_wrong);
  g_test_add_func ("/session/bad-tokens", test_bad_tokens);
  g_test_add_func ("/session/expires", test_expires);
  g_test_add_func ("/session/sign-out", test_sign_out);
  g_test_add_func ("/session/disabled", test_disabled_is_out_at_once);
  g_test_add_func ("/session/disabled-by-another-process",
                   test_disabled_by_another_process);
  g_test_add_func ("/session/password-changed", test_password_changed);
  g_test_add_func ("/session/too-many", test_too_many);
  return g_test_run ();
}
