/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the stages. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/stage.h"

#include <string.h>

static const char *const names[GW_N_STAGES] = {
  [GW_STAGE_ACCEPT] = "accept", [GW_STAGE_VERIFY] = "verify",
  [GW_STAGE_FILE] = "file",     [GW_STAGE_DISPATCH] = "dispatch",
  [GW_STAGE_HANDLE] = "handle", [GW_STAGE_CHECK] = "check",
  [GW_STAGE_CLOSE] = "close",   [GW_STAGE_TOTAL] = "total",
  [GW_STAGE_ANSWER] = "answer",
};

const char *
gw_stage_name (GwStage stage)
{
  return (guint)stage < GW_N_STAGES ? names[stage] : NULL;
}

gboolean
gw_stage_parse (const char *name, GwStage *ret_stage)
{
  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      if (strcmp (name, names[i]) == 0)
        {
          *ret_stage = i;
          return TRUE;
        }
    }
  return FALSE;
}
