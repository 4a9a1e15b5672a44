/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closings by days and columns: kept along with the sums of each day. */
#pragma once

#include "backend/store/closing-store.h"
#include "backend/store/sqlite/internal.h"

G_BEGIN_DECLS

/* From what the follower wrote. */
gboolean gw_closings_make_day (GwConnection *connection, guint32 day, GError **error);

G_END_DECLS
