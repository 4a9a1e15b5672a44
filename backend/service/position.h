/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where inspectors are and were. */
#pragma once

#include "backend/service/service.h"
#include "gis/projection.h"

G_BEGIN_DECLS

#define GW_POSITIONS_MAX 1000
/* A device's clock may be ahead by so much. */
#define GW_POSITION_AHEAD_MS (G_GINT64_CONSTANT (60) * 1000)

typedef struct
{
  GwLonLat location;
  gint64 at;       /* UTC ms */
  double accuracy; /* metres; negative: not known */
} GwPositionReport;

/* n_repeated: were there already and stay as they are. */
typedef void (*GwPositionFunc) (guint n_stored, guint n_repeated, const GError *error,
                                gpointer user_data);

/*
 * Stores a batch, at most GW_POSITIONS_MAX, in any order; sent again, it changes nothing.
 * FALSE, with done never called: FORBIDDEN for who is no inspector; OUT_OF_RANGE naming
 * "positions.3.at" and so on for what is of the future, older than positions are kept, or no
 * place on earth; OVERLOADED. Through done: OUT_OF_RANGE naming "positions.3.at" for a time at
 * which the inspector was not on duty. Nothing of a batch with an error is stored.
 */
gboolean gw_position_add (GwService *service, const GwPerson *user,
                          GwCoordinateSystem system, const GwPositionReport *reports,
                          guint n_reports, GwPositionFunc done, gpointer user_data,
                          GError **error);

typedef struct
{
  GwPerson *inspector;
  GwFixed position;
  gint64 at;
  double accuracy;
  gboolean on_duty;
  gboolean fresh; /* of the last minutes: the setting position.fresh */
} GwInspectorPosition;

void gw_inspector_position_free (GwInspectorPosition *position);

/*
 * The newest position of each, by login: GwInspectorPosition. An inspector sees his own, who
 * has an area those in it. NULL with FORBIDDEN.
 */
GPtrArray *gw_position_list (GwService *service, const GwPerson *user, GError **error);

/* One position of a track. */
typedef struct
{
  GwFixed position;
  gint64 at;
  double accuracy;
} GwTrackPoint;

/* points (GwTrackPoint, by time) belongs to the caller; NULL with error. more: another page. */
typedef void (*GwTrackFunc) (const GArray *points, gboolean more, const GError *error,
                             gpointer user_data);

/*
 * From (inclusive) to (exclusive), at most limit. FALSE, with done never called: FORBIDDEN,
 * NOT_FOUND, OVERLOADED.
 */
gboolean gw_position_track (GwService *service, const GwPerson *user, const char *login,
                            gint64 from, gint64 to, guint limit, GwTrackFunc done,
                            gpointer user_data, GError **error);

G_END_DECLS
