/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else is true of a case, as bits: the order is the wire's. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-flags.h"

static const char *const names[GW_N_FLAGS] = {
  "registered", "task",      "verified", "returned",    "assigned",
  "request",    "suspended", "deferred", "supervised",  "exempt",
  "forced",     "late",      "hotline",  "responsible", "coordinate",
};

const char *
gw_case_flag_name (guint i)
{
  g_return_val_if_fail (i < GW_N_FLAGS, NULL);

  return names[i];
}

guint
gw_case_flags_parse (const char *const *words)
{
  guint flags = 0;

  for (guint k = 0; words != NULL && words[k] != NULL; k++)
    for (guint i = 0; i < GW_N_FLAGS; i++)
      if (g_str_equal (words[k], names[i]))
        flags |= 1u << i;
  return flags;
}
