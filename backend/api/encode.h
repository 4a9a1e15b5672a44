/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service's values as JSON; see openapi.json for the shapes. */
#pragma once

#include "backend/service/card.h"
#include "backend/service/case-view.h"

G_BEGIN_DECLS

/* A literal piece of JSON, without a walk for its end. */
#define gw_encode_literal(out, text) g_string_append_len ((out), "" text, sizeof (text) - 1)

/* {"code","name","name_en"}, or null for NULL. */
void gw_encode_area (GString *out, const GwArea *area);
void gw_encode_department (GString *out, const GwDepartment *department);
/* {"code","name"}, or null. */
void gw_encode_duty_grid (GString *out, const GwDutyGrid *duty_grid);
/* {"login","name"}, or null. */
void gw_encode_person (GString *out, const GwPerson *person);
/* {"login","name","roles":[…],"department","area"} */
void gw_encode_user (GString *out, const GwPerson *user, const GwSnapshot *snapshot);
/* {"id","type","size","stage","url"} */
void gw_encode_attachment (GString *out, const GwAttachment *attachment);

/* A card (encode-card.c). */
void gw_encode_card (GString *out, const GwCard *card);
/* The cards that an event gave: [{"id","stage","colour"}] */
void gw_encode_given_cards (GString *out, const GwCaseEvent *event);

/* A row of a list. */
void gw_encode_row (GString *out, const GwCaseRow *row, gint64 now_ms);
/* Its members without the braces. */
void gw_encode_row_members (GString *out, const GwCaseRow *row, gint64 now_ms);
/* ["number",lon,lat,"lamp","state","cell"] */
void gw_encode_point (GString *out, const GwCaseRow *row, gint64 now_ms);
/* The whole case for its user, in the user's language. */
void gw_encode_case (GString *out, const GwCaseDetail *detail, gint64 now_ms,
                     const char *language);
/* An event of the journal; with the case's row when the event has one (live). */
void gw_encode_event (GString *out, const GwCaseEvent *event, gint64 now_ms);
/* ["file","reject"] for a bitmask of actions. */
/* true, false; null when nobody has said. */
void gw_encode_solved (GString *out, guint solved);
void gw_encode_actions (GString *out, guint64 actions);

G_END_DECLS
