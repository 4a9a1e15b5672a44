/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a case sheet shows, gathered before it is laid out. */
#pragma once

#include "gui/client/place-records.h"
#include "gui/detail/photo.h"
#include "gui/model/city-info.h"
#include "gui/model/desk.h"

G_BEGIN_DECLS

typedef struct
{
  GwPhoto *photo;
  GdkTexture *texture; /* NULL: it could not be loaded */
} GwSheetPhoto;

/* Once it is gathered nothing of it changes: it may be drawn in any thread. */
typedef struct
{
  gatomicrefcount ref_count;
  GwCityInfo *city;
  GwCaseDetail *detail;
  GPtrArray *events; /* GwCaseEvent; may be empty */
  char *duty;        /* duty grid and who is on duty there; or NULL */
  GPtrArray *photos; /* GwSheetPhoto */
  GdkTexture *map;   /* or NULL */
  gint64 now_usec;   /* when it was gathered */
} GwSheet;

/*
 * Fetches map and photos. What of them cannot be had is left out, or said to be missing; it
 * fails only when it is cancelled. duty may be NULL.
 */
void gw_sheet_gather_async (GwDesk *desk, GwCaseDetail *detail, GPtrArray *events,
                            const GwCellDutyRecord *duty, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
GwSheet *gw_sheet_gather_finish (GAsyncResult *result, GError **error);
GwSheet *gw_sheet_ref (GwSheet *sheet);
void gw_sheet_unref (GwSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSheet, gw_sheet_unref)

G_END_DECLS
