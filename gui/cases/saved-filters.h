/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button with the filters that somebody has given a name. */
#pragma once

#include "gui/session/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "chosen" (string): what was saved under a name is to be the filter. */
#define GW_TYPE_SAVED_FILTERS (gw_saved_filters_get_type ())
G_DECLARE_FINAL_TYPE (GwSavedFilters, gw_saved_filters, GW, SAVED_FILTERS, GtkWidget)

/* Reads what was saved; settings may be NULL: then names last as long as the button. */
void gw_saved_filters_set_settings (GwSavedFilters *self, GwSettings *settings);
/* What would be saved now, as text of one line. */
void gw_saved_filters_set_current (GwSavedFilters *self, const char *filter);
/* Under a name that is there already it takes the place of the other. */
void gw_saved_filters_save (GwSavedFilters *self, const char *name);
void gw_saved_filters_remove (GwSavedFilters *self, const char *name);
void gw_saved_filters_choose (GwSavedFilters *self, const char *name);
guint gw_saved_filters_get_n (GwSavedFilters *self);

G_END_DECLS
