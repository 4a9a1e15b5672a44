/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole catalogue as rows: what its CSV files and the store hold. */
#pragma once

#include "backend/rules/catalogue.h"
#include "backend/rules/faults.h"

G_BEGIN_DECLS

typedef enum
{
  GW_TABLE_SCHEMES,
  GW_TABLE_CLASSES,
  GW_TABLE_CONDITIONS,
  GW_TABLE_MAPPING,
  GW_N_TABLES
} GwCatalogueTable;

/* Columns of each table before its validity; the first ones are the row's key. */
enum
{
  GW_SCHEME_SCHEME,
  GW_SCHEME_NAME,
  GW_SCHEME_NAME_EN,
  GW_SCHEME_N_FIELDS
};

enum
{
  GW_CLASS_SCHEME,
  GW_CLASS_KIND,
  GW_CLASS_CODE,
  GW_CLASS_GROUP,
  GW_CLASS_GROUP_EN,
  GW_CLASS_NAME,
  GW_CLASS_NAME_EN,
  GW_CLASS_N_FIELDS
};

enum
{
  GW_CONDITION_SCHEME,
  GW_CONDITION_KIND,
  GW_CONDITION_CLASS,
  GW_CONDITION_CODE,
  GW_CONDITION_TEXT,
  GW_CONDITION_TEXT_EN,
  GW_CONDITION_LIMIT,
  GW_CONDITION_UNIT,
  GW_CONDITION_SEASONS, /* as gw_seasons_to_text() writes them */
  GW_CONDITION_CLOSING,
  GW_CONDITION_CLOSING_EN,
  GW_CONDITION_SAMPLE, /* yes, no */
  GW_CONDITION_N_FIELDS
};

enum
{
  GW_MAPPING_KIND,
  GW_MAPPING_SCHEME,
  GW_MAPPING_CLASS,
  GW_MAPPING_TO_SCHEME,
  GW_MAPPING_TO_CLASS, /* empty: unmapped */
  GW_MAPPING_STATUS,   /* mapped, unmapped */
  GW_MAPPING_N_FIELDS
};

#define GW_CATALOGUE_MAX_FIELDS GW_CONDITION_N_FIELDS

/* A version of something: what changes gets another row, and cases keep theirs. */
typedef struct
{
  gint64 id;          /* in the store; 0: not there */
  guint32 valid_from; /* yyyymmdd; 0: not said, since ever */
  guint32 valid_to;   /* the first day that it is no longer valid; 0: none */
  guint file;         /* where it was read, for faults */
  guint line;
  guint faulty; /* 1u << field: known to be wrong, nothing more is said of them */
  char *fields[GW_CATALOGUE_MAX_FIELDS]; /* owned; "" for what is not there */
} GwCatalogueRow;

GwCatalogueRow *gw_catalogue_row_new (void);
void gw_catalogue_row_free (GwCatalogueRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCatalogueRow, gw_catalogue_row_free)
gboolean gw_catalogue_row_is_valid (const GwCatalogueRow *row, guint32 date);
/* The key fields as one text. Caller frees. */
char *gw_catalogue_row_key (GwCatalogueTable table, const GwCatalogueRow *row);
/* Whether all fields are the same, whatever the validity. */
gboolean gw_catalogue_row_equal (GwCatalogueTable table, const GwCatalogueRow *one,
                                 const GwCatalogueRow *other);

typedef struct
{
  GPtrArray *rows[GW_N_TABLES]; /* GwCatalogueRow */
} GwCatalogueBook;

GwCatalogueBook *gw_catalogue_book_new (void);
void gw_catalogue_book_free (GwCatalogueBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCatalogueBook, gw_catalogue_book_free)

/* "schemes", "classes", "conditions", "mapping". Static. */
const char *gw_catalogue_table_name (GwCatalogueTable table);
guint gw_catalogue_table_n_key (GwCatalogueTable table);
guint gw_catalogue_table_n_fields (GwCatalogueTable table);
/* The field's name; after the last field come "valid_from" and "valid_to". Static. */
const char *gw_catalogue_table_column (GwCatalogueTable table, guint field);

/*
 * Adds the rows of one file (RFC 4180, UTF-8; its header says which table it is). Every
 * fault goes to faults with line and column: with any, the book is not to be planned with.
 * file is kept in the rows.
 */
void gw_catalogue_book_read (GwCatalogueBook *book, guint file, const char *text,
                             gsize length, GwFaults *faults);
/*
 * Faults between rows: the same thing twice at a time, unknown schemes and classes, codes
 * that break their scheme, classes without a condition, mappings that contradict each
 * other. stored: what is there already. faults: one list for each file of the book.
 */
void gw_catalogue_book_check (const GwCatalogueBook *book, const GwCatalogueBook *stored,
                              guint32 today, GwFaults *const *faults);
/* One table as a file with its header, all versions, sorted. Reading it gives the same rows.
 * Caller frees. */
char *gw_catalogue_book_to_csv (const GwCatalogueBook *book, GwCatalogueTable table);

/* One change of what is stored. */
typedef struct
{
  GwCatalogueTable table;
  gint64 id;                 /* the stored row whose valid_to is set; 0: add row */
  guint32 valid_to;          /* 0: it has no end any more */
  const GwCatalogueRow *row; /* to add, from valid_from to valid_to */
  guint32 valid_from;
} GwCatalogueChange;

/*
 * GwCatalogueChange that make stored say what book says, endings first. What is the same
 * stays as it is; what differs ends today (or on the new row's valid_from, when that is
 * still to come) and is followed by the new row. What book does not name stays, or, with
 * replace, ends today if it belongs to a table and scheme that book has rows of.
 */
GArray *gw_catalogue_book_plan (const GwCatalogueBook *book, const GwCatalogueBook *stored,
                                guint32 today, gboolean replace);

/* The next date after this one on which a version begins or ends; 0: never. */
guint32 gw_catalogue_book_next_change (const GwCatalogueBook *book, guint32 date);
/* The catalogue of one scheme on a date. All other versions, also of other schemes, are
 * found by their ids alone. NULL with GW_CASE_ERROR_TABLE. */
GwCatalogue *gw_catalogue_new_from_book (const GwCatalogueBook *book, const char *scheme,
                                         guint32 date, GError **error);
/* What is shipped: three schemes, the classes of two, sample conditions, the mapping. */
GwCatalogueBook *gw_catalogue_book_new_builtin (GError **error);

G_END_DECLS
