/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register of plan targets: how each stands, and the actuals entered for them. */
#pragma once

#include "backend/rules/rate.h"
#include "backend/service/service.h"
#include "backend/store/plan-store.h"

G_BEGIN_DECLS

#define GW_PLAN_LIMIT_MAX 1000
#define GW_PLAN_HISTORY_MAX 100
#define GW_NOTED_TARGET "plan_target" /* key: "2026/code/area" */

/* A target as somebody sees it. */
typedef struct
{
  GwPlanTargetRecord *record;
  const GwArea *area;             /* of the list's snapshot */
  const GwDepartment *department; /* who leads */
  gboolean counted;               /* by an indicator; nobody enters it */
  gboolean has_actual;
  gint64 actual;       /* in hundredths, as all values */
  guint32 actual_date; /* that it is of */
  GwRate rate;         /* counted ones: what was divided */
  GwTargetStanding standing;
  gboolean may_enter; /* this user may enter an actual */
} GwPlanTargetView;

/* What was asked for. Strings are borrowed for the call. */
typedef struct
{
  guint year;             /* 0: this one */
  const char *area;       /* code: of the area and what lies in it; NULL: all */
  const char *department; /* code of who leads; NULL: all */
  const char *code;       /* of the target; NULL: all */
  gboolean has_lamp;
  GwLamp lamp;
  gint64 id;    /* this one alone, with its history; 0: a list */
  gint64 after; /* id of the last one of the page before; 0: the first page */
  guint limit;  /* 0: all */
} GwPlanFilter;

#define GW_N_PLAN_LAMPS (GW_LAMP_RED + 1)

typedef struct
{
  guint year;
  guint32 today;                /* local date that all was judged on */
  GArray *years;                /* guint, ascending: which the register has */
  GPtrArray *targets;           /* GwPlanTargetView of the page, by code, then by area */
  guint total;                  /* of all pages */
  guint lamps[GW_N_PLAN_LAMPS]; /* of all that pass but for the lamp asked for */
  gboolean more;
  GPtrArray *history; /* GwPlanActualRecord, newest first; of one target */
  GwSnapshot *snapshot;
} GwPlanList;

/* list is the callback's caller's; NULL with error. */
typedef void (*GwPlanFunc) (const GwPlanList *list, const GError *error,
                            gpointer user_data);

/*
 * Who sees all cases sees the targets of his area; a department's people those that it leads.
 * What an indicator counts is counted for the whole area, whoever asks: from January 1 to
 * today, or to the due date once it is over. FALSE, with done never called: FORBIDDEN,
 * NOT_FOUND (area), UNKNOWN_DEPARTMENT, OVERLOADED. Through done also NOT_FOUND of an id.
 */
gboolean gw_plan_list (GwService *service, const GwPerson *user, const GwPlanFilter *filter,
                       GwPlanFunc done, gpointer user_data, GError **error);

/* An actual to be entered. note may be NULL. */
typedef struct
{
  gint64 id;
  gint64 version; /* of the target as it was seen */
  gint64 value;   /* in hundredths */
  guint32 date;   /* that it is of */
  const char *note;
} GwPlanEntry;

/*
 * The people of the leading department may, and leaders, managers and administrators within
 * their area. Former actuals stay, and the journal of administration has both. done gets the
 * target with its history; FORBIDDEN, NOT_FOUND, STALE_VERSION, ACTION_NOT_ALLOWED for what
 * is counted, OUT_OF_RANGE (value, date, note). FALSE, done never called: OVERLOADED.
 */
gboolean gw_plan_enter (GwService *service, const GwPerson *user, const GwPlanEntry *entry,
                        GwPlanFunc done, gpointer user_data, GError **error);

/* plan-enter.c: whether the user may enter actuals of a target of that area and department. */
gboolean gw_plan_may_enter (const GwPerson *user, const GwArea *area, gint64 department_id);

/* For what a file of targets names; user_data of its functions: a GwSnapshot. */
GwPlanTargetContext gw_plan_context (const GwSnapshot *snapshot);

typedef struct
{
  guint n_added;
  guint n_changed;
  guint n_removed; /* of the years of the file, which it does not name */
  guint n_actuals;
} GwPlanImport;

/*
 * The years of these GwPlanTarget (read without a fault) are from now on what they say, in one
 * transaction; each field that changes is noted in the journal of administration. Blocks.
 */
gboolean gw_setup_import_plan (GwService *service, const GPtrArray *targets,
                               GwPlanImport *ret_import, GError **error);
/* GwPlanTarget of a year, or of all (0), as a file would say it. NULL on error. */
GPtrArray *gw_setup_load_plan (GwService *service, guint year, GError **error);

G_END_DECLS
