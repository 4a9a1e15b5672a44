/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closings sorted into rows, and what is told of each row. */
#pragma once

#include "backend/service/closing-times.h"
#include "backend/service/figures-private.h"
#include "backend/store/closing-store.h"

G_BEGIN_DECLS

/* For one question, on one thread. */
typedef struct _GwClosingRows GwClosingRows;

/* All is borrowed. */
GwClosingRows *gw_closing_rows_new (const GwThingFilter *filter, GwLabels *labels,
                                    GwDimension dimension);
void gw_closing_rows_free (GwClosingRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClosingRows, gw_closing_rows_free)

/* The keys that closings have to have. */
guint gw_closing_rows_keys (const GwClosingRows *rows);
void gw_closing_rows_take (GwClosingRows *rows, const GwClosings *closings);
/* Rows that ascend by key behind `after` (NULL: all), at most limit of them (0: all); and the
 * total of all. */
void gw_closing_rows_finish (GwClosingRows *rows, const char *after, guint limit,
                             GwClosingTimes *times);

G_END_DECLS
