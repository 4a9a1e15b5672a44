/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How Chinese characters are read, in ASCII letters without tones. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A character's reading ("ren"), or NULL when it has none. Static. Readings are those of
 * ICU's Han-Latin transform, one per character. Some twenty that are frequent in names of
 * places have two: the one that is usual there (长 chang, 行 hang), or the other (zhang,
 * xing). ü is u: 吕 lu.
 */
const char *gw_pinyin_of (gunichar character, gboolean other);

/*
 * Appends a text's readings, each beginning with a capital: 人民路 gives RenMinLu. Runs of
 * ASCII letters and digits stay as one more "reading"; all else is left out. TRUE when the
 * text reads differently with the other readings.
 */
gboolean gw_pinyin_append (GString *out, const char *text, gboolean other);

G_END_DECLS
