/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one routing rule: what it asks for and whom it names. */
#pragma once

#include "gui/admin/rule-item.h"
#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "edited": the rule that is shown is another now. */
#define GW_TYPE_RULE_FORM (gw_rule_form_get_type ())
G_DECLARE_FINAL_TYPE (GwRuleForm, gw_rule_form, GW, RULE_FORM, GtkGrid)

GtkWidget *gw_rule_form_new (GwCityInfo *city);
/* NULL: none; the form is then insensitive. */
void gw_rule_form_show (GwRuleForm *self, GwRuleItem *item);
/* Something that was typed cannot be. */
gboolean gw_rule_form_is_faulty (GwRuleForm *self);

G_END_DECLS
