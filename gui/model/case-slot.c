/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place in a list of cases: there before its case is. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-slot.h"

struct _GwCaseSlot
{
  GObject parent_instance;

  GwCase *object;
};

G_DEFINE_FINAL_TYPE (GwCaseSlot, gw_case_slot, G_TYPE_OBJECT)

enum
{
  PROP_CASE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
gw_case_slot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CASE)
    g_value_set_object (value, GW_CASE_SLOT (object)->object);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_case_slot_finalize (GObject *object)
{
  g_clear_object (&GW_CASE_SLOT (object)->object);

  G_OBJECT_CLASS (gw_case_slot_parent_class)->finalize (object);
}

static void
gw_case_slot_class_init (GwCaseSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_case_slot_get_property;
  object_class->finalize = gw_case_slot_finalize;

  properties[PROP_CASE] = g_param_spec_object ("case", NULL, NULL, GW_TYPE_CASE,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gw_case_slot_init (GwCaseSlot *self)
{
}

GwCaseSlot *
gw_case_slot_new (GwCase *object)
{
  GwCaseSlot *self = g_object_new (GW_TYPE_CASE_SLOT, NULL);

  g_set_object (&self->object, object);
  return self;
}

GwCase *
gw_case_slot_get_case (GwCaseSlot *self)
{
  g_return_val_if_fail (GW_IS_CASE_SLOT (self), NULL);

  return self->object;
}

void
gw_case_slot_set_case (GwCaseSlot *self, GwCase *object)
{
  g_return_if_fail (GW_IS_CASE_SLOT (self));

  if (g_set_object (&self->object, object))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASE]);
}
