/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a page: their columns, how they sort and how they are filled. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* name: what a screen reader calls it, in words. */
GtkColumnView *gw_data_table_new (const char *name);
/*
 * setup and bind are called as f (GUINT_TO_POINTER (column), GtkListItem *). title in words,
 * may be "". Owned by the table, which can be dragged at it.
 */
GtkColumnViewColumn *gw_data_table_add_column (GtkColumnView *table, guint column,
                                               const char *title, GCallback setup,
                                               GCallback bind);
/* Titles of numbers stand over them. After all columns were added. */
void gw_data_table_align_titles (GtkColumnView *table,
                                 gboolean (*is_number) (guint column));
/* Rows in the order of the table's sorters, none selected at first. Transfer full. */
GtkSingleSelection *gw_data_table_select_sorted (GtkColumnView *table, GListStore *rows);
/* Items instead of all that were there. */
void gw_data_table_fill (GListStore *rows, GPtrArray *items);

/* --- of texts alone ----------------------------------------------------------------------- */

#define GW_TYPE_TEXT_ROW (gw_text_row_get_type ())
G_DECLARE_FINAL_TYPE (GwTextRow, gw_text_row, GW, TEXT_ROW, GObject)

/* A text for each column, to be set before it is shown; data is freed with it, may be NULL. */
GwTextRow *gw_text_row_new (guint n_columns, gpointer data, GDestroyNotify free_data);
/* Takes the text. */
void gw_text_row_take (GwTextRow *row, guint column, char *text);
const char *gw_text_row_get (const GwTextRow *row, guint column);
gpointer gw_text_row_get_data (const GwTextRow *row);

typedef struct
{
  guint column;      /* of the rows */
  const char *title; /* marked for translation */
  gboolean is_wide;  /* takes the room that there is, and is cut where it ends */
  gboolean has_tip;  /* the text again, whole */
} GwTextColumn;

/* For rows of GW_TYPE_TEXT_ROW. columns stays. */
void gw_data_table_add_texts (GtkColumnView *table, const GwTextColumn *columns, guint n);

G_END_DECLS
