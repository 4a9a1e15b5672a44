/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases of the same class that were filed again and again at the same spot. */
#pragma once

#include "backend/service/figures.h"

G_BEGIN_DECLS

/* Each case is looked at, which takes 0.2 to 0.3 us apiece (a month of 42,000 filed cases 8 ms):
 * no longer period, and no more cases, than this. */
#define GW_RECURRENCE_MAX_PERIOD_DAYS 366
#define GW_RECURRENCE_MAX_CASES 500000
#define GW_RECURRENCE_PAGE_MAX 1000
/* So many of a group's cases are named; and a page ends before its groups name more. */
#define GW_RECURRENCE_NAMED_MAX 1000
#define GW_RECURRENCE_PAGE_NAMED_MAX 20000

/* Cases that hang together; strings are the answer's. */
typedef struct
{
  char key[GW_CASE_NUMBER_SIZE]; /* its first case */
  GwFiguresLabel class;          /* of the small class: "matter:06010" */
  guint n;
  gint64 first_at; /* when its first and its last case were filed */
  gint64 last_at;
  GwFixed middle;           /* the mean of its places */
  const char *cell;         /* that of most of its cases, of several the earliest case's */
  GwFiguresLabel community; /* of that cell */
  const gint64 *cases;      /* ids, as they were filed */
  guint n_named;            /* how many of them */
} GwRecurrenceGroup;

typedef struct
{
  guint from;
  guint to;
  GArray *groups;        /* GwRecurrenceGroup of this page: n descending, then key */
  gboolean more;         /* others follow */
  gint64 n_groups;       /* over all pages */
  gint64 n_cases;        /* of all groups */
  gint64 n_filed;        /* the figure "filed" of the same query */
  GArray *cases;         /* gint64, of the groups */
  GStringChunk *strings; /* of the labels */
} GwRecurrence;

/* The last group of the page before. */
typedef struct
{
  guint n; /* 0: from the beginning */
  const char *key;
} GwRecurrenceAfter;

/* recurrence belongs to the callback's caller; NULL with error. */
typedef void (*GwRecurrenceFunc) (const GwRecurrence *recurrence, const GError *error,
                                  gpointer user_data);

/*
 * Groups (gw_recurrence_link()) among the cases that the figure "filed" counts for the same
 * query: of the class and at the place that stood when they were filed, with local dates.
 * query: its filters, period and limit (0: all). FALSE, with done never called: as
 * gw_figures_query(), and OUT_OF_RANGE for too long a period. The error of done may be
 * OUT_OF_RANGE (from), when there are too many cases.
 */
gboolean gw_recurrence (GwService *service, const GwPerson *user,
                        const GwFiguresQuery *query, guint radius_m, guint days,
                        const GwRecurrenceAfter *after, GwRecurrenceFunc done,
                        gpointer user_data, GError **error);

G_END_DECLS
