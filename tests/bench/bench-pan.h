/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the frames of a moving map are measured, ours and stock layers' alike. */
#pragma once

#include "tests/gui/map/fixture.h"

#define WIDTH 1200
#define HEIGHT 800
#define PAN_PX 12.0

/* What each frame cost; ms. */
typedef struct
{
  GdkFrameClock *clock;
  GArray *main_ms; /* processor time of the thread with the main loop */
  GArray *all_ms;  /* processor time of all threads */
  double last_main_ms;
  double last_all_ms;
  guint n_frames;
  void (*painted) (gpointer user_data); /* after each frame that counts; or NULL */
  gpointer user_data;
} Meter;

/*
 * Frames of the widget's window count from its second next on. It may be started and stopped
 * several times before all of them are printed.
 */
void meter_start (Meter *meter, GtkWidget *widget);
void meter_stop (Meter *meter);
/* Prints NAME_frame_*, NAME_all_threads_*, and forgets them. */
void meter_print (Meter *meter, const char *name);

/* What the process has in memory now. */
double resident_mb (void);

/* bench-pan-components.c: a server of a million components, spread over a box. */
typedef struct _ComponentServer ComponentServer;
ComponentServer *component_server_new (GwBox box);
const char *component_server_get_base (const ComponentServer *server);
void component_server_free (ComponentServer *server);

/* bench-pan-stock.c: cells as path layers and cases as markers of the library. */
void bench_stock_layers (void);
