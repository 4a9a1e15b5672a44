/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the preferences, each bound to a key of the settings' schema. */
#pragma once

#include "gui/session/settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A row with a switch; key is of type b. */
GtkWidget *gw_switch_row_new (GwSettings *settings, const char *key, const char *title,
                              const char *subtitle);
/* A row with a number within the range that the schema gives; key is of type i. */
GtkWidget *gw_number_row_new (GwSettings *settings, const char *key, const char *title,
                              const char *subtitle);
/* A row that chooses one of the n values of key, which is of type s; titles are shown in
 * their stead. values must live as long as the row. */
GtkWidget *gw_choice_row_new (GwSettings *settings, const char *key, const char *title,
                              const char *const *values, const char *const *titles);
/* An empty group; title may be NULL. */
AdwPreferencesGroup *gw_preferences_group_new (AdwPreferencesPage *page, const char *title);

G_END_DECLS
