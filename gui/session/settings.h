/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk remembers between two starts: GSettings, and a memory for each account. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Keys of the schema org.gridward.Desk belong to this place: its window, its server, what the
 * preferences hold. Every other key belongs to the account that is signed in, so that two
 * people at one desk keep their own columns and filters; it is written a moment later, many
 * changes at once. Nothing here blocks, and a store that fails only costs the memory.
 */
#define GW_TYPE_SETTINGS (gw_settings_get_type ())
G_DECLARE_FINAL_TYPE (GwSettings, gw_settings, GW, SETTINGS, GObject)

/* path NULL: where the user's settings are kept, and what a version without GSettings left in
 * gridward/desk.ini is taken over once; otherwise a file of their own, for tests. */
GwSettings *gw_settings_new (const char *path);
/* From now on the other keys are those of this account. One that nothing is remembered of yet
 * takes over what was remembered before anybody signed in. */
void gw_settings_enter_account (GwSettings *self, const char *server, const char *login);
/* Takes over a key file of earlier versions and removes it; FALSE when there is none. */
gboolean gw_settings_migrate (GwSettings *self, const char *path);
/* Writes what still waits to be written. */
void gw_settings_flush (GwSettings *self);
/* To bind widgets to the keys of the schema; owned, NULL when the schema is not installed. */
GSettings *gw_settings_get_store (GwSettings *self);

/* The value; fallback (which may be NULL) when an account's key is not remembered. A key of
 * the schema has its fallback there. Caller frees. */
char *gw_settings_dup_string (GwSettings *self, const char *key, const char *fallback);
int gw_settings_get_int (GwSettings *self, const char *key, int fallback);
gboolean gw_settings_get_boolean (GwSettings *self, const char *key, gboolean fallback);
/* A value that the schema does not allow is not taken. */
void gw_settings_set_string (GwSettings *self, const char *key, const char *value);
void gw_settings_set_int (GwSettings *self, const char *key, int value);
void gw_settings_set_boolean (GwSettings *self, const char *key, gboolean value);

G_END_DECLS
