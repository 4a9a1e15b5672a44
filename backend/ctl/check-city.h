/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of a city: each gives a figure and names its faults. */
#pragma once

#include "backend/ctl/progress.h"
#include "backend/service/city.h"
#include "gis/cell-code.h"
#include "gis/cell-index.h"

G_BEGIN_DECLS

/* What the checks look at. */
typedef struct
{
  const GwCity *city; /* borrowed */
  const GwCodeScheme *scheme;
  GPtrArray *sound;        /* GwCityCell whose border is valid, borrowed from the city */
  GwCellIndex *index;      /* of the sound cells, in that order */
  GwCtlProgress *progress; /* borrowed */
} GwCheckContext;

void gw_check_context_init (GwCheckContext *context, const GwCity *city,
                            const GwCodeScheme *scheme, GwCtlProgress *progress);
void gw_check_context_clear (GwCheckContext *context);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCheckContext, gw_check_context_clear)

/* Appends one line of text per fault. Returns the figure in words, or NULL with error. */
typedef char *(*GwCheck) (const GwCheckContext *context, GPtrArray *faults, GError **error);

char *gw_check_codes (const GwCheckContext *context, GPtrArray *faults, GError **error);
char *gw_check_borders (const GwCheckContext *context, GPtrArray *faults, GError **error);
char *gw_check_overlaps (const GwCheckContext *context, GPtrArray *faults, GError **error);
/* The area of each community's union against the sum of its cells. */
char *gw_check_unions (const GwCheckContext *context, GPtrArray *faults, GError **error);
char *gw_check_gaps (const GwCheckContext *context, GPtrArray *faults, GError **error);
char *gw_check_components (const GwCheckContext *context, GPtrArray *faults,
                           GError **error);
char *gw_check_median_area (const GwCheckContext *context, GPtrArray *faults,
                            GError **error);

G_END_DECLS
