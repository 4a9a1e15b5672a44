/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to the file and its prepared queries. Used by one thread at a time. */
#pragma once

#include <sqlite3.h>

#include "backend/store/sqlite/queries.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

typedef enum
{
  GW_CONNECTION_READ,
  GW_CONNECTION_SCRATCH, /* reads; temporary tables of its own are kept in a file */
  GW_CONNECTION_WRITE,
  GW_CONNECTION_CREATE, /* write; makes the file */
} GwConnectionMode;

typedef struct _GwConnection GwConnection;
typedef struct _GwStatement GwStatement;

/* spatial: with SpatiaLite's functions and with foreign keys enforced. */
GwConnection *gw_connection_new (const char *path, GwConnectionMode mode, gboolean spatial,
                                 GError **error);
void gw_connection_free (GwConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwConnection, gw_connection_free)

sqlite3 *gw_connection_get_handle (GwConnection *connection);
/* Runs SQL without parameters; a row whose first column is 0 counts as a refusal. */
gboolean gw_connection_run (GwConnection *connection, const char *sql, GError **error);

/* Prepared on first use; reset. Owned by the connection. */
GwStatement *gw_connection_query (GwConnection *connection, GwQuery query, GError **error);
/* The same for SQL put together from the pieces of a query file; the last 64 are kept. */
GwStatement *gw_connection_query_text (GwConnection *connection, const char *sql,
                                       GError **error);

/*
 * Binding goes through the parameters in their order in the SQL; naming each keeps both
 * in step (a wrong name asserts). Names are string literals. Text and blobs must live until
 * the statement has run.
 */
void gw_bind_int (GwStatement *statement, const char *name, gint64 value);
/* 0 is bound as NULL. */
void gw_bind_id (GwStatement *statement, const char *name, gint64 value);
void gw_bind_double (GwStatement *statement, const char *name, double value);
void gw_bind_text (GwStatement *statement, const char *name, const char *value);
void gw_bind_blob (GwStatement *statement, const char *name, const void *data,
                   gsize length);
void gw_bind_pointer (GwStatement *statement, const char *name, gpointer pointer,
                      const char *type);

/* TRUE with *ret_row: a row is there. After the last row the statement is reset. */
gboolean gw_statement_step (GwStatement *statement, gboolean *ret_row, GError **error);
/* TRUE: a row is there; FALSE after the last one, and when it failed, which *good tells then. */
gboolean gw_statement_next (GwStatement *statement, gboolean *good, GError **error);
/* Runs to the end, ignoring rows. */
gboolean gw_statement_run (GwStatement *statement, GError **error);
/* For leaving before the last row. */
void gw_statement_reset (GwStatement *statement);
sqlite3_stmt *gw_statement_get_handle (GwStatement *statement);

gint64 gw_column_int (GwStatement *statement, int column);
double gw_column_double (GwStatement *statement, int column);
/* NULL stays NULL. */
char *gw_column_dup_text (GwStatement *statement, int column);
GBytes *gw_column_dup_bytes (GwStatement *statement, int column);
/* FALSE when the blob is not of that length. */
gboolean gw_column_copy_blob (GwStatement *statement, int column, guint8 *out,
                              gsize length);

/* Sets a GW_STORE_ERROR for the connection's last failure. Always FALSE. */
gboolean gw_connection_fail (GwConnection *connection, const char *doing, GError **error);

G_END_DECLS
