/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts of the managers' page on paper, with what was asked. */
#pragma once

#include "gui/model/insight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "Closure rate: 97.4 %, 2129 of 2185 · of those handled · Street: Riverside": the answer, how
 * it is counted, by what it is narrowed. "" before there is one. Caller frees. */
char *gw_stat_print_note (GwInsight *insight);
/* Asks where to, and prints. charts: GwChart. parent may be NULL. */
void gw_stat_print (GwInsight *insight, const GwNamed *city, GPtrArray *charts,
                    GtkWindow *parent);

G_END_DECLS
