/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shapes that most queries have: one row, all rows, one change. */
#pragma once

#include "backend/store/sqlite/connection.h"

G_BEGIN_DECLS

/* Makes a record of the statement's current row. */
typedef gpointer (*GwRowFunc) (GwStatement *statement);

/* To the only row, which the caller reads before it resets the statement; NOT_FOUND with that
 * message when there is none. Parameters are bound. */
gboolean gw_step_to_row (GwStatement *statement, const char *missing, GError **error);
/* The only row; NOT_FOUND with that message when there is none. Parameters are bound. */
gpointer gw_read_one (GwStatement *statement, GwRowFunc read, const char *missing,
                      GError **error);
/* All rows; NULL on error. */
GPtrArray *gw_read_all (GwStatement *statement, GwRowFunc read, GDestroyNotify free_row,
                        GError **error);
/* All rows of a query without parameters. */
GPtrArray *gw_list (GwStoreReader *reader, GwQuery query, GwRowFunc read,
                    GDestroyNotify free_row, GError **error);
/* Runs a query with one number. */
gboolean gw_run_with_id (GwStoreWriter *writer, GwQuery query, const char *name,
                         gint64 value, GError **error);
/* Runs an INSERT and tells the new row's id. */
gboolean gw_run_insert (GwStoreWriter *writer, GwStatement *statement, gint64 *ret_id,
                        GError **error);
/* NOT_FOUND with that message unless the last statement changed a row. */
gboolean gw_expect_change (GwConnection *connection, const char *missing, GError **error);

G_END_DECLS
