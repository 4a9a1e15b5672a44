/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the frames of a moving map are measured. */
#include "tests/bench/bench-pan.h"

#include <time.h>
#include <unistd.h>

double
resident_mb (void)
{
  g_autofree char *text = NULL;
  unsigned long long total = 0, resident = 0;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) ||
      sscanf (text, "%llu %llu", &total, &resident) != 2)
    return 0;
  return (double)resident * (double)sysconf (_SC_PAGESIZE) / 1048576;
}

static double
processor_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* From one painted frame to the next: whatever the main loop did in between is in it. */
static void
painted_cb (Meter *meter)
{
  double main_now_ms = processor_ms (CLOCK_THREAD_CPUTIME_ID);
  double all_now_ms = processor_ms (CLOCK_PROCESS_CPUTIME_ID);
  double main_ms = main_now_ms - meter->last_main_ms;
  double all_ms = all_now_ms - meter->last_all_ms;

  if (++meter->n_frames > 2)
    {
      g_array_append_val (meter->main_ms, main_ms);
      g_array_append_val (meter->all_ms, all_ms);
      if (meter->painted != NULL)
        meter->painted (meter->user_data);
    }
  meter->last_main_ms = main_now_ms;
  meter->last_all_ms = all_now_ms;
}

void
meter_start (Meter *meter, GtkWidget *widget)
{
  meter->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  if (meter->main_ms == NULL)
    {
      meter->main_ms = g_array_new (FALSE, FALSE, sizeof (double));
      meter->all_ms = g_array_new (FALSE, FALSE, sizeof (double));
    }
  meter->n_frames = 0;
  g_signal_connect_swapped (meter->clock, "after-paint", G_CALLBACK (painted_cb), meter);
}

static int
compare_costs (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a;
  double other = *(const double *)b;

  return (one > other) - (one < other);
}

static void
print_costs (const char *name, const char *what, GArray *costs)
{
  g_assert_cmpuint (costs->len, >, 0);
  g_array_sort (costs, compare_costs);
  g_print ("%s_%s_p95 %.1f ms\n", name, what,
           g_array_index (costs, double, costs->len * 95 / 100));
  g_print ("%s_%s_median %.1f ms\n", name, what,
           g_array_index (costs, double, costs->len / 2));
}

void
meter_stop (Meter *meter)
{
  g_signal_handlers_disconnect_by_data (meter->clock, meter);
  g_clear_object (&meter->clock);
}

void
meter_print (Meter *meter, const char *name)
{
  print_costs (name, "frame", meter->main_ms);
  print_costs (name, "all_threads", meter->all_ms);
  g_clear_pointer (&meter->main_ms, g_array_unref);
  g_clear_pointer (&meter->all_ms, g_array_unref);
}
