/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl duty list, roll-call list: who is on duty, and who answered. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/service/duty.h"
#include "backend/service/roll-call.h"

#include <glib/gi18n.h>

#define ROLL_CALLS 20

/* Whoever can read the file sees everything in it. */
static const GwPerson everyone = { .roles = GW_ROLE_ADMIN };

/* By the clock of this machine. Caller frees. */
static char *
time_to_text (gint64 at_ms)
{
  g_autoptr (GDateTime) at =
      at_ms != 0 ? g_date_time_new_from_unix_local (at_ms / 1000) : NULL;

  return at != NULL ? g_date_time_format (at, "%Y-%m-%d %H:%M") : g_strdup ("-");
}

gboolean
gw_ctl_duty_list (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  list = service != NULL ? gw_duty_list (service, &everyone, error) : NULL;
  if (list == NULL)
    return FALSE;
  g_print ("%s\n", _ ("login\tduty grid\tsigned in\tshift until"));
  for (guint i = 0; i < list->len; i++)
    {
      const GwOnDuty *on_duty = g_ptr_array_index (list, i);
      g_autofree char *from = time_to_text (on_duty->signed_in_at);
      g_autofree char *until = time_to_text (on_duty->shift_until);

      g_print ("%s\t%s\t%s\t%s\n", on_duty->inspector->login,
               on_duty->duty_grid != NULL ? on_duty->duty_grid->code : "-", from, until);
    }
  return TRUE;
}

gboolean
gw_ctl_roll_call_list (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  list =
      service != NULL ? gw_roll_call_list (service, &everyone, 0, ROLL_CALLS, error) : NULL;
  if (list == NULL)
    return FALSE;
  g_print ("%s\n", _ ("number\tat\tcaller\tcalled\tanswered\tlate\toutside"));
  for (guint i = 0; i < list->len; i++)
    {
      const GwRollCall *roll_call = g_ptr_array_index (list, i);
      const GwRollCallRecord *record = &roll_call->record;
      g_autofree char *at = time_to_text (record->at);

      g_print ("%" G_GINT64_FORMAT "\t%s\t%s\t%u\t%u\t%u\t%u\n", record->id, at,
               roll_call->caller != NULL ? roll_call->caller->login : "-", record->n_called,
               record->n_answered, record->n_late, record->n_outside);
    }
  return TRUE;
}
