/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamp of a case. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/lamp.h"

#include <string.h>

static const char *const names[] = { "none", "green", "yellow", "red" };

gint64
gw_lamp_yellow_at (gint64 start_ms, gint64 deadline_ms)
{
  return deadline_ms - (deadline_ms - start_ms) / 10;
}

GwLamp
gw_lamp (GwCaseState state, gint64 warn_at_ms, gint64 deadline_ms, gint64 handled_at_ms,
         gint64 now_ms)
{
  if (deadline_ms == 0 || gw_case_state_is_terminal (state))
    return GW_LAMP_NONE;
  if (!gw_case_state_has_clock (state))
    return handled_at_ms > deadline_ms ? GW_LAMP_RED : GW_LAMP_GREEN;
  if (now_ms > deadline_ms)
    return GW_LAMP_RED;
  return now_ms >= warn_at_ms ? GW_LAMP_YELLOW : GW_LAMP_GREEN;
}

const char *
gw_lamp_name (GwLamp lamp)
{
  return (guint)lamp < G_N_ELEMENTS (names) ? names[lamp] : NULL;
}

gboolean
gw_lamp_parse (const char *name, GwLamp *ret_lamp)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strcmp (name, names[i]) == 0)
        {
          *ret_lamp = i;
          return TRUE;
        }
    }
  return FALSE;
}
