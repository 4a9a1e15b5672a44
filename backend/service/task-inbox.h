/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an inspector could do now, the nearest first. */
#pragma once

#include "backend/rules/lamp.h"
#include "backend/service/case-view.h"
#include "backend/service/service.h"
#include "gis/projection.h"

G_BEGIN_DECLS

#define GW_INBOX_LIMIT_MAX 200

/* Times are UTC ms, 0: none. */
typedef struct
{
  gint64 id;
  GwTaskKind kind;
  gboolean own; /* FALSE: anyone may take it */
  GwCaseRow *row;
  gint64 created_at;
  gint64 taken_at;
  gint64 offer_until; /* then another is asked, unless it is taken */
  gint64 due;         /* of the stage that the task is */
  GwLamp lamp;        /* of that stage */
  double distance_m;  /* negative: not known from where */
  GwReason *reason;   /* why it is the inspector's, or anyone's; or NULL */
  GPtrArray *photos;  /* GwAttachment: what the case looked like so far */
} GwInboxTask;

typedef struct
{
  gboolean has_place; /* FALSE: where the inspector was last, if that is fresh */
  GwLonLat place;     /* WGS 84 */
  guint limit;        /* 1..GW_INBOX_LIMIT_MAX */
  /* The last one of the page before; 0, 0: from the beginning. */
  gint64 after_distance; /* decimetres */
  gint64 after_id;
} GwInboxQuery;

typedef struct
{
  GPtrArray *tasks; /* GwInboxTask */
  GwInboxQuery next;
  gboolean more; /* next asks for the following page, from the same place */
} GwInbox;

/* inbox belongs to the callback's caller; NULL with error. */
typedef void (*GwInboxFunc) (const GwInbox *inbox, const GError *error, gpointer user_data);

/*
 * The inspector's own open tasks, and those of nobody in the duty grid that he is signed in
 * to, else in those that are his by the city's plan; the nearest first, without a place the
 * oldest. FALSE, with done never called: FORBIDDEN for who is no inspector,
 * OUT_OF_RANGE (lon), OVERLOADED.
 */
gboolean gw_task_inbox (GwService *service, const GwPerson *user, const GwInboxQuery *query,
                        GwInboxFunc done, gpointer user_data, GError **error);

G_END_DECLS
