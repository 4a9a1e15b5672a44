/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another hotline system, which has an account of role exchange: it hands cases over, asks how
 * far they are, says what the citizen says, and compares. */
#pragma once

#include "backend/service/case-action.h"
#include "backend/service/hotline.h"
#include "backend/service/intake.h"

G_BEGIN_DECLS

/* What a webhook of this content tells: the status of cases that have an external number. */
#define GW_WEBHOOK_HOTLINE "hotline"

#define GW_EXCHANGE_CLASS_MAX 64
#define GW_EXCHANGE_COMPARE_MAX 10000
#define GW_EXCHANGE_DAYS_MAX 366

/*
 * Takes a case over, as gw_hotline_take(): external_class is mapped to a class of ours
 * (UNKNOWN_CLASS, field "class", when it is not) and, where the call says none, to an urgency.
 * The external number must be there. FORBIDDEN for whoever is no exchange.
 */
gboolean gw_exchange_take (GwService *service, const GwPerson *user,
                           const char *external_class, GwReport *report, GwCall *call,
                           gboolean has_location, GwCallFunc done, gpointer user_data,
                           GError **error);

/* A case that this account has handed over; NOT_FOUND otherwise. Main thread. */
GwCaseRow *gw_exchange_case (GwService *service, const GwPerson *user,
                             const char *external_number, GError **error);

/* What the citizen says. Pointers are borrowed. */
typedef struct
{
  const char *external_number;
  GwSatisfaction satisfaction; /* must be there */
  GwSolved solved;             /* UNKNOWN: not asked */
  const char *opinion;         /* or NULL */
  const char *key; /* as of a report: the same key again is no change; or NULL */
} GwExchangeVisit;

/*
 * A return visit that the other system has made. What was said before is no change and no
 * error. Through done: NOT_FOUND, ACTION_NOT_ALLOWED (not closed), INTERNAL; its detail is
 * the case after it.
 */
gboolean gw_exchange_visit (GwService *service, const GwPerson *user,
                            const GwExchangeVisit *visit, GwActionFunc done,
                            gpointer user_data, GError **error);

/* The number that the other system knows the case by, or NULL. Caller frees. Main thread. */
char *gw_exchange_dup_number (GwService *service, const GwCaseRow *row);

/* --- reconciliation --- */

/* A case as the other system has it. */
typedef struct
{
  char *external_number;
  char *status; /* see gw_hotline_status() */
} GwExchangeItem;

void gw_exchange_item_free (GwExchangeItem *item);

typedef enum
{
  GW_DIFFERENCE_UNKNOWN_HERE,  /* they have it, we do not */
  GW_DIFFERENCE_UNKNOWN_THERE, /* we have it, they do not */
  GW_DIFFERENCE_STATUS,        /* both have it, otherwise */
} GwDifferenceKind;

typedef struct
{
  GwDifferenceKind kind;
  char *external_number;
  char number[GW_CASE_NUMBER_MAX]; /* "" when unknown here */
  char *here;                      /* status, or NULL */
  char *there;
} GwDifference;

/* GwDifference, by external number; n_compared: so many both sides know. */
typedef void (*GwDifferencesFunc) (GPtrArray *differences, guint n_compared,
                                   const GError *error, gpointer user_data);
/*
 * Compares what the other system has with what this account has handed over between both
 * local dates (inclusive, at most GW_EXCHANGE_DAYS_MAX days, else OUT_OF_RANGE). items:
 * GwExchangeItem, taken over. FALSE: done is not called.
 */
gboolean gw_exchange_compare (GwService *service, const GwPerson *user, guint from,
                              guint to, GPtrArray *items, GwDifferencesFunc done,
                              gpointer user_data, GError **error);

G_END_DECLS
