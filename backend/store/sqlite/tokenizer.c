/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokenizer gw_bigram of the text index. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/tokenizer.h"

#include "backend/store/search.h"
#include "backend/store/store.h"

typedef struct
{
  void *context;
  int (*token) (void *context, int flags, const char *text, int length, int start, int end);
  int result;
} Sink;

/* The tokenizer has no state; FTS5 wants something that is not NULL. */
static int
create (void *data, const char **arguments, int n_arguments, Fts5Tokenizer **ret_tokenizer)
{
  static char stateless;

  *ret_tokenizer = (Fts5Tokenizer *)&stateless;
  return SQLITE_OK;
}

static void
destroy (Fts5Tokenizer *tokenizer)
{
}

static gboolean
pass_on (gpointer data, const char *text, gsize length, gsize start, gsize end)
{
  Sink *sink = data;

  sink->result = sink->token (sink->context, 0, text, (int)length, (int)start, (int)end);
  return sink->result == SQLITE_OK;
}

static int
tokenize (Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length,
          int (*token) (void *, int, const char *, int, int, int))
{
  Sink sink = { context, token, SQLITE_OK };

  gw_search_tokenize (text, (gsize)length,
                      flags & FTS5_TOKENIZE_QUERY ? GW_TOKENS_OF_QUERY : GW_TOKENS_OF_TEXT,
                      pass_on, &sink);
  return sink.result;
}

static fts5_api *
find_api (sqlite3 *handle)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return api;
}

gboolean
gw_tokenizer_register (sqlite3 *handle, GError **error)
{
  static fts5_tokenizer tokenizer = { create, destroy, tokenize };
  fts5_api *api = find_api (handle);

  if (api != NULL &&
      api->xCreateTokenizer (api, "gw_bigram", NULL, &tokenizer, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_FAILED,
                       "this SQLite has no full-text search (FTS5)");
  return FALSE;
}
