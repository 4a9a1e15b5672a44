/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GeoPackage (OGC 12-128r17): layers of polygons with figures, for GIS programs. */
#pragma once

#include "gis/shape.h"

G_BEGIN_DECLS

/* A file that is being written, by one thread. What is not finished is removed. */
typedef struct _GwGeopackage GwGeopackage;

/* Columns are NULL-able. name: letters, digits and underscores. */
typedef struct
{
  const char *name;
  enum
  {
    GW_GEOPACKAGE_TEXT,
    GW_GEOPACKAGE_INTEGER,
    GW_GEOPACKAGE_REAL,
  } type;
} GwGeopackageColumn;

typedef struct
{
  const char *text;
  double number;
  gboolean is_null;
} GwGeopackageValue;

/* Makes the file, which must not be there yet. NULL with GW_STORE_ERROR. */
GwGeopackage *gw_geopackage_new (const char *path, GError **error);
/* Features that are added belong to this layer from now on. box: of all of them. */
gboolean gw_geopackage_begin_layer (GwGeopackage *package, const char *name,
                                    const char *description,
                                    const GwGeopackageColumn *columns, guint n_columns,
                                    GwBox box, GError **error);
/* shape NULL: figures without ground. As many values as the layer has columns. */
gboolean gw_geopackage_add (GwGeopackage *package, const GwShape *shape,
                            const GwGeopackageValue *values, GError **error);
/* Everything is on disk after this; the package is to be freed still. */
gboolean gw_geopackage_finish (GwGeopackage *package, GError **error);
void gw_geopackage_free (GwGeopackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwGeopackage, gw_geopackage_free)

G_END_DECLS
