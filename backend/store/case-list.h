/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of cases: filters from an allow-list, pages by key, keys of all pages at once. */
#pragma once

#include "backend/store/case-record.h"
#include "backend/store/store.h"
#include "gis/shape.h"

G_BEGIN_DECLS

typedef enum
{
  GW_CASE_SORT_NEWEST,   /* by number, newest first */
  GW_CASE_SORT_DEADLINE, /* open cases only: nearest deadline first, then those without */
  GW_CASE_SORT_OLDEST,   /* by number, oldest first */
  GW_CASE_SORT_LATEST_DEADLINE, /* as DEADLINE, but the farthest deadline first */
} GwCaseSort;

/* As rules/lamp.h shows them. */
typedef enum
{
  GW_CASE_LAMP_NONE = 1 << 0, /* no deadline, or ended */
  GW_CASE_LAMP_GREEN = 1 << 1,
  GW_CASE_LAMP_YELLOW = 1 << 2, /* from warn_at on */
  GW_CASE_LAMP_RED = 1 << 3,    /* after the deadline */
} GwCaseLampMask;

/* Where a page ended; all zero: at the start. */
typedef struct
{
  gint64 deadline; /* of the last row; G_MAXINT64 for one without; only for that sort */
  gint64 id;
} GwCaseCursor;

/*
 * Every field left zero asks for nothing. Pointers are borrowed for the call.
 * cell_ids restricts to these cells (areas and boxes are resolved by the caller, who has
 * the cells in memory); has_box restricts further to positions inside the box. For large
 * boxes give the box alone: the newest cases are walked.
 */
typedef struct
{
  guint states;       /* mask of 1u << state */
  gboolean only_open; /* instead of listing the open states */
  gint64 department_id;
  const gint64 *class_ids;
  guint n_class_ids;
  const gint64 *cell_ids;
  guint n_cell_ids;
  gboolean no_cells; /* the area or box holds no cell: the list is empty */
  gboolean has_box;
  GwBox box;
  /*
   * A ring restricts to positions inside of it (gw_shape_contains). cell_ids then has the
   * cells that meet it, or is empty when these are very many; of them inner_cell_ids lie in it
   * whole, and their cases are not looked at one by one.
   */
  const GwShape *ring;
  const gint64 *inner_cell_ids;
  guint n_inner_cell_ids;
  guint lamps; /* GwCaseLampMask */
  guint flags; /* mask of flags of which a case has at least one */
  const char *source;
  const char *text; /* searched in descriptions; see gw_search_terms() */
  gint64 from_ms;   /* reported_at >= from */
  gint64 to_ms;     /* reported_at < to; 0: open end */
  gint64 now_ms;    /* for lamps */
  /*
   * is_scoped: only what one person may see, that is any of: reported by scope_reporter_id,
   * in one of scope_states, assigned to scope_department_id, assigned to the handler
   * scope_handler_id, with an open task of scope_inspector_id or of anyone.
   */
  gboolean is_scoped;
  gint64 scope_reporter_id;
  guint scope_states;
  gint64 scope_department_id;
  gint64 scope_handler_id;
  gint64 scope_inspector_id;
  GwCaseSort sort;
  GwCaseCursor after;
  GwCaseCursor until; /* the last row that belongs to the page; all zero: no such end */
  guint limit;        /* 1 .. 10,000 */
} GwCaseFilter;

/*
 * The rows (GwCaseRecord) of one page. ret_more tells whether another page follows;
 * ret_next is then its cursor. Takes longer the rarer the wanted cases are among recent
 * ones: run it on a reader thread.
 */
GPtrArray *gw_store_case_list (GwStoreReader *reader, const GwCaseFilter *filter,
                               gboolean *ret_more, GwCaseCursor *ret_next, GError **error);

/* How many rows the keys of one list may stand for. */
#define GW_CASE_KEYS_MAX 2000000
/* Of what was drawn by hand fewer: each row's place has to be looked at. */
#define GW_CASE_KEYS_RING_MAX 10000

/* Where the pages of a list begin: its whole length without its rows. */
typedef struct
{
  guint count;   /* rows, at most GW_CASE_KEYS_MAX; GW_CASE_KEYS_RING_MAX of a ring */
  gboolean more; /* the list goes on after these */
  GArray *keys; /* GwCaseCursor: the last row of each page of step rows but the last page */
} GwCaseKeys;

void gw_case_keys_clear (GwCaseKeys *keys);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCaseKeys, gw_case_keys_clear)

/*
 * Counts a list, from after on, and gives its pages' keys; limit and until of the filter are
 * not looked at. Filters by state, department or class alone, or none, walk covering indices: about
 * 0.2 s for a million cases. Others look at every row that their index leaves. For a
 * reader thread.
 */
gboolean gw_store_case_keys (GwStoreReader *reader, const GwCaseFilter *filter, guint step,
                             GwCaseKeys *ret_keys, GError **error);

G_END_DECLS
