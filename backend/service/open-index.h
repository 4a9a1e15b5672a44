/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open cases of a city by the cell that holds them, in memory. */
#pragma once

#include "backend/store/open-cases.h"
#include "gis/cell-index.h"

G_BEGIN_DECLS

/* Not thread-safe. About 200 bytes per open case. */
typedef struct _GwOpenIndex GwOpenIndex;

/* What was found. */
typedef struct
{
  GwOpenCase open_case;
  double distance_m;
} GwOpenNear;

GwOpenIndex *gw_open_index_new (void);
void gw_open_index_free (GwOpenIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwOpenIndex, gw_open_index_free)

/*
 * The cells to find cases by; all cases are put into theirs. Takes a reference. A case that
 * no cell holds any more, since the city was divided anew, is not found until one does.
 */
void gw_open_index_set_cells (GwOpenIndex *index, GwCellIndex *cells);
/* Adds the case, or puts it where it is now. A version older than the known one is left. */
void gw_open_index_put (GwOpenIndex *index, const GwOpenCase *open_case);
/* The case ended. */
void gw_open_index_remove (GwOpenIndex *index, gint64 id);
guint gw_open_index_size (const GwOpenIndex *index);
/* Calls func with every open case, in no order; func must not change the index. */
typedef void (*GwOpenFunc) (const GwOpenCase *open_case, gpointer data);
void gw_open_index_foreach (const GwOpenIndex *index, GwOpenFunc func, gpointer data);

/*
 * Appends (GwOpenNear) every case within the radius in metres, in no order. Looks into the
 * cells that the radius touches only.
 */
void gw_open_index_find (const GwOpenIndex *index, GwFixed point, double radius_m,
                         GArray *out);

G_END_DECLS
