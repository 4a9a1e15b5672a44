/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl webhook: who is told of events, and what could not be told. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/service/webhook.h"

#include <glib/gi18n.h>

static GwService *
open_city (const GwCtl *ctl, gboolean read_only, int *argc, char ***argv, int n_arguments,
           const GOptionEntry *entries, GError **error)
{
  if (!gw_ctl_parse (ctl, entries, n_arguments, argc, argv, error))
    return NULL;
  return gw_ctl_open (ctl, read_only, error);
}

static gboolean
parse_id (const char *text, gint64 *ret_id, GError **error)
{
  guint64 id;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                   _ ("“%s” is not the number of a webhook"), text);
      return FALSE;
    }
  *ret_id = (gint64)id;
  return TRUE;
}

gboolean
gw_ctl_webhook_add (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *kinds = NULL;
  g_autofree char *area = NULL;
  g_autofree char *content = NULL;
  g_autofree char *secret_file = NULL;
  g_autofree char *given = NULL;
  g_autofree char *secret = NULL;
  const GOptionEntry entries[] = {
    { "kinds", 0, 0, G_OPTION_ARG_STRING, &kinds,
      N_ ("Only these actions, separated by commas (default: all)"), "ACTIONS" },
    { "area", 0, 0, G_OPTION_ARG_STRING, &area, N_ ("Only what happens in this area"),
      "CODE" },
    { "content", 0, 0, G_OPTION_ARG_STRING, &content, N_ ("What is told (default: events)"),
      "NAME" },
    { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &secret_file,
      N_ ("The secret to sign with (default: a new one, printed once)"), "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;
  GwWebhookPlan plan = { 0 };
  gint64 id;

  service = open_city (ctl, FALSE, &argc, &argv, 1, entries, error);
  if (service == NULL ||
      (secret_file != NULL && !g_file_get_contents (secret_file, &given, NULL, error)))
    return FALSE;
  plan = (GwWebhookPlan){ argv[1], content, kinds, area,
                          given != NULL ? g_strstrip (given) : NULL };
  id = gw_webhook_add (service, &plan, &secret, error);
  if (id == 0)
    return FALSE;
  g_print (_ ("added webhook %lld\n"), (long long)id);
  if (given == NULL)
    g_print (_ ("secret: %s\n"), secret);
  return TRUE;
}

gboolean
gw_ctl_webhook_list (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = open_city (ctl, TRUE, &argc, &argv, 0, NULL, error);
  g_autoptr (GwPerson) user = gw_person_new_administrator ();
  g_autoptr (GPtrArray) list = NULL;

  if (service == NULL)
    return FALSE;
  list = gw_webhook_list (service, user, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const GwWebhook *webhook = g_ptr_array_index (list, i);

      g_print (_ ("%-4lld %s  %s  area %s  %s  %u waiting, %u given up\n"),
               (long long)webhook->id, webhook->url, webhook->content,
               webhook->area != NULL ? webhook->area : "-",
               *webhook->kinds != '\0' ? webhook->kinds : "*", webhook->waiting,
               webhook->dead);
    }
  return list != NULL;
}

gboolean
gw_ctl_webhook_remove (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = open_city (ctl, FALSE, &argc, &argv, 1, NULL, error);
  gint64 id;

  if (service == NULL || !parse_id (argv[1], &id, error) ||
      !gw_webhook_remove (service, id, error))
    return FALSE;
  g_print (_ ("webhook %lld is removed, with what waited for it\n"), (long long)id);
  return TRUE;
}

static void
print_dead (const GwDeadDelivery *delivery)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (delivery->dead_at / 1000);
  g_autofree char *when = g_date_time_format_iso8601 (at);

  g_print (_ ("%-6lld %s  case %s  %u attempts  %s\n"), (long long)delivery->id, when,
           delivery->subject, delivery->attempts,
           delivery->error != NULL ? delivery->error : "-");
}

gboolean
gw_ctl_webhook_dead (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = open_city (ctl, TRUE, &argc, &argv, 1, NULL, error);
  g_autoptr (GwPerson) user = gw_person_new_administrator ();
  g_autoptr (GPtrArray) list = NULL;
  gint64 id;

  if (service == NULL || !parse_id (argv[1], &id, error))
    return FALSE;
  list = gw_webhook_list_dead (service, user, id, 0, GW_WEBHOOK_DEAD_MAX, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    print_dead (g_ptr_array_index (list, i));
  return list != NULL;
}

gboolean
gw_ctl_webhook_retry (GwCtl *ctl, int argc, char **argv, GError **error)
{
  gint64 delivery = 0;
  const GOptionEntry entries[] = { { "delivery", 0, 0, G_OPTION_ARG_INT64, &delivery,
                                     N_ ("Only this one (default: all)"), "NUMBER" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GwService) service = open_city (ctl, FALSE, &argc, &argv, 1, entries, error);
  gint64 id;
  guint n;

  if (service == NULL || !parse_id (argv[1], &id, error) ||
      !gw_webhook_retry (service, id, delivery, &n, error))
    return FALSE;
  g_print (ngettext ("%u delivery is tried again\n", "%u deliveries are tried again\n", n),
           n);
  return TRUE;
}
