/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refuses the two headers by which a request says where it ends, when they say nonsense. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * libsoup 3.2.3 forgets to free the path of a request whose Transfer-Encoding or
 * Content-Length it does not understand (up to 100 kB each, before any of our code runs, without
 * sign-in). So every line that comes in is looked at first. Bodies pass too: a line of JSON
 * cannot look like these headers, and a photograph does not.
 */
typedef struct
{
  char line[64]; /* the beginning of the current line, lower case */
  guint length;  /* of the line so far, or one more than fits */
} GwFramingGuard;

/* Looks at the next bytes of a connection. FALSE: a line is to be refused, answer and close. */
gboolean gw_framing_guard_pass (GwFramingGuard *guard, const char *bytes, gsize n_bytes);

G_END_DECLS
