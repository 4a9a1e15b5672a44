/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong in a city, how often, at what hour: the demo's table. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *kind; /* "matter" or "component" */
  const char *class_code;
  guint weight;    /* how often, against the others */
  guint peak_from; /* hours of the day in which it is three times as frequent; */
  guint peak_to;   /* equal: no peak */
  gboolean urgent;
  const char *texts[3];
  const char *cure; /* what a department answers */
} GwDayIncident;

/* One that fits the hour (0 to 23) of the day. Static. */
const GwDayIncident *gw_day_incident_pick (GRand *rand, guint hour);
/* A number of reports of an hour against the others: few at night, most in the forenoon. */
guint gw_day_hour_weight (guint hour);

G_END_DECLS
