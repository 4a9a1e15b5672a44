/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this a JPEG, PNG or WebP image? The container is walked, pixels are not decoded. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many leading bytes gw_image_sniff() wants. */
#define GW_IMAGE_SNIFF_BYTES 16

/* "image/jpeg", "image/png", "image/webp" by the first bytes; NULL for anything else. Static. */
const char *gw_image_sniff (const guint8 *bytes, gsize length);
/* TRUE when the whole of it has that type's structure, from the first byte to the last. */
gboolean gw_image_check (const char *type, const guint8 *bytes, gsize length);

G_END_DECLS
