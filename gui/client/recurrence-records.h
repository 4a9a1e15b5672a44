/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that are filed again and again at the same spot, as the server groups them. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/* Cases of a class, each within radius and days of another one. */
typedef struct
{
  GwNamed case_class;
  guint n;
  gint64 first_usec;
  gint64 last_usec;
  double lon; /* of their middle */
  double lat;
  char *cell;        /* NULL: outside */
  GwNamed community; /* code NULL: none */
  GStrv cases;       /* their numbers; of very many, the first */
} GwRecurring;

typedef struct
{
  GPtrArray *items; /* GwRecurring, the largest first */
  guint n_groups;   /* also those that did not come along */
  guint n_cases;    /* in all groups */
  guint n_filed;    /* in the period */
  char *next;       /* path of the next page; NULL: none */
} GwRecurrence;

void gw_recurring_free (GwRecurring *recurring);
void gw_recurrence_free (GwRecurrence *recurrence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRecurrence, gw_recurrence_free)

/* A GwDecoder, thread-safe: GwRecurrence. */
gpointer gw_decode_recurrence (const char *text, gsize length, GError **error);

G_END_DECLS
