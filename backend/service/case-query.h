/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at cases: lists, points, one, its journal. Everyone sees what they may. */
#pragma once

#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_CASE_PAGE_MAX 1000
#define GW_CASE_POINTS_MAX 10000

typedef enum
{
  GW_CASE_ORDER_NEWEST,          /* "-reported" */
  GW_CASE_ORDER_DEADLINE,        /* "deadline": open cases, the nearest deadline first */
  GW_CASE_ORDER_OLDEST,          /* "reported" */
  GW_CASE_ORDER_LATEST_DEADLINE, /* "-deadline": open cases, the farthest first */
} GwCaseOrder;

/* What is left zero asks for nothing. Pointers are borrowed for the call. */
typedef struct
{
  guint states;           /* mask of 1 << GwCaseState */
  const char *department; /* code */
  const char *class_code; /* a class or the beginning of its code; see kind */
  GwClassKind kind;       /* with has_kind */
  gboolean has_kind;
  const char *area; /* code of a city, district, street or community */
  const char *cell; /* code */
  gboolean has_box;
  GwBox box;
  GwShape *within; /* a ring: cases inside of it; a reference is taken. NULL: anywhere */
  guint lamps;     /* mask of 1 << GwLamp */
  guint flags;     /* GwCaseFlag: cases with at least one of these */
  const char *source;
  const char *text;
  gint64 from_ms;
  gint64 to_ms;
  GwCaseOrder order;
  guint limit;       /* 1 .. GW_CASE_POINTS_MAX */
  const char *after; /* what a page before gave as next; NULL: from the start */
  const char *until; /* a key of the index: the page's last row; NULL: as many as fit */
} GwCaseQuery;

/* Lets go of the ring. */
void gw_case_query_clear (GwCaseQuery *query);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCaseQuery, gw_case_query_clear)

/* rows: GwCaseRow. next: the cursor of the page after, or NULL at the end. */
typedef struct
{
  GPtrArray *rows;
  char *next;
  gint64 now_ms; /* for lamps */
} GwCasePage;

void gw_case_page_free (GwCasePage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCasePage, gw_case_page_free)

/* page belongs to the callback; NULL with error. */
typedef void (*GwCasePageFunc) (GwCasePage *page, const GError *error, gpointer user_data);

/*
 * Lists cases on a reader thread. FALSE, with done never called: OUT_OF_RANGE (cursor),
 * UNKNOWN_DEPARTMENT, UNKNOWN_CLASS, NOT_FOUND (area, cell) with the field; OVERLOADED.
 */
gboolean gw_case_query_list (GwService *service, const GwPerson *user,
                             const GwCaseQuery *query, GwCasePageFunc done,
                             gpointer user_data, GError **error);

/* A list's length and the keys of its pages, to be given as after and until. */
typedef struct
{
  guint count;
  gboolean more; /* the list is longer than is counted */
  guint step;    /* rows of a page */
  GStrv keys;    /* of the last row of each page but the last page */
} GwCaseIndex;

void gw_case_index_free (GwCaseIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseIndex, gw_case_index_free)

/* index belongs to the callback; NULL with error. */
typedef void (*GwCaseIndexFunc) (GwCaseIndex *index, const GError *error,
                                 gpointer user_data);

/*
 * Counts a list on a reader thread, from query->after on; query->limit is the step. A
 * million cases take some tenths of a second where an index holds all that is asked for
 * (states, a department, a class), and some seconds where rows have to be looked at. Fails
 * as gw_case_query_list() does.
 */
gboolean gw_case_query_index (GwService *service, const GwPerson *user,
                              const GwCaseQuery *query, GwCaseIndexFunc done,
                              gpointer user_data, GError **error);

/* Point reads, here and now. NOT_FOUND also for what the user may not see. */
GwCaseDetail *gw_case_query_one (GwService *service, const GwPerson *user,
                                 const char *number, GError **error);
/* GwCaseEvent, oldest first, with their attachments. */
GPtrArray *gw_case_query_events (GwService *service, const GwPerson *user,
                                 const char *number, GError **error);

G_END_DECLS
