/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All versions of the catalogue's classes and conditions, with what is wished of them. */
#pragma once

#include "gui/admin/catalogue-item.h"
#include "gui/model/city-info.h"

G_BEGIN_DECLS

typedef struct _GwCatalogueRows GwCatalogueRows;

/* city: whose day decides what is in force today; kept. */
GwCatalogueRows *gw_catalogue_rows_new (GwCityInfo *city);
void gw_catalogue_rows_free (GwCatalogueRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCatalogueRows, gw_catalogue_rows_free)

/* As the server tells the two tables; what was wished is given up. */
void gw_catalogue_rows_take (GwCatalogueRows *rows, GwJson *classes, GwJson *conditions);
/* That the draft was made from; "" before the first. Borrowed. */
const char *gw_catalogue_rows_get_version (const GwCatalogueRows *rows);
/* Code schemes by the number of their conditions, most first. Borrowed. */
const GPtrArray *gw_catalogue_rows_get_schemes (const GwCatalogueRows *rows);
/* GwCatalogueItem, every version. Borrowed. */
GPtrArray *gw_catalogue_rows_get (const GwCatalogueRows *rows, GwCatalogueKind kind);
/*
 * Those of a scheme (may be NULL: none) that go on, have no successor when they end, or are
 * new, with every word of folded (casefolded) in them; new ones come first and always. Items
 * borrowed; free the array.
 */
GPtrArray *gw_catalogue_rows_find (const GwCatalogueRows *rows, GwCatalogueKind kind,
                                   const char *scheme, const char *folded);
/* A new one like another, without its codes and words. Borrowed. */
GwCatalogueItem *gw_catalogue_rows_add_like (GwCatalogueRows *rows, GwCatalogueItem *like);
/* It is new, and its codes are those of one that is in force. */
gboolean gw_catalogue_rows_is_taken (const GwCatalogueRows *rows, GwCatalogueItem *item);
/* How many are changed; ret_fault (may be NULL): the first with a fault, borrowed. */
guint gw_catalogue_rows_count_changes (const GwCatalogueRows *rows,
                                       GwCatalogueItem **ret_fault);
/*
 * The body of POST /api/v1/catalogue. only: of this one with the classes that are new, which a
 * condition may be of; NULL: of all that are changed.
 * valid_from: "2027-01-01" or "" for today. Caller frees.
 */
char *gw_catalogue_rows_dup_body (const GwCatalogueRows *rows, GwCatalogueItem *only,
                                  const char *valid_from);

G_END_DECLS
