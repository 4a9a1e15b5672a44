/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and times for people. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/text.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *name;
  const char *label;
} Word;

static const Word sources[] = {
  { "inspector", N_ ("Inspector") }, { "hotline", N_ ("Hotline") },
  { "public", N_ ("Public") },       { "video", N_ ("Video") },
  { "media", N_ ("Media") },         { "leader", N_ ("Leader") },
};

static const Word roles[] = {
  { "inspector", N_ ("Inspector") },           { "acceptor", N_ ("Acceptor") },
  { "leader", N_ ("Shift leader") },           { "dispatcher", N_ ("Dispatcher") },
  { "department", N_ ("Department") },         { "manager", N_ ("Manager") },
  { "admin", N_ ("Administrator") },           { "handler", N_ ("Handler") },
  { "exchange", N_ ("Other hotline system") }, { "system", N_ ("System") },
};

static const char *
find_word (const Word *words, guint n_words, const char *name)
{
  for (guint i = 0; name != NULL && i < n_words; i++)
    if (g_str_equal (words[i].name, name))
      return words[i].label;
  return NULL;
}

const char *
gw_text_action (const char *action)
{
  const Word words[] = {
    { "report", C_ ("action", "Report") },
    { "register", C_ ("action", "Register") },
    { "file", C_ ("action", "File") },
    { "reject", C_ ("action", "Reject") },
    { "dispatch", C_ ("action", "Dispatch") },
    { "redispatch", C_ ("action", "Dispatch anew") },
    { "accept", C_ ("action", "Accept") },
    { "handle", C_ ("action", "Report handled") },
    { "check", C_ ("action", "Pass check") },
    { "rework", C_ ("action", "Rework") },
    { "close", C_ ("action", "Close case") },
    { "return", C_ ("action", "Return") },
    { "void", C_ ("action", "Void") },
    { "self_handle", C_ ("action", "Handled on the spot") },
    { "request_verification", C_ ("action", "Ask for verification") },
    { "verify", C_ ("action", "Verify") },
    { "request_check", C_ ("action", "Ask for check") },
    { "accept_task", C_ ("action", "Take task") },
    { "cancel_task", C_ ("action", "Cancel task") },
    { "amend", C_ ("action", "Correct") },
    { "assign", C_ ("action", "Assign handler") },
    { "revoke", C_ ("action", "Take back from handler") },
    { "request_extension", C_ ("action", "Request extension") },
    { "request_suspension", C_ ("action", "Request suspension") },
    { "request_deferral", C_ ("action", "Request deferral") },
    { "appeal", C_ ("action", "Appeal") },
    { "approve", C_ ("action", "Approve") },
    { "refuse", C_ ("action", "Refuse") },
    { "withdraw", C_ ("action", "Withdraw request") },
    { "resume", C_ ("action", "Resume") },
    { "supervise", C_ ("action", "Supervise") },
    { "end_supervision", C_ ("action", "End supervision") },
    { "force_close", C_ ("action", "Close by force") },
    { "reopen", C_ ("action", "Reopen") },
    { "visit", C_ ("action", "Record visit") },
    { "link", C_ ("action", "Link") },
    { "merge", C_ ("action", "Merge into another") },
    { "split", C_ ("action", "Split off") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), action);

  return label != NULL ? label : action;
}

const char *
gw_text_action_past (const char *action)
{
  const Word words[] = {
    { "report", C_ ("journal", "Reported") },
    { "register", C_ ("journal", "Registered") },
    { "file", C_ ("journal", "Filed") },
    { "reject", C_ ("journal", "Rejected") },
    { "dispatch", C_ ("journal", "Dispatched") },
    { "redispatch", C_ ("journal", "Dispatched anew") },
    { "accept", C_ ("journal", "Accepted") },
    { "handle", C_ ("journal", "Handled") },
    { "check", C_ ("journal", "Check passed") },
    { "rework", C_ ("journal", "Sent back for rework") },
    { "close", C_ ("journal", "Closed") },
    { "return", C_ ("journal", "Returned") },
    { "void", C_ ("journal", "Voided") },
    { "self_handle", C_ ("journal", "Handled on the spot") },
    { "request_verification", C_ ("journal", "Verification asked for") },
    { "verify", C_ ("journal", "Verified") },
    { "request_check", C_ ("journal", "Check asked for") },
    { "accept_task", C_ ("journal", "Task taken") },
    { "cancel_task", C_ ("journal", "Task cancelled") },
    { "amend", C_ ("journal", "Corrected") },
    { "assign", C_ ("journal", "Handler assigned") },
    { "revoke", C_ ("journal", "Taken back from handler") },
    { "request_extension", C_ ("journal", "Extension requested") },
    { "request_suspension", C_ ("journal", "Suspension requested") },
    { "request_deferral", C_ ("journal", "Deferral requested") },
    { "appeal", C_ ("journal", "Appealed") },
    { "approve", C_ ("journal", "Approved") },
    { "refuse", C_ ("journal", "Refused") },
    { "withdraw", C_ ("journal", "Request withdrawn") },
    { "resume", C_ ("journal", "Resumed") },
    { "supervise", C_ ("journal", "Under supervision") },
    { "end_supervision", C_ ("journal", "Supervision ended") },
    { "force_close", C_ ("journal", "Closed by force") },
    { "reopen", C_ ("journal", "Reopened") },
    { "visit", C_ ("journal", "Visited") },
    { "link", C_ ("journal", "Linked") },
    { "merge", C_ ("journal", "Merged") },
    { "split", C_ ("journal", "Split") },
    { "card", C_ ("journal", "Card given") },
    { "recalculate", C_ ("journal", "Deadlines calculated anew") },
    { "offer_task", C_ ("journal", "Task offered to another") },
    { "explain_card", C_ ("journal", "Card explained") },
    { "revoke_card", C_ ("journal", "Card revoked") },
    { "escalate", C_ ("journal", "Escalated") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), action);

  return label != NULL ? label : action;
}

const char *
gw_text_flag (const char *flag)
{
  const Word words[] = {
    { "registered", C_ ("flag", "Registered") },
    { "task", C_ ("flag", "With inspector") },
    { "verified", C_ ("flag", "Verified") },
    { "returned", C_ ("flag", "Returned") },
    { "assigned", C_ ("flag", "Assigned") },
    { "request", C_ ("flag", "Request waiting") },
    { "suspended", C_ ("flag", "Suspended") },
    { "deferred", C_ ("flag", "Deferred") },
    { "supervised", C_ ("flag", "Supervised") },
    { "exempt", C_ ("flag", "Exempt") },
    { "forced", C_ ("flag", "Closed by force") },
    { "late", C_ ("flag", "Was overdue") },
    { "hotline", C_ ("flag", "Call") },
    { "responsible", C_ ("flag", "Answers for the call") },
    { "coordinate", C_ ("flag", "To be coordinated") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), flag);

  return label != NULL ? label : flag;
}

const char *
gw_text_stage (const char *stage)
{
  const Word words[] = {
    { "accept", C_ ("stage", "Acceptance") },
    { "verify", C_ ("stage", "Verification") },
    { "file", C_ ("stage", "Filing") },
    { "dispatch", C_ ("stage", "Dispatching") },
    { "handle", C_ ("stage", "Handling") },
    { "check", C_ ("stage", "Check") },
    { "close", C_ ("stage", "Closing") },
    { "total", C_ ("stage", "Whole case") },
    { "answer", C_ ("stage", "Answer to the caller") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), stage);

  return label != NULL ? label : stage;
}

const char *
gw_text_request (const char *kind)
{
  const Word words[] = {
    { "extension", C_ ("request", "Extension") },
    { "suspension", C_ ("request", "Suspension") },
    { "deferral", C_ ("request", "Deferral") },
    { "appeal", C_ ("request", "Appeal") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), kind);

  return label != NULL ? label : kind;
}

const char *
gw_text_task (const char *kind)
{
  const Word words[] = {
    { "verification", C_ ("task", "Verification") },
    { "check", C_ ("task", "Check") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), kind);

  return label != NULL ? label : kind;
}

const char *
gw_text_relation (const char *relation)
{
  const Word words[] = {
    { "merged_into", C_ ("relation", "Merged into") },
    { "merged_from", C_ ("relation", "Took in") },
    { "split_into", C_ ("relation", "Split off") },
    { "split_from", C_ ("relation", "Split from") },
    { "linked", C_ ("relation", "Linked") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), relation);

  return label != NULL ? label : relation;
}

const char *
gw_text_choice (const char *choice)
{
  const Word words[] = {
    { "very_satisfied", C_ ("choice", "Very satisfied") },
    { "satisfied", C_ ("choice", "Satisfied") },
    { "unsatisfied", C_ ("choice", "Not satisfied") },
    { "component", C_ ("choice", "Component") },
    { "matter", C_ ("choice", "Matter") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), choice);

  return label != NULL ? label : choice;
}

const char *
gw_text_field (const char *field)
{
  const Word words[] = {
    { "opinion", C_ ("field", "Opinion") },
    { "department", C_ ("field", "Department") },
    { "urgent", C_ ("field", "Urgent: the clock also runs at night and on holidays") },
    { "attachments", C_ ("field", "Photos") },
    { "inspector", C_ ("field", "Inspector") },
    { "handler", C_ ("field", "Handler") },
    { "confirmed", C_ ("field", "Is it as reported?") },
    { "until", C_ ("field", "Until") },
    { "case", C_ ("field", "Number of the other case") },
    { "kind", C_ ("field", "Kind") },
    { "class", C_ ("field", "Class") },
    { "condition", C_ ("field", "Filing condition") },
    { "description", C_ ("field", "Description") },
    { "satisfaction", C_ ("field", "The citizen is") },
    { "location", C_ ("field", "Position") },
    { "solved", C_ ("field", "Is it solved?") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), field);

  return label != NULL ? label : field;
}

const char *
gw_text_source (const char *source)
{
  const char *label = find_word (sources, G_N_ELEMENTS (sources), source);

  return label != NULL ? _ (label) : (source != NULL ? source : "");
}

const char *
gw_text_role (const char *role)
{
  const char *label = find_word (roles, G_N_ELEMENTS (roles), role);

  return label != NULL ? _ (label) : role;
}

const char *
gw_text_state (const GwCaseRow *row)
{
  if (row->state == GW_STATE_UNKNOWN && row->state_name != NULL)
    return row->state_name;
  return gw_case_state_label (row->state);
}

char *
gw_text_span (gint64 usec)
{
  guint minutes = (guint)(ABS (usec) / (60 * G_USEC_PER_SEC));
  guint hours = minutes / 60;

  if (minutes < 60)
    return g_strdup_printf (_ ("%u min"), minutes);
  if (hours < 48)
    return g_strdup_printf (_ ("%u h %02u min"), hours, minutes % 60);
  return g_strdup_printf (ngettext ("%u day", "%u days", hours / 24), hours / 24);
}

char *
gw_text_time_left (const GwCaseRow *row, gint64 now_usec)
{
  gboolean runs = row->state == GW_STATE_DISPATCHED || row->state == GW_STATE_HANDLING;
  g_autofree char *span = NULL;

  if (!runs || row->deadline_usec == 0 || gw_case_row_has_flag (row, "suspended"))
    return NULL;
  span = gw_text_span (row->deadline_usec - now_usec);
  if (now_usec > row->deadline_usec)
    return g_strdup_printf (_ ("%s late"), span);
  return g_strdup_printf (_ ("%s left"), span);
}

static GDateTime *
local_time (gint64 usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);

  return g_date_time_to_timezone (utc, zone);
}

char *
gw_text_moment (gint64 usec, gint64 now_usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) now = NULL;
  gboolean is_today;

  if (usec == 0)
    return g_strdup ("");
  time = local_time (usec, zone);
  now = local_time (now_usec, zone);
  is_today = g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now) &&
             g_date_time_get_year (time) == g_date_time_get_year (now);
  /* Translators: a day and a time, like "Nov 22, 14:05"; see strftime. */
  return g_date_time_format (time, is_today ? "%H:%M" : _ ("%b %-d, %H:%M"));
}

char *
gw_text_full_moment (gint64 usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = NULL;

  if (usec == 0)
    return g_strdup ("");
  time = local_time (usec, zone);
  /* Translators: a full date and time, like "Nov 22, 2026, 14:05"; see strftime. */
  return g_date_time_format (time, _ ("%b %-d, %Y, %H:%M"));
}

char *
gw_text_limit (guint value, const char *unit)
{
  if (value == 0 || unit == NULL)
    return g_strdup ("");
  if (g_str_equal (unit, "urgent_hour"))
    return g_strdup_printf (ngettext ("%u hour", "%u hours", value), value);
  if (g_str_equal (unit, "work_hour"))
    return g_strdup_printf (ngettext ("%u working hour", "%u working hours", value), value);
  if (g_str_equal (unit, "work_day"))
    return g_strdup_printf (ngettext ("%u working day", "%u working days", value), value);
  if (g_str_equal (unit, "natural_day"))
    return g_strdup_printf (ngettext ("%u day", "%u days", value), value);
  return g_strdup_printf ("%u %s", value, unit);
}
