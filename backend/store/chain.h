/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The chain of the journal: each event has a seal that covers what was done, by whom and
 * when, and the seal before it.
 *
 * The content of a seal is the SHA-256 of its pieces in the order of their kinds (of the same
 * kind: of their bytes); its hash is the SHA-256 of the hash before it, the content and the
 * day, as a number of 4 bytes: the latest local day (yyyymmdd) that was come to by then. A
 * piece is its kind in a byte, then its values: numbers as 8 bytes, least significant first;
 * texts as their length in 4 such bytes, then UTF-8; a text that is not there as the length
 * 0xffffffff. What an event counts as is derived, and not covered.
 */
#pragma once

#include "backend/store/case-record.h"
#include "backend/store/hotline-store.h"

G_BEGIN_DECLS

#define GW_HASH_SIZE 32
/* Room for the hash in hexadecimal digits. */
#define GW_HASH_TEXT_SIZE (2 * GW_HASH_SIZE + 1)

typedef struct
{
  guint8 bytes[GW_HASH_SIZE];
} GwHash;

/* Seals are numbered seq * 1024 for the event seq; the numbers between are for what is done
 * that is of no case. */
#define GW_SEALS_PER_EVENT 1024
#define GW_SEAL_OF_EVENT(seq) ((seq)*GW_SEALS_PER_EVENT)

/* In period-store.h. */
typedef struct _GwPeriodActRecord GwPeriodActRecord;

/* Pieces of several seals, gathered in any order. */
typedef struct _GwChainPieces GwChainPieces;

GwChainPieces *gw_chain_pieces_new (void);
void gw_chain_pieces_free (GwChainPieces *pieces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwChainPieces, gw_chain_pieces_free)
/* How many there are: for going back to that when what came since is undone. */
guint gw_chain_pieces_count (const GwChainPieces *pieces);
void gw_chain_pieces_truncate (GwChainPieces *pieces, guint count);

/* The event itself; cell_id: where the case was afterwards. */
void gw_chain_add_event (GwChainPieces *pieces, const GwEventRecord *event, gint64 cell_id);
/* What the report said, of the event that reported it. */
void gw_chain_add_words (GwChainPieces *pieces, gint64 seq, const GwCaseRecord *record);
/* The cell that the case has left. */
void gw_chain_add_move (GwChainPieces *pieces, gint64 seq, gint64 cell_id);
void gw_chain_add_file (GwChainPieces *pieces, gint64 seq,
                        const GwAttachmentRecord *attachment, const char *stage);
void gw_chain_add_call (GwChainPieces *pieces, gint64 seq, const GwCallRecord *call);
/* What became of a month of the statistics; by itself under its seal_id. */
void gw_chain_add_period (GwChainPieces *pieces, const GwPeriodActRecord *act);
/* The highest number of a seal among the pieces; 0: there are none. */
gint64 gw_chain_last_id (const GwChainPieces *pieces);
/* The report among the pieces of a case that was reported; 0: it is not there. */
gint64 gw_chain_find_report (const GwChainPieces *pieces, gint64 case_id);

/* Whether the event is among the pieces. */
gboolean gw_chain_has_event (const GwChainPieces *pieces, gint64 seq);

/* One seal's content; at: of its event. */
typedef struct
{
  gint64 id;
  gint64 at;
  GwHash content;
} GwSealContent;

/* Puts the pieces in order; then gets one seal after the other by position, from 0 on. */
void gw_chain_sort (GwChainPieces *pieces);
gboolean gw_chain_next (const GwChainPieces *pieces, guint *position, GwSealContent *ret);

/* Where the chain has come to. All zeros before the first seal. */
typedef struct
{
  gint64 id; /* of the last seal */
  guint32 day;
  GwHash hash;
} GwChainHead;

/* Goes on to the next seal; day: the local day of its event. */
void gw_chain_extend (GwChainHead *head, gint64 id, const GwHash *content, guint32 day);

/* Takes back what the events corrected: the record is as it was reported. */
void gw_case_record_undo_amendments (GwCaseRecord *record, const GPtrArray *events);

gboolean gw_hash_equal (const GwHash *a, const GwHash *b);
char *gw_hash_to_text (const GwHash *hash);
/* FALSE unless the text is 64 lower-case hexadecimal digits. */
gboolean gw_hash_parse (const char *text, GwHash *ret_hash);

G_END_DECLS
