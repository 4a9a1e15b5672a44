/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report before it is a file: blocks in the order in which they are read. */
#pragma once

#include "gis/shape.h"

G_BEGIN_DECLS

typedef enum
{
  GW_REPORT_TEXT,
  GW_REPORT_COUNT,
  GW_REPORT_RATE,     /* a share: 0.5 is 50 % */
  GW_REPORT_DURATION, /* seconds */
  GW_REPORT_SCORE,    /* points, to two places */
  /* Since another period; said in words, with an arrow: "↑ up 12". */
  GW_REPORT_CHANGE,      /* of counts */
  GW_REPORT_RATE_CHANGE, /* of rates: 0.05 is 5 percentage points */
  GW_N_REPORT_TYPES,
} GwReportType;

/* TRUE for what is not whole: rates, scores. */
gboolean gw_report_type_is_fraction (GwReportType type);

typedef struct
{
  char *name;  /* stable, for programs: "closed" */
  char *title; /* for readers */
  GwReportType type;
  gboolean is_printed; /* on paper; files have every column */
} GwReportColumn;

/* What has no value says so in words; it is never 0 and never blank. */
typedef struct
{
  char *text; /* of texts */
  double number;
  gboolean has_value; /* FALSE: no cases */
} GwReportValue;

typedef struct
{
  gboolean zh;         /* as the report's */
  char *name;          /* stable: a file's or a sheet's */
  char *title;         /* in the report's language */
  char *note;          /* what the rows are; or NULL */
  GArray *columns;     /* GwReportColumn */
  GPtrArray *rows;     /* GArray of GwReportValue, one for each column */
  gboolean has_total;  /* the last row is the sum of those before */
  guint n_printed;     /* rows at most on paper; 0: all */
  gboolean only_some;  /* rows of zeros are not on paper */
  gboolean is_printed; /* tables of cells are not: there are too many */
} GwReportTable;

typedef enum
{
  GW_REPORT_LINES,     /* over time */
  GW_REPORT_BARS,      /* lying, one for each label */
  GW_REPORT_PARETO,    /* standing, with the share of all so far */
  GW_REPORT_HISTOGRAM, /* standing */
  GW_REPORT_STACKS,    /* lying: of each label its whole, divided among the series */
} GwReportChartKind;

typedef struct
{
  char *title;
  double *values; /* NAN: none; as many as there are labels */
} GwReportSeries;

typedef struct
{
  GwReportChartKind kind;
  char *title;
  char *note;        /* or NULL */
  GwReportType type; /* of the values: counts or rates */
  GPtrArray *labels; /* char * */
  GPtrArray *series; /* GwReportSeries */
} GwReportChart;

/* Ground with the figures of one row of a table. */
typedef struct
{
  char *title;
  char *note;
  GwReportTable *table; /* borrowed: of the same report; its rows go with the shapes */
  GPtrArray *shapes;    /* GwShape, one for each row but the total; NULL: no ground */
  guint column;         /* that colours the ground: a rate */
  gboolean is_printed;
} GwReportMap;

typedef struct
{
  char *title;
  char *value;  /* as it is printed */
  char *change; /* since the period before, or NULL */
  int mood;     /* of the change: 1 better, -1 worse, 0 neither */
} GwReportFact;

typedef enum
{
  GW_REPORT_BLOCK_HEADING,
  GW_REPORT_BLOCK_PARAGRAPH,
  GW_REPORT_BLOCK_FACTS,
  GW_REPORT_BLOCK_TABLE,
  GW_REPORT_BLOCK_CHART,
  GW_REPORT_BLOCK_MAP,
} GwReportBlockKind;

typedef struct
{
  GwReportBlockKind kind;
  char *text;       /* of headings and paragraphs */
  GPtrArray *facts; /* GwReportFact */
  GwReportTable *table;
  GwReportChart *chart;
  GwReportMap *map;
} GwReportBlock;

typedef struct
{
  gboolean zh;
  char *city;
  char *title;   /* "城市管理月报" */
  char *period;  /* "2026年10月（10月1日至31日）" */
  char *stem;    /* of file names: "gridward-month-2026-10-zh" */
  char *made;    /* when, and up to which event of the journal */
  char *warning; /* above all else, or NULL: a synthetic city, a period that still runs */
  GPtrArray *blocks; /* GwReportBlock */
} GwReportDocument;

GwReportDocument *gw_report_document_new (gboolean zh);
void gw_report_document_free (GwReportDocument *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwReportDocument, gw_report_document_free)

/* Adds to the end. Text is copied. */
void gw_report_add_heading (GwReportDocument *report, const char *text);
void gw_report_add_paragraph (GwReportDocument *report, const char *text);
/* Owned by the report; the caller fills it. */
GPtrArray *gw_report_add_facts (GwReportDocument *report);
GwReportTable *gw_report_add_table (GwReportDocument *report, const char *name,
                                    const char *title);
GwReportChart *gw_report_add_chart (GwReportDocument *report, GwReportChartKind kind,
                                    const char *title);
GwReportMap *gw_report_add_map (GwReportDocument *report, GwReportTable *table,
                                guint column, const char *title);
void gw_report_facts_take (GPtrArray *facts, const char *title, char *value, char *change,
                           int mood);

void gw_report_table_add_column (GwReportTable *table, const char *name, const char *title,
                                 GwReportType type, gboolean is_printed);
/* An empty row, to be filled in the order of the columns. Owned by the table. */
GArray *gw_report_table_add_row (GwReportTable *table);
void gw_report_row_add_text (GArray *row, const char *text);
void gw_report_row_add_number (GArray *row, double number);
/* "No cases." */
void gw_report_row_add_none (GArray *row);
const GwReportColumn *gw_report_table_column (const GwReportTable *table, guint position);
const GwReportValue *gw_report_table_value (const GwReportTable *table, guint row,
                                            guint column);

/* Takes the values: as many as the chart has labels. */
void gw_report_chart_take_series (GwReportChart *chart, const char *title, double *values);

/* The table of that name, or NULL. */
GwReportTable *gw_report_find_table (const GwReportDocument *report, const char *name);

/* What stands where a number would be made up. Static. */
const char *gw_report_no_cases (gboolean zh);
/* A score in hundredths, as it is printed: equal ones share a rank. */
gint64 gw_report_score_cents (double score);
/* A value as a reader is told: "1,234", "83.3%", "2 h 10 min", "no cases". Caller frees. */
char *gw_report_dup_value_text (const GwReportValue *value, GwReportType type, gboolean zh);

G_END_DECLS
