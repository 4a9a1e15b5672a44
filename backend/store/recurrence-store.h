/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where cases were when they were filed. */
#pragma once

#include "backend/store/store.h"
#include "gis/point.h"

G_BEGIN_DECLS

/* Where the case was taken to be at the event seq of its, whatever was amended since; by
 * index, some rows. */
gboolean gw_store_place_at (GwStoreReader *reader, gint64 case_id, gint64 seq,
                            GwFixed *ret_place, GError **error);

G_END_DECLS
