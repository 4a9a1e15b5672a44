/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why something was decided, in words, in both languages. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *zh;
  char *en;
} GwReason;

/* Takes both strings. */
GwReason *gw_reason_new_take (char *zh, char *en);
void gw_reason_free (GwReason *reason);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwReason, gw_reason_free)

/* {"zh":"…","en":"…"} as it is stored. Caller frees. */
char *gw_reason_to_json (const GwReason *reason);
/* NULL when json is NULL or not of that shape. */
GwReason *gw_reason_from_json (const char *json);
/* The text for a language tag ("zh…" -> zh, anything else -> en). Owned by the reason. */
const char *gw_reason_get (const GwReason *reason, const char *language);

G_END_DECLS
