/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that make the controls of fields share. */
#pragma once

#include "gui/detail/field-control.h"

G_BEGIN_DECLS

/* What a control is made from. */
typedef struct
{
  const GwActionField *field;
  const GwFieldContext *context;
  GCallback changed;
  gpointer row;
} GwFieldMaking;

/* Whenever the object emits the signal, something else is given. */
void gw_field_making_watch (const GwFieldMaking *making, gpointer object,
                            const char *signal);

/* One of several, in a drop-down. */
void gw_field_make_department (GwFieldControl *control, const GwFieldMaking *making);
void gw_field_make_class (GwFieldControl *control, const GwFieldMaking *making);
void gw_field_make_condition (GwFieldControl *control, const GwFieldMaking *making);
void gw_field_make_choice (GwFieldControl *control, const GwFieldMaking *making);
/* People whom the server names; a login can be typed where it does not. */
void gw_field_make_person (GwFieldControl *control, const GwFieldMaking *making);

G_END_DECLS
