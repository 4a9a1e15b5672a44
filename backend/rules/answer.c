/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The earlier of what was promised and what the class allows. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/answer.h"

#include "backend/rules/deadline-words.h"
#include "backend/rules/lifecycle.h"

gboolean
gw_answer_comes_first (const GwClocks *clocks, gint64 now)
{
  const GwClock *answer = &clocks->stage[GW_STAGE_ANSWER];
  const GwClock *handle = &clocks->stage[GW_STAGE_HANDLE];

  return gw_clock_is_running (answer) && answer->due > now &&
         (handle->due == 0 || answer->due < handle->due);
}

void
gw_answer_cap (GwClocks *clocks, const GwCalendar *calendar, gint64 now)
{
  gw_clocks_set_due (clocks, GW_STAGE_HANDLE, calendar, clocks->stage[GW_STAGE_ANSWER].due,
                     now);
}

gboolean
gw_answer_is_capped (const GwClocks *clocks, guint flags)
{
  return (flags & GW_FLAG_HOTLINE) != 0 && (flags & GW_FLAG_DEFERRED) == 0 &&
         clocks->stage[GW_STAGE_HANDLE].fixed_due != 0;
}

void
gw_answer_uncap (GwClocks *clocks)
{
  GwClock *handle = &clocks->stage[GW_STAGE_HANDLE];

  handle->fixed_due = handle->fixed_at = 0;
}

static void
say (const GwClock *answer, const GwCalendar *calendar, gboolean answer_counts, GString *zh,
     GString *en)
{
  g_autofree char *due = gw_words_instant (calendar, answer->due, "%F %H:%M");

  g_string_append (zh, "热线承诺 ");
  g_string_append (en, "The hotline promised an answer within ");
  gw_words_append_limit (zh, en, answer->limit);
  g_string_append_printf (zh, " 内答复，至 %s，", due);
  g_string_append_printf (en, ", until %s: ", due);
  if (answer_counts)
    {
      g_string_append (zh, "早于处置时限，以此为准");
      g_string_append (en, "earlier than the limit of the class, and so it counts");
    }
  else
    {
      g_string_append (zh, "以处置时限为准");
      g_string_append (en, "the limit of the class counts");
    }
}

void
gw_answer_explain (const GwClocks *clocks, const GwCalendar *calendar,
                   gboolean answer_counts, GwReason **reason)
{
  const GwClock *answer = &clocks->stage[GW_STAGE_ANSWER];
  g_autoptr (GwReason) former = *reason;
  GString *zh, *en;

  if (answer->due == 0)
    {
      *reason = g_steal_pointer (&former);
      return;
    }
  zh = g_string_new (former != NULL ? former->zh : NULL);
  en = g_string_new (former != NULL ? former->en : NULL);
  if (former != NULL)
    {
      g_string_append_c (zh, '\n');
      g_string_append_c (en, '\n');
    }
  say (answer, calendar, answer_counts, zh, en);
  *reason = gw_reason_new_take (g_string_free (zh, FALSE), g_string_free (en, FALSE));
}
