/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases, events and attachments as they go out. */
#pragma once

#include "backend/rules/facts.h"
#include "backend/rules/lamp.h"
#include "backend/rules/settings.h"
#include "backend/service/person.h"
#include "backend/service/snapshot.h"

G_BEGIN_DECLS

#define GW_CASE_NUMBER_MAX 24

/*
 * A case in a list. Immutable, reference counted, shared between threads; holds its
 * snapshot. Times are UTC ms, 0: not yet.
 */
typedef struct
{
  GwSnapshot *snapshot;
  gint64 id;
  char number[GW_CASE_NUMBER_MAX];
  gint64 version;
  GwCaseState state;
  GwClassKind kind;
  const GwCaseClass *class;
  gboolean urgent;
  const GwCell *cell;
  GwFixed position;
  char *description;
  char *source;
  const GwDepartment *department; /* or NULL */
  gint64 reporter_id;
  gint64 component_id;
  gint64 observed_at;
  gint64 reported_at;
  gint64 filed_at;
  gint64 dispatched_at;
  gint64 handled_at;
  gint64 checked_at;
  gint64 closed_at;
  gint64 deadline_start;
  gint64 warn_at; /* yellow from here on */
  gint64 deadline;
  guint reworks;
  guint returns;
  gint64 updated_at;
  char *routing_reason;  /* JSON for gw_reason_from_json(), or NULL */
  char *deadline_reason; /* the same */
  char *clocks;          /* for gw_clocks_parse(), or NULL */
  GwCaseProgress progress;
  const GwFilingCondition *condition; /* that it was filed under, or NULL */
} GwCaseRow;

GwCaseRow *gw_case_row_ref (const GwCaseRow *row);
void gw_case_row_unref (GwCaseRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseRow, gw_case_row_unref)
/* The lamp at an instant. */
GwLamp gw_case_row_lamp (const GwCaseRow *row, gint64 now_ms);
/* While the deadline runs: what is left of it is working time of the department. */
gboolean gw_case_row_deadline_is_working (const GwCaseRow *row);
GwCaseOutline gw_case_row_outline (const GwCaseRow *row);
gboolean gw_case_row_is_visible (const GwCaseRow *row, const GwPerson *user);

typedef struct
{
  char *id;
  char *type;
  gint64 size;
  char *sha256;     /* hexadecimal */
  char *stage;      /* "report", "handle", "check"; NULL until attached */
  gint64 event_seq; /* 0 until attached */
} GwAttachment;

void gw_attachment_free (GwAttachment *attachment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAttachment, gw_attachment_free)

typedef struct
{
  char *code;
  char *name;
} GwComponent;

/* A task of an inspector, as it went. */
typedef struct
{
  GwTaskKind kind;
  GwPerson *inspector; /* NULL: anyone */
  gint64 created_at;
  gint64 taken_at;
  gint64 done_at;    /* 0: open */
  GwPerson *done_by; /* NULL with done_at: cancelled */
  GwReason *reason;  /* why it is the inspector's, or anyone's; or NULL */
  guint offers;      /* so many inspectors were asked */
} GwCaseTask;

/* Another case that this one has to do with. */
typedef struct
{
  char number[GW_CASE_NUMBER_MAX];
  const char *relation; /* "linked", "merged_into", "merged_from", "split_into",
                           "split_from"; static */
  gint64 at;
} GwCaseLink;

/* See card.h. */
typedef struct _GwCard GwCard;

/* One case for one user. Owned by whoever gets it. */
typedef struct
{
  GwCaseRow *row;
  GwPerson *reporter;             /* NULL: no longer known */
  GwComponent *component;         /* or NULL */
  const GwDepartment *suggestion; /* while not dispatched; or NULL */
  GwReason *suggestion_reason;
  GPtrArray *attachments;    /* GwAttachment */
  guint64 actions;           /* GW_ACTION_BIT(): what the user may do */
  GPtrArray *edges;          /* const GwCaseEdge: the same with what each needs */
  GPtrArray *tasks;          /* GwCaseTask, oldest first */
  GPtrArray *links;          /* GwCaseLink, oldest first */
  GPtrArray *cards;          /* GwCard, oldest first */
  GwPerson *handler;         /* or NULL */
  GwPerson *requester;       /* of the request that waits, or NULL */
  guint approvers;           /* GwRole bits of who is to decide on it next */
  guint chain[GW_CHAIN_MAX]; /* the same of every step of it */
  guint n_chain;
} GwCaseDetail;

void gw_case_detail_free (GwCaseDetail *detail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseDetail, gw_case_detail_free)

/* One entry of the journal. Reference counted (main thread only). */
typedef struct
{
  GwSnapshot *snapshot; /* whose the department is */
  gint64 seq;
  gint64 case_id;
  char number[GW_CASE_NUMBER_MAX];
  GwCaseAction action;
  GwCaseState from; /* GW_CASE_NONE for the report */
  GwCaseState to;
  gint64 at;
  GwPerson *actor;  /* NULL: no longer known */
  char *opinion;    /* or NULL */
  GwFacts facts;    /* what was decided; its ids are the file's */
  GwPerson *person; /* the inspector or handler who was chosen, or NULL */
  char other_number[GW_CASE_NUMBER_MAX]; /* of the other case, or "" */
  gint64 version;
  const GwDepartment *department; /* concerned by the event, or NULL */
  GPtrArray *attachments;         /* GwAttachment; may be NULL for none */
  GwCaseRow *row;                 /* the feed's events only: the case as of sending */
  gpointer user_data;             /* for the consumer: e.g. the encoded bytes, made once */
  GDestroyNotify user_data_free;
} GwCaseEvent;

GwCaseEvent *gw_case_event_ref (GwCaseEvent *event);
void gw_case_event_unref (GwCaseEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseEvent, gw_case_event_unref)

G_END_DECLS
