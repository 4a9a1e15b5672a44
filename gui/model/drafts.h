/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was begun and not sent yet, kept on the disk as one types. */
#pragma once

#include "gui/client/client.h"

G_BEGIN_DECLS

/* So many drafts are kept at most (the oldest goes), each of so many bytes at most. */
#define GW_DRAFTS_MAX 100
#define GW_DRAFTS_MAX_BYTES (64 * 1024)
/* The name of the call that is being taken. */
#define GW_DRAFT_CALL "call"
/* With anything behind it: calls that could not be sent. */
#define GW_DRAFT_PARKED_CALL "call/"

/*
 * Texts by name, in one file for each server and login, which is replaced at one stroke a
 * moment after the last change, off the main loop: a crash costs the last moment at most.
 * Signal "changed" (): one came, went or was loaded.
 */
#define GW_TYPE_DRAFTS (gw_drafts_get_type ())
G_DECLARE_FINAL_TYPE (GwDrafts, gw_drafts, GW, DRAFTS, GObject)

/* folder NULL: the user's data folder. Reads what is there at once, off the main loop. */
GwDrafts *gw_drafts_new (GwClient *client, const char *login, const char *folder);
/* NULL or too long: there is none any more (of this name). */
void gw_drafts_set (GwDrafts *self, const char *name, const char *text);
/* NULL: there is none. Borrowed until the next change. */
const char *gw_drafts_get (GwDrafts *self, const char *name);
/* When it was last written; 0: there is none. Microseconds UTC. */
gint64 gw_drafts_get_at (GwDrafts *self, const char *name);
/* All names, the oldest first. Caller frees. */
char **gw_drafts_dup_names (GwDrafts *self);
/* "action/20261122-000017/return": the name for an action of a case. Caller frees. */
char *gw_draft_name_of_action (const char *number, const char *action);
/* What gw_draft_name_of_action() was made from; FALSE: it is the name of something else. */
gboolean gw_draft_name_parse (const char *name, char **ret_number, char **ret_action);
/* Has written what is waiting when it returns (for tests, and when the desk is left). */
void gw_drafts_flush (GwDrafts *self);

G_END_DECLS
