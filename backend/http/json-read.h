/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON from strangers: strict about form, exact about what is wrong where. */
#pragma once

#include "backend/http/problem.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/* Nesting beyond this is refused. */
#define GW_JSON_MAX_DEPTH 32

/*
 * Parses one JSON object (RFC 8259, nothing looser): valid UTF-8, no comments, no NaN or
 * Infinity, no member twice in one object, nothing after it. NULL with a problem otherwise.
 * The caller owns the object (json_object_put).
 */
json_object *gw_json_parse_object (const char *text, gsize length, GwProblem **problem);

/*
 * Reads typed members one after the other. The first thing wrong is remembered, later calls
 * then do nothing: check `problem` once, at the end. Members that nobody asks for are ignored,
 * so that a newer client can talk to an older server.
 */
typedef struct _GwJsonReader GwJsonReader;
struct _GwJsonReader
{
  json_object *object; /* borrowed; NULL: every member is absent */
  const char *name;    /* of this object in its parent; NULL at the top */
  GwJsonReader *parent;
  GwProblem *problem; /* only that of the top counts; owned */
  char number[16];    /* what name points to for an item of an array */
};

void gw_json_reader_init (GwJsonReader *reader, json_object *object);
/* Hands out the first problem, or NULL when all was well. */
GwProblem *gw_json_reader_steal_problem (GwJsonReader *reader);
/* The place where problems are kept; NULL inside means all is well so far. */
gboolean gw_json_reader_failed (const GwJsonReader *reader);
/* Notes that a member is wrong for a reason of the caller's (codes as in gw_problem_new). */
void gw_json_reader_fail (GwJsonReader *reader, const char *code, const char *name,
                          const char *detail);

/* null counts as absent everywhere. Strings are borrowed from the object. */
const char *gw_json_reader_string (GwJsonReader *reader, const char *name,
                                   gboolean required, gsize max_chars);
double gw_json_reader_double (GwJsonReader *reader, const char *name, double min,
                              double max);
gint64 gw_json_reader_int (GwJsonReader *reader, const char *name, gboolean required,
                           gint64 min, gint64 max, gint64 fallback);
gboolean gw_json_reader_bool (GwJsonReader *reader, const char *name, gboolean fallback);
/* An RFC 3339 time in ms; 0 when absent. */
gint64 gw_json_reader_time (GwJsonReader *reader, const char *name);
/* Prepares child for a nested object; parent and child must live equally long. */
void gw_json_reader_object (GwJsonReader *reader, const char *name, gboolean required,
                            GwJsonReader *child);
/* An array of strings: owned, NULL-terminated; NULL when absent or wrong. */
char **gw_json_reader_dup_strings (GwJsonReader *reader, const char *name, guint max_items,
                                   gsize max_chars);
/*
 * Prepares items for an array (its number of items is returned; 0 when absent or wrong) and
 * item for each object in it, which is named by its number: "positions.3.lon". All of them
 * must live equally long.
 */
gsize gw_json_reader_array (GwJsonReader *reader, const char *name, gboolean required,
                            gsize max_items, GwJsonReader *items);
void gw_json_reader_item (GwJsonReader *items, gsize i, GwJsonReader *item);

G_END_DECLS
