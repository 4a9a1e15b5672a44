/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roll calls as rows. */
#pragma once

#include "backend/store/store.h"
#include "gis/point.h"

G_BEGIN_DECLS

/* Times are UTC ms. */
typedef struct
{
  gint64 id;
  gint64 caller_id;
  gint64 at;
  gint64 until;
  guint n_called;
  guint n_answered; /* late ones too */
  guint n_late;
  guint n_outside;
} GwRollCallRecord;

typedef struct
{
  gint64 person_id;
  gint64 duty_grid_id; /* that the person was signed in to when called */
  gint64 answered_at;  /* 0: not yet; then nothing below counts */
  GwFixed position;
  double accuracy; /* metres; negative: not known */
  gboolean outside;
} GwRollCallAnswerRecord;

/* Assigns record->id; the counts are not read. */
gboolean gw_store_roll_call_add (GwStoreWriter *writer, GwRollCallRecord *record,
                                 GError **error);
gboolean gw_store_roll_call_ask (GwStoreWriter *writer, gint64 id, gint64 person_id,
                                 gint64 duty_grid_id, GError **error);
/* *ret_first FALSE: the person had answered before, which stays, or was not called. */
gboolean gw_store_roll_call_answer (GwStoreWriter *writer, gint64 id,
                                    const GwRollCallAnswerRecord *answer,
                                    gboolean *ret_first, GError **error);
/*
 * NOT_FOUND when there is none. person_id: only what concerns that person, NOT_FOUND when he
 * was not called; 0: all.
 */
gboolean gw_store_roll_call_load (GwStoreReader *reader, gint64 id, gint64 person_id,
                                  GwRollCallRecord *ret_record, GError **error);
/* GwRollCallRecord with ids below before, the newest first. NULL on error. */
GArray *gw_store_roll_call_list (GwStoreReader *reader, gint64 person_id, gint64 before,
                                 guint limit, GError **error);
/* GwRollCallAnswerRecord. NULL on error. */
GArray *gw_store_roll_call_answers (GwStoreReader *reader, gint64 id, gint64 person_id,
                                    GError **error);

G_END_DECLS
