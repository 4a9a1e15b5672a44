/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected case and cell, shared by list, map, detail and statistics. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/selection.h"

struct _GwSelection
{
  GObject parent_instance;

  char *case_number;
  char *cell_code;
};

G_DEFINE_FINAL_TYPE (GwSelection, gw_selection, G_TYPE_OBJECT)

enum
{
  PROP_CASE_NUMBER = 1,
  PROP_CELL_CODE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint reveal_signal;

static void
gw_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwSelection *self = GW_SELECTION (object);

  if (id == PROP_CASE_NUMBER)
    g_value_set_string (value, self->case_number);
  else if (id == PROP_CELL_CODE)
    g_value_set_string (value, self->cell_code);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_selection_set_property (GObject *object, guint id, const GValue *value,
                           GParamSpec *pspec)
{
  GwSelection *self = GW_SELECTION (object);

  if (id == PROP_CASE_NUMBER)
    gw_selection_set_case_number (self, g_value_get_string (value));
  else if (id == PROP_CELL_CODE)
    gw_selection_set_cell_code (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_selection_finalize (GObject *object)
{
  GwSelection *self = GW_SELECTION (object);

  g_free (self->case_number);
  g_free (self->cell_code);

  G_OBJECT_CLASS (gw_selection_parent_class)->finalize (object);
}

static void
gw_selection_class_init (GwSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gw_selection_get_property;
  object_class->set_property = gw_selection_set_property;
  object_class->finalize = gw_selection_finalize;

  properties[PROP_CASE_NUMBER] =
      g_param_spec_string ("case-number", NULL, NULL, NULL, flags);
  properties[PROP_CELL_CODE] = g_param_spec_string ("cell-code", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  reveal_signal = g_signal_new ("reveal", GW_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_selection_init (GwSelection *self)
{
}

GwSelection *
gw_selection_new (void)
{
  return g_object_new (GW_TYPE_SELECTION, NULL);
}

const char *
gw_selection_get_case_number (GwSelection *self)
{
  g_return_val_if_fail (GW_IS_SELECTION (self), NULL);

  return self->case_number;
}

const char *
gw_selection_get_cell_code (GwSelection *self)
{
  g_return_val_if_fail (GW_IS_SELECTION (self), NULL);

  return self->cell_code;
}

void
gw_selection_set_case_number (GwSelection *self, const char *number)
{
  g_return_if_fail (GW_IS_SELECTION (self));

  if (g_strcmp0 (self->case_number, number) == 0)
    return;
  g_free (self->case_number);
  self->case_number = g_strdup (number);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASE_NUMBER]);
}

void
gw_selection_set_cell_code (GwSelection *self, const char *code)
{
  g_return_if_fail (GW_IS_SELECTION (self));

  if (g_strcmp0 (self->cell_code, code) == 0)
    return;
  g_free (self->cell_code);
  self->cell_code = g_strdup (code);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CELL_CODE]);
}

void
gw_selection_reveal (GwSelection *self)
{
  g_return_if_fail (GW_IS_SELECTION (self));

  g_signal_emit (self, reveal_signal, 0);
}
