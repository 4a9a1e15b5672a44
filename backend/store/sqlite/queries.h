/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queries, one per file of queries/, by name. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sorted. One line per file; a test holds the list against the files. */
#define GW_QUERIES(X)                                                                      \
  X (ADMINISTRATION_AREA_ADD, "administration-area-add")                                   \
  X (ADMINISTRATION_AREA_CLEAR, "administration-area-clear")                               \
  X (ADMINISTRATION_CELL_ADD, "administration-cell-add")                                   \
  X (ADMINISTRATION_CELL_CLEAR, "administration-cell-clear")                               \
  X (ADMINISTRATION_DEPARTMENT_ADD, "administration-department-add")                       \
  X (ADMINISTRATION_DEPARTMENT_CHANGE, "administration-department-change")                 \
  X (ADMINISTRATION_DEPARTMENT_LIST, "administration-department-list")                     \
  X (ADMINISTRATION_DEPARTMENT_LOAD, "administration-department-load")                     \
  X (ADMINISTRATION_DEPARTMENT_SET_STATE, "administration-department-set-state")           \
  X (ADMINISTRATION_DEPARTMENT_USES, "administration-department-uses")                     \
  X (ADMINISTRATION_DUTY_GRID_ADD, "administration-duty-grid-add")                         \
  X (ADMINISTRATION_DUTY_GRID_CHANGE, "administration-duty-grid-change")                   \
  X (ADMINISTRATION_DUTY_GRID_LIST, "administration-duty-grid-list")                       \
  X (ADMINISTRATION_DUTY_GRID_LOAD, "administration-duty-grid-load")                       \
  X (ADMINISTRATION_DUTY_GRID_SET_STATE, "administration-duty-grid-set-state")             \
  X (ADMINISTRATION_DUTY_GRID_USES, "administration-duty-grid-uses")                       \
  X (ADMINISTRATION_JOURNAL_LIST, "administration-journal-list")                           \
  X (ADMINISTRATION_NOTE, "administration-note")                                           \
  X (ADMINISTRATION_OTHER_ADMINISTRATORS, "administration-other-administrators")           \
  X (ADMINISTRATION_PERSON_ADD, "administration-person-add")                               \
  X (ADMINISTRATION_PERSON_CHANGE, "administration-person-change")                         \
  X (ADMINISTRATION_PERSON_LIST, "administration-person-list")                             \
  X (ADMINISTRATION_PERSON_LOAD, "administration-person-load")                             \
  X (ADMINISTRATION_PERSON_SET_STATE, "administration-person-set-state")                   \
  X (ADMINISTRATION_ROLE_ADD, "administration-role-add")                                   \
  X (ADMINISTRATION_ROLE_CLEAR, "administration-role-clear")                               \
  X (ADMINISTRATION_SHIFT_ADD, "administration-shift-add")                                 \
  X (ADMINISTRATION_SHIFT_CHANGE, "administration-shift-change")                           \
  X (ADMINISTRATION_SHIFT_LIST, "administration-shift-list")                               \
  X (ADMINISTRATION_SHIFT_LOAD, "administration-shift-load")                               \
  X (ADMINISTRATION_SHIFT_REMOVE, "administration-shift-remove")                           \
  X (ANCHOR_ADD, "anchor-add")                                                             \
  X (ANCHOR_LIST, "anchor-list")                                                           \
  X (AREA_ADD, "area-add")                                                                 \
  X (AREA_LIST, "area-list")                                                               \
  X (AREA_SET_DEPARTMENT, "area-set-department")                                           \
  X (ATTACHMENT_ADD, "attachment-add")                                                     \
  X (ATTACHMENT_ATTACH, "attachment-attach")                                               \
  X (ATTACHMENT_LOAD, "attachment-load")                                                   \
  X (BEGIN_IMMEDIATE, "begin-immediate")                                                   \
  X (BEGIN_READ, "begin-read")                                                             \
  X (CALENDAR_ADD, "calendar-add")                                                         \
  X (CALENDAR_DATE_ADD, "calendar-date-add")                                               \
  X (CALENDAR_DATE_LIST, "calendar-date-list")                                             \
  X (CALENDAR_LIST, "calendar-list")                                                       \
  X (CALENDAR_RETIRE, "calendar-retire")                                                   \
  X (CALENDAR_SLOT_ADD, "calendar-slot-add")                                               \
  X (CALENDAR_SLOT_LIST, "calendar-slot-list")                                             \
  X (CARD_ADD, "card-add")                                                                 \
  X (CARD_COUNT, "card-count")                                                             \
  X (CARD_DUE, "card-due")                                                                 \
  X (CARD_ESCALATE, "card-escalate")                                                       \
  X (CARD_EXPLAIN, "card-explain")                                                         \
  X (CARD_LOAD, "card-load")                                                               \
  X (CARD_OF_CASE, "card-of-case")                                                         \
  X (CARD_REVOKE, "card-revoke")                                                           \
  X (CARDS_BY_CASE, "cards-by-case")                                                       \
  X (CARDS_BY_DEPARTMENT, "cards-by-department")                                           \
  X (CARDS_BY_NEWEST, "cards-by-newest")                                                   \
  X (CARDS_BY_OPEN, "cards-by-open")                                                       \
  X (CARDS_BY_PERSON, "cards-by-person")                                                   \
  X (CASE_ADD, "case-add")                                                                 \
  X (CASE_AMEND, "case-amend")                                                             \
  X (CASE_ATTACHMENTS, "case-attachments")                                                 \
  X (CASE_CHANGE, "case-change")                                                           \
  X (CASE_DUE, "case-due")                                                                 \
  X (CASE_EVENTS, "case-events")                                                           \
  X (CASE_LAST_ID, "case-last-id")                                                         \
  X (CASE_LOAD, "case-load")                                                               \
  X (CASE_OF_COMPONENT, "case-of-component")                                               \
  X (CASE_OPEN, "case-open")                                                               \
  X (CASE_OPEN_IDS, "case-open-ids")                                                       \
  X (CASE_OPEN_OF, "case-open-of")                                                         \
  X (CELL_ADD, "cell-add")                                                                 \
  X (CELL_COUNTER_ADD, "cell-counter-add")                                                 \
  X (CELL_COUNTS_ALL, "cell-counts-all")                                                   \
  X (CELL_COUNTS_DAYS, "cell-counts-days")                                                 \
  X (CELL_DAY_ADD, "cell-day-add")                                                         \
  X (CELL_LIST, "cell-list")                                                               \
  X (CELL_NOW_FINE, "cell-now-fine")                                                       \
  X (CELL_VISIT_ADD, "cell-visit-add")                                                     \
  X (CELL_WAITING_DAYS, "cell-waiting-days")                                               \
  X (CELLS_TOTAL, "cells-total")                                                           \
  X (CHAIN_FINISH, "chain-finish")                                                         \
  X (CHAIN_LOAD, "chain-load")                                                             \
  X (CHANGE_MARKS, "change-marks")                                                         \
  X (CHECK_CASES, "check-cases")                                                           \
  X (CHECK_EVENTS, "check-events")                                                         \
  X (CHECK_JOURNAL, "check-journal")                                                       \
  X (CHECK_PAGES, "check-pages")                                                           \
  X (CHECK_REFERENCES, "check-references")                                                 \
  X (CHECK_REPORTERS, "check-reporters")                                                   \
  X (CHECK_STRAYS, "check-strays")                                                         \
  X (CITY_LOAD, "city-load")                                                               \
  X (CITY_SET, "city-set")                                                                 \
  X (CITY_SET_CLASS_SCHEME, "city-set-class-scheme")                                       \
  X (CLASS_ADD, "class-add")                                                               \
  X (CLASS_END, "class-end")                                                               \
  X (CLASS_LIST, "class-list")                                                             \
  X (CLOSING_TIME, "closing-time")                                                         \
  X (COMMIT, "commit")                                                                     \
  X (COMPONENT_ADD, "component-add")                                                       \
  X (COMPONENT_BOX, "component-box")                                                       \
  X (COMPONENT_FIND, "component-find")                                                     \
  X (COMPONENT_LIST, "component-list")                                                     \
  X (COMPONENT_LOAD, "component-load")                                                     \
  X (CONDITION_ADD, "condition-add")                                                       \
  X (CONDITION_END, "condition-end")                                                       \
  X (CONDITION_LIST, "condition-list")                                                     \
  X (DATA_VERSION, "data-version")                                                         \
  X (DAY_LIST, "day-list")                                                                 \
  X (DELIVERY_ADD, "delivery-add")                                                         \
  X (DELIVERY_CLEAR, "delivery-clear")                                                     \
  X (DELIVERY_CLEAR_DEAD, "delivery-clear-dead")                                           \
  X (DELIVERY_COUNT, "delivery-count")                                                     \
  X (DELIVERY_DEAD, "delivery-dead")                                                       \
  X (DELIVERY_FAIL, "delivery-fail")                                                       \
  X (DELIVERY_REMOVE, "delivery-remove")                                                   \
  X (DELIVERY_RETRY, "delivery-retry")                                                     \
  X (DELIVERY_TRIM, "delivery-trim")                                                       \
  X (DELIVERY_WAITING, "delivery-waiting")                                                 \
  X (DEPARTMENT_ADD, "department-add")                                                     \
  X (DEPARTMENT_COUNTER_ADD, "department-counter-add")                                     \
  X (DEPARTMENT_COUNTS_ALL, "department-counts-all")                                       \
  X (DEPARTMENT_COUNTS_DAYS, "department-counts-days")                                     \
  X (DEPARTMENT_LEAVE_CALENDAR, "department-leave-calendar")                               \
  X (DEPARTMENT_LIST, "department-list")                                                   \
  X (DEPARTMENT_NOW_FINE, "department-now-fine")                                           \
  X (DEPARTMENT_OPEN, "department-open")                                                   \
  X (DEPARTMENT_SET_CALENDAR, "department-set-calendar")                                   \
  X (DEPARTMENT_WAITING_DAYS, "department-waiting-days")                                   \
  X (DUTY_BEGIN, "duty-begin")                                                             \
  X (DUTY_END, "duty-end")                                                                 \
  X (DUTY_FIND, "duty-find")                                                               \
  X (DUTY_GRID_ADD, "duty-grid-add")                                                       \
  X (DUTY_GRID_LIST, "duty-grid-list")                                                     \
  X (DUTY_OPEN, "duty-open")                                                               \
  X (DUTY_SPANS, "duty-spans")                                                             \
  X (EVENT_ADD, "event-add")                                                               \
  X (EVENT_FIRST, "event-first")                                                           \
  X (EVENT_LAST_SEQ, "event-last-seq")                                                     \
  X (EVENTS_AFTER, "events-after")                                                         \
  X (FIGURE_CASE_EVENTS, "figure-case-events")                                             \
  X (FIGURE_CLEAR_GONE, "figure-clear-gone")                                               \
  X (FIGURE_CLEAR_SOURCE, "figure-clear-source")                                           \
  X (FIGURE_CLEAR_THING, "figure-clear-thing")                                             \
  X (FIGURE_CLEAR_WAIT, "figure-clear-wait")                                               \
  X (FIGURE_CLEAR_WAIT_THIRD, "figure-clear-wait-third")                                   \
  X (FIGURE_EVENTS, "figure-events")                                                       \
  X (FIGURE_GONE, "figure-gone")                                                           \
  X (FIGURE_GONE_ADD, "figure-gone-add")                                                   \
  X (FIGURE_MARK, "figure-mark")                                                           \
  X (FIGURE_MARK_SET, "figure-mark-set")                                                   \
  X (FIGURE_SOURCE_ADD, "figure-source-add")                                               \
  X (FIGURE_SOURCE_LIST, "figure-source-list")                                             \
  X (FIGURE_THING_ADD, "figure-thing-add")                                                 \
  X (FIGURE_THINGS, "figure-things")                                                       \
  X (FIGURE_THINGS_CELL, "figure-things-cell")                                             \
  X (FIGURE_WAIT_ADD, "figure-wait-add")                                                   \
  X (FIGURE_WAIT_END, "figure-wait-end")                                                   \
  X (FIGURE_WAIT_REMOVE, "figure-wait-remove")                                             \
  X (FIGURE_WAIT_THIRD_ADD, "figure-wait-third-add")                                       \
  X (FIGURE_WAITING, "figure-waiting")                                                     \
  X (HOTLINE_CALL_ADD, "hotline-call-add")                                                 \
  X (HOTLINE_CALL_FIND, "hotline-call-find")                                               \
  X (HOTLINE_CALL_LOAD, "hotline-call-load")                                               \
  X (HOTLINE_CALLER_ADD, "hotline-caller-add")                                             \
  X (HOTLINE_CALLS, "hotline-calls")                                                       \
  X (HOTLINE_CALLS_PHONE, "hotline-calls-phone")                                           \
  X (HOTLINE_DAY_ADD, "hotline-day-add")                                                   \
  X (HOTLINE_DAY_LIST, "hotline-day-list")                                                 \
  X (HOTLINE_DAYS, "hotline-days")                                                         \
  X (HOTLINE_EXCHANGE, "hotline-exchange")                                                 \
  X (HOTLINE_MAPPING_ADD, "hotline-mapping-add")                                           \
  X (HOTLINE_MAPPING_CLEAR, "hotline-mapping-clear")                                       \
  X (HOTLINE_MAPPING_FIND, "hotline-mapping-find")                                         \
  X (HOTLINE_MAPPING_LIST, "hotline-mapping-list")                                         \
  X (HOTLINE_URGENCY_LIST, "hotline-urgency-list")                                         \
  X (HOUSE_ADD, "house-add")                                                               \
  X (HOUSE_CLEAR, "house-clear")                                                           \
  X (HOUSE_LIST, "house-list")                                                             \
  X (IDEMPOTENCY_ADD, "idempotency-add")                                                   \
  X (IDEMPOTENCY_FIND, "idempotency-find")                                                 \
  X (IDEMPOTENCY_PURGE, "idempotency-purge")                                               \
  X (INBOX_ANYONE, "inbox-anyone")                                                         \
  X (INBOX_OWN, "inbox-own")                                                               \
  X (JOB_BEGIN, "job-begin")                                                               \
  X (JOB_RELEASE, "job-release")                                                           \
  X (JOB_ROLLBACK, "job-rollback")                                                         \
  X (LINK_ADD, "link-add")                                                                 \
  X (LINK_LIST, "link-list")                                                               \
  X (MAP_FEATURE_ADD, "map-feature-add")                                                   \
  X (MAP_FEATURE_LIST, "map-feature-list")                                                 \
  X (MAPPING_ADD, "mapping-add")                                                           \
  X (MAPPING_END, "mapping-end")                                                           \
  X (MAPPING_LIST, "mapping-list")                                                         \
  X (MOVE_ADD, "move-add")                                                                 \
  X (NOTICE_ADD, "notice-add")                                                             \
  X (NOTICE_OF_PERSON, "notice-of-person")                                                 \
  X (NOTICE_PEOPLE, "notice-people")                                                       \
  X (NOTICE_READ, "notice-read")                                                           \
  X (NOTICE_UNREAD, "notice-unread")                                                       \
  X (PATROL_DUTIES, "patrol-duties")                                                       \
  X (PATROL_PEOPLE, "patrol-people")                                                       \
  X (PATROL_VISITS, "patrol-visits")                                                       \
  X (PERSON_ADD, "person-add")                                                             \
  X (PERSON_FIND, "person-find")                                                           \
  X (PERSON_LIST, "person-list")                                                           \
  X (PERSON_LOAD, "person-load")                                                           \
  X (PERSON_SET_AREA, "person-set-area")                                                   \
  X (PERSON_SET_DISABLED, "person-set-disabled")                                           \
  X (PERSON_SET_PASSWORD, "person-set-password")                                           \
  X (POI_ADD, "poi-add")                                                                   \
  X (POI_CLEAR, "poi-clear")                                                               \
  X (POI_LIST, "poi-list")                                                                 \
  X (POSITION_ADD, "position-add")                                                         \
  X (POSITION_LAST, "position-last")                                                       \
  X (POSITION_LIST, "position-list")                                                       \
  X (POSITION_PERSON, "position-person")                                                   \
  X (POSITION_PURGE, "position-purge")                                                     \
  X (RECLASS_ADD, "reclass-add")                                                           \
  X (RECOUNT_CELLS, "recount-cells")                                                       \
  X (RECOUNT_DEPARTMENTS, "recount-departments")                                           \
  X (REPORTER_DAY_ADD, "reporter-day-add")                                                 \
  X (REPORTER_MARK, "reporter-mark")                                                       \
  X (REPORTER_MARK_SET, "reporter-mark-set")                                               \
  X (ROLE_ADD, "role-add")                                                                 \
  X (ROLL_CALL_ADD, "roll-call-add")                                                       \
  X (ROLL_CALL_ANSWER, "roll-call-answer")                                                 \
  X (ROLL_CALL_ANSWERS, "roll-call-answers")                                               \
  X (ROLL_CALL_ASK, "roll-call-ask")                                                       \
  X (ROLL_CALL_LOAD, "roll-call-load")                                                     \
  X (ROLL_CALL_PAGE, "roll-call-page")                                                     \
  X (ROLL_CALL_PAGE_OF, "roll-call-page-of")                                               \
  X (ROLLBACK, "rollback")                                                                 \
  X (ROUTING_ADD, "routing-add")                                                           \
  X (ROUTING_CASES, "routing-cases")                                                       \
  X (ROUTING_LIST, "routing-list")                                                         \
  X (ROUTING_RETIRE, "routing-retire")                                                     \
  X (SCHEME_ADD, "scheme-add")                                                             \
  X (SCHEME_END, "scheme-end")                                                             \
  X (SCHEME_LIST, "scheme-list")                                                           \
  X (SEAL_ADD, "seal-add")                                                                 \
  X (SEAL_DAYS, "seal-days")                                                               \
  X (SEAL_LAST, "seal-last")                                                               \
  X (SEAL_LINK, "seal-link")                                                               \
  X (SEAL_LIST, "seal-list")                                                               \
  X (SEARCH_ADD, "search-add")                                                             \
  X (SEARCH_MARK_LOAD, "search-mark-load")                                                 \
  X (SEARCH_MARK_SET, "search-mark-set")                                                   \
  X (SEARCH_MISSING, "search-missing")                                                     \
  X (SEARCH_REMOVE, "search-remove")                                                       \
  X (SESSION_ADD, "session-add")                                                           \
  X (SESSION_FIND, "session-find")                                                         \
  X (SESSION_PURGE, "session-purge")                                                       \
  X (SESSION_REMOVE, "session-remove")                                                     \
  X (SESSION_REMOVE_PERSON, "session-remove-person")                                       \
  X (SETTING_CHANGE_ADD, "setting-change-add")                                             \
  X (SETTING_CHANGE_LIST, "setting-change-list")                                           \
  X (SETTING_LIST, "setting-list")                                                         \
  X (SETTING_SET, "setting-set")                                                           \
  X (SHIFT_ADD, "shift-add")                                                               \
  X (SHIFT_CLEAR, "shift-clear")                                                           \
  X (SHIFT_LIST, "shift-list")                                                             \
  X (TASK_ADD, "task-add")                                                                 \
  X (TASK_CHANGE, "task-change")                                                           \
  X (TASK_LIST, "task-list")                                                               \
  X (WEBHOOK_ADD, "webhook-add")                                                           \
  X (WEBHOOK_ADVANCE, "webhook-advance")                                                   \
  X (WEBHOOK_LIST, "webhook-list")                                                         \
  X (WEBHOOK_REMOVE, "webhook-remove")

typedef enum
{
#define GW_QUERY_ENTRY(id, name) GW_QUERY_##id,
  GW_QUERIES (GW_QUERY_ENTRY)
#undef GW_QUERY_ENTRY
      GW_N_QUERIES,
} GwQuery;

const char *gw_query_name (GwQuery query);
/* The text of the file; static. */
const char *gw_query_sql (GwQuery query);
/* A piece of queries/case-list.sql: the lines after "-- piece: NAME"; static. */
const char *gw_query_piece (const char *name);

/* The highest migration that this version knows, from 1. */
guint gw_migration_count (void);
/* The text of migration `number`; static. */
const char *gw_migration_sql (guint number);

G_END_DECLS
