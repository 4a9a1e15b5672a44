/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics close: they are reviewed, locked, and reopened only with a reason. */
#pragma once

#include "backend/rules/figures.h"
#include "backend/rules/period.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_PERIOD_REASON_MAX 500
/* So many differences are told; all are counted. */
#define GW_PERIOD_DIFFERENCES_MAX 1000

/* What somebody did about a month. */
typedef struct
{
  GwPeriodAction action;
  gint64 at;        /* UTC ms */
  GwPerson *person; /* NULL: somebody at the machine itself */
  char *reason;     /* or NULL */
  gint64 n_rows;    /* of a lock: rows that were frozen */
  char *digest;     /* of a lock: SHA-256 over them, in hexadecimal digits; else NULL */
  gint64 seal;      /* in the journal's chain */
} GwPeriodAct;

typedef struct
{
  guint month; /* 202611 */
  gboolean is_over;
  GwPeriodState state;
  guint allowed;   /* bits 1 << GwPeriodAction, for who asks */
  GPtrArray *acts; /* GwPeriodAct, oldest first */
} GwPeriod;

void gw_period_free (GwPeriod *period);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPeriod, gw_period_free)

/* GwPeriod from the journal's first month to the current one, the latest first. NULL with
 * FORBIDDEN for who does not see the whole city's cases. Main thread. */
GPtrArray *gw_period_list (GwService *service, const GwPerson *user, GError **error);

/* period NULL with error. Borrowed. */
typedef void (*GwPeriodFunc) (const GwPeriod *period, const GError *error,
                              gpointer user_data);
/*
 * reason: NULL or up to GW_PERIOD_REASON_MAX characters. To lock a month freezes its figures
 * per cell, class and department, with a digest in the journal's chain; from then on no event
 * can be dated in it. FALSE, with done never called, and through done: FORBIDDEN, OUT_OF_RANGE
 * and MISSING_FIELD (reason), PERIOD_STATE, OVERLOADED.
 */
gboolean gw_period_act (GwService *service, const GwPerson *user, guint month,
                        GwPeriodAction action, const char *reason, GwPeriodFunc done,
                        gpointer user_data, GError **error);

/* A figure that is not what was frozen; ids, 0: none. */
typedef struct
{
  gint64 cell_id;
  gint64 class_id;
  gint64 department_id;
  GwFigure figure;
  gint64 frozen;
  gint64 now;
} GwPeriodDifference;

typedef struct
{
  guint month;
  GwPeriodState state;
  gint64 frozen_at; /* 0: never */
  GwFigures frozen; /* of the whole month */
  GwFigures now;
  gint64 n;      /* of differences */
  GArray *items; /* GwPeriodDifference, the first GW_PERIOD_DIFFERENCES_MAX of them */
} GwPeriodDifferences;

void gw_period_differences_free (GwPeriodDifferences *differences);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPeriodDifferences, gw_period_differences_free)

/* Borrowed; NULL with error. */
typedef void (*GwPeriodDifferencesFunc) (const GwPeriodDifferences *differences,
                                         const GError *error, gpointer user_data);
/* What was frozen against what the journal tells now. NOT_FOUND for a month that was never
 * locked; FORBIDDEN for who decides nothing about periods. */
gboolean gw_period_compare (GwService *service, const GwPerson *user, guint month,
                            GwPeriodDifferencesFunc done, gpointer user_data,
                            GError **error);

G_END_DECLS
