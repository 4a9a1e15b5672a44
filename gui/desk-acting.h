/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions leaving the desk: said in a toast that can undo them, and the list goes on. */
#pragma once

#include "gui/desk-page.h"
#include "gui/session/settings.h"

G_BEGIN_DECLS

typedef struct _GwDeskActing GwDeskActing;

/* Belongs to the page, which has its desk and is not kept alive by it. Toasts go to the overlay round it. */
GwDeskActing *gw_desk_acting_new (GwDeskPage *page, GwSettings *settings);
void gw_desk_acting_free (GwDeskActing *self);
/* Takes back the latest decision that is not sent yet, and lays its case open again. */
void gw_desk_acting_undo (GwDeskActing *self);

/* Selects the cases of the list from the first on, as many as can be acted on at once. */
void gw_desk_acting_select_all (GwDeskActing *self);

G_END_DECLS
