/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of the list of cases share: rows and feed, and asking the server. */
#pragma once

#include "gui/model/case-list.h"
#include "gui/model/case-pages.h"

G_BEGIN_DECLS

struct _GwCaseList
{
  GObject parent_instance;

  GwClient *client;
  GwCaseStore *store;
  GwCaseFilter *filter;
  GwCasePages *pages;
  GQueue wanted;             /* GwCasePage, the most urgent last */
  GCancellable *cancellable; /* of all questions about this filter */
  guint n_flying;            /* pages on their way, the first one too */
  gboolean first_page;       /* the first page is on its way */
  gboolean counting;         /* the length is on its way */
  gboolean cut;              /* the server counted no further */
  gboolean unsettled;        /* some page is not as long as its rows */
  gboolean held;             /* new cases wait */
  GPtrArray *missed;         /* GwCaseRow of events while pages were on their way */
  GHashTable *waiting;       /* number -> GwCaseRow */
  guint pump_id;
  guint rest_id;
  GError *error;
};

/* case-list.c */
/* Another question's first page: cases in order, the key of the last one or NULL. */
void gw_case_list_replace (GwCaseList *self, GPtrArray *cases, const char *until);
/* Says once more what the feed said while pages were on their way. */
void gw_case_list_apply_missed (GwCaseList *self);
/* Makes all pages as long as their rows are. */
void gw_case_list_settle (GwCaseList *self);
/* Takes error; NULL: all is well. */
void gw_case_list_set_error (GwCaseList *self, GError *error);
void gw_case_list_notify_state (GwCaseList *self);
void gw_case_list_notify_refreshed (GwCaseList *self);

/* case-list-ask.c */
/* Somebody looks at the page, which is not loaded. */
void gw_case_list_want_page (GwCaseList *self, GwCasePage *page);
void gw_case_list_stop_asking (GwCaseList *self);

G_END_DECLS
