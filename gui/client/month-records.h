/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics, which are reviewed and locked, as the server tells them. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

typedef enum
{
  GW_MONTH_OPEN,
  GW_MONTH_REVIEWED,
  GW_MONTH_LOCKED,
  GW_MONTH_N_STATES,
} GwMonthState;

typedef enum
{
  GW_MONTH_REVIEW,
  GW_MONTH_LOCK,
  GW_MONTH_REOPEN,
  GW_MONTH_N_ACTIONS,
} GwMonthAction;

/* What somebody did about a month. */
typedef struct
{
  GwMonthAction action;
  gint64 at_usec;
  GwNamed by;   /* code NULL: somebody at the machine itself */
  char *reason; /* or NULL */
} GwMonthAct;

typedef struct
{
  char *month; /* "2026-11" */
  GwMonthState state;
  gboolean is_over;
  guint allowed;   /* bits 1 << GwMonthAction, for this user */
  GPtrArray *acts; /* GwMonthAct, oldest first */
} GwMonth;

void gw_month_free (GwMonth *month);
/* Whether its figures were ever frozen. */
gboolean gw_month_was_locked (const GwMonth *month);

/* A figure of a place in the city that is not what was frozen. */
typedef struct
{
  char *cell;         /* NULL: none */
  GwNamed case_class; /* code NULL: none */
  GwNamed department; /* code NULL: none */
  char *figure;       /* its stable name */
  gint64 frozen;
  gint64 now;
} GwMonthDifference;

typedef struct
{
  char *month;
  gint64 frozen_at_usec;
  guint n;          /* of differences; the first of them are items */
  GPtrArray *items; /* GwMonthDifference */
} GwMonthDifferences;

void gw_month_difference_free (GwMonthDifference *difference);
void gw_month_differences_free (GwMonthDifferences *differences);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMonthDifferences, gw_month_differences_free)

/* GwDecoders, thread-safe. GPtrArray of GwMonth, the latest first. */
gpointer gw_decode_months (const char *text, gsize length, GError **error);
/* GwMonthDifferences. */
gpointer gw_decode_month_differences (const char *text, gsize length, GError **error);
/* What is sent to act on a month; reason "": none. Caller frees. */
char *gw_encode_month_action (GwMonthAction action, const char *reason);

G_END_DECLS
