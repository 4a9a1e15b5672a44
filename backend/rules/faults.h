/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a file that somebody wrote: every fault with line and column. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* After so many a person looks for the common cause: the others are only counted. */
#define GW_MAX_FAULTS_KEPT 100

typedef struct
{
  guint line;   /* from 1 */
  guint column; /* from 1; 0: the whole line */
  char *text;
} GwFault;

typedef struct
{
  GPtrArray *kept; /* GwFault, the first ones */
  guint n;         /* of all */
} GwFaults;

GwFaults *gw_faults_new (void);
void gw_faults_free (GwFaults *faults);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFaults, gw_faults_free)

void gw_faults_add (GwFaults *faults, guint line, guint column, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

G_END_DECLS
