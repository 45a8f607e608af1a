/**
 * The programming interface of Armillary's actors: what the author of a recipe or an analysis module writes against.
 *
 * <p>An actor is a stateless class that implements {@link org.armillary.actor.Actor} with three records: its parameters,
 * its inputs and its outputs. Annotations on the record components carry label, default, unit, range, help and role; the
 * dialog, the command line, the documentation and the cache key are all derived from them. Nothing of the engine and
 * nothing of a user interface is visible here.
 */
@NullMarked
package org.armillary.actor;

import org.jspecify.annotations.NullMarked;
