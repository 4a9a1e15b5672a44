/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of a city: each gives a figure and names its faults. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/check-city.h"

#include "gis/coverage-check.h"
#include "gis/shape-check.h"

#include <glib/gi18n.h>

/* Cells are "ten-thousand-metre cells". */
#define MIN_MEDIAN_M2 8000.0
#define MAX_MEDIAN_M2 12000.0
/* Sums of a million doubles err by less; a missing square metre in a community by more. */
#define MAX_UNION_ERROR 1e-9
/* Round a gap: more would hide its place. */
#define MAX_CELLS_NAMED 12

void
gw_check_context_init (GwCheckContext *context, const GwCity *city,
                       const GwCodeScheme *scheme, GwCtlProgress *progress)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();

  *context = (GwCheckContext){ city, scheme, g_ptr_array_new (), NULL, progress };
  for (guint i = 0; i < city->cells->len; i++)
    {
      GwCityCell *cell = g_ptr_array_index (city->cells, i);

      if (gw_shape_check (cell->shape, NULL))
        {
          g_ptr_array_add (context->sound, cell);
          g_ptr_array_add (shapes, cell->shape);
        }
    }
  context->index = gw_cell_index_new ((GwShape *const *)shapes->pdata, shapes->len);
}

void
gw_check_context_clear (GwCheckContext *context)
{
  g_clear_pointer (&context->sound, g_ptr_array_unref);
  g_clear_pointer (&context->index, gw_cell_index_unref);
}

G_GNUC_PRINTF (2, 3)
static void
add_fault (GPtrArray *faults, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (faults, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static const GwCityCell *
sound_cell (const GwCheckContext *context, guint32 position)
{
  return g_ptr_array_index (context->sound, position);
}

/* Form and uniqueness of one code. */
static void
check_code (const GwCheckContext *context, GwCodeKind kind, const char *code,
            GHashTable *seen, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;

  if (!gw_code_check (context->scheme, kind, code, &error))
    add_fault (faults, "%s", error->message);
  if (!g_hash_table_add (seen, (gpointer)code))
    add_fault (faults, _ ("%s: the code is used more than once"), code);
}

char *
gw_check_codes (const GwCheckContext *context, GPtrArray *faults, GError **error)
{
  const GwCity *city = context->city;
  g_autoptr (GHashTable) cells = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) components = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < city->cells->len; i++)
    {
      const GwCityCell *cell = g_ptr_array_index (city->cells, i);

      check_code (context, GW_CODE_CELL, cell->code, cells, faults);
    }
  for (guint i = 0; i < city->components->len; i++)
    {
      const GwCityComponent *component = g_ptr_array_index (city->components, i);

      check_code (context, GW_CODE_COMPONENT, component->code, components, faults);
    }
  return g_strdup_printf (_ ("%u cells, %u components"), city->cells->len,
                          city->components->len);
}

char *
gw_check_borders (const GwCheckContext *context, GPtrArray *faults, GError **error)
{
  const GwCity *city = context->city;

  for (guint i = 0; i < city->cells->len; i++)
    {
      const GwCityCell *cell = g_ptr_array_index (city->cells, i);
      g_autoptr (GError) fault = NULL;

      if (!gw_shape_check (cell->shape, &fault))
        add_fault (faults, _ ("cell %s: %s"), cell->code, fault->message);
    }
  return g_strdup_printf (_ ("%u of %u valid"), context->sound->len, city->cells->len);
}

static void
check_done_cb (guint done, guint total, gpointer user_data)
{
  gw_ctl_progress_count_cb (N_ ("overlaps"), done, total, user_data);
}

char *
gw_check_overlaps (const GwCheckContext *context, GPtrArray *faults, GError **error)
{
  g_autoptr (GArray) overlaps = g_array_new (FALSE, FALSE, sizeof (GwOverlap));

  if (!gw_coverage_find_overlaps (context->index, 0, overlaps, check_done_cb,
                                  context->progress, error))
    return NULL;
  for (guint i = 0; i < overlaps->len; i++)
    {
      const GwOverlap *overlap = &g_array_index (overlaps, GwOverlap, i);
      g_autofree char *place = gw_fixed_to_text (overlap->place);

      add_fault (faults, _ ("cells %s and %s share %.2f m² at %s"),
                 sound_cell (context, overlap->other)->code,
                 sound_cell (context, overlap->cell)->code, overlap->area_m2, place);
    }
  return g_strdup_printf (_ ("%u pairs share ground"), overlaps->len);
}

/* Code of the community -> GPtrArray of its shapes. */
static GHashTable *
group_by_community (const GwCheckContext *context)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                              (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < context->sound->len; i++)
    {
      const GwCityCell *cell = sound_cell (context, i);
      GPtrArray *shapes = g_hash_table_lookup (groups, cell->community);

      if (shapes == NULL)
        {
          shapes = g_ptr_array_new ();
          g_hash_table_insert (groups, cell->community, shapes);
        }
      g_ptr_array_add (shapes, cell->shape);
    }
  return groups;
}

char *
gw_check_unions (const GwCheckContext *context, GPtrArray *faults, GError **error)
{
  g_autoptr (GHashTable) groups = group_by_community (context);
  g_autoptr (GList) codes =
      g_list_sort (g_hash_table_get_keys (groups), (GCompareFunc)g_strcmp0);
  double worst = 0;
  guint done = 0;

  for (GList *at = codes; at != NULL; at = at->next)
    {
      const GPtrArray *shapes = g_hash_table_lookup (groups, at->data);
      double off = 0;

      if (!gw_coverage_area_error ((GwShape *const *)shapes->pdata, shapes->len, &off,
                                   error))
        return NULL;
      worst = MAX (worst, off);
      if (off >= MAX_UNION_ERROR)
        add_fault (faults,
                   _ ("community %s: the area of its union is off the sum of its cells "
                      "by %.3g of it"),
                   (const char *)at->data, off);
      gw_ctl_progress_count_cb (N_ ("communities"), ++done, g_hash_table_size (groups),
                                context->progress);
    }
  return g_strdup_printf (_ ("%u communities, off by %.2g at most"),
                          g_hash_table_size (groups), worst);
}

/* "inside community C", or "between the cells A, B, …". */
static char *
describe_gap (const GwCheckContext *context, const GwGap *gap)
{
  const char *community = NULL;
  gboolean inside = gap->cells->len > 0;
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < gap->cells->len; i++)
    {
      const GwCityCell *cell = sound_cell (context, g_array_index (gap->cells, guint32, i));

      inside = inside && (community == NULL || g_str_equal (community, cell->community));
      community = cell->community;
      if (i < MAX_CELLS_NAMED)
        g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", cell->code);
      else if (i == MAX_CELLS_NAMED)
        g_string_append (list, ", …");
    }
  if (inside)
    return g_strdup_printf (_ ("inside community %s, between the cells %s"), community,
                            list->str);
  return g_strdup_printf (_ ("between the cells %s"), list->str);
}

char *
gw_check_gaps (const GwCheckContext *context, GPtrArray *faults, GError **error)
{
  g_autoptr (GPtrArray) gaps = gw_coverage_find_gaps (context->index, error);

  if (gaps == NULL)
    return NULL;
  for (guint i = 0; i < gaps->len; i++)
    {
      const GwGap *gap = g_ptr_array_index (gaps, i);
      g_autofree char *where = describe_gap (context, gap);
      g_autofree char *place = gw_fixed_to_text (gap->place);

      add_fault (faults, _ ("a gap of %.2f m² at %s, %s"), gap->area_m2, place, where);
    }
  return g_strdup_printf (_ ("%u gaps"), gaps->len);
}

char *
gw_check_components (const GwCheckContext *context, GPtrArray *faults, GError **error)
{
  const GPtrArray *components = context->city->components;
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n_right = 0;

  for (guint i = 0; i < components->len; i++)
    {
      const GwCityComponent *component = g_ptr_array_index (components, i);
      g_autofree char *place = gw_fixed_to_text (component->position);
      guint n_holders = 0;

      g_array_set_size (near, 0);
      gw_cell_index_find_in_box (context->index,
                                 (GwBox){ component->position, component->position }, near);
      for (guint k = 0; k < near->len; k++)
        n_holders += gw_shape_contains (
            gw_cell_index_shape (context->index, g_array_index (near, guint32, k)),
            component->position);
      if (n_holders == 0)
        add_fault (faults, _ ("component %s at %s is in no cell"), component->code, place);
      else if (n_holders > 1)
        add_fault (faults, _ ("component %s at %s is in %u cells"), component->code, place,
                   n_holders);
      else
        n_right++;
    }
  return g_strdup_printf (_ ("%u of %u in exactly one"), n_right, components->len);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right;
}

char *
gw_check_median_area (const GwCheckContext *context, GPtrArray *faults, GError **error)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (double));
  double median;

  for (guint i = 0; i < context->sound->len; i++)
    {
      double area = gw_shape_area_m2 (sound_cell (context, i)->shape);

      g_array_append_val (areas, area);
    }
  if (areas->len == 0)
    return g_strdup (_ ("no cells"));
  g_array_sort (areas, compare_doubles);
  median = g_array_index (areas, double, areas->len / 2);
  if (median < MIN_MEDIAN_M2 || median > MAX_MEDIAN_M2)
    add_fault (faults, _ ("the median cell has %.0f m², not %.0f to %.0f"), median,
               MIN_MEDIAN_M2, MAX_MEDIAN_M2);
  return g_strdup_printf (_ ("%.0f m²"), median);
}
