/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk knows of the city: names, areas, departments, classes, its clock. */
#pragma once

#include "gui/client/client.h"

G_BEGIN_DECLS

/* Loaded once at sign-in; immutable afterwards but for the clock. */
#define GW_TYPE_CITY_INFO (gw_city_info_get_type ())
G_DECLARE_FINAL_TYPE (GwCityInfo, gw_city_info, GW, CITY_INFO, GObject)

/* Loads city, areas, departments and classes together. */
void gw_city_info_load_async (GwClient *client, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GwCityInfo *gw_city_info_load_finish (GAsyncResult *result, GError **error);

/* Takes the record and the arrays. */
GwCityInfo *gw_city_info_new (GwCityRecord *record, GPtrArray *areas,
                              GPtrArray *departments, GPtrArray *classes);
const GwCityRecord *gw_city_info_get_record (GwCityInfo *self);
/* GwAreaRecord, GwNamed, GwClassRecord. Borrowed. */
GPtrArray *gw_city_info_get_areas (GwCityInfo *self);
GPtrArray *gw_city_info_get_departments (GwCityInfo *self);
GPtrArray *gw_city_info_get_classes (GwCityInfo *self);
/* NULL when unknown. */
const GwAreaRecord *gw_city_info_find_area (GwCityInfo *self, const char *code);
/* The server's time now, microseconds. */
gint64 gw_city_info_now (GwCityInfo *self);
GTimeZone *gw_city_info_get_time_zone (GwCityInfo *self);
/* The city's day today, wherever the desk stands. */
GDate gw_city_info_today (GwCityInfo *self);

G_END_DECLS
