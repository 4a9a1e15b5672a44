/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspectors on duty: signing in to a duty grid and out of it. */
#pragma once

#include "backend/service/service.h"

G_BEGIN_DECLS

/* Who forgot to sign out is signed out so long after the end of the shift… */
#define GW_DUTY_GRACE_MS (G_GINT64_CONSTANT (2) * 3600 * 1000)
/* … or, without a shift, so long after the sign-in. */
#define GW_DUTY_MAX_MS (G_GINT64_CONSTANT (16) * 3600 * 1000)

/* Times are UTC ms. */
typedef struct
{
  GwPerson *inspector;
  const GwDutyGrid *duty_grid; /* of the snapshot; NULL: it is no more */
  gint64 signed_in_at;
  gint64 shift_until;   /* 0: without a shift */
  gint64 signed_out_at; /* 0: on duty */
} GwOnDuty;

void gw_on_duty_free (GwOnDuty *on_duty);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwOnDuty, gw_on_duty_free)

/* on_duty belongs to the callback's caller; NULL with error. repeated: it was so before. */
typedef void (*GwDutyFunc) (const GwOnDuty *on_duty, gboolean repeated, const GError *error,
                            gpointer user_data);

/*
 * duty_grid NULL: that of the shift, which runs or begins within the hour; without one that
 * of the duty which the inspector has already. Signing in to another duty grid ends the duty
 * before. FALSE, with done never called: FORBIDDEN for who is no inspector, MISSING_FIELD
 * (duty_grid) without a shift, NOT_FOUND (duty_grid), OVERLOADED.
 */
gboolean gw_duty_sign_in (GwService *service, const GwPerson *user, const char *duty_grid,
                          GwDutyFunc done, gpointer user_data, GError **error);
/* As above: FORBIDDEN, OVERLOADED; NOT_FOUND through done for who is not on duty. */
gboolean gw_duty_sign_out (GwService *service, const GwPerson *user, GwDutyFunc done,
                           gpointer user_data, GError **error);
/*
 * Who is on duty, by login: GwOnDuty. An inspector sees himself, who has an area its duty
 * grids. NULL with FORBIDDEN. For use
 * at once: it belongs to this moment's snapshot.
 */
GPtrArray *gw_duty_list (GwService *service, const GwPerson *user, GError **error);
/*
 * Those of one duty grid, by login: GwOnDuty; empty for who may not see who is on duty.
 * Whether the grid lies in the user's area is for the caller to say. For use at once.
 */
GPtrArray *gw_duty_list_of (GwService *service, const GwPerson *user,
                            const GwDutyGrid *duty_grid);

G_END_DECLS
