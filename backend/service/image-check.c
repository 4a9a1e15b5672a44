/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking the containers of JPEG, PNG and WebP. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/image-check.h"

#include <string.h>

#define JPEG_SOS 0xda
#define JPEG_EOI 0xd9

static const guint8 png_magic[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static guint32
read_be32 (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 |
         bytes[3];
}

static guint32
read_le32 (const guint8 *bytes)
{
  return (guint32)bytes[3] << 24 | (guint32)bytes[2] << 16 | (guint32)bytes[1] << 8 |
         bytes[0];
}

const char *
gw_image_sniff (const guint8 *bytes, gsize length)
{
  if (length >= 3 && memcmp (bytes, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  if (length >= sizeof png_magic && memcmp (bytes, png_magic, sizeof png_magic) == 0)
    return "image/png";
  if (length >= 12 && memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0)
    return "image/webp";
  return NULL;
}

/* Start of frame: the marker that carries the picture's size. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 &&
         marker != 0xcc;
}

/* Markers with their lengths up to the first scan; the picture data ends with EOI. */
static gboolean
check_jpeg (const guint8 *bytes, gsize length)
{
  gsize at = 2;
  gboolean has_frame = FALSE;

  while (at + 4 <= length)
    {
      guint8 marker = bytes[at + 1];
      gsize size;

      if (bytes[at] != 0xff)
        return FALSE;
      if (marker == 0xff)
        {
          at++;
          continue;
        }
      size = (gsize)bytes[at + 2] << 8 | bytes[at + 3];
      if (marker == JPEG_EOI || size < 2 || size > length - at - 2)
        return FALSE;
      has_frame = has_frame || is_frame (marker);
      at += 2 + size;
      if (marker != JPEG_SOS)
        continue;
      /* Cameras pad behind the end of the picture. */
      while (length > at && bytes[length - 1] == 0)
        length--;
      return has_frame && length >= at + 2 && bytes[length - 2] == 0xff &&
             bytes[length - 1] == JPEG_EOI;
    }
  return FALSE;
}

/* Chunks with their lengths: IHDR first, IEND last, at least one IDAT. */
static gboolean
check_png (const guint8 *bytes, gsize length)
{
  gsize at = sizeof png_magic;
  gboolean has_data = FALSE;

  if (length < at + 12 || memcmp (bytes + at + 4, "IHDR", 4) != 0 ||
      read_be32 (bytes + at) != 13)
    return FALSE;
  while (at + 12 <= length)
    {
      gsize size = read_be32 (bytes + at);
      const guint8 *name = bytes + at + 4;

      if (size > length - at - 12)
        return FALSE;
      at += 12 + size;
      has_data = has_data || memcmp (name, "IDAT", 4) == 0;
      if (memcmp (name, "IEND", 4) == 0)
        return has_data && size == 0 && at == length;
    }
  return FALSE;
}

/* RIFF chunks, padded to even lengths, that fill the stated size; one carries a picture. */
static gboolean
check_webp (const guint8 *bytes, gsize length)
{
  gsize at = 12;
  gboolean has_data = FALSE;

  if (length < 20 || read_le32 (bytes + 4) != length - 8)
    return FALSE;
  while (at + 8 <= length)
    {
      gsize size = read_le32 (bytes + at + 4);
      gsize padded = size + (size & 1);

      if (padded > length - at - 8)
        return FALSE;
      has_data = has_data || memcmp (bytes + at, "VP8 ", 4) == 0 ||
                 memcmp (bytes + at, "VP8L", 4) == 0 || memcmp (bytes + at, "ANMF", 4) == 0;
      at += 8 + padded;
    }
  return has_data && at == length;
}

gboolean
gw_image_check (const char *type, const guint8 *bytes, gsize length)
{
  if (g_strcmp0 (gw_image_sniff (bytes, length), type) != 0)
    return FALSE;
  if (strcmp (type, "image/jpeg") == 0)
    return check_jpeg (bytes, length);
  return strcmp (type, "image/png") == 0 ? check_png (bytes, length)
                                         : check_webp (bytes, length);
}
