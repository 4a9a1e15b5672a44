/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One counted case of a list. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/counted-item.h"

struct _GwCountedItem
{
  GObject parent_instance;

  GwCountedCase *counted;
};

G_DEFINE_FINAL_TYPE (GwCountedItem, gw_counted_item, G_TYPE_OBJECT)

static void
gw_counted_item_finalize (GObject *object)
{
  gw_counted_case_free (GW_COUNTED_ITEM (object)->counted);

  G_OBJECT_CLASS (gw_counted_item_parent_class)->finalize (object);
}

static void
gw_counted_item_class_init (GwCountedItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_counted_item_finalize;
}

static void
gw_counted_item_init (GwCountedItem *self)
{
}

GwCountedItem *
gw_counted_item_new (GwCountedCase *counted)
{
  GwCountedItem *self = g_object_new (GW_TYPE_COUNTED_ITEM, NULL);

  self->counted = counted;
  return self;
}

const GwCountedCase *
gw_counted_item_get (GwCountedItem *self)
{
  g_return_val_if_fail (GW_IS_COUNTED_ITEM (self), NULL);

  return self->counted;
}
