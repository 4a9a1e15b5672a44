/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A share of something. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A rate that never hides its parts. */
typedef struct
{
  gint64 numerator;
  gint64 denominator; /* 0: the rate has no value */
} GwRate;

/* FALSE (value untouched) when the denominator is 0. */
gboolean gw_rate_value (GwRate rate, double *ret_value);

G_END_DECLS
