/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as rows: every version of schemes, classes, conditions and mappings. */
#pragma once

#include "backend/rules/catalogue-book.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* All versions, also those that ended. */
GwCatalogueBook *gw_store_catalogue_load (GwStoreReader *reader, GError **error);
/*
 * Adds a version with the validity given here (yyyymmdd; valid_to 0: none), not the row's.
 * A condition needs a class of its scheme, kind and code; EXISTS when there is a version
 * without an end already. ret_id may be NULL.
 */
gboolean gw_store_catalogue_add (GwStoreWriter *writer, GwCatalogueTable table,
                                 const GwCatalogueRow *row, guint32 valid_from,
                                 guint32 valid_to, gint64 *ret_id, GError **error);
/* Sets the end of a version; 0: it has none. NOT_FOUND when there is no such version. */
gboolean gw_store_catalogue_end (GwStoreWriter *writer, GwCatalogueTable table, gint64 id,
                                 guint32 valid_to, GError **error);
/* The scheme whose classes new cases are of. */
gboolean gw_store_city_set_class_scheme (GwStoreWriter *writer, const char *scheme,
                                         GError **error);

G_END_DECLS
