/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the managers' page asks: period, indicator, rows, and what it is narrowed to. */
#pragma once

#include "gui/client/records.h"
#include "gui/model/span.h"

G_BEGIN_DECLS

typedef enum
{
  GW_COMPARE_NONE,
  GW_COMPARE_BEFORE, /* the period before */
  GW_COMPARE_YEAR,   /* the year before */
  GW_COMPARE_PERIOD, /* any other */
  GW_COMPARE_N,
} GwCompare;

/* What of the managers' page is looked at. */
typedef enum
{
  GW_TOPIC_FIGURES,
  GW_TOPIC_SCORES,
  GW_TOPIC_RECURRING, /* what is filed again and again at the same spot */
  GW_TOPIC_MONTHS, /* that are reviewed and locked; nothing else of the question matters */
  GW_TOPIC_N,
} GwStatTopic;

/* Something that all figures are narrowed to. */
typedef struct
{
  char *dimension; /* "street" */
  GwNamed key;
} GwStatFilter;

/* A value; two with the same answers are equal. */
typedef struct
{
  GwStatTopic topic;
  GwSpan span;
  GwCompare compare;
  GwSpan other; /* with which GW_COMPARE_PERIOD compares */
  char *indicator;
  char *rows;
  char *columns;      /* what the rows are crossed with; NULL: they are not */
  GPtrArray *filters; /* GwStatFilter, at most one of each dimension */
  char *scheme;       /* by which scores are given; NULL: by none yet */
  guint radius_m;     /* recurring: within so many metres ... */
  guint days;         /* ... and days of another one */
  char *figure;       /* "closed + to_close": what is counted of which the cases are listed;
                         NULL: the tables are shown */
  gint64 over_s;      /* of closed cases those that took longer ... */
  gint64 within_s;    /* ... and no longer; 0: however long */
} GwStatQuestion;

GwStatQuestion *gw_stat_question_new (const GDate *day);
GwStatQuestion *gw_stat_question_copy (const GwStatQuestion *question);
void gw_stat_question_free (GwStatQuestion *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStatQuestion, gw_stat_question_free)

/* "With the period before", translated. */
const char *gw_compare_label (GwCompare compare);
/* "Scores", translated. */
const char *gw_stat_topic_label (GwStatTopic topic);
/* Begins to compare; with another period, that is the one that it was compared with so far, or
 * else the one before. */
void gw_stat_question_compare (GwStatQuestion *question, GwCompare compare);
/* The period that it is compared with; FALSE: with none. */
gboolean gw_stat_question_get_before (const GwStatQuestion *question, GwSpan *ret_span);
/* NULL when it is not narrowed by it. */
const GwStatFilter *gw_stat_question_find (const GwStatQuestion *question,
                                           const char *dimension);
/* Takes the place of one of the same dimension; an area takes that of other areas. */
void gw_stat_question_add (GwStatQuestion *question, const char *dimension,
                           const GwNamed *key);
void gw_stat_question_remove (GwStatQuestion *question, const char *dimension);
/* Of two dimensions that cannot narrow together, as areas, the one that lies within the other;
 * NULL: they can. */
const char *gw_stat_question_finer (const char *dimension, const char *other);
/* Lists the cases of a figure, or of a sum and difference of some; NULL: the tables again. */
void gw_stat_question_list (GwStatQuestion *question, const char *counted);
/* Lists the closed cases that took longer than one time and no longer than the other. */
void gw_stat_question_list_closed (GwStatQuestion *question, gint64 over_s,
                                   gint64 within_s);
/* Whether it has columns that are other than its rows. */
gboolean gw_stat_question_is_crossed (const GwStatQuestion *question);
/* What lies below: district, street, community, cell; large and small classes. NULL: cases. */
const char *gw_stat_question_below (const char *dimension);
/* Narrows to the key of a row and shows what lies below; FALSE when nothing does. */
gboolean gw_stat_question_descend (GwStatQuestion *question, const GwNamed *key);
/*
 * The path of a table of rows, and of columns when not NULL, over a span, which may be other
 * than the question's; compared says whether the question's comparison is asked for, too,
 * with_figures whether all figures are, not the indicator alone.
 * Caller frees.
 */
char *gw_stat_question_dup_table_path (const GwStatQuestion *question, const char *rows,
                                       const char *columns, const GwSpan *span,
                                       gboolean compared, gboolean with_figures);
/* The path of the cases of its figure; caller frees. */
char *gw_stat_question_dup_cases_path (const GwStatQuestion *question);
/* The path of the scores of its rows by its scheme; caller frees. */
char *gw_stat_question_dup_scores_path (const GwStatQuestion *question);
/* The path of the groups of recurring cases, as many as one answer holds; caller frees. */
char *gw_stat_question_dup_recurrence_path (const GwStatQuestion *question);
/* The path of the times that the closed cases took; caller frees. */
char *gw_stat_question_dup_times_path (const GwStatQuestion *question);

G_END_DECLS
