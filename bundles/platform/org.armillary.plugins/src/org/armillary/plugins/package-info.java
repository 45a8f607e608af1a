/**
 * Plug-ins from outside and the catalogue of all actors.
 *
 * <p>At start the bundles in the installation's {@code dropins/} and in the user's plug-in folder become part of
 * the running framework; nothing about them is kept from an earlier start. The OSGi service
 * {@link org.armillary.actor.provider.ActorCatalog} then answers which actors there are. It reads the description of an
 * actor from its class file, so that no code of the actor runs until the actor is asked for
 * (docs/adr/0004-descriptions-from-class-files.md); {@link org.armillary.plugins.rules.RuleCatalog} has the rule files that
 * bundles bring, {@link org.armillary.plugins.rules.LimitCatalog} their limits of quality-control values. What is wrong
 * with a plug-in is told in the catalogue and stops nothing else.
 */
@NullMarked
package org.armillary.plugins;

import org.jspecify.annotations.NullMarked;
