/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children one after the other in lines, as the words of a text. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/wrap-layout.h"

#define SPACING 6
#define LINE_SPACING 5

struct _GwWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (GwWrapLayout, gw_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Where the next child goes. */
typedef struct
{
  int x;
  int y;
  int line_height;
} Place;

/* A child that does not fit into the rest of its line begins the next one. */
static GtkRequisition
next_size (GtkWidget *child, int width, Place *place)
{
  GtkRequisition minimum;
  GtkRequisition natural;

  gtk_widget_get_preferred_size (child, &minimum, &natural);
  natural.width = MAX (MIN (natural.width, width), minimum.width);
  if (place->x > 0 && place->x + natural.width > width)
    {
      place->x = 0;
      place->y += place->line_height + LINE_SPACING;
      place->line_height = 0;
    }
  place->line_height = MAX (place->line_height, natural.height);
  return natural;
}

static int
height_for (GtkWidget *widget, int width)
{
  Place place = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      place.x += next_size (child, width, &place).width + SPACING;
  return place.y + place.line_height;
}

static void
measure (GtkLayoutManager *layout, GtkWidget *widget, GtkOrientation orientation,
         int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = height_for (widget, for_size < 0 ? G_MAXINT / 2 : for_size);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        GtkRequisition least;
        GtkRequisition wanted;

        gtk_widget_get_preferred_size (child, &least, &wanted);
        *minimum = MAX (*minimum, least.width);
        *natural += wanted.width + (*natural > 0 ? SPACING : 0);
      }
  *natural = MAX (*natural, *minimum);
}

/* The line that begins with first, at place.y; returns the child after its last one. */
static GtkWidget *
find_line (GtkWidget *first, int width, Place *place)
{
  GtkWidget *child = first;

  place->x = 0;
  place->line_height = 0;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      Place next = *place;

      if (!gtk_widget_should_layout (child))
        continue;
      next.x += next_size (child, width, &next).width + SPACING;
      if (next.y != place->y)
        break;
      *place = next;
    }
  return child;
}

/* Lower children stand in the middle of their line, so that words stand on one. */
static void
allocate_line (GtkWidget *widget, GtkWidget *first, GtkWidget *end, int width,
               const Place *line)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Place place = { .y = line->y };

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition size;

      if (!gtk_widget_should_layout (child))
        continue;
      size = next_size (child, width, &place);
      gtk_widget_size_allocate (
          child,
          &(GtkAllocation){ mirrored ? width - place.x - size.width : place.x,
                            line->y + (line->line_height - size.height) / 2, size.width,
                            size.height },
          -1);
      place.x += size.width + SPACING;
    }
}

static void
allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  Place place = { 0 };

  while (first != NULL)
    {
      GtkWidget *end = find_line (first, width, &place);

      allocate_line (widget, first, end, width, &place);
      place.y += place.line_height + LINE_SPACING;
      first = end;
    }
}

static void
gw_wrap_layout_class_init (GwWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = get_request_mode;
  layout_class->measure = measure;
  layout_class->allocate = allocate;
}

static void
gw_wrap_layout_init (GwWrapLayout *self)
{
}
