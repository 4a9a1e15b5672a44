/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still open, in short: for an index in memory. */
#pragma once

#include "backend/store/case-record.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 version;
  gint64 class_id;
  gint64 component_id; /* 0: none */
  gint64 reported_at;  /* UTC ms */
  GwFixed position;
  gint64 cell_id;
  gint64 department_id; /* 0: none */
  GwCaseState state;
  guint flags;    /* GwCaseFlag */
  gint64 warn_at; /* UTC ms as the next two, 0: none; see rules/lamp.h */
  gint64 deadline;
  gint64 handled_at;
} GwOpenCase;

/* All open cases (GwOpenCase) as of one instant, by an index. NULL on error. */
GArray *gw_store_open_cases (GwStoreReader *reader, GError **error);

/* Numbers (gint64) of open cases that the person handles or has a task in. Looks at all that
 * are open. */
GArray *gw_store_open_cases_of (GwStoreReader *reader, gint64 person, GError **error);
/* Numbers (gint64) of open cases behind `after`, ascending, at most limit. */
GArray *gw_store_open_case_ids (GwStoreReader *reader, gint64 after, guint limit,
                                GError **error);

G_END_DECLS
