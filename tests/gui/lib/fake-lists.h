/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fake server's lists of cases: pages by key, how long they are, points. */
#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *cases; /* FakeCase, oldest first; borrowed */
  guint n_columns;
  guint n_long; /* rows of a list that is longer than there are cases; 0: it is not */
} FakeList;

/* Answers to a question's parameters. */
json_object *fake_list_cases (const FakeList *list, GHashTable *query, gboolean as_points);
json_object *fake_list_index (const FakeList *list, GHashTable *query);

G_END_DECLS
