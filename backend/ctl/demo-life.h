/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to the cases behind a demo city, step by step, each by those who may. */
#pragma once

#include "backend/service/city.h"
#include "backend/service/service.h"
#include "data/demo/day-incident.h"

G_BEGIN_DECLS

#define GW_DEMO_HOT_SPOTS 14

/* One case; number NULL: it is still to be reported. */
typedef struct
{
  gint64 at; /* of its next step, UTC ms */
  char *number;
  const GwDayIncident *incident;
  gboolean reworked;
  gboolean extended;
} GwDemoLife;

void gw_demo_life_free (GwDemoLife *life);

/* All of them, and what they live in; filled by whoever plays them. */
typedef struct
{
  GwService *service;
  const GwCity *city;
  GTimeZone *zone;
  GRand *chance;
  gint64 now_ms;                      /* the service's clock; read by its threads, too */
  GSequence *queue;                   /* GwDemoLife, the next step first */
  GHashTable *people;                 /* login -> GwPerson */
  GPtrArray *inspectors;              /* the same who are inspectors */
  GHashTable *components;             /* class code -> GPtrArray of GwCityComponent */
  guint hot_spots[GW_DEMO_HOT_SPOTS]; /* houses */
  guint n_waiting;                    /* steps that the service was asked for */
  guint n_cases;                      /* reported */
  GError *error;                      /* of the first step that failed */
} GwDemoLives;

/* The local hour of the day. */
guint gw_demo_lives_hour (const GwDemoLives *lives, gint64 at);
/* Takes the life over. */
void gw_demo_lives_queue (GwDemoLives *lives, GwDemoLife *life);
/*
 * Asks the service for the life's next step and takes the life over: when the step is done, it is in
 * the queue again at the time of the next one, or freed when the case has ended.
 */
void gw_demo_lives_step (GwDemoLives *lives, GwDemoLife *life);

G_END_DECLS
