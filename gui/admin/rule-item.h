/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A routing rule that is being written, and what the server says of it. */
#pragma once

#include <gio/gio.h>

#include "gui/client/json.h"

G_BEGIN_DECLS

/* In the order of the server's table. */
enum
{
  GW_RULE_RANK,
  GW_RULE_VALID_FROM,
  GW_RULE_VALID_TO,
  GW_RULE_KIND,
  GW_RULE_CLASS,
  GW_RULE_CONDITION,
  GW_RULE_AREA,
  GW_RULE_CELL,
  GW_RULE_OWNER,
  GW_RULE_SOURCE,
  GW_RULE_WEEKDAYS,
  GW_RULE_TIME,
  GW_RULE_MAX_OPEN,
  GW_RULE_DEPARTMENT,
  GW_RULE_NOTE,
  GW_RULE_N_FIELDS,
};

/* Signal "changed": words or fault are others. */
#define GW_TYPE_RULE_ITEM (gw_rule_item_get_type ())
G_DECLARE_FINAL_TYPE (GwRuleItem, gw_rule_item, GW, RULE_ITEM, GObject)

struct _GwRuleItem
{
  GObject parent_instance;

  guint rank;
  char *fields[GW_RULE_N_FIELDS]; /* "": not asked for; that of the rank is not used */
  char *words;                    /* "": the server has not said yet */
  char *fault;                    /* or NULL */
};

GwRuleItem *gw_rule_item_new (guint rank);
void gw_rule_item_set_field (GwRuleItem *self, guint field, const char *text);
/* words NULL: as they are. */
void gw_rule_item_set_words (GwRuleItem *self, const char *words, const char *fault);

/* Fills the store with what the server has; its version. FALSE when it is malformed. */
gboolean gw_rule_items_take (GListStore *items, GwJson *answer, gint64 *ret_version);
/* {"version":…,"rules":[…]} and further members, as text with a leading comma; or NULL. */
char *gw_rule_items_encode (GListModel *items, gint64 version, const char *members);
/* The item moves by so many places and gets a rank between its neighbours; the others keep
 * theirs as long as there is room. FALSE at the end of the list. */
gboolean gw_rule_items_move (GListStore *items, guint position, int by);
/* A rank for another rule behind this position. */
guint gw_rule_items_insert (GListStore *items, guint position);

G_END_DECLS
