/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts what is often written into an opinion: a menu whose entries are chosen by letters. */
#pragma once

#include "gui/model/opinion-templates.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_TEMPLATE_BUTTON (gw_template_button_get_type ())
G_DECLARE_FINAL_TYPE (GwTemplateButton, gw_template_button, GW, TEMPLATE_BUTTON, GtkWidget)

/* Writes into the text view, which it does not keep alive. */
GtkWidget *gw_template_button_new (GwOpinionTemplates *templates, const char *action,
                                   GtkTextView *view);
/* Writes the n-th text (0-based); FALSE: there is none. */
gboolean gw_template_button_choose (GwTemplateButton *self, guint n);

G_END_DECLS
