/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about duty share. */
#pragma once

#include "backend/service/roll-call.h"
#include "backend/service/service-private.h"
#include "backend/store/duty-store.h"
#include "backend/store/position-store.h"

G_BEGIN_DECLS

/* The newest position of a person. */
typedef struct
{
  gint64 person_id;
  GwPositionRecord record;
} GwLastPosition;

struct _GwDuty
{
  GwService *service;
  GArray *shifts;      /* GwShift */
  gint64 purge_person; /* with whom the removal of old positions goes on; 0: it rests */
  gboolean purging;    /* a step is on its way */
  gboolean following;  /* a step of patrol.c is on its way */
  guint n_put_off;     /* ticks in a row at which others waited to write */
  GwRollCallListener listener;
  gpointer listener_data;
  GMutex lock; /* changed by the service's thread, read by any: */
  GwSnapshot *snapshot;
  GHashTable *on_duty; /* person id -> GwDutyRecord */
  GHashTable *last;    /* person id -> GwLastPosition */
};

/* position.c */
/* Reads everyone's last position. */
gboolean gw_duty_load_positions (GwDuty *duty, GError **error);
/* Goes on removing what is too old. */
void gw_duty_purge_positions (GwDuty *duty);
/* TRUE when the inspector may be where the position says. With the lock, or on the
 * service's thread. */
gboolean gw_position_is_fresh (const GwDuty *duty, const GwPositionRecord *record,
                               gint64 now_ms);

/* patrol.c: goes on counting what inspectors did. */
void gw_duty_follow (GwDuty *duty);

G_END_DECLS
