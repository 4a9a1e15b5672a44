/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a list of any length, in pages of which only some are held. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-pages.h"

struct _GwCasePages
{
  GPtrArray *pages;    /* GwCasePage */
  GArray *starts;      /* guint, the position after the last row at the end */
  GHashTable *numbers; /* number -> its GwCasePage */
  guint n_loaded;
  guint64 looks;
};

static void
page_free (gpointer data)
{
  GwCasePage *page = data;

  g_clear_pointer (&page->slots, g_ptr_array_unref);
  g_clear_pointer (&page->surplus, g_ptr_array_unref);
  g_free (page->after);
  g_free (page->until);
  g_free (page);
}

GwCasePages *
gw_case_pages_new (void)
{
  GwCasePages *pages = g_new0 (GwCasePages, 1);
  guint zero = 0;

  pages->pages = g_ptr_array_new_with_free_func (page_free);
  pages->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (pages->starts, zero);
  pages->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return pages;
}

void
gw_case_pages_free (GwCasePages *pages)
{
  g_hash_table_unref (pages->numbers);
  g_array_unref (pages->starts);
  g_ptr_array_unref (pages->pages);
  g_free (pages);
}

guint
gw_case_pages_get_n_pages (GwCasePages *pages)
{
  return pages->pages->len;
}

guint
gw_case_pages_get_start (GwCasePages *pages, guint i)
{
  return g_array_index (pages->starts, guint, i);
}

guint
gw_case_pages_get_n_rows (GwCasePages *pages)
{
  return gw_case_pages_get_start (pages, pages->pages->len);
}

GwCasePage *
gw_case_pages_get_page (GwCasePages *pages, guint i)
{
  return pages->pages->pdata[i];
}

GwCasePage *
gw_case_pages_append (GwCasePages *pages, const char *until, guint n_rows)
{
  GwCasePage *page = g_new0 (GwCasePage, 1);
  guint end = gw_case_pages_get_n_rows (pages) + n_rows;

  if (pages->pages->len > 0)
    page->after = g_strdup (gw_case_pages_get_page (pages, pages->pages->len - 1)->until);
  page->until = g_strdup (until);
  page->n_rows = n_rows;
  g_ptr_array_add (pages->pages, page);
  g_array_append_val (pages->starts, end);
  return page;
}

/* A page has grown by step: all after it begin elsewhere. Thousands of additions at most. */
static void
shift (GwCasePages *pages, guint i, int step)
{
  GwCasePage *page = gw_case_pages_get_page (pages, i);

  page->n_rows += (guint)step;
  for (guint k = i + 1; k < pages->starts->len; k++)
    g_array_index (pages->starts, guint, k) += (guint)step;
}

/* The page that holds the position; empty ones hold none. */
static guint
page_of (GwCasePages *pages, guint position)
{
  guint low = 0;
  guint high = pages->pages->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gw_case_pages_get_start (pages, middle + 1) <= position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
slot_free (gpointer slot)
{
  if (slot != NULL)
    g_object_unref (slot);
}

static void
make_slots (GwCasePage *page)
{
  if (page->slots != NULL)
    return;
  page->slots = g_ptr_array_new_full (page->n_rows, slot_free);
  g_ptr_array_set_size (page->slots, (int)page->n_rows);
}

GwCaseSlot *
gw_case_pages_look (GwCasePages *pages, guint position, guint *ret_page)
{
  guint i = page_of (pages, position);
  GwCasePage *page = gw_case_pages_get_page (pages, i);
  guint offset = position - gw_case_pages_get_start (pages, i);

  make_slots (page);
  if (page->slots->pdata[offset] == NULL)
    page->slots->pdata[offset] = gw_case_slot_new (NULL);
  page->used = ++pages->looks;
  *ret_page = i;
  return page->slots->pdata[offset];
}

static GwCase *
case_at (const GwCasePage *page, guint offset)
{
  GwCaseSlot *slot = page->slots != NULL ? page->slots->pdata[offset] : NULL;

  return slot != NULL ? gw_case_slot_get_case (slot) : NULL;
}

GwCase *
gw_case_pages_peek (GwCasePages *pages, guint position)
{
  guint i = page_of (pages, position);

  return case_at (gw_case_pages_get_page (pages, i),
                  position - gw_case_pages_get_start (pages, i));
}

/* TRUE with the offset when the page itself holds it, not only its surplus. */
static gboolean
find_in_page (const GwCasePage *page, const char *number, guint *ret_offset)
{
  for (guint k = 0; page->slots != NULL && k < page->n_rows; k++)
    {
      GwCase *object = case_at (page, k);

      if (object != NULL && g_str_equal (gw_case_get_number (object), number))
        {
          *ret_offset = k;
          return TRUE;
        }
    }
  return FALSE;
}

guint
gw_case_pages_find (GwCasePages *pages, const char *number)
{
  GwCasePage *page = number != NULL ? g_hash_table_lookup (pages->numbers, number) : NULL;
  guint offset;
  guint i;

  if (page == NULL || !find_in_page (page, number, &offset) ||
      !g_ptr_array_find (pages->pages, page, &i))
    return G_MAXUINT;
  return gw_case_pages_get_start (pages, i) + offset;
}

GwCase *
gw_case_pages_lookup (GwCasePages *pages, const char *number)
{
  guint position = gw_case_pages_find (pages, number);

  return position != G_MAXUINT ? gw_case_pages_peek (pages, position) : NULL;
}

static void
set_slot (GwCasePages *pages, GwCasePage *page, guint offset, GwCase *object)
{
  if (page->slots->pdata[offset] == NULL)
    page->slots->pdata[offset] = gw_case_slot_new (object);
  else
    gw_case_slot_set_case (page->slots->pdata[offset], object);
}

gboolean
gw_case_pages_fill (GwCasePages *pages, GwCasePage *page, GPtrArray *cases)
{
  guint n_taken = 0;

  make_slots (page);
  page->is_asked = FALSE;
  page->is_loaded = TRUE;
  pages->n_loaded++;
  for (guint k = 0; k < cases->len; k++)
    {
      GwCase *object = cases->pdata[k];

      if (g_hash_table_contains (pages->numbers, gw_case_get_number (object)))
        continue;
      g_hash_table_insert (pages->numbers, g_strdup (gw_case_get_number (object)), page);
      if (n_taken++ < page->n_rows)
        {
          set_slot (pages, page, n_taken - 1, object);
          continue;
        }
      if (page->surplus == NULL)
        page->surplus = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (page->surplus, g_object_ref (object));
    }
  return n_taken != page->n_rows;
}

gboolean
gw_case_pages_settle (GwCasePages *pages, guint i, guint *ret_position, guint *ret_removed,
                      guint *ret_added)
{
  GwCasePage *page = gw_case_pages_get_page (pages, i);
  guint n_full = page->n_rows;

  if (!page->is_loaded)
    return FALSE;
  while (n_full > 0 && case_at (page, n_full - 1) == NULL)
    n_full--;
  *ret_removed = page->n_rows - n_full;
  *ret_added = page->surplus != NULL ? page->surplus->len : 0;
  *ret_position = gw_case_pages_get_start (pages, i) + n_full;
  if (*ret_removed == 0 && *ret_added == 0)
    return FALSE;
  g_ptr_array_set_size (page->slots, (int)n_full);
  for (guint k = 0; k < *ret_added; k++)
    g_ptr_array_add (page->slots, gw_case_slot_new (page->surplus->pdata[k]));
  shift (pages, i, (int)*ret_added - (int)*ret_removed);
  g_clear_pointer (&page->surplus, g_ptr_array_unref);
  return TRUE;
}

void
gw_case_pages_remove (GwCasePages *pages, guint position)
{
  guint i = page_of (pages, position);
  GwCasePage *page = gw_case_pages_get_page (pages, i);
  guint offset = position - gw_case_pages_get_start (pages, i);
  GwCase *object = case_at (page, offset);

  if (object != NULL)
    g_hash_table_remove (pages->numbers, gw_case_get_number (object));
  g_ptr_array_remove_index (page->slots, offset);
  shift (pages, i, -1);
}

guint
gw_case_pages_insert (GwCasePages *pages, guint i, guint offset, GwCase *object)
{
  GwCasePage *page = gw_case_pages_get_page (pages, i);

  g_hash_table_insert (pages->numbers, g_strdup (gw_case_get_number (object)), page);
  g_ptr_array_insert (page->slots, (int)offset, gw_case_slot_new (object));
  shift (pages, i, 1);
  return gw_case_pages_get_start (pages, i) + offset;
}

static void
forget_page (GwCasePages *pages, GwCasePage *page)
{
  for (guint k = 0; k < page->n_rows; k++)
    {
      GwCase *object = case_at (page, k);

      if (object != NULL)
        g_hash_table_remove (pages->numbers, gw_case_get_number (object));
    }
  g_clear_pointer (&page->slots, g_ptr_array_unref);
  page->is_loaded = FALSE;
  pages->n_loaded--;
}

void
gw_case_pages_forget (GwCasePages *pages, guint max_loaded)
{
  while (pages->n_loaded > max_loaded)
    {
      GwCasePage *oldest = NULL;

      for (guint i = 0; i < pages->pages->len; i++)
        {
          GwCasePage *page = gw_case_pages_get_page (pages, i);

          /* A page that is not settled holds rows that no slot shows. */
          if (page->is_loaded && page->surplus == NULL &&
              (oldest == NULL || page->used < oldest->used))
            oldest = page;
        }
      if (oldest == NULL)
        return;
      forget_page (pages, oldest);
    }
}
