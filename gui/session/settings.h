/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk remembers between two starts: a key file in the user's configuration. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Written on every change; a file that cannot be read or written only costs the memory. */
#define GW_TYPE_SETTINGS (gw_settings_get_type ())
G_DECLARE_FINAL_TYPE (GwSettings, gw_settings, GW, SETTINGS, GObject)

/* path NULL: gridward/desk.ini in the user's configuration folder. */
GwSettings *gw_settings_new (const char *path);
/* The value or fallback (which may be NULL); caller frees. */
char *gw_settings_dup_string (GwSettings *self, const char *key, const char *fallback);
int gw_settings_get_int (GwSettings *self, const char *key, int fallback);
gboolean gw_settings_get_boolean (GwSettings *self, const char *key, gboolean fallback);
void gw_settings_set_string (GwSettings *self, const char *key, const char *value);
void gw_settings_set_int (GwSettings *self, const char *key, int value);
void gw_settings_set_boolean (GwSettings *self, const char *key, gboolean value);

G_END_DECLS
