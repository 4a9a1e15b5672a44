/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision in words. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/decision-text.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"

static const GwNamed *
find_department (GwCityInfo *city, const char *code)
{
  GPtrArray *departments = gw_city_info_get_departments (city);

  for (guint i = 0; i < departments->len; i++)
    if (g_strcmp0 (((const GwNamed *)departments->pdata[i])->code, code) == 0)
      return departments->pdata[i];
  return NULL;
}

char *
gw_text_decision (const GwDecision *decision, GwCityInfo *city)
{
  const char *what = gw_text_action_past (gw_decision_get_action (decision));
  const char *code = gw_decision_get_text (decision, "department");
  const GwNamed *department = code != NULL ? find_department (city, code) : NULL;

  if (department == NULL)
    return g_strdup (what);
  /* Translators: what was done with a case, and the department it goes to. */
  return g_strdup_printf (_ ("%s to %s"), what, gw_named_label (department));
}

const char *
gw_text_queued (GwQueuedAction *action)
{
  switch (gw_queued_action_get_state (action))
    {
    case GW_QUEUED_WAITING:
      return _ ("Not sent yet");
    case GW_QUEUED_SENDING:
      return _ ("Being sent");
    case GW_QUEUED_REFUSED:
      return gw_queued_action_is_kept (action) ? _ ("Kept, not sent") : _ ("Refused");
    case GW_QUEUED_UNDONE:
      return _ ("Undone");
    case GW_QUEUED_DONE:
    default:
      return NULL;
    }
}
