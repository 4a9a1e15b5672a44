/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the hotline share with the intake and with each other. */
#pragma once

#include "backend/service/intake.h"
#include "backend/service/service-private.h"
#include "backend/store/hotline-store.h"

G_BEGIN_DECLS

/* Sees callers: acceptors, leaders, administrators; else FORBIDDEN. */
gboolean gw_hotline_may_see_callers (const GwPerson *user, GError **error);
/* MISSING_FIELD, OUT_OF_RANGE with the field; ret_answer: what the urgency promises. */
gboolean gw_hotline_check (GwService *service, const GwCall *call, GwLimit *ret_answer,
                           GError **error);
/* What is kept of the report's call; checked before. case_id and at are missing. */
GwCallRecord *gw_hotline_make_record (const GwPerson *user, const GwReport *report);
/*
 * In a write job: ret_case_id is the case that came of the very same message before, 0:
 * none. EXTERNAL_NUMBER_TAKEN when the number stands for something else.
 */
gboolean gw_hotline_find_repeated (GwStoreReader *reader, const GwCallRecord *call,
                                   gint64 *ret_case_id, GError **error);

/* exchange.c: FORBIDDEN for whoever is no other hotline system. */
gboolean gw_exchange_check_user (const GwPerson *user, GError **error);

/* hotline-counts.c: what the event of a call counts as. before NULL: the report. */
GwHotlineCounts gw_hotline_count_event (const GwCaseRecord *before,
                                        const GwCaseRecord *after,
                                        const GwEventRecord *event);
/* Counts it in the file; nothing for what is no call. */
gboolean gw_hotline_note (GwStoreWriter *writer, const GwCaseRecord *before,
                          const GwCaseRecord *after, const GwEventRecord *event,
                          GError **error);

G_END_DECLS
