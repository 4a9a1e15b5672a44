/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administration of the catalogue. Blocks; not for a server's loop. */
#pragma once

#include "backend/rules/catalogue-book.h"
#include "backend/service/change-note.h"
#include "backend/service/service.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  const GwCatalogueBook *book; /* read from files numbered from 0 */
  GwFaults *const *faults;     /* one list for each file */
  guint n_files;
  gboolean replace; /* end what the book does not name; see gw_catalogue_book_plan() */
  const char *class_scheme; /* new cases are of it from now on; NULL: as before */
} GwCatalogueImport;

/* Versions by table. */
typedef struct
{
  guint added[GW_N_TABLES];
  guint ended[GW_N_TABLES];
} GwCatalogueCounts;

/*
 * Takes the whole book over in one transaction, or nothing. GW_CASE_ERROR_TABLE when there
 * are faults, those between rows being added to import->faults first, and when the city
 * would have no classes. Cases keep the class and the condition that they have. ret_counts
 * may be NULL. A service that is open elsewhere sees it after gw_service_reload().
 */
gboolean gw_setup_import_catalogue (GwService *service, const GwCatalogueImport *import,
                                    GwCatalogueCounts *ret_counts, GError **error);
/* The same inside a write job, noted by who writes; stored: what is there now. */
gboolean gw_catalogue_import_write (const GwChangeNote *note,
                                    const GwCatalogueImport *import,
                                    const GwCatalogueBook *stored, const char *class_scheme,
                                    guint32 today, GwCatalogueCounts *ret_counts,
                                    GError **error);
/* Every version of everything. */
GwCatalogueBook *gw_setup_load_catalogue (GwService *service, GError **error);

G_END_DECLS
