/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamp of a case: how its handling stands against its deadline. */
#pragma once

#include "backend/rules/lifecycle.h"

G_BEGIN_DECLS

typedef enum
{
  GW_LAMP_NONE,
  GW_LAMP_GREEN,
  GW_LAMP_YELLOW,
  GW_LAMP_RED,
} GwLamp;

/*
 * Times in UTC ms; warn_at and deadline 0: none. While the handling clock runs: red when
 * now > deadline, yellow from warn_at on, else green. Once handled the lamp
 * stands: red when handled_at > deadline, else green. None without deadline and in
 * terminal states.
 */
GwLamp gw_lamp (GwCaseState state, gint64 warn_at_ms, gint64 deadline_ms,
                gint64 handled_at_ms, gint64 now_ms);
/* The instant at which nine tenths of the time between start and deadline are over. */
gint64 gw_lamp_yellow_at (gint64 start_ms, gint64 deadline_ms);
/* "none", "green", "yellow", "red". Static. */
const char *gw_lamp_name (GwLamp lamp);
gboolean gw_lamp_parse (const char *name, GwLamp *ret_lamp);

G_END_DECLS
