/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of figures by any dimension, and the lists of exactly what they count. */
#pragma once

#include "backend/rules/catalogue.h"
#include "backend/rules/indicator-book.h"
#include "backend/service/service.h"
#include "backend/store/case-record.h"

G_BEGIN_DECLS

typedef enum
{
  GW_COMPARE_NONE,
  GW_COMPARE_BEFORE, /* with as many whole months, else days, right before */
  GW_COMPARE_YEAR,   /* with the same days of the year before */
  GW_COMPARE_PERIOD, /* with other days; not for rows or columns of periods */
} GwCompare;

/* A table has at most so many rows of periods. */
#define GW_FIGURES_MAX_PERIODS 800
#define GW_FIGURES_PAGE_MAX 1000

/* What is left zero asks for nothing. Pointers are borrowed for the call. */
typedef struct
{
  GwDimension rows;
  gboolean has_columns;
  GwDimension columns;
  guint from; /* local dates, both inclusive: 20261101; 0: the first of to's month */
  guint to;   /* 0: today */
  /* Only what is of: */
  const char *class_code; /* a class, the beginning of its code, or a key of a class row */
  gboolean has_kind;
  GwClassKind kind;
  const char *department; /* code */
  const char *area;       /* code of any level */
  const char *cell;
  const char *duty_grid;
  const char *source;
  const char *person; /* login of who acted */
  const char *post;   /* from which: "dispatcher" */
  gboolean has_hour;
  guint hour;
  guint weekday;     /* 1 Monday to 7 */
  const char *shift; /* key of a row of shifts: "22-06" */
  GwCompare compare;
  guint compare_from; /* GW_COMPARE_PERIOD: local dates, both inclusive */
  guint compare_to;
  guint limit;       /* rows, or cases; 0: all */
  const char *after; /* key of the last row before; rows ascend by key */
} GwFiguresQuery;

/* A row or column: a stable key, and names where it has any. Strings are the table's. */
typedef struct
{
  const char *key; /* "441802", "matter:06010", "2026-11", "13" */
  const char *name;
  const char *name_en;
} GwFiguresLabel;

typedef struct
{
  GwFiguresLabel row;
  GwFiguresLabel column; /* key NULL without columns */
  guint from;            /* its period: of a row or column of a period its own */
  guint to;
  GwFigures figures;
  GwFigures before; /* with compare */
} GwFiguresRow;

typedef struct _GwFiguresTable GwFiguresTable;
struct _GwFiguresTable
{
  guint from;
  guint to;
  guint before_from; /* with compare, else 0 */
  guint before_to;
  GArray *rows;    /* GwFiguresRow with any figure, ascending by row, then by column */
  gboolean more;   /* other rows follow the last one */
  GwFigures total; /* over all pages, of the whole period */
  GwFigures total_before;
  guint64 stamp;         /* gw_service_stamp() when it was asked for */
  GStringChunk *strings; /* of the labels */
};

GwFiguresTable *gw_figures_table_new (void);
void gw_figures_table_free (GwFiguresTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFiguresTable, gw_figures_table_free)

/* table: to be kept with g_steal_pointer(); freed otherwise. NULL with error. */
typedef void (*GwFiguresFunc) (GwFiguresTable **table, const GError *error,
                               gpointer user_data);

/*
 * Counts what the journal tells up to now, then adds up, on the store's threads. Who sees only
 * a department's cases, or an area's, gets only their figures. FALSE, with done never called:
 * OUT_OF_RANGE (with the field), UNKNOWN_CLASS, UNKNOWN_DEPARTMENT, FORBIDDEN, OVERLOADED.
 */
gboolean gw_figures_query (GwService *service, const GwPerson *user,
                           const GwFiguresQuery *query, GwFiguresFunc done,
                           gpointer user_data, GError **error);

/* What is listed. */
typedef struct
{
  GwExpression counted; /* "closed + to_close" */
  /* Only cases that took longer, and no longer, than this until they were closed: each 0, or
   * the end of a bar (gw_closing_bar_s()). */
  gint64 over_s;
  gint64 within_s;
} GwFigureList;

/* Something that was counted, as it stood then. Strings are the list's. */
typedef struct
{
  int times; /* 1; by a difference of figures -1, too: it counts against the others */
  gint64 seq;
  gint64 case_id;
  char number[GW_CASE_NUMBER_SIZE];
  gint64 at;
  GwFiguresLabel class;
  const char *cell;          /* code */
  GwFiguresLabel department; /* key NULL: none */
  guint state;               /* GwCaseState of the case now */
  const char *description;
} GwFigureCase;

typedef struct
{
  gint64 total;  /* equals the figure: the sum of the times of all items of all pages */
  GArray *items; /* GwFigureCase, oldest first */
  gint64 next;   /* cursor of the next page; 0: this is the last one */
  guint from;
  guint to;
  GStringChunk *strings;
} GwFigureCases;

void gw_figure_cases_free (GwFigureCases *cases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFigureCases, gw_figure_cases_free)

typedef void (*GwFigureCasesFunc) (GwFigureCases *cases, const GError *error,
                                   gpointer user_data);

/*
 * Exactly what is counted. query: its filters, period and limit; after: `next` of the page
 * before, 0: from the beginning. Errors as gw_figures_query(), and OUT_OF_RANGE (over_s,
 * within_s, from) for times of other figures than closed, no ends of bars, too long a period.
 */
gboolean gw_figures_cases (GwService *service, const GwPerson *user,
                           const GwFigureList *list, const GwFiguresQuery *query,
                           gint64 after, GwFigureCasesFunc done, gpointer user_data,
                           GError **error);

/* Makes everything again from the journal; for administration. Blocks. */
gboolean gw_figures_rebuild (GwService *service, GError **error);

G_END_DECLS
