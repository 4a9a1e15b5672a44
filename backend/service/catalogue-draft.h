/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue, looked at and changed while the server runs. Never blocks. */
#pragma once

#include "backend/service/setup-catalogue.h"

G_BEGIN_DECLS

/* One file of a wish: CSV, whose header says which table it is. */
#define GW_CATALOGUE_FILES_MAX (GW_N_TABLES)

/* What became of a wish. Belongs to the call. */
typedef struct
{
  guint n_files;
  GwFaults *faults[GW_CATALOGUE_FILES_MAX]; /* of each file; with any, nothing was done */
  guint n_faults;
  GwCatalogueCounts counts; /* versions that were, or would be, added and ended */
} GwCatalogueOutcome;

/* outcome NULL with error. */
typedef void (*GwCatalogueDraftFunc) (const GwCatalogueOutcome *outcome,
                                      const GError *error, gpointer user_data);

typedef struct
{
  GBytes *files[GW_CATALOGUE_FILES_MAX]; /* borrowed for the call */
  guint n_files;
  gboolean replace;    /* end what the files do not name; see gw_catalogue_book_plan() */
  gboolean dry_run;    /* only tell what it would do */
  const char *version; /* as gw_catalogue_version() was; NULL: whatever is there */
} GwCatalogueWish;

/*
 * Takes all files over in one transaction, or nothing; in force when done is called, here
 * and within a second in other processes. Cases keep the class and condition that they have.
 * FALSE, with done never called: FORBIDDEN for who is no admin, OVERLOADED. done may be told
 * STALE_VERSION, TABLE when the city would have no classes.
 */
gboolean gw_catalogue_draft_import (GwService *service, const GwPerson *user,
                                    const GwCatalogueWish *wish, GwCatalogueDraftFunc done,
                                    gpointer user_data, GError **error);

/* A change of one version: its fields, then valid_from and valid_to, as texts of a file. */
typedef struct
{
  GwCatalogueTable table;
  gint64 id;                                       /* of the version */
  const char *fields[GW_CATALOGUE_MAX_FIELDS + 2]; /* NULL: as it is; borrowed */
} GwCatalogueEdit;

/*
 * The version ends and another follows it, today unless valid_from says later. As above; its
 * key stays: OUT_OF_RANGE; NOT_FOUND for an id that never was, STALE_VERSION for a version
 * that has ended or that another one follows.
 */
gboolean gw_catalogue_draft_edit (GwService *service, const GwPerson *user,
                                  const GwCatalogueEdit *edit, GwCatalogueDraftFunc done,
                                  gpointer user_data, GError **error);

/* Every version of everything; book NULL with error. Belongs to the call. */
typedef void (*GwCatalogueBookFunc) (const GwCatalogueBook *book, const GError *error,
                                     gpointer user_data);
gboolean gw_catalogue_draft_read (GwService *service, GwCatalogueBookFunc done,
                                  gpointer user_data, GError **error);

/* Another one whenever something was added or ended. Caller frees. */
char *gw_catalogue_version (const GwCatalogueBook *book);

G_END_DECLS
