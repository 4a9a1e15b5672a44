/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of everything that the pages of the administration show. */
#pragma once

#include <json-c/json.h>

/* NULL: the path is none of the administration's. */
json_object *fake_administration (const char *path);
