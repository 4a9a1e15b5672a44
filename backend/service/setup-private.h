/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of setting up share. */
#pragma once

#include "backend/service/setup.h"
#include "backend/store/city-store.h"
#include "backend/store/people-store.h"

G_BEGIN_DECLS

/* Of a person who has no password: matches nothing. */
#define GW_NO_PASSWORD "!"

/* Says how far a long step is. */
typedef struct
{
  GwProgressFunc func; /* or NULL */
  gpointer user_data;
} GwProgress;

void gw_progress_tell (const GwProgress *progress, const char *what, guint done,
                       guint total);

/* Ids by code while a city is written: char * -> gint64 *. */
GHashTable *gw_ids_new (void);
void gw_ids_add (GHashTable *ids, const char *code, gint64 id);
/* 0 for NULL; FALSE with GW_CASE_ERROR_NOT_FOUND naming what is missing. */
gboolean gw_ids_find (GHashTable *ids, const char *what, const char *code, gint64 *ret_id,
                      GError **error);

/* setup-addresses.c: in a read job; appends GwCityHouse and GwCityPoi. */
gboolean gw_setup_read_addresses (GwStoreReader *reader, GPtrArray *houses, GPtrArray *pois,
                                  GError **error);
/* setup-load.c: in a spatial read job; data: where to add the GwMapFeatures. */
gboolean gw_setup_load_map_features_thread (GwStoreReader *reader, gpointer data,
                                            GError **error);
/* setup-city.c: in a spatial write job. */
gboolean gw_setup_write_cell (GwStoreWriter *writer, GwCellRecord *record,
                              const GwShape *shape, GError **error);
gboolean gw_setup_check_person (const char *login, const char *name, const char *roles,
                                guint *ret_roles, GError **error);

G_END_DECLS
