/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change of a case counts as: a life in steps, and what each step counts. */
#include "backend/service/case-counts.h"

#define BIT(name) GW_COUNT_MASK (GW_COUNT_##name)
#define MAX_STEPS 12

typedef enum
{
  IN_TIME = 1 << 0,
  FILED_IN_TIME = 1 << 1,
  DEFERRED = 1 << 2,
  EXEMPT = 1 << 3,
  CLOSED_IN_TIME = 1 << 4,
} Fact;

typedef struct
{
  GwCaseState to;
  guint facts;
  guint counts;
} Step;

#define FILE_IT                                                                            \
  {                                                                                        \
    GW_CASE_FILED, 0, BIT (FILED)                                                          \
  }
#define DISPATCH                                                                           \
  {                                                                                        \
    GW_CASE_DISPATCHED, 0, BIT (DISPATCHED)                                                \
  }
#define HANDLED BIT (HANDLED)
#define TAKEN_BACK (BIT (WITHDRAWN_DISPATCHED) | BIT (WITHDRAWN_HANDLED))

static const struct
{
  const char *name;
  Step steps[MAX_STEPS]; /* up to state none */
} LIVES[] = {
  { "in-time",
    { { GW_CASE_REPORTED, 0, 0 },
      { GW_CASE_FILED, FILED_IN_TIME, BIT (FILED) | BIT (FILED_IN_TIME) },
      { GW_CASE_DISPATCHED, 0, BIT (DISPATCHED) },
      { GW_CASE_HANDLING, 0, 0 },
      { GW_CASE_HANDLED, IN_TIME, BIT (HANDLED) | BIT (HANDLED_IN_TIME) },
      { GW_CASE_CHECKED, IN_TIME, 0 },
      { GW_CASE_CLOSED, CLOSED_IN_TIME, BIT (CLOSED) | BIT (CLOSED_IN_TIME) } } },
  { "handled-in-time-closed-late",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_HANDLED, IN_TIME, HANDLED | BIT (HANDLED_IN_TIME) },
      { GW_CASE_CLOSED, IN_TIME, BIT (CLOSED) } } },
  { "rejected", { { GW_CASE_REJECTED, 0, BIT (REJECTED) } } },
  { "filed-twice", { FILE_IT, { GW_CASE_REPORTED, 0, 0 }, { GW_CASE_FILED, IN_TIME, 0 } } },
  { "voided-after-dispatch",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_VOIDED, 0, BIT (VOIDED) | BIT (WITHDRAWN_DISPATCHED) } } },
  { "voided-after-handling",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_HANDLED, IN_TIME, BIT (HANDLED) | BIT (HANDLED_IN_TIME) },
      { GW_CASE_VOIDED, IN_TIME,
        BIT (VOIDED) | TAKEN_BACK | BIT (WITHDRAWN_HANDLED_IN_TIME) } } },
  { "reworked-counts-once",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_HANDLED, IN_TIME, BIT (HANDLED) | BIT (HANDLED_IN_TIME) },
      { GW_CASE_HANDLING, 0, 0 },
      { GW_CASE_HANDLED, 0, 0 },
      { GW_CASE_CHECKED, 0, 0 },
      { GW_CASE_CLOSED, 0, BIT (CLOSED) } } },
  { "second-department",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_HANDLED, 0, HANDLED },
      { GW_CASE_HANDLING, 0, 0 },
      { GW_CASE_FILED, 0, TAKEN_BACK },
      DISPATCH,
      { GW_CASE_HANDLED, IN_TIME, HANDLED | BIT (HANDLED_IN_TIME) } } },
  { "deferred-then-handled",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_HANDLING, 0, 0 },
      { GW_CASE_HANDLING, DEFERRED, BIT (DEFERRED) },
      { GW_CASE_HANDLED, DEFERRED, HANDLED | BIT (DEFERRAL_ENDED) } } },
  { "deferral-ends-by-itself",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_DISPATCHED, DEFERRED, BIT (DEFERRED) },
      { GW_CASE_DISPATCHED, 0, BIT (DEFERRAL_ENDED) } } },
  { "reworked-then-deferred",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_HANDLED, 0, HANDLED },
      { GW_CASE_HANDLING, 0, 0 },
      { GW_CASE_HANDLING, DEFERRED, BIT (DEFERRED) | BIT (WITHDRAWN_HANDLED) },
      { GW_CASE_HANDLED, DEFERRED, HANDLED | BIT (DEFERRAL_ENDED) } } },
  { "deferred-then-voided",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_DISPATCHED, DEFERRED, BIT (DEFERRED) },
      { GW_CASE_VOIDED, 0,
        BIT (VOIDED) | BIT (WITHDRAWN_DISPATCHED) | BIT (DEFERRAL_ENDED) } } },
  { "appeal",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_HANDLED, 0, HANDLED },
      { GW_CASE_CLOSED, 0, BIT (CLOSED) },
      { GW_CASE_CLOSED, EXEMPT,
        BIT (EXEMPT) | BIT (HANDLED_IN_TIME) | BIT (CLOSED_IN_TIME) },
      { GW_CASE_CLOSED, EXEMPT, 0 } } },
  { "reopened",
    { FILE_IT,
      DISPATCH,
      { GW_CASE_HANDLED, IN_TIME, HANDLED | BIT (HANDLED_IN_TIME) },
      { GW_CASE_CLOSED, CLOSED_IN_TIME, BIT (CLOSED) | BIT (CLOSED_IN_TIME) },
      { GW_CASE_FILED, 0,
        TAKEN_BACK | BIT (WITHDRAWN_HANDLED_IN_TIME) | BIT (REOPENED) |
            BIT (WITHDRAWN_CLOSED_IN_TIME) },
      DISPATCH,
      { GW_CASE_HANDLED, 0, HANDLED },
      { GW_CASE_CLOSED, 0, BIT (CLOSED) } } },
  { "handled-on-the-spot",
    { { GW_CASE_CHECKED, IN_TIME,
        BIT (FILED) | BIT (DISPATCHED) | HANDLED | BIT (HANDLED_IN_TIME) } } },
};

static void
test_life (gconstpointer data)
{
  const Step *steps = LIVES[GPOINTER_TO_UINT (data)].steps;
  guint counted = 0;

  for (guint i = 0; i < MAX_STEPS && steps[i].to != GW_CASE_NONE; i++)
    {
      const GwCountFacts facts = { .in_time = (steps[i].facts & IN_TIME) != 0,
                                   .filed_in_time = (steps[i].facts & FILED_IN_TIME) != 0,
                                   .closed_in_time = (steps[i].facts & CLOSED_IN_TIME) != 0,
                                   .deferred = (steps[i].facts & DEFERRED) != 0,
                                   .exempt = (steps[i].facts & EXEMPT) != 0 };

      g_assert_cmphex (gw_case_count (&counted, steps[i].to, &facts), ==, steps[i].counts);
      g_assert_cmphex (gw_case_count (&counted, steps[i].to, &facts), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (LIVES); i++)
    {
      g_autofree char *name = g_strconcat ("/case-counts/", LIVES[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_life);
    }
  return g_test_run ();
}
