/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the codec share. */
#pragma once

#include "gui/client/json.h"
#include "gui/client/records.h"

G_BEGIN_DECLS

typedef gpointer (*GwReadItem) (GwReader *reader, GwJson *json);

/* TRUE for an integer or a finite real. */
gboolean gw_json_get_number (GwJson *value, double *ret_number);
void gw_read_named (GwReader *reader, GwJson *json, GwNamed *named);
/* Leaves named empty when the member is absent or null. */
void gw_read_named_member (GwReader *reader, GwJson *json, const char *member,
                           GwPresence presence, GwNamed *named);
/* Reads an array of objects, which is required. */
GPtrArray *gw_read_array (GwReader *reader, GwJson *json, const char *member,
                          GwReadItem read_item, GDestroyNotify free_item);
/* The same, empty when it is absent. */
GPtrArray *gw_read_list (GwReader *reader, GwJson *json, const char *member,
                         GwReadItem read_item, GDestroyNotify free_item);
/* Never negative; 0 when absent. */
guint gw_read_count (GwReader *reader, GwJson *json, const char *member);
/* 0 of 0 when it is absent. */
GwRateRecord gw_read_rate (GwReader *reader, GwJson *json, const char *member,
                           GwPresence presence);
/* GwCaseRow. */
gpointer gw_read_row (GwReader *reader, GwJson *json);

/* An array of texts, empty when it is absent. */
GStrv gw_read_texts (GwReader *reader, GwJson *json, const char *member);
/* {login, name}; leaves person empty when it is absent or null. */
void gw_read_person (GwReader *reader, GwJson *json, const char *member, GwNamed *person);
/* The members of a case that tell what it has been through. */
void gw_read_progress (GwReader *reader, GwJson *json, GwCaseProgress *progress);

G_END_DECLS
