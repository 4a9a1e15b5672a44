/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole city in one number. */
#pragma once

#include "backend/service/city.h"

G_BEGIN_DECLS

/* SHA-256 of what the seed decides, in hexadecimal. Caller frees. */
char *city_hash (const GwCity *whole);

G_END_DECLS
