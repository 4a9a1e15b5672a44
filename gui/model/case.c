/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case on the desk: one object per number, updated in place. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case.h"

struct _GwCase
{
  GObject parent_instance;

  GwCaseRow *row;
  GwLamp lamp;
  char *holder;
};

G_DEFINE_FINAL_TYPE (GwCase, gw_case, G_TYPE_OBJECT)

enum
{
  PROP_ROW = 1,
  PROP_LAMP,
  PROP_HOLDER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
gw_case_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwCase *self = GW_CASE (object);

  if (id == PROP_ROW)
    g_value_set_boxed (value, self->row);
  else if (id == PROP_LAMP)
    g_value_set_uint (value, self->lamp);
  else if (id == PROP_HOLDER)
    g_value_set_string (value, self->holder);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_case_finalize (GObject *object)
{
  GwCase *self = GW_CASE (object);

  g_clear_pointer (&self->row, gw_case_row_unref);
  g_free (self->holder);

  G_OBJECT_CLASS (gw_case_parent_class)->finalize (object);
}

static void
gw_case_class_init (GwCaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gw_case_get_property;
  object_class->finalize = gw_case_finalize;

  properties[PROP_ROW] = g_param_spec_boxed ("row", NULL, NULL, GW_TYPE_CASE_ROW, flags);
  properties[PROP_LAMP] =
      g_param_spec_uint ("lamp", NULL, NULL, 0, GW_LAMP_N - 1, GW_LAMP_NONE, flags);
  properties[PROP_HOLDER] = g_param_spec_string ("holder", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gw_case_init (GwCase *self)
{
}

GwCase *
gw_case_new (GwCaseRow *row)
{
  GwCase *self = g_object_new (GW_TYPE_CASE, NULL);

  self->row = gw_case_row_ref (row);
  self->lamp = row->lamp;
  return self;
}

const GwCaseRow *
gw_case_get_row (GwCase *self)
{
  g_return_val_if_fail (GW_IS_CASE (self), NULL);

  return self->row;
}

const char *
gw_case_get_number (GwCase *self)
{
  g_return_val_if_fail (GW_IS_CASE (self), NULL);

  return self->row->number;
}

GwLamp
gw_case_get_lamp (GwCase *self)
{
  g_return_val_if_fail (GW_IS_CASE (self), GW_LAMP_NONE);

  return self->lamp;
}

static void
set_lamp (GwCase *self, GwLamp lamp)
{
  if (self->lamp == lamp)
    return;
  self->lamp = lamp;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAMP]);
}

gboolean
gw_case_update (GwCase *self, GwCaseRow *row)
{
  g_return_val_if_fail (GW_IS_CASE (self), FALSE);

  if (row->version <= self->row->version)
    return FALSE;
  gw_case_row_ref (row);
  gw_case_row_unref (self->row);
  self->row = row;
  set_lamp (self, row->lamp);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
  return TRUE;
}

/*
 * The server says which lamp burned when the row was sent, and when it turns. Until the next
 * event only time passes, and only while the deadline runs, which the two states of work
 * stand for.
 */
GwLamp
gw_case_row_lamp_at (const GwCaseRow *row, gint64 now_usec)
{
  gboolean runs = row->state == GW_STATE_DISPATCHED || row->state == GW_STATE_HANDLING;

  if (!runs || row->lamp == GW_LAMP_NONE || row->deadline_usec == 0 ||
      gw_case_row_has_flag (row, "suspended"))
    return row->lamp;
  if (now_usec > row->deadline_usec)
    return GW_LAMP_RED;
  if (row->lamp == GW_LAMP_GREEN && row->warn_usec != 0 && now_usec >= row->warn_usec)
    return GW_LAMP_YELLOW;
  return row->lamp;
}

void
gw_case_tick (GwCase *self, gint64 now_usec)
{
  g_return_if_fail (GW_IS_CASE (self));

  set_lamp (self, gw_case_row_lamp_at (self->row, now_usec));
}

const char *
gw_case_get_holder (GwCase *self)
{
  g_return_val_if_fail (GW_IS_CASE (self), NULL);

  return self->holder;
}

void
gw_case_set_holder (GwCase *self, const char *names)
{
  g_return_if_fail (GW_IS_CASE (self));

  if (g_strcmp0 (self->holder, names) == 0)
    return;
  g_free (self->holder);
  self->holder = g_strdup (names);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOLDER]);
}
