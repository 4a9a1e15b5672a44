/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases come again and again at the same spot. */
#pragma once

#include "gis/point.h"

G_BEGIN_DECLS

#define GW_RECURRENCE_RADIUS_M 50
#define GW_RECURRENCE_RADIUS_MIN_M 10
#define GW_RECURRENCE_RADIUS_MAX_M 1000
#define GW_RECURRENCE_DAYS 30
#define GW_RECURRENCE_DAYS_MAX 366

/* A case that was filed. */
typedef struct
{
  guint32 class; /* the same number, of some thousands: the same class */
  guint32 day;   /* counted on, not a date */
  GwFixed place;
  gint64 seq;
  gint64 case_id;
  guint32 class_id;
  guint32 cell_id;
  guint32 group; /* once they are linked: the same number for those of one group */
} GwRecurring;

/*
 * Two cases of a class are linked when they lie at most radius_m apart (along the great
 * circle) and were filed at most so many days apart; a group is what is linked through any
 * number of others (single linkage), so the ends of a group may be further apart. Sorts the
 * array (GwRecurring) by group, of which each keeps the order in which its cases came; a case
 * that is linked to none is removed.
 *
 * Cases fall into squares within which everything is near, so that only neighbouring squares
 * are compared, and only until one link between them is found. FALSE when that would need
 * more than 200,000,000 comparisons: some tenths of a second.
 */
gboolean gw_recurrence_link (GArray *cases, guint radius_m, guint days);

G_END_DECLS
