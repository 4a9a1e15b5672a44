/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case sheet in words. */
#define G_LOG_DOMAIN "gridward-print"

#include "gui/print/sheet-text.h"

#include <glib/gi18n.h>

#include "gui/model/clock-text.h"
#include "gui/model/event-text.h"
#include "gui/model/text.h"

static void
fact_free (gpointer data)
{
  GwSheetFact *fact = data;

  g_free (fact->name);
  g_free (fact->value);
  g_free (fact);
}

static GPtrArray *
facts_new (void)
{
  return g_ptr_array_new_with_free_func (fact_free);
}

/* Takes value. */
static void
add_take (GPtrArray *facts, const char *name, char *value)
{
  GwSheetFact *fact = g_new0 (GwSheetFact, 1);

  fact->name = g_strdup (name);
  fact->value = value;
  g_ptr_array_add (facts, fact);
}

static void
add (GPtrArray *facts, const char *name, const char *value)
{
  if (value != NULL && value[0] != '\0')
    add_take (facts, name, g_strdup (value));
}

static GTimeZone *
zone_of (const GwSheet *sheet)
{
  return gw_city_info_get_time_zone (sheet->city);
}

char *
gw_sheet_text_title (const GwSheet *sheet)
{
  /* Translators: the heading of a printed case, with its number. */
  return g_strdup_printf (_ ("Case sheet %s"), sheet->detail->row->number);
}

char *
gw_sheet_text_subtitle (const GwSheet *sheet)
{
  return g_strdup_printf ("%s · %s",
                          gw_named_label (&gw_city_info_get_record (sheet->city)->name),
                          gw_text_state (sheet->detail->row));
}

char *
gw_sheet_text_foot (const GwSheet *sheet)
{
  g_autofree char *at = gw_text_full_moment (sheet->now_usec, zone_of (sheet));
  g_autofree char *made = g_strdup_printf (_ ("Made %s"), at);

  if (!gw_city_info_get_record (sheet->city)->synthetic)
    return g_steal_pointer (&made);
  return g_strdup_printf ("%s · %s", made, _ ("Synthetic demonstration data"));
}

static void
add_place (const GwSheet *sheet, GPtrArray *facts)
{
  const GwCaseDetail *detail = sheet->detail;

  add (facts, _ ("District"), gw_named_label (&detail->district));
  add (facts, _ ("Street"), gw_named_label (&detail->street));
  add (facts, _ ("Community"), gw_named_label (&detail->row->community));
  add_take (facts, _ ("Cell"),
            g_strdup_printf ("%s (%.6f, %.6f)", detail->row->cell, detail->row->lon,
                             detail->row->lat));
  add (facts, _ ("Duty grid"), sheet->duty);
}

static void
add_flags (const GwCaseRow *row, GPtrArray *facts)
{
  g_autoptr (GString) text = g_string_new (row->urgent ? _ ("Urgent") : "");

  for (guint i = 0; row->flags != NULL && row->flags[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            gw_text_flag (row->flags[i]));
  add (facts, _ ("Particulars"), text->str);
}

GPtrArray *
gw_sheet_text_facts (const GwSheet *sheet)
{
  const GwCaseDetail *detail = sheet->detail;
  const GwCaseRow *row = detail->row;
  GPtrArray *facts = facts_new ();
  g_autofree char *reported = gw_text_full_moment (row->reported_usec, zone_of (sheet));

  add_take (facts, _ ("Reported"),
            g_strdup_printf ("%s · %s · %s", reported, gw_named_label (&detail->reporter),
                             gw_text_source (row->source)));
  add_flags (row, facts);
  add_place (sheet, facts);
  if (detail->component.code != NULL)
    add_take (facts, _ ("Component"),
              g_strdup_printf ("%s (%s)", gw_named_label (&detail->component),
                               detail->component.code));
  add (facts, _ ("Department"), gw_named_label (&row->department));
  if (detail->progress.handler.code != NULL)
    add (facts, _ ("Handler"), gw_named_label (&detail->progress.handler));
  add (facts, _ ("Condition"), gw_named_label (&detail->condition));
  add (facts, _ ("Closes when"), gw_named_label (&detail->closing));
  return facts;
}

static char *
describe_clock (const GwSheet *sheet, const GwStageClock *clock)
{
  g_autofree char *started = gw_text_full_moment (clock->started_usec, zone_of (sheet));
  g_autofree char *due = gw_text_full_moment (clock->due_usec, zone_of (sheet));
  g_autofree char *stopped = gw_text_full_moment (clock->stopped_usec, zone_of (sheet));
  g_autofree char *left =
      gw_text_clock (clock, sheet->detail->progress.as_of_usec, sheet->now_usec);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("from %s"), started);
  if (clock->due_usec != 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("due %s"), due);
    }
  if (clock->stopped_usec != 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("ended %s"), stopped);
    }
  g_string_append_printf (text, " · %s", left);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GPtrArray *
gw_sheet_text_clocks (const GwSheet *sheet)
{
  const GPtrArray *clocks = sheet->detail->progress.clocks;
  GPtrArray *facts = facts_new ();

  for (guint i = 0; i < clocks->len; i++)
    {
      const GwStageClock *clock = clocks->pdata[i];

      add_take (facts, gw_text_stage (clock->stage), describe_clock (sheet, clock));
    }
  return facts;
}

static void
add_steps (GPtrArray *facts, const char *name, GStrv steps)
{
  if (steps != NULL && steps[0] != NULL)
    add_take (facts, name, g_strjoinv ("\n", steps));
}

GPtrArray *
gw_sheet_text_why (const GwSheet *sheet)
{
  GPtrArray *facts = facts_new ();

  add_steps (facts, _ ("Department"), sheet->detail->progress.why_department);
  add_steps (facts, _ ("Time limit"), sheet->detail->progress.why_deadline);
  return facts;
}

static void
append_line (GString *text, const char *line)
{
  if (line == NULL || line[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static char *
describe_event (const GwCaseEvent *event, const GwEventText *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *head = words->who[0] != '\0'
                              ? g_strdup_printf ("%s · %s", words->title, words->who)
                              : g_strdup (words->title);

  append_line (text, head);
  for (guint i = 0; i < words->lines->len; i++)
    append_line (text, words->lines->pdata[i]);
  append_line (text, words->other_case);
  append_line (text, event->opinion);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GPtrArray *
gw_sheet_text_journal (const GwSheet *sheet)
{
  GPtrArray *facts = facts_new ();
  g_autoptr (GPtrArray) texts =
      gw_event_texts_new (sheet->events, sheet->detail->row->number, sheet->city);

  for (guint i = 0; i < texts->len; i++)
    {
      const GwCaseEvent *event = sheet->events->pdata[i];
      /* As of no day: paper is read on another one. */
      g_autofree char *at = gw_text_moment (event->at_usec, 0, zone_of (sheet));

      add_take (facts, at, describe_event (event, texts->pdata[i]));
    }
  return facts;
}
