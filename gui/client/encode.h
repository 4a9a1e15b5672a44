/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk sends, as JSON text. Everything returned is the caller's. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a user decided about a case: an action and the fields that came with it. */
typedef struct _GwDecision GwDecision;

GwDecision *gw_decision_new (const char *action);
void gw_decision_free (GwDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDecision, gw_decision_free)
const char *gw_decision_get_action (const GwDecision *decision);
GwDecision *gw_decision_copy (const GwDecision *decision);
/* From what gw_encode_decision() made. NULL when it is no decision. */
GwDecision *gw_decision_parse (const char *text);
/* Of each field there is one value; text NULL or empty: nothing is said of it. */
void gw_decision_set_text (GwDecision *decision, const char *field, const char *text);
void gw_decision_set_boolean (GwDecision *decision, const char *field, gboolean value);
/* texts NULL: nothing is said of it. */
void gw_decision_set_texts (GwDecision *decision, const char *field,
                            const char *const *texts);
/* Microseconds UTC, sent as RFC 3339. */
void gw_decision_set_position (GwDecision *decision, const char *field, double lon,
                               double lat);
void gw_decision_set_time (GwDecision *decision, const char *field, gint64 usec);

/* What was said of a field. Borrowed; NULL or FALSE: nothing of this type. */
const char *gw_decision_get_text (const GwDecision *decision, const char *field);
gboolean gw_decision_get_boolean (const GwDecision *decision, const char *field,
                                  gboolean *ret_value);
gboolean gw_decision_get_position (const GwDecision *decision, const char *field,
                                   double *ret_lon, double *ret_lat);

char *gw_encode_decision (const GwDecision *decision, gint64 version);
/* An object with this one number. */
char *gw_encode_number (const char *member, gint64 number);
/* An object with this one text. */
char *gw_encode_text (const char *member, const char *text);
char *gw_encode_sign_in (const char *login, const char *password);

/* A call as it is taken; NULL: nothing is said of it. */
typedef struct
{
  const char *caller_name;
  const char *caller_phone;
  const char *address;
  gboolean has_place;
  double lon;
  double lat;
  gboolean is_component;
  const char *class_code;
  const char *urgency;
  const char *description;
  const char *external_number;
  const char *const *photos; /* as the server named them */
} GwCallDraft;

char *gw_encode_call (const GwCallDraft *draft);

G_END_DECLS
