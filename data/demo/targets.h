/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan for the demo city: invented targets, and how far it is said to be with them. */
#pragma once

#include "backend/rules/plan-target.h"
#include "backend/service/city.h"

G_BEGIN_DECLS

/*
 * Targets of the year for the city and its streets, as of the day (yyyymmdd) in it; the same
 * city and day, the same plan. GwPlanTarget; the caller's.
 */
GPtrArray *gw_demo_targets_make (const GwCity *city, guint32 today);

G_END_DECLS
