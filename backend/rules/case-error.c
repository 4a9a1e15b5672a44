/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The errors of the case layer, with the field and the value that they carry. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/case-error.h"

typedef struct
{
  char *field;
  gint64 value;
} GwCaseErrorPrivate;

static void
gw_case_error_private_init (GwCaseErrorPrivate *priv)
{
  *priv = (GwCaseErrorPrivate){ 0 };
}

static void
gw_case_error_private_copy (const GwCaseErrorPrivate *from, GwCaseErrorPrivate *to)
{
  to->field = g_strdup (from->field);
  to->value = from->value;
}

static void
gw_case_error_private_clear (GwCaseErrorPrivate *priv)
{
  g_free (priv->field);
}

G_DEFINE_EXTENDED_ERROR (GwCaseError, gw_case_error)

static const char *const codes[GW_CASE_N_ERRORS] = {
  [GW_CASE_ERROR_MISSING_FIELD] = "missing_field",
  [GW_CASE_ERROR_WRONG_TYPE] = "wrong_type",
  [GW_CASE_ERROR_OUT_OF_RANGE] = "out_of_range",
  [GW_CASE_ERROR_OUTSIDE_CITY] = "outside_city",
  [GW_CASE_ERROR_UNKNOWN_CLASS] = "unknown_class",
  [GW_CASE_ERROR_UNKNOWN_DEPARTMENT] = "unknown_department",
  [GW_CASE_ERROR_UNKNOWN_COMPONENT] = "unknown_component",
  [GW_CASE_ERROR_UNKNOWN_ATTACHMENT] = "unknown_attachment",
  [GW_CASE_ERROR_UNAUTHENTICATED] = "unauthenticated",
  [GW_CASE_ERROR_FORBIDDEN] = "forbidden",
  [GW_CASE_ERROR_NOT_FOUND] = "not_found",
  [GW_CASE_ERROR_STALE_VERSION] = "stale_version",
  [GW_CASE_ERROR_ACTION_NOT_ALLOWED] = "action_not_allowed",
  [GW_CASE_ERROR_IDEMPOTENCY_KEY_REUSED] = "idempotency_key_reused",
  [GW_CASE_ERROR_BODY_TOO_LARGE] = "body_too_large",
  [GW_CASE_ERROR_UNSUPPORTED_MEDIA_TYPE] = "unsupported_media_type",
  [GW_CASE_ERROR_TOO_MANY_REQUESTS] = "too_many_requests",
  [GW_CASE_ERROR_OVERLOADED] = "overloaded",
  [GW_CASE_ERROR_TABLE] = "invalid_table",
  [GW_CASE_ERROR_UNKNOWN_ADDRESS] = "unknown_address",
  [GW_CASE_ERROR_EXTERNAL_NUMBER_TAKEN] = "external_number_taken",
  [GW_CASE_ERROR_ALREADY_TAKEN] = "already_taken",
  [GW_CASE_ERROR_IN_USE] = "in_use",
  [GW_CASE_ERROR_LAST_ADMINISTRATOR] = "last_administrator",
  [GW_CASE_ERROR_PERIOD_LOCKED] = "period_locked",
  [GW_CASE_ERROR_PERIOD_STATE] = "wrong_period_state",
  [GW_CASE_ERROR_INTERNAL] = "internal",
};

const char *
gw_case_error_code (GwCaseError error)
{
  g_return_val_if_fail ((guint)error < GW_CASE_N_ERRORS, "internal");
  return codes[error];
}

void
gw_case_error_set (GError **error, GwCaseError code, const char *field, const char *format,
                   ...)
{
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  *error = g_error_new_valist (GW_CASE_ERROR, code, format, args);
  va_end (args);
  gw_case_error_get_private (*error)->field = g_strdup (field);
}

const char *
gw_case_error_get_field (const GError *error)
{
  if (error->domain != GW_CASE_ERROR)
    return NULL;
  return gw_case_error_get_private (error)->field;
}

gint64
gw_case_error_get_value (const GError *error)
{
  if (error->domain != GW_CASE_ERROR)
    return 0;
  return gw_case_error_get_private (error)->value;
}

void
gw_case_error_set_value (GError *error, gint64 value)
{
  gw_case_error_get_private (error)->value = value;
}
