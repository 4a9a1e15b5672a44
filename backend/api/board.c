/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/statistics/now: how the city stands this moment, for a wall screen. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/board.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define DEFAULT_TOP 10

/* From its first lamp on, with a comma before each. */
static void
append_lamps (GString *out, const guint *lamps, guint open)
{
  for (GwLamp lamp = GW_LAMP_NONE; lamp < GW_BOARD_N_LAMPS; lamp++)
    g_string_append_printf (out, ",\"%s\":%u", gw_lamp_name (lamp), lamps[lamp]);
  g_string_append_printf (out, ",\"open\":%u}", open);
}

static void
append_departments (GString *out, const GwBoard *board)
{
  gw_encode_literal (out, ",\"departments\":[");
  for (guint i = 0; i < board->departments->len; i++)
    {
      const GwBoardDepartment *row =
          &g_array_index (board->departments, GwBoardDepartment, i);

      if (i > 0)
        gw_encode_literal (out, ",");
      gw_encode_literal (out, "{\"department\":");
      gw_encode_department (out, row->department);
      append_lamps (out, row->lamps, row->open);
    }
  gw_encode_literal (out, "]");
}

static void
append_cells (GString *out, const GwBoard *board)
{
  gw_encode_literal (out, ",\"cells\":[");
  for (guint i = 0; i < board->cells->len; i++)
    {
      const GwBoardCell *row = &g_array_index (board->cells, GwBoardCell, i);

      g_string_append (out, i > 0 ? ",{\"code\":" : "{\"code\":");
      gw_json_append_string (out, row->cell->code);
      gw_encode_literal (out, ",\"community\":");
      gw_encode_area (out, row->cell->community);
      g_string_append_printf (out,
                              ",\"open\":%" G_GINT64_FORMAT ",\"overdue\":%" G_GINT64_FORMAT
                              ",\"reported\":%" G_GINT64_FORMAT
                              ",\"change\":%" G_GINT64_FORMAT "}",
                              row->open, row->overdue, row->reported, row->change);
    }
  gw_encode_literal (out, "]");
}

static void
append_board (GString *out, const GwBoard *board, const char *language)
{
  gw_encode_literal (out, "{\"as_of\":");
  gw_json_append_time (out, board->as_of);
  gw_encode_literal (out, ",\"last_seq\":");
  gw_json_append_int (out, board->last_seq);
  gw_encode_literal (out, ",\"day\":");
  gw_api_append_date (out, board->day);
  gw_encode_literal (out, ",\"today\":");
  gw_api_append_figures (out, &board->today, &board->rates);
  gw_api_append_formulas (out, &board->rates, language);
  append_departments (out, board);
  append_cells (out, board);
  gw_encode_literal (out, "}");
}

static void
counted_cb (GwBoard *board, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new (NULL);
  append_board (out, board, gw_http_request_language (request));
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_board_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  guint top = (guint)gw_http_query_int (query, "top", 1, GW_BOARD_TOP_MAX, DEFAULT_TOP);
  g_autoptr (GError) error = NULL;

  if (gw_api_reply_query_problem (request))
    return;
  gw_http_request_ref (request);
  if (gw_board_query (api->service, gw_http_request_user (request), top, counted_cb,
                      request, &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
