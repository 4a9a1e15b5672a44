/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is to do next with cases: the lists by which a shift divides its work. */
#pragma once

#include "gui/model/case-filter.h"

G_BEGIN_DECLS

/* The first seven are the stages that every case goes through, in their order. */
typedef enum
{
  GW_WORK_OPEN,
  GW_WORK_TO_FILE,
  GW_WORK_TO_DISPATCH,
  GW_WORK_IN_WORK,
  GW_WORK_TO_CHECK,
  GW_WORK_TO_CLOSE,
  GW_WORK_ENDED,
  GW_WORK_TO_VERIFY,
  GW_WORK_RETURNED,
  GW_WORK_REQUESTS,
  GW_WORK_ASSIGNED,
  GW_WORK_DUE_SOON,
  GW_WORK_OVERDUE,
  GW_WORK_SUPERVISED,
  GW_N_WORK_LISTS,
} GwWorkList;

#define GW_N_WORK_STAGES (GW_WORK_ENDED + 1)

typedef struct
{
  const char *id;    /* in the settings: never to be changed */
  const char *label; /* to be translated, as tooltip */
  const char *tooltip;
  guint states; /* as in GwCaseFilter */
  guint lamps;
  guint flags;
  const char *roles; /* who works with it, separated by spaces; NULL: everybody */
} GwWorkListInfo;

const GwWorkListInfo *gw_work_list_info (GwWorkList list);
/* TRUE when any of the user's roles works with it. */
gboolean gw_work_list_is_for (GwWorkList list, const GwUser *user);
/* Whether a case stands in it. */
gboolean gw_work_list_holds (GwWorkList list, GwCaseState state, GwLamp lamp, guint flags);

G_END_DECLS
