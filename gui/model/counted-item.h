/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One counted case of a list. */
#pragma once

#include "gui/client/figure-records.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define GW_TYPE_COUNTED_ITEM (gw_counted_item_get_type ())
G_DECLARE_FINAL_TYPE (GwCountedItem, gw_counted_item, GW, COUNTED_ITEM, GObject)

/* Takes the record. */
GwCountedItem *gw_counted_item_new (GwCountedCase *counted);
const GwCountedCase *gw_counted_item_get (GwCountedItem *self);

G_END_DECLS
