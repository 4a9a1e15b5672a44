/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards as rows. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/card-store.h"

#include "backend/rules/facts.h"
#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  CARD_ID,
  CARD_CASE,
  CARD_STAGE,
  CARD_COLOUR,
  CARD_AT,
  CARD_DUE,
  CARD_LIMIT_VALUE,
  CARD_LIMIT_UNIT,
  CARD_DEPARTMENT,
  CARD_PERSON,
  CARD_EXPLANATION,
  CARD_EXPLAINED_BY,
  CARD_EXPLAINED_AT,
  CARD_REVOCATION,
  CARD_REVOKED_BY,
  CARD_REVOKED_AT,
  CARD_LEVEL,
  CARD_NEXT_AT,
  CARD_CELL,
};

void
gw_card_record_clear (GwCardRecord *record)
{
  g_free (record->explanation);
  g_free (record->revocation);
}

void
gw_card_record_free (GwCardRecord *record)
{
  gw_card_record_clear (record);
  g_free (record);
}

/* ---- giving ---- */

static void
fill_answerer (GwCardRecord *card, const GwCaseRecord *record)
{
  const GwCaseProgress *progress = &record->progress;

  if (card->stage == GW_STAGE_HANDLE)
    {
      card->department_id = record->department_id;
      card->person_id = (progress->flags & GW_FLAG_ASSIGNED) != 0 ? progress->handler : 0;
    }
  else if (card->stage == GW_STAGE_VERIFY || card->stage == GW_STAGE_CHECK)
    card->person_id = progress->task != GW_TASK_NONE ? progress->inspector : 0;
}

GPtrArray *
gw_cards_given (const GwCaseRecord *after, const GwEventRecord *event)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_card_record_free);
  g_auto (GwFacts) facts = { 0 };
  GwClocks clocks = { 0 };

  if (event->action != GW_ACTION_CARD || !gw_facts_from_json (event->data, &facts))
    return cards;
  gw_clocks_parse (after->clocks, &clocks);
  for (guint stage = 0; stage < GW_N_STAGES; stage++)
    {
      const GwClock *clock = &clocks.stage[stage];
      GwCardRecord *card;

      if (facts.cards[stage] == GW_LAMP_NONE)
        continue;
      card = g_new0 (GwCardRecord, 1);
      card->id = gw_card_id (event->seq, stage);
      card->case_id = after->id;
      card->stage = stage;
      card->colour = clock->card;
      card->at = event->at;
      card->due = clock->due;
      card->limit = clock->limit;
      fill_answerer (card, after);
      g_ptr_array_add (cards, card);
    }
  return cards;
}

gboolean
gw_store_card_add (GwStoreWriter *writer, const GwCardRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_CARD_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", record->id);
  gw_bind_int (s, ":case_id", record->case_id);
  gw_bind_int (s, ":stage", record->stage);
  gw_bind_int (s, ":colour", record->colour);
  gw_bind_int (s, ":at", record->at);
  gw_bind_id (s, ":due", record->due);
  gw_bind_int (s, ":limit_value", record->limit.value);
  gw_bind_int (s, ":limit_unit", record->limit.unit);
  gw_bind_id (s, ":department_id", record->department_id);
  gw_bind_id (s, ":person_id", record->person_id);
  return gw_statement_run (s, error);
}

/* ---- changing ---- */

gboolean
gw_store_card_explain (GwStoreWriter *writer, const GwCardRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_CARD_EXPLAIN, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":explanation", record->explanation);
  gw_bind_id (s, ":explained_by", record->explained_by);
  gw_bind_id (s, ":explained_at", record->explained_at);
  gw_bind_int (s, ":id", record->id);
  return gw_statement_run (s, error);
}

gboolean
gw_store_card_revoke (GwStoreWriter *writer, const GwCardRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_CARD_REVOKE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":revocation", record->revocation);
  gw_bind_id (s, ":revoked_by", record->revoked_by);
  gw_bind_id (s, ":revoked_at", record->revoked_at);
  gw_bind_int (s, ":id", record->id);
  return gw_statement_run (s, error);
}

gboolean
gw_store_card_escalate (GwStoreWriter *writer, gint64 id, guint level, gint64 next_at,
                        GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_CARD_ESCALATE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":level", level);
  gw_bind_id (s, ":next_at", next_at);
  gw_bind_int (s, ":id", id);
  return gw_statement_run (s, error);
}

gboolean
gw_store_card_due (GwStoreReader *reader, gint64 now_ms, gint64 *ret_id, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CARD_DUE, error);
  gboolean has_row;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":now", now_ms);
  if (!gw_statement_step (s, &has_row, error))
    return FALSE;
  *ret_id = has_row ? gw_column_int (s, 0) : 0;
  if (has_row)
    gw_statement_reset (s);
  return TRUE;
}

/* ---- reading ---- */

static gpointer
read_card (GwStatement *s)
{
  GwCardRecord *card = g_new0 (GwCardRecord, 1);

  card->id = gw_column_int (s, CARD_ID);
  card->case_id = gw_column_int (s, CARD_CASE);
  card->stage = gw_column_int (s, CARD_STAGE);
  card->colour = (guint)gw_column_int (s, CARD_COLOUR);
  card->at = gw_column_int (s, CARD_AT);
  card->due = gw_column_int (s, CARD_DUE);
  card->limit.value = (guint)gw_column_int (s, CARD_LIMIT_VALUE);
  card->limit.unit = gw_column_int (s, CARD_LIMIT_UNIT);
  card->department_id = gw_column_int (s, CARD_DEPARTMENT);
  card->person_id = gw_column_int (s, CARD_PERSON);
  card->explanation = gw_column_dup_text (s, CARD_EXPLANATION);
  card->explained_by = gw_column_int (s, CARD_EXPLAINED_BY);
  card->explained_at = gw_column_int (s, CARD_EXPLAINED_AT);
  card->revocation = gw_column_dup_text (s, CARD_REVOCATION);
  card->revoked_by = gw_column_int (s, CARD_REVOKED_BY);
  card->revoked_at = gw_column_int (s, CARD_REVOKED_AT);
  card->level = (guint)gw_column_int (s, CARD_LEVEL);
  card->next_at = gw_column_int (s, CARD_NEXT_AT);
  card->cell_id = gw_column_int (s, CARD_CELL);
  return card;
}

GwCardRecord *
gw_store_card_load (GwStoreReader *reader, gint64 id, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CARD_LOAD, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":id", id);
  return gw_read_one (s, read_card, "there is no such card", error);
}

GPtrArray *
gw_store_case_cards (GwStoreReader *reader, gint64 case_id, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CARD_OF_CASE, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":case_id", case_id);
  return gw_read_all (s, read_card, (GDestroyNotify)gw_card_record_free, error);
}

/* The index that leaves the fewest rows, and what it is walked with (0: nothing). */
static GwQuery
choose_walk (const GwCardFilter *filter, gint64 *ret_walked)
{
  *ret_walked = filter->case_id;
  if (filter->case_id != 0)
    return GW_QUERY_CARDS_BY_CASE;
  *ret_walked = filter->department_id;
  if (filter->own_only && filter->own_person_id == 0)
    *ret_walked = filter->own_department_id;
  if (*ret_walked != 0)
    return GW_QUERY_CARDS_BY_DEPARTMENT;
  *ret_walked =
      filter->own_only && filter->own_department_id == 0 ? filter->own_person_id : 0;
  if (*ret_walked != 0)
    return GW_QUERY_CARDS_BY_PERSON;
  return filter->state == GW_CARD_OPEN ? GW_QUERY_CARDS_BY_OPEN : GW_QUERY_CARDS_BY_NEWEST;
}

static void
bind_time (GwStatement *s, const GwCardFilter *filter)
{
  gw_bind_int (s, ":from_ms", filter->from_ms);
  gw_bind_int (s, ":to_ms", filter->to_ms != 0 ? filter->to_ms : G_MAXINT64);
}

static void
bind_cells (GwStatement *s, const GwCardFilter *filter, GwIdSet *cells)
{
  gw_bind_int (s, ":any_cell", filter->cell_ids == NULL);
  gw_bind_pointer (s, ":cells", cells, GW_ID_SET_POINTER);
}

GPtrArray *
gw_store_card_list (GwStoreReader *reader, const GwCardFilter *filter, GError **error)
{
  gint64 walked;
  GwQuery walk = choose_walk (filter, &walked);
  g_autoptr (GwIdSet) cells = gw_id_set_new_of (filter->cell_ids, filter->n_cell_ids);
  GwStatement *s = gw_connection_query (reader->connection, walk, error);

  if (s == NULL)
    return NULL;
  if (walked != 0)
    gw_bind_int (s, ":walked_id", walked);
  gw_bind_int (s, ":before", filter->before != 0 ? filter->before : G_MAXINT64);
  gw_bind_int (s, ":stage", filter->stage);
  gw_bind_int (s, ":colour", filter->colour);
  gw_bind_int (s, ":state", filter->state);
  gw_bind_int (s, ":department_id", filter->department_id);
  bind_time (s, filter);
  gw_bind_int (s, ":own_only", filter->own_only != 0);
  gw_bind_int (s, ":own_department_id", filter->own_department_id);
  gw_bind_int (s, ":own_person_id", filter->own_person_id);
  bind_cells (s, filter, cells);
  gw_bind_int (s, ":limit", filter->limit);
  return gw_read_all (s, read_card, (GDestroyNotify)gw_card_record_free, error);
}

gboolean
gw_store_card_count (GwStoreReader *reader, gint64 department_id,
                     const GwCardFilter *filter, GwCardCounts *ret_counts, GError **error)
{
  g_autoptr (GwIdSet) cells = gw_id_set_new_of (filter->cell_ids, filter->n_cell_ids);
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CARD_COUNT, error);
  gboolean has_row;

  if (s == NULL)
    return FALSE;
  gw_bind_id (s, ":department_id", department_id);
  bind_time (s, filter);
  bind_cells (s, filter, cells);
  if (!gw_statement_step (s, &has_row, error))
    return FALSE;
  *ret_counts = (GwCardCounts){ gw_column_int (s, 0), gw_column_int (s, 1),
                                gw_column_int (s, 2), gw_column_int (s, 3) };
  gw_statement_reset (s);
  return TRUE;
}
