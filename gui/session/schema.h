/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the schemas of the settings are, installed or not. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The schema among those of the system, or, for a program that runs where it was built, beside
 * it in the folder "data"; NULL when it is nowhere. Caller unrefs. */
GSettingsSchema *gw_schema_lookup (const char *id);

G_END_DECLS
