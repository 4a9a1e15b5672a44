/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days behind a demo city: cases lived through the service by a clock that runs ahead. */
#pragma once

#include "backend/ctl/progress.h"
#include "backend/service/city.h"

G_BEGIN_DECLS

/* Days at most: enough for a year to be compared with the one before. */
#define GW_DEMO_PAST_DAYS_MAX 800

typedef struct
{
  guint days;    /* before now; 0: none */
  guint per_day; /* reports of a working day, about */
  guint32 seed;
} GwDemoPast;

/*
 * Lets the days come over the database, which was just made of the city: everything by the people who
 * may, with the city's deadlines, as if it had happened then. Some departments are quick, some are
 * not; what is not done by now stays open. ret_cases: so many were reported. About 7,000 steps of
 * cases a second.
 */
gboolean gw_demo_past_live (const char *database, const GwCity *city,
                            const GwDemoPast *past, GwCtlProgress *progress,
                            guint *ret_cases, GError **error);

G_END_DECLS
