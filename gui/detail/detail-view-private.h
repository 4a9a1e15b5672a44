/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the open case share: nobody else includes this. */
#pragma once

#include <adwaita.h>

#include "gui/cases/lamp-icon.h"
#include "gui/detail/action-form.h"
#include "gui/detail/badge-row.h"
#include "gui/detail/cards-view.h"
#include "gui/detail/clocks-view.h"
#include "gui/detail/component-view.h"
#include "gui/detail/detail-view.h"
#include "gui/detail/facts-view.h"
#include "gui/detail/hold-view.h"
#include "gui/detail/journal-view.h"
#include "gui/detail/nearby-view.h"
#include "gui/detail/pending-bar.h"
#include "gui/detail/photo-strip.h"
#include "gui/detail/place-map.h"
#include "gui/detail/related-view.h"
#include "gui/detail/request-view.h"
#include "gui/detail/why-view.h"
#include "gui/model/case-context.h"
#include "gui/model/open-case.h"

G_BEGIN_DECLS

struct _GwDetailView
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwOpenCase *open_case;
  GwNearbyCases *nearby_cases;
  gboolean focus_when_shown; /* the case was opened from here, by keyboard perhaps */
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GwLampIcon *lamp;
  GtkLabel *class_label;
  GtkLabel *state_label;
  GtkLabel *number_label;
  GwBadgeRow *badge_row;
  GwHoldView *hold_view;
  GtkScrolledWindow *scroller;
  GwRequestView *request_view;
  GtkLabel *description_label;
  GwPhotoStrip *photo_strip;
  GwClocksView *clocks_view;
  GwWhyView *why_deadline;
  GwCaseContext *context;
  GwPlaceMap *place_map;
  GwFactsView *facts_view;
  GwComponentView *component_view;
  GwWhyView *why_department;
  GwCardsView *cards_view;
  GwRelatedView *related_view;
  GwNearbyView *nearby_view;
  GwJournalView *journal_view;
  GwPendingBar *pending_bar;
  GwActionForm *action_form;
};

/* ---- detail-view-acting.c ---- */

/* Desk, open case and form are there: what is decided leaves from here. */
void gw_detail_view_init_acting (GwDetailView *self);
/* What was undone or refused is there again, as it was; once the case is loaded as it is. */
void gw_detail_view_take_back (GwDetailView *self);

G_END_DECLS
