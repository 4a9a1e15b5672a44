/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many objects of each type live, without a debug build of GLib. */
#include "tests/lib/instances.h"

/*
 * Every class is made with a copy of GObject's functions, and those that have their own call
 * GObject's in the end: what is put in their place there sees every object come and go.
 */
static GMutex mutex;
static GHashTable *numbers; /* GType → number */
static void (*object_constructed) (GObject *object);
static void (*object_finalize) (GObject *object);

static void
add (GObject *object, gssize difference)
{
  gpointer type = GSIZE_TO_POINTER (G_OBJECT_TYPE (object));
  gssize number;

  g_mutex_lock (&mutex);
  number = (gssize)GPOINTER_TO_SIZE (g_hash_table_lookup (numbers, type)) + difference;
  g_hash_table_insert (numbers, type, GSIZE_TO_POINTER ((gsize)number));
  g_mutex_unlock (&mutex);
}

static void
constructed_cb (GObject *object)
{
  add (object, 1);
  object_constructed (object);
}

static void
finalize_cb (GObject *object)
{
  add (object, -1);
  object_finalize (object);
}

void
gw_instances_watch (void)
{
  GObjectClass *klass = g_type_class_ref (G_TYPE_OBJECT);

  numbers = g_hash_table_new (NULL, NULL);
  object_constructed = klass->constructed;
  object_finalize = klass->finalize;
  klass->constructed = constructed_cb;
  klass->finalize = finalize_cb;
}

GHashTable *
gw_instances_count (void)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer type;
  gpointer number;

  g_mutex_lock (&mutex);
  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, &type, &number))
    g_hash_table_insert (counts, g_strdup (g_type_name ((GType)GPOINTER_TO_SIZE (type))),
                         number);
  g_mutex_unlock (&mutex);
  return counts;
}
