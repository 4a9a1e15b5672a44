/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A due step by step: every step is a line, days that are alike share one. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/clock-private.h"
#include "backend/rules/deadline-words.h"

/* The first steps and the last ones say more than those between. */
#define KEPT_FIRST 20
#define KEPT_LAST 10
#define MAX_SPANS_TOLD 3

typedef struct
{
  const GwCalendar *calendar;
  GPtrArray *steps; /* GwReason */
  guint year;       /* of the start; of other years the dates tell it */
  gint64 left_ms;   /* of the part that runs */
  /* Days that wait to be told together. */
  GwDayStretch days;
  guint n_worked;
  guint n_off;
} Why;

typedef struct
{
  GString *zh;
  GString *en;
} Line;

static Line
new_line (void)
{
  return (Line){ g_string_new (NULL), g_string_new (NULL) };
}

static void
take_line (Why *why, Line line)
{
  g_ptr_array_add (why->steps, gw_reason_new_take (g_string_free (line.zh, FALSE),
                                                   g_string_free (line.en, FALSE)));
}

static void
append_both (Line *line, const char *text)
{
  g_string_append (line->zh, text);
  g_string_append (line->en, text);
}

static void
append_date (const Why *why, Line *line, guint julian)
{
  GDate date;
  char text[16];

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_date_strftime (text, sizeof text,
                   g_date_get_year (&date) == why->year ? "%m-%d" : "%Y-%m-%d", &date);
  append_both (line, text);
}

static void
append_dates (const Why *why, Line *line, guint first, guint last)
{
  append_date (why, line, first);
  if (last == first)
    return;
  g_string_append (line->zh, " 至 ");
  g_string_append (line->en, " to ");
  append_date (why, line, last);
}

static void
append_instant (const Why *why, Line *line, gint64 utc_ms)
{
  g_autofree char *text = gw_words_instant (why->calendar, utc_ms, "%F %H:%M");

  append_both (line, text);
}

static void
append_amount (Line *line, gint64 amount_ms)
{
  gw_words_append_amount (line->zh, amount_ms, " 小时", " 分钟");
  gw_words_append_amount (line->en, amount_ms, " h", " min");
}

/* What a line took from the part, and what is left of it. */
static void
append_left (Why *why, Line *line, gint64 amount_ms)
{
  why->left_ms -= amount_ms;
  if (why->left_ms <= 0)
    return;
  g_string_append (line->zh, "，剩 ");
  g_string_append (line->en, ", leaving ");
  append_amount (line, why->left_ms);
}

static void
append_spans (const Why *why, Line *line, const GwDayStretch *day)
{
  gint64 start, end;
  guint n_told = 0;
  GwDaySpans spans;

  gw_day_spans_init (&spans, why->calendar, day->first);
  while (gw_day_spans_next (&spans, &start, &end))
    {
      g_autofree char *from = NULL;
      g_autofree char *until = NULL;

      if (MIN (end, day->until_ms) <= MAX (start, day->from_ms))
        continue;
      if (n_told++ >= MAX_SPANS_TOLD)
        continue;
      from = gw_words_instant (why->calendar, MAX (start, day->from_ms), "%H:%M");
      until = gw_words_instant (why->calendar, MIN (end, day->until_ms), "%H:%M");
      g_string_append (line->zh, n_told > 1 ? "、" : " ");
      g_string_append (line->en, n_told > 1 ? ", " : " ");
      append_both (line, from);
      append_both (line, "–");
      append_both (line, until);
    }
  if (n_told > MAX_SPANS_TOLD)
    append_both (line, " …");
}

static void
say_day (Why *why, const GwDayStretch *day)
{
  Line line = new_line ();

  append_date (why, &line, day->first);
  g_string_append_printf (line.zh, " %s", gw_words_weekday_zh (day->first));
  g_string_append_printf (line.en, " %s", gw_words_weekday_en (day->first));
  if (day->make_up)
    {
      g_string_append (line.zh, "（调休上班）");
      g_string_append (line.en, " (make-up day)");
    }
  append_spans (why, &line, day);
  g_string_append (line.zh, " 计 ");
  g_string_append (line.en, ": ");
  append_amount (&line, day->amount_ms);
  append_left (why, &line, day->amount_ms);
  take_line (why, line);
}

static void
say_holiday (Why *why, const GwDayStretch *days)
{
  guint n = days->last - days->first + 1;
  Line line = new_line ();

  append_dates (why, &line, days->first, days->last);
  g_string_append_printf (line.zh, " %s不计（%u 天）",
                          days->name != NULL ? days->name : "节假日", n);
  g_string_append_printf (line.en, " holiday%s%s%s: not counted (%u %s)",
                          days->name != NULL ? " “" : "",
                          days->name != NULL ? days->name : "",
                          days->name != NULL ? "”" : "", n, n == 1 ? "day" : "days");
  take_line (why, line);
}

static void
say_ordinary_days (Why *why, const GwDayStretch *days)
{
  Line line = new_line ();

  append_dates (why, &line, days->first, days->last);
  if (why->n_worked == 0)
    {
      g_string_append (line.zh, " 休息日不计");
      g_string_append (line.en, ": off, not counted");
      take_line (why, line);
      return;
    }
  g_string_append_printf (line.zh, " %u 个工作日计 ", why->n_worked);
  g_string_append_printf (line.en, ": %u working days, ", why->n_worked);
  append_amount (&line, days->amount_ms);
  if (why->n_off > 0)
    {
      g_string_append_printf (line.zh, "（休息日 %u 天不计）", why->n_off);
      g_string_append_printf (line.en, " (%u %s off not counted)", why->n_off,
                              why->n_off == 1 ? "day" : "days");
    }
  append_left (why, &line, days->amount_ms);
  take_line (why, line);
}

/* Tells the days that wait. */
static void
flush_days (Why *why)
{
  const GwDayStretch *days = &why->days;

  if (days->first == 0)
    return;
  if (days->kind == GW_DAY_HOLIDAY)
    say_holiday (why, days);
  else if (why->n_worked == 1 && why->n_off == 0)
    say_day (why, days);
  else
    say_ordinary_days (why, days);
  why->days = (GwDayStretch){ 0 };
  why->n_worked = why->n_off = 0;
}

/* Holidays of one name wait together, so do ordinary days with the weekends between. */
static void
add_day (Why *why, const GwDayStretch *day)
{
  gboolean is_holiday = day->kind == GW_DAY_HOLIDAY;
  gboolean alike = is_holiday == (why->days.kind == GW_DAY_HOLIDAY) &&
                   (!is_holiday || g_strcmp0 (why->days.name, day->name) == 0);

  if (!alike)
    flush_days (why);
  if (why->days.first == 0)
    {
      why->days = *day;
    }
  else
    {
      why->days.last = day->last;
      why->days.amount_ms += day->amount_ms;
      why->days.until_ms = day->until_ms;
    }
  why->n_worked += day->kind == GW_DAY_WORKED;
  why->n_off += day->kind == GW_DAY_WEEKEND;
}

static void
say_after_hours (Why *why, const GwDayStretch *day, gint64 from)
{
  g_autofree char *time = gw_words_instant (why->calendar, from, "%H:%M");
  Line line = new_line ();

  append_date (why, &line, day->first);
  g_string_append_printf (line.zh, " %s %s 已过工作时段，不计",
                          gw_words_weekday_zh (day->first), time);
  g_string_append_printf (line.en, " %s %s: after working hours, not counted",
                          gw_words_weekday_en (day->first), time);
  take_line (why, line);
}

static void
say_working (Why *why, gint64 from, gint64 until)
{
  guint first = gw_calendar_local_day (why->calendar, from, NULL);
  guint last = gw_calendar_local_day (why->calendar, until, NULL);

  for (guint julian = first; julian <= last; julian++)
    {
      GwDayStretch day = gw_day_stretch (why->calendar, julian, from, until);
      gboolean alone = julian == first || julian == last || day.make_up;

      if (day.kind == GW_DAY_NOTHING && julian == first)
        say_after_hours (why, &day, from);
      if (day.kind == GW_DAY_NOTHING || (day.kind != GW_DAY_WORKED && julian == last))
        continue;
      if (day.kind == GW_DAY_WORKED && alone)
        {
          flush_days (why);
          say_day (why, &day);
        }
      else
        {
          add_day (why, &day);
        }
    }
  flush_days (why);
}

static void
visit_section (gpointer data, gint64 from, gint64 until, gboolean working, gint64 ms)
{
  Why *why = data;
  Line line;

  if (until == G_MAXINT64)
    return;
  if (working)
    {
      say_working (why, from, until);
      return;
    }
  line = new_line ();
  append_instant (why, &line, from);
  g_string_append (line.zh, " 至 ");
  g_string_append (line.en, " to ");
  append_instant (why, &line, until);
  g_string_append (line.zh, " 昼夜连续计 ");
  g_string_append (line.en, ", day and night: ");
  append_amount (&line, ms);
  append_left (why, &line, ms);
  take_line (why, line);
}

static void
visit_pause (gpointer data, const GwPause *pause)
{
  Why *why = data;
  Line line = new_line ();

  append_instant (why, &line, pause->from);
  g_string_append (line.zh, " 至 ");
  g_string_append (line.en, " to ");
  append_instant (why, &line, pause->until);
  g_string_append (line.zh, " 暂停，不计");
  g_string_append (line.en, ": paused, not counted");
  take_line (why, line);
}

static void
visit_extra (gpointer data, GwClockExtra extra)
{
  Why *why = data;
  Line line = new_line ();

  g_string_append (line.zh, "延期 ");
  g_string_append (line.en, "extended by ");
  append_amount (&line, extra.ms);
  g_string_append (line.zh, extra.working ? "工作时间" : "（昼夜连续）");
  g_string_append (line.en, extra.working ? " of working time" : " day and night");
  take_line (why, line);
  why->left_ms = extra.ms;
}

static void
say_start (Why *why, const GwClock *clock)
{
  Line line = new_line ();

  g_string_append (line.zh, "自 ");
  if (clock->fixed_at == 0)
    {
      append_instant (why, &line, clock->started_at);
      g_string_append (line.zh, " 起 ");
      g_string_append (line.en, ": ");
      gw_words_append_limit (line.zh, line.en, clock->limit);
      g_string_append (line.zh, "（");
      g_string_append (line.en, " (");
      append_amount (&line, why->left_ms);
      g_string_append (line.zh, "）");
      g_string_append (line.en, ")");
    }
  else
    {
      append_instant (why, &line, clock->fixed_at);
      g_string_append (line.zh, " 起改定期限为 ");
      g_string_append (line.en, ": due set to ");
      append_instant (why, &line, clock->fixed_due);
    }
  take_line (why, line);
}

static void
say_due (Why *why, const GwClock *clock)
{
  Line line = new_line ();

  if (clock->due == G_MAXINT64)
    {
      g_string_append (line.zh, "日历中没有足够的工作时间，永不到期");
      g_string_append (line.en, "never due: the calendar has not that much working time");
      take_line (why, line);
      return;
    }
  g_string_append (line.zh, "至 ");
  g_string_append (line.en, "due ");
  append_instant (why, &line, clock->due);
  g_string_append (line.zh, " 到期");
  take_line (why, line);
}

static void
shorten (GPtrArray *steps)
{
  guint n_left_out;

  if (steps->len <= GW_MAX_WHY_STEPS)
    return;
  n_left_out = steps->len - KEPT_FIRST - KEPT_LAST;
  g_ptr_array_remove_range (steps, KEPT_FIRST, n_left_out);
  g_ptr_array_insert (
      steps, KEPT_FIRST,
      gw_reason_new_take (g_strdup_printf ("……（中间 %u 步从略）", n_left_out),
                          g_strdup_printf ("… (%u steps left out)", n_left_out)));
}

static void
free_reason (gpointer data)
{
  gw_reason_free (data);
}

GPtrArray *
gw_clocks_why (const GwClocks *clocks, GwStage stage, const GwCalendar *calendar)
{
  const GwClock *clock = &clocks->stage[stage];
  Why why = { .calendar = calendar };
  const GwClockVisitor visitor = { visit_extra, visit_section, visit_pause, &why };

  why.steps = g_ptr_array_new_with_free_func (free_reason);
  if (clock->due == 0)
    return why.steps;
  why.year = gw_calendar_local_date (calendar, clock->started_at) / 10000;
  why.left_ms = gw_limit_ms (calendar, clock->limit);
  say_start (&why, clock);
  gw_clock_walk (clocks, clock, calendar, &visitor);
  say_due (&why, clock);
  shorten (why.steps);
  return why.steps;
}

GwReason *
gw_clocks_explain (const GwClocks *clocks, GwStage stage, const GwCalendar *calendar)
{
  g_autoptr (GPtrArray) steps = gw_clocks_why (clocks, stage, calendar);
  Line line;

  if (steps->len == 0)
    return NULL;
  line = new_line ();
  for (guint i = 0; i < steps->len; i++)
    {
      const GwReason *step = g_ptr_array_index (steps, i);

      g_string_append_printf (line.zh, "%s%s", i > 0 ? "；" : "", step->zh);
      g_string_append_printf (line.en, "%s%s", i > 0 ? "; " : "", step->en);
    }
  return gw_reason_new_take (g_string_free (line.zh, FALSE),
                             g_string_free (line.en, FALSE));
}

GPtrArray *
gw_deadline_why (const GwCalendar *calendar, gint64 start_ms, GwLimit limit)
{
  GwClocks clocks = { 0 };

  gw_clocks_start (&clocks, GW_STAGE_TOTAL, calendar, limit, start_ms, NULL);
  return gw_clocks_why (&clocks, GW_STAGE_TOTAL, calendar);
}
