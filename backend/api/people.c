/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/people: who there is to be chosen. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/people.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"

#define LIMIT 1000
#define LIMIT_MAX 1000

static guint
query_roles (GwHttpQuery *query)
{
  const char *text = gw_http_query_get (query, "role");
  guint roles = 0;

  if (text && !gw_roles_parse (text, &roles, NULL))
    gw_http_query_fail (query, "out_of_range", "role", "This is not a role.");
  return roles;
}

void
gw_api_person_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  GwPeopleFilter filter = {
    .roles = query_roles (query),
    .department = gw_http_query_get (query, "department"),
    .after = gw_http_query_get (query, "after"),
    .limit = (guint)gw_http_query_int (query, "limit", 1, LIMIT_MAX, LIMIT),
  };
  GwSnapshot *snapshot = gw_service_get_snapshot (api->service);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more;
  GString *out;

  if (gw_api_reply_query_problem (request))
    return;
  people =
      gw_people_list (api->service, gw_http_request_user (request), &filter, &more, &error);
  if (!people)
    {
      gw_api_reply_query_error (request, error);
      return;
    }
  out = g_string_new ("{\"people\":[");
  for (guint i = 0; i < people->len; i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      gw_encode_user (out, g_ptr_array_index (people, i), snapshot);
    }
  gw_encode_literal (out, "]");
  if (more)
    {
      const GwPerson *last = g_ptr_array_index (people, people->len - 1);

      gw_api_append_next (out, request, last->login);
    }
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (request, 200, out);
}
