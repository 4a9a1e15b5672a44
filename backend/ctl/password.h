/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords: read without showing them, made up where nobody chooses them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GW_PASSWORD_MIN_CHARS 8

/*
 * From a terminal without echo, twice; from anything else the first line of the input. NULL
 * with GW_CTL_ERROR when it is too short, is no text, or both do not agree. Free it with
 * gw_password_free().
 */
char *gw_password_read (const char *login, GError **error);
/* 16 letters and digits that are not mistaken for each other, from the system's randomness. */
char *gw_password_make (void);
/* Overwrites, then frees. NULL is fine. */
void gw_password_free (char *password);

G_END_DECLS
