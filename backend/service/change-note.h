/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed of the city, by whom and from what to what, told to the journal. */
#pragma once

#include "backend/rules/calendar-plan.h"
#include "backend/rules/catalogue-book.h"
#include "backend/rules/routing-world.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* Subjects of the journal besides those of gw_subject_name(). */
#define GW_NOTED_RULE "routing_rule"   /* key: rank */
#define GW_NOTED_CALENDAR "calendar"   /* key: code */
#define GW_NOTED_CATALOGUE "catalogue" /* key: scheme/kind/code… */
#define GW_NOTED_SETTING "setting"     /* key: name */

/* Who writes, inside a write job. Borrowed. */
typedef struct
{
  GwStoreWriter *writer;
  gint64 at;        /* UTC ms */
  gint64 person_id; /* 0: someone at the machine itself */
} GwChangeNote;

/* One line; before and after NULL or empty: nothing. */
gboolean gw_change_note (const GwChangeNote *self, const char *subject, const char *key,
                         const char *field, const char *before, const char *after,
                         GError **error);
/* Rules in force before and after, by rank, field by field. */
gboolean gw_change_note_rules (const GwChangeNote *self, const GwRouting *before,
                               const GwRouting *after, const GwRoutingWorld *world,
                               GError **error);
/* Lines of the calendar's table that went and that came, by what they are. before NULL: the
 * calendar is new. */
gboolean gw_change_note_calendar (const GwChangeNote *self, const GwCalendarPlan *before,
                                  const GwCalendarPlan *after, GError **error);
/* changes: GwCatalogueChange that are made to stored. */
gboolean gw_change_note_catalogue (const GwChangeNote *self, const GArray *changes,
                                   const GwCatalogueBook *stored, GError **error);

G_END_DECLS
