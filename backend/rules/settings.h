/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a city may decide for itself about the life of its cases. */
#pragma once

#include "backend/rules/catalogue.h"
#include "backend/rules/day-shift.h"
#include "backend/rules/duplicate.h"

G_BEGIN_DECLS

/* Append only: tables of other rooms go by the position. */
typedef enum
{
  GW_SETTING_EXTENSION_MAX,
  GW_SETTING_EXTENSION_PERCENT,
  GW_SETTING_EXTENSION_APPROVERS,
  GW_SETTING_EXTENSION_APPROVERS_FURTHER,
  GW_SETTING_SUSPENSION_MAX,
  GW_SETTING_SUSPENSION_DAYS,
  GW_SETTING_SUSPENSION_APPROVERS,
  GW_SETTING_DEFERRAL_MAX,
  GW_SETTING_DEFERRAL_DAYS,
  GW_SETTING_DEFERRAL_APPROVERS,
  GW_SETTING_APPEAL_MAX,
  GW_SETTING_APPEAL_DAYS,
  GW_SETTING_APPEAL_APPROVERS,
  GW_SETTING_REOPENING_MAX,
  GW_SETTING_REOPENING_DAYS,
  GW_SETTING_LIMIT_ACCEPT,
  GW_SETTING_LIMIT_VERIFY,
  GW_SETTING_LIMIT_FILE,
  GW_SETTING_LIMIT_DISPATCH,
  GW_SETTING_LIMIT_CHECK,
  GW_SETTING_LIMIT_CLOSE,
  GW_SETTING_LIMIT_TOTAL,
  GW_SETTING_DUPLICATE_RADIUS,
  GW_SETTING_DUPLICATE_HOURS,
  GW_SETTING_DUPLICATE_CLASSES,
  GW_SETTING_POSITION_DAYS,
  GW_SETTING_POSITION_FRESH,
  GW_SETTING_TASK_OFFER,
  GW_SETTING_VISIT_REOPENS,
  GW_SETTING_ESCALATION_RED,
  GW_SETTING_ESCALATION_SECOND_AFTER,
  GW_SETTING_ESCALATION_SECOND,
  GW_SETTING_ESCALATION_THIRD_AFTER,
  GW_SETTING_ESCALATION_THIRD,
  GW_SETTING_REPORT_DAY,
  GW_SETTING_REPORT_WEEK,
  GW_SETTING_REPORT_MONTH,
  GW_SETTING_REPORT_KEEP,
  GW_SETTING_STATISTICS_SHIFTS,
  GW_N_SETTINGS,
} GwSetting;

typedef enum
{
  GW_SETTING_NUMBER,
  GW_SETTING_LIMIT,    /* "4 work_hour"; "0": none */
  GW_SETTING_ROLES,    /* "dispatcher,leader": one after the other */
  GW_SETTING_NEARNESS, /* "06010:100:48,01:20:72": class, metres, hours; "": none */
  GW_SETTING_SCHEDULE, /* "06:00 pdf,xlsx zh": time, formats, language; "": never */
  GW_SETTING_SHIFTS,   /* "morning:6,middle:14,night:22": see rules/day-shift.h */
} GwSettingType;

#define GW_CHAIN_MAX 4
#define GW_NEARNESS_MAX 32
#define GW_NEARNESS_CODE_MAX 15

/* What is near for a class, or for all whose codes begin so. */
typedef struct
{
  char code[GW_NEARNESS_CODE_MAX + 1];
  guint radius_m;
  guint hours;
} GwNearness;

/* When something is made by itself, as what, and in which language. */
#define GW_SCHEDULE_FORMATS_MAX 32
typedef struct
{
  gboolean is_set;
  guint minute;                          /* of the local day */
  char formats[GW_SCHEDULE_FORMATS_MAX]; /* "pdf,xlsx" */
  gboolean zh;
} GwSchedule;

typedef struct
{
  guint number;
  GwLimit limit;
  guint chain[GW_CHAIN_MAX]; /* GwRole bits */
  guint chain_length;
  GwNearness nearness[GW_NEARNESS_MAX];
  guint n_nearness;
  GwSchedule schedule;
  GwDayShifts shifts;
} GwSettingValue;

/* A plain value: copy it freely. */
typedef struct
{
  GwSettingValue values[GW_N_SETTINGS];
} GwSettings;

/* One row of the table of settings. */
typedef struct
{
  const char *name;     /* "extension.max" */
  const char *fallback; /* its default as text */
  GwSettingType type;
  guint min; /* numbers */
  guint max;
  const char *meaning_zh;
  const char *meaning_en;
} GwSettingInfo;

const GwSettingInfo *gw_setting_info (GwSetting setting);
/* FALSE (ret_setting untouched) for an unknown name. */
gboolean gw_setting_parse (const char *name, GwSetting *ret_setting);

/* All defaults. */
void gw_settings_init (GwSettings *settings);
/* The defaults, for ever. */
const GwSettings *gw_settings_default (void);
/* GW_CASE_ERROR_OUT_OF_RANGE (field "value") with what is expected; settings untouched. */
gboolean gw_settings_set (GwSettings *settings, GwSetting setting, const char *text,
                          GError **error);
/* The value as gw_settings_set() takes it. Caller frees. */
char *gw_settings_to_text (const GwSettings *settings, GwSetting setting);

guint gw_settings_number (const GwSettings *settings, GwSetting setting);
/* value 0: none. */
GwLimit gw_settings_limit (const GwSettings *settings, GwSetting setting);
GwSchedule gw_settings_schedule (const GwSettings *settings, GwSetting setting);
/* By which the statistics tell the day apart. Owned by the settings. */
const GwDayShifts *gw_settings_day_shifts (const GwSettings *settings);
/* GwRole bits in order. Owned by the settings. */
const guint *gw_settings_chain (const GwSettings *settings, GwSetting setting,
                                guint *ret_n);
/* When cases of the class (its code, or NULL) are likely duplicates: the longest code that it
 * begins with decides, or else the city's radius and hours. */
GwDuplicateLimits gw_settings_duplicate_limits (const GwSettings *settings,
                                                const char *class_code);

G_END_DECLS
