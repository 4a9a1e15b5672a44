/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The errors of the gis room. */
#pragma once

#include <glib.h>

#define GW_GIS_ERROR (gw_gis_error_quark ())

typedef enum
{
  GW_GIS_ERROR_SYNTAX,      /* not readable as what it should be */
  GW_GIS_ERROR_UNSUPPORTED, /* readable, but of a kind that is not taken */
  GW_GIS_ERROR_COORDINATE,  /* a coordinate is not a number or off the earth */
  GW_GIS_ERROR_TOPOLOGY,    /* self-intersection, hole outside, overlap, gap */
  GW_GIS_ERROR_CODE,        /* a code breaks its scheme */
  GW_GIS_ERROR_IO,
} GwGisError;

GQuark gw_gis_error_quark (void);
