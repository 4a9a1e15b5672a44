/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A share of something. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/rate.h"

gboolean
gw_rate_value (GwRate rate, double *ret_value)
{
  if (rate.denominator == 0)
    return FALSE;
  *ret_value = (double)rate.numerator / (double)rate.denominator;
  return TRUE;
}
