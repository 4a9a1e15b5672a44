/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What webhooks of another hotline system are told. */
#pragma once

#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

/*
 * {"seq","external_number","case","status","at","department","opinion","satisfaction",
 * "solved"} for a step of a case that has an external number; NULL for anything else. Caller
 * frees.
 */
char *gw_api_tell_hotline (GwService *service, const GwCaseEvent *event);

G_END_DECLS
