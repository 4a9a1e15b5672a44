/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report comes in: checked, located, stored, and on disk when it is answered. */
#pragma once

#include "backend/service/case-view.h"
#include "backend/service/hotline.h"
#include "backend/service/service.h"
#include "gis/projection.h"

G_BEGIN_DECLS

#define GW_DESCRIPTION_MAX_CHARS 2000
#define GW_ATTACHMENTS_MAX 20

/* All pointers are borrowed for the call. */
typedef struct _GwReport
{
  const char *idempotency_key; /* 8-128 visible ASCII characters, or NULL */
  const void *body;            /* what the key stands for; compared when it comes again */
  gsize body_length;
  GwClassKind kind;
  const char *class_code;
  const char *condition; /* code of a filing condition of the class; NULL: its first */
  const char *component; /* code, or NULL; only for kind component */
  GwLonLat location;
  GwCoordinateSystem coordinate_system;
  const char *description; /* valid UTF-8 */
  gint64 observed_at;      /* UTC ms; 0: now */
  const char *source;      /* NULL: "inspector"; see gw_report_source_is_known() */
  gboolean urgent;
  const char *const *attachments; /* ids, NULL-terminated; NULL: none */
  const GwCall *call;             /* NULL: nobody called; see gw_hotline_take() */
} GwReport;

/*
 * error NULL: the case is on disk; detail belongs to the callback's caller.
 * repeated: the same key with the same body was answered with this case before.
 */
typedef void (*GwIntakeFunc) (GwCaseDetail *detail, gboolean repeated, const GError *error,
                              gpointer user_data);

/*
 * Takes a report of the user. FALSE, with done never called, for what is wrong with it:
 * FORBIDDEN; MISSING_FIELD, OUT_OF_RANGE, UNKNOWN_CLASS, OUTSIDE_CITY with the field;
 * OVERLOADED when the queue is full. Through done: UNKNOWN_COMPONENT, UNKNOWN_ATTACHMENT,
 * IDEMPOTENCY_KEY_REUSED, INTERNAL. done is called on the service's main context.
 */
gboolean gw_intake_report (GwService *service, const GwPerson *user, const GwReport *report,
                           GwIntakeFunc done, gpointer user_data, GError **error);

/* Shape of a key; NULL is fine. OUT_OF_RANGE. */
gboolean gw_idempotency_key_check (const char *key, GError **error);

/* "inspector", "hotline", "public", "video", "web", "sensor", "other". */
gboolean gw_report_source_is_known (const char *source);
/* All of them, NULL-terminated. Static. */
const char *const *gw_report_sources (void);

G_END_DECLS
