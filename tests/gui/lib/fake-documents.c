/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fake server makes of its cases: numbers per cell, and a picture for every photo. */
#include <cairo.h>

#include "tests/gui/lib/fake-city.h"

gboolean
fake_has_state (const char *states, const char *state)
{
  g_auto (GStrv) wanted = NULL;

  if (states == NULL)
    return TRUE;
  if (g_str_equal (states, "open"))
    return !g_str_equal (state, "closed") && !g_str_equal (state, "voided");
  wanted = g_strsplit (states, ",", -1);
  return g_strv_contains ((const char *const *)wanted, state);
}

static json_object *
rate (guint numerator, guint denominator)
{
  json_object *object = json_object_new_object ();

  json_object_object_add (
      object, "value",
      denominator > 0 ? json_object_new_double ((double)numerator / denominator) : NULL);
  json_object_object_add (object, "numerator", json_object_new_int ((int)numerator));
  json_object_object_add (object, "denominator", json_object_new_int ((int)denominator));
  return object;
}

static void
add_count (json_object *line, const char *member, guint count)
{
  json_object_object_add (line, member, json_object_new_int ((int)count));
}

/* NULL: nothing ever happened in the cell. */
static json_object *
cell_line (GPtrArray *cases, guint cell, gint64 now_usec)
{
  g_autofree char *code = fake_cell_code (cell);
  json_object *line;
  guint reported = 0, closed = 0, overdue = 0, handled = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      FakeCase *of = cases->pdata[i];

      if (of->cell != cell)
        continue;
      reported++;
      closed += g_str_equal (of->state, "closed");
      handled += fake_has_state ("handled,checked,closed", of->state);
      overdue += g_str_equal (fake_lamp (of, now_usec), "red");
    }
  if (reported == 0)
    return NULL;
  line = json_object_new_object ();
  json_object_object_add (line, "code", json_object_new_string (code));
  add_count (line, "reported", reported);
  add_count (line, "filed", reported);
  add_count (line, "handled", handled);
  add_count (line, "closed", closed);
  add_count (line, "open", reported - closed);
  add_count (line, "overdue", overdue);
  json_object_object_add (line, "closure_rate", rate (closed, handled));
  json_object_object_add (line, "timely_rate", rate (closed, closed));
  json_object_object_add (line, "rework_rate", rate (0, handled));
  return line;
}

json_object *
fake_statistics (GPtrArray *cases, guint n_columns, gint64 now_usec)
{
  json_object *root = json_object_new_object ();
  json_object *array = json_object_new_array ();

  for (guint cell = 0; cell < n_columns * n_columns; cell++)
    {
      json_object *line = cell_line (cases, cell, now_usec);

      if (line != NULL)
        json_object_array_add (array, line);
    }
  json_object_object_add (root, "cells", array);
  return root;
}

static cairo_status_t
append_png (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
fake_picture (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();

  cairo_set_source_rgb (cr, 0.93, 0.92, 0.89);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.80, 0.79, 0.75);
  cairo_rectangle (cr, width * 0.1, height * 0.2, width * 0.5, height * 0.5);
  cairo_fill (cr);
  cairo_surface_write_to_png_stream (surface, append_png, png);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}
