/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Communities made of the large blocks between main roads, and the streets above them. */
#pragma once

#include "data/demo/plan.h"

/* A subdistrict or town (街道, 镇), the "street" of the code. */
typedef struct
{
  const char *code;
  const char *name;
  const char *name_en;
  GwMetres seat;
  gboolean town;
} GwQuarterStreet;

typedef struct
{
  GwShape *shape;
  guint street; /* number of its street */
  gboolean village;
  GwFixed label;
} GwQuarter;

/* All streets; ret_n gets their number. Static. */
const GwQuarterStreet *gw_quarter_streets (guint *ret_n);

/* Communities (GwQuarter) by street, in rows from north to south; NULL with GW_GIS_ERROR. */
GArray *gw_quarters_make (const GwPlan *plan, GError **error);
