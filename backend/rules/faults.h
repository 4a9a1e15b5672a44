/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a file that somebody wrote: every fault with line and column. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So many are held in memory; see gw_faults_set_flush() for what comes after. */
#define GW_MAX_FAULTS_KEPT 10000

typedef struct
{
  guint line;   /* from 1 */
  guint column; /* from 1; 0: the whole line */
  char *text;
} GwFault;

typedef struct _GwFaults GwFaults;

/* Takes note of what is kept, which is then forgotten to make room for more. */
typedef void (*GwFaultsFunc) (GwFaults *faults, gpointer user_data);

struct _GwFaults
{
  GPtrArray *kept; /* GwFault: the first ones, or those since the last flush */
  guint n;         /* of all */
  GwFaultsFunc flush;
  gpointer flush_data;
};

GwFaults *gw_faults_new (void);
void gw_faults_free (GwFaults *faults);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFaults, gw_faults_free)

/* Without a flush those that do not fit are only counted. */
void gw_faults_set_flush (GwFaults *faults, GwFaultsFunc flush, gpointer user_data);
/* By line and column: faults of single rows and those between rows come at different times. */
void gw_faults_sort (GwFaults *faults);

void gw_faults_add (GwFaults *faults, guint line, guint column, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

G_END_DECLS
