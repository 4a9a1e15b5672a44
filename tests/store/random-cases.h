/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases at random over two months, in every state, with their journal. */
#pragma once

#include "tests/lib/temp-store.h"

G_BEGIN_DECLS

#define RANDOM_CASES_START (TEMP_STORE_NOON - G_GINT64_CONSTANT (60) * 86400000)

/* What a change does to a case, so that a slow oracle can count it again. */
typedef struct
{
  gint64 at;
  gint64 cell_id;
  gint64 class_id;
  gint64 department_id;
  guint counts;
} RandomEvent;

/* Adds n_cases in one job and moves most of them on. Returns what happened. */
GArray *random_cases_add (TempStore *temp, guint n_cases, guint32 seed);
/* All cases as they are now (GwCaseRecord), by ascending number, one load each. */
GPtrArray *random_cases_load (TempStore *temp);

G_END_DECLS
