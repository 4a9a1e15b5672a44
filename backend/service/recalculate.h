/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks of open cases by the calendars, limits and catalogue of today. */
#pragma once

#include "backend/service/service.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_cases;   /* that were open */
  guint n_changed; /* whose clocks are others now, each with a line in the journal */
} GwRecalculation;

/* recalculation NULL with error. */
typedef void (*GwRecalculateFunc) (const GwRecalculation *recalculation,
                                   const GError *error, gpointer user_data);

/*
 * Computes every running clock of every open case anew, from when it started; what is
 * suspended follows when it resumes. In pieces, so that reports come in between. FALSE, with
 * done never called: FORBIDDEN for who is no admin, OVERLOADED (also while another one is
 * still at it).
 */
gboolean gw_recalculate (GwService *service, const GwPerson *user, GwRecalculateFunc done,
                         gpointer user_data, GError **error);
/* How far one is that runs now, or how the last one ended; zeros: none was. */
gboolean gw_recalculation_progress (GwService *service, GwRecalculation *ret_so_far);
/* The same at the machine: blocks. */
gboolean gw_recalculate_now (GwService *service, GwRecalculation *ret_recalculation,
                             GError **error);

G_END_DECLS
