/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspectors of the town on duty. Everything aborts when it fails. */
#pragma once

#include "tests/lib/town.h"

G_BEGIN_DECLS

/* To the town's only duty grid, D1, which is all of it. */
void gw_town_sign_in (GwTown *town, const char *login);
void gw_town_sign_out (GwTown *town, const char *login);
/* Now in the middle of that cell; must be on duty. */
void gw_town_be_at (GwTown *town, const char *login, guint cell);

G_END_DECLS
