/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the gis room. */
#include "gis/gis-error.h"

G_DEFINE_QUARK (gw - gis - error - quark, gw_gis_error)
