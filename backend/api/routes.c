/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of routes; openapi.json describes each, and a test holds the two together. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api.h"
#include "backend/api/figure-query.h"
#include "backend/api/resources.h"
#include "backend/api/table-body.h"
#include "backend/service/attachment.h"

#define PUBLIC GW_HTTP_ROUTE_PUBLIC
#define USER GW_HTTP_ROUTE_NONE

#define LOGIN_LIMIT 4096
/* 2,000 characters of up to 12 bytes each as JSON escapes, and the rest. */
#define JSON_LIMIT 65536
/* A thousand positions, generously written. */
#define POSITIONS_LIMIT (256 * 1024)

/* Ten years of holidays, generously written. */
#define CALENDAR_LIMIT (512 * 1024)

/* Ten thousand numbers with their statuses. */
#define COMPARE_LIMIT (2 * 1024 * 1024)

#define CASE_FILTERS                                                                       \
  "state,department,class,kind,area,cell,bbox,within,lamp,flag,source,q,from,to,sort"
#define CASE_PAGES CASE_FILTERS ",limit,after,until"
#define STATISTICS_FILTERS "from,to,class,kind,department,limit,after"

/* The cells of a large duty grid. */
#define ADMINISTRATION_LIMIT (256 * 1024)
#define ADMINISTRATION(kind)                                                               \
  { "GET",                                                                                 \
    "/api/v1/administration/" kind,                                                        \
    gw_api_administration_list,                                                            \
    USER,                                                                                  \
    0,                                                                                     \
    "q,state,limit,after",                                                                 \
    NULL },                                                                                \
      { "POST", "/api/v1/administration/" kind, gw_api_administration_create,              \
        USER,   ADMINISTRATION_LIMIT,           NULL,                                      \
        NULL },                                                                            \
      { "GET",                                                                             \
        "/api/v1/administration/" kind "/{key}",                                           \
        gw_api_administration_show,                                                        \
        USER,                                                                              \
        0,                                                                                 \
        NULL,                                                                              \
        NULL },                                                                            \
      { "PUT",                                                                             \
        "/api/v1/administration/" kind "/{key}",                                           \
        gw_api_administration_change,                                                      \
        USER,                                                                              \
        ADMINISTRATION_LIMIT,                                                              \
        NULL,                                                                              \
        NULL },                                                                            \
  {                                                                                        \
    "POST", "/api/v1/administration/" kind "/{key}/actions", gw_api_administration_act,    \
        USER, JSON_LIMIT, NULL, NULL                                                       \
  }

/* The most frequent first. */
static const GwHttpRoute routes[] = {
  { "POST", "/api/v1/reports", gw_api_report_create, USER, JSON_LIMIT, NULL, NULL },
  { "GET", "/healthz", gw_api_health, PUBLIC, 0, NULL, NULL },
  { "GET", "/tiles/{z}/{x}/{y}.png", gw_api_tile_show, PUBLIC, 0, NULL, NULL },
  { "GET", "/api/v1/cases", gw_api_case_list, USER, 0, CASE_PAGES, NULL },
  { "GET", "/api/v1/cases/points", gw_api_case_points, USER, 0, CASE_PAGES, NULL },
  { "GET", "/api/v1/cases/index", gw_api_case_index, USER, 0, CASE_FILTERS ",step,after",
    NULL },
  { "GET", "/api/v1/cases/nearby", gw_api_report_nearby, USER, 0,
    "lon,lat,coordinate_system,kind,class,description,limit", NULL },
  { "GET", "/api/v1/cases/{number}", gw_api_case_show, USER, 0, NULL, NULL },
  { "GET", "/api/v1/cases/{number}/events", gw_api_case_events, USER, 0, NULL, NULL },
  { "GET", "/api/v1/cases/{number}/nearby", gw_api_case_nearby, USER, 0, "limit", NULL },
  { "POST", "/api/v1/cases/{number}/actions", gw_api_case_action_create, USER, JSON_LIMIT,
    NULL, NULL },
  { "POST", "/api/v1/attachments", gw_api_attachment_create, USER, GW_ATTACHMENT_MAX_BYTES,
    NULL, gw_api_attachment_started },
  { "GET", "/api/v1/attachments/{id}", gw_api_attachment_show, USER, 0, NULL, NULL },
  { "GET", "/api/v1/locate", gw_api_locate, USER, 0, "lon,lat,coordinate_system", NULL },
  { "GET", "/api/v1/geocode", gw_api_geocode, USER, 0, "q,limit,lon,lat", NULL },
  { "GET", "/api/v1/geocode/reverse", gw_api_geocode_reverse, USER, 0, "lon,lat", NULL },
  { "GET", "/api/v1/cells", gw_api_cell_list, USER, 0, "bbox,limit,after", NULL },
  { "GET", "/api/v1/cells/{code}", gw_api_cell_show, USER, 0, NULL, NULL },
  { "GET", "/api/v1/statistics/cells", gw_api_statistics_cells, USER, 0, STATISTICS_FILTERS,
    NULL },
  { "GET", "/api/v1/statistics/departments", gw_api_statistics_departments, USER, 0,
    STATISTICS_FILTERS, NULL },
  { "GET", "/api/v1/statistics/table", gw_api_statistics_table, USER, 0,
    GW_FIGURE_FILTERS ",rows,columns,indicators,figures,compare,compare_from,compare_to,"
                      "limit,after",
    NULL },
  { "GET", "/api/v1/statistics/cases", gw_api_statistics_cases, USER, 0,
    GW_FIGURE_FILTERS ",figure,over_s,within_s,limit,after", NULL },
  { "GET", "/api/v1/statistics/now", gw_api_board_show, USER, 0, "top", NULL },
  { "GET", "/api/v1/people", gw_api_person_list, USER, 0, "role,department,limit,after",
    NULL },
  { "GET", "/api/v1/statistics/hotline", gw_api_statistics_hotline, USER, 0,
    "from,to,department", NULL },
  { "GET", "/api/v1/statistics/indicators", gw_api_indicator_list, USER, 0, NULL, NULL },
  { "GET", "/api/v1/statistics/closing-times", gw_api_statistics_closing_times, USER, 0,
    GW_FIGURE_FILTERS ",rows,limit,after", NULL },
  { "GET", "/api/v1/statistics/recurrence", gw_api_statistics_recurrence, USER, 0,
    GW_FIGURE_FILTERS ",radius,days,limit,after", NULL },
  { "GET", "/api/v1/statistics/periods", gw_api_period_list, USER, 0, NULL, NULL },
  { "POST", "/api/v1/statistics/periods/{period}/actions", gw_api_period_act, USER,
    JSON_LIMIT, NULL, NULL },
  { "GET", "/api/v1/statistics/periods/{period}/differences", gw_api_period_differences,
    USER, 0, NULL, NULL },
  { "GET", "/api/v1/journal/anchors", gw_api_anchor_list, USER, 0, "from,to", NULL },
  { "GET", "/api/v1/statistics/scores", gw_api_statistics_scores, USER, 0,
    GW_FIGURE_FILTERS ",scheme,rows,limit,after", NULL },
  { "GET", "/api/v1/hotline/urgencies", gw_api_hotline_urgency_list, USER, 0, NULL, NULL },
  { "POST", "/api/v1/hotline/calls", gw_api_hotline_call_create, USER, JSON_LIMIT, NULL,
    NULL },
  { "GET", "/api/v1/hotline/calls", gw_api_hotline_call_list, USER, 0,
    "phone,external_number,from,to,limit,after", NULL },
  { "GET", "/api/v1/hotline/calls/{number}", gw_api_hotline_call_show, USER, 0, NULL,
    NULL },
  { "GET", "/api/v1/statistics/inspectors", gw_api_patrol_inspectors, USER, 0, "from,to",
    NULL },
  { "GET", "/api/v1/statistics/duty-grids", gw_api_patrol_duty_grids, USER, 0, "from,to",
    NULL },
  { "POST", "/api/v1/exchange/cases", gw_api_exchange_case_create, USER, JSON_LIMIT, NULL,
    NULL },
  { "GET", "/api/v1/exchange/cases/{external}", gw_api_exchange_case_show, USER, 0, NULL,
    NULL },
  { "POST", "/api/v1/exchange/cases/{external}/visit", gw_api_exchange_visit_create, USER,
    JSON_LIMIT, NULL, NULL },
  { "POST", "/api/v1/exchange/differences", gw_api_exchange_compare, USER, COMPARE_LIMIT,
    NULL, NULL },
  { "GET", "/api/v1/duty", gw_api_duty_list, USER, 0, NULL, NULL },
  { "GET", "/api/v1/duty/grids", gw_api_duty_grids, USER, 0, NULL, NULL },
  { "POST", "/api/v1/duty/sign-in", gw_api_duty_sign_in, USER, LOGIN_LIMIT, NULL, NULL },
  { "POST", "/api/v1/duty/sign-out", gw_api_duty_sign_out, USER, 0, NULL, NULL },
  { "POST", "/api/v1/positions", gw_api_position_create, USER, POSITIONS_LIMIT, NULL,
    NULL },
  { "GET", "/api/v1/positions/last", gw_api_position_list, USER, 0, NULL, NULL },
  { "GET", "/api/v1/positions/tracks/{login}", gw_api_position_track, USER, 0,
    "from,to,limit,after", NULL },
  { "GET", "/api/v1/tasks", gw_api_task_list, USER, 0,
    "lon,lat,coordinate_system,limit,after", NULL },
  { "POST", "/api/v1/roll-calls", gw_api_roll_call_create, USER, JSON_LIMIT, NULL, NULL },
  { "GET", "/api/v1/roll-calls", gw_api_roll_call_list, USER, 0, "limit,after", NULL },
  { "GET", "/api/v1/roll-calls/{id}", gw_api_roll_call_show, USER, 0, NULL, NULL },
  { "POST", "/api/v1/roll-calls/{id}/answer", gw_api_roll_call_answer_create, USER,
    LOGIN_LIMIT, NULL, NULL },
  { "GET", "/api/v1/plan-targets", gw_api_plan_target_list, USER, 0,
    "year,area,department,code,lamp,limit,after", NULL },
  { "GET", "/api/v1/plan-targets/{id}", gw_api_plan_target_show, USER, 0, NULL, NULL },
  { "POST", "/api/v1/plan-targets/{id}/actuals", gw_api_plan_actual_create, USER,
    JSON_LIMIT, NULL, NULL },
  { "GET", "/api/v1/live", gw_api_live, GW_HTTP_ROUTE_QUERY_TOKEN, 0,
    "after,most,access_token", NULL },
  { "POST", "/api/v1/sessions", gw_api_session_create, PUBLIC, LOGIN_LIMIT, NULL, NULL },
  { "GET", "/api/v1/sessions/current", gw_api_session_show, USER, 0, NULL, NULL },
  { "DELETE", "/api/v1/sessions/current", gw_api_session_delete, USER, 0, NULL, NULL },
  { "GET", "/api/v1/city", gw_api_city_show, USER, 0, NULL, NULL },
  { "GET", "/api/v1/classes", gw_api_class_list, USER, 0, "scheme", NULL },
  { "GET", "/api/v1/schemes", gw_api_scheme_list, USER, 0, NULL, NULL },
  { "GET", "/api/v1/departments", gw_api_department_list, USER, 0, NULL, NULL },
  { "GET", "/api/v1/calendars", gw_api_calendar_list, USER, 0, NULL, NULL },
  { "GET", "/api/v1/calendars/recalculation", gw_api_calendar_recalculation, USER, 0, NULL,
    NULL },
  { "GET", "/api/v1/calendars/{code}", gw_api_calendar_show, USER, 0, NULL, NULL },
  { "GET", "/api/v1/working-hours", gw_api_working_hours_list, USER, 0, "days", NULL },
  { "GET", "/api/v1/components", gw_api_component_list, USER, 0, "bbox,limit,after", NULL },
  { "GET", "/api/v1/components/{code}", gw_api_component_show, USER, 0, NULL, NULL },
  { "POST", "/api/v1/calendars/recalculate", gw_api_calendar_recalculate, USER, 0, NULL,
    NULL },
  { "PUT", "/api/v1/calendars/{code}", gw_api_calendar_replace, USER, CALENDAR_LIMIT, NULL,
    NULL },
  { "POST", "/api/v1/calendars/{code}/preview", gw_api_calendar_preview, USER,
    CALENDAR_LIMIT, NULL, NULL },
  { "GET", "/api/v1/catalogue/{table}", gw_api_catalogue_show, USER, 0, NULL, NULL },
  { "POST", "/api/v1/catalogue", gw_api_catalogue_import, USER, GW_TABLE_LIMIT,
    "replace,dry_run,version", NULL },
  { "PATCH", "/api/v1/catalogue/{table}/{id}", gw_api_catalogue_change, USER, JSON_LIMIT,
    NULL, NULL },
  { "GET", "/api/v1/settings", gw_api_setting_list, USER, 0, NULL, NULL },
  { "PUT", "/api/v1/settings", gw_api_setting_change, USER, JSON_LIMIT, NULL, NULL },
  { "GET", "/api/v1/areas", gw_api_area_list, USER, 0, NULL, NULL },
  { "GET", "/api/v1/routing-rules", gw_api_routing_rule_list, USER, 0, NULL, NULL },
  { "PUT", "/api/v1/routing-rules", gw_api_routing_rule_replace, USER, GW_TABLE_LIMIT,
    "version", NULL },
  { "POST", "/api/v1/routing-rules", gw_api_routing_rule_create, USER, JSON_LIMIT, NULL,
    NULL },
  { "PATCH", "/api/v1/routing-rules/{id}", gw_api_routing_rule_change, USER, JSON_LIMIT,
    NULL, NULL },
  { "DELETE", "/api/v1/routing-rules/{id}", gw_api_routing_rule_retire, USER, 0, "version",
    NULL },
  { "POST", "/api/v1/routing-rules/check", gw_api_routing_rule_check, USER, GW_TABLE_LIMIT,
    NULL, NULL },
  { "POST", "/api/v1/routing-rules/dry-run", gw_api_routing_rule_dry_run, USER,
    GW_TABLE_LIMIT, "last,limit,after", NULL },
  { "POST", "/api/v1/routing-rules/explain", gw_api_routing_rule_explain, USER,
    GW_TABLE_LIMIT, NULL, NULL },
  { "GET", "/api/v1/cards", gw_api_card_list, USER, 0,
    "case,stage,colour,department,area,state,from,to,limit,after", NULL },
  { "POST", "/api/v1/cards/{id}/explain", gw_api_card_explain, USER, JSON_LIMIT, NULL,
    NULL },
  { "POST", "/api/v1/cards/{id}/revoke", gw_api_card_revoke, USER, JSON_LIMIT, NULL, NULL },
  { "GET", "/api/v1/statistics/cards", gw_api_statistics_cards, USER, 0, "from,to", NULL },
  { "GET", "/api/v1/notices", gw_api_notice_list, USER, 0, "unread,limit,after", NULL },
  { "POST", "/api/v1/notices/read", gw_api_notice_read, USER, LOGIN_LIMIT, NULL, NULL },
  { "GET", "/api/v1/webhooks", gw_api_webhook_list, USER, 0, NULL, NULL },
  { "GET", "/api/v1/webhooks/{id}/dead", gw_api_webhook_dead, USER, 0, "limit,after",
    NULL },
  { "POST", "/api/v1/webhooks/{id}/retry", gw_api_webhook_retry, USER, LOGIN_LIMIT, NULL,
    NULL },
  { "GET", "/api/v1/administration/changes", gw_api_administration_changes, USER, 0,
    "subject,key,by,limit,after", NULL },
  ADMINISTRATION ("people"),
  ADMINISTRATION ("departments"),
  ADMINISTRATION ("duty-grids"),
  ADMINISTRATION ("shifts"),
  { "GET", "/api/v1/openapi.json", gw_api_openapi, PUBLIC, 0, NULL, NULL },
  { "GET", "/metrics", gw_api_metrics, PUBLIC, 0, NULL, NULL },
};

const GwHttpRoute *
gw_api_routes (gsize *ret_n_routes)
{
  *ret_n_routes = G_N_ELEMENTS (routes);
  return routes;
}
