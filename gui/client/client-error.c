/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a call to the server failed, with what the server said about it. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/client-error.h"

#include <glib/gi18n.h>

typedef struct
{
  guint status;
  char *problem;
  char *field;
} GwClientErrorPrivate;

static void
gw_client_error_private_init (GwClientErrorPrivate *priv)
{
}

static void
gw_client_error_private_copy (const GwClientErrorPrivate *from, GwClientErrorPrivate *to)
{
  to->status = from->status;
  to->problem = g_strdup (from->problem);
  to->field = g_strdup (from->field);
}

static void
gw_client_error_private_clear (GwClientErrorPrivate *priv)
{
  g_free (priv->problem);
  g_free (priv->field);
}

G_DEFINE_EXTENDED_ERROR (GwClientError, gw_client_error)

static const GwClientErrorPrivate *
get_private (const GError *error)
{
  if (error == NULL || error->domain != GW_CLIENT_ERROR)
    return NULL;
  return gw_client_error_get_private (error);
}

GError *
gw_client_error_new (GwClientError code, guint status, const char *problem_code,
                     const char *title, const char *detail, const char *field)
{
  gboolean has_detail =
      detail != NULL && detail[0] != '\0' && g_strcmp0 (detail, title) != 0;
  const char *head = title != NULL && title[0] != '\0' ? title : "";
  GError *error = NULL;
  GwClientErrorPrivate *priv;

  if (has_detail && head[0] != '\0')
    error = g_error_new (GW_CLIENT_ERROR, code, _ ("%s: %s"), head, detail);
  else
    error = g_error_new_literal (GW_CLIENT_ERROR, code, has_detail ? detail : head);

  priv = gw_client_error_get_private (error);
  priv->status = status;
  priv->problem = g_strdup (problem_code);
  priv->field = g_strdup (field);
  return error;
}

const char *
gw_client_error_get_problem (const GError *error)
{
  const GwClientErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->problem : NULL;
}

const char *
gw_client_error_get_field (const GError *error)
{
  const GwClientErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->field : NULL;
}

guint
gw_client_error_get_status (const GError *error)
{
  const GwClientErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->status : 0;
}
