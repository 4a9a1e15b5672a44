/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One report from the city's figures to its files. */
#pragma once

#include <gio/gio.h>

#include "backend/report/period.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

/* Pointers are borrowed for the call. */
typedef struct
{
  GwReportPeriod period;
  const char *area; /* code; NULL: the whole city */
  gboolean zh;
  guint formats;      /* gw_report_formats_parse() */
  const char *folder; /* made if need be */
} GwReportOrder;

/* files: paths (char *) in the order of writing, borrowed; NULL with error. */
typedef void (*GwReportMadeFunc) (GPtrArray *files, const GError *error,
                                  gpointer user_data);

/*
 * Counts on reader threads, composes and writes on one of its own; done comes on the service's
 * main context. FALSE, with done never called: GW_REPORT_ERROR_INPUT for a period that has not
 * begun or an area that is none, and what gw_figures_query() refuses.
 */
gboolean gw_report_make (GwService *service, const GwPerson *user,
                         const GwReportOrder *order, GCancellable *cancellable,
                         GwReportMadeFunc done, gpointer user_data, GError **error);

/* The city's local date (20261005) and minute of the day now. */
guint gw_report_today (GwService *service, guint *ret_minute);

G_END_DECLS
