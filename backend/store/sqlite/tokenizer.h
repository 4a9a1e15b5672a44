/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokenizer gw_bigram of the text index: gw_search_tokenize() for SQLite's FTS5. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

gboolean gw_tokenizer_register (sqlite3 *handle, GError **error);

G_END_DECLS
