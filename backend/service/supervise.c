/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is told of a card: first who answers for it; of a red one others too, and when its
 * clock still runs after some working hours, those above them. Each card has the instant of
 * its next step, with an index: no tick looks at cards to which nothing happens.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/supervise-private.h"

#include "backend/service/case-change.h"
#include "backend/store/notice-store.h"
#include "backend/store/period-store.h"

/* The steps after the red card; a card at level n has had n of them. */
static const struct
{
  GwSetting after; /* of the red card */
  GwSetting roles;
} steps[] = {
  { GW_SETTING_ESCALATION_SECOND_AFTER, GW_SETTING_ESCALATION_SECOND },
  { GW_SETTING_ESCALATION_THIRD_AFTER, GW_SETTING_ESCALATION_THIRD },
};

/* --- telling -------------------------------------------------------------------------- */

/* What is told, and who knows already. */
typedef struct
{
  GwStoreWriter *writer;
  const GwSnapshot *snapshot;
  const GwCardRecord *card;
  const GwCell *cell;
  gint64 event_seq;
  gint64 at;
  guint level;
  GHashTable *told; /* ids */
} Telling;

static gboolean
tell (Telling *telling, gint64 person, GError **error)
{
  gint64 *key = g_new (gint64, 1);

  *key = person;
  if (!g_hash_table_add (telling->told, key))
    return TRUE;
  return gw_store_notice_add (telling->writer, person, telling->card->id,
                              telling->event_seq, telling->level, telling->at, error);
}

static gboolean
tell_role (Telling *telling, guint role, gint64 department, GError **error)
{
  g_autoptr (GArray) people = gw_store_notice_people (
      gw_store_writer_get_reader (telling->writer), gw_role_name (role), department, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const GwRecipient *person = &g_array_index (people, GwRecipient, i);

      if ((person->area_id == 0 ||
           gw_area_is_within (telling->cell->community, person->area_id)) &&
          !tell (telling, person->id, error))
        return FALSE;
    }
  return people != NULL;
}

/* The inspector or handler who has it; the department; else everyone of the role. */
static gboolean
tell_answerer (Telling *telling, GError **error)
{
  const GwCardRecord *card = telling->card;

  if (card->person_id != 0 && !tell (telling, card->person_id, error))
    return FALSE;
  if (card->stage == GW_STAGE_HANDLE)
    return card->department_id == 0 ||
           tell_role (telling, GW_ROLE_DEPARTMENT, card->department_id, error);
  return card->person_id != 0 ||
         tell_role (telling, gw_permissions_stage_roles (card->stage), 0, error);
}

static gboolean
tell_setting (Telling *telling, GwSetting setting, GError **error)
{
  guint n;
  const guint *roles =
      gw_settings_chain (gw_snapshot_settings (telling->snapshot), setting, &n);

  for (guint i = 0; i < n; i++)
    {
      gint64 department = roles[i] == GW_ROLE_DEPARTMENT ? telling->card->department_id : 0;

      /* Not every department, when none answers for it. */
      if ((roles[i] != GW_ROLE_DEPARTMENT || department != 0) &&
          !tell_role (telling, roles[i], department, error))
        return FALSE;
    }
  return TRUE;
}

/* When the card goes on from that level; 0: no further. */
static gint64
next_step (const GwSnapshot *snapshot, const GwCardRecord *card, guint level)
{
  GwLimit after;

  if (level >= G_N_ELEMENTS (steps))
    return 0;
  after = gw_settings_limit (gw_snapshot_settings (snapshot), steps[level].after);
  if (after.value == 0)
    return 0;
  return gw_deadline_add (gw_snapshot_calendar (snapshot), card->at, after, NULL);
}

static gboolean
give (GwStoreWriter *writer, GwSnapshot *snapshot, const GwWritten *given,
      const GwCardRecord *card, GError **error)
{
  g_autoptr (GHashTable) told =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Telling telling = { .writer = writer,
                      .snapshot = snapshot,
                      .card = card,
                      .cell = gw_snapshot_cell_by_id (snapshot, given->record.cell_id),
                      .event_seq = given->event.seq,
                      .at = given->event.at,
                      .told = told };

  if (!gw_store_card_add (writer, card, error) || !tell_answerer (&telling, error))
    return FALSE;
  if (card->colour != GW_LAMP_RED)
    return TRUE;
  return tell_setting (&telling, GW_SETTING_ESCALATION_RED, error) &&
         gw_store_card_escalate (writer, card->id, 0, next_step (snapshot, card, 0), error);
}

gboolean
gw_supervise_give (GwStoreWriter *writer, GwSnapshot *snapshot, const GwWritten *given,
                   GError **error)
{
  g_autoptr (GPtrArray) cards = gw_cards_given (&given->record, &given->event);

  for (guint i = 0; i < cards->len; i++)
    if (!give (writer, snapshot, given, g_ptr_array_index (cards, i), error))
      return FALSE;
  return TRUE;
}

/* --- going on ------------------------------------------------------------------------- */

typedef struct
{
  GwSnapshot *snapshot;
  GPtrArray *written;
  gint64 now_ms;
} Escalation;

/* Whether what the card was given for still lasts. */
static gboolean
is_late (const GwCaseRecord *record, const GwCardRecord *card)
{
  GwClocks clocks = { 0 };

  gw_clocks_parse (record->clocks, &clocks);
  return record->open && card->revoked_at == 0 &&
         clocks.stage[card->stage].stopped_at == 0 &&
         clocks.stage[card->stage].card == GW_LAMP_RED;
}

static gboolean
note_in_journal (const Escalation *job, GwStoreWriter *writer, const GwCardRecord *card,
                 GwCaseRecord *record, gint64 now, GError **error)
{
  const GwCardChange change = { .action = GW_ACTION_ESCALATE,
                                .card = card->id,
                                .level = card->level + 1 };
  g_autoptr (GwCaseRecord) before = gw_case_record_copy (record);
  g_auto (GwEventRecord) event = { 0 };

  return gw_change_card (job->snapshot, now, &change, record, &event) &&
         gw_written_change (job->written, writer, before, record, &event, error);
}

static gboolean
escalate (const Escalation *job, GwStoreWriter *writer, const GwCardRecord *card,
          GwCaseRecord *record, GError **error)
{
  guint level = card->level + 1;
  g_autoptr (GHashTable) told = NULL;
  const GwWritten *last;
  Telling telling = { 0 };
  gint64 floor_ms;

  /* Not before the journal's last event, see gw_written_wake(). */
  if (!gw_store_event_floor (writer, &floor_ms, error) ||
      !note_in_journal (job, writer, card, record, MAX (card->next_at, floor_ms), error))
    return FALSE;
  told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  last = g_ptr_array_index (job->written, job->written->len - 1);
  telling = (Telling){ .writer = writer,
                       .snapshot = job->snapshot,
                       .card = card,
                       .cell = gw_snapshot_cell_by_id (job->snapshot, last->record.cell_id),
                       .event_seq = last->event.seq,
                       .at = last->event.at,
                       .level = level,
                       .told = told };
  return tell_setting (&telling, steps[level - 1].roles, error) &&
         gw_store_card_escalate (writer, card->id, level,
                                 next_step (job->snapshot, card, level), error);
}

static gboolean
go_on (const Escalation *job, GwStoreWriter *writer, gint64 id, GError **error)
{
  GwStoreReader *reader = gw_store_writer_get_reader (writer);
  g_autoptr (GwCardRecord) card = gw_store_card_load (reader, id, error);
  g_autoptr (GwCaseRecord) record =
      card != NULL ? gw_store_case_load (reader, card->case_id, error) : NULL;

  if (record == NULL || !gw_case_record_check (job->snapshot, record, error))
    return FALSE;
  if (!is_late (record, card) || card->level >= G_N_ELEMENTS (steps))
    return gw_store_card_escalate (writer, id, card->level, 0, error);
  if ((record->progress.flags & GW_FLAG_SUSPENDED) != 0)
    return gw_store_card_escalate (writer, id, card->level,
                                   MAX (record->progress.suspended_until, job->now_ms) + 1,
                                   error);
  return escalate (job, writer, card, record, error);
}

gboolean
gw_supervise_escalate_next (GPtrArray *written, GwStoreWriter *writer, GwSnapshot *snapshot,
                            gint64 until_ms, gint64 now_ms, gboolean *ret_any,
                            GError **error)
{
  const Escalation escalation = { .snapshot = snapshot,
                                  .written = written,
                                  .now_ms = now_ms };
  gint64 id = 0;

  *ret_any = FALSE;
  if (!gw_store_card_due (gw_store_writer_get_reader (writer), until_ms, &id, error))
    return FALSE;
  *ret_any = id != 0;
  return id == 0 || go_on (&escalation, writer, id, error);
}
