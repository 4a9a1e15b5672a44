/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords: read without showing them, made up where nobody chooses them. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/password.h"

#include "backend/ctl/command.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_BYTES 1024
#define MADE_CHARS 16

void
gw_password_free (char *password)
{
  if (password == NULL)
    return;
  sodium_memzero (password, strlen (password));
  g_free (password);
}

/* The next line of the input without its end; NULL at the end of the input. */
static char *
read_line (void)
{
  char buffer[MAX_BYTES];
  char *line = NULL;

  if (fgets (buffer, sizeof buffer, stdin) != NULL)
    {
      buffer[strcspn (buffer, "\r\n")] = '\0';
      line = g_strdup (buffer);
    }
  sodium_memzero (buffer, sizeof buffer);
  return line;
}

/* As the terminal was before the question, for whoever interrupts it. */
static struct termios shown;

static void
interrupted_cb (int number)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  raise (number);
}

static char *
ask (const char *question)
{
  struct sigaction interrupt = { .sa_handler = interrupted_cb, .sa_flags = SA_RESETHAND };
  struct sigaction before;
  struct termios hidden;
  char *answer;

  g_printerr ("%s", question);
  if (tcgetattr (STDIN_FILENO, &shown) != 0)
    return read_line ();
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)ECHO;
  sigaction (SIGINT, &interrupt, &before);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  answer = read_line ();
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  sigaction (SIGINT, &before, NULL);
  g_printerr ("\n");
  return answer;
}

static char *
refuse (char *password, GError **error, const char *message)
{
  gw_password_free (password);
  g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED, message);
  return NULL;
}

static char *
check_password (char *password, GError **error)
{
  if (password == NULL || *password == '\0')
    return refuse (password, error, _ ("no password came in"));
  if (!g_utf8_validate (password, -1, NULL))
    return refuse (password, error, _ ("the password is not UTF-8 text"));
  if (g_utf8_strlen (password, -1) < GW_PASSWORD_MIN_CHARS)
    return refuse (password, error, _ ("the password is shorter than 8 characters"));
  return password;
}

char *
gw_password_read (const char *login, GError **error)
{
  g_autofree char *question = NULL;
  char *password, *again;
  gboolean same;

  if (!isatty (STDIN_FILENO))
    return check_password (read_line (), error);
  question = g_strdup_printf (_ ("Password of %s: "), login);
  password = check_password (ask (question), error);
  if (password == NULL)
    return NULL;
  again = ask (_ ("Once more: "));
  same = g_strcmp0 (password, again) == 0;
  gw_password_free (again);
  return same ? password : refuse (password, error, _ ("the two passwords differ"));
}

char *
gw_password_make (void)
{
  static const char letters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  char *password = g_new0 (char, MADE_CHARS + 1);

  for (guint i = 0; i < MADE_CHARS; i++)
    password[i] = letters[randombytes_uniform (sizeof letters - 1)];
  return password;
}
