/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the desk's page share: nobody else includes this. */
#pragma once

#include <adwaita.h>

#include "gui/bulk/bulk-view.h"
#include "gui/cases/case-list-view.h"
#include "gui/connection-button.h"
#include "gui/desk-acting.h"
#include "gui/desk-page.h"
#include "gui/detail/detail-view.h"
#include "gui/kept-button.h"
#include "gui/map-memory.h"
#include "gui/map/map-view.h"
#include "gui/notices-button.h"
#include "gui/statistics/statistics-view.h"
#include "gui/targets/targets-view.h"

G_BEGIN_DECLS

struct _GwDeskPage
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwSettings *settings;
  GwMapMemory *map_memory;
  guint focus_source;    /* gives the focus back */
  GtkWidget *last_focus; /* weak: what had it last, of the page */
  GtkLabel *city_label;
  GtkWidget *demo_label;
  GtkMenuButton *user_button;
  GtkWidget *call_button;
  GwConnectionButton *connection_button;
  GwKeptButton *kept_button;
  GwNoticesButton *notices_button;
  GtkPaned *outer_paned;
  AdwViewStack *left_stack;
  GwCaseListView *list_view;
  GwStatisticsView *statistics_view;
  GwTargetsView *targets_view;
  GwMapView *map_view;
  GtkRevealer *cell_revealer;
  GtkLabel *cell_label;
  GtkStack *case_stack;
  GwDetailView *detail_view;
  GwBulkView *bulk_view;
  GwDeskActing *acting;
  gboolean is_ready;
  gboolean came_from_statistics; /* the open case was among the counted ones */
};

/* ---- desk-actions.c ---- */

/* The actions "desk.…" of the page. */
void gw_desk_actions_install (GtkWidgetClass *widget_class);

/* ---- desk-map.c ---- */

/* The desk is there: what is drawn on its map narrows the list. */
void gw_desk_map_connect (GwDeskPage *self);
/* Layers and colours of the section that is shown. */
void gw_desk_map_show_section (GwDeskPage *self);

/* ---- desk-panes.c ---- */

gboolean gw_desk_panes_show_statistics (GwDeskPage *self);
gboolean gw_desk_panes_show_targets (GwDeskPage *self);
/* Statistics or targets: a page of tables, beside which there is no open case. */
gboolean gw_desk_panes_show_tables (GwDeskPage *self);
/* The page has come into a window: its panes take their shares of it. */
void gw_desk_panes_root (GwDeskPage *self);
/* Lays the panes out for the section that is shown, as it was left. */
void gw_desk_panes_enter_section (GwDeskPage *self);
/* Somebody pulled a pane: remembered for this section. */
void gw_desk_panes_moved_cb (GwDeskPage *self);
/* Between the list beside a large map and the table. */
void gw_desk_panes_toggle_table (GwDeskPage *self);

/* ---- desk-session.c ---- */

/* Filter and section of the last time, and from now on they are remembered. */
void gw_desk_session_begin (GwDeskPage *self);
/* The map as it was left, unless something else is wanted at first. */
void gw_desk_session_go_back (GwDeskPage *self);
/* The open case of the last time, now that there is a list and a map. */
void gw_desk_session_ready (GwDeskPage *self);

G_END_DECLS
