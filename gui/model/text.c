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
  { "inspector", N_ ("Inspector") },   { "acceptor", N_ ("Acceptor") },
  { "leader", N_ ("Shift leader") },   { "dispatcher", N_ ("Dispatcher") },
  { "department", N_ ("Department") }, { "manager", N_ ("Manager") },
  { "admin", N_ ("Administrator") },
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
    { "report", C_ ("action", "Report") },    { "file", C_ ("action", "File") },
    { "reject", C_ ("action", "Reject") },    { "dispatch", C_ ("action", "Dispatch") },
    { "accept", C_ ("action", "Accept") },    { "handle", C_ ("action", "Report handled") },
    { "check", C_ ("action", "Pass check") }, { "rework", C_ ("action", "Rework") },
    { "close", C_ ("action", "Close case") }, { "return", C_ ("action", "Return") },
    { "void", C_ ("action", "Void") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), action);

  return label != NULL ? label : action;
}

const char *
gw_text_action_past (const char *action)
{
  const Word words[] = {
    { "report", C_ ("journal", "Reported") },
    { "file", C_ ("journal", "Filed") },
    { "reject", C_ ("journal", "Rejected") },
    { "dispatch", C_ ("journal", "Dispatched") },
    { "accept", C_ ("journal", "Accepted") },
    { "handle", C_ ("journal", "Handled") },
    { "check", C_ ("journal", "Check passed") },
    { "rework", C_ ("journal", "Sent back for rework") },
    { "close", C_ ("journal", "Closed") },
    { "return", C_ ("journal", "Returned") },
    { "void", C_ ("journal", "Voided") },
  };
  const char *label = find_word (words, G_N_ELEMENTS (words), action);

  return label != NULL ? label : action;
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

  if (!runs || row->deadline_usec == 0)
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
  return g_date_time_format (time, is_today ? "%H:%M" : _ ("%b %e, %H:%M"));
}

char *
gw_text_full_moment (gint64 usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = NULL;

  if (usec == 0)
    return g_strdup ("");
  time = local_time (usec, zone);
  /* Translators: a full date and time, like "Nov 22, 2026, 14:05"; see strftime. */
  return g_date_time_format (time, _ ("%b %e, %Y, %H:%M"));
}

char *
gw_text_rate (gint64 numerator, gint64 denominator)
{
  if (denominator <= 0)
    return g_strdup ("–");
  /* Translators: a rate with its numerator and denominator, like "67 % (4 of 6)". */
  return g_strdup_printf (_ ("%.0f %% (%d of %d)"),
                          100.0 * (double)numerator / (double)denominator, (int)numerator,
                          (int)denominator);
}
