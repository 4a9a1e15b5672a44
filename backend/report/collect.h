/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is counted for a report. */
#pragma once

#include "backend/report/content.h"
#include "backend/report/make.h"

G_BEGIN_DECLS

/* data belongs to the callback; NULL with error. */
typedef void (*GwReportCollectedFunc) (GwReportData *data, const GError *error,
                                       gpointer user_data);

/*
 * Asks for one set of figures after the other, on reader threads. FALSE, with done never
 * called, when the first is refused.
 */
gboolean gw_report_collect (GwService *service, const GwPerson *user,
                            const GwReportOrder *order, GwReportCollectedFunc done,
                            gpointer user_data, GError **error);

G_END_DECLS
