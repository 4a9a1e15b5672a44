/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of routing share. */
#pragma once

#include "backend/rules/routing.h"

G_BEGIN_DECLS

/* Neither NULL nor empty. */
static inline gboolean
gw_is_given (const char *text)
{
  return text != NULL && text[0] != '\0';
}

/* The whole week. */
gboolean gw_week_window_is_open (const GwWeekWindow *window);
gboolean gw_week_window_holds (const GwWeekWindow *window, guint weekday, guint minute);

G_END_DECLS
