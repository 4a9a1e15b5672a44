/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places by their names, and the nearest described place of a point. */
#pragma once

#include "gis/point.h"

G_BEGIN_DECLS

/* The first of equals is told first: in this order. */
typedef enum
{
  GW_PLACE_STREET,
  GW_PLACE_AREA, /* city, district, street office or town */
  GW_PLACE_COMMUNITY,
  GW_PLACE_POI,
  GW_PLACE_COMPONENT,
  GW_PLACE_CELL,
  GW_PLACE_HOUSE, /* a number on a street */
  GW_N_PLACE_KINDS,
} GwPlaceKind;

/* "street", "area", …; static. */
const char *gw_place_kind_name (GwPlaceKind kind);

/*
 * All places of a city, searchable. Immutable, reference counted, shared between threads.
 * An entry takes about 16 bytes, its texts, and 4 bytes for each place in them at which a
 * search may begin; a house number takes 24 bytes and no text.
 */
typedef struct _GwGazetteer GwGazetteer;
typedef struct _GwGazetteerBuilder GwGazetteerBuilder;

GwGazetteerBuilder *gw_gazetteer_builder_new (void);
void gw_gazetteer_builder_free (GwGazetteerBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwGazetteerBuilder, gw_gazetteer_builder_free)

/* Any kind but a street or a house. Texts are copied; each may be NULL. */
void gw_gazetteer_builder_add (GwGazetteerBuilder *builder, GwPlaceKind kind,
                               const char *code, const char *name, const char *name_en,
                               GwFixed position);
/* A street; returns its number for the two calls below. name_en may be NULL. */
guint gw_gazetteer_builder_add_street (GwGazetteerBuilder *builder, const char *name,
                                       const char *name_en);
/* A piece of its middle line; a street may have any number. */
void gw_gazetteer_builder_add_line (GwGazetteerBuilder *builder, guint street,
                                    const GwFixed *points, guint n_points);
/* number: 1 to GW_HOUSE_NUMBER_MAX. suffix: "", "A" or "-1". */
void gw_gazetteer_builder_add_house (GwGazetteerBuilder *builder, guint street,
                                     guint number, const char *suffix, GwFixed position);
/* The whole; the builder is empty afterwards. Streets with neither line nor house are left
 * out. */
GwGazetteer *gw_gazetteer_builder_finish (GwGazetteerBuilder *builder);

#define GW_HOUSE_NUMBER_MAX 99999
/* With the NUL. */
#define GW_HOUSE_SUFFIX_SIZE 8

GwGazetteer *gw_gazetteer_ref (GwGazetteer *gazetteer);
void gw_gazetteer_unref (GwGazetteer *gazetteer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwGazetteer, gw_gazetteer_unref)

/* Entries and house numbers. */
guint gw_gazetteer_size (const GwGazetteer *gazetteer);
/* What it holds in memory. */
gsize gw_gazetteer_bytes (const GwGazetteer *gazetteer);

/* A place of a gazetteer, which owns the strings; none is NULL. */
typedef struct
{
  GwPlaceKind kind;
  const char *code;
  const char *name; /* of a house: its street's */
  const char *name_en;
  guint number; /* of a house */
  char suffix[GW_HOUSE_SUFFIX_SIZE];
  gboolean interpolated; /* the number is not known: it lies between two that are */
  GwFixed position;
  int score; /* of a search: greater is better */
} GwPlace;

/* "人民路12号"; else the name, or the code. Caller frees. */
char *gw_place_dup_text (const GwPlace *place);
/* "12 Renmin Road"; without an English name the reading of the Chinese one. Caller frees. */
char *gw_place_dup_text_en (const GwPlace *place);

#define GW_GAZETTEER_MAX_RESULTS 50
/* Longer queries are cut. */
#define GW_GAZETTEER_MAX_QUERY 200

/*
 * Finds places by Chinese names or parts of them, by their readings ("renminlu", "ren min
 * lu") or initials ("rml"), by English names, by codes; words in any order, each may be the
 * beginning of one. A number ("人民路12号", "12 Renmin Road", "rml 12") is looked for on the
 * streets that the rest names, and put between its neighbours when it is not known. When
 * nothing is found and the text begins with the name of an area, that is taken off and
 * places near it come first.
 *
 * Best first: the whole name, then its beginning, then words, then parts; then by kind, then
 * near to `near` (may be NULL), then short names. Components come after all others, unless
 * all of the name or code was typed. Fills at most `limit` (up to
 * GW_GAZETTEER_MAX_RESULTS) places and returns how many. The work is bounded: of a text that
 * many places have in common the first 1,000 by kind and length are judged.
 */
guint gw_gazetteer_search (const GwGazetteer *gazetteer, const char *text,
                           const GwFixed *near, GwPlace *ret_places, guint limit);

/* Where a point is from a place. */
typedef struct
{
  GwPlace place;
  double distance_m;
  double bearing; /* degrees from north, clockwise, from the place to the point */
} GwPlaceNearby;

/*
 * The house number, point of interest or street nearest to the point, within max_m metres
 * (at most 1,000). Streets count 40 m farther than they are, points of interest 10 m: a
 * house number tells more. FALSE when there is none.
 */
gboolean gw_gazetteer_nearest (const GwGazetteer *gazetteer, GwFixed point, double max_m,
                               GwPlaceNearby *ret_nearby);

/* "人民路12号东北30米"; within 10 m only the place. Caller frees. */
char *gw_place_nearby_dup_text (const GwPlaceNearby *nearby);
/* "30 m northeast of 12 Renmin Road". Caller frees. */
char *gw_place_nearby_dup_text_en (const GwPlaceNearby *nearby);

G_END_DECLS
