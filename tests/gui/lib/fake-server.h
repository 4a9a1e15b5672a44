/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small server that speaks the wire's contract, so that the desk can be tested alone. */
#pragma once

#include <json-c/json.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * Lives in the main context of its maker. Cases are few and simple: one table says which
 * action leads where, the department is the one that is named or suggested.
 */
typedef struct _FakeServer FakeServer;

/* Listens on a free port of the loopback; n_cases cases lie in n_columns x n_columns cells. */
FakeServer *fake_server_new (guint n_cases, guint n_columns);
void fake_server_free (FakeServer *fake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeServer, fake_server_free)

/* "http://127.0.0.1:PORT"; login dispatcher, password secret. */
const char *fake_server_get_base (FakeServer *fake);
/* Who signs in from now on, as a JSON array of roles; at first ["dispatcher"]. */
void fake_server_set_roles (FakeServer *fake, const char *roles);
/* To add answers to; owned by the fake server. */
SoupServer *fake_server_get_soup (FakeServer *fake);
/* The journal's last number. */
gint64 fake_server_get_last_seq (FakeServer *fake);
/* Cuts every live connection as a fallen network does. */
void fake_server_drop_live (FakeServer *fake);
/* Refuses new connections to the feed until called with FALSE. */
void fake_server_refuse_live (FakeServer *fake, gboolean refuse);
/* Live events go out so many per frame (0: one frame per event) and each frame twice when
 * doubled: a client has to cope with both. */
void fake_server_set_doubling (FakeServer *fake, gboolean doubled);
/* Lists (not points) have so many rows, made as they are asked for; 0: the cases there are. */
void fake_server_set_long (FakeServer *fake, guint n_rows);
/* Files a report; returns its number (owned by the server). */
const char *fake_server_report (FakeServer *fake, const char *description);
/* Acts on a case as somebody else would. */
void fake_server_act (FakeServer *fake, const char *number, const char *action);
const char *fake_server_get_state (FakeServer *fake, const char *number);
/* The number of the i-th case, newest first. */
const char *fake_server_get_number (FakeServer *fake, guint i);
guint fake_server_count_state (FakeServer *fake, const char *state);
/* How often a path beginning so was asked for. */
guint fake_server_count_requests (FakeServer *fake, const char *prefix);
/* The journal is replaced by an empty one, as after a restore. */
void fake_server_forget_journal (FakeServer *fake);
/* Every token is void from now on. */
void fake_server_sign_everyone_out (FakeServer *fake);

G_END_DECLS
