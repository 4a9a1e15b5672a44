/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Someone acts on a case. */
#pragma once

#include "backend/service/case-view.h"
#include "backend/service/service.h"
#include "gis/projection.h"

G_BEGIN_DECLS

#define GW_OPINION_MAX_CHARS 2000

/* All pointers are borrowed for the call. */
typedef struct
{
  const char *number;
  gint64 version; /* the one that the user saw; must be given */
  GwCaseAction action;
  const char *opinion;    /* or NULL; valid UTF-8 */
  const char *department; /* code; NULL for the suggested one */
  gboolean has_urgent;
  gboolean urgent;
  const char *const *attachments; /* ids, NULL-terminated; NULL: none */
  const char *inspector;          /* login; NULL: any */
  const char *handler;            /* login */
  gboolean has_confirmed;
  gboolean confirmed;
  gint64 until;      /* UTC ms; 0: not given */
  const char *other; /* number of another case */
  gboolean has_kind; /* of class_code */
  GwClassKind kind;
  const char *class_code;
  const char *condition; /* code of a filing condition of the class */
  const char *description;
  gboolean has_location;
  GwLonLat location;
  GwCoordinateSystem coordinate_system; /* of it */
  GwSatisfaction satisfaction;          /* UNKNOWN: not given */
  GwSolved solved;                      /* UNKNOWN: not given */
  const char *idempotency_key;          /* 8-128 visible ASCII characters, or NULL */
  const void *body;                     /* as it came, to know a repetition by; or NULL */
  gsize body_length;
} GwActionRequest;

/* error NULL: the change is on disk; detail is the case after it, for the callback only. */
typedef void (*GwActionFunc) (GwCaseDetail *detail, const GError *error,
                              gpointer user_data);

/*
 * Queues the action. With a key that came before, and the same body, nothing is done again: the
 * case is answered as it is now. FALSE, with done never called: NOT_FOUND for no such number,
 * MISSING_FIELD, OUT_OF_RANGE, OUTSIDE_CITY, UNKNOWN_DEPARTMENT, UNKNOWN_CLASS, FORBIDDEN (the role never
 * may), OVERLOADED. Through done: NOT_FOUND (also for a case that the user may not see),
 * IDEMPOTENCY_KEY_REUSED, STALE_VERSION (value: the current version), ACTION_NOT_ALLOWED (value: bitmask of what
 * is), FORBIDDEN, MISSING_FIELD, OUT_OF_RANGE (also for a person or another case that is not
 * what is wanted), UNKNOWN_ATTACHMENT, INTERNAL.
 */
gboolean gw_case_action (GwService *service, const GwPerson *user,
                         const GwActionRequest *request, GwActionFunc done,
                         gpointer user_data, GError **error);

G_END_DECLS
