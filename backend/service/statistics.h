/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The city in numbers, per cell and per department: of all time from counters, of periods and
 * parts of the city from the figures.
 */
#pragma once

#include "backend/rules/counters.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

typedef enum
{
  GW_STATISTICS_CELLS,
  GW_STATISTICS_DEPARTMENTS,
} GwStatisticsOf;

/* What is left zero asks for nothing. Pointers are borrowed for the call. */
typedef struct
{
  guint from; /* local dates, both inclusive: 20261101 */
  guint to;
  const char *class_code; /* a class or the beginning of its code */
  GwClassKind kind;       /* with has_kind */
  gboolean has_kind;
  const char *department; /* code */
  gboolean with_change;   /* for a short period that has not ended yet */
  guint limit;            /* rows; 0: all */
  const char *after;      /* code of the last row before; rows ascend by code */
} GwStatisticsQuery;

typedef struct
{
  const GwCell *cell;             /* of cells */
  const GwDepartment *department; /* of departments */
  GwCounters counters;
  /* with_change: what came in the period without what ended in it. A case that turned out to
   * lie elsewhere changes nothing. */
  gint64 change;
} GwStatisticsRow;

typedef struct
{
  GwSnapshot *snapshot;
  GwStatisticsOf of;
  GArray *rows;       /* GwStatisticsRow, those with any figure, ascending by code */
  gboolean more;      /* another page follows the last row */
  GwCounters total;   /* over all rows of all pages */
  GwShownRates rates; /* as the city counted when it was asked for */
  guint64 stamp;      /* gw_service_stamp() when it was asked for */
} GwStatistics;

void gw_statistics_free (GwStatistics *statistics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStatistics, gw_statistics_free)

/* statistics belongs to the callback; NULL with error. */
typedef void (*GwStatisticsFunc) (GwStatistics *statistics, const GError *error,
                                  gpointer user_data);

/*
 * Adds up on the store's threads, what the journal tells up to now. Who sees only a
 * department's cases, or an area's, gets only their figures. FALSE, with done never called:
 * OUT_OF_RANGE, UNKNOWN_CLASS, UNKNOWN_DEPARTMENT, FORBIDDEN, OVERLOADED.
 */
gboolean gw_statistics_query (GwService *service, const GwPerson *user, GwStatisticsOf of,
                              const GwStatisticsQuery *query, GwStatisticsFunc done,
                              gpointer user_data, GError **error);

/* TRUE for who is shown but the figures of the own department. */
gboolean gw_statistics_is_own_department (const GwPerson *user);

/* TRUE when a rate of the city is made of what only days are known by: all time is then added
 * up from them too. */
gboolean gw_statistics_needs_days (const GwSnapshot *snapshot);

/* Counts everything again, slowly; one line of text per difference. For `check`. */
gboolean gw_statistics_recount (GwService *service, GPtrArray *ret_differences,
                                GError **error);

G_END_DECLS
