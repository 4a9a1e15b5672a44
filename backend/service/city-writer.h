/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a whole city into an empty database. */
#pragma once

#include "backend/service/city.h"
#include "backend/service/setup-private.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

typedef struct _GwCityWriter GwCityWriter;

/*
 * Checks what can be checked before anything is written and hashes the passwords (slow, on
 * all processors). city is borrowed. NULL with GW_CASE_ERROR.
 */
GwCityWriter *gw_city_writer_new (const GwCity *city, GwProgress progress, GError **error);
void gw_city_writer_free (GwCityWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCityWriter, gw_city_writer_free)

/* In a spatial write job. */
gboolean gw_city_writer_run (GwCityWriter *self, GwStoreWriter *writer, GError **error);

G_END_DECLS
