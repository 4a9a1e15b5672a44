/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of a case in words. */
#pragma once

#include "gui/model/city-info.h"

G_BEGIN_DECLS

/* What there is to say of one event. */
typedef struct
{
  char *title;      /* "Dispatched", "Approved: Extension" */
  char *who;        /* "王派遣 → 环卫所"; "By itself" */
  GPtrArray *lines; /* char *: "Until …", "Class: a → b" */
  char *other_case; /* to be opened from here, or NULL */
} GwEventText;

/*
 * GwEventText for each of events (GwCaseEvent, oldest first), in the same order. What an
 * event decides on is known from those before it. number: whose journal it is; events of
 * cases that were merged into it say so.
 */
GPtrArray *gw_event_texts_new (const GPtrArray *events, const char *number,
                               GwCityInfo *city);

G_END_DECLS
