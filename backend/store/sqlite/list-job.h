/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list on its way: its plan, and what the plan's pieces are bound from. */
#pragma once

#include "backend/store/search.h"
#include "backend/store/sqlite/connection.h"
#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/list-plan.h"

G_BEGIN_DECLS

typedef struct
{
  const GwCaseFilter *filter; /* set by the caller, as limit and keys_only */
  gint64 limit;
  guint state; /* the one state of this statement, 0: see the filter */
  gboolean keys_only;
  gboolean is_empty; /* nothing can be found: there is no plan */
  GwListPlan plan;
  GwSearchTerms terms;
  char *cells_json;
  GwIdSet *cells;
  GwIdSet *inner_cells;
  GwIdSet *classes;
} GwListJob;

void gw_list_job_clear (GwListJob *job);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwListJob, gw_list_job_clear)

/* Reads the filter: words, sets of ids, the plan. */
gboolean gw_list_job_prepare (GwConnection *connection, GwListJob *job, GError **error);
/* The plan's statement with everything bound, about to be stepped. NULL on error. */
GwStatement *gw_list_job_open (GwConnection *connection, const GwListJob *job,
                               GError **error);

G_END_DECLS
