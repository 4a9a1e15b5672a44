/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords: argon2id through libsodium. */
#define G_LOG_DOMAIN "gridward-service"

#include <sodium.h>
#include <string.h>

#include "backend/service/service-private.h"

char *
gw_password_hash (const char *password, gboolean cheap)
{
  char hash[crypto_pwhash_STRBYTES];
  int result = crypto_pwhash_str_alg (
      hash, password, strlen (password),
      cheap ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
      cheap ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE,
      crypto_pwhash_ALG_ARGON2ID13);

  return result == 0 ? g_strdup (hash) : NULL;
}

gboolean
gw_password_verify (const char *hash, const char *password)
{
  return crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
}
