/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The groups that classes of components and matters come in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The ten groups of GB/T 47678.5-2026, by the first two digits of a class code; 0: none of them. A
 * component's and a matter's group of the same number is of the same subject.
 */
#define GW_N_CLASS_GROUPS 11

/* Of "06010": 6. NULL, and whatever is no class code: 0. */
guint gw_class_group (const char *class_code);
/* In the language of the desk; NULL for group 0. Static. */
const char *gw_class_group_label (guint group);

G_END_DECLS
