/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a GeoJSON file, each judged before anything is written. */
#pragma once

#include "backend/ctl/progress.h"
#include "backend/service/snapshot.h"
#include "gis/cell-code.h"
#include "gis/geojson.h"

G_BEGIN_DECLS

/* Which properties hold what; community NULL: decided by the code. */
typedef struct
{
  const char *code;
  const char *name;
  const char *community;
} GwImportFields;

/* One feature. A faulty one has a fault and is not to be imported. */
typedef struct
{
  guint number; /* place in the file, from 1 */
  char *code;   /* NULL when the feature has none */
  char *name;
  char *community;
  GwShape *shape; /* NULL when the feature has none that is valid */
  char *fault;    /* in words; NULL: sound */
} GwImportCell;

/*
 * GwImportCell for each feature. Faults are: what GeoJSON says; codes that are missing,
 * break the scheme, come twice or are in the city already; unknown communities; places far
 * from the city (or from the other features); ground shared with the city or with an
 * earlier feature. NULL only when GEOS gives up.
 */
GPtrArray *gw_import_check (const GwGeojsonCollection *collection,
                            const GwSnapshot *snapshot, const GwCodeScheme *scheme,
                            const GwImportFields *fields, GwCtlProgress *progress,
                            GError **error);

G_END_DECLS
