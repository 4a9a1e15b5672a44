/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who there is to be chosen: inspectors for a task, handlers for a case. */
#pragma once

#include "backend/service/service.h"

G_BEGIN_DECLS

typedef struct
{
  guint roles;            /* any of these GwRole bits; 0: whoever */
  const char *department; /* code; NULL: of all departments and of none */
  const char *after;      /* logins behind this one; NULL: from the first */
  guint limit;
} GwPeopleFilter;

/*
 * The people who are not disabled, by login: GwPerson. A department sees its own people
 * alone. ret_more: there are others behind the last one. NULL with FORBIDDEN (neither of a
 * centre nor of that department) or UNKNOWN_DEPARTMENT. From memory; main thread only.
 */
GPtrArray *gw_people_list (GwService *service, const GwPerson *user,
                           const GwPeopleFilter *filter, gboolean *ret_more,
                           GError **error);

G_END_DECLS
