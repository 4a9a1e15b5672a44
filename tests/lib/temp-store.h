/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a directory of its own, with a small city in it. */
#pragma once

#include "backend/store/case-store.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

#define TEMP_STORE_CELLS 150
#define TEMP_STORE_CLASSES 6
#define TEMP_STORE_DEPARTMENTS 4
/* Cells, classes, departments and the one person have the ids 1, 2, 3, ... */
#define TEMP_STORE_PERSON 1

/* Noon of 22 November 2026 in the small city (UTC+8). */
#define TEMP_STORE_NOON G_GINT64_CONSTANT (1795320000000)

typedef struct
{
  char *directory;
  char *path;
  GwStore *store; /* NULL after temp_store_close() */
} TempStore;

/* An empty database. */
TempStore *temp_store_new (void);
/* With the small city: cells in a row from 113.0 E 23.0 N, 0.001 degrees wide. */
TempStore *temp_store_new_city (void);
/* As the above with options. */
TempStore *temp_store_new_with (const GwStoreOptions *options, gboolean with_city);
void temp_store_close (TempStore *temp);
void temp_store_reopen (TempStore *temp);
/* Removes the directory. */
void temp_store_free (TempStore *temp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TempStore, temp_store_free)

/* A report as gw_store_case_add() takes it; description NULL: a default. */
GwCaseRecord *temp_case_new (gint64 cell_id, gint64 class_id, gint64 at,
                             const char *description);
GwEventRecord *temp_report_event_new (gint64 at);
/* Adds the report and waits; takes record. Returns the case's id. */
gint64 temp_store_add (TempStore *temp, GwCaseRecord *record);

/* Runs the default main context until *counter reaches the value. */
void temp_wait_for (guint *counter, guint value);

G_END_DECLS
