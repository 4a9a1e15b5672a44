/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/client/class-group.h"

#include <glib/gi18n.h>

static const char *const labels[GW_N_CLASS_GROUPS] = {
  [1] = N_ ("Public utilities"), [2] = N_ ("Traffic"),
  [3] = N_ ("Sanitation"),       [4] = N_ ("Greenery"),
  [5] = N_ ("Other components"), [6] = N_ ("City environment"),
  [7] = N_ ("Advertising"),      [8] = N_ ("Construction sites"),
  [9] = N_ ("Street order"),     [10] = N_ ("Other matters"),
};

guint
gw_class_group (const char *class_code)
{
  guint group;

  if (class_code == NULL || !g_ascii_isdigit (class_code[0]) ||
      !g_ascii_isdigit (class_code[1]))
    return 0;
  group = (guint)(class_code[0] - '0') * 10 + (guint)(class_code[1] - '0');
  return group < GW_N_CLASS_GROUPS ? group : 0;
}

const char *
gw_class_group_label (guint group)
{
  g_return_val_if_fail (group < GW_N_CLASS_GROUPS, NULL);
  return labels[group] != NULL ? _ (labels[group]) : NULL;
}
