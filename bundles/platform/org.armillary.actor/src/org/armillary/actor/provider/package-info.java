/**
 * The lower level of the actor interface: actors as data. The engine knows nothing else. A Java actor gets here through
 * {@link org.armillary.actor.provider.TypedActorProvider}; an actor made at run time, from an external recipe, a script or
 * a JSON text, implements {@link org.armillary.actor.provider.ActorProvider} itself.
 */
@NullMarked
package org.armillary.actor.provider;

import org.jspecify.annotations.NullMarked;
