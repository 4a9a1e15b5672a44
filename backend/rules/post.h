/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The post (岗位) from which something was done. */
#pragma once

#include "backend/rules/permissions.h"

G_BEGIN_DECLS

/*
 * The one that the action belongs to on the main line, whoever did it: the journal does not
 * keep in which of his roles somebody acted, and what the roles of a person are today must not
 * change the past. A report is the inspector's when that is its source, else the acceptor's;
 * checks and rework the inspector's; filing, rejecting, voiding, closing, reopening the shift
 * leader's; dispatching, returns to the acceptor, extensions and deferrals the dispatcher's;
 * handling and returns to the dispatcher the department's; appeals, merging, visits the
 * acceptor's; closing by force the administrator's. What time did is the system's.
 *
 * from: the case's state before; source: of its report; by_time: nobody acted.
 */
GwRole gw_post_of (GwCaseAction action, GwCaseState from, const char *source,
                   gboolean by_time);

/* Small numbers above 0 in which posts are kept; for a number of no post 0. */
guint gw_post_to_number (GwRole post);
GwRole gw_post_from_number (guint number);
/* "dispatcher"; NULL: there is no such post. Static. */
const char *gw_post_name (GwRole post);
gboolean gw_post_parse (const char *name, GwRole *ret_post);
/* "派遣员", "Dispatcher"; NULL for what is none. Static. */
const char *gw_post_title (GwRole post);
const char *gw_post_title_en (GwRole post);
/* Which actions are of which post, in a sentence. language as in gw_reason_get(). Static. */
const char *gw_post_meaning (const char *language);

G_END_DECLS
