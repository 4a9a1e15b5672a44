/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small server that speaks the wire's contract, so that the desk can be tested alone. */
#include "tests/gui/lib/fake-server.h"

#include <string.h>

#include "tests/gui/lib/fake-city.h"
#include "tests/gui/lib/fake-administration.h"
#include "tests/gui/lib/fake-figures.h"
#include "tests/gui/lib/fake-plan.h"
#include "tests/gui/lib/fake-lists.h"

struct _FakeServer
{
  SoupServer *server;
  char *base;
  guint n_columns;
  GPtrArray *cases;       /* FakeCase, oldest first */
  GPtrArray *journal;     /* json_object: the feed's events, seq = place + 1 */
  GPtrArray *connections; /* SoupWebsocketConnection */
  GPtrArray *requests;    /* paths with query */
  char *token;
  char *roles; /* as JSON */
  guint n_tokens;
  gboolean refuse_live;
  gboolean doubling;
  guint n_long; /* rows of a list that is longer than there are cases; 0: it is not */
};

static gint64
now (void)
{
  return g_get_real_time ();
}

/* Takes document. */
static void
answer (SoupServerMessage *message, guint status, json_object *document)
{
  const char *text = json_object_to_json_string (document);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (
      message, status < 300 ? "application/json" : "application/problem+json",
      SOUP_MEMORY_COPY, text, strlen (text));
  json_object_put (document);
}

static void
refuse (SoupServerMessage *message, guint status, const char *code, const char *title,
        const char *field)
{
  json_object *problem = json_object_new_object ();

  json_object_object_add (problem, "type", json_object_new_string ("about:blank"));
  json_object_object_add (problem, "title", json_object_new_string (title));
  json_object_object_add (problem, "status", json_object_new_int ((int)status));
  json_object_object_add (problem, "code", json_object_new_string (code));
  if (field != NULL)
    json_object_object_add (problem, "field", json_object_new_string (field));
  answer (message, status, problem);
}

static json_object *
body_of (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text =
      g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return json_tokener_parse (text);
}

static const char *
member (json_object *object, const char *name)
{
  json_object *value = NULL;

  if (object == NULL || !json_object_object_get_ex (object, name, &value) || value == NULL)
    return NULL;
  return json_object_get_string (value);
}

static FakeCase *
find_case (FakeServer *fake, const char *number)
{
  for (guint i = 0; i < fake->cases->len; i++)
    if (g_str_equal (((FakeCase *)fake->cases->pdata[i])->number, number))
      return fake->cases->pdata[i];
  return NULL;
}

/* Journal and feed. */

static void
send_frame (SoupWebsocketConnection *connection, json_object *event)
{
  g_autofree char *text = g_strdup_printf ("[%s]", json_object_to_json_string (event));

  if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (connection, text);
}

static void
record (FakeServer *fake, FakeCase *of, const char *action, const char *from,
        const char *opinion)
{
  json_object *event = json_object_new_object ();
  json_object *actor = json_object_new_object ();

  json_object_object_add (event, "seq", json_object_new_int64 (fake->journal->len + 1));
  json_object_object_add (event, "case", json_object_new_string (of->number));
  json_object_object_add (event, "action", json_object_new_string (action));
  json_object_object_add (event, "from",
                          from != NULL ? json_object_new_string (from) : NULL);
  json_object_object_add (event, "to", json_object_new_string (of->state));
  json_object_object_add (event, "at", fake_time (now ()));
  json_object_object_add (actor, "login", json_object_new_string ("dispatcher"));
  json_object_object_add (actor, "name", json_object_new_string ("王派遣"));
  json_object_object_add (event, "actor", actor);
  json_object_object_add (event, "opinion",
                          opinion != NULL ? json_object_new_string (opinion) : NULL);
  json_object_object_add (event, "version", json_object_new_int64 (of->version));
  json_object_object_add (event, "department", fake_department (of->department));
  json_object_object_add (event, "attachments", json_object_new_array ());
  json_object_object_add (event, "row", fake_row (of, fake->n_columns, now ()));
  g_ptr_array_add (fake->journal, event);
  g_ptr_array_add (of->events, json_object_get (event));
  for (guint i = 0; i < fake->connections->len; i++)
    {
      send_frame (fake->connections->pdata[i], event);
      if (fake->doubling)
        send_frame (fake->connections->pdata[i], event);
    }
}

static void
closed_cb (SoupWebsocketConnection *connection, FakeServer *fake)
{
  g_ptr_array_remove (fake->connections, connection);
}

/* A number of the query; 0 when it is not there. */
static guint64
query_number (SoupServerMessage *message, const char *name)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) parameters =
      query != NULL ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL) : NULL;
  const char *value = parameters != NULL ? g_hash_table_lookup (parameters, name) : NULL;

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
}

static void
live_cb (SoupServer *server, SoupServerMessage *message, const char *path,
         SoupWebsocketConnection *connection, gpointer data)
{
  FakeServer *fake = data;
  guint64 after = query_number (message, "after");
  guint64 most = query_number (message, "most");
  gboolean reset = most > 0 && fake->journal->len > after + most;
  g_autofree char *hello =
      g_strdup_printf ("[{\"hello\":true,\"last_seq\":%u%s}]", fake->journal->len,
                       reset ? ",\"reset\":true" : "");

  if (reset)
    after = fake->journal->len;
  g_ptr_array_add (fake->connections, g_object_ref (connection));
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), fake);
  soup_websocket_connection_send_text (connection, hello);
  for (guint64 i = after; i < fake->journal->len; i++)
    send_frame (connection, fake->journal->pdata[i]);
}

/* The calls. */

static gboolean
is_signed_in (FakeServer *fake, SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");
  g_autofree char *wanted = g_strconcat ("Bearer ", fake->token, NULL);

  return g_strcmp0 (header, wanted) == 0;
}

static json_object *
session_document (FakeServer *fake, gboolean with_token)
{
  g_autofree char *text = g_strdup_printf (
      "{%s%s%s\"expires_at\":\"2026-12-31T00:00:00.000Z\",\"user\":{\"login\":"
      "\"dispatcher\","
      "\"name\":\"王派遣\",\"roles\":%s,\"department\":null}}",
      with_token ? "\"token\":\"" : "", with_token ? fake->token : "",
      with_token ? "\"," : "", fake->roles);

  return json_tokener_parse (text);
}

static void
sign_in (FakeServer *fake, SoupServerMessage *message)
{
  json_object *body = body_of (message);
  gboolean right = g_strcmp0 (member (body, "login"), "dispatcher") == 0 &&
                   g_strcmp0 (member (body, "password"), "secret") == 0;

  json_object_put (body);
  if (right)
    answer (message, 201, session_document (fake, TRUE));
  else
    refuse (message, 401, "unauthenticated", "Login or password is wrong", NULL);
}

static json_object *
case_document (FakeServer *fake, FakeCase *of)
{
  json_object *root = json_object_new_object ();

  json_object_object_add (root, "case", fake_detail (of, fake->n_columns, now ()));
  return root;
}

static void
take_step (FakeServer *fake, FakeCase *of, const FakeStep *step, const char *department,
           const char *opinion)
{
  const char *from = of->state;

  of->state = step->to;
  of->version++;
  of->updated_usec = now ();
  if (step->takes_department)
    {
      of->department =
          department != NULL ? fake_department_find (department) : (int)(of->klass % 4);
      of->start_usec = now ();
      of->deadline_usec = now () + (gint64)4 * 3600 * G_USEC_PER_SEC;
    }
  record (fake, of, step->action, from, opinion);
}

static void
act (FakeServer *fake, SoupServerMessage *message, FakeCase *of)
{
  json_object *body = body_of (message);
  const char *version = member (body, "version");
  const char *opinion = member (body, "opinion");
  const FakeStep *step = member (body, "action") != NULL
                             ? fake_step_find (member (body, "action"), of->state)
                             : NULL;

  if (version == NULL || g_ascii_strtoll (version, NULL, 10) != of->version)
    refuse (message, 409, "stale_version", "Somebody else was faster", NULL);
  else if (step == NULL)
    refuse (message, 422, "action_not_allowed", "This action is not allowed now", "action");
  else if (step->needs_opinion && (opinion == NULL || opinion[0] == '\0'))
    refuse (message, 422, "missing_field", "An opinion is needed", "opinion");
  else
    {
      take_step (fake, of, step, member (body, "department"), opinion);
      answer (message, 200, case_document (fake, of));
    }
  json_object_put (body);
}

static void
list_events (SoupServerMessage *message, FakeCase *of)
{
  json_object *root = json_object_new_object ();
  json_object *array = json_object_new_array ();

  for (guint i = 0; i < of->events->len; i++)
    json_object_array_add (array, json_object_get (of->events->pdata[i]));
  json_object_object_add (root, "events", array);
  answer (message, 200, root);
}

static void
one_case (FakeServer *fake, SoupServerMessage *message, const char *rest)
{
  g_auto (GStrv) parts = g_strsplit (rest, "/", 2);
  FakeCase *of = find_case (fake, parts[0]);

  if (of == NULL)
    refuse (message, 404, "not_found", "No such case", NULL);
  else if (g_strcmp0 (parts[1], "events") == 0)
    list_events (message, of);
  else if (g_strcmp0 (parts[1], "actions") == 0)
    act (fake, message, of);
  else
    answer (message, 200, case_document (fake, of));
}

static void
picture (SoupServerMessage *message, int width, int height)
{
  g_autoptr (GBytes) png = fake_picture (width, height);

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (png, NULL), g_bytes_get_size (png));
}

static gboolean
answer_of_city (FakeServer *fake, SoupServerMessage *message, const char *path)
{
  if (g_str_equal (path, "/api/v1/city"))
    answer (message, 200, fake_city (fake->n_columns, now (), fake->journal->len));
  else if (g_str_equal (path, "/api/v1/areas"))
    answer (message, 200, fake_areas ());
  else if (g_str_equal (path, "/api/v1/departments"))
    answer (message, 200, fake_departments ());
  else if (g_str_equal (path, "/api/v1/classes"))
    answer (message, 200, fake_classes ());
  else if (g_str_equal (path, "/api/v1/cells"))
    answer (message, 200, fake_cells (fake->n_columns));
  else if (g_str_equal (path, "/api/v1/statistics/cells"))
    answer (message, 200, fake_statistics (fake->cases, fake->n_columns, now ()));
  else
    return FALSE;
  return TRUE;
}

static gboolean
answer_of_figures (FakeServer *fake, SoupServerMessage *message, const char *path,
                   GHashTable *query)
{
  if (g_str_equal (path, "/api/v1/statistics/indicators"))
    answer (message, 200, fake_figure_book ());
  else if (g_str_equal (path, "/api/v1/statistics/table"))
    answer (message, 200, fake_table (fake->cases, query));
  else if (g_str_equal (path, "/api/v1/statistics/cases"))
    answer (message, 200, fake_counted (fake->cases, query));
  else if (g_str_equal (path, "/api/v1/statistics/scores"))
    answer (message, 200, fake_scores (fake->cases, query));
  else if (fake_is_fixed (path))
    answer (message, 200, fake_fixed (path, query));
  else if (g_str_equal (path, "/api/v1/statistics/closing-times"))
    answer (message, 200, fake_closing_times (fake->cases, query));
  else if (g_str_equal (path, "/api/v1/plan-targets"))
    answer (message, 200, fake_plan ());
  else
    return FALSE;
  return TRUE;
}

static gboolean
answer_of_administration (SoupServerMessage *message, const char *path)
{
  json_object *document = fake_administration (path);

  if (document != NULL)
    answer (message, 200, document);
  return document != NULL;
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path,
            GHashTable *query, gpointer data)
{
  FakeServer *fake = data;
  const FakeList list = { fake->cases, fake->n_columns, fake->n_long };
  g_autoptr (GHashTable) no_query = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_add (fake->requests, g_strdup (path));
  if (query == NULL)
    query = no_query;
  if (g_str_has_prefix (path, "/tiles/"))
    picture (message, 256, 256);
  else if (g_str_equal (path, "/api/v1/sessions"))
    sign_in (fake, message);
  else if (!is_signed_in (fake, message))
    refuse (message, 401, "unauthenticated", "Sign in first", NULL);
  else if (g_str_equal (path, "/api/v1/sessions/current") &&
           g_str_equal (soup_server_message_get_method (message), "DELETE"))
    soup_server_message_set_status (message, 204, NULL);
  else if (g_str_equal (path, "/api/v1/sessions/current"))
    answer (message, 200, session_document (fake, FALSE));
  else if (g_str_equal (path, "/api/v1/cases/index"))
    answer (message, 200, fake_list_index (&list, query));
  else if (g_str_equal (path, "/api/v1/cases") ||
           g_str_equal (path, "/api/v1/cases/points"))
    answer (message, 200,
            fake_list_cases (&list, query, g_str_has_suffix (path, "/points")));
  else if (g_str_has_prefix (path, "/api/v1/cases/"))
    one_case (fake, message, path + strlen ("/api/v1/cases/"));
  else if (g_str_has_prefix (path, "/api/v1/attachments/"))
    picture (message, 640, 480);
  else if (g_str_equal (path, "/api/v1/live"))
    refuse (message, 503, "overloaded", "Later", NULL);
  else if (!answer_of_city (fake, message, path) &&
           !answer_of_figures (fake, message, path, query) &&
           !answer_of_administration (message, path))
    refuse (message, 404, "not_found", "Nothing here", NULL);
}

/* Before the WebSocket handler gets to it: a wrong token or a closed feed. */
static void
early_cb (SoupServer *server, SoupServerMessage *message, const char *path,
          GHashTable *query, gpointer data)
{
  FakeServer *fake = data;

  if (!g_str_equal (path, "/api/v1/live"))
    return;
  if (!is_signed_in (fake, message))
    refuse (message, 401, "unauthenticated", "Sign in first", NULL);
  else if (fake->refuse_live)
    refuse (message, 503, "overloaded", "Later", NULL);
}

static void
put_json (gpointer data)
{
  json_object_put (data);
}

FakeServer *
fake_server_new (guint n_cases, guint n_columns)
{
  FakeServer *fake = g_new0 (FakeServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fake->n_columns = n_columns;
  fake->token = g_strdup ("token-0");
  fake->roles = g_strdup ("[\"dispatcher\"]");
  fake->cases = g_ptr_array_new_with_free_func ((GDestroyNotify)fake_case_free);
  fake->journal = g_ptr_array_new_with_free_func (put_json);
  fake->connections = g_ptr_array_new_with_free_func (g_object_unref);
  fake->requests = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_cases; i++)
    {
      FakeCase *of = fake_case_new (i, n_columns, now ());

      g_ptr_array_add (fake->cases, of);
      record (fake, of, "report", NULL, of->description);
    }
  fake->server = soup_server_new (NULL, NULL);
  soup_server_add_early_handler (fake->server, "/api/v1/live", early_cb, fake, NULL);
  soup_server_add_handler (fake->server, NULL, request_cb, fake, NULL);
  soup_server_add_websocket_handler (fake->server, "/api/v1/live", NULL, NULL, live_cb,
                                     fake, NULL);
  soup_server_listen_local (fake->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fake->server);
  fake->base = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return fake;
}

void
fake_server_free (FakeServer *fake)
{
  fake_server_drop_live (fake);
  soup_server_disconnect (fake->server);
  g_object_unref (fake->server);
  g_ptr_array_unref (fake->connections);
  g_ptr_array_unref (fake->requests);
  g_ptr_array_unref (fake->journal);
  g_ptr_array_unref (fake->cases);
  g_free (fake->base);
  g_free (fake->roles);
  g_free (fake->token);
  g_free (fake);
}

const char *
fake_server_get_base (FakeServer *fake)
{
  return fake->base;
}

void
fake_server_set_roles (FakeServer *fake, const char *roles)
{
  g_free (fake->roles);
  fake->roles = g_strdup (roles);
}

SoupServer *
fake_server_get_soup (FakeServer *fake)
{
  return fake->server;
}

gint64
fake_server_get_last_seq (FakeServer *fake)
{
  return fake->journal->len;
}

void
fake_server_drop_live (FakeServer *fake)
{
  g_autoptr (GPtrArray) connections = g_steal_pointer (&fake->connections);

  fake->connections = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < connections->len; i++)
    {
      SoupWebsocketConnection *connection = connections->pdata[i];

      g_signal_handlers_disconnect_by_data (connection, fake);
      g_io_stream_close (soup_websocket_connection_get_io_stream (connection), NULL, NULL);
    }
}

void
fake_server_refuse_live (FakeServer *fake, gboolean refused)
{
  fake->refuse_live = refused;
}

void
fake_server_set_doubling (FakeServer *fake, gboolean doubled)
{
  fake->doubling = doubled;
}

void
fake_server_set_long (FakeServer *fake, guint n_rows)
{
  fake->n_long = n_rows;
}

const char *
fake_server_report (FakeServer *fake, const char *description)
{
  FakeCase *of = fake_case_new (fake->cases->len, fake->n_columns, now ());

  g_free (of->description);
  of->description = g_strdup (description);
  of->state = "filed";
  of->department = -1;
  of->deadline_usec = 0;
  of->start_usec = 0;
  of->reported_usec = now ();
  g_ptr_array_add (fake->cases, of);
  record (fake, of, "report", NULL, description);
  return of->number;
}

void
fake_server_act (FakeServer *fake, const char *number, const char *action)
{
  FakeCase *of = find_case (fake, number);
  const FakeStep *step = of != NULL ? fake_step_find (action, of->state) : NULL;

  g_assert_nonnull (step);
  take_step (fake, of, step, NULL, NULL);
}

const char *
fake_server_get_state (FakeServer *fake, const char *number)
{
  FakeCase *of = find_case (fake, number);

  return of != NULL ? of->state : NULL;
}

const char *
fake_server_get_number (FakeServer *fake, guint i)
{
  return ((FakeCase *)fake->cases->pdata[fake->cases->len - 1 - i])->number;
}

guint
fake_server_count_state (FakeServer *fake, const char *state)
{
  guint n = 0;

  for (guint i = 0; i < fake->cases->len; i++)
    n += fake_has_state (state, ((FakeCase *)fake->cases->pdata[i])->state);
  return n;
}

guint
fake_server_count_requests (FakeServer *fake, const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < fake->requests->len; i++)
    n += g_str_has_prefix (fake->requests->pdata[i], prefix);
  return n;
}

void
fake_server_forget_journal (FakeServer *fake)
{
  g_ptr_array_set_size (fake->journal, 0);
}

void
fake_server_sign_everyone_out (FakeServer *fake)
{
  g_free (fake->token);
  fake->token = g_strdup_printf ("token-%u", ++fake->n_tokens);
}
