/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else is true of a case, as bits: the order is the wire's. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GW_FLAG_REGISTERED = 1 << 0,
  GW_FLAG_TASK = 1 << 1,
  GW_FLAG_VERIFIED = 1 << 2,
  GW_FLAG_RETURNED = 1 << 3,
  GW_FLAG_ASSIGNED = 1 << 4,
  GW_FLAG_REQUEST = 1 << 5,
  GW_FLAG_SUSPENDED = 1 << 6,
  GW_FLAG_DEFERRED = 1 << 7,
  GW_FLAG_SUPERVISED = 1 << 8,
  GW_FLAG_EXEMPT = 1 << 9,
  GW_FLAG_FORCED = 1 << 10,
  GW_FLAG_LATE = 1 << 11,
  GW_FLAG_HOTLINE = 1 << 12,
  GW_FLAG_RESPONSIBLE = 1 << 13,
  GW_FLAG_COORDINATE = 1 << 14,
} GwCaseFlag;

#define GW_N_FLAGS 15

/* The wire's word of a bit by its place. */
const char *gw_case_flag_name (guint i);
/* Words that are not known are left out; words may be NULL. */
guint gw_case_flags_parse (const char *const *words);

G_END_DECLS
