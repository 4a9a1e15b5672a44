/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a workbook: what it says first, then a sheet for each table. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/render.h"

#include <string.h>
#include <xlsxwriter.h>

#define SECONDS_PER_DAY 86400.0
#define WIDTH_TEXT 26
#define WIDTH_NUMBER 12
#define OVERVIEW_WIDTH 110
#define HEAD_HEIGHT 32
/* Excel's limit for the name of a sheet, and what it must not hold. */
#define SHEET_NAME_MAX 31
#define SHEET_NAME_BAD "[]:*?/\\'"

typedef struct
{
  const GwReportDocument *report;
  lxw_workbook *workbook;
  lxw_format *title;
  lxw_format *bold;
  lxw_format *wrapped;
  lxw_format *head;
  lxw_format *none;
  lxw_format *formats[2][GW_N_REPORT_TYPES]; /* plain, total */
} Book;

static void
make_formats (Book *book)
{
  static const char *const numbers[GW_N_REPORT_TYPES] = {
    "@", "#,##0", "0.0%", "[h]:mm", "0.00", "+#,##0;-#,##0;0", "+0.0%;-0.0%;0.0%"
  };

  book->title = workbook_add_format (book->workbook);
  format_set_font_size (book->title, 16);
  format_set_bold (book->title);
  book->bold = workbook_add_format (book->workbook);
  format_set_bold (book->bold);
  book->wrapped = workbook_add_format (book->workbook);
  format_set_text_wrap (book->wrapped);
  format_set_align (book->wrapped, LXW_ALIGN_VERTICAL_TOP);
  book->head = workbook_add_format (book->workbook);
  format_set_bold (book->head);
  format_set_text_wrap (book->head);
  format_set_bg_color (book->head, 0xe4eaf3);
  format_set_bottom (book->head, LXW_BORDER_THIN);
  format_set_align (book->head, LXW_ALIGN_VERTICAL_CENTER);
  book->none = workbook_add_format (book->workbook);
  format_set_font_color (book->none, 0x6a6a6a);
  format_set_align (book->none, LXW_ALIGN_RIGHT);
  for (guint total = 0; total < 2; total++)
    for (guint type = 0; type < GW_N_REPORT_TYPES; type++)
      {
        lxw_format *format = workbook_add_format (book->workbook);

        format_set_num_format (format, numbers[type]);
        if (total)
          {
            format_set_bold (format);
            format_set_top (format, LXW_BORDER_THIN);
          }
        book->formats[total][type] = format;
      }
}

/* Two long titles may begin alike: the later ones end with a number. */
static lxw_worksheet *
add_sheet (Book *book, const char *wanted)
{
  g_autofree char *ending = g_strdup ("");

  for (guint n = 2;; n++)
    {
      glong room = SHEET_NAME_MAX - (glong)strlen (ending);
      g_autofree char *start =
          g_utf8_substring (wanted, 0, MIN (room, g_utf8_strlen (wanted, -1)));
      g_autofree char *name = g_strconcat (start, ending, NULL);

      g_strdelimit (name, SHEET_NAME_BAD, ' ');
      if (workbook_get_worksheet_by_name (book->workbook, name) == NULL)
        return workbook_add_worksheet (book->workbook, name);
      g_free (ending);
      ending = g_strdup_printf (" %u", n);
    }
}

static void
write_facts (Book *book, lxw_worksheet *sheet, const GPtrArray *facts, guint *row)
{
  for (guint i = 0; i < facts->len; i++, (*row)++)
    {
      const GwReportFact *fact = facts->pdata[i];
      g_autofree char *text = g_strdup_printf (
          book->report->zh ? "%s：%s%s%s%s" : "%s: %s%s%s%s", fact->title, fact->value,
          fact->change ? (book->report->zh ? "（" : " (") : "",
          fact->change ? fact->change : "",
          fact->change ? (book->report->zh ? "）" : ")") : "");

      worksheet_write_string (sheet, *row, 0, text, NULL);
    }
}

static void
write_overview (Book *book)
{
  const GwReportDocument *report = book->report;
  lxw_worksheet *sheet = add_sheet (book, report->zh ? "概况" : "Overview");
  guint row = 0;

  worksheet_set_column (sheet, 0, 0, OVERVIEW_WIDTH, NULL);
  worksheet_write_string (sheet, row++, 0, report->title, book->title);
  worksheet_write_string (sheet, row++, 0, report->city, book->bold);
  worksheet_write_string (sheet, row++, 0, report->period, NULL);
  worksheet_write_string (sheet, row++, 0, report->made, NULL);
  if (report->warning != NULL)
    worksheet_write_string (sheet, row++, 0, report->warning, book->wrapped);
  row++;
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GwReportBlock *block = report->blocks->pdata[i];

      if (block->kind == GW_REPORT_BLOCK_PARAGRAPH)
        worksheet_write_string (sheet, row++, 0, block->text, book->wrapped);
      else if (block->kind == GW_REPORT_BLOCK_FACTS)
        write_facts (book, sheet, block->facts, &row);
    }
}

static void
write_value (Book *book, lxw_worksheet *sheet, guint row, guint column,
             const GwReportValue *value, GwReportType type, gboolean total)
{
  lxw_format *format = book->formats[total][type];

  if (!value->has_value)
    worksheet_write_string (sheet, row, (lxw_col_t)column,
                            gw_report_no_cases (book->report->zh), book->none);
  else if (type == GW_REPORT_TEXT)
    worksheet_write_string (sheet, row, (lxw_col_t)column, value->text, format);
  else
    worksheet_write_number (sheet, row, (lxw_col_t)column,
                            type == GW_REPORT_DURATION ? value->number / SECONDS_PER_DAY
                                                       : value->number,
                            format);
}

static void
write_table (Book *book, const GwReportTable *table)
{
  lxw_worksheet *sheet = add_sheet (book, table->title);
  guint n_rows = table->rows->len;

  worksheet_set_row (sheet, 0, HEAD_HEIGHT, NULL);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const GwReportColumn *column = gw_report_table_column (table, i);

      worksheet_set_column (sheet, (lxw_col_t)i, (lxw_col_t)i,
                            column->type == GW_REPORT_TEXT ? WIDTH_TEXT : WIDTH_NUMBER,
                            NULL);
      worksheet_write_string (sheet, 0, (lxw_col_t)i, column->title, book->head);
    }
  for (guint row = 0; row < n_rows; row++)
    for (guint i = 0; i < table->columns->len; i++)
      write_value (book, sheet, row + 1, i, gw_report_table_value (table, row, i),
                   gw_report_table_column (table, i)->type,
                   table->has_total && row + 1 == n_rows);
  worksheet_freeze_panes (sheet, 1, 1);
  if (n_rows > 0)
    worksheet_autofilter (sheet, 0, 0, n_rows - (table->has_total ? 1 : 0),
                          (lxw_col_t)(table->columns->len - 1));
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9); /* A4 */
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_repeat_rows (sheet, 0, 0);
}

gboolean
gw_report_write_xlsx (const GwReportDocument *report, const char *path, GError **error)
{
  /* Rows go out as they come: 20,000 cells would take 200 MB of memory else. */
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  Book book = { .report = report, .workbook = workbook_new_opt (path, &options) };
  lxw_doc_properties properties = { .title = report->title,
                                    .subject = report->period,
                                    .company = report->city };
  lxw_error code;

  if (book.workbook == NULL)
    {
      g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_FAILED, "%s: out of memory",
                   path);
      return FALSE;
    }
  workbook_set_properties (book.workbook, &properties);
  make_formats (&book);
  write_overview (&book);
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GwReportBlock *block = report->blocks->pdata[i];

      if (block->table != NULL)
        write_table (&book, block->table);
    }
  code = workbook_close (book.workbook);
  if (code == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_FAILED, "%s: %s", path,
               lxw_strerror (code));
  return FALSE;
}
