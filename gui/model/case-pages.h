/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a list of any length, in pages of which only some are held. */
#pragma once

#include "gui/model/case-slot.h"

G_BEGIN_DECLS

typedef struct
{
  char *after;        /* key of the last row before it; NULL: the first page */
  char *until;        /* key of its last row; NULL: the last page */
  guint n_rows;       /* as far as is known before it is loaded */
  gboolean is_loaded; /* then each slot has its case, but for rows that have left */
  gboolean is_asked;
  GPtrArray *slots;   /* GwCaseSlot, or NULL where nobody has looked; NULL: none at all */
  GPtrArray *surplus; /* GwCase: rows beyond n_rows, until the page is settled; or NULL */
  guint64 used;       /* the greater, the later somebody looked */
} GwCasePage;

/* Not thread-safe. A value without signals: its owner tells views what changed. */
typedef struct _GwCasePages GwCasePages;

GwCasePages *gw_case_pages_new (void);
void gw_case_pages_free (GwCasePages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCasePages, gw_case_pages_free)

guint gw_case_pages_get_n_pages (GwCasePages *pages);
guint gw_case_pages_get_n_rows (GwCasePages *pages);
/* Borrowed, until it is removed. */
GwCasePage *gw_case_pages_get_page (GwCasePages *pages, guint i);
/* The position of its first row. */
guint gw_case_pages_get_start (GwCasePages *pages, guint i);
/* until may be NULL. Its rows are not loaded. Borrowed. */
GwCasePage *gw_case_pages_append (GwCasePages *pages, const char *until, guint n_rows);

/* The slot at a position, made when nobody had looked there; ret_page is its page. */
GwCaseSlot *gw_case_pages_look (GwCasePages *pages, guint position, guint *ret_page);
/* The case at a position, NULL when it is not loaded. Borrowed. */
GwCase *gw_case_pages_peek (GwCasePages *pages, guint position);
/* G_MAXUINT: not among the rows that are loaded. */
guint gw_case_pages_find (GwCasePages *pages, const char *number);
/* Borrowed; NULL as above. */
GwCase *gw_case_pages_lookup (GwCasePages *pages, const char *number);

/*
 * Gives a page its rows (GwCase), in order; those that another page has are left out. More
 * rows than were known wait as surplus, fewer leave slots empty: TRUE then, and settle() is
 * to be called when nobody scrolls.
 */
gboolean gw_case_pages_fill (GwCasePages *pages, GwCasePage *page, GPtrArray *cases);
/* Makes the page as long as its rows are. FALSE when it was; else what changed. */
gboolean gw_case_pages_settle (GwCasePages *pages, guint i, guint *ret_position,
                               guint *ret_removed, guint *ret_added);
/* The page holding the position must be loaded. */
void gw_case_pages_remove (GwCasePages *pages, guint position);
/* Into a loaded page, before its row at offset. Returns the position. */
guint gw_case_pages_insert (GwCasePages *pages, guint i, guint offset, GwCase *object);
/* Lets rows go of which nobody looked at for longest, until so many pages are loaded. */
void gw_case_pages_forget (GwCasePages *pages, guint max_loaded);

G_END_DECLS
