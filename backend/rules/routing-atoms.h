/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules over a finite world: each dimension cut where some rule makes a difference. */
#pragma once

#include "backend/rules/routing-world.h"

G_BEGIN_DECLS

/* Rules as bits, by position. */
static inline gboolean
gw_bit (const guint64 *bits, guint i)
{
  return (bits[i / 64] >> (i % 64) & 1) != 0;
}

static inline void
gw_set_bit (guint64 *bits, guint i)
{
  bits[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
}

/* Kinds of class, or places, that are the same to every rule. */
typedef struct
{
  guint n_words;     /* of one set of rules */
  GArray *sets;      /* guint64: the rules of each kind, one after the other */
  guint n;           /* of kinds */
  GArray *members;   /* guint: the kind of each atom */
  GArray *originals; /* guint: the class or area of each atom */
} GwAtoms;

/* One dimension of what else rules ask for. */
typedef struct
{
  GwRoutingMiss what;
  guint first; /* word of a box */
  guint n_words;
  guint n_atoms;
} GwAxis;

typedef struct
{
  const GwRouting *routing;
  const GwRoutingWorld *world;
  guint32 today;
  guint n_rules; /* in force */
  GwAtoms classes;
  GwAtoms areas;
  GArray *axes;  /* GwAxis */
  guint n_words; /* of a box */
  guint64 *all;  /* the box of everything */
  GArray *boxes; /* guint64: one box per rule */
} GwAtomicWorld;

GwAtomicWorld *gw_atomic_world_new (const GwRouting *routing, const GwRoutingWorld *world,
                                    guint32 today);
void gw_atomic_world_free (GwAtomicWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAtomicWorld, gw_atomic_world_free)

/* The box of a rule; the rules of a kind of class or area. */
const guint64 *gw_atomic_box (const GwAtomicWorld *self, guint rule);
const guint64 *gw_atoms_rules (const GwAtoms *atoms, guint kind);

gboolean gw_box_is_all (const GwAtomicWorld *self, const guint64 *box);
/* TRUE when some dimension of the box is empty. */
gboolean gw_box_is_empty (const GwAtomicWorld *self, const guint64 *box);
gboolean gw_box_meets (const GwAtomicWorld *self, const guint64 *box, const guint64 *other);
/* TRUE when box lies in other. */
gboolean gw_box_lies_in (const GwAtomicWorld *self, const guint64 *box,
                         const guint64 *other);
/* Appends what is left of box without other to the array of boxes: they do not meet. */
void gw_box_subtract (const GwAtomicWorld *self, const guint64 *box, const guint64 *other,
                      GArray *rest);

G_END_DECLS
