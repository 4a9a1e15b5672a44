/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case sheet cut into blocks, the blocks into pages. */
#define G_LOG_DOMAIN "gridward-print"

#include "gui/print/sheet-layout.h"

#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#include "gui/print/sheet-text.h"

#define MARGIN 42.0
#define FOOT 26.0
#define NAME_WIDTH 92.0
#define GAP 4.0
#define PICTURE_GAP 10.0
#define FONT "Noto Sans CJK SC, Noto Sans, Sans"

typedef enum
{
  BLOCK_TEXT,
  BLOCK_FACT,
  BLOCK_MAP,
  BLOCK_PHOTOS,
} BlockKind;

typedef struct
{
  BlockKind kind;
  PangoLayout *name; /* of a fact; of a photo: the left caption */
  PangoLayout *text; /* of a photo: the right caption */
  const GwSheetPhoto *photos[2];
  double before; /* free above it */
  double height;
  gboolean keeps; /* stays with the block after it */
  guint page;
  double y;
} Block;

struct _GwSheetLayout
{
  GwSheet *sheet;
  PangoContext *context;
  GPtrArray *blocks; /* Block */
  double width;
  double height;
  guint n_pages;
};

static void
block_free (gpointer data)
{
  Block *block = data;

  g_clear_object (&block->name);
  g_clear_object (&block->text);
  g_free (block);
}

static double
inner_width (const GwSheetLayout *self)
{
  return self->width - 2 * MARGIN;
}

/* ---- blocks ---- */

static PangoLayout *
make_text (GwSheetLayout *self, const char *text, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

static Block *
add_block (GwSheetLayout *self, BlockKind kind, double before)
{
  Block *block = g_new0 (Block, 1);

  block->kind = kind;
  block->before = before;
  g_ptr_array_add (self->blocks, block);
  return block;
}

static Block *
add_text (GwSheetLayout *self, const char *text, double size, gboolean bold, double before)
{
  Block *block;

  if (text == NULL || text[0] == '\0')
    return NULL;
  block = add_block (self, BLOCK_TEXT, before);
  block->text = make_text (self, text, size, bold, inner_width (self));
  block->height = height_of (block->text);
  return block;
}

static void
add_heading (GwSheetLayout *self, const char *text)
{
  add_text (self, text, 11.5, TRUE, 12)->keeps = TRUE;
}

static void
add_fact (GwSheetLayout *self, const char *name, const char *value)
{
  Block *block;

  if (value == NULL || value[0] == '\0')
    return;
  block = add_block (self, BLOCK_FACT, GAP);
  block->name = make_text (self, name, 9.5, FALSE, NAME_WIDTH - 6);
  block->text = make_text (self, value, 9.5, FALSE, inner_width (self) - NAME_WIDTH);
  block->height = MAX (height_of (block->name), height_of (block->text));
}

static void
add_facts (GwSheetLayout *self, GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const GwSheetFact *fact = facts->pdata[i];

      add_fact (self, fact->name, fact->value);
    }
}

/* ---- pictures ---- */

static double
picture_width (const GwSheetLayout *self)
{
  return (inner_width (self) - PICTURE_GAP) / 2;
}

static double
height_for (GdkTexture *texture, double width)
{
  /* What is missing takes a place, too. */
  if (texture == NULL)
    return width / 3;
  return MIN (width, width * gdk_texture_get_height (texture) /
                         MAX (1, gdk_texture_get_width (texture)));
}

static PangoLayout *
make_caption (GwSheetLayout *self, const GwSheetPhoto *item)
{
  g_autofree char *text = g_strdup_printf (
      "%s%s%s%s", item->photo->stage, item->photo->caption[0] != '\0' ? " · " : "",
      item->photo->caption, item->texture == NULL ? _ (" (could not be loaded)") : "");

  return make_text (self, text, 8.5, FALSE, picture_width (self));
}

static void
add_photos (GwSheetLayout *self)
{
  GPtrArray *photos = self->sheet->photos;

  if (photos->len > 0)
    add_heading (self, _ ("Photos"));
  for (guint i = 0; i < photos->len; i += 2)
    {
      Block *block = add_block (self, BLOCK_PHOTOS, GAP);
      double height = 0;

      for (guint k = 0; k < 2 && i + k < photos->len; k++)
        {
          const GwSheetPhoto *item = photos->pdata[i + k];
          PangoLayout *caption = make_caption (self, item);

          block->photos[k] = item;
          *(k == 0 ? &block->name : &block->text) = caption;
          height = MAX (height, height_for (item->texture, picture_width (self)) + 2 +
                                    height_of (caption));
        }
      block->height = height;
    }
}

static void
add_map (GwSheetLayout *self)
{
  Block *block;

  if (self->sheet->map == NULL)
    return;
  block = add_block (self, BLOCK_MAP, 8);
  block->height = height_for (self->sheet->map, inner_width (self));
}

/* ---- pages ---- */

static void
add_blocks (GwSheetLayout *self)
{
  GwSheet *sheet = self->sheet;
  g_autofree char *title = gw_sheet_text_title (sheet);
  g_autofree char *subtitle = gw_sheet_text_subtitle (sheet);
  g_autoptr (GPtrArray) facts = gw_sheet_text_facts (sheet);
  g_autoptr (GPtrArray) clocks = gw_sheet_text_clocks (sheet);
  g_autoptr (GPtrArray) why = gw_sheet_text_why (sheet);
  g_autoptr (GPtrArray) journal = gw_sheet_text_journal (sheet);

  add_text (self, title, 17, TRUE, 0);
  add_text (self, subtitle, 10, FALSE, 2);
  add_heading (self, gw_named_label (&sheet->detail->row->klass));
  add_text (self, sheet->detail->row->description, 10.5, FALSE, 3);
  add_facts (self, facts);
  add_map (self);
  if (clocks->len > 0)
    add_heading (self, _ ("Time limits"));
  add_facts (self, clocks);
  if (why->len > 0)
    add_heading (self, _ ("Why so"));
  add_facts (self, why);
  add_photos (self);
  add_heading (self, _ ("Journal"));
  add_facts (self, journal);
}

static void
paginate (GwSheetLayout *self)
{
  double bottom = self->height - MARGIN - FOOT;
  double y = MARGIN;
  guint page = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = self->blocks->pdata[i];
      const Block *next = i + 1 < self->blocks->len ? self->blocks->pdata[i + 1] : NULL;
      double wanted = block->before + block->height;

      if (block->keeps && next != NULL)
        wanted += next->before + next->height;
      if (y > MARGIN && y + wanted > bottom)
        {
          page++;
          y = MARGIN;
        }
      y += y > MARGIN ? block->before : 0;
      block->page = page;
      block->y = y;
      y += block->height;
    }
  self->n_pages = page + 1;
}

GwSheetLayout *
gw_sheet_layout_new (GwSheet *sheet, double width, double height)
{
  GwSheetLayout *self = g_new0 (GwSheetLayout, 1);

  self->sheet = gw_sheet_ref (sheet);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->width = width;
  self->height = height;
  add_blocks (self);
  paginate (self);
  return self;
}

void
gw_sheet_layout_free (GwSheetLayout *self)
{
  g_ptr_array_unref (self->blocks);
  g_object_unref (self->context);
  gw_sheet_unref (self->sheet);
  g_free (self);
}

guint
gw_sheet_layout_n_pages (const GwSheetLayout *self)
{
  return self->n_pages;
}

/* ---- drawing ---- */

static void
show_text (cairo_t *cr, PangoLayout *layout, double x, double y, double grey)
{
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_picture (cairo_t *cr, GdkTexture *texture, double x, double y, double width)
{
  double height = height_for (texture, width);
  cairo_surface_t *surface;
  int texture_width;
  int texture_height;
  double scale;

  cairo_rectangle (cr, x, y, width, height);
  cairo_set_line_width (cr, 0.5);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_stroke (cr);
  if (texture == NULL)
    return;
  texture_width = gdk_texture_get_width (texture);
  texture_height = gdk_texture_get_height (texture);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, texture_width, texture_height);
  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize)cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  scale = MIN (width / texture_width, height / texture_height);
  cairo_save (cr);
  cairo_translate (cr, x + (width - texture_width * scale) / 2, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static void
draw_photos (GwSheetLayout *self, const Block *block, cairo_t *cr)
{
  double width = picture_width (self);

  for (guint k = 0; k < 2 && block->photos[k] != NULL; k++)
    {
      GdkTexture *texture = block->photos[k]->texture;
      double x = MARGIN + k * (width + PICTURE_GAP);

      draw_picture (cr, texture, x, block->y, width);
      show_text (cr, k == 0 ? block->name : block->text, x,
                 block->y + height_for (texture, width) + 2, 0.25);
    }
}

static void
draw_block (GwSheetLayout *self, const Block *block, cairo_t *cr)
{
  switch (block->kind)
    {
    case BLOCK_TEXT:
      show_text (cr, block->text, MARGIN, block->y, 0);
      break;
    case BLOCK_FACT:
      show_text (cr, block->name, MARGIN, block->y, 0.35);
      show_text (cr, block->text, MARGIN + NAME_WIDTH, block->y, 0);
      break;
    case BLOCK_MAP:
      draw_picture (cr, self->sheet->map, MARGIN, block->y, inner_width (self));
      break;
    case BLOCK_PHOTOS:
      draw_photos (self, block, cr);
      break;
    }
}

static void
draw_foot (GwSheetLayout *self, guint page, cairo_t *cr)
{
  g_autofree char *note = gw_sheet_text_foot (self->sheet);
  g_autofree char *count = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->n_pages);
  double y = self->height - MARGIN - 10;
  g_autoptr (PangoLayout) left = make_text (self, note, 8, FALSE, inner_width (self) - 90);
  g_autoptr (PangoLayout) right = make_text (self, count, 8, FALSE, 90);

  pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, MARGIN, y - 4);
  cairo_line_to (cr, self->width - MARGIN, y - 4);
  cairo_stroke (cr);
  show_text (cr, left, MARGIN, y, 0.35);
  show_text (cr, right, self->width - MARGIN - 90, y, 0.35);
}

void
gw_sheet_layout_draw (GwSheetLayout *self, guint page, cairo_t *cr)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = self->blocks->pdata[i];

      if (block->page == page)
        draw_block (self, block, cr);
    }
  draw_foot (self, page, cr);
}
