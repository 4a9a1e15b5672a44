/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions that the server allows, each with a form of exactly the fields it needs. */
#pragma once

#include "gui/client/encode.h"
#include "gui/model/city-info.h"
#include "gui/model/opinion-templates.h"
#include "gui/model/drafts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Signal "decided" (pointer: const GwDecision *): the user confirmed.
 * The forms are made from the fields that come with each action; no rule lives here.
 */
#define GW_TYPE_ACTION_FORM (gw_action_form_get_type ())
G_DECLARE_FINAL_TYPE (GwActionForm, gw_action_form, GW, ACTION_FORM, GtkWidget)

/* What fields choose from, and where photographs are sent to. */
void gw_action_form_set_city (GwActionForm *self, GwCityInfo *city, GwClient *client);
/* Where what is being written is kept until it is confirmed; NULL (at first): nowhere. */
void gw_action_form_set_drafts (GwActionForm *self, GwDrafts *drafts);
/* What opinions may be taken from. */
void gw_action_form_set_templates (GwActionForm *self, GwOpinionTemplates *templates);
/* The form is of many cases: what is written on the actions, by their names on the wire. To be
 * called before the detail is set. */
void gw_action_form_set_labels (GwActionForm *self, GHashTable *labels);
/* Shows the detail's actions (NULL: none). What is being written is kept while the same case
 * still allows the action. */
void gw_action_form_set_detail (GwActionForm *self, GwCaseDetail *detail);
/* Opens the n-th action (0-based, as they are offered) as its button does. FALSE: there is none. */
gboolean gw_action_form_open (GwActionForm *self, guint n);
/* The same by the action's name on the wire. */
gboolean gw_action_form_open_named (GwActionForm *self, const char *action);
/* Opens the decision's action with what was given in it. FALSE: it is not offered any more. */
gboolean gw_action_form_restore (GwActionForm *self, const GwDecision *decision);
/* Closes the form without a focus for what comes after it. */
void gw_action_form_put_away (GwActionForm *self);
void gw_action_form_close (GwActionForm *self);
gboolean gw_action_form_is_open (GwActionForm *self);
/* Opens the menu of the actions that have no button. FALSE: there is none. */
gboolean gw_action_form_open_menu (GwActionForm *self);
void gw_action_form_focus_first (GwActionForm *self);
/* Says an error (or a notice) at the form; NULL: nothing. field names the wrong one or NULL. */
void gw_action_form_set_message (GwActionForm *self, const char *message,
                                 const char *field);

G_END_DECLS
