/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing rules as rows, and what routing has to know of departments and cases. */
#pragma once

#include "backend/rules/routing.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  GwRoutingRule rule; /* its strings are owned; departments are ids */
} GwRoutingRecord;

void gw_routing_record_free (GwRoutingRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRoutingRecord, gw_routing_record_free)

/* GwRoutingRecord: those in force by rank, then the retired ones. NULL on error. */
GPtrArray *gw_store_routing_list (GwStoreReader *reader, GError **error);
/* Fills in rule->id, takes nothing over; EXISTS when a rule in force has the rank. */
gboolean gw_store_routing_add (GwStoreWriter *writer, GwRoutingRule *rule, GError **error);
/* The rule stays known and matches nothing any more; NOT_FOUND when none is in force. */
gboolean gw_store_routing_retire (GwStoreWriter *writer, gint64 id, gint64 at,
                                  GError **error);

/* Who answers for what nobody else does in the area; department 0: nobody. */
gboolean gw_store_area_set_department (GwStoreWriter *writer, gint64 area,
                                       gint64 department, GError **error);

typedef struct
{
  gint64 department;
  guint open;
} GwLoadRow;

/* GwLoadRow for each department that has any open case; NULL on error. */
GArray *gw_store_department_loads (GwStoreReader *reader, GError **error);

/* What routing asks about a case. */
typedef struct
{
  gint64 id;
  gint64 class_id;
  gint64 cell_id;
  gint64 owner_id; /* of the component; 0: none */
  char *source;
  gint64 at;           /* when it was dispatched, else reported */
  gint64 department;   /* whose it is; 0: nobody's */
  gint64 condition_id; /* 0: the class' first */
} GwRoutedCase;

void gw_routed_case_free (GwRoutedCase *routed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRoutedCase, gw_routed_case_free)

/* GwRoutedCase: the latest `limit` cases, the latest first. NULL on error. */
GPtrArray *gw_store_routed_cases (GwStoreReader *reader, guint limit, GError **error);

G_END_DECLS
