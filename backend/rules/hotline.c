/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hotline's counters and rates, each as a row with its formula in words. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/hotline.h"

#include <string.h>

#define OFFSET(member) G_STRUCT_OFFSET (GwHotlineCounts, member)
#define NOTHING G_MAXSIZE

static const struct
{
  const char *name;
  gsize offset;
} counts_table[GW_N_HOTLINE_COUNTS] = {
  { "calls", OFFSET (calls) },       { "assigned", OFFSET (assigned) },
  { "answered", OFFSET (answered) }, { "answered_late", OFFSET (answered_late) },
  { "visited", OFFSET (visited) },   { "satisfied", OFFSET (satisfied) },
  { "asked", OFFSET (asked) },       { "solved", OFFSET (solved) },
};

static const struct
{
  const char *name;
  gsize numerator;
  gsize others; /* with the numerator the denominator, or NOTHING: `denominator` is whole */
  gsize denominator;
  const char *formula;
  const char *formula_zh;
} rates[GW_HOTLINE_N_RATES] = {
  { "response_rate", OFFSET (answered), OFFSET (answered_late), NOTHING,
    "answered in time / answered in time + overdue unanswered (each promise counts once: "
    "when the department says in time that it is done, or at the instant at which the "
    "answer was overdue)",
    "按时答复数 / （按时答复数 + 到期未答复数）（每个承诺只计一次：按时反馈时计入，"
    "或在答复到期的时刻计入）" },
  { "solved_rate", OFFSET (solved), NOTHING, OFFSET (asked),
    "solved / return visits that say whether it is solved (one per closure)",
    "已解决数 / 回访中答复是否解决的件数（每次结案计一次回访）" },
  { "satisfied_rate", OFFSET (satisfied), NOTHING, OFFSET (visited),
    "very satisfied or satisfied / return visits (one per closure)",
    "满意数（含非常满意） / 回访数（每次结案计一次回访）" },
};

static gint64
get (const GwHotlineCounts *counts, gsize offset)
{
  return G_STRUCT_MEMBER (gint64, counts, offset);
}

const char *
gw_hotline_count_name (guint position)
{
  g_return_val_if_fail (position < GW_N_HOTLINE_COUNTS, NULL);
  return counts_table[position].name;
}

gint64
gw_hotline_count_get (const GwHotlineCounts *counts, guint position)
{
  g_return_val_if_fail (position < GW_N_HOTLINE_COUNTS, 0);
  return get (counts, counts_table[position].offset);
}

void
gw_hotline_counts_add (GwHotlineCounts *counts, const GwHotlineCounts *more)
{
  for (guint i = 0; i < GW_N_HOTLINE_COUNTS; i++)
    G_STRUCT_MEMBER (gint64, counts, counts_table[i].offset) +=
        get (more, counts_table[i].offset);
}

gboolean
gw_hotline_counts_are_none (const GwHotlineCounts *counts)
{
  for (guint i = 0; i < GW_N_HOTLINE_COUNTS; i++)
    if (get (counts, counts_table[i].offset) != 0)
      return FALSE;
  return TRUE;
}

/* --- counting ------------------------------------------------------------------------- */

/* Each run of the clock is judged once: when it stops in time, or when it turns red. */
static void
count_answer (const GwClock *before, const GwClock *after, GwHotlineCounts *counts)
{
  gboolean same = before->started_at == after->started_at && before->started_at != 0;

  if (!same || before->card == GW_LAMP_RED)
    return;
  if (after->card == GW_LAMP_RED)
    counts->answered_late++;
  else if (before->stopped_at == 0 && after->stopped_at != 0)
    {
      if (gw_clock_in_time (after, after->stopped_at))
        counts->answered++;
      else
        counts->answered_late++;
    }
}

static gboolean
is_satisfied (guint satisfaction)
{
  return satisfaction == GW_SATISFACTION_SATISFIED ||
         satisfaction == GW_SATISFACTION_VERY_SATISFIED;
}

static void
count_visit (const GwHotlineSituation *before, const GwHotlineSituation *after,
             GwHotlineCounts *counts)
{
  counts->visited = before->satisfaction == GW_SATISFACTION_UNKNOWN;
  counts->satisfied =
      is_satisfied (after->satisfaction) - is_satisfied (before->satisfaction);
  counts->asked =
      (after->solved != GW_SOLVED_UNKNOWN) - (before->solved != GW_SOLVED_UNKNOWN);
  counts->solved = (after->solved == GW_SOLVED_YES) - (before->solved == GW_SOLVED_YES);
}

/* What ends otherwise is not an answer: rejected, void, merged, closed by force. */
static gboolean
ends_without_answer (GwCaseAction action, GwCaseState state)
{
  return state > GW_CASE_CLOSED || action == GW_ACTION_FORCE_CLOSE;
}

GwHotlineCounts
gw_hotline_count (GwCaseAction action, const GwHotlineSituation *before,
                  const GwHotlineSituation *after)
{
  GwHotlineCounts counts = { 0 };

  counts.calls = before->state == GW_CASE_NONE;
  counts.assigned = action == GW_ACTION_DISPATCH || action == GW_ACTION_REDISPATCH;
  if (!ends_without_answer (action, after->state))
    count_answer (&before->answer, &after->answer, &counts);
  if (action == GW_ACTION_VISIT)
    count_visit (before, after, &counts);
  return counts;
}

/* --- rates ---------------------------------------------------------------------------- */

GwRate
gw_hotline_rate (GwHotlineRate rate, const GwHotlineCounts *counts)
{
  GwRate result;

  g_return_val_if_fail ((guint)rate < GW_HOTLINE_N_RATES, (GwRate){ 0 });

  /* A correction may fall into a later period than what it corrects. */
  result.numerator = MAX (0, get (counts, rates[rate].numerator));
  if (rates[rate].others != NOTHING)
    result.denominator = result.numerator + MAX (0, get (counts, rates[rate].others));
  else
    result.denominator = MAX (0, get (counts, rates[rate].denominator));
  result.numerator = MIN (result.numerator, result.denominator);
  return result;
}

const char *
gw_hotline_rate_name (GwHotlineRate rate)
{
  g_return_val_if_fail ((guint)rate < GW_HOTLINE_N_RATES, NULL);
  return rates[rate].name;
}

const char *
gw_hotline_rate_formula (GwHotlineRate rate, const char *language)
{
  g_return_val_if_fail ((guint)rate < GW_HOTLINE_N_RATES, NULL);
  if (language != NULL && g_str_has_prefix (language, "zh"))
    return rates[rate].formula_zh;
  return rates[rate].formula;
}

/* --- what another system is told ------------------------------------------------------ */

static const char *const states[GW_CASE_N_STATES] = {
  [GW_CASE_REPORTED] = "received",     [GW_CASE_FILED] = "filed",
  [GW_CASE_DISPATCHED] = "dispatched", [GW_CASE_HANDLING] = "dispatched",
  [GW_CASE_HANDLED] = "handled",       [GW_CASE_CHECKED] = "handled",
  [GW_CASE_CLOSED] = "closed",         [GW_CASE_REJECTED] = "rejected",
  [GW_CASE_VOIDED] = "voided",         [GW_CASE_MERGED] = "merged",
};

const char *
gw_hotline_status (GwCaseState state, const GwCaseProgress *progress)
{
  if (state == GW_CASE_REPORTED && (progress->flags & GW_FLAG_REGISTERED) != 0)
    return "accepted";
  if (state == GW_CASE_CLOSED && progress->satisfaction != GW_SATISFACTION_UNKNOWN)
    return "visited";
  return (guint)state < GW_CASE_N_STATES ? states[state] : NULL;
}

gboolean
gw_hotline_status_is_known (const char *status)
{
  if (strcmp (status, "accepted") == 0 || strcmp (status, "visited") == 0)
    return TRUE;
  for (guint i = GW_CASE_REPORTED; i < GW_CASE_N_STATES; i++)
    if (strcmp (status, states[i]) == 0)
      return TRUE;
  return FALSE;
}

const char *
gw_hotline_status_of_event (GwCaseAction action)
{
  static const struct
  {
    GwCaseAction action;
    const char *status;
  } told[] = {
    { GW_ACTION_REGISTER, "accepted" },     { GW_ACTION_FILE, "filed" },
    { GW_ACTION_REJECT, "rejected" },       { GW_ACTION_DISPATCH, "dispatched" },
    { GW_ACTION_REDISPATCH, "dispatched" }, { GW_ACTION_HANDLE, "handled" },
    { GW_ACTION_CLOSE, "closed" },          { GW_ACTION_FORCE_CLOSE, "closed" },
    { GW_ACTION_REOPEN, "filed" },          { GW_ACTION_VISIT, "visited" },
    { GW_ACTION_VOID, "voided" },           { GW_ACTION_MERGE, "merged" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (told[i].action == action)
      return told[i].status;
  return NULL;
}

/* --- telephone numbers ---------------------------------------------------------------- */

char *
gw_phone_normalize (const char *text)
{
  g_autoptr (GString) phone = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr (" -()./", *p) != NULL)
        continue;
      if (!g_ascii_isdigit (*p) && !(*p == '+' && phone->len == 0))
        return NULL;
      g_string_append_c (phone, *p);
    }
  if (phone->len < 3 || phone->len > GW_PHONE_MAX)
    return NULL;
  return g_string_free (g_steal_pointer (&phone), FALSE);
}
