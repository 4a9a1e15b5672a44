/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls of the hotline: what callers are promised, taking a call, who called. */
#pragma once

#include "backend/rules/hotline.h"
#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_CALLER_NAME_MAX_CHARS 100
#define GW_ADDRESS_MAX_CHARS 200
#define GW_EXTERNAL_NUMBER_MAX 64

/* After how long a caller is promised an answer, day and night. */
typedef struct
{
  char *code; /* "24h" */
  char *name;
  char *name_en;
  GwLimit limit;
} GwUrgency;

void gw_urgency_free (GwUrgency *urgency);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwUrgency, gw_urgency_free)
/* GwUrgency, the most urgent first; NULL with INTERNAL. Main thread. */
GPtrArray *gw_hotline_urgencies (GwService *service, GError **error);

/* What a call says beside the report. All pointers are borrowed, NULL when absent. */
typedef struct
{
  const char *caller_name;
  const char *caller_phone;
  const char *address; /* as the caller said it */
  const char *place;   /* the place of the gazetteer that it was taken for */
  const char *urgency; /* code; must be there */
  const char *external_number;
} GwCall;

/* A place that an address stands for. Clear it. */
typedef struct
{
  GwFixed position;
  char *text; /* "人民路12号" */
} GwResolved;

void gw_resolved_clear (GwResolved *resolved);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwResolved, gw_resolved_clear)
/*
 * The best place of the gazetteer for the address. UNKNOWN_ADDRESS (field "address") when
 * there is none; OVERLOADED while the places are still being read. Main thread.
 */
gboolean gw_hotline_resolve (GwService *service, const char *address,
                             GwResolved *ret_resolved, GError **error);

struct _GwReport;
/*
 * Takes a call: as gw_intake_report(), and the report's place is that of the address when
 * has_location is FALSE (then MISSING_FIELD, UNKNOWN_ADDRESS, OVERLOADED are possible). The
 * case with its call and its caller is one transaction. Besides: OUT_OF_RANGE with the field
 * for what the call says; through done: EXTERNAL_NUMBER_TAKEN. A call with an external number
 * may come again as it was: it is answered with the same case.
 */
typedef void (*GwCallFunc) (GwCaseDetail *detail, gboolean repeated, const GError *error,
                            gpointer user_data);
gboolean gw_hotline_take (GwService *service, const GwPerson *user,
                          struct _GwReport *report, GwCall *call, gboolean has_location,
                          GwCallFunc done, gpointer user_data, GError **error);

/* A call as it is shown to those who may know who called. */
typedef struct
{
  GwCaseRow *row;
  GwPerson *taker; /* NULL: no longer known */
  gint64 at;
  GwUrgency *urgency; /* NULL: no longer known */
  char *address;
  char *place;
  char *external_number;
  char *caller_name;
  char *caller_phone;
} GwCallView;

void gw_call_view_free (GwCallView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCallView, gw_call_view_free)

/* Which calls. Pointers are borrowed for the call. */
typedef struct
{
  const char *phone; /* of the caller, written as one likes; NULL: any */
  const char *external_number;
  guint from; /* local dates, yyyymmdd, inclusive; 0: open */
  guint to;
  gint64 before; /* case ids below; 0: from the newest on */
  guint limit;
} GwCallQuery;

/* GwCallView, the newest first; ret_next: `before` of the next page, 0: no more. */
typedef void (*GwCallListFunc) (GPtrArray *calls, gint64 next, const GError *error,
                                gpointer user_data);
/*
 * Calls of cases that the user may see, for acceptors, leaders and administrators (else
 * FORBIDDEN). OUT_OF_RANGE for a phone that is none. FALSE: done is not called.
 */
gboolean gw_hotline_list (GwService *service, const GwPerson *user,
                          const GwCallQuery *query, GwCallListFunc done, gpointer user_data,
                          GError **error);
/* The call of one case; NOT_FOUND without one, FORBIDDEN as above. Main thread. */
GwCallView *gw_hotline_call (GwService *service, const GwPerson *user, const char *number,
                             GError **error);

/* Sums of a period, by department. */
typedef struct
{
  const GwDepartment *department; /* NULL: the centre, before any department had it */
  GwHotlineCounts counts;
} GwHotlineSum;

typedef struct
{
  GwSnapshot *snapshot;
  GArray *rows; /* GwHotlineSum, by the departments' order, the centre last */
  GwHotlineCounts total;
} GwHotlineStatistics;

void gw_hotline_statistics_free (GwHotlineStatistics *statistics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwHotlineStatistics, gw_hotline_statistics_free)
/*
 * Both dates inclusive, yyyymmdd, 0: open. department: code, or NULL for all. By an index of
 * days, never by the cases. UNKNOWN_DEPARTMENT, FORBIDDEN (a department sees its own; others
 * who see no cases but their own see nothing). Main thread.
 */
GwHotlineStatistics *gw_hotline_statistics (GwService *service, const GwPerson *user,
                                            guint from, guint to, const char *department,
                                            GError **error);

G_END_DECLS
