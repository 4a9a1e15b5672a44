/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls to the server: tokens, problems, and addresses that are none. */
#include "gui/client/client.h"
#include "gui/client/codec.h"
#include "gui/model/city-info.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

typedef struct
{
  FakeServer *fake;
  GwClient *client;
  gpointer result;
  GError *error;
  gboolean done;
  guint sign_outs;
} Fixture;

static void
signed_out_cb (Fixture *fixture)
{
  fixture->sign_outs++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = fake_server_new (3, 4);
  fixture->client = gw_client_new (fake_server_get_base (fixture->fake), NULL);
  g_signal_connect_swapped (fixture->client, "signed-out", G_CALLBACK (signed_out_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_error (&fixture->error);
  assert_finalizes (fixture->client);
  fake_server_free (fixture->fake);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->result = gw_client_call_finish (GW_CLIENT (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
call (Fixture *fixture, const char *method, const char *path, const char *body,
      GwDecoder decoder, GDestroyNotify free_result)
{
  fixture->done = FALSE;
  g_clear_error (&fixture->error);
  gw_client_call_async (fixture->client, method, path, body, decoder, free_result, NULL,
                        called_cb, fixture);
  g_assert_true (wait_until (fixture->done));
}

static void
test_sign_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwSessionRecord) session = NULL;

  call (fixture, "POST", "/api/v1/sessions",
        "{\"login\":\"dispatcher\",\"password\":\"secret\"}", gw_decode_session,
        (GDestroyNotify)gw_session_record_free);
  g_assert_no_error (fixture->error);
  session = fixture->result;
  g_assert_cmpstr (session->token, ==, "token-0");
  g_assert_true (gw_user_has_role (&session->user, "dispatcher"));
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  call (fixture, "POST", "/api/v1/sessions",
        "{\"login\":\"dispatcher\",\"password\":\"no\"}", gw_decode_session,
        (GDestroyNotify)gw_session_record_free);
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_UNAUTHENTICATED);
  g_assert_cmpstr (fixture->error->message, ==, "Login or password is wrong");
  /* Nobody was signed in, so nobody is signed out. */
  g_assert_cmpuint (fixture->sign_outs, ==, 0);
}

static void
test_expired (Fixture *fixture, gconstpointer data)
{
  gw_client_set_token (fixture->client, "token-of-yesterday");
  call (fixture, "GET", "/api/v1/city", NULL, gw_decode_city,
        (GDestroyNotify)gw_city_record_free);
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_UNAUTHENTICATED);
  g_assert_cmpuint (fixture->sign_outs, ==, 1);
}

static void
test_problem (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/api/v1/cases/%s/actions",
                                           fake_server_get_number (fixture->fake, 2));

  gw_client_set_token (fixture->client, "token-0");
  call (fixture, "POST", path, "{\"action\":\"return\",\"version\":2}", gw_decode_case,
        (GDestroyNotify)gw_case_detail_unref);
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_REFUSED);
  g_assert_cmpuint (gw_client_error_get_status (fixture->error), ==, 422);
  g_assert_cmpstr (gw_client_error_get_problem (fixture->error), ==, "missing_field");
  g_assert_cmpstr (gw_client_error_get_field (fixture->error), ==, "opinion");

  call (fixture, "POST", path, "{\"action\":\"dispatch\",\"version\":1}", gw_decode_case,
        (GDestroyNotify)gw_case_detail_unref);
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_STALE);
}

static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->client);
  fixture->client = gw_client_new ("http://127.0.0.1:1", NULL);
  call (fixture, "GET", "/api/v1/city", NULL, gw_decode_city,
        (GDestroyNotify)gw_city_record_free);
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_UNREACHABLE);
}

static void
test_malformed (Fixture *fixture, gconstpointer data)
{
  gw_client_set_token (fixture->client, "token-0");
  call (fixture, "GET", "/api/v1/areas", NULL, gw_decode_city,
        (GDestroyNotify)gw_city_record_free);
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_MALFORMED);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->result = gw_city_info_load_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static void
test_city (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwCityInfo) city = NULL;

  gw_client_set_token (fixture->client, "token-0");
  gw_city_info_load_async (fixture->client, NULL, loaded_cb, fixture);
  g_assert_true (wait_until (fixture->done));
  g_assert_no_error (fixture->error);
  city = fixture->result;
  g_assert_true (gw_city_info_get_record (city)->synthetic);
  g_assert_cmpuint (gw_city_info_get_departments (city)->len, ==, 4);
  g_assert_cmpstr (gw_city_info_find_area (city, "441802001")->area.name_en, ==,
                   "Fengcheng Subdistrict");
  g_assert_cmpstr (g_time_zone_get_identifier (gw_city_info_get_time_zone (city)), ==,
                   "Asia/Shanghai");
}

static void
test_city_signed_out (Fixture *fixture, gconstpointer data)
{
  gw_city_info_load_async (fixture->client, NULL, loaded_cb, fixture);
  g_assert_true (wait_until (fixture->done));
  g_assert_error (fixture->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_UNAUTHENTICATED);
  g_assert_null (fixture->result);
  wait_ms (50);
}

static const struct
{
  const char *text;
  const char *base; /* NULL: refused */
} addresses[] = {
  { "http://127.0.0.1:8311", "http://127.0.0.1:8311" },
  { " http://desk.example/ ", "http://desk.example" },
  { "desk.example:8311", "http://desk.example:8311" },
  { "https://desk.example/gridward//", "https://desk.example/gridward" },
  { "", NULL },
  { "ftp://desk.example", NULL },
  { "http://", NULL },
  { "javascript:alert(1)", NULL },
};

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwClient) client = gw_client_new (addresses[i].text, &error);

      g_test_message ("%s", addresses[i].text);
      if (addresses[i].base == NULL)
        g_assert_error (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_REFUSED);
      else
        g_assert_cmpstr (gw_client_get_base (client), ==, addresses[i].base);
    }
}

/* A path can never carry the token to another host. */
static void
test_token_stays (void)
{
  static const char *const paths[] = { "/api/v1/x", "api/v1/x", "//evil.example/x",
                                       "/@evil.example/x" };
  g_autoptr (GwClient) client = gw_client_new ("http://desk.example:8311", NULL);

  gw_client_set_token (client, "t");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (SoupMessage) message = gw_client_new_message (client, "GET", paths[i]);

      g_assert_cmpstr (g_uri_get_host (soup_message_get_uri (message)), ==, "desk.example");
      g_assert_cmpint (g_uri_get_port (soup_message_get_uri (message)), ==, 8311);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/gui/client/sign-in", Fixture, NULL, set_up, test_sign_in, tear_down);
  g_test_add ("/gui/client/wrong-password", Fixture, NULL, set_up, test_wrong_password,
              tear_down);
  g_test_add ("/gui/client/expired", Fixture, NULL, set_up, test_expired, tear_down);
  g_test_add ("/gui/client/problem", Fixture, NULL, set_up, test_problem, tear_down);
  g_test_add ("/gui/client/unreachable", Fixture, NULL, set_up, test_unreachable,
              tear_down);
  g_test_add ("/gui/client/malformed", Fixture, NULL, set_up, test_malformed, tear_down);
  g_test_add ("/gui/client/city", Fixture, NULL, set_up, test_city, tear_down);
  g_test_add ("/gui/client/city-signed-out", Fixture, NULL, set_up, test_city_signed_out,
              tear_down);
  g_test_add_func ("/gui/client/addresses", test_addresses);
  g_test_add_func ("/gui/client/token-stays", test_token_stays);
  return g_test_run ();
}
