/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards as JSON. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/encode.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal

/* {"text","by","at"}, or null when nobody said anything. */
static void
encode_words (GString *out, const char *text, const GwPerson *by, gint64 at)
{
  if (at == 0)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{\"text\":");
  gw_json_append_string (out, text);
  LITERAL (out, ",\"by\":");
  gw_encode_person (out, by);
  LITERAL (out, ",\"at\":");
  gw_json_append_time (out, at);
  LITERAL (out, "}");
}

static void
encode_limit (GString *out, GwLimit limit)
{
  if (limit.value == 0)
    LITERAL (out, "null");
  else
    g_string_append_printf (out, "{\"value\":%u,\"unit\":\"%s\"}", limit.value,
                            gw_limit_unit_name (limit.unit));
}

static void
encode_answerer (GString *out, const GwCard *card)
{
  g_string_append_printf (out,
                          "{\"role\":\"%s\",\"department\":", gw_role_name (card->roles));
  gw_encode_department (out, card->department);
  LITERAL (out, ",\"person\":");
  gw_encode_person (out, card->person);
  LITERAL (out, "}");
}

static void
encode_may (GString *out, const GwCard *card)
{
  g_string_append (out, card->may_explain ? "[\"explain\"" : "[");
  if (card->may_revoke)
    g_string_append (out, card->may_explain ? ",\"revoke\"" : "\"revoke\"");
  LITERAL (out, "]");
}

void
gw_encode_card (GString *out, const GwCard *card)
{
  LITERAL (out, "{\"id\":");
  gw_json_append_int (out, card->id);
  g_string_append_printf (
      out, ",\"case\":\"%s\",\"stage\":\"%s\",\"colour\":\"%s\",\"state\":\"%s\",\"at\":",
      card->number, gw_stage_name (card->stage), gw_lamp_name (card->colour),
      gw_card_state_name (card->state));
  gw_json_append_time (out, card->at);
  LITERAL (out, ",\"limit\":");
  encode_limit (out, card->limit);
  LITERAL (out, ",\"due\":");
  gw_json_append_time (out, card->due);
  LITERAL (out, ",\"answers\":");
  encode_answerer (out, card);
  LITERAL (out, ",\"explanation\":");
  encode_words (out, card->explanation, card->explained_by, card->explained_at);
  LITERAL (out, ",\"revocation\":");
  encode_words (out, card->revocation, card->revoked_by, card->revoked_at);
  g_string_append_printf (out, ",\"level\":%u,\"may\":", card->level);
  encode_may (out, card);
  LITERAL (out, "}");
}

void
gw_encode_given_cards (GString *out, const GwCaseEvent *event)
{
  gboolean first = TRUE;

  LITERAL (out, "[");
  for (guint stage = 0; stage < GW_N_STAGES; stage++)
    {
      guint colour = event->facts.cards[stage];

      if (colour == GW_LAMP_NONE)
        continue;
      g_string_append_printf (
          out, "%s{\"id\":%" G_GINT64_FORMAT ",\"stage\":\"%s\",\"colour\":\"%s\"}",
          first ? "" : ",", gw_card_id (event->seq, stage), gw_stage_name (stage),
          gw_lamp_name (colour));
      first = FALSE;
    }
  LITERAL (out, "]");
}
