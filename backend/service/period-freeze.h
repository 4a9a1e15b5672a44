/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month's figures per cell, class and department, as they are frozen. */
#pragma once

#include "backend/rules/figures.h"
#include "backend/store/period-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 cell_id;
  gint64 class_id;
  gint64 department_id;
  GwFigures figures;
} GwPeriodSum;

/* GwPeriodSum by ascending ids, without those that are zero. Any thread; NULL on error. */
GArray *gw_period_sums (GwStoreReader *reader, guint month, GError **error);
/* Those that were frozen. */
GArray *gw_period_frozen_sums (GwStoreReader *reader, guint month, GError **error);

/* Of a figure that there was not yet when the month was frozen. */
#define GW_PERIOD_UNKNOWN (-1)

/* "reported=5 filed=4", without zeros where those go without saying. Caller frees. */
char *gw_period_figures_to_text (const GwFigures *figures);
/* A figure that there is no more is left out; one that there was not yet is GW_PERIOD_UNKNOWN. */
void gw_period_figures_parse (const char *text, GwFigures *ret_figures);

/* SHA-256 over rows in the order of their ids: "cell class department figures\n". */
typedef struct _GwPeriodDigest GwPeriodDigest;

GwPeriodDigest *gw_period_digest_new (void);
void gw_period_digest_free (GwPeriodDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPeriodDigest, gw_period_digest_free)
void gw_period_digest_add (GwPeriodDigest *digest, const GwPeriodFigure *figure);
/* Nothing is added after it. */
void gw_period_digest_get (GwPeriodDigest *digest, GwHash *ret_hash, gint64 *ret_n_rows);

G_END_DECLS
