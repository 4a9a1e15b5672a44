/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of the demo city: what its makers draw on before it is divided into cells. */
#pragma once

#include "data/demo/random.h"
#include "gis/division.h"
#include "gis/map-feature.h"
#include "gis/projection.h"

/* The plan's origin is the middle of the city; x runs east, y north, in metres. */
#define GW_PLAN_LON 113.05
#define GW_PLAN_LAT 23.69
/* The plan lies within this square round its origin. */
#define GW_PLAN_REACH_M 11000.0

/* A road, a railway, or a line on which communities may meet (GW_MAP_BOUNDARY). */
typedef struct
{
  GwMapKind kind;
  GArray *points; /* GwMetres */
  char *name;     /* Chinese, or NULL */
  char *name_en;
} GwPlanLine;

/* A lake, a park, a village: a ring on the ground. */
typedef struct
{
  GwMapKind kind;
  GArray *ring; /* GwMetres, open */
  GwMetres centre;
  double radius_m; /* no point of the ring is further */
  gboolean closed; /* streets end here, and its edge divides cells */
  char *name;
  char *name_en;
} GwPlanPatch;

/* Water that runs: a smooth curve, over x or over y, and its half width. */
typedef struct
{
  gboolean along_y;
  double from, to; /* of x, or of y */
  double offset, slope;
  double amplitudes[2], lengths_m[2], phases[2];
  double half_width_m;
  double islands[2]; /* where the water parts round an island; G_MAXDOUBLE: nowhere */
  char *name;
  char *name_en;
} GwPlanRiver;

typedef struct
{
  guint64 seed;
  double size;    /* the city reaches so far of what the whole one would */
  GArray *border; /* GwMetres: the ring round the city */
  GwPlanRiver rivers[2];
  GPtrArray *patches; /* GwPlanPatch */
  GPtrArray *lines;   /* GwPlanLine */
} GwPlan;

GwPlan *gw_plan_new (guint64 seed, double size);
void gw_plan_free (GwPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlan, gw_plan_free)

GwFixed gw_plan_to_fixed (GwMetres point);
GwMetres gw_plan_from_fixed (GwFixed point);

double gw_plan_distance_to_segment (GwMetres point, GwMetres a, GwMetres b);
gboolean gw_plan_in_ring (const GArray *ring, GwMetres point);
/* Metres beyond the city's border are negative; measured roughly, along the radius. */
double gw_plan_inside_m (const GwPlan *plan, GwMetres point);

/* Takes the points; the line belongs to the plan. Names are copied. */
GwPlanLine *gw_plan_add_line (GwPlan *plan, GwMapKind kind, GArray *points,
                              const char *name, const char *name_en);
GwPlanPatch *gw_plan_add_patch (GwPlan *plan, GwMapKind kind, GArray *ring, GwMetres centre,
                                gboolean closed);
void gw_plan_name_patch (GwPlanPatch *patch, const char *name, const char *name_en);

/* From a road's middle line to its kerb, in metres. */
double gw_plan_half_width (GwMapKind kind);

/* The line in fixed points, without those that it does not need within tolerance_m. */
GArray *gw_plan_simplify (const GwMetres *points, guint n_points, double tolerance_m);
/* A smooth curve through the points, sampled every step_m. */
GArray *gw_plan_smooth (const GwMetres *points, guint n_points, gboolean closed,
                        double step_m);
GwShape *gw_plan_ring_shape (const GArray *ring);

/* rivers.c */
void gw_plan_make_rivers (GwPlan *plan);
GwMetres gw_river_at (const GwPlanRiver *river, double t, double across_m);
/* Metres from the bank to a point on land (negative in the water), and the flow's angle. */
double gw_river_distance (const GwPlanRiver *river, GwMetres point, double *ret_angle);
double gw_river_half_width (const GwPlanRiver *river, double t);
/* Distance to the nearest bank of any river. */
double gw_plan_water_distance (const GwPlan *plan, GwMetres point);
/* TRUE north of the first river. */
gboolean gw_plan_is_north (const GwPlan *plan, GwMetres point);
GArray *gw_river_ring (const GwPlanRiver *river);
GArray *gw_river_island (const GwPlanRiver *river, guint number);
/* Where the authorities meet: mid-stream, past the islands on one side. */
GArray *gw_river_limit (const GwPlanRiver *river);

/* fabric.c: how dense the city is at a point (0 fields .. 1 centre), how its streets run. */
double gw_plan_density (const GwPlan *plan, GwMetres point);
double gw_plan_street_angle (const GwPlan *plan, GwMetres point);

/* The ring round the nucleus of that number in which the city is at least so dense; NULL
   when there is no such nucleus. */
GArray *gw_plan_built_up (const GwPlan *plan, guint number, double density);

/* roads.c, parks.c, streets.c: in this order. */
void gw_plan_make_roads (GwPlan *plan);
void gw_plan_make_parks (GwPlan *plan);
void gw_plan_make_streets (GwPlan *plan);
