/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person as everyone else sees them. */
#pragma once

#include <glib.h>

#include "backend/rules/permissions.h"

G_BEGIN_DECLS

/* Immutable, reference counted, shared between threads. A user is a person who is signed in. */
typedef struct
{
  gint64 id;
  char *login;
  char *name;
  char *phone;          /* or NULL; only for who may see it */
  guint roles;          /* GwRole bits */
  gint64 department_id; /* 0: none; see gw_snapshot_department() */
  gint64 area_id;       /* sees only what lies in it; 0: the whole city; see scope.h */
  gboolean disabled;
} GwPerson;

/*
 * For programs on the same machine that ask what only users may ask: an administrator who is
 * none of the people (id 0), and must not act on cases.
 */
GwPerson *gw_person_new_administrator (void);
GwPerson *gw_person_ref (const GwPerson *person);
void gw_person_unref (GwPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPerson, gw_person_unref)

G_END_DECLS
