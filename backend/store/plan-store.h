/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets of the city's plan, and the actuals entered for them, as rows. */
#pragma once

#include "backend/rules/plan-target.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* An actual that was entered. Times are UTC ms. */
typedef struct
{
  gint64 at;
  gint64 person_id; /* when written; 0: at the machine itself */
  char *login;      /* when read; NULL: at the machine itself */
  char *name;
  guint32 date;
  gint64 value;
  char *note;
} GwPlanActualRecord;

void gw_plan_actual_record_free (GwPlanActualRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlanActualRecord, gw_plan_actual_record_free)

typedef struct
{
  gint64 id;
  gint64 version;
  gint64 area_id;
  gint64 department_id;
  gboolean retired;
  GwPlanTarget plan;          /* without the codes of area and department */
  GwPlanActualRecord *actual; /* entered last; NULL: none */
} GwPlanTargetRecord;

void gw_plan_target_record_free (GwPlanTargetRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlanTargetRecord, gw_plan_target_record_free)

/* GwPlanTargetRecord of a year, retired ones too, by code. NULL on error. */
GPtrArray *gw_store_plan_target_list (GwStoreReader *reader, guint year, GError **error);
/* NOT_FOUND when there is none. */
GwPlanTargetRecord *gw_store_plan_target_load (GwStoreReader *reader, gint64 id,
                                               GError **error);
/* The years that have any, ascending (guint). NULL on error. */
GArray *gw_store_plan_years (GwStoreReader *reader, GError **error);
/* GwPlanActualRecord, newest first. NULL on error. */
GPtrArray *gw_store_plan_actuals (GwStoreReader *reader, gint64 target_id, guint limit,
                                  GError **error);

/* Assigns record->id; the actual is not written. */
gboolean gw_store_plan_target_add (GwStoreWriter *writer, GwPlanTargetRecord *record,
                                   GError **error);
/* All but year, code, area and actual is so from now on; it is not retired. */
gboolean gw_store_plan_target_change (GwStoreWriter *writer,
                                      const GwPlanTargetRecord *record, GError **error);
gboolean gw_store_plan_target_retire (GwStoreWriter *writer, gint64 id, GError **error);
/* It is the target's newest; the former ones stay. */
gboolean gw_store_plan_actual_add (GwStoreWriter *writer, gint64 target_id,
                                   const GwPlanActualRecord *actual, GError **error);

G_END_DECLS
