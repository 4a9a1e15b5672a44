/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the figures share. */
#pragma once

#include "backend/rules/day.h"
#include "backend/service/figures.h"
#include "backend/service/service-private.h"
#include "backend/store/figure-store.h"
#include "backend/store/sum-store.h"
#include "backend/store/thing-filter.h"

G_BEGIN_DECLS

/* Keys and names of rows, each made once. One thread. */
typedef struct _GwLabels GwLabels;

typedef struct
{
  GwFiguresLabel words;
  guint number; /* of the labels made, from 1 on */
} GwLabel;

/* people: &id -> GwPerson; sources: &id -> name. All borrowed. */
GwLabels *gw_labels_new (const GwSnapshot *snapshot, GHashTable *people,
                         GHashTable *sources, GStringChunk *strings);
void gw_labels_free (GwLabels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLabels, gw_labels_free)
/* The label of the thing, the same pointer for the same key; NULL: it has none. Not for
 * periods. */
const GwLabel *gw_labels_find (GwLabels *labels, GwDimension dimension,
                               const GwThing *thing);
/* The keys of things that the label hangs on; none for periods. */
guint gw_labels_keys (GwDimension dimension);
/* Of the period that begins on the day. */
const GwLabel *gw_labels_find_period (GwLabels *labels, GwDimension dimension, guint day);

/* figure-periods.c: local dates as yyyymmdd. */
typedef struct
{
  guint from;
  guint to;
} GwDays;

gboolean gw_day_is_valid (guint day);
/* The part of days that lies in the same day, week, month ... as its first day. */
GwDays gw_days_first_period (GwDays days, GwDimension dimension);
/* With what the days are compared: the query compares. */
GwDays gw_days_compared (GwDays days, const GwFiguresQuery *query);
/* "2026-11", "2026-W48". */
char *gw_period_key (GwDimension dimension, guint day);

/* figure-jobs.c: one question on its way. */
typedef struct _GwFigureJob GwFigureJob;
typedef gboolean (*GwFigureJobRun) (GwFigureJob *job, GwStoreReader *reader,
                                    GError **error);
typedef void (*GwFigureJobDone) (GwFigureJob *job, const GError *error);

struct _GwFigureJob
{
  GwService *service;
  GwSnapshot *snapshot;
  GwPerson *user;
  GHashTable *people;  /* &id -> GwPerson, as they were known when it was asked */
  GHashTable *sources; /* &id -> name; once it runs */
  GwThingFilter filter;
  /* Those that the cells of the filter are all of; NULL: they are not all of any. */
  GwIdSet *communities;
  gint64 one_cell;      /* the only one that passes, or 0 */
  char *source;         /* or NULL; the filter knows it once it runs */
  GwFiguresQuery query; /* its pointers are not valid any more */
  char *after;
  GwDays days;
  GwFiguresTable *table; /* of tables */
  GwFigureCases *cases;  /* of lists */
  GwFigureList list;
  gint64 after_seq;
  GwFigureJobRun run;
  GwFigureJobDone done;
  GwFiguresFunc table_func; /* either of them */
  GwFigureCasesFunc cases_func;
  gpointer user_data;
  gboolean more; /* to be followed before it can run */
};

/* Checks the query and takes over what it says; NULL with error. */
GwFigureJob *gw_figure_job_new (GwService *service, const GwPerson *user,
                                const GwFiguresQuery *query, GError **error);
void gw_figure_job_free (GwFigureJob *job);
/* Takes the job: follows the journal to its end, then runs it, then calls done. */
gboolean gw_figure_job_start (GwFigureJob *job, GError **error);
/* FALSE with OUT_OF_RANGE (from) for more days than that. */
gboolean gw_figure_job_check_length (const GwFigureJob *job, guint max_days,
                                     GError **error);
/* For a thread of the store. FALSE in ret_any: nothing can pass. */
gboolean gw_figure_job_prepare (GwFigureJob *job, GwStoreReader *reader, gboolean *ret_any,
                                GError **error);
/* What happened in the period, without what waits: known without looking at it. */
gboolean gw_figure_job_count (const GwFigureJob *job, GwStoreReader *reader,
                              GwFigures *ret_figures, GError **error);
/* The filter for sums: by communities where that says the same, since these are few. by_cell:
 * sums are told apart by cells anyway. Its sets are those of the job. */
GwThingFilter gw_figure_job_sum_filter (const GwFigureJob *job, gboolean by_cell);

/* closing-times.c: how many closings of the period took how long, by the bars of the
 * histogram. */
gboolean gw_closing_bars (GwFigureJob *job, GwStoreReader *reader, gint64 *bars,
                          GError **error);

G_END_DECLS
