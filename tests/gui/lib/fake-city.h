/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small city of the fake server: its documents and its cases. */
#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

typedef struct
{
  char *number;
  gint64 version;
  const char *state;
  guint klass; /* place in the table of classes */
  guint cell;
  double lon;
  double lat;
  char *description;
  int department; /* place in the table of departments, -1: none */
  gint64 reported_usec;
  gint64 start_usec;
  gint64 deadline_usec;
  gint64 updated_usec;
  guint reworks;
  GPtrArray *events; /* json_object, this case's journal */
} FakeCase;

typedef struct
{
  const char *action;
  const char *from;
  const char *to;
  gboolean needs_opinion;
  gboolean takes_department;
} FakeStep;

void fake_case_free (FakeCase *fake_case);
/* Case i of a day; the same i gives the same case. */
FakeCase *fake_case_new (guint i, guint n_columns, gint64 now_usec);
const FakeStep *fake_step_find (const char *action, const char *from);

json_object *fake_time (gint64 usec); /* NULL for 0 */
json_object *fake_row (const FakeCase *fake_case, guint n_columns, gint64 now_usec);
json_object *fake_detail (const FakeCase *fake_case, guint n_columns, gint64 now_usec);
const char *fake_lamp (const FakeCase *fake_case, gint64 now_usec);
char *fake_cell_code (guint cell);

json_object *fake_city (guint n_columns, gint64 now_usec, gint64 last_seq);
json_object *fake_areas (void);
json_object *fake_departments (void);
json_object *fake_department (int i); /* NULL for -1 */
int fake_department_find (const char *code);
json_object *fake_classes (void);
json_object *fake_cells (guint n_columns);

/* "open", or names joined by commas; NULL: any. */
gboolean fake_has_state (const char *states, const char *state);
/* Of GPtrArray of FakeCase. */
json_object *fake_statistics (GPtrArray *cases, guint n_columns, gint64 now_usec);
/* Some PNG of that size. */
GBytes *fake_picture (int width, int height);

G_END_DECLS
