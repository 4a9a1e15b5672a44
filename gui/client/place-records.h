/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What travels on the wire about the place of a case: its duty grid, its component, its hours. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/* Someone who is on duty. */
typedef struct
{
  GwNamed person;    /* code: login */
  char *phone;       /* or NULL */
  gint64 until_usec; /* end of the shift; 0: without one */
} GwOnDutyRecord;

/* Who looks after a cell now. */
typedef struct
{
  char *cell;
  GwNamed duty_grid;  /* code NULL: none */
  GPtrArray *on_duty; /* GwOnDutyRecord; empty also for who may not know */
} GwCellDutyRecord;

void gw_cell_duty_record_free (GwCellDutyRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCellDutyRecord, gw_cell_duty_record_free)

/* A component with its cases. */
typedef struct
{
  GwNamed named; /* its code and name */
  GwNamed klass;
  GwNamed owner; /* code NULL: nobody in particular */
  char *cell;    /* or NULL */
  double lon;
  double lat;
  GPtrArray *cases; /* GwCaseRow, newest first */
  gboolean more;
} GwComponentCard;

void gw_component_card_free (GwComponentCard *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwComponentCard, gw_component_card_free)

typedef struct
{
  gint64 start_usec;
  gint64 end_usec;
} GwWorkSpan;

/* A calendar's working time from one instant to another. */
typedef struct
{
  char *code;
  GStrv departments; /* codes of those that go by it */
  GArray *spans;     /* GwWorkSpan, ascending and apart */
} GwWorkCalendar;

typedef struct
{
  gint64 from_usec;
  gint64 to_usec;
  GPtrArray *calendars; /* GwWorkCalendar */
} GwWorkHoursRecord;

void gw_work_hours_record_free (GwWorkHoursRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwWorkHoursRecord, gw_work_hours_record_free)

/* Decoders, as those of codec.h: GwCellDutyRecord, GwComponentCard, GwWorkHoursRecord. */
gpointer gw_decode_cell_duty (const char *text, gsize length, GError **error);
gpointer gw_decode_component (const char *text, gsize length, GError **error);
gpointer gw_decode_work_hours (const char *text, gsize length, GError **error);

G_END_DECLS
