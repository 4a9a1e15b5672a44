/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case and its journal as rows. */
#pragma once

#include "backend/rules/progress.h"
#include "gis/point.h"

G_BEGIN_DECLS

/*
 * Times are ms since 1970 UTC, 0 when not yet. Foreign ids are the store's row ids, 0 when
 * none. Strings are owned; NULL when absent.
 *
 * The store knows no lifecycle: state, action and progress are the numbers of
 * rules/lifecycle.h, which the file keeps (never renumber them), and open, ticking, overdue
 * are decided by the rules.
 */
typedef struct
{
  gint64 id; /* see gw_case_number_format(); assigned by gw_store_case_add() */
  gint64 version;
  guint state;
  gboolean open;    /* not in a terminal state */
  gboolean ticking; /* the handling deadline still runs */
  gboolean overdue; /* the handling deadline has passed before the handling was done */
  guint kind;       /* 0 matter, 1 component */
  gint64 class_id;
  gboolean urgent;
  gint64 cell_id;
  GwFixed position;
  gint64 component_id;
  char *description;
  char *source;
  gint64 reporter_id;
  gint64 department_id;
  gint64 observed_at;
  gint64 reported_at;
  gint64 filed_at;
  gint64 dispatched_at;
  gint64 handled_at;
  gint64 checked_at;
  gint64 closed_at;
  gint64 deadline_start;
  gint64 warn_at; /* when the lamp turns yellow */
  gint64 deadline;
  guint reworks;
  guint returns;
  char *routing_reason;
  char *deadline_reason;
  gint64 updated_at;
  guint counted;  /* mask of GW_COUNT_MASK(): where it stands; see service/case-counts.h */
  char *clocks;   /* as gw_clocks_to_text() */
  gint64 wake_at; /* when something happens to the case by itself */
  gint64 condition_id; /* that it was filed under; 0: the class' first */
  char *task_reason;   /* why the open task is whose it is, as JSON */
  GwCaseProgress progress;
} GwCaseRecord;

void gw_case_record_clear (GwCaseRecord *record);
void gw_case_record_free (GwCaseRecord *record);
/* Deep copy. */
GwCaseRecord *gw_case_record_copy (const GwCaseRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCaseRecord, gw_case_record_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseRecord, gw_case_record_free)

/*
 * What an event counts as in the statistics; a set of them is a mask of 1u << value, which
 * the file keeps: never renumber, only append.
 *
 * dispatched, handled, handled_in_time, closed, closed_in_time and deferred are sets that a
 * case enters and may leave again; the leaving is counted at its own time, so that no past
 * period ever changes. In filed a case comes once and stays.
 */
typedef enum
{
  GW_COUNT_REPORTED,
  GW_COUNT_FILED,
  GW_COUNT_REJECTED,
  GW_COUNT_VOIDED,
  GW_COUNT_DISPATCHED, /* an assignment to a department begins */
  GW_COUNT_HANDLED,    /* once per assignment */
  GW_COUNT_HANDLED_IN_TIME,
  GW_COUNT_CLOSED,
  GW_COUNT_CLOSED_IN_TIME,
  GW_COUNT_REWORKS,
  GW_COUNT_RETURNS,
  GW_COUNT_FILED_IN_TIME,
  GW_COUNT_WITHDRAWN_DISPATCHED, /* the assignment ends without a closure */
  GW_COUNT_WITHDRAWN_HANDLED,    /* its handling does not count any more */
  GW_COUNT_WITHDRAWN_HANDLED_IN_TIME,
  GW_COUNT_WITHDRAWN_CLOSED_IN_TIME,
  GW_COUNT_REOPENED, /* leaves closed */
  GW_COUNT_REDISPATCHES,
  GW_COUNT_DEFERRED, /* need not be handled for the time being */
  GW_COUNT_DEFERRAL_ENDED,
  GW_COUNT_EXEMPT, /* an appeal was granted: counts as in time from then on */
  GW_COUNT_EXTENSIONS,
  GW_COUNT_MERGED,
  GW_N_COUNTS,
} GwCount;

#define GW_COUNT_MASK(count) (1u << (count))

typedef struct
{
  gint64 seq; /* assigned by the store; global, gapless, in commit order */
  gint64 case_id;
  gint64 version; /* of the case after the event */
  guint action;
  guint from;
  guint to;
  gboolean has_from; /* FALSE for the report */
  gint64 at;
  gint64 actor_id;
  gint64 department_id; /* concerned by the event: dispatched to, handled by; 0 none */
  guint counts;         /* mask of GW_COUNT_MASK(); counted at `at`, for department_id */
  guint left_counts;    /* the same for the cell that the case has left; not read back */
  char *opinion;
  char *data;      /* facts of the event that have no field here, as JSON; or NULL */
  gboolean silent; /* nobody acted: the case keeps its version */
} GwEventRecord;

void gw_event_record_clear (GwEventRecord *record);
void gw_event_record_free (GwEventRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwEventRecord, gw_event_record_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwEventRecord, gw_event_record_free)

/* A photograph's description; the bytes are the service's. */
typedef struct
{
  char *id;          /* chosen by the service, unguessable */
  guint8 sha256[32]; /* names the content file */
  gint64 size;       /* bytes */
  char *type;        /* image/jpeg */
  gint64 uploader_id;
  gint64 created_at;
  char *stage;      /* "report", "handle", "check" once attached; else NULL */
  gint64 event_seq; /* 0 until attached */
  gint64 case_id;   /* 0 until attached */
} GwAttachmentRecord;

void gw_attachment_record_clear (GwAttachmentRecord *record);
void gw_attachment_record_free (GwAttachmentRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwAttachmentRecord, gw_attachment_record_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAttachmentRecord, gw_attachment_record_free)

/* A case's id is its local day and its number in that day: 20261122 * 10^7 + 17. */
#define GW_CASE_IDS_PER_DAY G_GINT64_CONSTANT (10000000)
/* "20261122-000017" (more digits from the millionth case of a day on). */
#define GW_CASE_NUMBER_SIZE 24
const char *gw_case_number_format (gint64 id, char buffer[GW_CASE_NUMBER_SIZE]);
/* FALSE unless text is exactly what gw_case_number_format() writes. */
gboolean gw_case_number_parse (const char *text, gint64 *ret_id);

G_END_DECLS
