/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain of the journal: what a seal covers, and the hashes. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/chain.h"

#include <sodium.h>
#include <string.h>

#include "backend/rules/facts.h"
#include "backend/store/period-store.h"

#define NO_TEXT 0xffffffffu

/* Kept by the file in what was hashed: never renumber. */
typedef enum
{
  PIECE_EVENT = 1,
  PIECE_WORDS = 2,
  PIECE_MOVE = 3,
  PIECE_FILE = 4,
  PIECE_CALL = 5,
  PIECE_PERIOD = 6,
} PieceKind;

typedef struct
{
  gint64 id;
  gint64 at;
  gint64 case_id; /* of a report; else 0 */
  guint begin;
  guint end;
} Piece;

struct _GwChainPieces
{
  GByteArray *bytes;
  GArray *pieces;
};

GwChainPieces *
gw_chain_pieces_new (void)
{
  GwChainPieces *self = g_new0 (GwChainPieces, 1);

  self->bytes = g_byte_array_new ();
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  return self;
}

void
gw_chain_pieces_free (GwChainPieces *self)
{
  g_byte_array_unref (self->bytes);
  g_array_unref (self->pieces);
  g_free (self);
}

guint
gw_chain_pieces_count (const GwChainPieces *self)
{
  return self->pieces->len;
}

void
gw_chain_pieces_truncate (GwChainPieces *self, guint count)
{
  guint end = count > 0 ? g_array_index (self->pieces, Piece, count - 1).end : 0;

  g_return_if_fail (count <= self->pieces->len);

  g_array_set_size (self->pieces, count);
  g_byte_array_set_size (self->bytes, end);
}

/* ---- pieces ---- */

static void
put_numbers (GwChainPieces *self, const gint64 *values, guint n_values)
{
  guint at = self->bytes->len;

  g_byte_array_set_size (self->bytes, at + n_values * sizeof (gint64));
  for (guint i = 0; i < n_values; i++)
    {
      gint64 value = GINT64_TO_LE (values[i]);

      memcpy (self->bytes->data + at + i * sizeof value, &value, sizeof value);
    }
}

static void
put_bytes (GwChainPieces *self, const void *bytes, gsize length)
{
  guint32 size = GUINT32_TO_LE ((guint32)length);

  g_byte_array_append (self->bytes, (const guint8 *)&size, sizeof size);
  g_byte_array_append (self->bytes, bytes, (guint)length);
}

static void
put_text (GwChainPieces *self, const char *text)
{
  const guint32 none = GUINT32_TO_LE (NO_TEXT);

  if (text != NULL)
    put_bytes (self, text, strlen (text));
  else
    g_byte_array_append (self->bytes, (const guint8 *)&none, sizeof none);
}

static Piece
begin_piece (GwChainPieces *self, PieceKind kind, gint64 id)
{
  Piece piece = { .id = id, .begin = self->bytes->len };
  guint8 byte = (guint8)kind;

  g_byte_array_append (self->bytes, &byte, sizeof byte);
  return piece;
}

static void
end_piece (GwChainPieces *self, Piece *piece)
{
  piece->end = self->bytes->len;
  g_array_append_val (self->pieces, *piece);
}

void
gw_chain_add_event (GwChainPieces *self, const GwEventRecord *event, gint64 cell_id)
{
  Piece piece = begin_piece (self, PIECE_EVENT, GW_SEAL_OF_EVENT (event->seq));
  const gint64 values[] = { event->seq,    event->case_id,  event->version,
                            event->action, event->from,     event->to,
                            event->at,     event->actor_id, event->department_id,
                            cell_id };

  put_numbers (self, values, G_N_ELEMENTS (values));
  put_text (self, event->opinion);
  put_text (self, event->data);
  piece.at = event->at;
  piece.case_id = event->has_from ? 0 : event->case_id;
  end_piece (self, &piece);
}

void
gw_chain_add_words (GwChainPieces *self, gint64 seq, const GwCaseRecord *record)
{
  Piece piece = begin_piece (self, PIECE_WORDS, GW_SEAL_OF_EVENT (seq));
  const gint64 values[] = {
    record->class_id,     record->condition_id,
    record->urgent != 0,  record->cell_id,
    record->position.x,   record->position.y,
    record->component_id, record->reporter_id,
    record->observed_at,  record->progress.flags & GW_FLAG_HOTLINE
  };

  put_numbers (self, values, G_N_ELEMENTS (values));
  put_text (self, record->source);
  put_text (self, record->description);
  end_piece (self, &piece);
}

void
gw_chain_add_move (GwChainPieces *self, gint64 seq, gint64 cell_id)
{
  Piece piece = begin_piece (self, PIECE_MOVE, GW_SEAL_OF_EVENT (seq));

  put_numbers (self, &cell_id, 1);
  end_piece (self, &piece);
}

void
gw_chain_add_file (GwChainPieces *self, gint64 seq, const GwAttachmentRecord *attachment,
                   const char *stage)
{
  Piece piece = begin_piece (self, PIECE_FILE, GW_SEAL_OF_EVENT (seq));
  const gint64 values[] = { attachment->size, attachment->uploader_id,
                            attachment->created_at };

  put_text (self, attachment->id);
  put_bytes (self, attachment->sha256, sizeof attachment->sha256);
  put_numbers (self, values, G_N_ELEMENTS (values));
  put_text (self, attachment->type);
  put_text (self, stage);
  end_piece (self, &piece);
}

void
gw_chain_add_call (GwChainPieces *self, gint64 seq, const GwCallRecord *call)
{
  Piece piece = begin_piece (self, PIECE_CALL, GW_SEAL_OF_EVENT (seq));
  const gint64 values[] = { call->taker_id, call->at };

  put_numbers (self, values, G_N_ELEMENTS (values));
  put_text (self, call->urgency);
  put_text (self, call->address);
  put_text (self, call->place);
  put_text (self, call->external_number);
  if (call->has_body)
    put_bytes (self, call->body_sha256, sizeof call->body_sha256);
  else
    put_text (self, NULL);
  end_piece (self, &piece);
}

void
gw_chain_add_period (GwChainPieces *self, const GwPeriodActRecord *act)
{
  Piece piece = begin_piece (self, PIECE_PERIOD, act->seal_id);
  const gint64 values[] = { act->id, act->month,     act->action,
                            act->at, act->person_id, act->n_rows };

  put_numbers (self, values, G_N_ELEMENTS (values));
  put_text (self, act->reason);
  if (act->has_digest)
    put_bytes (self, act->digest.bytes, sizeof act->digest);
  else
    put_text (self, NULL);
  piece.at = act->at;
  end_piece (self, &piece);
}

gint64
gw_chain_last_id (const GwChainPieces *self)
{
  gint64 id = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    id = MAX (id, g_array_index (self->pieces, Piece, i).id);
  return id;
}

gint64
gw_chain_find_report (const GwChainPieces *self, gint64 case_id)
{
  for (guint i = self->pieces->len; i-- > 0;)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->case_id == case_id)
        return piece->id / GW_SEALS_PER_EVENT;
    }
  return 0;
}

gboolean
gw_chain_has_event (const GwChainPieces *self, gint64 seq)
{
  for (guint i = self->pieces->len; i-- > 0;)
    if (g_array_index (self->pieces, Piece, i).id == GW_SEAL_OF_EVENT (seq))
      return TRUE;
  return FALSE;
}

/* ---- seals ---- */

static int
compare_pieces (gconstpointer a, gconstpointer b, gpointer bytes)
{
  const Piece *first = a;
  const Piece *second = b;
  guint first_length = first->end - first->begin;
  guint second_length = second->end - second->begin;
  int order;

  if (first->id != second->id)
    return first->id < second->id ? -1 : 1;
  /* The kind comes first. */
  order = memcmp ((const guint8 *)bytes + first->begin,
                  (const guint8 *)bytes + second->begin, MIN (first_length, second_length));
  return order != 0 ? order
                    : (first_length > second_length) - (first_length < second_length);
}

void
gw_chain_sort (GwChainPieces *self)
{
  gboolean sorted = TRUE;

  for (guint i = 1; sorted && i < self->pieces->len; i++)
    sorted =
        compare_pieces (&g_array_index (self->pieces, Piece, i - 1),
                        &g_array_index (self->pieces, Piece, i), self->bytes->data) <= 0;
  if (!sorted)
    g_array_sort_with_data (self->pieces, compare_pieces, self->bytes->data);
}

gboolean
gw_chain_next (const GwChainPieces *self, guint *position, GwSealContent *ret)
{
  crypto_hash_sha256_state state;

  if (*position >= self->pieces->len)
    return FALSE;
  *ret = (GwSealContent){ .id = g_array_index (self->pieces, Piece, *position).id };
  crypto_hash_sha256_init (&state);
  for (; *position < self->pieces->len; (*position)++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, *position);

      if (piece->id != ret->id)
        break;
      ret->at = MAX (ret->at, piece->at);
      crypto_hash_sha256_update (&state, self->bytes->data + piece->begin,
                                 piece->end - piece->begin);
    }
  crypto_hash_sha256_final (&state, ret->content.bytes);
  return TRUE;
}

void
gw_chain_extend (GwChainHead *head, gint64 id, const GwHash *content, guint32 day)
{
  struct
  {
    GwHash before;
    GwHash content;
    guint32 day;
  } link = { head->hash, *content, 0 };

  G_STATIC_ASSERT (sizeof link == 2 * GW_HASH_SIZE + sizeof (guint32));
  head->id = id;
  head->day = MAX (head->day, day);
  link.day = GUINT32_TO_LE (head->day);
  crypto_hash_sha256 (head->hash.bytes, (const guint8 *)&link, sizeof link);
}

void
gw_case_record_undo_amendments (GwCaseRecord *record, const GPtrArray *events)
{
  for (guint i = events->len; i-- > 0;)
    {
      const GwEventRecord *event = g_ptr_array_index (events, i);
      g_auto (GwFacts) facts = { 0 };
      const GwAmendment *amendment = &facts.amendment;

      if (event->data == NULL || !gw_facts_from_json (event->data, &facts))
        continue;
      if (amendment->changes_class)
        record->class_id = amendment->class_before;
      if (amendment->changes_condition)
        record->condition_id = amendment->condition_before;
      if (amendment->changes_urgent)
        record->urgent = !amendment->urgent;
      if (amendment->changes_place)
        {
          record->cell_id = amendment->cell_before;
          record->position = amendment->position_before;
        }
      if (amendment->description_before != NULL)
        {
          g_free (record->description);
          record->description = g_strdup (amendment->description_before);
        }
    }
}

/* ---- hashes ---- */

gboolean
gw_hash_equal (const GwHash *a, const GwHash *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

char *
gw_hash_to_text (const GwHash *hash)
{
  char *text = g_malloc (GW_HASH_TEXT_SIZE);

  return sodium_bin2hex (text, GW_HASH_TEXT_SIZE, hash->bytes, sizeof hash->bytes);
}

gboolean
gw_hash_parse (const char *text, GwHash *ret_hash)
{
  gsize length = 0;

  return strlen (text) == GW_HASH_TEXT_SIZE - 1 &&
         strspn (text, "0123456789abcdef") == GW_HASH_TEXT_SIZE - 1 &&
         sodium_hex2bin (ret_hash->bytes, sizeof ret_hash->bytes, text,
                         GW_HASH_TEXT_SIZE - 1, NULL, &length, NULL) == 0 &&
         length == sizeof ret_hash->bytes;
}
