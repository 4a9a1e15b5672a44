/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's documents to plain structs. All are GwDecoders and thread-safe. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/* Rows of a page and the path of the next one (NULL: the end). */
typedef struct
{
  GPtrArray *items;
  char *next;
} GwPage;

/* How long a list is behind its first page, and the last row of each page but the last. */
typedef struct
{
  guint count;
  guint step;
  GStrv keys;    /* one less than there are pages */
  gboolean more; /* the list is longer than the server counts */
} GwCaseIndex;

typedef struct
{
  GArray *points; /* GwCasePoint */
  char *next;
} GwPointPage;

/* One frame of the feed. */
typedef struct
{
  GPtrArray *events;     /* GwCaseEvent */
  GPtrArray *holds;      /* GwHoldRecord */
  gint64 hello_last_seq; /* -1: the frame holds no greeting */
  gboolean is_reset;     /* more was missed than we wanted to hear of: load anew */
} GwLiveFrame;

void gw_page_free (GwPage *page);
void gw_case_index_free (GwCaseIndex *index);
void gw_point_page_free (GwPointPage *page);
void gw_live_frame_free (GwLiveFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPage, gw_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseIndex, gw_case_index_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPointPage, gw_point_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLiveFrame, gw_live_frame_free)

/* GwSessionRecord; for the current session (which names no token) too. */
gpointer gw_decode_session (const char *text, gsize length, GError **error);
/* GwCityRecord. */
gpointer gw_decode_city (const char *text, gsize length, GError **error);
/* GPtrArray of GwAreaRecord, GwNamed (boxed by hand: gw_named_clear) and GwClassRecord. */
gpointer gw_decode_areas (const char *text, gsize length, GError **error);
gpointer gw_decode_departments (const char *text, gsize length, GError **error);
/* GwUrgencyRecord, the most urgent first. */
gpointer gw_decode_urgencies (const char *text, gsize length, GError **error);
gpointer gw_decode_classes (const char *text, gsize length, GError **error);
/* GPtrArray of GwNoticeRecord, newest first. */
gpointer gw_decode_notices (const char *text, gsize length, GError **error);
/* GPtrArray of GwNamed: login and name. */
gpointer gw_decode_people (const char *text, gsize length, GError **error);
/* GwPage of GwCaseRow. */
gpointer gw_decode_case_page (const char *text, gsize length, GError **error);
/* GwCaseIndex; its keys are as many as its pages need. */
gpointer gw_decode_case_index (const char *text, gsize length, GError **error);
/* GwPointPage. */
gpointer gw_decode_points (const char *text, gsize length, GError **error);
/* GwCaseDetail. */
gpointer gw_decode_case (const char *text, gsize length, GError **error);
/* GPtrArray of GwCaseEvent. */
gpointer gw_decode_events (const char *text, gsize length, GError **error);
/* GwLiveFrame. */
gpointer gw_decode_live_frame (const char *text, gsize length, GError **error);
/* GwPage of GwStatisticsRow, of cells or departments. */
gpointer gw_decode_statistics (const char *text, gsize length, GError **error);
/* GwPage of GwStatisticsRow with closed and closing_s, of the closing times of cells. */
gpointer gw_decode_closing_rows (const char *text, gsize length, GError **error);
/* The id (char *) of a photograph that was taken in. */
gpointer gw_decode_attachment_id (const char *text, gsize length, GError **error);
/* GPtrArray of GwPlaceRecord, best first. */
gpointer gw_decode_places (const char *text, gsize length, GError **error);
/* GPtrArray of GwNearbyRecord, as the server orders them. */
gpointer gw_decode_nearby (const char *text, gsize length, GError **error);
/* GPtrArray of GwInspectorRecord, by login. */
gpointer gw_decode_inspectors (const char *text, gsize length, GError **error);
/* GwPage of GwCellRecord. A feature whose shape cannot be taken fails the page. */
gpointer gw_decode_cells (const char *text, gsize length, GError **error);

G_END_DECLS
