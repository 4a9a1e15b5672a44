/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case on the desk: one object per number, updated in place. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/*
 * Property "row" (GwCaseRow) is notified whenever anything of the case changes;
 * "lamp" (guint) also when time alone turns it; "holder" (string) when colleagues open or
 * leave it.
 */
#define GW_TYPE_CASE (gw_case_get_type ())
G_DECLARE_FINAL_TYPE (GwCase, gw_case, GW, CASE, GObject)

/* Takes a reference on row. */
GwCase *gw_case_new (GwCaseRow *row);
const GwCaseRow *gw_case_get_row (GwCase *self);
const char *gw_case_get_number (GwCase *self);
/* Takes the newer row; FALSE (and nothing done) when ours is as new or newer. */
gboolean gw_case_update (GwCase *self, GwCaseRow *row);
/* The lamp as of the last tick. */
GwLamp gw_case_get_lamp (GwCase *self);
/* The lamp of a row when the server's clock shows now. */
GwLamp gw_case_row_lamp_at (const GwCaseRow *row, gint64 now_usec);
/* Names of colleagues who have it open; NULL: none. Borrowed. */
const char *gw_case_get_holder (GwCase *self);
void gw_case_set_holder (GwCase *self, const char *names);
/* Lets the clock turn the lamp: now in microseconds of the server's clock. */
void gw_case_tick (GwCase *self, gint64 now_usec);

G_END_DECLS
