/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a file is ours, whole and of this version; and making it so. */
#pragma once

#include "backend/store/sqlite/connection.h"

G_BEGIN_DECLS

/* "Gwrd" in the file's header: what file(1) and other tools see. */
#define GW_APPLICATION_ID 0x47777264

/*
 * Looks at the file's header without opening it as a database. *ret_is_new: there is no
 * file yet, or an empty one. NOT_FOUND when it is missing and create is FALSE.
 */
gboolean gw_schema_check_file (const char *path, gboolean create, gboolean *ret_is_new,
                               GError **error);
/* NEWER, OLDER when it may not be migrated, or DAMAGED when a file that is not new has no
 * schema. */
gboolean gw_schema_check_version (GwConnection *connection, gboolean is_new,
                                  gboolean may_migrate, GError **error);
/* Runs the missing migrations, each in one transaction; on a spatial connection. */
gboolean gw_schema_migrate (GwConnection *connection, GError **error);
/* Cheap signs of damage: tables that are missing or cannot be read. */
gboolean gw_schema_check (GwConnection *connection, GError **error);

G_END_DECLS
