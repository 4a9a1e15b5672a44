/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in tables of holidays and make-up days. */
#pragma once

#include "backend/service/city.h"

G_BEGIN_DECLS

/*
 * Adds the days of a built-in table ("china-2026") to the city's calendar. FALSE with
 * G_RESOURCE_ERROR when there is no such table, GW_CASE_ERROR_TABLE when it is damaged.
 */
gboolean gw_city_add_calendar (GwCity *city, const char *table, GError **error);
/*
 * Adds a built-in calendar of departments of the city ("demo-sanitation") under that code.
 * The same errors; also for a department that the city does not have.
 */
gboolean gw_city_add_department_calendar (GwCity *city, const char *code, GError **error);

G_END_DECLS
