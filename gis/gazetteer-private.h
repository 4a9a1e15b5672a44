/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The gazetteer inside: texts of all entries one after the other, and the places in them at
 * which a word may begin, sorted by what follows (a sparse suffix array). All that begins
 * with a query's word is one range of them. Entries stand in the order in which equals are
 * told (kind, then length of the name), and so do their texts: the smallest offsets of a
 * range are its best entries.
 */
#pragma once

#include "gis/gazetteer.h"

G_BEGIN_DECLS

/* An entry's text: these fields one after the other, each ended by a NUL. */
typedef enum
{
  GW_FIELD_NAME,
  GW_FIELD_NAME_EN,
  GW_FIELD_CODE,
  GW_FIELD_READING,        /* "RenMinLu" */
  GW_FIELD_INITIALS,       /* "rml" */
  GW_FIELD_OTHER_READING,  /* empty when there is none */
  GW_FIELD_OTHER_INITIALS, /* the same */
  GW_N_FIELDS,
} GwField;

typedef struct
{
  guint32 text; /* where it begins */
  GwFixed position;
  guint32 kind;
} GwEntry;

/* Of the entries that are streets, by the same number. */
typedef struct
{
  guint32 first_house;
  guint32 n_houses; /* ascending by number, then suffix */
  guint32 first_piece;
  guint32 n_pieces;
} GwStreet;

typedef struct
{
  guint32 number : 17;
  guint32 suffix : 15; /* which of the suffixes */
  GwFixed position;
} GwHouse;

/* A point or a segment of a street's line, by the square of a grid in which it lies. */
typedef struct
{
  guint32 square;
  guint32 item; /* see gazetteer-reverse.c */
} GwGridItem;

struct _GwGazetteer
{
  gatomicrefcount ref_count;
  char *text;
  guint32 text_length;
  GwEntry *entries;
  guint32 n_entries;
  GwStreet *streets;
  guint32 n_streets; /* the first entries are streets */
  GwHouse *houses;
  guint32 n_houses;
  GPtrArray *suffixes; /* char *; the first is "" */
  GwFixed *points;     /* of the pieces of all streets */
  guint32 n_points;
  guint32 *piece_ends; /* index one past the piece's last point */
  guint32 n_pieces;
  guint32 *starts; /* offsets in text, sorted by the folded text that follows */
  guint32 n_starts;
  guint32 *minima;  /* of each GW_MINIMA_BLOCK of starts */
  GwGridItem *grid; /* sorted */
  guint32 n_grid;
};

#define GW_MINIMA_BLOCK 64

/* gazetteer-text.c */

/* Walks over the places of an entry's text at which a word may begin. */
typedef struct
{
  const char *at;
  const char *begin; /* of the field */
  GwField field;
  gboolean in_run;      /* inside of a run of ASCII letters and digits */
  GwField word_field;   /* of the word that was told last */
  gboolean field_start; /* it is the field's first */
} GwWordWalk;

void gw_word_walk_init (GwWordWalk *walk, const char *text);
/* The next word, or NULL. */
const char *gw_word_walk_next (GwWordWalk *walk);
/* Fills in where each field begins. */
void gw_text_fields (const char *text, const char *ret_fields[GW_N_FIELDS]);

/* ASCII letters compare without case, other bytes as they are. */
gboolean gw_text_begins (const char *text, const char *lower, gsize length);
int gw_text_compare (const char *a, const char *b);
/* The first eight bytes as a number that sorts like them. */
guint64 gw_text_key (const char *text);

/* gazetteer-query.c */

#define GW_MAX_TERMS 8

typedef enum
{
  GW_TERM_HAN, /* not ASCII: 人民路 */
  GW_TERM_LATIN,
  GW_TERM_DIGITS,
} GwTermKind;

typedef struct
{
  GwTermKind kind;
  char *text;  /* lower case */
  char before; /* what parts it from the term before: an ASCII character, or 0 */
} GwTerm;

typedef struct
{
  char *text;  /* normalized: no accents, no wide letters, lower case */
  gsize begin; /* of the first term in it */
  GwTerm terms[GW_MAX_TERMS];
  guint n_terms;
  guint number; /* 0: none is asked for */
  char suffix[GW_HOUSE_SUFFIX_SIZE];
  guint street_terms; /* bits: which terms are the street's, when there is a number */
} GwQuery;

/* Clear it. */
void gw_query_init (GwQuery *query, const char *text);
void gw_query_clear (GwQuery *query);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwQuery, gw_query_clear)
/* What another spelling of the term is ("lv": "lu", "rd": "road"), or NULL. Caller frees. */
char *gw_query_dup_other_spelling (const GwTerm *term);

/* gazetteer-rank.c */

/* Words to be found together. */
typedef struct
{
  const char *words[GW_MAX_TERMS];
  gsize lengths[GW_MAX_TERMS];
  guint n_words;
  char *joined; /* "renminlu" */
  char *spaced; /* "renmin lu" */
  gsize joined_length;
  gsize spaced_length;
} GwWords;

/* Of the terms whose bits are set; borrows their texts. */
void gw_words_init (GwWords *words, const GwQuery *query, guint terms);
void gw_words_clear (GwWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwWords, gw_words_clear)
/* How well an entry's text fits, from 1; 0: some word is not there. */
int gw_words_score (const GwWords *words, const char *text);
/* What nearness adds, from 0. */
int gw_near_score (const GwFixed *near, GwFixed position);

/* gazetteer-range.c */

/* How many words of the gazetteer begin with that lower-case text. */
guint32 gw_gazetteer_count (const GwGazetteer *gazetteer, const char *lower);
/*
 * Entries (guint32) that hold the rarest of the words, ascending; of many the first, and
 * those of which the word is all. Only the first n_entries of the gazetteer are looked for.
 */
GArray *gw_gazetteer_candidates (const GwGazetteer *gazetteer, const GwWords *words,
                                 guint32 n_entries);
/* gazetteer-sort.c: sorts the starts by what follows; needs the text. */
void gw_gazetteer_sort_starts (GwGazetteer *gazetteer);

/* gazetteer-house.c */

/* FALSE when the number is neither known nor between two that are. */
gboolean gw_gazetteer_find_house (const GwGazetteer *gazetteer, guint32 street,
                                  guint number, const char *suffix, GwPlace *ret_place);

/* Metres from a to b, as eastward and northward parts; for short ways. */
void gw_gazetteer_metres (GwFixed a, GwFixed b, double *ret_x, double *ret_y);
/* The way back: so many metres east and north of a place. */
GwFixed gw_gazetteer_move (GwFixed from, double x, double y);

/* gazetteer-reverse.c: fills the grid of a gazetteer that is whole else. */
void gw_gazetteer_make_grid (GwGazetteer *gazetteer);

/* gazetteer.c */
void gw_gazetteer_fill_entry (const GwGazetteer *gazetteer, guint32 entry,
                              GwPlace *ret_place);
void gw_gazetteer_fill_house (const GwGazetteer *gazetteer, guint32 street, guint32 house,
                              GwPlace *ret_place);
/* The street, by the number of its entry, that holds the house or the piece. */
guint32 gw_gazetteer_street_of_house (const GwGazetteer *gazetteer, guint32 house);
guint32 gw_gazetteer_street_of_piece (const GwGazetteer *gazetteer, guint32 piece);

G_END_DECLS
