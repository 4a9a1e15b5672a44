/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of components and matters, and under which conditions and limits they are filed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers are stored. */
typedef enum
{
  GW_KIND_MATTER = 0,
  GW_KIND_COMPONENT = 1,
  GW_KIND_ANY = 2, /* in rules only */
} GwClassKind;

/* "component", "matter"; NULL otherwise. Static. */
const char *gw_class_kind_name (GwClassKind kind);
gboolean gw_class_kind_parse (const char *name, GwClassKind *ret_kind);

/* The numbers are stored. */
typedef enum
{
  GW_UNIT_URGENT_HOUR = 1, /* runs day and night */
  GW_UNIT_WORK_HOUR = 2,   /* runs inside working slots only */
  GW_UNIT_WORK_DAY = 3,    /* so many working hours as a working day has (8) */
  GW_UNIT_NATURAL_DAY = 4, /* 24 hours each, day and night */
} GwLimitUnit;

/* A limit of more is a typing error. */
#define GW_LIMIT_MAX 10000

typedef struct
{
  guint value; /* > 0; 0: no limit */
  GwLimitUnit unit;
} GwLimit;

/* "urgent_hour", "work_hour", "work_day", "natural_day". Static. */
const char *gw_limit_unit_name (GwLimitUnit unit);
gboolean gw_limit_unit_parse (const char *name, GwLimitUnit *ret_unit);
/* The same limit running around the clock: hours stay hours, days become natural days. */
GwLimit gw_limit_urgent (GwLimit limit);

/* Another limit for a part of each year. Days are month * 100 + day, both included. */
typedef struct
{
  guint from; /* 1101 */
  guint to;   /* 315; before from: over the turn of the year */
  GwLimit limit;
} GwSeason;

/* One class has several; each has its own limit. Two that differ in anything are two. */
typedef struct
{
  gint64 id;  /* of the stored row; 0: not stored */
  char *code; /* stable inside its class: "01" */
  char *text; /* the condition under which a case is filed */
  char *text_en;
  GwLimit limit;   /* for the handling */
  GArray *seasons; /* GwSeason, apart from each other; NULL: none */
  char *closing;   /* what must be true to close */
  char *closing_en;
  gboolean sample; /* shipped as an example, not decided by the city */
} GwFilingCondition;

/* The limit on a local date (yyyymmdd): of the season that the day lies in, else its own. */
GwLimit gw_condition_limit (const GwFilingCondition *condition, guint local_date);

/*
 * Seasons as text: "03-01..05-31=15 work_day;11-15..02-28=30 natural_day". Empty or NULL:
 * none, *ret_seasons is NULL. FALSE with GW_CASE_ERROR_TABLE for what cannot be read, days
 * that no year has, a limit of 0 and seasons that overlap.
 */
gboolean gw_seasons_parse (const char *text, GArray **ret_seasons, GError **error);
/* The same text, by their first days; "" for NULL. Caller frees. */
char *gw_seasons_to_text (const GArray *seasons);

/* What a class is called in another scheme. */
typedef struct
{
  char *scheme;
  char *code; /* NULL: the class is known to have no counterpart that anybody named */
  char *name; /* NULL too then */
  char *name_en;
} GwClassMapping;

typedef struct
{
  gint64 id;    /* of the stored row; 0: not stored */
  char *scheme; /* NULL: not told */
  GwClassKind kind;
  char *code;
  char *group; /* large class */
  char *group_en;
  char *name;
  char *name_en;
  GPtrArray *conditions; /* GwFilingCondition, by code; the first is taken by default */
  GPtrArray *mappings;   /* GwClassMapping */
} GwCaseClass;

/* The condition of that code; NULL: the default one. NULL when the class has none such. */
const GwFilingCondition *gw_case_class_condition (const GwCaseClass *class,
                                                  const char *code);

/* Filled once, then immutable; reference counted, shared between threads. */
typedef struct _GwCatalogue GwCatalogue;

GwCatalogue *gw_catalogue_new (void);
GwCatalogue *gw_catalogue_ref (GwCatalogue *catalogue);
void gw_catalogue_unref (GwCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCatalogue, gw_catalogue_unref)

/* Every class must have a condition; GW_CASE_ERROR_TABLE names one that has none. */
gboolean gw_catalogue_check (const GwCatalogue *catalogue, GError **error);
/*
 * The classes that are shipped for a scheme ("gb30428-2013", "gb47678-2026") with sample
 * conditions. NULL with GW_CASE_ERROR_TABLE for a scheme that has none.
 */
GwCatalogue *gw_catalogue_new_builtin (const char *code_scheme, GError **error);

guint gw_catalogue_size (const GwCatalogue *catalogue);
/* In the order of adding. Owned by the catalogue. */
const GwCaseClass *gw_catalogue_get (const GwCatalogue *catalogue, guint position);
/*
 * The first class in that order whose code begins so; the whole code finds that very class when
 * no class before it begins so. Costs one look into a table. NULL: none. Owned by the catalogue.
 */
const GwCaseClass *gw_catalogue_find_first (const GwCatalogue *catalogue, GwClassKind kind,
                                            const char *beginning);
/* NULL when unknown. Owned by the catalogue. */
const GwCaseClass *gw_catalogue_find (const GwCatalogue *catalogue, GwClassKind kind,
                                      const char *code);
/*
 * Also versions that are no longer valid and classes of other schemes: cases keep theirs.
 * Such a class has the conditions that it had last. NULL when unknown.
 */
const GwCaseClass *gw_catalogue_find_by_id (const GwCatalogue *catalogue, gint64 id);
const GwFilingCondition *gw_catalogue_find_condition_by_id (const GwCatalogue *catalogue,
                                                            gint64 id);
/* What gw_catalogue_get() does not list of these classes. */
guint gw_catalogue_n_former (const GwCatalogue *catalogue);
const GwCaseClass *gw_catalogue_get_former (const GwCatalogue *catalogue, guint position);
/* The limit of the default condition outside of any season; value 0 when there is none. */
GwLimit gw_case_class_limit (const GwCaseClass *class);

G_END_DECLS
