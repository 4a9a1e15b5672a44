/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of a case over HTTP. */

#include "data/demo/day-drive.h"

#include "data/demo/day-photo.h"

#include <gio/gio.h>

void
gw_day_case_clear (GwDayCase *day_case)
{
  g_clear_pointer (&day_case->reply, json_object_put);
}

GwDayEnd
gw_day_end_pick (GRand *rand)
{
  /* In percent, in the order of GwDayEnd. */
  static const guint shares[] = { 14, 4, 2, 9, 12, 15, 8, 6, 30 };
  guint at = (guint)g_rand_int_range (rand, 0, 100), end = 0;

  for (; end + 1 < G_N_ELEMENTS (shares) && at >= shares[end]; end++)
    at -= shares[end];
  return end;
}

const char *
gw_day_case_number (GwDayCase *day_case)
{
  return gw_day_json_text (day_case->reply, "case", "number", NULL);
}

const char *
gw_day_case_state (GwDayCase *day_case)
{
  return gw_day_json_text (day_case->reply, "case", "state", NULL);
}

static GwDayJson *
case_member (GwDayCase *day_case, const char *name)
{
  GwDayJson *value = NULL;

  if (json_object_object_get_ex (day_case->reply, "case", &value) &&
      json_object_object_get_ex (value, name, &value))
    return value;
  return NULL;
}

static void
add_text (GwDayJson *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_object_add (object, name, json_object_new_string (value));
}

static const GwDayAccount *
need_account (GwDayCase *day_case, const char *role, const char *department, GError **error)
{
  const GwDayAccount *account = gw_day_client_account (day_case->client, role, department);

  if (account == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No account has the role %s%s%s",
                 role, department ? " in " : "", department ? department : "");
  return account;
}

/* Uploads a drawing and adds its id to the body's attachments. */
static gboolean
attach_photo (GwDayCase *day_case, const GwDayAccount *account, GwDayJson *body,
              gboolean after, GError **error)
{
  g_autofree char *subject =
      g_strdup_printf ("%s %s", day_case->place->community, day_case->incident->texts[0]);
  g_autoptr (GBytes) png =
      gw_day_photo_new ((guint32)(day_case->place->lon * 1e6), subject, after);
  g_autofree char *id = gw_day_client_upload (day_case->client, account, png, error);
  GwDayJson *ids = json_object_new_array ();

  json_object_object_add (body, "attachments", ids);
  if (id == NULL)
    return FALSE;
  json_object_array_add (ids, json_object_new_string (id));
  return TRUE;
}

static GwDayJson *
report_body (GwDayCase *day_case, const char *observed_at, gboolean by_call)
{
  const GwDayIncident *incident = day_case->incident;
  const char *text =
      incident->texts[g_rand_int_range (day_case->rand, 0, G_N_ELEMENTS (incident->texts))];
  g_autofree char *description = g_strdup_printf (
      "%s%s%s。（演示）", by_call ? "市民来电：" : "", day_case->place->community, text);
  GwDayJson *body = json_object_new_object ();
  GwDayJson *location = json_object_new_object ();

  add_text (body, "kind", incident->kind);
  add_text (body, "class", incident->class_code);
  add_text (body, "description", description);
  add_text (body, "observed_at", observed_at);
  add_text (body, "source", by_call ? "hotline" : "inspector");
  if (incident->urgent)
    json_object_object_add (body, "urgent", json_object_new_boolean (TRUE));
  json_object_object_add (location, "lon", json_object_new_double (day_case->place->lon));
  json_object_object_add (location, "lat", json_object_new_double (day_case->place->lat));
  json_object_object_add (body, "location", location);
  return body;
}

static void
say (GwDayCase *day_case, const GwDayAccount *account, const char *action)
{
  const char *department =
      gw_day_json_text (day_case->reply, "case", "department", "name", NULL);

  if (day_case->aloud)
    g_print ("  %-9s by %-12s -> %-10s %s\n", action, account->login,
             gw_day_case_state (day_case), department ? department : "");
}

gboolean
gw_day_case_report (GwDayCase *day_case, const char *observed_at, const char *key,
                    gboolean with_photo, GError **error)
{
  const GwDayAccount *acceptor = gw_day_client_account (day_case->client, "acceptor", NULL);
  gboolean by_call =
      acceptor && !with_photo && g_rand_int_range (day_case->rand, 0, 6) == 0;
  const GwDayAccount *account =
      by_call ? acceptor
              : gw_day_client_nth_account (day_case->client, "inspector",
                                           g_rand_int (day_case->rand));
  g_autoptr (GwDayJson) body = report_body (day_case, observed_at, by_call);

  if (account == NULL)
    return need_account (day_case, "inspector", NULL, error) != NULL;
  if (with_photo && !attach_photo (day_case, account, body, FALSE, error))
    return FALSE;
  day_case->reply =
      gw_day_client_post (day_case->client, account, "/api/v1/reports", body, key, error);
  if (day_case->reply == NULL)
    return FALSE;
  say (day_case, account, "report");
  return TRUE;
}

/* Sends an action with the version that the case was last seen in. */
static gboolean
send_action (GwDayCase *day_case, const GwDayAccount *account, const char *action,
             GwDayJson *body, GError **error)
{
  g_autofree char *path =
      g_strdup_printf ("/api/v1/cases/%s/actions", gw_day_case_number (day_case));
  GwDayJson *reply;

  add_text (body, "action", action);
  json_object_object_add (body, "version",
                          json_object_get (case_member (day_case, "version")));
  reply = gw_day_client_post (day_case->client, account, path, body, NULL, error);
  if (reply == NULL)
    return FALSE;
  json_object_put (day_case->reply);
  day_case->reply = reply;
  say (day_case, account, action);
  return TRUE;
}

static gboolean
act (GwDayCase *day_case, const GwDayAccount *account, const char *action,
     const char *opinion, const char *department, gboolean with_photo, GError **error)
{
  g_autoptr (GwDayJson) body = json_object_new_object ();

  if (account == NULL)
    return FALSE;
  add_text (body, "opinion", opinion);
  add_text (body, "department", department);
  if (with_photo && !attach_photo (day_case, account, body, TRUE, error))
    return FALSE;
  return send_action (day_case, account, action, body, error);
}

static gboolean
act_as (GwDayCase *day_case, const char *role, const char *action, const char *opinion,
        GError **error)
{
  return act (day_case, need_account (day_case, role, NULL, error), action, opinion, NULL,
              FALSE, error);
}

/* The department's account, if somebody of the case's department can sign in. */
static const GwDayAccount *
handler (GwDayCase *day_case)
{
  const char *department =
      gw_day_json_text (day_case->reply, "case", "department", "code", NULL);

  return department ? gw_day_client_account (day_case->client, "department", department)
                    : NULL;
}

/*
 * To the department that the city's rules name. When nobody of it can sign in although the
 * case shall get further: by force, or one time in three, to a department that can answer.
 */
static gboolean
dispatch (GwDayCase *day_case, gboolean go_on, gboolean force, GError **error)
{
  const char *suggested =
      gw_day_json_text (day_case->reply, "case", "suggested_department", "code", NULL);
  const GwDayAccount *any = gw_day_client_account (day_case->client, "department", NULL);
  gboolean answered =
      suggested && gw_day_client_account (day_case->client, "department", suggested);
  gboolean other =
      suggested == NULL ||
      (go_on && !answered && (force || g_rand_int_range (day_case->rand, 0, 3) == 0));

  return act (day_case, need_account (day_case, "dispatcher", NULL, error), "dispatch",
              other && any ? "由你部门牵头处理。" : NULL,
              other && any ? any->department : NULL, FALSE, error);
}

/* Who was asked for the task that is open, the last one; else any inspector. */
static const GwDayAccount *
task_inspector (GwDayCase *day_case, GError **error)
{
  GwDayJson *tasks = case_member (day_case, "tasks");
  gsize n =
      json_object_is_type (tasks, json_type_array) ? json_object_array_length (tasks) : 0;
  const char *login = NULL;

  if (n > 0)
    login = gw_day_json_text (json_object_array_get_idx (tasks, n - 1), "inspector",
                              "login", NULL);
  return login != NULL ? gw_day_client_named (day_case->client, login, error)
                       : need_account (day_case, "inspector", NULL, error);
}

static gboolean
handle (GwDayCase *day_case, gboolean detours, GError **error)
{
  const GwDayAccount *department = handler (day_case);

  if (!act (day_case, department, "handle", day_case->incident->cure, NULL, TRUE, error))
    return FALSE;
  if (!detours || g_rand_int_range (day_case->rand, 0, 10) > 0)
    return TRUE;
  return act (day_case, task_inspector (day_case, error), "rework",
              "现场仍有残留，请返工。", NULL, FALSE, error) &&
         act (day_case, department, "handle", "已按要求返工完毕。", NULL, TRUE, error);
}

/* Puts right what the report said of its urgency. */
static gboolean
amend_urgency (GwDayCase *day_case, GError **error)
{
  const GwDayAccount *leader = need_account (day_case, "leader", NULL, error);
  gboolean urgent = !json_object_get_boolean (case_member (day_case, "urgent"));
  g_autoptr (GwDayJson) body = json_object_new_object ();

  if (leader == NULL)
    return FALSE;
  json_object_object_add (body, "urgent", json_object_new_boolean (urgent));
  add_text (body, "opinion", urgent ? "经核实，改为加急。" : "经核实，不需加急。");
  return send_action (day_case, leader, "amend", body, error);
}

/* A case comes back from the dispatcher once, is put right, and is filed again. */
static gboolean
file (GwDayCase *day_case, gboolean detours, GError **error)
{
  if (!act_as (day_case, "leader", "file", NULL, error))
    return FALSE;
  if (!detours || g_rand_int_range (day_case->rand, 0, 20) > 0)
    return TRUE;
  return act_as (day_case, "dispatcher", "return", "请核实是否需要加急。", error) &&
         amend_urgency (day_case, error) &&
         act_as (day_case, "leader", "file", NULL, error);
}

gboolean
gw_day_case_drive (GwDayCase *day_case, GwDayEnd end, gboolean detours, GError **error)
{
  if (end == GW_DAY_REPORTED)
    return TRUE;
  if (end == GW_DAY_REJECTED)
    return act_as (day_case, "leader", "reject", "不属于本市城市管理立案范围。", error);
  if (end == GW_DAY_VOIDED)
    return act_as (day_case, "leader", "void", "重复上报，作废。", error);

  if (!file (day_case, detours, error))
    return FALSE;
  if (end >= GW_DAY_DISPATCHED &&
      !dispatch (day_case, end > GW_DAY_DISPATCHED, !detours, error))
    return FALSE;
  if (end >= GW_DAY_HANDLING && handler (day_case) == NULL)
    return detours || need_account (day_case, "department",
                                    gw_day_json_text (day_case->reply, "case", "department",
                                                      "code", NULL),
                                    error) != NULL;
  if (end >= GW_DAY_HANDLING &&
      !act (day_case, handler (day_case), "accept", NULL, NULL, FALSE, error))
    return FALSE;
  if (end >= GW_DAY_HANDLED && !handle (day_case, detours, error))
    return FALSE;
  if (end >= GW_DAY_CHECKED && !act (day_case, task_inspector (day_case, error), "check",
                                     "现场核查，问题已解决。", NULL, FALSE, error))
    return FALSE;
  return end < GW_DAY_CLOSED ||
         act_as (day_case, "leader", "close", "符合结案条件，同意结案。", error);
}
