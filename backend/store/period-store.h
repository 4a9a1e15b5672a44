/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics that were reviewed, locked, reopened, and what was frozen of them. */
#pragma once

#include "backend/rules/period.h"
#include "backend/store/chain.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

struct _GwPeriodActRecord
{
  gint64 id;
  guint month;      /* 202611 */
  guint action;     /* GwPeriodAction */
  gint64 at;        /* UTC ms */
  gint64 person_id; /* 0: somebody at the machine itself */
  char *reason;     /* or NULL */
  gint64 n_rows;    /* that were frozen */
  gboolean has_digest;
  GwHash digest; /* of what was frozen */
  gint64 seal_id;
};

void gw_period_act_record_free (GwPeriodActRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPeriodActRecord, gw_period_act_record_free)

/* GwPeriodActRecord, oldest first. month 0: of all. NULL on error. */
GPtrArray *gw_store_period_acts (GwStoreReader *reader, guint month, GError **error);
/* The state that the month is in, by its last act. */
gboolean gw_store_period_state (GwStoreReader *reader, guint month,
                                GwPeriodState *ret_state, GError **error);
/* Gives the record its id, and a seal in the journal's chain. */
gboolean gw_store_period_act_add (GwStoreWriter *writer, GwPeriodActRecord *record,
                                  GError **error);
/* The local month of the journal's first event; 0: there is none. */
gboolean gw_store_period_first (GwStoreReader *reader, guint *ret_month, GError **error);

/* The figures of a cell, class and department; ids, 0: none. */
typedef struct
{
  gint64 cell_id;
  gint64 class_id;
  gint64 department_id;
  char *figures; /* "reported=5 filed=4" */
} GwPeriodFigure;

typedef gboolean (*GwPeriodFigureFunc) (const GwPeriodFigure *figure, gpointer data,
                                        GError **error);
/* By ascending ids. */
gboolean gw_store_period_figures (GwStoreReader *reader, guint month,
                                  GwPeriodFigureFunc func, gpointer data, GError **error);
gboolean gw_store_period_figures_clear (GwStoreWriter *writer, guint month, GError **error);
gboolean gw_store_period_figure_add (GwStoreWriter *writer, guint month,
                                     const GwPeriodFigure *figure, GError **error);
/* Lines that name months with frozen figures that were never locked. FALSE on error. */
gboolean gw_store_period_strays (GwStoreReader *reader, GPtrArray *ret_lines,
                                 GError **error);
/* The content of the seal with the number, with *ret_found. */
gboolean gw_store_seal_content (GwStoreReader *reader, gint64 id, GwHash *ret_content,
                                gboolean *ret_found, GError **error);

/* Whether an event behind after_seq is dated before the end (UTC ms). */
gboolean gw_store_period_came_late (GwStoreReader *reader, gint64 after_seq, gint64 end_ms,
                                    gboolean *ret_any, GError **error);

/*
 * No event may be dated before: when the last one was, and the end of the last month that is
 * locked. UTC ms.
 */
gboolean gw_store_event_floor (GwStoreWriter *writer, gint64 *ret_at_ms, GError **error);

G_END_DECLS
