/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of an action's form: its name, something to give it with, and what is wrong. */
#pragma once

#include "gui/client/encode.h"
#include "gui/model/city-info.h"
#include "gui/model/opinion-templates.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What fields choose from. Borrowed for the call. */
typedef struct
{
  GwCityInfo *city;
  GwClient *client; /* where photographs are sent to; or NULL */
  const GwCaseDetail *detail;
  gboolean is_many; /* the detail stands for several cases */
  const char *action;
  GwOpinionTemplates *templates; /* for opinions; or NULL */
} GwFieldContext;

/* Signal "changed": what is given is another now. */
#define GW_TYPE_FIELD_ROW (gw_field_row_get_type ())
G_DECLARE_FINAL_TYPE (GwFieldRow, gw_field_row, GW, FIELD_ROW, GtkWidget)

/* The control follows from the type on the wire; a type of tomorrow is a line of text. */
GtkWidget *gw_field_row_new (const GwActionField *field, const GwFieldContext *context);
const char *gw_field_row_get_name (GwFieldRow *self);
/* TRUE when nothing is given although it must be. */
gboolean gw_field_row_is_gap (GwFieldRow *self);
/* TRUE when what is given can be sent, or nothing is given and need not be. */
gboolean gw_field_row_is_complete (GwFieldRow *self);
/* Adds what is given, which is complete, to the decision. */
void gw_field_row_give (GwFieldRow *self, GwDecision *decision);
/* Gives again what was given in the decision. */
void gw_field_row_take (GwFieldRow *self, const GwDecision *decision);
/* Keeps the conditions that are offered those of the class that is chosen in the same form. */
gboolean gw_field_row_get_class (GwFieldRow *self, const char **ret_kind,
                                 const char **ret_code);
void gw_field_row_set_class (GwFieldRow *self, GwCityInfo *city, const GwCaseRow *row,
                             const char *kind, const char *code);
void gw_field_row_focus (GwFieldRow *self);

G_END_DECLS
