/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whoever can open the city's file: not one of its people, but free to look at all of it. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/person.h"

GwPerson *
gw_person_new_administrator (void)
{
  GwPerson *person = g_atomic_rc_box_new0 (GwPerson);

  person->login = g_strdup ("");
  person->name = g_strdup ("");
  person->roles = GW_ROLE_ADMIN;
  return person;
}
