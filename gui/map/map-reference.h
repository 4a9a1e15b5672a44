/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tile grid that the viewport reckons with. */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/*
 * A map source that has no tiles: libshumate cannot convert coordinates without one. It
 * states the grid of gis/tile-math.h (256 pixels a tile), which all our layers draw in.
 */
ShumateMapSource *gw_map_reference_new (void);

G_END_DECLS
