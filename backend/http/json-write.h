/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building JSON by appending: the fast way out. */
#pragma once

#include "gis/point.h"

G_BEGIN_DECLS

/* A string with quotes and escapes, or null for NULL. Bytes that are no UTF-8 become U+FFFD. */
void gw_json_append_string (GString *out, const char *text);
/* "name": ; name is a literal that needs no escaping. */
#define gw_json_append_name(out, name) g_string_append ((out), "\"" name "\":")
void gw_json_append_int (GString *out, gint64 value);
/* A finite number with at most 6 significant decimals, independent of the locale. */
void gw_json_append_double (GString *out, double value);
void gw_json_append_bool (GString *out, gboolean value);
/* "2026-11-22T08:00:00.000Z" from ms since 1970, with quotes; null for values <= 0. */
void gw_json_append_time (GString *out, gint64 time_ms);
/* {"lon":113.0512345,"lat":23.7012345} */
void gw_json_append_position (GString *out, GwFixed position);

/* The time without quotes. */
void gw_time_append (GString *out, gint64 time_ms);
/*
 * Reads an RFC 3339 time ("2026-11-22T16:00:00+08:00", fractions allowed) into ms since 1970.
 * FALSE, and ret_ms untouched, for anything else, among it times without a zone.
 */
gboolean gw_time_parse (const char *text, gint64 *ret_ms);

G_END_DECLS
