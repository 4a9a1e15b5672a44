/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a city may decide: defaults, values, refusals. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/permissions.h"
#include "backend/rules/settings.h"

static void
test_defaults (void)
{
  const GwSettings *settings = gw_settings_default ();
  const guint *chain;
  guint n;

  g_assert_cmpuint (gw_settings_number (settings, GW_SETTING_EXTENSION_MAX), ==, 2);
  g_assert_cmpuint (gw_settings_number (settings, GW_SETTING_REOPENING_DAYS), ==, 30);
  g_assert_cmpuint (gw_settings_limit (settings, GW_SETTING_LIMIT_TOTAL).value, ==, 45);
  chain = gw_settings_chain (settings, GW_SETTING_APPEAL_APPROVERS, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (chain[0], ==, GW_ROLE_DISPATCHER);
  g_assert_cmpuint (chain[1], ==, GW_ROLE_ACCEPTOR);
}

static void
test_every_setting_says_what_it_is (void)
{
  for (guint i = 0; i < GW_N_SETTINGS; i++)
    {
      const GwSettingInfo *info = gw_setting_info (i);
      g_autofree char *text = gw_settings_to_text (gw_settings_default (), i);
      GwSetting again;

      g_assert_true (gw_setting_parse (info->name, &again));
      g_assert_cmpint (again, ==, i);
      g_assert_cmpstr (text, ==, info->fallback);
      g_assert_cmpuint (strlen (info->meaning_zh), >, 0);
      g_assert_cmpuint (strlen (info->meaning_en), >, 0);
    }
}

/* The longest code that the class begins with. */
static void
test_duplicate_limits (void)
{
  GwSettings settings = *gw_settings_default ();
  GwDuplicateLimits limits;

  g_assert_true (gw_settings_set (&settings, GW_SETTING_DUPLICATE_CLASSES,
                                  "06010:100:48,06:20:72,060:30:1", NULL));
  limits = gw_settings_duplicate_limits (&settings, "06010");
  g_assert_cmpuint (limits.radius_m, ==, 100);
  g_assert_cmpint (limits.window_ms, ==, 48 * 3600000);
  limits = gw_settings_duplicate_limits (&settings, "06110");
  g_assert_cmpuint (limits.radius_m, ==, 20);
  limits = gw_settings_duplicate_limits (&settings, "06013");
  g_assert_cmpuint (limits.radius_m, ==, 30);
  limits = gw_settings_duplicate_limits (&settings, "07001");
  g_assert_cmpuint (limits.radius_m, ==, 50);
  limits = gw_settings_duplicate_limits (&settings, NULL);
  g_assert_cmpint (limits.window_ms, ==, 24 * 3600000);
}

typedef struct
{
  const char *name;
  GwSetting setting;
  const char *text;
  gboolean good;
} Row;

static const Row rows[] = {
  { "number", GW_SETTING_EXTENSION_MAX, "3", TRUE },
  { "number-none", GW_SETTING_EXTENSION_MAX, "0", TRUE },
  { "number-too-large", GW_SETTING_EXTENSION_MAX, "11", FALSE },
  { "number-negative", GW_SETTING_EXTENSION_MAX, "-1", FALSE },
  { "number-words", GW_SETTING_EXTENSION_MAX, "two", FALSE },
  { "days-not-zero", GW_SETTING_REOPENING_DAYS, "0", FALSE },
  { "limit", GW_SETTING_LIMIT_CHECK, "2 work_day", TRUE },
  { "limit-none", GW_SETTING_LIMIT_CHECK, "0", TRUE },
  { "limit-zero", GW_SETTING_LIMIT_CHECK, "0 work_day", FALSE },
  { "limit-without-unit", GW_SETTING_LIMIT_CHECK, "2", FALSE },
  { "limit-unknown-unit", GW_SETTING_LIMIT_CHECK, "2 moons", FALSE },
  { "roles", GW_SETTING_EXTENSION_APPROVERS, "leader,manager", TRUE },
  { "roles-none", GW_SETTING_EXTENSION_APPROVERS, "", FALSE },
  { "roles-unknown", GW_SETTING_EXTENSION_APPROVERS, "king", FALSE },
  { "roles-too-many", GW_SETTING_EXTENSION_APPROVERS, "leader,leader,leader,leader,leader",
    FALSE },
  { "nearness", GW_SETTING_DUPLICATE_CLASSES, "06010:100:48,01:20:72", TRUE },
  { "nearness-none", GW_SETTING_DUPLICATE_CLASSES, "", TRUE },
  { "nearness-no-hours", GW_SETTING_DUPLICATE_CLASSES, "06010:100", FALSE },
  { "nearness-zero", GW_SETTING_DUPLICATE_CLASSES, "06010:0:48", FALSE },
  { "nearness-too-far", GW_SETTING_DUPLICATE_CLASSES, "06010:1001:48", FALSE },
  { "nearness-too-long", GW_SETTING_DUPLICATE_CLASSES, "06010:10:8761", FALSE },
  { "nearness-no-class", GW_SETTING_DUPLICATE_CLASSES, ":10:24", FALSE },
  { "nearness-no-code", GW_SETTING_DUPLICATE_CLASSES, "litter:10:24", FALSE },
  { "nearness-long-code", GW_SETTING_DUPLICATE_CLASSES, "0123456789012345:10:24", FALSE },
  { "nearness-comma", GW_SETTING_DUPLICATE_CLASSES, "06010:10:24,", FALSE },
  { "shifts", GW_SETTING_STATISTICS_SHIFTS, "day:8,night:20", TRUE },
  { "shifts-none", GW_SETTING_STATISTICS_SHIFTS, "", FALSE },
  { "schedule", GW_SETTING_REPORT_DAY, "06:00 pdf zh", TRUE },
  { "schedule-formats", GW_SETTING_REPORT_MONTH, "23:59 pdf,csv,xlsx,gpkg,geojson en",
    TRUE },
  { "schedule-never", GW_SETTING_REPORT_WEEK, "", TRUE },
  { "schedule-no-time", GW_SETTING_REPORT_DAY, "pdf zh", FALSE },
  { "schedule-late", GW_SETTING_REPORT_DAY, "24:00 pdf zh", FALSE },
  { "schedule-minute", GW_SETTING_REPORT_DAY, "06:60 pdf zh", FALSE },
  { "schedule-short-time", GW_SETTING_REPORT_DAY, "6:00 pdf zh", FALSE },
  { "schedule-sign", GW_SETTING_REPORT_DAY, "-1:00 pdf zh", FALSE },
  { "schedule-no-language", GW_SETTING_REPORT_DAY, "06:00 pdf", FALSE },
  { "schedule-other-language", GW_SETTING_REPORT_DAY, "06:00 pdf fr", FALSE },
  { "schedule-other-format", GW_SETTING_REPORT_DAY, "06:00 doc zh", FALSE },
  { "schedule-no-format", GW_SETTING_REPORT_DAY, "06:00  zh", FALSE },
  { "schedule-comma", GW_SETTING_REPORT_DAY, "06:00 pdf, zh", FALSE },
  { "schedule-endless", GW_SETTING_REPORT_DAY,
    "06:00 pdf,pdf,pdf,pdf,pdf,pdf,pdf,pdf,pdf zh", FALSE },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  GwSettings settings = *gw_settings_default ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (gw_settings_set (&settings, row->setting, row->text, &error), ==,
                   row->good);
  text = gw_settings_to_text (&settings, row->setting);
  if (row->good)
    g_assert_cmpstr (text, ==, row->text);
  else
    {
      g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
      g_assert_cmpstr (text, ==, gw_setting_info (row->setting)->fallback);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/duplicate-limits", test_duplicate_limits);
  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/meanings", test_every_setting_says_what_it_is);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/settings/value/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
