/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing rules. Each reader's enum is the order of its query file. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/routing-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  RULE_ID,
  RULE_RANK,
  RULE_VALID_FROM,
  RULE_VALID_TO,
  RULE_KIND,
  RULE_CLASS,
  RULE_CONDITION,
  RULE_AREA,
  RULE_CELL,
  RULE_OWNER,
  RULE_SOURCE,
  RULE_WEEKDAYS,
  RULE_MINUTE_FROM,
  RULE_MINUTE_TO,
  RULE_MAX_OPEN,
  RULE_TARGET,
  RULE_DEPARTMENT,
  RULE_NOTE,
  RULE_RETIRED
};

void
gw_routing_record_free (GwRoutingRecord *record)
{
  g_free ((char *)record->rule.class_code);
  g_free ((char *)record->rule.condition);
  g_free ((char *)record->rule.area);
  g_free ((char *)record->rule.cell);
  g_free ((char *)record->rule.source);
  g_free ((char *)record->rule.note);
  g_free (record);
}

static gpointer
read_rule (GwStatement *s)
{
  GwRoutingRecord *record = g_new0 (GwRoutingRecord, 1);

  record->rule = (GwRoutingRule){
    .id = gw_column_int (s, RULE_ID),
    .rank = (guint32)gw_column_int (s, RULE_RANK),
    .retired = gw_column_int (s, RULE_RETIRED) != 0,
    .valid_from = (guint32)gw_column_int (s, RULE_VALID_FROM),
    .valid_to = (guint32)gw_column_int (s, RULE_VALID_TO),
    .kind = (GwClassKind)gw_column_int (s, RULE_KIND),
    .class_code = gw_column_dup_text (s, RULE_CLASS),
    .condition = gw_column_dup_text (s, RULE_CONDITION),
    .area = gw_column_dup_text (s, RULE_AREA),
    .cell = gw_column_dup_text (s, RULE_CELL),
    .owner = gw_column_int (s, RULE_OWNER),
    .source = gw_column_dup_text (s, RULE_SOURCE),
    .window = { (guint8)gw_column_int (s, RULE_WEEKDAYS),
                (guint16)gw_column_int (s, RULE_MINUTE_FROM),
                (guint16)gw_column_int (s, RULE_MINUTE_TO) },
    .max_open = gw_column_int (s, RULE_MAX_OPEN) < 0
                    ? GW_LOAD_ANY
                    : (guint32)gw_column_int (s, RULE_MAX_OPEN),
    .target = (GwRouteTarget)gw_column_int (s, RULE_TARGET),
    .department = gw_column_int (s, RULE_DEPARTMENT),
    .note = gw_column_dup_text (s, RULE_NOTE),
  };
  return record;
}

GPtrArray *
gw_store_routing_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_ROUTING_LIST, read_rule,
                  (GDestroyNotify)gw_routing_record_free, error);
}

gboolean
gw_store_routing_add (GwStoreWriter *writer, GwRoutingRule *rule, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_ROUTING_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":rank", rule->rank);
  gw_bind_int (s, ":valid_from", rule->valid_from);
  gw_bind_int (s, ":valid_to", rule->valid_to);
  gw_bind_int (s, ":kind", rule->kind);
  gw_bind_text (s, ":class_code", rule->class_code);
  gw_bind_text (s, ":condition_code", rule->condition);
  gw_bind_text (s, ":area_code", rule->area);
  gw_bind_text (s, ":cell_code", rule->cell);
  gw_bind_int (s, ":owner", rule->owner);
  gw_bind_text (s, ":source", rule->source);
  gw_bind_int (s, ":weekdays", rule->window.weekdays);
  gw_bind_int (s, ":minute_from", rule->window.from);
  gw_bind_int (s, ":minute_to", rule->window.to);
  gw_bind_int (s, ":max_open", rule->max_open != GW_LOAD_ANY ? (gint64)rule->max_open : -1);
  gw_bind_int (s, ":target", rule->target);
  gw_bind_id (s, ":department_id", rule->department);
  gw_bind_text (s, ":note", rule->note);
  return gw_run_insert (writer, s, &rule->id, error);
}

gboolean
gw_store_routing_retire (GwStoreWriter *writer, gint64 id, gint64 at, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_ROUTING_RETIRE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":at", at);
  gw_bind_int (s, ":id", id);
  return gw_statement_run (s, error) &&
         gw_expect_change (connection, "there is no such rule in force", error);
}

gboolean
gw_store_area_set_department (GwStoreWriter *writer, gint64 area, gint64 department,
                              GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_AREA_SET_DEPARTMENT, error);

  if (s == NULL)
    return FALSE;
  gw_bind_id (s, ":department_id", department);
  gw_bind_int (s, ":id", area);
  return gw_statement_run (s, error) &&
         gw_expect_change (connection, "there is no such area", error);
}

GArray *
gw_store_department_loads (GwStoreReader *reader, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (GwLoadRow));
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_DEPARTMENT_OPEN, error);
  gboolean has_row;

  if (s == NULL)
    return NULL;
  while (gw_statement_step (s, &has_row, error))
    {
      GwLoadRow row;

      if (!has_row)
        return g_steal_pointer (&rows);
      row = (GwLoadRow){ gw_column_int (s, 0), (guint)gw_column_int (s, 1) };
      g_array_append_val (rows, row);
    }
  return NULL;
}

enum
{
  CASE_ID,
  CASE_CLASS,
  CASE_CELL,
  CASE_OWNER,
  CASE_SOURCE,
  CASE_AT,
  CASE_DEPARTMENT,
  CASE_CONDITION
};

void
gw_routed_case_free (GwRoutedCase *routed)
{
  g_free (routed->source);
  g_free (routed);
}

static gpointer
read_routed_case (GwStatement *s)
{
  GwRoutedCase *routed = g_new0 (GwRoutedCase, 1);

  routed->id = gw_column_int (s, CASE_ID);
  routed->class_id = gw_column_int (s, CASE_CLASS);
  routed->cell_id = gw_column_int (s, CASE_CELL);
  routed->owner_id = gw_column_int (s, CASE_OWNER);
  routed->source = gw_column_dup_text (s, CASE_SOURCE);
  routed->at = gw_column_int (s, CASE_AT);
  routed->department = gw_column_int (s, CASE_DEPARTMENT);
  routed->condition_id = gw_column_int (s, CASE_CONDITION);
  return routed;
}

GPtrArray *
gw_store_routed_cases (GwStoreReader *reader, guint limit, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_ROUTING_CASES, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":limit", limit);
  return gw_read_all (s, read_routed_case, (GDestroyNotify)gw_routed_case_free, error);
}
