/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A street in a few strokes: sky, houses, pavement, road, and something that lies there. */

#include "data/demo/day-photo.h"

#include <pango/pangocairo.h>

#define WIDTH 640
#define HEIGHT 480
#define HORIZON 250
#define KERB 330

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                        (colour & 0xff) / 255.0);
}

static void
fill_box (cairo_t *cr, double x, double y, double width, double height, guint32 colour)
{
  set_colour (cr, colour);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
draw_houses (cairo_t *cr, GRand *rand)
{
  static const guint32 walls[] = { 0xcbbfae, 0xd8cfc0, 0xb9b4ab, 0xc4b3a2, 0xd3c7b0 };
  double x = -20;

  while (x < WIDTH)
    {
      double width = g_rand_double_range (rand, 70, 130);
      double top = g_rand_double_range (rand, 60, 170);

      fill_box (cr, x, top, width - 4, HORIZON + 20 - top,
                walls[g_rand_int_range (rand, 0, G_N_ELEMENTS (walls))]);
      for (double row = top + 14; row < HORIZON - 30; row += 30)
        for (double column = x + 10; column + 16 < x + width - 8; column += 26)
          fill_box (cr, column, row, 15, 18, 0x8d9aa5);
      fill_box (cr, x + 6, HORIZON - 22, width - 16, 42, 0x77706a);
      x += width;
    }
}

static void
draw_tree (cairo_t *cr, double x)
{
  fill_box (cr, x - 4, 190, 8, 130, 0x7a6248);
  set_colour (cr, 0x6f9a62);
  cairo_arc (cr, x, 170, 44, 0, 2 * G_PI);
  cairo_fill (cr);
  set_colour (cr, 0x83ad72);
  cairo_arc (cr, x - 14, 156, 26, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_street (cairo_t *cr, GRand *rand)
{
  cairo_pattern_t *sky = cairo_pattern_create_linear (0, 0, 0, HORIZON);

  cairo_pattern_add_color_stop_rgb (sky, 0, 0.62, 0.76, 0.87);
  cairo_pattern_add_color_stop_rgb (sky, 1, 0.88, 0.92, 0.93);
  cairo_set_source (cr, sky);
  cairo_paint (cr);
  cairo_pattern_destroy (sky);
  draw_houses (cr, rand);
  fill_box (cr, 0, HORIZON + 20, WIDTH, KERB - HORIZON - 20, 0xbdb6ab);
  for (double x = 0; x < WIDTH; x += 32)
    fill_box (cr, x, HORIZON + 20, 1, KERB - HORIZON - 20, 0xaba497);
  fill_box (cr, 0, KERB, WIDTH, HEIGHT - KERB, 0x6d7075);
  fill_box (cr, 0, KERB, WIDTH, 6, 0xd2cec6);
  for (double x = g_rand_double_range (rand, 0, 60); x < WIDTH; x += 110)
    fill_box (cr, x, 420, 60, 5, 0xd9d9d4);
  draw_tree (cr, g_rand_double_range (rand, 60, 200));
  draw_tree (cr, g_rand_double_range (rand, 420, 600));
}

/* Bags and rubble, or a cone where nothing has a shape of its own. */
static void
draw_trouble (cairo_t *cr, GRand *rand)
{
  static const guint32 colours[] = { 0x3f4a52, 0x6a4b3a, 0x8b8f5c, 0x9c5f49, 0x55616b };
  double middle = g_rand_double_range (rand, 220, 420);

  for (guint i = 0; i < 14; i++)
    {
      double x = middle + g_rand_double_range (rand, -80, 80);
      double y = KERB - 12 + g_rand_double_range (rand, -22, 40);

      set_colour (cr, colours[g_rand_int_range (rand, 0, G_N_ELEMENTS (colours))]);
      cairo_save (cr);
      cairo_translate (cr, x, y);
      cairo_scale (cr, g_rand_double_range (rand, 10, 28),
                   g_rand_double_range (rand, 8, 18));
      cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
      cairo_restore (cr);
      cairo_fill (cr);
    }
  set_colour (cr, 0xd9682b);
  cairo_move_to (cr, middle + 110, KERB + 40);
  cairo_line_to (cr, middle + 128, KERB - 20);
  cairo_line_to (cr, middle + 146, KERB + 40);
  cairo_fill (cr);
}

static void
write_text (cairo_t *cr, const char *text, double y, const char *font, guint32 colour)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (WIDTH - 32) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  set_colour (cr, colour);
  cairo_move_to (cr, 16, y);
  pango_cairo_show_layout (cr, layout);
}

static cairo_status_t
png_written (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
gw_day_photo_new (guint32 seed, const char *subject, gboolean after)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  draw_street (cr, rand);
  if (!after)
    draw_trouble (cr, rand);
  cairo_set_source_rgba (cr, 0.1, 0.12, 0.15, 0.72);
  cairo_rectangle (cr, 0, 0, WIDTH, 46);
  cairo_rectangle (cr, 0, HEIGHT - 34, WIDTH, 34);
  cairo_fill (cr);
  write_text (cr, subject, 9, "Noto Sans CJK SC 15", 0xffffff);
  write_text (
      cr, after ? "演示 · 合成图像（处置后） · synthetic" : "演示 · 合成图像 · synthetic",
      HEIGHT - 29, "Noto Sans CJK SC 12", 0xffd97a);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, png_written, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
