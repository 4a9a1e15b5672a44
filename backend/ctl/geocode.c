/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl geocode: the places that a text means. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/service/geocode.h"

#include <glib/gi18n.h>

#define DEFAULT_LIMIT 10

static void
print_place (const GwSnapshot *snapshot, const GwPlace *place)
{
  const GwCell *cell = gw_snapshot_find_cell (snapshot, place->position);
  g_autofree char *text = gw_place_dup_text (place);
  g_autofree char *text_en = gw_place_dup_text_en (place);
  g_autoptr (GString) position = g_string_new (NULL);

  gw_fixed_append_degrees (position, place->position.x);
  g_string_append_c (position, ' ');
  gw_fixed_append_degrees (position, place->position.y);
  g_print ("%-10s %s  %s%s (%s)  %s\n", gw_place_kind_name (place->kind), position->str,
           place->interpolated ? "~" : "", text, text_en,
           cell != NULL ? cell->community->name : "");
}

gboolean
gw_ctl_geocode (GwCtl *ctl, int argc, char **argv, GError **error)
{
  int limit = DEFAULT_LIMIT;
  const GOptionEntry entries[] = { { "limit", 0, 0, G_OPTION_ARG_INT, &limit,
                                     N_ ("How many at most (default: 10)"), "N" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GwService) service = NULL;
  GwPlace places[GW_GAZETTEER_MAX_RESULTS];
  guint n;

  if (!gw_ctl_parse (ctl, entries, 1, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL || !gw_geocode_load (service, error))
    return FALSE;
  n = gw_gazetteer_search (gw_geocode_get_gazetteer (service), argv[1], NULL, places,
                           (guint)CLAMP (limit, 1, GW_GAZETTEER_MAX_RESULTS));
  for (guint i = 0; i < n; i++)
    print_place (gw_service_get_snapshot (service), &places[i]);
  if (n > 0)
    return TRUE;
  g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED, _ ("no place is called “%s”"),
               argv[1]);
  return FALSE;
}
