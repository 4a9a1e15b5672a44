/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administration: setting up a city, its people and its cells. Blocks; not for a server's loop. */
#pragma once

#include "backend/rules/hotline-map.h"
#include "backend/rules/shift.h"
#include "backend/service/city.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

/* done of total steps of what ("cells"); total 0: not known. */
typedef void (*GwProgressFunc) (const char *what, guint done, guint total,
                                gpointer user_data);

/*
 * Makes a new database and writes the whole city in one transaction; with the built-in
 * catalogue of classes. Refuses a file that is there. On error nothing is left.
 */
gboolean gw_setup_create (const char *path, const GwCity *city, GwProgressFunc progress,
                          gpointer user_data, GError **error);
/* An empty city: a root area, and the rules that send a case to the owner of the component,
 * else to the department of the area. As gw_setup_create(). */
gboolean gw_setup_create_empty (const char *path, const char *code, const char *name,
                                const char *name_en, const char *code_scheme,
                                const char *time_zone, GError **error);

/* Cells to add to the city; strings borrowed. */
typedef struct
{
  const char *code;
  const char *name;      /* or NULL */
  const char *community; /* area code; NULL: the area whose code the cell's code begins
                            with (the longest), else the root */
  const GwShape *shape;
} GwNewCell;

/*
 * Adds all in one transaction, or none. OUT_OF_RANGE for a code that is there already,
 * NOT_FOUND for an unknown community. A service that is open
 * elsewhere sees them within a second.
 */
gboolean gw_setup_import_cells (GwService *service, const GwNewCell *cells, guint n_cells,
                                GwProgressFunc progress, gpointer user_data,
                                GError **error);

/*
 * Adds house numbers (GwCityHouse) and points of interest (GwCityPoi) in one transaction, or
 * none. replace: of what is given any of, nothing from before stays. A service that is open
 * elsewhere finds them within a second.
 */
gboolean gw_setup_import_addresses (GwService *service, const GPtrArray *houses,
                                    const GPtrArray *pois, gboolean replace,
                                    GwProgressFunc progress, gpointer user_data,
                                    GError **error);

/*
 * Replaces the calendar of the plan's code, or adds it, in one transaction; its departments
 * work by it from now on. GW_CASE_ERROR_TABLE for a plan that makes no calendar, NOT_FOUND
 * for an unknown department. What is due already stays as it is. A service that is open
 * elsewhere sees it within a second.
 */
gboolean gw_setup_import_calendar (GwService *service, const GwCalendarPlan *plan,
                                   GError **error);

/*
 * Decides a setting of rules/settings.h. NOT_FOUND for an unknown name, OUT_OF_RANGE with
 * what is expected. A service that is open
 * elsewhere sees it within a second.
 */
gboolean gw_setup_setting_set (GwService *service, const char *name, const char *value,
                               GError **error);
/*
 * Replaces the city's indicators, or its score schemes, by those of a file that was read
 * without a fault. A service that is open elsewhere sees it within a second.
 */
gboolean gw_setup_import_indicators (GwService *service, const GwIndicatorBook *book,
                                     GError **error);
gboolean gw_setup_import_scores (GwService *service, const GwScoreBook *scores,
                                 GError **error);
/*
 * Replaces all shifts (GwShift) in one transaction. NOT_FOUND for a person who is no inspector
 * or a duty grid that is not there. Who is on duty stays so.
 */
gboolean gw_setup_import_shifts (GwService *service, const GArray *shifts, GError **error);
/* For what a file of shifts names; 0: there is none. */
gint64 gw_setup_find_inspector (GwService *service, const char *login);

/* Appends all house numbers (GwCityHouse) and points of interest (GwCityPoi). */
gboolean gw_setup_load_addresses (GwService *service, GPtrArray *houses, GPtrArray *pois,
                                  GError **error);

/* The whole city read back, people without passwords; for checks, base maps and exports. */
GwCity *gw_setup_load (GwService *service, GError **error);
/* GwMapFeature, for the painter. */
GPtrArray *gw_setup_load_map_features (GwService *service, GError **error);
/* Pages, references and counters of the file: one line of text per fault. Slow. */
gboolean gw_setup_check (GwService *service, GPtrArray *ret_faults, GError **error);

/* People. OUT_OF_RANGE names the field; login: 1-64 of a-z 0-9 . _ - */
gboolean gw_setup_person_add (GwService *service, const char *login, const char *name,
                              const char *password, const char *roles,
                              const char *department, const char *area, GError **error);
/* area: code of what the person sees; NULL: the whole city. Sessions end at once. */
gboolean gw_setup_person_set_area (GwService *service, const char *login, const char *area,
                                   GError **error);
/* GwPerson, by login. */
GPtrArray *gw_setup_person_list (GwService *service, GError **error);
/* NOT_FOUND when there is no such login. Sessions end at once; who is disabled is signed out
 * of duty, and his open tasks and assignments go to others. */
gboolean gw_setup_person_set_disabled (GwService *service, const char *login,
                                       gboolean disabled, GError **error);
gboolean gw_setup_person_set_password (GwService *service, const char *login,
                                       const char *password, GError **error);

/*
 * setup-hotline.c: the classes of another hotline system, GwHotlineMapping; what is imported
 * replaces what was there, and counts at once in a running server.
 */
gboolean gw_setup_has_urgency (GwService *service, const char *code);
gboolean gw_setup_import_hotline_map (GwService *service, GPtrArray *mappings,
                                      GError **error);
/* By external class; NULL on error. */
GPtrArray *gw_setup_list_hotline_map (GwService *service, GError **error);

G_END_DECLS
