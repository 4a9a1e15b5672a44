/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets of the plan and their actuals. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/plan-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

/* Of plan-target-list and plan-target-load. */
enum
{
  TARGET_ID,
  TARGET_VERSION,
  TARGET_YEAR,
  TARGET_CODE,
  TARGET_AREA,
  TARGET_TITLE,
  TARGET_TITLE_EN,
  TARGET_UNIT,
  TARGET_UP,
  TARGET_HAS_START,
  TARGET_START,
  TARGET_TARGET,
  TARGET_DUE,
  TARGET_DEPARTMENT,
  TARGET_INDICATOR,
  TARGET_RETIRED,
  TARGET_HAS_ACTUAL,
  TARGET_ACTUAL,
  TARGET_ACTUAL_DATE,
  TARGET_ACTUAL_NOTE,
  TARGET_ACTUAL_AT,
  TARGET_ACTUAL_LOGIN,
  TARGET_ACTUAL_NAME,
};

enum
{
  ACTUAL_AT,
  ACTUAL_LOGIN,
  ACTUAL_NAME,
  ACTUAL_DATE,
  ACTUAL_VALUE,
  ACTUAL_NOTE,
};

void
gw_plan_actual_record_free (GwPlanActualRecord *record)
{
  g_free (record->login);
  g_free (record->name);
  g_free (record->note);
  g_free (record);
}

void
gw_plan_target_record_free (GwPlanTargetRecord *record)
{
  gw_plan_target_clear (&record->plan);
  g_clear_pointer (&record->actual, gw_plan_actual_record_free);
  g_free (record);
}

static GwPlanActualRecord *
read_newest (GwStatement *s)
{
  GwPlanActualRecord *actual = g_new0 (GwPlanActualRecord, 1);

  actual->value = gw_column_int (s, TARGET_ACTUAL);
  actual->date = (guint32)gw_column_int (s, TARGET_ACTUAL_DATE);
  actual->note = gw_column_dup_text (s, TARGET_ACTUAL_NOTE);
  actual->at = gw_column_int (s, TARGET_ACTUAL_AT);
  actual->login = gw_column_dup_text (s, TARGET_ACTUAL_LOGIN);
  actual->name = gw_column_dup_text (s, TARGET_ACTUAL_NAME);
  return actual;
}

static gpointer
read_target (GwStatement *s)
{
  GwPlanTargetRecord *record = g_new0 (GwPlanTargetRecord, 1);
  GwPlanTarget *plan = &record->plan;

  record->id = gw_column_int (s, TARGET_ID);
  record->version = gw_column_int (s, TARGET_VERSION);
  record->area_id = gw_column_int (s, TARGET_AREA);
  record->department_id = gw_column_int (s, TARGET_DEPARTMENT);
  record->retired = gw_column_int (s, TARGET_RETIRED) != 0;
  plan->year = (guint)gw_column_int (s, TARGET_YEAR);
  plan->code = gw_column_dup_text (s, TARGET_CODE);
  plan->title = gw_column_dup_text (s, TARGET_TITLE);
  plan->title_en = gw_column_dup_text (s, TARGET_TITLE_EN);
  plan->unit = (GwTargetUnit)gw_column_int (s, TARGET_UNIT);
  plan->up = gw_column_int (s, TARGET_UP) != 0;
  plan->has_start = gw_column_int (s, TARGET_HAS_START) != 0;
  plan->start = gw_column_int (s, TARGET_START);
  plan->target = gw_column_int (s, TARGET_TARGET);
  plan->due = (guint32)gw_column_int (s, TARGET_DUE);
  plan->indicator = gw_column_dup_text (s, TARGET_INDICATOR);
  if (gw_column_int (s, TARGET_HAS_ACTUAL) != 0)
    record->actual = read_newest (s);
  return record;
}

GPtrArray *
gw_store_plan_target_list (GwStoreReader *reader, guint year, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_PLAN_TARGET_LIST, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":year", year);
  return gw_read_all (s, read_target, (GDestroyNotify)gw_plan_target_record_free, error);
}

GwPlanTargetRecord *
gw_store_plan_target_load (GwStoreReader *reader, gint64 id, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_PLAN_TARGET_LOAD, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":id", id);
  return gw_read_one (s, read_target, "there is no such target", error);
}

GArray *
gw_store_plan_years (GwStoreReader *reader, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_PLAN_YEAR_LIST, error);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          guint year = (guint)gw_column_int (s, 0);

          g_array_append_val (years, year);
        }
    }
  return g_steal_pointer (&years);
}

static gpointer
read_actual (GwStatement *s)
{
  GwPlanActualRecord *actual = g_new0 (GwPlanActualRecord, 1);

  actual->at = gw_column_int (s, ACTUAL_AT);
  actual->login = gw_column_dup_text (s, ACTUAL_LOGIN);
  actual->name = gw_column_dup_text (s, ACTUAL_NAME);
  actual->date = (guint32)gw_column_int (s, ACTUAL_DATE);
  actual->value = gw_column_int (s, ACTUAL_VALUE);
  actual->note = gw_column_dup_text (s, ACTUAL_NOTE);
  return actual;
}

GPtrArray *
gw_store_plan_actuals (GwStoreReader *reader, gint64 target_id, guint limit, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_PLAN_ACTUAL_HISTORY, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":target_id", target_id);
  gw_bind_int (s, ":limit", limit);
  return gw_read_all (s, read_actual, (GDestroyNotify)gw_plan_actual_record_free, error);
}

/* What a file may change. */
static void
bind_plan (GwStatement *s, const GwPlanTargetRecord *record)
{
  const GwPlanTarget *plan = &record->plan;

  gw_bind_text (s, ":title", plan->title);
  gw_bind_text (s, ":title_en", plan->title_en);
  gw_bind_int (s, ":unit", plan->unit);
  gw_bind_int (s, ":up", plan->up != 0);
  gw_bind_int (s, ":has_start", plan->has_start != 0);
  gw_bind_int (s, ":start", plan->has_start ? plan->start : 0);
  gw_bind_int (s, ":target", plan->target);
  gw_bind_int (s, ":due", plan->due);
  gw_bind_int (s, ":department_id", record->department_id);
  gw_bind_text (s, ":indicator", plan->indicator);
}

gboolean
gw_store_plan_target_add (GwStoreWriter *writer, GwPlanTargetRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_PLAN_TARGET_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":year", record->plan.year);
  gw_bind_text (s, ":code", record->plan.code);
  gw_bind_int (s, ":area_id", record->area_id);
  bind_plan (s, record);
  return gw_run_insert (writer, s, &record->id, error);
}

gboolean
gw_store_plan_target_change (GwStoreWriter *writer, const GwPlanTargetRecord *record,
                             GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_PLAN_TARGET_CHANGE, error);

  if (s == NULL)
    return FALSE;
  bind_plan (s, record);
  gw_bind_int (s, ":id", record->id);
  return gw_statement_run (s, error);
}

gboolean
gw_store_plan_target_retire (GwStoreWriter *writer, gint64 id, GError **error)
{
  return gw_run_with_id (writer, GW_QUERY_PLAN_TARGET_RETIRE, ":id", id, error);
}

gboolean
gw_store_plan_actual_add (GwStoreWriter *writer, gint64 target_id,
                          const GwPlanActualRecord *actual, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_PLAN_ACTUAL_ADD, error);
  gint64 id;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":target_id", target_id);
  gw_bind_int (s, ":at", actual->at);
  gw_bind_int (s, ":person_id", actual->person_id);
  gw_bind_int (s, ":date", actual->date);
  gw_bind_int (s, ":value", actual->value);
  gw_bind_text (s, ":note", actual->note);
  if (!gw_run_insert (writer, s, &id, error))
    return FALSE;
  s = gw_connection_query (connection, GW_QUERY_PLAN_TARGET_SET_ACTUAL, error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":actual_id", id);
  gw_bind_int (s, ":id", target_id);
  return gw_statement_run (s, error);
}
