/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the resources of the API share. */
#pragma once

#include "backend/api/answer-cache.h"
#include "backend/api/api.h"
#include "backend/api/deliver.h"
#include "backend/http/push-hub.h"
#include "backend/service/holds.h"
#include "backend/service/roll-call.h"
#include "backend/rules/counters.h"
#include "backend/service/intake.h"
#include "gis/mbtiles.h"
#include "gis/projection.h"

G_BEGIN_DECLS

struct _GwApi
{
  GwService *service;
  GwHttpServer *server;
  GwPushHub *hub;
  GPtrArray *listeners; /* of live.c, borrowed */
  GwHolds *holds;
  GwDeliverer *deliverer;
  GwMbtiles *tiles;     /* or NULL */
  GwAnswerCache *cache; /* big answers that are the same for many */
  GwSnapshot *snapshot; /* that the cached answers were made from */
};

/* The city as it is now; forgets what was cached of the city before. Borrowed. */
GwSnapshot *gw_api_snapshot (GwApi *api);
/* Replies with the problem that an error of the service stands for. */
void gw_api_reply_error (GwHttpRequest *request, const GError *error);
/* The same for errors about the query: 400 instead of 422. */
void gw_api_reply_query_error (GwHttpRequest *request, const GError *error);
/* TRUE (and replied) when the reading found a problem. Frees what the reader holds. */
gboolean gw_api_reply_reader_problem (GwHttpRequest *request, GwJsonReader *reader);
gboolean gw_api_reply_query_problem (GwHttpRequest *request);
/* The lon, lat and coordinate_system of an object. */
void gw_api_read_location (GwJsonReader *object, GwLonLat *ret_location,
                           GwCoordinateSystem *ret_system);
/* The body as JSON; NULL when a problem has been sent (type, form). */
json_object *gw_api_read_json (GwHttpRequest *request);
/* ,"next":"/path?query&after=CURSOR" with the query of this request. */
void gw_api_append_next (GString *out, GwHttpRequest *request, const char *cursor);
/* The same where the cursor is a number. */
void gw_api_append_next_id (GString *out, GwHttpRequest *request, gint64 id);
/*
 * A date ("2026-11-22") or an RFC 3339 time of the query: as ms, of the date's beginning in
 * the city plus so many days; 0 when absent.
 */
gint64 gw_api_query_instant (GwApi *api, GwHttpQuery *query, const char *name,
                             guint plus_days);
/* 20261122 from "2026-11-22", or 0. */
guint gw_api_parse_date (const char *text);
/* A date or time of the query as a local date, 20261122; 0 when absent. */
guint gw_api_query_date (GwApi *api, GwHttpQuery *query, const char *name);
/* Both "from" and "to"; one that ends before it begins is noted in the query. */
void gw_api_query_period (GwApi *api, GwHttpQuery *query, guint *ret_from, guint *ret_to);
/* live.c: an item for everyone of these who listens; ids of people, borrowed. */
void gw_api_live_push (GwApi *api, const gint64 *person_ids, guint n, const char *item,
                       gsize length);
/* live.c: the same for everyone who may see the case. */
void gw_api_live_push_case (GwApi *api, const GwCaseRow *row, const char *item,
                            gsize length);
/* hold-items.c: tells everyone who may see it; and one who begins to listen. */
void gw_api_hold_changed (const GwHold *hold, gpointer api);
char *gw_api_hold_item (const GwHold *hold);
/* What a desk says on its socket: {"hold": NUMBER or null}. Other things are passed over. */
void gw_api_hold_heard (GwHolder *holder, const char *text, gsize length);
/* roll-calls.c: tells those who are called; and who begins to listen what is still open. */
void gw_api_roll_call_told (const GwRollCall *roll_call, gpointer api);
void gw_api_roll_call_tell_open (GwApi *api, const GwPerson *user);
/* routing-rules.c: the list without its end. */
void gw_api_append_routing_rules (GString *out, const GwSnapshot *snapshot);
/* The same as a table that can be sent back. */
void gw_api_reply_routing_csv (GwHttpRequest *request, GwApi *api);
/* The kind of classes asked for. FALSE: none asked. */
gboolean gw_api_query_kind (GwHttpQuery *query, GwClassKind *ret_kind);
/* In which system the position of the query is; WGS 84 when it does not say. */
GwCoordinateSystem gw_api_query_coordinate_system (GwHttpQuery *query);

/* reports.c */
void gw_api_read_kind (GwJsonReader *reader, GwReport *report);
/* hotline.c: what a call says; TRUE when it gives a location. */
gboolean gw_api_read_call (GwJsonReader *reader, json_object *json, GwReport *report,
                           GwCall *call);

/* statistics.c: all figures as an object; ,"formulas":{…} of the rates among them;
 * "2026-11-22" or null; a rate with its parts; the same as CSV. */
void gw_api_append_figures (GString *out, const GwCounters *counters,
                            const GwShownRates *rates);
void gw_api_append_formulas (GString *out, const GwShownRates *rates, const char *language);
void gw_api_append_date (GString *out, guint date);
void gw_api_append_rate (GString *out, const char *name, GwRate rate);
void gw_api_append_csv_text (GString *out, const char *text);
void gw_api_append_csv_rate (GString *out, GwRate rate);
/* The client asks for CSV. */
gboolean gw_api_wants_csv (GwHttpRequest *request);

G_END_DECLS
