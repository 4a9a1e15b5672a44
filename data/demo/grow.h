/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts neighbouring shapes into connected portions of about equal weight. */
#pragma once

#include "gis/adjacency.h"
#include "gis/projection.h"

#define GW_GROW_NONE G_MAXUINT

/* Shapes, where they are, what they weigh, and who touches whom. */
typedef struct
{
  guint n;
  GwMetres *positions;
  double *weights;
  GArray *contacts; /* GwContact, sorted by shape */
  guint *first;     /* n + 1: where a shape's contacts begin */
} GwGrowth;

/* Weights are set to 1. */
GwGrowth *gw_growth_new (GwShape *const *shapes, guint n);
void gw_growth_free (GwGrowth *growth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwGrowth, gw_growth_free)

/*
 * Parts the members (positions of shapes) into n_portions and writes the portion of each,
 * counted from first_portion, into portions (by shape), which must hold GW_GROW_NONE for
 * them before. Portions are connected where the members are. Returns how many were made.
 */
guint gw_growth_part (const GwGrowth *growth, const guint *members, guint n_members,
                      guint n_portions, guint first_portion, guint *portions);
