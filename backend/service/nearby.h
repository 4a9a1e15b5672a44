/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open cases near a case or a report: what may be reported twice. */
#pragma once

#include "backend/rules/duplicate.h"
#include "backend/service/case-view.h"
#include "backend/service/service.h"
#include "gis/projection.h"

G_BEGIN_DECLS

#define GW_NEARBY_MAX 50

/* What a person is about to report. */
typedef struct
{
  GwLonLat location;
  GwCoordinateSystem coordinate_system;
  GwClassKind kind;
  const char *class_code;  /* NULL: not known yet; then every case is of another class */
  const char *description; /* or NULL */
} GwNearbyReport;

typedef struct
{
  GwCaseRow *row;
  double distance_m;
  gint64 age_ms; /* since it was reported */
  gboolean same_class;
  gboolean has_similarity; /* both have a text */
  double similarity;
  double score;
  gboolean duplicate; /* see gw_duplicate_judge() */
} GwNearbyCase;

typedef struct
{
  gint64 now_ms;
  GwDuplicateLimits limits; /* that were looked by */
  GArray *cases;            /* GwNearbyCase */
} GwNearby;

void gw_nearby_free (GwNearby *nearby);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwNearby, gw_nearby_free)

/*
 * Reads the open cases, so that the first question need not; nothing when they are there.
 * From then on they are kept up by every event. FALSE (GW_CASE_ERROR) when they cannot be
 * read: the next question tries again.
 */
gboolean gw_nearby_start (GwService *service, GError **error);
/*
 * The open cases that the user may see within the radius of that case, at most `limit` (up
 * to GW_NEARBY_MAX): likely duplicates first, then others of its class, then the rest; each
 * by score. Few microseconds and a read per case found; main thread only. NULL with
 * GW_CASE_ERROR_NOT_FOUND for a case that the user may not see.
 */
GwNearby *gw_nearby_of_case (GwService *service, const GwPerson *user, const char *number,
                             guint limit, GError **error);
/* The same before a report is made. OUTSIDE_CITY, UNKNOWN_CLASS. */
GwNearby *gw_nearby_of_report (GwService *service, const GwPerson *user,
                               const GwNearbyReport *report, guint limit, GError **error);

G_END_DECLS
