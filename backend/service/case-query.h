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
  GW_CASE_ORDER_NEWEST,   /* "-reported" */
  GW_CASE_ORDER_DEADLINE, /* "deadline": open cases, the nearest deadline first */
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
  guint lamps; /* mask of 1 << GwLamp */
  const char *source;
  const char *text;
  gint64 from_ms;
  gint64 to_ms;
  GwCaseOrder order;
  guint limit;       /* 1 .. GW_CASE_POINTS_MAX */
  const char *after; /* what a page before gave as next; NULL: from the start */
} GwCaseQuery;

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

/* Point reads, here and now. NOT_FOUND also for what the user may not see. */
GwCaseDetail *gw_case_query_one (GwService *service, const GwPerson *user,
                                 const char *number, GError **error);
/* GwCaseEvent, oldest first, with their attachments. */
GPtrArray *gw_case_query_events (GwService *service, const GwPerson *user,
                                 const char *number, GError **error);

G_END_DECLS
