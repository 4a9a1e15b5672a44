/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a score is made of: each term with the numbers put in. */
#pragma once

#include "gui/client/score-records.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "listed" (string figure): the cases of a number are to be listed. */
#define GW_TYPE_STAT_TERMS (gw_stat_terms_get_type ())
G_DECLARE_FINAL_TYPE (GwStatTerms, gw_stat_terms, GW, STAT_TERMS, GtkWidget)

GtkWidget *gw_stat_terms_new (void);
/* Of whom (name) what; what is there already stays, with its focus. scored NULL: nothing. */
void gw_stat_terms_show (GwStatTerms *self, const char *name, const GwScored *scored);

G_END_DECLS
