/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Local days as numbers such as 20261122, and what is reckoned with them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint32 gw_day_after (guint32 day);
guint32 gw_day_before (guint32 day);
/* Days counted on, for arithmetic. */
guint32 gw_day_to_number (guint32 day);
guint32 gw_day_from_number (guint32 number);
/* 1 (Monday) to 7. */
guint gw_day_to_weekday (guint32 day);

G_END_DECLS
