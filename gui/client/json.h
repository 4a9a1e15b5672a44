/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading members of JSON objects with one error at the end instead of one per member. */
#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

typedef struct json_object GwJson;

void gw_json_unref (GwJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwJson, gw_json_unref)

/* Strict, valid UTF-8, at most 32 deep; NULL with GW_CLIENT_ERROR_MALFORMED. */
GwJson *gw_json_parse (const char *text, gsize length, GError **error);

/*
 * The first fault of a document; later reads go on and give empty values, so that a decoder
 * is written without a check per member. Members that are missing or null are no fault
 * unless required; a wrong type always is.
 */
typedef struct
{
  GError *error;
} GwReader;

typedef enum
{
  GW_OPTIONAL,
  GW_REQUIRED,
} GwPresence;

/* Moves the fault to error. TRUE when there was none. */
gboolean gw_reader_finish (GwReader *reader, GError **error);
/* Records a fault of a member, unless there is one already. */
void gw_reader_fault (GwReader *reader, const char *member, const char *expected);

/* Borrowed from json, NULL when absent. json may be NULL in all of these. */
GwJson *gw_reader_object (GwReader *reader, GwJson *json, const char *member,
                          GwPresence presence);
GwJson *gw_reader_array (GwReader *reader, GwJson *json, const char *member,
                         GwPresence presence);
const char *gw_reader_string (GwReader *reader, GwJson *json, const char *member,
                              GwPresence presence);
char *gw_reader_dup_string (GwReader *reader, GwJson *json, const char *member,
                            GwPresence presence);
gint64 gw_reader_int (GwReader *reader, GwJson *json, const char *member,
                      GwPresence presence);
/* Finite. */
double gw_reader_double (GwReader *reader, GwJson *json, const char *member,
                         GwPresence presence);
gboolean gw_reader_boolean (GwReader *reader, GwJson *json, const char *member,
                            GwPresence presence);
/* RFC 3339 to microseconds UTC; 0 when absent. */
gint64 gw_reader_time (GwReader *reader, GwJson *json, const char *member,
                       GwPresence presence);

G_END_DECLS
