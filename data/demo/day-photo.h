/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings that stand in for inspectors' photos and say that they are no photos. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A street scene as a PNG of 640 by 480, with the subject written on it and a band that says
 * 演示 · 合成图像. After: the same street in order. The same seed gives the same street.
 */
GBytes *gw_day_photo_new (guint32 seed, const char *subject, gboolean after);

G_END_DECLS
