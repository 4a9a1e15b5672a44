/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases are offered as the same, and in which order. */
#include "backend/rules/duplicate.h"

#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

static const GwDuplicateLimits limits = { 50, 24 * HOUR_MS };

typedef struct
{
  const char *name;
  GwDuplicateFacts facts;
  gboolean duplicate;
  double score;
} Row;

/* same class, same component, other component, metres, apart, has text, similarity */
static const Row rows[] = {
  { "the-same", { TRUE, FALSE, FALSE, 0, 0, TRUE, 1 }, TRUE, 1 },
  { "no-text", { TRUE, FALSE, FALSE, 0, 0, FALSE, 0 }, TRUE, 1 },
  { "other-words", { TRUE, FALSE, FALSE, 0, 0, TRUE, 0 }, TRUE, 0.6 },
  { "half-way", { TRUE, FALSE, FALSE, 25, 12 * HOUR_MS, TRUE, 0.5 }, TRUE, 0.5 },
  { "at-the-radius", { TRUE, FALSE, FALSE, 50, 0, TRUE, 1 }, TRUE, 0.6 },
  { "beyond-the-radius", { TRUE, FALSE, FALSE, 50.1, 0, TRUE, 1 }, FALSE, 0.6 },
  { "at-the-window", { TRUE, FALSE, FALSE, 0, 24 * HOUR_MS, TRUE, 1 }, TRUE, 0.8 },
  { "beyond-the-window", { TRUE, FALSE, FALSE, 0, 24 * HOUR_MS + 1, TRUE, 1 }, FALSE, 0.8 },
  { "other-class", { FALSE, FALSE, FALSE, 0, 0, TRUE, 1 }, FALSE, 0.5 },
  { "same-component-far", { TRUE, TRUE, FALSE, 80, 0, TRUE, 1 }, TRUE, 1 },
  { "other-component", { TRUE, FALSE, TRUE, 1, 0, TRUE, 1 }, FALSE, 0.992 },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  GwDuplicateVerdict verdict = gw_duplicate_judge (&row->facts, &limits);

  g_assert_cmpint (verdict.duplicate, ==, row->duplicate);
  g_assert_cmpfloat_with_epsilon (verdict.score, row->score, 1e-9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/duplicate/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
