/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes cases from report towards closure, each step as who may do it. */
#pragma once

#include "data/demo/day-client.h"
#include "data/demo/day-incident.h"
#include "data/demo/day-places.h"

G_BEGIN_DECLS

/* Where a case is left. */
typedef enum
{
  GW_DAY_REPORTED,
  GW_DAY_REJECTED,
  GW_DAY_VOIDED,
  GW_DAY_FILED,
  GW_DAY_DISPATCHED,
  GW_DAY_HANDLING,
  GW_DAY_HANDLED,
  GW_DAY_CHECKED,
  GW_DAY_CLOSED,
} GwDayEnd;

/* What the demo knows of one case while it drives it. */
typedef struct
{
  GwDayClient *client;
  GRand *rand;
  const GwDayIncident *incident;
  const GwDayPlace *place;
  GwDayJson *reply; /* the server's last {"case": ...}, owned */
  gboolean aloud;   /* print each step */
} GwDayCase;

void gw_day_case_clear (GwDayCase *day_case);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwDayCase, gw_day_case_clear)

/* How often each end occurs, by the demo's table. */
GwDayEnd gw_day_end_pick (GRand *rand);

/*
 * Reports the incident at the place as an inspector, with a photo when wanted; without one
 * sometimes as the acceptor of a citizen's call.
 * observed_at is RFC 3339 or NULL for now; key is the idempotency key.
 */
gboolean gw_day_case_report (GwDayCase *day_case, const char *observed_at, const char *key,
                             gboolean with_photo, GError **error);
/*
 * Takes the reported case to its end. Where no account belongs to the department that it is
 * routed to, the case waits there. detours: sometimes by a return or a rework.
 */
gboolean gw_day_case_drive (GwDayCase *day_case, GwDayEnd end, gboolean detours,
                            GError **error);
/* "20261122-000017" and "closed"; owned by the case. */
const char *gw_day_case_number (GwDayCase *day_case);
const char *gw_day_case_state (GwDayCase *day_case);

G_END_DECLS
