/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that a verb imports, all or nothing: read within a limit, every fault named. */
#pragma once

#include "backend/rules/faults.h"

G_BEGIN_DECLS

/* Its text, to be freed; NULL with an error when it cannot be read or is larger than so many
 * MiB. */
char *gw_ctl_read_file (const char *path, guint max_mib, gsize *ret_length, GError **error);

/* For the faults of a file: when they are many, the first ones are printed meanwhile. path
 * must live as long. */
GwFaults *gw_ctl_faults_new (const char *path);
/* Every fault that is not printed yet, with the file's name, on the error output. */
void gw_ctl_print_faults (const char *path, GwFaults *faults);
/* Sets the error that ends an import: so many faults (all files together), nothing taken. */
void gw_ctl_fail_import (guint n_faults, GError **error);

G_END_DECLS
