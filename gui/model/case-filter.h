/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases a view shows; a plain value. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

typedef enum
{
  GW_SORT_NEWEST,
  GW_SORT_DEADLINE,
} GwCaseSort;

typedef struct
{
  guint states;     /* bits of GwCaseState; 0: all */
  guint lamps;      /* bits of GwLamp; 0: all */
  char *department; /* code or NULL */
  char *klass;      /* class code or its prefix, or NULL */
  char *area;       /* code of a district, street or community, or NULL */
  char *cell;       /* code or NULL */
  char *text;       /* or NULL */
  GwCaseSort sort;
} GwCaseFilter;

GwCaseFilter *gw_case_filter_new (void);
GwCaseFilter *gw_case_filter_copy (const GwCaseFilter *filter);
void gw_case_filter_free (GwCaseFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCaseFilter, gw_case_filter_free)
gboolean gw_case_filter_equal (const GwCaseFilter *a, const GwCaseFilter *b);
/* "state=filed&area=441802001", without sort; caller frees. */
char *gw_case_filter_to_query (const GwCaseFilter *filter);
/* Whether a row that the feed brought belongs to the view. Text is matched as the server
 * does it for number and description. */
gboolean gw_case_filter_matches (const GwCaseFilter *filter, const GwCaseRow *row);

G_END_DECLS
