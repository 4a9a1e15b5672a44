/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the places of a city. */
#pragma once

#include "backend/service/snapshot.h"
#include "backend/store/store.h"
#include "gis/gazetteer.h"

G_BEGIN_DECLS

/* All places, from the snapshot and the file; needs a spatial reader. Any thread. */
GwGazetteer *gw_geocode_read (const GwSnapshot *snapshot, GwStoreReader *reader,
                              GError **error);

G_END_DECLS
