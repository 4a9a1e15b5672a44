/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Containers of images: whole ones pass, cut or odd ones do not. */
#include <string.h>

#include "backend/service/image-check.h"

#define BYTES(text) (const guint8 *)(text), sizeof (text) - 1

#define JPEG_HEAD "\xff\xd8\xff\xe0\x00\x04\x01\x02"
#define JPEG_FRAME "\xff\xc0\x00\x05\x08\x00\x10"
#define JPEG_SCAN "\xff\xda\x00\x03\x01\x12\x34\x56"
#define JPEG_END "\xff\xd9"

#define PNG_HEAD "\x89PNG\r\n\x1a\n"
#define PNG_IHDR                                                                           \
  "\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"               \
  "CRC4"
#define PNG_IDAT                                                                           \
  "\x00\x00\x00\x02IDAT\x01\x02"                                                           \
  "CRC4"
#define PNG_IEND                                                                           \
  "\x00\x00\x00\x00IEND"                                                                   \
  "CRC4"

typedef struct
{
  const char *name;
  const char *type;
  const guint8 *bytes;
  gsize length;
  gboolean whole;
} Row;

static const Row rows[] = {
  { "jpeg", "image/jpeg", BYTES (JPEG_HEAD JPEG_FRAME JPEG_SCAN JPEG_END), TRUE },
  { "jpeg-padded", "image/jpeg", BYTES (JPEG_HEAD JPEG_FRAME JPEG_SCAN JPEG_END "\0\0\0"),
    TRUE },
  { "jpeg-fill-bytes", "image/jpeg", BYTES (JPEG_HEAD "\xff" JPEG_FRAME JPEG_SCAN JPEG_END),
    TRUE },
  { "jpeg-cut", "image/jpeg", BYTES (JPEG_HEAD JPEG_FRAME JPEG_SCAN), FALSE },
  { "jpeg-no-frame", "image/jpeg", BYTES (JPEG_HEAD JPEG_SCAN JPEG_END), FALSE },
  { "jpeg-long-segment", "image/jpeg", BYTES ("\xff\xd8\xff\xe0\xff\xff\x01\x02" JPEG_END),
    FALSE },
  { "jpeg-with-tail", "image/jpeg",
    BYTES (JPEG_HEAD JPEG_FRAME JPEG_SCAN JPEG_END "<script>"), FALSE },
  { "png", "image/png", BYTES (PNG_HEAD PNG_IHDR PNG_IDAT PNG_IEND), TRUE },
  { "png-cut", "image/png", BYTES (PNG_HEAD PNG_IHDR PNG_IDAT), FALSE },
  { "png-no-data", "image/png", BYTES (PNG_HEAD PNG_IHDR PNG_IEND), FALSE },
  { "png-with-tail", "image/png", BYTES (PNG_HEAD PNG_IHDR PNG_IDAT PNG_IEND "x"), FALSE },
  { "png-huge-chunk", "image/png",
    BYTES (PNG_HEAD PNG_IHDR "\xff\xff\xff\xff"
                             "IDAT\x01\x02"
                             "CRC4"),
    FALSE },
  { "webp", "image/webp",
    BYTES ("RIFF\x10\x00\x00\x00WEBPVP8 \x03\x00\x00\x00"
           "abc\x00"),
    TRUE },
  { "webp-size", "image/webp",
    BYTES ("RIFF\x11\x00\x00\x00WEBPVP8 \x03\x00\x00\x00"
           "abc\x00"),
    FALSE },
  { "webp-chunk", "image/webp",
    BYTES ("RIFF\x10\x00\x00\x00WEBPVP8 \x09\x00\x00\x00"
           "abc\x00"),
    FALSE },
  { "other-type", "image/png", BYTES (JPEG_HEAD JPEG_FRAME JPEG_SCAN JPEG_END), FALSE },
  { "text", "image/jpeg", BYTES ("this is no image at all"), FALSE },
  { "empty", "image/jpeg", BYTES (""), FALSE },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  /* An exact copy, so that a read beyond the end is found. */
  g_autofree guint8 *copy = g_memdup2 (row->bytes, row->length);

  g_assert_cmpint (gw_image_check (row->type, copy, row->length), ==, row->whole);
}

/* Every beginning of a whole image is no whole image. */
static void
test_beginnings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      for (gsize length = 0; rows[i].whole && length + 4 < rows[i].length; length++)
        {
          g_autofree guint8 *copy = g_memdup2 (rows[i].bytes, length);

          g_assert_false (gw_image_check (rows[i].type, copy, length));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/image-check/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/image-check/beginnings", test_beginnings);
  return g_test_run ();
}
