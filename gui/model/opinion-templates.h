/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is often written about an action: some come with the desk, others are one's own. */
#pragma once

#include "gui/session/settings.h"

G_BEGIN_DECLS

#define GW_TYPE_OPINION_TEMPLATES (gw_opinion_templates_get_type ())
G_DECLARE_FINAL_TYPE (GwOpinionTemplates, gw_opinion_templates, GW, OPINION_TEMPLATES,
                      GObject)

/* One's own are kept in the settings. */
GwOpinionTemplates *gw_opinion_templates_new (GwSettings *settings);
/* Texts for an action, one's own first; ret_n_own: how many those are. Caller frees. */
GStrv gw_opinion_templates_list (GwOpinionTemplates *self, const char *action,
                                 guint *ret_n_own);
/* FALSE: it is there already, empty, too long, or there are too many. */
gboolean gw_opinion_templates_add (GwOpinionTemplates *self, const char *action,
                                   const char *text);
void gw_opinion_templates_remove (GwOpinionTemplates *self, const char *action,
                                  const char *text);

G_END_DECLS
