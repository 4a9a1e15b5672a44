/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a city may decide for itself: one table of names, defaults and meanings. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/settings.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/permissions.h"

#define LIMIT_MAX 10000

static const GwSettingInfo table[GW_N_SETTINGS] = {
  [GW_SETTING_EXTENSION_MAX] = { "extension.max", "2", GW_SETTING_NUMBER, 0, 10,
                                 "一个案卷最多可获批几次延期",
                                 "how many extensions of one case may be granted" },
  [GW_SETTING_EXTENSION_PERCENT] = { "extension.percent", "100", GW_SETTING_NUMBER, 1, 1000,
                                     "每次延期为原时限的百分之几",
                                     "an extension in per cent of the original limit" },
  [GW_SETTING_EXTENSION_APPROVERS] = { "extension.approvers", "dispatcher",
                                       GW_SETTING_ROLES, 0, 0, "首次延期由谁依次审批",
                                       "who approves the first extension, in order" },
  [GW_SETTING_EXTENSION_APPROVERS_FURTHER] = { "extension.approvers_further",
                                               "dispatcher,leader", GW_SETTING_ROLES, 0, 0,
                                               "再次延期由谁依次审批",
                                               "who approves further ones, in order" },
  [GW_SETTING_SUSPENSION_MAX] = { "suspension.max", "1", GW_SETTING_NUMBER, 0, 10,
                                  "一个案卷最多可挂账几次",
                                  "how often one case may be suspended" },
  [GW_SETTING_SUSPENSION_DAYS] = { "suspension.days", "365", GW_SETTING_NUMBER, 1, 3660,
                                   "挂账最长多少天",
                                   "how many days ahead a suspension may end" },
  [GW_SETTING_SUSPENSION_APPROVERS] = { "suspension.approvers", "dispatcher,leader",
                                        GW_SETTING_ROLES, 0, 0, "挂账由谁依次审批",
                                        "who approves a suspension, in order" },
  [GW_SETTING_DEFERRAL_MAX] = { "deferral.max", "1", GW_SETTING_NUMBER, 0, 10,
                                "一个案卷最多可缓办几次",
                                "how often one case may be deferred" },
  [GW_SETTING_DEFERRAL_DAYS] = { "deferral.days", "365", GW_SETTING_NUMBER, 1, 3660,
                                 "缓办最长多少天",
                                 "how many days ahead a deferral may end" },
  [GW_SETTING_DEFERRAL_APPROVERS] = { "deferral.approvers", "dispatcher,leader",
                                      GW_SETTING_ROLES, 0, 0, "缓办由谁依次审批",
                                      "who approves a deferral, in order" },
  [GW_SETTING_APPEAL_MAX] = { "appeal.max", "1", GW_SETTING_NUMBER, 0, 10,
                              "一个案卷最多可申诉几次",
                              "how often an overtime may be appealed against" },
  [GW_SETTING_APPEAL_DAYS] = { "appeal.days", "30", GW_SETTING_NUMBER, 1, 3660,
                               "结案后多少天内可申诉",
                               "for how many days after the closure one may appeal" },
  [GW_SETTING_APPEAL_APPROVERS] = { "appeal.approvers", "dispatcher,acceptor",
                                    GW_SETTING_ROLES, 0, 0, "申诉由谁依次审批",
                                    "who decides on an appeal, in order" },
  [GW_SETTING_REOPENING_MAX] = { "reopening.max", "2", GW_SETTING_NUMBER, 0, 10,
                                 "一个案卷最多可重新立案几次",
                                 "how often one case may be reopened" },
  [GW_SETTING_REOPENING_DAYS] = { "reopening.days", "30", GW_SETTING_NUMBER, 1, 3660,
                                  "结案后多少天内可重新立案",
                                  "for how many days after the closure it may be "
                                  "reopened" },
  [GW_SETTING_LIMIT_ACCEPT] = { "limit.accept", "4 work_hour", GW_SETTING_LIMIT, 0, 0,
                                "受理时限", "the limit for taking a report on" },
  [GW_SETTING_LIMIT_VERIFY] = { "limit.verify", "4 work_hour", GW_SETTING_LIMIT, 0, 0,
                                "核实时限", "the limit for a verification on the spot" },
  [GW_SETTING_LIMIT_FILE] = { "limit.file", "4 work_hour", GW_SETTING_LIMIT, 0, 0,
                              "立案时限", "the limit for filing" },
  [GW_SETTING_LIMIT_DISPATCH] = { "limit.dispatch", "4 work_hour", GW_SETTING_LIMIT, 0, 0,
                                  "派遣时限", "the limit for dispatching" },
  [GW_SETTING_LIMIT_CHECK] = { "limit.check", "8 work_hour", GW_SETTING_LIMIT, 0, 0,
                               "核查时限", "the limit for a check on the spot" },
  [GW_SETTING_LIMIT_CLOSE] = { "limit.close", "8 work_hour", GW_SETTING_LIMIT, 0, 0,
                               "结案时限", "the limit for closing" },
  [GW_SETTING_LIMIT_TOTAL] = { "limit.total", "45 natural_day", GW_SETTING_LIMIT, 0, 0,
                               "全程时限", "the limit from the report to the closure" },
  [GW_SETTING_DUPLICATE_RADIUS] = { "duplicate.radius", "50", GW_SETTING_NUMBER, 1,
                                    GW_DUPLICATE_RADIUS_MAX_M,
                                    "相距多少米以内的同类案卷视为疑似重复",
                                    "how many metres apart duplicates may be" },
  [GW_SETTING_DUPLICATE_HOURS] = { "duplicate.hours", "24", GW_SETTING_NUMBER, 1,
                                   GW_DUPLICATE_HOURS_MAX,
                                   "相隔多少小时以内的同类案卷视为疑似重复",
                                   "how many hours apart duplicates may be reported" },
  [GW_SETTING_DUPLICATE_CLASSES] = { "duplicate.classes", "", GW_SETTING_NEARNESS, 0, 0,
                                     "个别类别另定的距离和时间（类别:米:小时）",
                                     "what differs for classes (class:metres:hours)" },
  [GW_SETTING_POSITION_DAYS] = { "position.days", "30", GW_SETTING_NUMBER, 1, 366,
                                 "监督员轨迹保存多少天",
                                 "for how many days tracks of inspectors are kept" },
  [GW_SETTING_POSITION_FRESH] = { "position.fresh", "15", GW_SETTING_NUMBER, 1, 1440,
                                  "监督员的位置在多少分钟内有效",
                                  "for how many minutes a position of an inspector is "
                                  "taken to be where he is" },
  [GW_SETTING_TASK_OFFER] = { "task.offer", "15", GW_SETTING_NUMBER, 0, 1440,
                              "监督员多少分钟未接受任务即改派下一人（0：不改派）",
                              "after how many minutes a task that was not taken is "
                              "offered to the next inspector (0: never)" },
  [GW_SETTING_VISIT_REOPENS] = { "visit.reopens", "0", GW_SETTING_NUMBER, 0, 1,
                                 "回访不满意或未解决时是否自动重新立案（1 是，0 否）",
                                 "whether a return visit with an unsatisfied citizen "
                                 "reopens the case by itself (1 yes, 0 no)" },
  [GW_SETTING_ESCALATION_RED] = { "escalation.red", "dispatcher", GW_SETTING_ROLES, 0, 0,
                                  "亮红牌时除责任人外还通知谁",
                                  "who is told of a red card besides who answers for it" },
  [GW_SETTING_ESCALATION_SECOND_AFTER] = { "escalation.second_after", "4 work_hour",
                                           GW_SETTING_LIMIT, 0, 0,
                                           "亮红牌后多久仍未办结即升级（0：不升级）",
                                           "how long after a red card it is escalated (0: "
                                           "never)" },
  [GW_SETTING_ESCALATION_SECOND] = { "escalation.second", "leader", GW_SETTING_ROLES, 0, 0,
                                     "升级时通知谁", "who is told then" },
  [GW_SETTING_ESCALATION_THIRD_AFTER] = { "escalation.third_after", "8 work_hour",
                                          GW_SETTING_LIMIT, 0, 0,
                                          "亮红牌后多久再次升级（0：不升级）",
                                          "how long after a red card it is escalated once "
                                          "more (0: never)" },
  [GW_SETTING_ESCALATION_THIRD] = { "escalation.third", "manager", GW_SETTING_ROLES, 0, 0,
                                    "再次升级时通知谁", "who is told then" },
  [GW_SETTING_REPORT_DAY] = { "report.day", "", GW_SETTING_SCHEDULE, 0, 0,
                              "日报自动生成的时间、格式和语言（如 06:00 pdf,xlsx "
                              "zh；空：不生成）",
                              "when the report of the day before is made, as what, in "
                              "which language (06:00 pdf,xlsx zh; empty: never)" },
  [GW_SETTING_REPORT_WEEK] = { "report.week", "", GW_SETTING_SCHEDULE, 0, 0,
                               "周报在周一自动生成的时间、格式和语言（空：不生成）",
                               "when on Mondays the report of the week before is made, as "
                               "what, in which language (empty: never)" },
  [GW_SETTING_REPORT_MONTH] = { "report.month", "", GW_SETTING_SCHEDULE, 0, 0,
                                "月报在每月一日自动生成的时间、格式和语言（空：不生成）",
                                "when on the first of a month the report of the month "
                                "before is made, as what, in which language (empty: "
                                "never)" },
  [GW_SETTING_REPORT_KEEP] = { "report.keep", "60", GW_SETTING_NUMBER, 1, 10000,
                               "自动生成的日报、周报、月报各保留最近多少期",
                               "how many scheduled reports of each kind are kept" },
  [GW_SETTING_STATISTICS_SHIFTS] = { "statistics.shifts", "morning:6,middle:14,night:22",
                                     GW_SETTING_SHIFTS, 0, 0,
                                     "统计中的班次及其开始的整点（day 白班、morning 早班、"
                                     "middle 中班、evening 晚班、night 夜班）",
                                     "shifts of the statistics and the full hours at which "
                                     "they begin (day, morning, middle, evening, night)" },
};

const GwSettingInfo *
gw_setting_info (GwSetting setting)
{
  g_return_val_if_fail ((guint)setting < GW_N_SETTINGS, NULL);
  return &table[setting];
}

gboolean
gw_setting_parse (const char *name, GwSetting *ret_setting)
{
  for (guint i = 0; i < GW_N_SETTINGS; i++)
    {
      if (strcmp (table[i].name, name) == 0)
        {
          *ret_setting = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* --- values --------------------------------------------------------------------------- */

static gboolean
parse_number (const GwSettingInfo *info, const char *text, GwSettingValue *value)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, info->min, info->max, &number, NULL))
    return FALSE;
  value->number = (guint)number;
  return TRUE;
}

static gboolean
parse_limit (const char *text, GwSettingValue *value)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  guint64 number;

  value->limit = (GwLimit){ 0 };
  if (strcmp (text, "0") == 0)
    return TRUE;
  if (g_strv_length (words) != 2 ||
      !g_ascii_string_to_unsigned (words[0], 10, 1, LIMIT_MAX, &number, NULL) ||
      !gw_limit_unit_parse (words[1], &value->limit.unit))
    return FALSE;
  value->limit.value = (guint)number;
  return TRUE;
}

static gboolean
parse_chain (const char *text, GwSettingValue *value)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  value->chain_length = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (i == GW_CHAIN_MAX || !gw_roles_parse (names[i], &value->chain[i], NULL) ||
          (value->chain[i] & GW_ROLE_HANDLER) != 0)
        return FALSE;
      value->chain_length++;
    }
  return value->chain_length > 0;
}

static gboolean
parse_nearness (const char *text, GwNearness *nearness)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  guint64 radius_m, hours;
  gsize length;

  if (g_strv_length (parts) != 3)
    return FALSE;
  length = strlen (parts[0]);
  if (length == 0 || length > GW_NEARNESS_CODE_MAX ||
      strspn (parts[0], "0123456789") != length ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, GW_DUPLICATE_RADIUS_MAX_M, &radius_m,
                                   NULL) ||
      !g_ascii_string_to_unsigned (parts[2], 10, 1, GW_DUPLICATE_HOURS_MAX, &hours, NULL))
    return FALSE;
  g_strlcpy (nearness->code, parts[0], sizeof nearness->code);
  nearness->radius_m = (guint)radius_m;
  nearness->hours = (guint)hours;
  return TRUE;
}

static gboolean
parse_all_nearness (const char *text, GwSettingValue *value)
{
  g_auto (GStrv) entries = g_strsplit (text, ",", -1);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      if (i == GW_NEARNESS_MAX || !parse_nearness (entries[i], &value->nearness[i]))
        return FALSE;
      value->n_nearness++;
    }
  return TRUE;
}

static gboolean
are_formats (const char *text)
{
  static const char *const known[] = { "pdf", "csv", "xlsx", "gpkg", "geojson", NULL };
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  if (strlen (text) >= GW_SCHEDULE_FORMATS_MAX)
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains (known, words[i]))
      return FALSE;
  return words[0] != NULL;
}

/* "06:00": two digits each. */
static gboolean
parse_minute (const char *text, guint *ret_minute)
{
  guint64 hour, minute;

  if (strlen (text) != 5 || text[2] != ':' ||
      !g_ascii_string_to_unsigned (text + 3, 10, 0, 59, &minute, NULL))
    return FALSE;
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return FALSE;
  hour =
      (guint64)g_ascii_digit_value (text[0]) * 10 + (guint64)g_ascii_digit_value (text[1]);
  *ret_minute = (guint)(hour * 60 + minute);
  return hour < 24;
}

static gboolean
parse_schedule (const char *text, GwSettingValue *value)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GwSchedule *schedule = &value->schedule;

  if (text[0] == '\0')
    return TRUE;
  if (g_strv_length (words) != 3 || !parse_minute (words[0], &schedule->minute) ||
      !are_formats (words[1]))
    return FALSE;
  schedule->is_set = TRUE;
  schedule->zh = strcmp (words[2], "zh") == 0;
  g_strlcpy (schedule->formats, words[1], sizeof schedule->formats);
  return schedule->zh || strcmp (words[2], "en") == 0;
}

static gboolean
parse_value (const GwSettingInfo *info, const char *text, GwSettingValue *value)
{
  switch (info->type)
    {
    case GW_SETTING_NUMBER:
      return parse_number (info, text, value);
    case GW_SETTING_LIMIT:
      return parse_limit (text, value);
    case GW_SETTING_ROLES:
      return parse_chain (text, value);
    case GW_SETTING_NEARNESS:
      return parse_all_nearness (text, value);
    case GW_SETTING_SCHEDULE:
      return parse_schedule (text, value);
    case GW_SETTING_SHIFTS:
      return gw_day_shifts_parse (text, &value->shifts);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
fail_value (const GwSettingInfo *info, GError **error)
{
  switch (info->type)
    {
    case GW_SETTING_NUMBER:
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "value",
                         "%s: a number from %u to %u is expected", info->name, info->min,
                         info->max);
      break;
    case GW_SETTING_LIMIT:
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "value",
                         "%s: a limit like “4 work_hour” is expected, or 0 for none",
                         info->name);
      break;
    case GW_SETTING_NEARNESS:
      gw_case_error_set (
          error, GW_CASE_ERROR_OUT_OF_RANGE, "value",
          "%s: up to %d of CLASS:METRES:HOURS are expected, like “06010:100:48”, "
          "separated by commas",
          info->name, GW_NEARNESS_MAX);
      break;
    case GW_SETTING_SCHEDULE:
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "value",
                         "%s: a time, formats (pdf, csv, xlsx, gpkg, geojson) and zh or en "
                         "are expected, like “06:00 pdf,xlsx zh”, or nothing",
                         info->name);
      break;
    case GW_SETTING_SHIFTS:
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "value",
                         "%s: one to %d of NAME:HOUR are expected, the names out of day, "
                         "morning, middle, evening and night, the hours from 0 to 23 and "
                         "ascending, like “morning:6,middle:14,night:22”",
                         info->name, GW_DAY_SHIFTS_MAX);
      break;
    default:
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "value",
                         "%s: one to %d roles are expected, separated by commas",
                         info->name, GW_CHAIN_MAX);
      break;
    }
  return FALSE;
}

gboolean
gw_settings_set (GwSettings *settings, GwSetting setting, const char *text, GError **error)
{
  GwSettingValue value = { 0 };

  g_return_val_if_fail ((guint)setting < GW_N_SETTINGS, FALSE);

  if (!parse_value (&table[setting], text, &value))
    return fail_value (&table[setting], error);
  settings->values[setting] = value;
  return TRUE;
}

char *
gw_settings_to_text (const GwSettings *settings, GwSetting setting)
{
  const GwSettingValue *value = &settings->values[setting];
  GString *text = g_string_new (NULL);

  switch (gw_setting_info (setting)->type)
    {
    case GW_SETTING_NUMBER:
      g_string_printf (text, "%u", value->number);
      break;
    case GW_SETTING_LIMIT:
      g_string_printf (text, "%u", value->limit.value);
      if (value->limit.value > 0)
        g_string_append_printf (text, " %s", gw_limit_unit_name (value->limit.unit));
      break;
    case GW_SETTING_NEARNESS:
      for (guint i = 0; i < value->n_nearness; i++)
        g_string_append_printf (text, "%s%s:%u:%u", i > 0 ? "," : "",
                                value->nearness[i].code, value->nearness[i].radius_m,
                                value->nearness[i].hours);
      break;
    case GW_SETTING_SCHEDULE:
      if (value->schedule.is_set)
        g_string_printf (text, "%02u:%02u %s %s", value->schedule.minute / 60,
                         value->schedule.minute % 60, value->schedule.formats,
                         value->schedule.zh ? "zh" : "en");
      break;
    case GW_SETTING_SHIFTS:
      gw_day_shifts_append (text, &value->shifts);
      break;
    default:
      for (guint i = 0; i < value->chain_length; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                                gw_role_name (value->chain[i]));
      break;
    }
  return g_string_free (text, FALSE);
}

void
gw_settings_init (GwSettings *settings)
{
  for (guint i = 0; i < GW_N_SETTINGS; i++)
    {
      gboolean sound = gw_settings_set (settings, i, table[i].fallback, NULL);

      g_assert (sound);
    }
}

const GwSettings *
gw_settings_default (void)
{
  static GwSettings settings;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      gw_settings_init (&settings);
      g_once_init_leave (&once, 1);
    }
  return &settings;
}

guint
gw_settings_number (const GwSettings *settings, GwSetting setting)
{
  g_return_val_if_fail (gw_setting_info (setting)->type == GW_SETTING_NUMBER, 0);
  return settings->values[setting].number;
}

GwLimit
gw_settings_limit (const GwSettings *settings, GwSetting setting)
{
  g_return_val_if_fail (gw_setting_info (setting)->type == GW_SETTING_LIMIT,
                        (GwLimit){ 0 });
  return settings->values[setting].limit;
}

GwSchedule
gw_settings_schedule (const GwSettings *settings, GwSetting setting)
{
  g_return_val_if_fail (gw_setting_info (setting)->type == GW_SETTING_SCHEDULE,
                        (GwSchedule){ 0 });
  return settings->values[setting].schedule;
}

const guint *
gw_settings_chain (const GwSettings *settings, GwSetting setting, guint *ret_n)
{
  g_return_val_if_fail (gw_setting_info (setting)->type == GW_SETTING_ROLES, NULL);
  *ret_n = settings->values[setting].chain_length;
  return settings->values[setting].chain;
}

GwDuplicateLimits
gw_settings_duplicate_limits (const GwSettings *settings, const char *class_code)
{
  const GwSettingValue *classes = &settings->values[GW_SETTING_DUPLICATE_CLASSES];
  guint radius_m = gw_settings_number (settings, GW_SETTING_DUPLICATE_RADIUS);
  guint hours = gw_settings_number (settings, GW_SETTING_DUPLICATE_HOURS);
  gsize longest = 0;

  for (guint i = 0; class_code != NULL && i < classes->n_nearness; i++)
    {
      const GwNearness *nearness = &classes->nearness[i];
      gsize length = strlen (nearness->code);

      if (length <= longest || !g_str_has_prefix (class_code, nearness->code))
        continue;
      longest = length;
      radius_m = nearness->radius_m;
      hours = nearness->hours;
    }
  return (GwDuplicateLimits){ radius_m, hours * G_GINT64_CONSTANT (3600000) };
}

const GwDayShifts *
gw_settings_day_shifts (const GwSettings *settings)
{
  return &settings->values[GW_SETTING_STATISTICS_SHIFTS].shifts;
}
