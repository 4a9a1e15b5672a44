/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG for maps: flat colours need no row filters, and are done in half the time without. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * An opaque PNG of 8-bit RGB from pixels of 0x00RRGGBB (native endian; cairo's RGB24), rows
 * stride bytes apart. NULL only when memory runs out.
 */
GBytes *gw_png_encode (const guchar *pixels, guint width, guint height, gsize stride);

G_END_DECLS
