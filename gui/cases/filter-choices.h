/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the drop-downs of the filter bar offer, and the codes behind it. */
#pragma once

#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Any time, today, the last seven and the last thirty days. */
#define GW_N_PERIODS 4

/* Fill a drop-down; the codes by place (char *, NULL first: any) are the caller's. */
GPtrArray *gw_filter_choice_departments (GtkDropDown *drop_down, GwCityInfo *city);
GPtrArray *gw_filter_choice_areas (GtkDropDown *drop_down, GwCityInfo *city);
GPtrArray *gw_filter_choice_classes (GtkDropDown *drop_down, GwCityInfo *city);
GPtrArray *gw_filter_choice_sources (GtkDropDown *drop_down);
/* Lets one type to find a choice. */
void gw_filter_choice_make_searchable (GtkDropDown *drop_down);
/* The code that is chosen, or NULL; caller frees. */
char *gw_filter_choice_dup_code (GtkDropDown *drop_down, GPtrArray *codes);
/* Chooses the code; NULL or one that is not there: any. */
void gw_filter_choice_select (GtkDropDown *drop_down, GPtrArray *codes, const char *code);
/* When a period began in the city's time, microseconds UTC; 0: any time. */
gint64 gw_filter_choice_period_start (guint period, GwDesk *desk);
/* "&name=value", unless value is NULL. */
void gw_filter_choice_append (GString *text, const char *name, const char *value);

G_END_DECLS
