/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was told of which card. */
#pragma once

#include "backend/rules/stage.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 card_id;
  gint64 case_id;
  GwStage stage;
  guint colour; /* GwLamp */
  guint level;  /* 0: the card itself; else its escalation */
  gint64 at;
  gint64 read_at; /* 0: not yet */
} GwNoticeRecord;

/* Someone who may be told. */
typedef struct
{
  gint64 id;
  gint64 area_id; /* 0: the whole city */
} GwRecipient;

gboolean gw_store_notice_add (GwStoreWriter *writer, gint64 person_id, gint64 card_id,
                              gint64 event_seq, guint level, gint64 at, GError **error);
/* GwNoticeRecord with id < before (0: all), the latest first. NULL on error. */
GArray *gw_store_notice_list (GwStoreReader *reader, gint64 person_id, gboolean unread,
                              gint64 before, guint limit, GError **error);
/* All of the person's up to that one are read now. So many were not before: ret_n. */
gboolean gw_store_notice_read (GwStoreWriter *writer, gint64 person_id, gint64 up_to,
                               gint64 now_ms, guint *ret_n, GError **error);
/* GwRecipient: who has the role and is not disabled; department_id 0: of any or none. */
GArray *gw_store_notice_people (GwStoreReader *reader, const char *role,
                                gint64 department_id, GError **error);

G_END_DECLS
