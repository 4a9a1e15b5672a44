/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One action on its way through the writer. */
#pragma once

#include "backend/service/case-action.h"
#include "backend/service/case-change.h"
#include "backend/service/service-private.h"

G_BEGIN_DECLS

typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GwPerson *user;
  gint64 case_id;
  gint64 version;
  GwChange change;
  GwTaskOffer offer; /* that change points to, when it does */
  /* What is looked up on the writer's thread; NULL and 0: not given. */
  char **attachment_ids;
  char *inspector;
  char *handler;
  char *description; /* corrected, or of the case that is split off */
  char *class_code;
  char *condition;
  gboolean has_kind;
  GwClassKind kind;
  gint64 other_id;
  GwCaseRecord *other;
  /* What came of it. */
  GPtrArray *written; /* GwWritten, in the order of the journal */
  GwCaseRecord *record;
  GwCaseParts parts;
  gboolean exchange;      /* of the other hotline system, which knows no version */
  char *key;              /* that it repeats itself under, or NULL */
  guint8 body_sha256[32]; /* of what came under the key; zeros for the other system */
  gboolean repeated;      /* it did: nothing is changed */
  GwActionFunc done;
  gpointer user_data;
} ActJob;

void gw_act_job_free (gpointer job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ActJob, gw_act_job_free)
/*
 * case-action.c: as gw_case_action() on a case that the account has handed over, whatever its
 * version; nothing when it comes again (key, or NULL; or the last return visit said the same).
 */
gboolean gw_case_action_exchange (GwService *service, const GwPerson *user,
                                  const GwActionRequest *request, const char *key,
                                  GwActionFunc done, gpointer user_data, GError **error);
/* Takes the job, unless it returns FALSE: too much is waiting. */
gboolean gw_act_queue (ActJob *job);

G_END_DECLS
