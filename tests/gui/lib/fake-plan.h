/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of the fake server: targets of the fake city that stand in each way. */
#pragma once

#include <json-c/json.h>

/* The answer of /api/v1/plan-targets, whatever was asked for. */
json_object *fake_plan (void);
