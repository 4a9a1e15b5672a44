/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a decision came out as it did, step by step, for who wants to know. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_WHY_VIEW (gw_why_view_get_type ())
G_DECLARE_FINAL_TYPE (GwWhyView, gw_why_view, GW, WHY_VIEW, GtkWidget)

/* The question, "Why this department?". */
void gw_why_view_set_title (GwWhyView *self, const char *title);
/* Not visible without steps. It stays open or closed as it is. */
void gw_why_view_set_steps (GwWhyView *self, const char *const *steps);

G_END_DECLS
