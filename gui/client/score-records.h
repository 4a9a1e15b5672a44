/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores as they come: of each row, with every term's numbers put in. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/* A number that was put into a term. */
typedef struct
{
  GwNamed figure;
  gint64 count;
} GwScoredFigure;

typedef struct
{
  char *title;
  double points; /* NAN: no cases; a deduction is negative */
  double of;     /* the most there are; NAN: a deduction */
  char *substitution;
  GPtrArray *figures; /* GwScoredFigure */
} GwScoredTerm;

typedef struct
{
  double value;     /* NAN: no cases */
  char *grade;      /* or NULL */
  GPtrArray *terms; /* GwScoredTerm */
} GwScored;

typedef struct
{
  GwNamed row; /* code: the key */
  GwScored score;
} GwScoredRow;

typedef struct
{
  GwNamed scheme;
  char *note;      /* or NULL */
  double points;   /* the full score */
  GPtrArray *rows; /* GwScoredRow */
  GwScored total;
  char *next; /* or NULL */
} GwScoreTable;

void gw_score_table_free (GwScoreTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwScoreTable, gw_score_table_free)
/* NULL when there is no row of that key; key NULL: the total. Borrowed. */
const GwScored *gw_score_table_find (const GwScoreTable *table, const char *key);

/* A GwDecoder, thread-safe: GwScoreTable. */
gpointer gw_decode_score_table (const char *text, gsize length, GError **error);

G_END_DECLS
