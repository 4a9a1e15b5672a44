/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The threads that decode and paint tiles. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/tile-workers.h"

#include <sys/resource.h>

#define MAX_WORKERS 8u
#define NICENESS 5

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Work;

/* On Linux it is the thread's own; elsewhere the whole program would yield. */
static void
yield_to_main_loop (void)
{
#ifdef __linux__
  static GPrivate lowered;

  if (g_private_get (&lowered) != NULL)
    return;
  g_private_set (&lowered, GINT_TO_POINTER (1));
  if (setpriority (PRIO_PROCESS, 0, NICENESS) != 0)
    g_debug ("tile workers keep the priority of the main loop");
#endif
}

static void
run (gpointer data, gpointer user_data)
{
  Work *work = data;
  g_autoptr (GTask) task = work->task;

  yield_to_main_loop ();
  if (!g_task_return_error_if_cancelled (task))
    work->func (task, g_task_get_source_object (task), g_task_get_task_data (task),
                g_task_get_cancellable (task));
  g_free (work);
}

guint
gw_tile_workers_count (void)
{
  return CLAMP (g_get_num_processors (), 2, MAX_WORKERS);
}

void
gw_tile_workers_run (GTask *task, GTaskThreadFunc func)
{
  static GThreadPool *pool;
  static gsize made;
  Work *work = g_new (Work, 1);

  /* Exclusive threads: a shared one would take its low priority to others. */
  if (g_once_init_enter (&made))
    {
      pool = g_thread_pool_new (run, NULL, (int)gw_tile_workers_count (), TRUE, NULL);
      g_once_init_leave (&made, 1);
    }
  work->task = g_object_ref (task);
  work->func = func;
  g_thread_pool_push (pool, work, NULL);
}
