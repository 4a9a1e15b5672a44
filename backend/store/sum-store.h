/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures added up: kept for each day, month and year by the keys that questions are about, so
 * that a question costs what it answers and not what there is.
 */
#pragma once

#include "backend/store/figure-store.h"
#include "backend/store/thing-filter.h"

G_BEGIN_DECLS

/* Of things that have the same keys. What is added to stands together: sums are many, and the
 * memory they lie in is what adding waits for. */
typedef struct
{
  guint32 figures;               /* GW_FIGURE_BIT() of each that may not be 0: few are */
  gint32 counts[GW_N_FIGURES];   /* there are fewer than 2^31 events of one kind */
  guint32 keys[GW_N_THING_KEYS]; /* 0 where they are not told apart */
} GwSum;

/* Sums told apart by some keys, GW_THING_BIT() of each. One thread. */
typedef struct _GwCube GwCube;
GwCube *gw_cube_new (guint keys);
void gw_cube_free (GwCube *cube);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCube, gw_cube_free)
guint gw_cube_keys (const GwCube *cube);
guint gw_cube_n_sums (const GwCube *cube);
const GwSum *gw_cube_sum (const GwCube *cube, guint position);
/* The sum's keys that the cube does not tell apart are ignored. */
void gw_cube_add (GwCube *cube, const GwSum *sum);

/* What reads them: one question, on one thread. filter: borrowed. */
typedef struct _GwSumReader GwSumReader;
GwSumReader *gw_sum_reader_new (GwStoreReader *reader, const GwThingFilter *filter,
                                GError **error);
void gw_sum_reader_free (GwSumReader *sums);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSumReader, gw_sum_reader_free)

/* Adds what happened in the days and was not taken back by the end of the last one. */
gboolean gw_sum_reader_add (GwSumReader *sums, guint32 from_day, guint32 to_day,
                            GwCube *cube, GError **error);
/* The first of the days on which anything with one of the figures (GW_FIGURE_BIT(), no waiting
 * ones) happened and passes; 0: none. What is not added up yet is told unseen. */
gboolean gw_sum_reader_next_day (GwSumReader *sums, guint figures, guint32 from_day,
                                 guint32 to_day, guint32 *ret_day, GError **error);
/*
 * cube has what waited at the end of *day (0: nothing is known yet), as its last figures;
 * brings both to the end of a later day.
 */
gboolean gw_sum_reader_wait (GwSumReader *sums, guint32 to_day, GwCube *cube, guint32 *day,
                             GError **error);

/*
 * One bounded step of keeping them, behind gw_store_figures_follow(). Days are added up once
 * the journal has come to a later one. *ret_more: there is more to do.
 */
gboolean gw_store_sums_make (GwStoreWriter *writer, gboolean *ret_more, GError **error);
gboolean gw_store_sums_are_due (GwStoreReader *reader);

G_END_DECLS
