/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The target that is looked at: why it has its lamp, and entering its actual. */
#pragma once

#include "gui/model/plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_TARGET_FORM (gw_target_form_get_type ())
G_DECLARE_FINAL_TYPE (GwTargetForm, gw_target_form, GW, TARGET_FORM, GtkWidget)

GtkWidget *gw_target_form_new (GwPlan *plan);
/* Where the actual is written, when this user may. */
void gw_target_form_focus (GwTargetForm *self);

G_END_DECLS
