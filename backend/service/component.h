/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A component of the city (a manhole cover, a lamp) and what it has been through. */
#pragma once

#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

/* More of its cases than these are not shown with it. */
#define GW_COMPONENT_CASES_MAX 20

/* For use at once: what is const belongs to this moment's snapshot. */
typedef struct
{
  char *code;
  char *name;
  const GwCaseClass *class;  /* NULL: the catalogue has dropped it */
  const GwDepartment *owner; /* who answers for it, or NULL */
  const GwCell *cell;
  GwFixed position;
  GPtrArray *cases; /* GwCaseRow that the user sees, newest first */
  gboolean more;    /* there are older ones */
} GwComponentView;

void gw_component_view_free (GwComponentView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwComponentView, gw_component_view_free)

/*
 * Point reads, here and now. NOT_FOUND also for a component outside the user's area, as for
 * those who see neither all cases nor one of these.
 */
GwComponentView *gw_component_show (GwService *service, const GwPerson *user,
                                    const char *code, GError **error);

G_END_DECLS
