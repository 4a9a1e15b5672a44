/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The errors of the case layer (rules and service): stable codes that reach the wire. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GW_CASE_ERROR (gw_case_error_quark ())

typedef enum
{
  GW_CASE_ERROR_MISSING_FIELD,
  GW_CASE_ERROR_WRONG_TYPE,
  GW_CASE_ERROR_OUT_OF_RANGE,
  GW_CASE_ERROR_OUTSIDE_CITY,
  GW_CASE_ERROR_UNKNOWN_CLASS,
  GW_CASE_ERROR_UNKNOWN_DEPARTMENT,
  GW_CASE_ERROR_UNKNOWN_COMPONENT,
  GW_CASE_ERROR_UNKNOWN_ATTACHMENT,
  GW_CASE_ERROR_UNAUTHENTICATED,
  GW_CASE_ERROR_FORBIDDEN,
  GW_CASE_ERROR_NOT_FOUND,
  GW_CASE_ERROR_STALE_VERSION,
  GW_CASE_ERROR_ACTION_NOT_ALLOWED,
  GW_CASE_ERROR_IDEMPOTENCY_KEY_REUSED,
  GW_CASE_ERROR_BODY_TOO_LARGE,
  GW_CASE_ERROR_UNSUPPORTED_MEDIA_TYPE,
  GW_CASE_ERROR_TOO_MANY_REQUESTS,
  GW_CASE_ERROR_OVERLOADED,
  GW_CASE_ERROR_TABLE, /* a catalogue, calendar or rule table is wrong */
  GW_CASE_ERROR_UNKNOWN_ADDRESS,
  GW_CASE_ERROR_EXTERNAL_NUMBER_TAKEN,
  GW_CASE_ERROR_ALREADY_TAKEN,      /* a login or code is somebody else's */
  GW_CASE_ERROR_IN_USE,             /* it cannot be retired yet */
  GW_CASE_ERROR_LAST_ADMINISTRATOR, /* nobody would be left */
  GW_CASE_ERROR_PERIOD_LOCKED,      /* a month of the statistics may not change */
  GW_CASE_ERROR_PERIOD_STATE,       /* not as the month is now */
  GW_CASE_ERROR_INTERNAL, /* the store failed; the text is for the log, not the wire */
  GW_CASE_N_ERRORS,
} GwCaseError;

GQuark gw_case_error_quark (void);

/* The stable snake_case code of the wire: "outside_city". Static. */
const char *gw_case_error_code (GwCaseError error);

/* Sets error with the dotted name of the field that is at fault ("location.lon"; NULL: none). */
void gw_case_error_set (GError **error, GwCaseError code, const char *field,
                        const char *format, ...) G_GNUC_PRINTF (4, 5);

/* The field named by a GW_CASE_ERROR, or NULL. Owned by the error. */
const char *gw_case_error_get_field (const GError *error);

/*
 * GW_CASE_ERROR_ACTION_NOT_ALLOWED carries the bitmask (1 << GwCaseAction) of what is
 * allowed; GW_CASE_ERROR_TOO_MANY_REQUESTS the seconds to wait; STALE_VERSION the current
 * version. 0 otherwise.
 */
gint64 gw_case_error_get_value (const GError *error);
void gw_case_error_set_value (GError *error, gint64 value);

G_END_DECLS
