/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the city stands this moment. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/board.h"

#include "backend/service/nearby-private.h"
#include "backend/service/nearby.h"

/* One question on its way. */
typedef struct
{
  GwService *service;
  GwPerson *user;
  GwBoard *board;
  guint top;
  gboolean own_only;
  GHashTable *departments; /* id -> GwBoardDepartment, while counting */
  GwBoardFunc done;
  gpointer user_data;
} Question;

static void
question_free (Question *question)
{
  gw_person_unref (question->user);
  g_clear_pointer (&question->board, gw_board_free);
  g_hash_table_unref (question->departments);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

void
gw_board_free (GwBoard *board)
{
  gw_snapshot_unref (board->snapshot);
  g_array_unref (board->departments);
  g_array_unref (board->cells);
  g_free (board);
}

static gboolean
sees (const Question *question, const GwOpenCase *open_case)
{
  const GwCell *cell =
      gw_snapshot_cell_by_id (question->board->snapshot, open_case->cell_id);

  if (question->own_only && open_case->department_id != question->user->department_id)
    return FALSE;
  return cell != NULL && gw_scope_has_cell (question->user, cell);
}

static GwLamp
lamp_of (const GwOpenCase *open_case, gint64 now_ms)
{
  if ((open_case->flags & GW_FLAG_SUSPENDED) != 0)
    return GW_LAMP_NONE;
  return gw_lamp (open_case->state, open_case->warn_at, open_case->deadline,
                  open_case->handled_at, now_ms);
}

static void
count_case (const GwOpenCase *open_case, gpointer data)
{
  const Question *question = data;
  GwBoardDepartment *department;

  if (!sees (question, open_case))
    return;
  department = g_hash_table_lookup (question->departments, &open_case->department_id);
  if (department == NULL)
    {
      department = g_new0 (GwBoardDepartment, 1);
      department->department =
          gw_snapshot_department (question->board->snapshot, open_case->department_id);
      g_hash_table_insert (question->departments,
                           g_memdup2 (&open_case->department_id, sizeof (gint64)),
                           department);
    }
  department->lamps[lamp_of (open_case, question->board->as_of)]++;
  department->open++;
}

static const char *
code_of (const GwBoardDepartment *department)
{
  return department->department != NULL ? department->department->code : NULL;
}

/* The most red ones first, then the most yellow ones, then the most. */
static int
compare_departments (gconstpointer a, gconstpointer b)
{
  const GwBoardDepartment *left = a, *right = b;

  for (GwLamp lamp = GW_LAMP_RED; lamp >= GW_LAMP_YELLOW; lamp--)
    if (left->lamps[lamp] != right->lamps[lamp])
      return left->lamps[lamp] > right->lamps[lamp] ? -1 : 1;
  if (left->open != right->open)
    return left->open > right->open ? -1 : 1;
  return g_strcmp0 (code_of (left), code_of (right));
}

static void
count_departments (Question *question)
{
  GHashTableIter iter;
  gpointer department;

  gw_open_index_foreach (gw_open_cases_get_index (question->service->open_cases),
                         count_case, question);
  g_hash_table_iter_init (&iter, question->departments);
  while (g_hash_table_iter_next (&iter, NULL, &department))
    g_array_append_vals (question->board->departments, department, 1);
  g_array_sort (question->board->departments, compare_departments);
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const GwBoardCell *left = a, *right = b;

  if (left->open != right->open)
    return left->open > right->open ? -1 : 1;
  if (left->overdue != right->overdue)
    return left->overdue > right->overdue ? -1 : 1;
  return g_strcmp0 (left->cell->code, right->cell->code);
}

static void
choose_cells (GwBoard *board, const GArray *rows, guint top)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const GwStatisticsRow *row = &g_array_index (rows, GwStatisticsRow, i);
      const GwBoardCell cell = { .cell = row->cell,
                                 .open = row->counters.open,
                                 .overdue = row->counters.overdue,
                                 .reported = row->counters.reported,
                                 .change = row->change };

      if (cell.open > 0)
        g_array_append_val (board->cells, cell);
    }
  g_array_sort (board->cells, compare_cells);
  if (board->cells->len > top)
    g_array_set_size (board->cells, top);
}

static void
counted_cb (GwStatistics *statistics, const GError *error, gpointer data)
{
  g_autoptr (Question) question = data;
  GwBoard *board = question->board;

  if (error != NULL)
    {
      question->done (NULL, error, question->user_data);
      return;
    }
  g_clear_pointer (&board->snapshot, gw_snapshot_unref);
  board->snapshot = gw_snapshot_ref (statistics->snapshot);
  board->today = statistics->total;
  board->rates = statistics->rates;
  count_departments (question);
  if (statistics->of == GW_STATISTICS_CELLS)
    choose_cells (board, statistics->rows, question->top);
  question->done (board, NULL, question->user_data);
}

static GwBoard *
make_board (GwService *service)
{
  GwBoard *board = g_new0 (GwBoard, 1);

  board->snapshot = gw_snapshot_ref (service->snapshot);
  board->as_of = gw_service_now (service);
  board->last_seq = gw_service_last_seq (service);
  board->day = gw_store_local_day (service->store, board->as_of);
  board->departments = g_array_new (FALSE, FALSE, sizeof (GwBoardDepartment));
  board->cells = g_array_new (FALSE, FALSE, sizeof (GwBoardCell));
  return board;
}

gboolean
gw_board_query (GwService *service, const GwPerson *user, guint top, GwBoardFunc done,
                gpointer user_data, GError **error)
{
  g_autoptr (Question) question = NULL;
  GwStatisticsQuery query = { 0 };

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  if (gw_permissions_scope (user->roles) == GW_SCOPE_NOTHING)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                         "only who sees cases sees how many there are");
      return FALSE;
    }
  if (!gw_nearby_start (service, error))
    return FALSE;
  question = g_new0 (Question, 1);
  question->service = service;
  question->user = gw_person_ref (user);
  question->board = make_board (service);
  question->top = MIN (top, GW_BOARD_TOP_MAX);
  question->own_only = gw_statistics_is_own_department (user);
  question->departments =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  question->done = done;
  question->user_data = user_data;
  query.from = query.to = question->board->day;
  query.with_change = TRUE;
  if (!gw_statistics_query (service, user,
                            question->own_only ? GW_STATISTICS_DEPARTMENTS
                                               : GW_STATISTICS_CELLS,
                            &query, counted_cb, question, error))
    return FALSE;
  g_steal_pointer (&question);
  return TRUE;
}
