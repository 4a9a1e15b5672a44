/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page of the preferences: appearance, how the desk starts, acting. */
#pragma once

#include "gui/session/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An AdwPreferencesPage. */
GtkWidget *gw_general_page_new (GwSettings *settings);

G_END_DECLS
