/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of the administration: what every page is to the window around it. */
#pragma once

#include "gui/model/desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "said" (string): something was done; shown as a toast. */
#define GW_TYPE_ADMIN_PAGE (gw_admin_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (GwAdminPage, gw_admin_page, GW, ADMIN_PAGE, AdwBin)

struct _GwAdminPageClass
{
  AdwBinClass parent_class;

  /* All may be NULL. */
  /* The page was chosen, or is to be loaded anew: ask the server. */
  void (*load) (GwAdminPage *self);
  /* Nothing is on its way. Without it: always. */
  gboolean (*is_settled) (GwAdminPage *self);
  /* Something was typed and not saved. Without it: never. */
  gboolean (*has_changes) (GwAdminPage *self);
  /* Ctrl+F, Ctrl+N and Ctrl+S of the window. */
  void (*focus_search) (GwAdminPage *self);
  void (*begin_new) (GwAdminPage *self);
  void (*save) (GwAdminPage *self);
};

void gw_admin_page_load (GwAdminPage *self);
gboolean gw_admin_page_is_settled (GwAdminPage *self);
gboolean gw_admin_page_has_changes (GwAdminPage *self);
void gw_admin_page_focus_search (GwAdminPage *self);
void gw_admin_page_begin_new (GwAdminPage *self);
void gw_admin_page_save (GwAdminPage *self);
/* Emits "said". */
void gw_admin_page_say (GwAdminPage *self, const char *text);

/* How the table of pages names one. */
typedef struct
{
  const char *name;  /* stable, for --section administration/NAME */
  const char *title; /* marked with N_() */
  const char *icon_name;
  gboolean (*is_for) (const GwUser *user); /* who gets it */
  GtkWidget *(*make) (GwDesk *desk);       /* a GwAdminPage; floating */
} GwAdminPageInfo;

/* admin-pages.c: in the order of the sidebar. Static. */
const GwAdminPageInfo *gw_admin_pages (guint *ret_n);

G_END_DECLS
