/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which department is responsible: ordered rules, the first that matches wins. */
#pragma once

#include "backend/rules/catalogue.h"
#include "backend/rules/reason.h"

G_BEGIN_DECLS

/* Whom a rule names. The numbers are stored. */
typedef enum
{
  GW_ROUTE_TO_DEPARTMENT = 0,
  GW_ROUTE_TO_OWNER = 1,     /* the department that owns the component */
  GW_ROUTE_TO_TERRITORY = 2, /* the department of the area: who else is there */
} GwRouteTarget;

/* Values of GwRoutingRule.owner that are no department. */
#define GW_OWNER_ANY ((gint64)0)
#define GW_OWNER_KNOWN ((gint64)-1)
#define GW_OWNER_NONE ((gint64)-2)

/* How tables write owner and target where they name no department. */
#define GW_OWNER_KNOWN_WORD "*"
#define GW_OWNER_NONE_WORD "-"
#define GW_ROUTE_TO_OWNER_WORD "@owner"
#define GW_ROUTE_TO_TERRITORY_WORD "@area"

/* GwRoutingRule.max_open: whatever the department has to do. */
#define GW_LOAD_ANY G_MAXUINT32

/*
 * Local time of the week, by minutes of the day. From the minute `from` of each of the
 * weekdays up to `to`, which is not part of it; to <= from: until that minute of the next
 * day. weekdays: bit 0 is Monday; 0: every day. from = to = 0: the whole day.
 */
typedef struct
{
  guint8 weekdays;
  guint16 from;
  guint16 to;
} GwWeekWindow;

/* One rule; strings are borrowed. What is NULL, "" or 0 is not asked for. */
typedef struct
{
  gint64 id;
  guint32 rank;           /* > 0; the smaller comes first; no two have the same */
  gboolean retired;       /* matches nothing; kept to explain what it decided once */
  guint32 valid_from;     /* yyyymmdd */
  guint32 valid_to;       /* the first day on which it is not valid any more */
  GwClassKind kind;       /* GW_KIND_ANY: both */
  const char *class_code; /* a prefix: "06", "06010" */
  const char *condition;  /* code of a filing condition */
  const char *area;       /* code; what lies in it lies in all above it, too */
  const char *cell;       /* code */
  gint64 owner;           /* of the component: a department or GW_OWNER_… */
  const char *source;     /* of the report */
  GwWeekWindow window;
  guint32 max_open; /* open cases of `department`, at most; GW_LOAD_ANY */
  GwRouteTarget target;
  gint64 department; /* of GW_ROUTE_TO_DEPARTMENT; the caller's key, > 0 */
  const char *note;  /* for people */
} GwRoutingRule;

/* Open cases of a department, now. */
typedef guint (*GwLoadFunc) (gint64 department, gpointer user_data);

/* What is asked about a case. Strings are borrowed. */
typedef struct
{
  GwClassKind kind;
  const char *class_code;
  const char *condition; /* or NULL */
  const char *const
      *areas;         /* NULL-terminated codes that hold the place, the smallest first */
  const char *cell;   /* or NULL */
  gint64 owner;       /* of the component; 0: nobody known */
  gint64 territory;   /* the department of the area; 0: none */
  const char *source; /* or NULL */
  guint32 date;       /* local, yyyymmdd */
  guint weekday;      /* local, 1 (Monday) to 7 */
  guint minute;       /* of the local day */
  GwLoadFunc load;    /* NULL: nobody has anything to do */
  gpointer load_data;
} GwRoutingQuestion;

/* In the order in which they are looked at: the first that fails is why. */
typedef enum
{
  GW_MISS_VALIDITY,
  GW_MISS_AREA,
  GW_MISS_CELL,
  GW_MISS_CONDITION,
  GW_MISS_OWNER,
  GW_MISS_SOURCE,
  GW_MISS_TIME,
  GW_MISS_TARGET, /* the component has no owner, the area no department */
  GW_MISS_LOAD,
  GW_N_MISSES,
} GwRoutingMiss;

/* "validity", "area", … as they are stored. Static; NULL for what is none. */
const char *gw_routing_miss_name (GwRoutingMiss miss);

typedef struct
{
  gint64 rule;
  guint32 rank;
  guint32 position; /* in gw_routing_get() */
  GwRouteTarget target;
  gint64 department;
} GwRoutingDecision;

/* A rule of the case's class that came before the one that won, and why it did not. */
typedef struct
{
  gint64 rule;
  GwRoutingMiss miss;
  guint32 load; /* GW_MISS_LOAD: open cases at that time */
} GwRoutingStep;

#define GW_ROUTING_TRACE_MAX 20

typedef struct
{
  guint n_steps;
  GwRoutingStep steps[GW_ROUTING_TRACE_MAX]; /* the nearest to the winner first */
  guint n_more;                              /* of the same class, further away */
} GwRoutingTrace;

/* Immutable, reference counted, shared between threads. */
typedef struct _GwRouting GwRouting;

/*
 * Copies the rules, which may come in any order. Builds the index that gw_routing_find()
 * uses: a tree of class prefixes, in each node the rules by their smallest place (cell,
 * area, anywhere), in each of those by rank.
 */
GwRouting *gw_routing_new (const GwRoutingRule *rules, guint n_rules);
GwRouting *gw_routing_ref (GwRouting *routing);
void gw_routing_unref (GwRouting *routing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRouting, gw_routing_unref)

/* Those in force, by rank, then the retired ones. */
guint gw_routing_size (const GwRouting *routing);
guint gw_routing_n_in_force (const GwRouting *routing);
const GwRoutingRule *gw_routing_get (const GwRouting *routing, guint position);
/* NULL when there is none. */
const GwRoutingRule *gw_routing_by_id (const GwRouting *routing, gint64 id);
/* TRUE when some rule in force asks for a load. */
gboolean gw_routing_needs_loads (const GwRouting *routing);

/*
 * FALSE when no rule matches. Looks at the rules of (length of the class code + 1) x
 * (number of areas + 2) places only, in each up to the first match or to the best found so
 * far: about a microsecond with 2,000 rules over classes and areas. Only where many rules
 * have the same class and the same place and differ in the rest, they are tried one by one.
 */
gboolean gw_routing_find (const GwRouting *routing, const GwRoutingQuestion *question,
                          GwRoutingDecision *ret_decision);

/* TRUE when the rule, alone, would match. ret_miss (may be NULL) says why not; a rule of
 * another class misses with GW_N_MISSES. */
gboolean gw_routing_rule_matches (const GwRoutingRule *rule,
                                  const GwRoutingQuestion *question,
                                  GwRoutingMiss *ret_miss);

/*
 * Why the rules before the decision's did not match; decision NULL (nothing matched): why
 * none did. Only rules of the case's class count, since the others could not have matched.
 * One look at each rule: for what is kept or shown, not for each report.
 */
void gw_routing_trace (const GwRouting *routing, const GwRoutingQuestion *question,
                       const GwRoutingDecision *decision, GwRoutingTrace *ret_trace);

/* --- in words ------------------------------------------------------------------------- */

/* A name in both languages; NULL members: the code is shown. */
typedef struct
{
  const char *zh;
  const char *en;
} GwName;

/* Where the words get their names from. */
typedef struct
{
  GwName (*class_name) (GwClassKind kind, const char *prefix, gpointer data);
  GwName (*area_name) (const char *code, gpointer data);
  GwName (*department_name) (gint64 department, gpointer data);
  gpointer data;
} GwRoutingNames;

/* "Matter class 06010 (Litter) in Fengcheng, from 18:00 to 06:00: Sanitation (rule 30)" */
GwReason *gw_routing_describe (const GwRoutingRule *rule, const GwRoutingNames *names);
/* The same for a decision; names the department that owner or area stand for. */
GwReason *gw_routing_describe_decision (const GwRouting *routing,
                                        const GwRoutingDecision *decision,
                                        const GwRoutingNames *names);
/* "Rule 20: only in Longtang". A rule that is not known any more is named by its id. */
GwReason *gw_routing_describe_step (const GwRouting *routing, const GwRoutingStep *step,
                                    const GwRoutingNames *names);

/* What was decided and why, as it is kept with the case. */
typedef struct
{
  gint64 rule;
  guint32 rank;
  guint32 date; /* local, of the decision */
  guint minute;
  GwReason *reason;
  GwRoutingTrace trace;
} GwRoutingWhy;

void gw_routing_why_free (GwRoutingWhy *why);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRoutingWhy, gw_routing_why_free)

/*
 * {"zh":"…","en":"…","trace":{…}}: a reason (gw_reason_from_json() reads it) with the
 * compact trace, without its words. Caller frees.
 */
char *gw_routing_to_json (const GwRouting *routing, const GwRoutingQuestion *question,
                          const GwRoutingDecision *decision, const GwRoutingNames *names);
/* NULL when json is NULL, of another shape, or the department was chosen by a person. */
GwRoutingWhy *gw_routing_from_json (const char *json);

G_END_DECLS
