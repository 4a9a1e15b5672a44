/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions leaving the desk: said in a toast that can undo them, and the list goes on. */
#pragma once

#include "gui/desk-page.h"
#include "gui/session/settings.h"

G_BEGIN_DECLS

typedef struct _GwDeskActing GwDeskActing;

/* Belongs to the page, which it does not keep alive. Toasts go to the overlay round it. */
GwDeskActing *gw_desk_acting_new (GwDeskPage *page, GwDesk *desk, GwSettings *settings);
void gw_desk_acting_free (GwDeskActing *self);
/* Takes back the latest decision that is not sent yet, and lays its case open again. */
void gw_desk_acting_undo (GwDeskActing *self);

G_END_DECLS
