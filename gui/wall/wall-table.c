/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two short tables of a wall screen. */
#define G_LOG_DOMAIN "gridward-wall"

#include "gui/wall/wall-table.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"
#include "gui/wall/wall-bar.h"

#define N_DEPARTMENTS 8
#define N_CELLS 10
#define N_COLUMNS 5

/* A row's widgets; bar NULL in the table of cells, which has a text in its place. */
typedef struct
{
  GtkWidget *columns[N_COLUMNS];
  GwWallBar *bar;
} Row;

struct _GwWallTable
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GArray *rows; /* Row; the first is the heading */
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (GwWallTable, gw_wall_table, GTK_TYPE_WIDGET)

static void
gw_wall_table_dispose (GObject *object)
{
  GwWallTable *self = GW_WALL_TABLE (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_array_unref);

  G_OBJECT_CLASS (gw_wall_table_parent_class)->dispose (object);
}

static void
gw_wall_table_class_init (GwWallTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_wall_table_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_wall_table_init (GwWallTable *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->grid = gtk_grid_new ();
  gtk_widget_add_css_class (self->grid, "wall-table");
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

static GtkWidget *
add_label (GwWallTable *self, guint column, const char *text)
{
  GtkWidget *label = gw_part_line (text, column > 0 ? "numeric" : NULL);

  if (column > 1)
    gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_grid_attach (GTK_GRID (self->grid), label, (int)column, (int)self->rows->len, 1, 1);
  return label;
}

/* texts: NULL, or one for each column. */
static void
add_row (GwWallTable *self, gboolean has_bar, const char *const *texts)
{
  Row row = { { NULL } };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (i == 1 && has_bar)
        {
          row.columns[i] = gw_wall_bar_new ();
          row.bar = GW_WALL_BAR (row.columns[i]);
          gtk_widget_set_valign (row.columns[i], GTK_ALIGN_CENTER);
          gtk_grid_attach (GTK_GRID (self->grid), row.columns[i], 1, (int)self->rows->len,
                           1, 1);
        }
      else
        row.columns[i] = add_label (self, i, texts != NULL ? texts[i] : "");
      if (texts != NULL)
        gtk_widget_add_css_class (row.columns[i], "wall-heading");
      gtk_widget_set_visible (row.columns[i], texts != NULL);
    }
  g_array_append_val (self->rows, row);
}

static void
fill_once (GwWallTable *self, const char *const *headings, guint n_rows, gboolean has_bar,
           const char *nothing)
{
  if (self->rows->len > 0)
    return;
  add_row (self, FALSE, headings);
  for (guint i = 0; i < n_rows; i++)
    add_row (self, has_bar, NULL);
  self->empty = gw_part_line (nothing, "wall-small");
  gtk_grid_attach (GTK_GRID (self->grid), self->empty, 0, (int)self->rows->len, N_COLUMNS,
                   1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  headings[0], -1);
}

static Row *
get_row (GwWallTable *self, guint position)
{
  return &g_array_index (self->rows, Row, position + 1);
}

static void
show_rows (GwWallTable *self, guint n_rows)
{
  for (guint i = 1; i < self->rows->len; i++)
    for (guint column = 0; column < N_COLUMNS; column++)
      gtk_widget_set_visible (g_array_index (self->rows, Row, i).columns[column],
                              i <= n_rows);
  gtk_widget_set_visible (self->empty, n_rows == 0);
}

static void
set_text (const Row *row, guint column, const char *text)
{
  gtk_label_set_label (GTK_LABEL (row->columns[column]), text);
}

static void
set_count (const Row *row, guint column, gint64 count, const char *css_class)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  set_text (row, column, text);
  if (css_class != NULL)
    gw_part_set_class (row->columns[column], css_class, count > 0);
}

static void
show_department (const Row *row, const char *name, const guint *lamps, guint open,
                 guint full)
{
  /* Translators: a department, then how many of its cases are late, soon due, and open. */
  g_autofree char *words =
      g_strdup_printf (_ ("%s: %u overdue, %u due soon, %u open"), name, lamps[GW_LAMP_RED],
                       lamps[GW_LAMP_YELLOW], open);

  set_text (row, 0, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->columns[0]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gw_wall_bar_show (row->bar, lamps, full);
  set_count (row, 2, lamps[GW_LAMP_RED], "late");
  set_count (row, 3, lamps[GW_LAMP_YELLOW], "soon");
  set_count (row, 4, open, NULL);
}

static void
add_department (GwBoardDepartment *sum, const GwBoardDepartment *more)
{
  for (guint i = 0; i < GW_LAMP_N; i++)
    sum->lamps[i] += more->lamps[i];
  sum->open += more->open;
}

void
gw_wall_table_show_departments (GwWallTable *self, const GwBoardRecord *board)
{
  const char *const headings[N_COLUMNS] = { _ ("Departments"), "", _ ("Overdue"),
                                            _ ("Due soon"), _ ("Open") };
  GwBoardDepartment others = { .open = 0 };
  guint n;
  guint full = 1;

  g_return_if_fail (GW_IS_WALL_TABLE (self) && board != NULL);

  n = board->departments->len;
  fill_once (self, headings, N_DEPARTMENTS, TRUE, _ ("No case is open."));
  for (guint i = N_DEPARTMENTS - 1; i < n && n > N_DEPARTMENTS; i++)
    add_department (&others, board->departments->pdata[i]);
  for (guint i = 0; i < n; i++)
    full = MAX (full, ((GwBoardDepartment *)board->departments->pdata[i])->open);
  full = MAX (full, others.open);
  for (guint i = 0; i < MIN (n, N_DEPARTMENTS); i++)
    {
      const GwBoardDepartment *row = board->departments->pdata[i];
      const char *name = row->department.code != NULL ? gw_named_label (&row->department)
                                                      : _ ("Not dispatched yet");
      gboolean is_rest = n > N_DEPARTMENTS && i == N_DEPARTMENTS - 1;

      show_department (get_row (self, i), is_rest ? _ ("All others") : name,
                       is_rest ? others.lamps : row->lamps,
                       is_rest ? others.open : row->open, full);
    }
  show_rows (self, MIN (n, N_DEPARTMENTS));
}

static char *
format_change (gint64 change)
{
  if (change == 0)
    return g_strdup ("±0");
  return g_strdup_printf ("%s%" G_GINT64_FORMAT, change > 0 ? "+" : "−", ABS (change));
}

static void
show_cell (const Row *row, const GwBoardCell *cell)
{
  /* The end of a code tells the cell apart inside its community. */
  gsize length = strlen (cell->code);
  g_autofree char *name = g_strdup_printf ("%s %s", gw_named_label (&cell->community),
                                           cell->code + (length > 3 ? length - 3 : 0));
  g_autofree char *change = format_change (cell->change);
  g_autofree char *words = g_strdup_printf (
      /* Translators: a cell, its open cases, those that are late, the change today. */
      _ ("Cell %s: %d open, %d overdue, %s today"), cell->code, (int)cell->open,
      (int)cell->overdue, change);

  set_text (row, 0, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->columns[0]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  set_text (row, 1, "");
  set_count (row, 2, cell->overdue, "late");
  set_text (row, 3, change);
  set_count (row, 4, cell->open, NULL);
}

void
gw_wall_table_show_cells (GwWallTable *self, const GwBoardRecord *board)
{
  const char *const headings[N_COLUMNS] = { _ ("Cells with the most open cases"), "",
                                            _ ("Overdue"), _ ("Today"), _ ("Open") };
  guint n;

  g_return_if_fail (GW_IS_WALL_TABLE (self) && board != NULL);

  n = MIN (board->cells->len, N_CELLS);
  fill_once (self, headings, N_CELLS, FALSE, _ ("No case is open."));
  for (guint i = 0; i < n; i++)
    show_cell (get_row (self, i), board->cells->pdata[i]);
  show_rows (self, n);
}
