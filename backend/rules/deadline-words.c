/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deadline in words: which days gave how much time, and which gave none. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/deadline-words.h"

/* Of a limit of many weeks the first ones say enough. */
#define MAX_PHRASES 24

typedef struct
{
  const GwCalendar *calendar;
  gint64 start_ms;
  guint first_day;
  guint last_day;
  GString *zh;
  GString *en;
  guint n_said;
} Words;

static const char *const units_zh[] = {
  [GW_UNIT_URGENT_HOUR] = "紧急工作时",
  [GW_UNIT_WORK_HOUR] = "工作时",
  [GW_UNIT_WORK_DAY] = "工作日",
  [GW_UNIT_NATURAL_DAY] = "自然日",
};
static const char *const units_en[] = {
  [GW_UNIT_URGENT_HOUR] = "urgent hour",
  [GW_UNIT_WORK_HOUR] = "working hour",
  [GW_UNIT_WORK_DAY] = "working day",
  [GW_UNIT_NATURAL_DAY] = "calendar day",
};
static const char *const weekdays_zh[] = { "周一", "周二", "周三", "周四",
                                           "周五", "周六", "周日" };
static const char *const weekdays_en[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday" };

const char *
gw_words_weekday_zh (guint julian)
{
  return weekdays_zh[(julian - 1) % 7];
}

const char *
gw_words_weekday_en (guint julian)
{
  return weekdays_en[(julian - 1) % 7];
}

void
gw_words_append_limit (GString *zh, GString *en, GwLimit limit)
{
  g_string_append_printf (zh, "%u %s", limit.value, units_zh[limit.unit]);
  g_string_append_printf (en, "%u %s%s", limit.value, units_en[limit.unit],
                          limit.value == 1 ? "" : "s");
}

char *
gw_words_instant (const GwCalendar *calendar, gint64 utc_ms, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_ms / 1000);
  g_autoptr (GDateTime) local =
      g_date_time_to_timezone (utc, gw_calendar_time_zone (calendar));

  return g_date_time_format (local, format);
}

void
gw_words_append_amount (GString *text, gint64 amount_ms, const char *hours,
                        const char *minutes)
{
  gint64 total = amount_ms / GW_MS_PER_MINUTE;

  if (total >= 60)
    g_string_append_printf (text, "%" G_GINT64_FORMAT "%s", total / 60, hours);
  if (total % 60 != 0 || total == 0)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT "%s",
                            total >= 60 && *hours == ' ' ? " " : "", total % 60, minutes);
}

GwDayStretch
gw_day_stretch (const GwCalendar *calendar, guint julian, gint64 start_ms, gint64 end_ms)
{
  GwDaySpans spans;
  gint64 span_start, span_end;
  const GwSpecialDay *special = gw_calendar_special_day (calendar, julian);
  GwDayStretch day = { .kind = GW_DAY_NOTHING, .first = julian, .last = julian };

  gw_day_spans_init (&spans, calendar, julian);
  day.name = special != NULL ? special->name : NULL;
  day.make_up = special != NULL && special->working;
  if (spans.n_slots == 0)
    day.kind = special != NULL ? GW_DAY_HOLIDAY : GW_DAY_WEEKEND;
  while (gw_day_spans_next (&spans, &span_start, &span_end))
    {
      span_start = MAX (span_start, start_ms);
      span_end = MIN (span_end, end_ms);
      if (span_end <= span_start)
        continue;
      if (day.kind != GW_DAY_WORKED)
        day.from_ms = span_start;
      day.kind = GW_DAY_WORKED;
      day.until_ms = span_end;
      day.amount_ms += span_end - span_start;
    }
  return day;
}

/* First, last and make-up days stand alone; the rest joins its like. */
static gboolean
can_join (const Words *words, const GwDayStretch *stretch, const GwDayStretch *day)
{
  if (stretch->kind != day->kind)
    return FALSE;
  if (day->kind == GW_DAY_HOLIDAY)
    return g_strcmp0 (stretch->name, day->name) == 0;
  if (day->kind == GW_DAY_WORKED)
    return stretch->first > words->first_day && day->last < words->last_day &&
           !stretch->make_up && !day->make_up;
  return TRUE;
}

static void
say_worked (Words *words, const GwDayStretch *stretch)
{
  const GwCalendar *calendar = words->calendar;
  g_autofree char *from = gw_words_instant (calendar, stretch->from_ms, "%H:%M");
  g_autofree char *until = gw_words_instant (calendar, stretch->until_ms, "%H:%M");
  g_autofree char *date = gw_words_instant (calendar, stretch->from_ms, "%m-%d");
  g_autofree char *last_date = gw_words_instant (calendar, stretch->until_ms, "%m-%d");
  const char *make_up_zh = stretch->make_up ? "（调休上班）" : "";
  const char *make_up_en = stretch->make_up ? " (make-up day)" : "";

  gw_words_append_amount (words->en, stretch->amount_ms, " h", " min");
  if (stretch->first == words->first_day && stretch->from_ms > words->start_ms)
    {
      g_string_append_printf (words->en, " from %s to %s%s", from, until, make_up_en);
      g_string_append_printf (words->zh, "当日 %s 至 %s%s计 ", from, until, make_up_zh);
    }
  else if (stretch->first == words->first_day)
    {
      g_string_append_printf (words->en, " until %s%s", until, make_up_en);
      g_string_append_printf (words->zh, "当日 %s 前%s计 ", until, make_up_zh);
    }
  else if (stretch->last == words->last_day)
    {
      g_string_append_printf (words->en, " from %s %s%s",
                              gw_words_weekday_en (stretch->first), from, make_up_en);
      g_string_append_printf (words->zh, "%s %s 起%s计 ",
                              gw_words_weekday_zh (stretch->first), from, make_up_zh);
    }
  else if (stretch->first == stretch->last)
    {
      g_string_append_printf (words->en, " on %s %s%s",
                              gw_words_weekday_en (stretch->first), date, make_up_en);
      g_string_append_printf (words->zh, "%s（%s）%s计 ",
                              gw_words_weekday_zh (stretch->first), date, make_up_zh);
    }
  else
    {
      g_string_append_printf (words->en, " from %s to %s", date, last_date);
      g_string_append_printf (words->zh, "%s 至 %s 计 ", date, last_date);
    }
  gw_words_append_amount (words->zh, stretch->amount_ms, " 小时", " 分钟");
}

static void
say_holiday (Words *words, const GwDayStretch *stretch)
{
  guint days = stretch->last - stretch->first + 1;

  g_string_append_printf (
      words->en, "holiday%s%s%s (%u %s)", stretch->name != NULL ? " “" : "",
      stretch->name != NULL ? stretch->name : "", stretch->name != NULL ? "”" : "", days,
      days == 1 ? "day" : "days");
  g_string_append_printf (words->zh, "%s %u 天不计",
                          stretch->name != NULL ? stretch->name : "节假日", days);
}

static void
say (Words *words, const GwDayStretch *stretch, gboolean last)
{
  if (stretch->kind == GW_DAY_NOTHING)
    return;
  if (++words->n_said > MAX_PHRASES && !last)
    {
      g_string_append (words->en, words->n_said == MAX_PHRASES + 1 ? ", …" : "");
      g_string_append (words->zh, words->n_said == MAX_PHRASES + 1 ? "，……" : "");
      return;
    }
  g_string_append (words->en, words->n_said == 1 ? ": " : ", ");
  g_string_append (words->zh, words->n_said == 1 ? "：" : "，");
  if (stretch->kind == GW_DAY_WORKED)
    say_worked (words, stretch);
  else if (stretch->kind == GW_DAY_HOLIDAY)
    say_holiday (words, stretch);
  else
    {
      g_string_append (words->en, "weekend");
      g_string_append (words->zh, "周末不计");
    }
}

static void
say_days (Words *words, gint64 start_ms, gint64 deadline_ms)
{
  const GwCalendar *calendar = words->calendar;
  GwDayStretch stretch = gw_day_stretch (calendar, words->first_day, start_ms, deadline_ms);

  for (guint julian = words->first_day + 1; julian <= words->last_day; julian++)
    {
      GwDayStretch day = gw_day_stretch (calendar, julian, start_ms, deadline_ms);

      if (can_join (words, &stretch, &day))
        {
          stretch.last = julian;
          stretch.amount_ms += day.amount_ms;
          stretch.until_ms = day.until_ms;
          continue;
        }
      say (words, &stretch, FALSE);
      stretch = day;
    }
  say (words, &stretch, TRUE);
}

static GwReason *
explain_never (void)
{
  return gw_reason_new_take (g_strdup ("日历中没有足够的工作时间，永不到期"),
                             g_strdup ("never due: the calendar has not that much "
                                       "working time"));
}

GwReason *
gw_deadline_explain (const GwCalendar *calendar, gint64 start_ms, GwLimit limit,
                     gint64 deadline_ms)
{
  g_autofree char *start = NULL;
  g_autofree char *deadline = NULL;
  Words words = { .calendar = calendar, .start_ms = start_ms };

  if (deadline_ms == G_MAXINT64)
    return explain_never ();
  start = gw_words_instant (calendar, start_ms, "%F %H:%M");
  deadline = gw_words_instant (calendar, deadline_ms, "%F %H:%M");
  words.zh = g_string_new (NULL);
  words.en = g_string_new (NULL);
  words.first_day = gw_calendar_local_day (calendar, start_ms, NULL);
  words.last_day = gw_calendar_local_day (calendar, deadline_ms, NULL);
  g_string_append_printf (words.zh, "自 %s 起 ", start);
  gw_words_append_limit (words.zh, words.en, limit);
  g_string_append_printf (words.en, " from %s", start);
  if (!gw_limit_is_working (limit))
    {
      g_string_append (words.zh, "，昼夜连续计时");
      g_string_append (words.en, ", running day and night");
    }
  else
    {
      say_days (&words, start_ms, deadline_ms);
    }
  g_string_append_printf (words.zh, "，至 %s", deadline);
  g_string_append_printf (words.en, "; due %s", deadline);
  return gw_reason_new_take (g_string_free (words.zh, FALSE),
                             g_string_free (words.en, FALSE));
}
