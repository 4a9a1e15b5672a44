/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures' way behind the journal, step by step, and what the file then holds. */
#include "tests/store/figure-steps.h"

#include <sqlite3.h>

#include "backend/store/sum-store.h"

static gboolean
follow_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_figures_follow (writer, 500, data, error);
}

static gboolean
make_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_sums_make (writer, data, error);
}

static gboolean
clear_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_figures_clear (writer, error);
}

static void
run (TempStore *temp, GwStoreWriteFunc func, guint n_steps)
{
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;

  for (guint i = 0; i < n_steps && more; i++)
    {
      gw_store_write (temp->store, func, &more, &error);
      g_assert_no_error (error);
    }
}

void
figure_steps_follow (TempStore *temp, guint n_steps)
{
  run (temp, follow_thread, n_steps);
}

void
figure_steps_make (TempStore *temp, guint n_steps)
{
  run (temp, make_thread, n_steps);
}

gboolean
figure_steps_try_make (TempStore *temp, GError **error)
{
  gboolean more = TRUE;

  return gw_store_write (temp->store, make_thread, &more, error);
}

void
figure_steps_clear (TempStore *temp)
{
  run (temp, clear_thread, 1);
}

static int
append_row (void *data, int n_columns, char **values, char **names)
{
  for (int i = 0; i < n_columns; i++)
    g_string_append_printf (data, "%s,", values[i] != NULL ? values[i] : "-");
  g_string_append_c (data, '\n');
  return 0;
}

char *
figure_steps_query (TempStore *temp, const char *sql)
{
  sqlite3 *handle = NULL;
  GString *out = g_string_new (NULL);

  g_assert_cmpint (sqlite3_open_v2 (temp->path, &handle, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, append_row, out, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  return g_string_free (out, FALSE);
}

int
figure_steps_change (TempStore *temp, const char *sql)
{
  sqlite3 *handle = NULL;
  int n_changes;

  g_assert_cmpint (sqlite3_open_v2 (temp->path, &handle, SQLITE_OPEN_READWRITE, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  n_changes = sqlite3_changes (handle);
  sqlite3_close (handle);
  return n_changes;
}
