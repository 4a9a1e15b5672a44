/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk sends, as JSON text. Everything returned is the caller's. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a user decided about a case. Strings may be NULL. */
typedef struct
{
  char *action;
  char *department;
  char *opinion;
  GStrv attachments; /* ids, or NULL */
  gboolean urgent;
  gboolean has_urgent;
} GwDecision;

void gw_decision_clear (GwDecision *decision);
char *gw_encode_decision (const GwDecision *decision, gint64 version);
char *gw_encode_sign_in (const char *login, const char *password);

G_END_DECLS
