/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the months of the statistics were closed as the file says. */
#pragma once

#include "backend/service/audit-rows.h"

G_BEGIN_DECLS

/* Each act against its seal, and what is frozen against its digest. */
gboolean gw_audit_periods (GwStoreReader *reader, GwAuditRowFunc differs,
                           gpointer user_data, GError **error);

G_END_DECLS
