/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that counts, with all that it is told apart by; made from the journal. */
#pragma once

#include "backend/rules/figures.h"
#include "backend/store/store.h"
#include "gis/point.h"

G_BEGIN_DECLS

/* By what things are told apart, as ids of rows; 0: none. */
typedef enum
{
  GW_THING_CELL,
  GW_THING_DUTY_GRID,
  GW_THING_CLASS,
  GW_THING_DEPARTMENT,
  GW_THING_SOURCE, /* see gw_store_figure_sources() */
  GW_THING_PERSON,
  GW_THING_HOUR,        /* local, 0 to 23 */
  GW_THING_POST,        /* gw_post_to_number() */
  GW_N_KEPT_THING_KEYS, /* what follows is known by those before */
  GW_THING_COMMUNITY = GW_N_KEPT_THING_KEYS,
  GW_THING_WEEKDAY, /* 1 Monday to 7 */
  GW_N_THING_KEYS,
} GwThingKey;

#define GW_THING_BIT(key) (1u << (key))

/* An event of the journal that counts, as it stood then; its community is left 0. */
typedef struct
{
  guint32 day; /* local date, yyyymmdd */
  gint64 seq;
  gint64 case_id;
  guint figures; /* bits of GwFigure */
  gint64 keys[GW_N_THING_KEYS];
  gint64 took;   /* seconds from its case's first filing, where it closed it; else 0 */
  GwFixed place; /* of its case, where it was filed; is not read back */
} GwThing;

#define GW_FIGURE_BIT(figure) (1u << (figure))

/*
 * One bounded step of following the journal: at most limit events behind the last step.
 * *ret_more: there are further ones.
 */
gboolean gw_store_figures_follow (GwStoreWriter *writer, guint limit, gboolean *ret_more,
                                  GError **error);
/* FALSE: all events are in. */
gboolean gw_store_figures_are_behind (GwStoreReader *reader);
/* Forgets everything, for it to be made again by following. */
gboolean gw_store_figures_clear (GwStoreWriter *writer, GError **error);

/* row: "figure_thing 20261122 57", its table and key; stored, computed: "none" or its values. */
typedef void (*GwFigureFaultFunc) (const char *row, const char *stored,
                                   const char *computed, gpointer data);
/*
 * Makes everything again, beside the file, as far as it has come, and tells each row that is
 * not the same. Blocks; needs as much room for temporary files as the rows take.
 */
gboolean gw_store_figures_check (GwStore *store, GwFigureFaultFunc func, gpointer data,
                                 GError **error);

/* The names of sources by id: a table gint64* -> char*. NULL on error. */
GHashTable *gw_store_figure_sources (GwStoreReader *reader, GError **error);

/* sign 1: the thing counts; -1: what was counted of it is taken back, its took is not told. */
typedef void (*GwThingFunc) (const GwThing *thing, int sign, gpointer data);

/*
 * What counts of the days from_day to to_day (local dates, both inclusive), and of that what
 * had been taken back by the end of until_day. cell_id: only in that cell; 0: all.
 */
gboolean gw_store_figure_things (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                                 gint64 cell_id, GwThingFunc func, gpointer data,
                                 GError **error);
gboolean gw_store_figure_gone (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                               guint32 until_day, GwThingFunc func, gpointer data,
                               GError **error);
/* What waited at the end of the day; the thing's figures is that one bit. */
gboolean gw_store_figure_waiting (GwStoreReader *reader, GwFigure figure, guint32 day,
                                  GwThingFunc func, gpointer data, GError **error);

G_END_DECLS
