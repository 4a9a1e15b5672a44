/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards over HTTP: what is asked wrongly is refused, and what is right has its form. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static const struct
{
  guint status;
  const char *login;
  const char *method;
  const char *path;
  const char *body;
  const char *schema; /* of the answer, or NULL: a problem */
} calls[] = {
  { 200, "leader", "GET", "/api/v1/cards", NULL, "CardList" },
  { 200, "works", "GET", "/api/v1/cards?state=open&colour=red", NULL, "CardList" },
  { 200, "inspector", "GET", "/api/v1/cards?from=2026-01-01&to=2026-12-31", NULL,
    "CardList" },
  { 200, "leader", "GET", "/api/v1/cards?stage=handle&area=441802001&limit=1", NULL,
    "CardList" },
  { 200, "leader", "GET", "/api/v1/cards?case=20261122-000017&department=works", NULL,
    "CardList" },
  { 200, "leader", "GET", "/api/v1/statistics/cards?from=2026-01-01", NULL, "CardFigures" },
  { 400, "leader", "GET", "/api/v1/cards?stage=nothing", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/cards?colour=green", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/cards?state=1", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/cards?limit=0", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/cards?after=x", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/cards?case=17", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/cards?area=9", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/cards?department=9", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/cards?from=x", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/cards?color=red", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/statistics/cards?from=x", NULL, NULL },
  { 401, NULL, "GET", "/api/v1/cards", NULL, NULL },
  { 404, "leader", "POST", "/api/v1/cards/17/explain", "{\"text\":\"x\"}", NULL },
  { 404, "leader", "POST", "/api/v1/cards/x/revoke", "{\"reason\":\"x\"}", NULL },
  { 422, "leader", "POST", "/api/v1/cards/17/explain", "{}", NULL },
  { 422, "leader", "POST", "/api/v1/cards/17/explain", "{\"text\":\"\"}", NULL },
  { 422, "leader", "POST", "/api/v1/cards/17/revoke", "{\"reason\":1}", NULL },
  { 400, "leader", "POST", "/api/v1/cards/17/revoke", "{", NULL },
  { 200, "leader", "GET", "/api/v1/notices?unread=true", NULL, "NoticeList" },
  { 200, "works", "POST", "/api/v1/notices/read", "{\"up_to\":5}", "NoticesRead" },
  { 400, "leader", "GET", "/api/v1/notices?unread=1", NULL, NULL },
  { 400, "leader", "GET", "/api/v1/notices?after=-1", NULL, NULL },
  { 401, NULL, "GET", "/api/v1/notices", NULL, NULL },
  { 422, "leader", "POST", "/api/v1/notices/read", "{}", NULL },
  { 422, "leader", "POST", "/api/v1/notices/read", "{\"up_to\":0}", NULL },
};

static void
test_calls (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  json_object *document = gw_test_schema_document ();

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GwTestResponse) response =
          gw_town_server_expect (server, calls[i].status, calls[i].login, calls[i].method,
                                 calls[i].path, calls[i].body);

      gw_test_schema_assert (
          document, calls[i].schema != NULL ? calls[i].schema : "Problem", response->json);
    }
  json_object_put (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/cards/calls", test_calls);
  return g_test_run ();
}
