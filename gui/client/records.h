/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What travels on the wire, as plain structs. Times are microseconds UTC, 0: none. */
#pragma once

#include "gis/shape.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GW_STATE_REPORTED,
  GW_STATE_FILED,
  GW_STATE_DISPATCHED,
  GW_STATE_HANDLING,
  GW_STATE_HANDLED,
  GW_STATE_CHECKED,
  GW_STATE_CLOSED,
  GW_STATE_REJECTED,
  GW_STATE_VOIDED,
  GW_STATE_MERGED,
  GW_STATE_UNKNOWN, /* a newer server's state: shown by its own name */
  GW_STATE_N,
} GwCaseState;

typedef enum
{
  GW_LAMP_NONE,
  GW_LAMP_GREEN,
  GW_LAMP_YELLOW,
  GW_LAMP_RED,
  GW_LAMP_N,
} GwLamp;

#define GW_STATES_OPEN                                                                     \
  ((1u << GW_STATE_REPORTED) | (1u << GW_STATE_FILED) | (1u << GW_STATE_DISPATCHED) |      \
   (1u << GW_STATE_HANDLING) | (1u << GW_STATE_HANDLED) | (1u << GW_STATE_CHECKED))
#define GW_STATES_ENDED                                                                    \
  ((1u << GW_STATE_CLOSED) | (1u << GW_STATE_REJECTED) | (1u << GW_STATE_VOIDED) |         \
   (1u << GW_STATE_MERGED))

/* The wire's word, e.g. "filed". */
const char *gw_case_state_name (GwCaseState state);
GwCaseState gw_case_state_parse (const char *name);
/* For people, translated. */
const char *gw_case_state_label (GwCaseState state);
gboolean gw_case_state_is_open (GwCaseState state);
const char *gw_lamp_name (GwLamp lamp);
GwLamp gw_lamp_parse (const char *name);
const char *gw_lamp_label (GwLamp lamp);

/* Something with a code and a name in two languages. code NULL: there is none. */
typedef struct
{
  char *code;
  char *name;
  char *name_en;
} GwNamed;

void gw_named_clear (GwNamed *named);
void gw_named_copy (const GwNamed *from, GwNamed *to);
/* The name in the language of the desk; "" when there is none. Borrowed. */
const char *gw_named_label (const GwNamed *named);
/* TRUE when the desk speaks Chinese. */
gboolean gw_language_is_chinese (void);

/* Immutable and reference counted (atomic). */
typedef struct
{
  char *number;
  gint64 version;
  GwCaseState state;
  char *state_name; /* the wire's word, for an unknown state */
  gboolean is_component;
  GwNamed klass;
  gboolean urgent;
  char *cell; /* code */
  GwNamed community;
  double lon;
  double lat;
  char *description;
  char *source;
  GwNamed department;
  gint64 reported_usec;
  gint64 deadline_usec;
  gint64 deadline_start_usec;
  gint64 warn_usec;          /* the lamp turns yellow; 0: the server does not say */
  gboolean deadline_working; /* what is left of the deadline is working time */
  gint64 updated_usec;
  GwLamp lamp; /* when the row was sent */
  guint reworks;
  guint returns;
  GStrv flags; /* the wire's words: "suspended", …; never NULL once decoded */
} GwCaseRow;

GwCaseRow *gw_case_row_new (void);
GwCaseRow *gw_case_row_ref (GwCaseRow *row);
void gw_case_row_unref (GwCaseRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseRow, gw_case_row_unref)
/* Whether the wire's word is among the flags. */
gboolean gw_case_row_has_flag (const GwCaseRow *row, const char *flag);
#define GW_TYPE_CASE_ROW (gw_case_row_get_type ())
GType gw_case_row_get_type (void);

typedef struct
{
  char *id;
  char *type;
  char *stage; /* "report", "handle", "check" */
  char *url;   /* path on the server */
  gint64 size;
} GwAttachment;

typedef struct
{
  char *name; /* "opinion", "department", … */
  char *type; /* "text", "department", "boolean", "time", "attachments", … */
  gboolean required;
  GStrv choices; /* what may be given; NULL: the wire does not say */
} GwActionField;

typedef struct
{
  char *action;
  GPtrArray *fields; /* GwActionField */
} GwCaseAction;

/* How long one stage may take, and how long it has taken. */
typedef struct
{
  char *stage; /* "handle", …, "total" */
  gint64 started_usec;
  gint64 stopped_usec; /* 0: it runs, or stands still */
  gint64 paused_usec;  /* 0: it does not stand still */
  gint64 warn_usec;
  gint64 due_usec;
  GwLamp lamp;       /* when it was sent */
  gint64 left_usec;  /* as of the answer; -1: no due, or stopped */
  gboolean working;  /* what is left is working time */
  gboolean counting; /* it got less when it was sent */
  gint64 turns_usec; /* counting changes by itself then; 0: never */
} GwStageClock;

/* What a department asked for and nobody has decided yet. kind NULL: nothing. */
typedef struct
{
  char *kind; /* "extension", … */
  guint approvals;
  GwNamed by; /* code: login */
  gint64 at_usec;
  gint64 until_usec;
  GStrv approvers;  /* roles, any of which decides next */
  GPtrArray *chain; /* GStrv: the roles of each step; NULL without a request */
} GwPendingRequest;

/* What an inspector is asked to do. */
typedef struct
{
  char *kind;        /* "verification", "check" */
  GwNamed inspector; /* code NULL: whoever takes it */
  gint64 created_usec;
  gint64 taken_usec;
  gint64 done_usec;
  GwNamed done_by;
} GwCaseTask;

/* Another case that belongs to this one. */
typedef struct
{
  char *number;
  char *relation; /* "merged_into", … */
  gint64 at_usec;
} GwCaseLink;

/* What somebody said of a card. at 0: nobody said anything. */
typedef struct
{
  char *text;
  GwNamed by; /* code: login */
  gint64 at_usec;
} GwCardWords;

/* A clock ran down: a yellow or a red card for who answers for the stage. */
typedef struct
{
  gint64 id;
  char *stage;
  GwLamp colour;
  char *state; /* "open", "explained", "revoked" */
  gint64 at_usec;
  char *role;         /* who answers for it */
  GwNamed department; /* code NULL: none in particular, as the person */
  GwNamed person;
  GwCardWords explanation;
  GwCardWords revocation;
  GStrv may; /* "explain", "revoke": what the user may do */
} GwCaseCard;

/* How a case came to stand where it does; of an older server all of it is empty. */
typedef struct
{
  GPtrArray *clocks; /* GwStageClock; never NULL, as the other arrays */
  gint64 as_of_usec; /* the server's time, from which what is left is counted */
  GwPendingRequest request;
  GPtrArray *tasks;     /* GwCaseTask */
  GPtrArray *links;     /* GwCaseLink */
  GPtrArray *cards;     /* GwCaseCard */
  GStrv why_department; /* steps of a decision */
  GStrv why_deadline;
  GwNamed handler; /* code: login; NULL: nobody in particular */
  gint64 suspended_until_usec;
  char *satisfaction; /* or NULL */
  guint redispatches;
  guint extensions;
  guint reopenings;
} GwCaseProgress;

void gw_case_progress_clear (GwCaseProgress *progress);

/* Immutable and reference counted (atomic). */
typedef struct
{
  GwCaseRow *row;
  GwNamed street;
  GwNamed district;
  GwNamed reporter;  /* code: login */
  GwNamed component; /* code NULL: none */
  gint64 observed_usec;
  gint64 filed_usec;
  gint64 dispatched_usec;
  gint64 handled_usec;
  gint64 checked_usec;
  gint64 closed_usec;
  char *routing_reason;
  char *deadline_reason;
  GwNamed suggested;
  char *suggested_reason;
  GwNamed condition;      /* that it was filed under; code NULL: none */
  GwNamed closing;        /* what must be true to close it; without code */
  GPtrArray *attachments; /* GwAttachment */
  GPtrArray *actions;     /* GwCaseAction */
  GwCaseProgress progress;
} GwCaseDetail;

GwCaseDetail *gw_case_detail_ref (GwCaseDetail *detail);
void gw_case_detail_unref (GwCaseDetail *detail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseDetail, gw_case_detail_unref)

/* One thing of a case before and after it was corrected. */
typedef struct
{
  char *field;  /* "class", … */
  GwNamed from; /* without any name: there was none */
  GwNamed to;
} GwCaseChange;

/* A card that an event gave. */
typedef struct
{
  char *stage;
  GwLamp colour;
} GwGivenCard;

/* One entry of the journal; row only in the live feed. */
typedef struct
{
  gint64 seq;
  char *number;
  char *action;
  GwCaseState from; /* GW_STATE_UNKNOWN: none */
  GwCaseState to;
  gint64 at_usec;
  GwNamed actor; /* code: login */
  char *opinion;
  gint64 version;
  GwNamed department;
  guint n_attachments;
  GStrv attachments; /* their ids */
  gint64 until_usec; /* what was decided beside it; 0 and NULL: nothing of the kind */
  char *other_case;
  char *satisfaction;
  GwNamed person;       /* code: login */
  gboolean refuted;     /* a verification that did not confirm the report */
  gint64 deadline_usec; /* what the handling was due by from then on */
  GPtrArray *changes;   /* GwCaseChange, or NULL */
  GPtrArray *cards;     /* GwGivenCard, or NULL */
  guint level;          /* of an escalation; 0: none */
  GwCaseRow *row;
} GwCaseEvent;

void gw_case_event_free (GwCaseEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseEvent, gw_case_event_free)

/* A case on the map. Plain value; copies freely. */
typedef struct
{
  char number[24];
  char cell[20];
  double lon;
  double lat;
  guint8 lamp;   /* GwLamp */
  guint8 state;  /* GwCaseState */
  guint8 group;  /* of its class, see gui/map/class-marks.h; 0: none */
  guint16 flags; /* bits in the order of the wire's flags */
} GwCasePoint;

typedef struct
{
  char *login;
  char *name;
  GStrv roles;
  GwNamed department;
  GwNamed area; /* what the user sees of the city; without a code: all of it */
} GwUser;

typedef struct
{
  char *token;
  gint64 expires_usec;
  GwUser user;
} GwSessionRecord;

typedef struct
{
  GwNamed name;
  gboolean synthetic;
  char *time_zone;
  char *code_scheme;
  double bbox[4]; /* min lon, min lat, max lon, max lat */
  guint n_cells;
  gint64 server_usec;
  gint64 last_seq;
} GwCityRecord;

/* Under which a case can be filed. */
typedef struct
{
  GwNamed condition;
  guint limit;      /* 0: none */
  char *limit_unit; /* the wire's word: "work_hour", … */
} GwConditionRecord;

typedef struct
{
  gboolean is_component;
  GwNamed klass;
  GwNamed group;
  GPtrArray *conditions; /* GwConditionRecord; the first is taken by default */
} GwClassRecord;

typedef struct
{
  GwNamed area;
  char *parent; /* code or NULL */
  char *level;  /* "city", "district", "street", "community" */
} GwAreaRecord;

typedef struct
{
  char *code;
  char *name; /* or NULL */
  char *community;
  char *duty_grid;
  GwShape *shape;
} GwCellRecord;

void gw_cell_record_free (GwCellRecord *record);

/* A place that a text means. */
typedef struct
{
  char *kind; /* the wire's word: "street", "house", "poi", … */
  char *code; /* or NULL */
  char *text;
  char *text_en;
  GwNamed community; /* code NULL: none */
  double lon;
  double lat;
} GwPlaceRecord;

void gw_place_record_free (GwPlaceRecord *record);

/* An open case near another one. */
typedef struct
{
  GwCaseRow *row;
  double distance_m;
  gint64 age_usec;    /* since it was reported, when the answer was made */
  gboolean duplicate; /* likely the same thing reported again */
} GwNearbyRecord;

void gw_nearby_record_free (GwNearbyRecord *record);
/* Where an inspector was last. */
typedef struct
{
  GwNamed person; /* code: the login */
  double lon;
  double lat;
  gint64 at_usec;
  gboolean on_duty;
  gboolean fresh; /* he may still be there */
} GwInspectorRecord;

void gw_inspector_record_free (GwInspectorRecord *record);
/* The place in the language of the desk. Borrowed. */
const char *gw_place_record_label (const GwPlaceRecord *record);

/* A rate as the server counts it: which cases are in it is the city's to say. */
typedef struct
{
  gint64 numerator;
  gint64 denominator; /* 0: there is nothing to rate */
} GwRateRecord;

/* The counts of one cell over a period; open and overdue are those of now. */
typedef struct
{
  char *code;
  GwNamed named; /* departments only */
  gint64 reported;
  gint64 filed;
  gint64 rejected;
  gint64 voided;
  gint64 dispatched;
  gint64 handled;
  gint64 handled_in_time;
  gint64 closed;
  gint64 closed_in_time;
  gint64 reworks;
  gint64 returns;
  gint64 open;
  gint64 overdue;
  GwRateRecord closure;
  GwRateRecord timely;
  GwRateRecord rework;
  double closing_s; /* half of the closed cases took no longer; of closing times alone */
} GwStatisticsRow;

/* Somebody has a case open. */
typedef struct
{
  char *number;
  GwNamed by;        /* code: login */
  gint64 since_usec; /* 0: no longer */
} GwHoldRecord;

GwHoldRecord *gw_hold_record_copy (const GwHoldRecord *record);
void gw_hold_record_free (GwHoldRecord *record);

/* What the user was told of a card. */
typedef struct
{
  gint64 id;
  char *number; /* of the case */
  char *stage;
  GwLamp colour;
  gint64 at_usec;
  gint64 read_usec; /* 0: unread */
} GwNoticeRecord;

void gw_notice_record_free (GwNoticeRecord *record);

void gw_user_clear (GwUser *user);
void gw_user_copy (const GwUser *from, GwUser *to);
gboolean gw_user_has_role (const GwUser *user, const char *role);
void gw_session_record_free (GwSessionRecord *record);
void gw_city_record_free (GwCityRecord *record);
void gw_class_record_free (GwClassRecord *record);
void gw_area_record_free (GwAreaRecord *record);
void gw_statistics_row_free (GwStatisticsRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSessionRecord, gw_session_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCityRecord, gw_city_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClassRecord, gw_class_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAreaRecord, gw_area_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStatisticsRow, gw_statistics_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCellRecord, gw_cell_record_free)

/* What a caller is promised. */
typedef struct
{
  GwNamed urgency;
  guint limit;
  char *limit_unit; /* the wire's word: "urgent_hour", … */
} GwUrgencyRecord;

void gw_urgency_record_free (GwUrgencyRecord *record);

G_END_DECLS
