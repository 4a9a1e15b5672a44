/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telephone numbers, rates and statuses of the hotline. */
#include "backend/rules/hotline.h"

static const struct
{
  const char *text;
  const char *normal; /* NULL: none */
} phones[] = {
  { "13800138000", "13800138000" },
  { "138-0013 8000", "13800138000" },
  { "(0763) 336-1234", "07633361234" },
  { "+86 138.0013.8000", "+8613800138000" },
  { "110", "110" },
  { "11", NULL },
  { "", NULL },
  { "1380013800a", NULL },
  { "138+0013", NULL },
  { "１３８００１３８０００", NULL },
  { "123456789012345678901", NULL },
};

static void
test_phone (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *normal = gw_phone_normalize (phones[row].text);

  g_assert_cmpstr (normal, ==, phones[row].normal);
}

static const struct
{
  const char *name;
  GwHotlineRate rate;
  GwHotlineCounts counts;
  gint64 numerator;
  gint64 denominator;
} rates[] = {
  { "nothing", GW_HOTLINE_RESPONSE_RATE, { 0 }, 0, 0 },
  { "response", GW_HOTLINE_RESPONSE_RATE, { .answered = 3, .answered_late = 1 }, 3, 4 },
  { "all-late", GW_HOTLINE_RESPONSE_RATE, { .answered_late = 2 }, 0, 2 },
  { "solved", GW_HOTLINE_SOLVED_RATE, { .visited = 9, .asked = 5, .solved = 2 }, 2, 5 },
  { "satisfied", GW_HOTLINE_SATISFIED_RATE, { .visited = 9, .satisfied = 9 }, 9, 9 },
  /* A visit of last month is corrected in this one. */
  { "correction", GW_HOTLINE_SATISFIED_RATE, { .visited = 0, .satisfied = 1 }, 0, 0 },
  { "correction-down", GW_HOTLINE_SATISFIED_RATE, { .visited = 2, .satisfied = -1 }, 0, 2 },
};

static void
test_rate (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  GwRate rate = gw_hotline_rate (rates[row].rate, &rates[row].counts);

  g_assert_cmpint (rate.numerator, ==, rates[row].numerator);
  g_assert_cmpint (rate.denominator, ==, rates[row].denominator);
  g_assert_nonnull (gw_hotline_rate_formula (rates[row].rate, "zh-CN"));
  g_assert_nonnull (gw_hotline_rate_formula (rates[row].rate, "en"));
}

static void
test_status (void)
{
  GwCaseProgress progress = { 0 };

  g_assert_cmpstr (gw_hotline_status (GW_CASE_REPORTED, &progress), ==, "received");
  progress.flags = GW_FLAG_REGISTERED;
  g_assert_cmpstr (gw_hotline_status (GW_CASE_REPORTED, &progress), ==, "accepted");
  g_assert_cmpstr (gw_hotline_status (GW_CASE_HANDLING, &progress), ==, "dispatched");
  g_assert_cmpstr (gw_hotline_status (GW_CASE_CLOSED, &progress), ==, "closed");
  progress.satisfaction = GW_SATISFACTION_UNSATISFIED;
  g_assert_cmpstr (gw_hotline_status (GW_CASE_CLOSED, &progress), ==, "visited");
  g_assert_cmpstr (gw_hotline_status_of_event (GW_ACTION_HANDLE), ==, "handled");
  g_assert_null (gw_hotline_status_of_event (GW_ACTION_SUPERVISE));
  for (guint action = GW_ACTION_NONE; action < GW_ACTION_N; action++)
    {
      const char *status = gw_hotline_status_of_event (action);

      g_assert_true (status == NULL || gw_hotline_status_is_known (status));
    }
  g_assert_false (gw_hotline_status_is_known ("done"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hotline/phone/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_phone);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autofree char *path = g_strconcat ("/hotline/rate/", rates[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_rate);
    }
  g_test_add_func ("/hotline/status", test_status);
  return g_test_run ();
}
