/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the journal of the administration calls things, in words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the order in which they are offered. */
typedef struct
{
  const char *name;  /* of the wire */
  const char *title; /* marked with N_() */
} GwAuditSubject;

const GwAuditSubject *gw_audit_subjects (guint *ret_n);
/* Of a subject or a field; its own name when it has no other. Borrowed. */
const char *gw_audit_subject_title (const char *subject);
const char *gw_audit_field_title (const char *field);
/* "active", "retired", … in words; anything else as it is. Borrowed. */
const char *gw_audit_value (const char *field, const char *value);

G_END_DECLS
