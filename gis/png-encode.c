/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three chunks that a PNG needs, around zlib (PNG specification, third edition). */

#include "gis/png-encode.h"

#include <string.h>
#include <zlib.h>

/* Past this level the files hardly shrink and the time grows. */
#define LEVEL 5

static void
append_number (GByteArray *png, guint32 value)
{
  guint32 big_endian = GUINT32_TO_BE (value);

  g_byte_array_append (png, (const guint8 *)&big_endian, sizeof big_endian);
}

static void
append_chunk (GByteArray *png, const char *type, const guint8 *data, guint length)
{
  gulong sum = crc32 (0, (const Bytef *)type, 4);

  if (length > 0)
    sum = crc32 (sum, data, length);
  append_number (png, length);
  g_byte_array_append (png, (const guint8 *)type, 4);
  g_byte_array_append (png, data, length);
  append_number (png, (guint32)sum);
}

/* Rows of filter type 0 (none) and RGB. */
static guint8 *
pack_rows (const guchar *pixels, guint width, guint height, gsize stride, gsize *ret_length)
{
  guint8 *rows = g_malloc (((gsize)width * 3 + 1) * height), *out = rows;

  for (guint y = 0; y < height; y++)
    {
      const guint32 *row = (const guint32 *)(gconstpointer)(pixels + y * stride);

      *out++ = 0;
      for (guint x = 0; x < width; x++)
        {
          *out++ = (guint8)(row[x] >> 16);
          *out++ = (guint8)(row[x] >> 8);
          *out++ = (guint8)row[x];
        }
    }
  *ret_length = (gsize)(out - rows);
  return rows;
}

GBytes *
gw_png_encode (const guchar *pixels, guint width, guint height, gsize stride)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  /* Eight bits, colour type 2 (RGB), the only compression and filter method, no interlace. */
  guint8 header[13] = { 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0 };
  guint32 size[2] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };
  GByteArray *png;
  gsize length;
  g_autofree guint8 *rows = pack_rows (pixels, width, height, stride, &length);
  uLongf packed_length = compressBound (length);
  g_autofree guint8 *packed = g_malloc (packed_length);

  if (compress2 (packed, &packed_length, rows, length, LEVEL) != Z_OK)
    return NULL;
  memcpy (header, size, sizeof size);
  png = g_byte_array_sized_new ((guint)packed_length + 64);
  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", header, sizeof header);
  append_chunk (png, "IDAT", packed, (guint)packed_length);
  append_chunk (png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (png);
}
