/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases a view shows; a plain value. */
#pragma once

#include "gis/shape.h"
#include "gui/client/records.h"
#include "gui/model/case-flags.h"

G_BEGIN_DECLS

typedef enum
{
  GW_SORT_NEWEST,
  GW_SORT_DEADLINE, /* open cases only, as LATEST; those without deadline last */
  GW_SORT_OLDEST,
  GW_SORT_LATEST,
} GwCaseSort;

typedef struct
{
  guint states;     /* bits of GwCaseState; 0: all */
  guint lamps;      /* bits of GwLamp; 0: all */
  guint flags;      /* bits of GwCaseFlag: at least one of these; 0: all */
  char *department; /* code or NULL */
  char *klass;      /* class code or its prefix, or NULL */
  char *area;       /* code of a district, street or community, or NULL */
  char *cell;       /* code or NULL */
  char *source;     /* the wire's word or NULL */
  char *text;       /* or NULL */
  GwShape *within;  /* a ring somebody drew, or NULL */
  gint64 from_usec; /* reported from; 0: ever */
  gint64 to_usec;   /* reported before; 0: until now */
  GwCaseSort sort;
} GwCaseFilter;

GwCaseFilter *gw_case_filter_new (void);
GwCaseFilter *gw_case_filter_copy (const GwCaseFilter *filter);
void gw_case_filter_free (GwCaseFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseFilter, gw_case_filter_free)
gboolean gw_case_filter_equal (const GwCaseFilter *a, const GwCaseFilter *b);
/* The wire's word, e.g. "-reported". */
const char *gw_case_sort_name (GwCaseSort sort);
/* "state=filed&area=441802001", without sort; caller frees. */
char *gw_case_filter_to_query (const GwCaseFilter *filter);
/* The order of the list that the server gives: < 0 when a comes first. */
int gw_case_row_compare (const GwCaseRow *a, const GwCaseRow *b, GwCaseSort sort);
/* Whether a row that the feed brought belongs to the view. Text is matched as the server
 * does it for number and description. */
gboolean gw_case_filter_matches (const GwCaseFilter *filter, const GwCaseRow *row);

G_END_DECLS
