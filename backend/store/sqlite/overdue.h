/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that become overdue because time passes. */
#pragma once

#include "backend/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 now_ms;
  gboolean more; /* set: some are left for the next job */
} GwOverdueJob;

/* A write job (data: GwOverdueJob): marks at most 1,000 cases, oldest deadline first. */
gboolean gw_overdue_job (GwStoreWriter *writer, gpointer data, GError **error);

/* TRUE in *ret_due when the job would find something. */
gboolean gw_overdue_is_due (GwStoreReader *reader, gint64 now_ms, gboolean *ret_due,
                            GError **error);

G_END_DECLS
