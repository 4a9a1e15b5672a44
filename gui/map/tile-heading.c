/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the view of a tile layer is going to. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/tile-heading.h"

#include <math.h>

/* That long after the zoom last changed it is thought to go on. */
#define GOES_ON_USEC 250000

void
gw_tile_heading_set_target (GwTileHeading *heading, const GwMapFrame *target)
{
  heading->has_target = target != NULL;
  if (target != NULL)
    heading->target = *target;
}

gboolean
gw_tile_heading_find (GwTileHeading *heading, const GwMapFrame *frame, guint max_level,
                      GwMapFrame *ret_target)
{
  double change = frame->zoom - heading->zoom;
  gint64 now_usec = g_get_monotonic_time ();

  heading->zoom = frame->zoom;
  *ret_target = heading->has_target ? heading->target : *frame;
  if (heading->has_target)
    return TRUE;
  if (change != 0)
    {
      /* A jump says nothing about what comes next. */
      heading->direction = fabs (change) >= 1 ? 0 : change > 0 ? 1 : -1;
      heading->moved_usec = now_usec;
    }
  if (heading->direction == 0 || now_usec - heading->moved_usec > GOES_ON_USEC)
    return FALSE;
  /* Just beyond where the next level takes over. */
  ret_target->zoom = gw_map_frame_level (frame, max_level) + heading->direction * 0.51;
  return TRUE;
}
