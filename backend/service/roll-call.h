/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roll calls (点名): who is on duty says where he is. */
#pragma once

#include "backend/service/service.h"
#include "backend/store/roll-call-store.h"
#include "gis/projection.h"

G_BEGIN_DECLS

#define GW_ROLL_CALL_MINUTES 10 /* to answer, unless another time is given */
#define GW_ROLL_CALL_MINUTES_MAX 240
#define GW_ROLL_CALL_MAX 1000 /* people of one roll call */

/* Of someone who was called. */
typedef struct
{
  GwPerson *inspector;
  const GwDutyGrid *duty_grid; /* of then; NULL: it is no more */
  GwRollCallAnswerRecord record;
  gboolean late; /* answered after the time was over */
} GwRollCallAnswer;

typedef struct
{
  GwPerson *caller;
  GwRollCallRecord record;
  GPtrArray *answers; /* GwRollCallAnswer by login; NULL in lists */
} GwRollCall;

void gw_roll_call_free (GwRollCall *roll_call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRollCall, gw_roll_call_free)

/* Whom to call: logins, or so many by chance, or (neither) everyone on duty. */
typedef struct
{
  const char *const *inspectors; /* NULL-terminated, or NULL */
  guint sample;                  /* 0: not by chance */
  guint minutes;
} GwRollCallRequest;

/* roll_call belongs to the callback's caller; NULL with error. first FALSE: it was so. */
typedef void (*GwRollCallFunc) (const GwRollCall *roll_call, gboolean first,
                                const GError *error, gpointer user_data);

/*
 * Calls people who are on duty. FALSE, with done never called: FORBIDDEN for who is no
 * leader; OUT_OF_RANGE (inspectors.3 for who is not on duty, inspectors when nobody is);
 * OVERLOADED.
 */
gboolean gw_roll_call (GwService *service, const GwPerson *user,
                       const GwRollCallRequest *request, GwRollCallFunc done,
                       gpointer user_data, GError **error);
/*
 * The answer of someone who was called, from where he is (WGS 84, accuracy in metres or
 * negative); marked when it is late or from outside of his duty grid. The first one stays.
 * Through done: the roll call as the user sees it, NOT_FOUND for who was not called. FALSE,
 * with done never called: FORBIDDEN, OUT_OF_RANGE (lon), OVERLOADED.
 */
gboolean gw_roll_call_answer (GwService *service, const GwPerson *user, gint64 id,
                              GwLonLat place, double accuracy, GwRollCallFunc done,
                              gpointer user_data, GError **error);

/*
 * The newest first, with ids below before (0: all), at most limit: GwRollCall without
 * answers. An inspector sees those in which he was called, and only what concerns him. NULL
 * with FORBIDDEN.
 */
GPtrArray *gw_roll_call_list (GwService *service, const GwPerson *user, gint64 before,
                              guint limit, GError **error);
/* NULL with NOT_FOUND, FORBIDDEN. */
GwRollCall *gw_roll_call_load (GwService *service, const GwPerson *user, gint64 id,
                               GError **error);

/* Told of every roll call once it is on disk, with its answers. One listener; NULL: none. */
typedef void (*GwRollCallListener) (const GwRollCall *roll_call, gpointer user_data);
void gw_roll_call_listen (GwService *service, GwRollCallListener func, gpointer user_data);

G_END_DECLS
