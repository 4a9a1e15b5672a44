/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a calendar is called, and which departments work by it. */
#pragma once

#include "gui/admin/calendar-draft.h"
#include "gui/model/city-info.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "edited" (): the draft that is shown is another one now. */
#define GW_TYPE_CALENDAR_CARD (gw_calendar_card_get_type ())
G_DECLARE_FINAL_TYPE (GwCalendarCard, gw_calendar_card, GW, CALENDAR_CARD, AdwBin)

GtkWidget *gw_calendar_card_new (GwCityInfo *city);
/* draft: borrowed, changed as one types. is_new: its code is to be given. */
void gw_calendar_card_show (GwCalendarCard *self, GwCalendarDraft *draft, gboolean is_new);
/* FALSE while a new calendar has no code that could be one. */
gboolean gw_calendar_card_has_code (GwCalendarCard *self);
/* Puts the keyboard where the code is given. */
void gw_calendar_card_focus_code (GwCalendarCard *self);

G_END_DECLS
