/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A version of a class or of a filing condition, as it is held and as it is wished. */
#pragma once

#include "gui/client/json.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GW_CATALOGUE_CONDITIONS,
  GW_CATALOGUE_CLASSES,
} GwCatalogueKind;

/* Signal "changed": what is shown of it. */
#define GW_TYPE_CATALOGUE_ITEM (gw_catalogue_item_get_type ())
G_DECLARE_FINAL_TYPE (GwCatalogueItem, gw_catalogue_item, GW, CATALOGUE_ITEM, GObject)

/* json: a row as the server tells it; class_name: of the class of a condition, may be NULL. */
GwCatalogueItem *gw_catalogue_item_new (GwCatalogueKind kind, GwJson *json,
                                        const char *class_name);
/* One that the server does not hold yet: of the same scheme, kind and main class, and, of a
 * condition, of the same class; everything else is empty. */
GwCatalogueItem *gw_catalogue_item_new_like (GwCatalogueItem *like);
gboolean gw_catalogue_item_is_new (GwCatalogueItem *self);
GwCatalogueKind gw_catalogue_item_get_kind (GwCatalogueItem *self);
/* As it is wished; "" for nothing. Borrowed. */
const char *gw_catalogue_item_get (GwCatalogueItem *self, const char *field);
void gw_catalogue_item_set (GwCatalogueItem *self, const char *field, const char *text);
gboolean gw_catalogue_item_is_changed (GwCatalogueItem *self);
/* Of the field that the server says is wrong (NULL: of the whole); text NULL: nothing is. */
void gw_catalogue_item_set_fault (GwCatalogueItem *self, const char *field,
                                  const char *text);
const char *gw_catalogue_item_get_fault (GwCatalogueItem *self, const char **ret_field);
/* "06010 暴露垃圾 · 01", and what it says. Caller frees. */
char *gw_catalogue_item_dup_title (GwCatalogueItem *self);
char *gw_catalogue_item_dup_subtitle (GwCatalogueItem *self);
/* Every word is somewhere in codes, names or texts. */
gboolean gw_catalogue_item_matches (GwCatalogueItem *self, const char *folded);
/* Two versions of the same thing. */
gboolean gw_catalogue_item_is_same (GwCatalogueItem *self, GwCatalogueItem *other);
/* The field by which it is told from others of its class or main class. */
const char *gw_catalogue_item_get_code_field (GwCatalogueItem *self);
/* The same for all versions of a thing; caller frees. */
char *gw_catalogue_item_dup_key (GwCatalogueItem *self);
gboolean gw_catalogue_item_ends_after (GwCatalogueItem *self, GwCatalogueItem *other);
/* No version of the same thing comes after it. */
void gw_catalogue_item_set_last (GwCatalogueItem *self);
/* The last version, unless it has ended before today, "2026-11-23". */
gboolean gw_catalogue_item_is_in_force (GwCatalogueItem *self, const char *today);
/* "2026-01-01 – 2026-12-31"; caller frees. */
char *gw_catalogue_item_dup_validity (GwCatalogueItem *self);
/* As a row of a table that is sent, valid from that date on ("": today) or, when it only gets
 * another end, as long as it was. */
GwJson *gw_catalogue_item_encode (GwCatalogueItem *self, const char *valid_from);

G_END_DECLS
