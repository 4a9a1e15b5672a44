/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two cases are likely one: near in space and time, of the same class. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How near is near. */
typedef struct
{
  guint radius_m;
  gint64 window_ms; /* between the two reports */
} GwDuplicateLimits;

/* What a city may choose at most: a search stays short. */
#define GW_DUPLICATE_RADIUS_MAX_M 1000
#define GW_DUPLICATE_HOURS_MAX 8760

/* What is known of two cases. */
typedef struct
{
  gboolean same_class;
  gboolean same_component;  /* both name one, and it is the same */
  gboolean other_component; /* both name one, but another */
  double distance_m;
  gint64 apart_ms; /* from one report to the other, either way */
  gboolean has_similarity;
  double similarity; /* of the descriptions, 0 to 1 */
} GwDuplicateFacts;

typedef struct
{
  gboolean duplicate; /* likely: a person decides */
  double score;       /* 0 to 1, for the order in which they are offered */
} GwDuplicateVerdict;

/*
 * Likely the same: of one class, within the radius and the window, and not known to be about
 * two components. How alike the texts are only orders: two people describe one thing in
 * different words. Score: 0.4 nearness, 0.2 in time, 0.4 similarity; without a text the
 * first two share its part; half of it for another class.
 */
GwDuplicateVerdict gw_duplicate_judge (const GwDuplicateFacts *facts,
                                       const GwDuplicateLimits *limits);

G_END_DECLS
