/* SPDX-License-Identifier: GPL-3.0-or-later */
/* House numbers or points of interest of a CSV file, each line judged before any is written. */
#pragma once

#include "backend/service/snapshot.h"
#include "gis/projection.h"

G_BEGIN_DECLS

/* Either houses or points of interest; the other array is empty. */
typedef struct
{
  GPtrArray *houses; /* GwCityHouse */
  GPtrArray *pois;   /* GwCityPoi */
  GPtrArray *faults; /* char *: "line 7, column lat: …" */
  guint n_lines;     /* with data, sound or not */
} GwAddressTable;

/*
 * Reads "street,number,lon,lat" or "category,name,name_en,lon,lat"; the first line says
 * which. old_houses and old_pois are what the city has already. Faults are: fields that are
 * empty, too long or no number; places off the earth or outside of the city's cells; what
 * comes twice. NULL when the first line is neither, or the text is not UTF-8.
 */
GwAddressTable *gw_address_table_read (const char *text, gsize length,
                                       GwCoordinateSystem system,
                                       const GwSnapshot *snapshot,
                                       const GPtrArray *old_houses,
                                       const GPtrArray *old_pois, GError **error);
void gw_address_table_free (GwAddressTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAddressTable, gw_address_table_free)

G_END_DECLS
