/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cubes as bytes, which of them are kept, and the spans of days that they are kept for. */
#pragma once

#include "backend/rules/day.h"
#include "backend/store/sqlite/internal.h"
#include "backend/store/sum-store.h"

G_BEGIN_DECLS

/* --- bytes: the same sums are always the same bytes --------------------------------------- */

/* Ascending by their keys; those that are all 0 are left out. */
GBytes *gw_cube_to_bytes (const GwCube *cube);
/* Adds only these figures, those of what happened or those of what waits. */
void gw_cube_add_figures (GwCube *cube, const GwSum *sum, guint figures);
/* Forgets all sums. */
void gw_cube_reset (GwCube *cube);

typedef void (*GwSumFunc) (const GwSum *sum, gpointer data);
/* FALSE when the bytes are damaged. keys: of the cube that they were made of. */
gboolean gw_sums_read (guint keys, const guint8 *bytes, gsize length, GwSumFunc func,
                       gpointer data);

/* --- what is kept ------------------------------------------------------------------------- */

typedef enum
{
  GW_SPAN_DAY,
  GW_SPAN_MONTH,
  GW_SPAN_YEAR,
  GW_SPAN_THIRD, /* of a month: what waited at its end, and nothing else */
  GW_N_SPANS,
} GwSpan;

/* Cells are numbered densely from 1 on: a file with larger numbers is none of ours, and memory
 * goes by the largest. */
#define GW_LAST_CELL ((1 << 26) - 1)

#define GW_ALL_THING_KEYS (GW_THING_BIT (GW_N_THING_KEYS) - 1)
#define GW_FLOW_FIGURES (GW_FIGURE_BIT (GW_FIGURE_TO_HANDLE) - 1)
#define GW_ALL_FIGURES (GW_FIGURE_BIT (GW_N_FIGURES) - 1)
#define GW_WAIT_FIGURES (GW_ALL_FIGURES & ~GW_FLOW_FIGURES)

/* The number of the one by all keys. GW_SPAN_THIRD has it; days have it as columns. */
#define GW_CUBE_ALL 0
guint gw_cube_end (GwSpan span);
guint gw_cube_kept_keys (GwSpan span, guint cube);
/* The smallest that tells these keys apart. FALSE: none of this span does. */
gboolean gw_cube_find (GwSpan span, guint keys, guint *ret_cube);

guint32 gw_span_first_day (GwSpan span, guint32 day);
guint32 gw_span_last_day (GwSpan span, guint32 day);

/* Of its row: (span * 100000000 + first day) * 100 + cube. */
gint64 gw_cube_row_id (GwSpan span, guint32 first_day, guint cube);
void gw_cube_parse_row_id (gint64 id, GwSpan *ret_span, guint32 *ret_first_day,
                           guint *ret_cube);

/* --- rows --------------------------------------------------------------------------------- */

typedef struct
{
  guint32 made;   /* each day up to this one, on which something happened; 0: none is */
  guint32 first;  /* the first day on which anything happened; 0: none */
  guint32 newest; /* the last one */
} GwCubeMark;

gboolean gw_cube_mark_read (GwConnection *connection, GwCubeMark *ret_mark, GError **error);
gboolean gw_cube_mark_write (GwConnection *connection, guint32 made, GError **error);
/* Calls func for each sum of the cube. */
gboolean gw_cube_read (GwConnection *connection, GwSpan span, guint32 first_day, guint cube,
                       GwSumFunc func, gpointer data, GError **error);
/* The last third with a row of what waited that begins on the day or before; 0: none does. */
gboolean gw_cube_last_waiting (GwConnection *connection, guint32 day,
                               guint32 *ret_first_day, GError **error);
/* Runs a query about the rows from one id to another. */
gboolean gw_cube_run_range (GwConnection *connection, GwQuery query, gint64 from_id,
                            gint64 to_id, GError **error);
/* The first number of the query's only row, 0 without one. */
gboolean gw_cube_read_number (GwConnection *connection, GwQuery query, gint64 from_id,
                              gint64 to_id, gint64 *ret_number, GError **error);

/*
 * Straight from what the follower wrote: what happened on the days, less what was taken back
 * on them; and what began to wait on them, less what waited no more. All keys are set, but
 * communities only when there is where to keep what they are found by.
 */
gboolean gw_cube_read_days (GwConnection *connection, guint32 from_day, guint32 to_day,
                            guint figures, GArray **communities, GwSumFunc func,
                            gpointer data, GError **error);
/* What happened before the day and was taken back from that day to a later one. */
gboolean gw_cube_read_crossing (GwConnection *connection, guint32 day, guint32 until_day,
                                GArray **communities, GwSumFunc func, gpointer data,
                                GError **error);

/* Makes all that is to be made of the days up to that one; what is left to plan for it the
 * query tells, an id or 0 (as figure-making-next.sql). */
gboolean gw_cubes_make_until (GwConnection *connection, guint32 day, GwQuery planned,
                              GError **error);
/* The follower comes to events of the day: what was added up of it, and of what has it in it,
 * is so no more. */
gboolean gw_cubes_begin_day (GwConnection *connection, guint32 day, GError **error);
/* It has come to this one of them. */
gboolean gw_cubes_add_day (GwConnection *connection, guint32 day, gint64 seq,
                           GError **error);
gboolean gw_cubes_clear (GwConnection *connection, GError **error);

/* How far apart two days are: 0 the same one; else they lie in halves of a run of 2^n days. */
guint gw_days_apart (guint32 day, guint32 other);
#define GW_N_DAYS_APART 23

G_END_DECLS
