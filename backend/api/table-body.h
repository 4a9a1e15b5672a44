/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that clients send, as CSV or as rows of JSON, and what is wrong with them. */
#pragma once

#include "backend/api/api-private.h"
#include "backend/rules/faults.h"

G_BEGIN_DECLS

/* As large a table as a request may bring. */
#define GW_TABLE_LIMIT (8 * 1024 * 1024)

/*
 * The body as a CSV table with these columns (NULL-terminated): as it came, when it is
 * text/csv; else made from the rows of an array of objects in a JSON object, whose members are
 * strings or numbers and what is absent, empty. The rows then stand in lines from 2. NULL:
 * a required array was not there, or something was wrong, which has been answered;
 * ret_replied tells which. ret_json (may be NULL): the object around, the request's.
 */
GBytes *gw_api_read_table (GwHttpRequest *request, const char *member,
                           const char *const *columns, gboolean required,
                           json_object **ret_json, gboolean *ret_replied);
/* The body is text/csv. */
gboolean gw_api_brings_csv (GwHttpRequest *request);
/* A member of a row as text, as in a table: "" for null. NULL, and the problem in reader, for
 * what cannot stand in one. Caller frees. */
char *gw_api_read_table_field (GwJsonReader *reader, json_object *row, const char *name);

/*
 * Answers 422 invalid_table with all faults (the first 1,000): line, column, the column's
 * name, text; of rows that came as JSON the row, from 0. columns may be NULL.
 */
void gw_api_reply_faults (GwHttpRequest *request, const GwFaults *faults,
                          const char *const *columns);
/* Appends the array of these. */
void gw_api_append_faults (GString *out, const GwFaults *faults, const char *const *columns,
                           gboolean is_csv, const char *language);

G_END_DECLS
