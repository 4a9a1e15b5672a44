/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A class, or the beginning of a class code, as the classes that it means. */
#pragma once

#include "backend/service/snapshot.h"

G_BEGIN_DECLS

/*
 * Appends (gint64) the store's ids. code NULL with has_kind: the whole kind; neither:
 * nothing is appended, which asks for all. UNKNOWN_CLASS when no class begins so.
 */
gboolean gw_class_filter (const GwSnapshot *snapshot, const char *code, gboolean has_kind,
                          GwClassKind kind, GArray *out, GError **error);

G_END_DECLS
