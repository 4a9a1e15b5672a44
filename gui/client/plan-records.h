/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets of the city's plan as the server tells them. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/* A target in an area, and how it stands. Immutable and reference counted (atomic). */
typedef struct
{
  gint64 id;
  gint64 version;
  GwNamed title; /* code: the same in each area that has it */
  GwNamed area;
  GwNamed department; /* who leads; code NULL: none */
  gboolean is_share;  /* in percent */
  double target;
  double actual;     /* NAN: none */
  char *actual_date; /* "2026-10-31", or NULL */
  GwNamed by;        /* who entered it; code NULL: counted, or at the machine itself */
  char *note;
  char *due;
  char *counted;   /* the formula of the indicator that counts it; NULL: it is entered */
  double expected; /* by today */
  double progress; /* 0 to 1; NAN: no actual */
  GwLamp lamp;
  char *reason; /* why it has that lamp */
  gboolean may_enter;
} GwPlanned;

GwPlanned *gw_planned_ref (GwPlanned *planned);
void gw_planned_unref (GwPlanned *planned);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlanned, gw_planned_unref)
/* "35", "97.5 %", "–" for NAN; caller frees. */
char *gw_planned_value_text (const GwPlanned *planned, double value);

typedef struct
{
  guint year;
  char *today;
  GArray *years;      /* guint: that have targets */
  GPtrArray *targets; /* GwPlanned, by code */
  guint total;        /* of the server, also those that did not come along */
  guint lamps[GW_LAMP_RED + 1];
} GwPlanPage;

void gw_plan_page_free (GwPlanPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlanPage, gw_plan_page_free)

/* A GwDecoder, thread-safe: GwPlanPage. */
gpointer gw_decode_plan_page (const char *text, gsize length, GError **error);
/* What is sent to enter an actual; note may be "". Caller frees. */
char *gw_encode_plan_entry (gint64 version, double value, const char *date,
                            const char *note);

G_END_DECLS
