/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as it is filled. */
#pragma once

#include "backend/rules/catalogue.h"

G_BEGIN_DECLS

struct _GwCatalogue
{
  gatomicrefcount ref_count;
  GPtrArray *classes;
  GHashTable *by_key; /* the same classes, by kind and code */
  GHashTable
      *by_beginning; /* char * of kind and beginning of the code -> the first such class */
  GPtrArray *former; /* classes that only cases of the past know */
  GPtrArray *former_conditions;
  GHashTable *by_id;            /* gint64 -> GwCaseClass, of both */
  GHashTable *conditions_by_id; /* gint64 -> GwFilingCondition */
};

/* Without names and conditions. */
GwCaseClass *gw_case_class_new (gint64 id, GwClassKind kind, const char *code);
/* Takes the class over. */
void gw_catalogue_take_class (GwCatalogue *catalogue, GwCaseClass *class, gboolean former);
/* Takes the condition over, at its place by code. */
void gw_case_class_take_condition (GwCaseClass *class, GwFilingCondition *condition);

G_END_DECLS
