/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of all routes; each takes the api as its context. */
#pragma once

#include "backend/http/router.h"

G_BEGIN_DECLS

/* sessions.c */
void gw_api_session_create (GwHttpRequest *request, gpointer api);
void gw_api_session_show (GwHttpRequest *request, gpointer api);
void gw_api_session_delete (GwHttpRequest *request, gpointer api);
/* city.c */
void gw_api_city_show (GwHttpRequest *request, gpointer api);
void gw_api_department_list (GwHttpRequest *request, gpointer api);
void gw_api_area_list (GwHttpRequest *request, gpointer api);
void gw_api_routing_rule_list (GwHttpRequest *request, gpointer api);
/* rule-drafts.c */
void gw_api_routing_rule_replace (GwHttpRequest *request, gpointer api);
void gw_api_routing_rule_create (GwHttpRequest *request, gpointer api);
void gw_api_routing_rule_change (GwHttpRequest *request, gpointer api);
void gw_api_routing_rule_retire (GwHttpRequest *request, gpointer api);
void gw_api_routing_rule_check (GwHttpRequest *request, gpointer api);
void gw_api_routing_rule_dry_run (GwHttpRequest *request, gpointer api);
void gw_api_routing_rule_explain (GwHttpRequest *request, gpointer api);
/* classes.c */
void gw_api_class_list (GwHttpRequest *request, gpointer api);
void gw_api_scheme_list (GwHttpRequest *request, gpointer api);

/* calendars.c */
void gw_api_calendar_list (GwHttpRequest *request, gpointer api);
void gw_api_calendar_show (GwHttpRequest *request, gpointer api);
/* catalogue.c */
void gw_api_catalogue_show (GwHttpRequest *request, gpointer api);
void gw_api_catalogue_import (GwHttpRequest *request, gpointer api);
void gw_api_catalogue_change (GwHttpRequest *request, gpointer api);
/* calendar-drafts.c */
void gw_api_calendar_preview (GwHttpRequest *request, gpointer api);
void gw_api_calendar_replace (GwHttpRequest *request, gpointer api);
void gw_api_calendar_recalculation (GwHttpRequest *request, gpointer api);
/* calendars.c */
void gw_api_calendar_recalculate (GwHttpRequest *request, gpointer api);
/* working-hours.c */
void gw_api_working_hours_list (GwHttpRequest *request, gpointer api);
/* component.c */
void gw_api_component_list (GwHttpRequest *request, gpointer api);
void gw_api_component_show (GwHttpRequest *request, gpointer api);
/* administration.c; each for all subjects, told by the path */
void gw_api_administration_list (GwHttpRequest *request, gpointer api);
void gw_api_administration_create (GwHttpRequest *request, gpointer api);
void gw_api_administration_show (GwHttpRequest *request, gpointer api);
void gw_api_administration_change (GwHttpRequest *request, gpointer api);
void gw_api_administration_act (GwHttpRequest *request, gpointer api);
void gw_api_administration_changes (GwHttpRequest *request, gpointer api);
/* settings.c */
void gw_api_setting_list (GwHttpRequest *request, gpointer api);
void gw_api_setting_change (GwHttpRequest *request, gpointer api);
/* reports.c */
void gw_api_report_create (GwHttpRequest *request, gpointer api);
/* attachments.c */
void gw_api_attachment_started (GwHttpRequest *request, gpointer api);
void gw_api_attachment_create (GwHttpRequest *request, gpointer api);
void gw_api_attachment_show (GwHttpRequest *request, gpointer api);
/* cases.c */
void gw_api_case_list (GwHttpRequest *request, gpointer api);
void gw_api_case_points (GwHttpRequest *request, gpointer api);
void gw_api_case_index (GwHttpRequest *request, gpointer api);
void gw_api_case_show (GwHttpRequest *request, gpointer api);
void gw_api_case_events (GwHttpRequest *request, gpointer api);
/* case-actions.c */
void gw_api_case_action_create (GwHttpRequest *request, gpointer api);
/* cells.c */
void gw_api_cell_list (GwHttpRequest *request, gpointer api);
void gw_api_cell_show (GwHttpRequest *request, gpointer api);
void gw_api_locate (GwHttpRequest *request, gpointer api);
/* geocode.c */
void gw_api_geocode (GwHttpRequest *request, gpointer api);
void gw_api_geocode_reverse (GwHttpRequest *request, gpointer api);
/* duty.c */
void gw_api_duty_sign_in (GwHttpRequest *request, gpointer api);
void gw_api_duty_sign_out (GwHttpRequest *request, gpointer api);
void gw_api_duty_list (GwHttpRequest *request, gpointer api);
void gw_api_duty_grids (GwHttpRequest *request, gpointer api);
/* people.c */
void gw_api_person_list (GwHttpRequest *request, gpointer api);
/* nearby.c */
void gw_api_case_nearby (GwHttpRequest *request, gpointer api);
void gw_api_report_nearby (GwHttpRequest *request, gpointer api);
/* positions.c */
void gw_api_position_create (GwHttpRequest *request, gpointer api);
void gw_api_position_list (GwHttpRequest *request, gpointer api);
void gw_api_position_track (GwHttpRequest *request, gpointer api);
/* tasks.c */
void gw_api_task_list (GwHttpRequest *request, gpointer api);
/* roll-calls.c */
void gw_api_roll_call_create (GwHttpRequest *request, gpointer api);
void gw_api_roll_call_list (GwHttpRequest *request, gpointer api);
void gw_api_roll_call_show (GwHttpRequest *request, gpointer api);
void gw_api_roll_call_answer_create (GwHttpRequest *request, gpointer api);
/* plan-targets.c */
void gw_api_plan_target_list (GwHttpRequest *request, gpointer api);
void gw_api_plan_target_show (GwHttpRequest *request, gpointer api);
void gw_api_plan_actual_create (GwHttpRequest *request, gpointer api);
/* statistics.c */
void gw_api_statistics_cells (GwHttpRequest *request, gpointer api);
void gw_api_statistics_departments (GwHttpRequest *request, gpointer api);
/* figures.c */
void gw_api_statistics_table (GwHttpRequest *request, gpointer api);
/* figure-cases.c */
void gw_api_statistics_cases (GwHttpRequest *request, gpointer api);
/* board.c */
void gw_api_board_show (GwHttpRequest *request, gpointer api);
/* cards.c */
void gw_api_card_list (GwHttpRequest *request, gpointer api);
void gw_api_card_explain (GwHttpRequest *request, gpointer api);
void gw_api_card_revoke (GwHttpRequest *request, gpointer api);
void gw_api_statistics_cards (GwHttpRequest *request, gpointer api);
/* notices.c */
void gw_api_notice_list (GwHttpRequest *request, gpointer api);
void gw_api_notice_read (GwHttpRequest *request, gpointer api);
/* webhooks.c */
void gw_api_webhook_list (GwHttpRequest *request, gpointer api);
void gw_api_webhook_dead (GwHttpRequest *request, gpointer api);
void gw_api_webhook_retry (GwHttpRequest *request, gpointer api);
/* hotline-statistics.c */
void gw_api_statistics_hotline (GwHttpRequest *request, gpointer api);
/* indicators.c */
void gw_api_indicator_list (GwHttpRequest *request, gpointer api);
/* closing-times.c */
void gw_api_statistics_closing_times (GwHttpRequest *request, gpointer api);
/* recurrence.c */
void gw_api_statistics_recurrence (GwHttpRequest *request, gpointer api);
/* periods.c */
void gw_api_period_list (GwHttpRequest *request, gpointer api);
void gw_api_period_act (GwHttpRequest *request, gpointer api);
void gw_api_period_differences (GwHttpRequest *request, gpointer api);
/* anchors.c */
void gw_api_anchor_list (GwHttpRequest *request, gpointer api);
/* scores.c */
void gw_api_statistics_scores (GwHttpRequest *request, gpointer api);
/* exchange.c */
void gw_api_exchange_case_create (GwHttpRequest *request, gpointer api);
void gw_api_exchange_case_show (GwHttpRequest *request, gpointer api);
void gw_api_exchange_visit_create (GwHttpRequest *request, gpointer api);
void gw_api_exchange_compare (GwHttpRequest *request, gpointer api);
/* hotline.c */
void gw_api_hotline_urgency_list (GwHttpRequest *request, gpointer api);
void gw_api_hotline_call_create (GwHttpRequest *request, gpointer api);
void gw_api_hotline_call_list (GwHttpRequest *request, gpointer api);
void gw_api_hotline_call_show (GwHttpRequest *request, gpointer api);
/* patrol.c */
void gw_api_patrol_inspectors (GwHttpRequest *request, gpointer api);
void gw_api_patrol_duty_grids (GwHttpRequest *request, gpointer api);
/* live.c */
void gw_api_live (GwHttpRequest *request, gpointer api);
/* tiles.c */
void gw_api_tile_show (GwHttpRequest *request, gpointer api);
/* health.c */
void gw_api_health (GwHttpRequest *request, gpointer api);
void gw_api_metrics (GwHttpRequest *request, gpointer api);
void gw_api_openapi (GwHttpRequest *request, gpointer api);

G_END_DECLS
