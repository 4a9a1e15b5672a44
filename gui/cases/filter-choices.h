/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the choosers of the filter bar offer, and the codes behind it. */
#pragma once

#include "gui/chooser.h"
#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Any time, today, the last seven and the last thirty days. */
#define GW_N_PERIODS 4

/* Fill a chooser; the codes by place (char *, NULL first: any) are the caller's. */
GPtrArray *gw_filter_choice_departments (GwChooser *chooser, GwCityInfo *city);
GPtrArray *gw_filter_choice_areas (GwChooser *chooser, GwCityInfo *city);
GPtrArray *gw_filter_choice_classes (GwChooser *chooser, GwCityInfo *city);
GPtrArray *gw_filter_choice_sources (GwChooser *chooser);
/* The code that is chosen, or NULL; caller frees. */
char *gw_filter_choice_dup_code (GwChooser *chooser, GPtrArray *codes);
/* Chooses the code; NULL or one that is not there: any. */
void gw_filter_choice_select (GwChooser *chooser, GPtrArray *codes, const char *code);
/* When a period began in the city's time, microseconds UTC; 0: any time. */
gint64 gw_filter_choice_period_start (guint period, GwDesk *desk);
/* "&name=value", unless value is NULL. */
void gw_filter_choice_append (GString *text, const char *name, const char *value);

G_END_DECLS
