/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reminders: who is told of cards, and who next when nothing happens. */
#pragma once

#include "backend/rules/lamp.h"
#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_NOTICE_PAGE_MAX 1000

/* Times are UTC ms. */
typedef struct
{
  gint64 id;
  gint64 card;
  char number[GW_CASE_NUMBER_MAX]; /* of the case */
  GwStage stage;
  GwLamp colour;
  guint level; /* 0: the card itself; else its escalation */
  gint64 at;
  gint64 read_at; /* 0: not yet */
} GwNotice;

/*
 * What the user was told: GwNotice with id < before (0: all), the latest first, at most
 * limit + 1. A point read. NULL on error.
 */
GArray *gw_notice_list (GwService *service, const GwPerson *user, gboolean unread,
                        gint64 before, guint limit, GError **error);
/* So many were unread before. */
typedef void (*GwNoticeReadFunc) (guint n, const GError *error, gpointer user_data);
/* All of the user's up to that one are read. FALSE: done is not called. */
gboolean gw_notice_read (GwService *service, const GwPerson *user, gint64 up_to,
                         GwNoticeReadFunc done, gpointer user_data, GError **error);

G_END_DECLS
