/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of the administration: what every page is to the window around it. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/admin-page.h"

G_DEFINE_ABSTRACT_TYPE (GwAdminPage, gw_admin_page, ADW_TYPE_BIN)

static guint said_signal;

static void
gw_admin_page_class_init (GwAdminPageClass *klass)
{
  said_signal = g_signal_new ("said", GW_TYPE_ADMIN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gw_admin_page_init (GwAdminPage *self)
{
}

/* Of classes that have it. */
static void
call (GwAdminPage *self, void (*func) (GwAdminPage *self))
{
  if (func != NULL)
    func (self);
}

void
gw_admin_page_load (GwAdminPage *self)
{
  g_return_if_fail (GW_IS_ADMIN_PAGE (self));

  call (self, GW_ADMIN_PAGE_GET_CLASS (self)->load);
}

gboolean
gw_admin_page_is_settled (GwAdminPage *self)
{
  GwAdminPageClass *klass;

  g_return_val_if_fail (GW_IS_ADMIN_PAGE (self), TRUE);

  klass = GW_ADMIN_PAGE_GET_CLASS (self);
  return klass->is_settled == NULL || klass->is_settled (self);
}

gboolean
gw_admin_page_has_changes (GwAdminPage *self)
{
  GwAdminPageClass *klass;

  g_return_val_if_fail (GW_IS_ADMIN_PAGE (self), FALSE);

  klass = GW_ADMIN_PAGE_GET_CLASS (self);
  return klass->has_changes != NULL && klass->has_changes (self);
}

void
gw_admin_page_focus_search (GwAdminPage *self)
{
  g_return_if_fail (GW_IS_ADMIN_PAGE (self));

  call (self, GW_ADMIN_PAGE_GET_CLASS (self)->focus_search);
}

void
gw_admin_page_begin_new (GwAdminPage *self)
{
  g_return_if_fail (GW_IS_ADMIN_PAGE (self));

  call (self, GW_ADMIN_PAGE_GET_CLASS (self)->begin_new);
}

void
gw_admin_page_save (GwAdminPage *self)
{
  g_return_if_fail (GW_IS_ADMIN_PAGE (self));

  call (self, GW_ADMIN_PAGE_GET_CLASS (self)->save);
}

void
gw_admin_page_say (GwAdminPage *self, const char *text)
{
  g_return_if_fail (GW_IS_ADMIN_PAGE (self));

  g_signal_emit (self, said_signal, 0, text);
}
