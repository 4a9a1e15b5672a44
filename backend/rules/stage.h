/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of a case that have a time limit of their own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers are stored: never renumber, only append. */
typedef enum
{
  GW_STAGE_ACCEPT = 0,
  GW_STAGE_VERIFY,
  GW_STAGE_FILE,
  GW_STAGE_DISPATCH,
  GW_STAGE_HANDLE,
  GW_STAGE_CHECK,
  GW_STAGE_CLOSE,
  GW_STAGE_TOTAL,
  GW_STAGE_ANSWER, /* what the hotline promised the caller */
  GW_N_STAGES,
} GwStage;

/* "accept", "verify", "file", "dispatch", "handle", "check", "close", "total",
 * "answer"; NULL otherwise. Static. */
const char *gw_stage_name (GwStage stage);
/* FALSE (ret_stage untouched) for an unknown name. */
gboolean gw_stage_parse (const char *name, GwStage *ret_stage);

G_END_DECLS
