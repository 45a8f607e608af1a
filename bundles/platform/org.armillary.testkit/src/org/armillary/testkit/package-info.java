/**
 * The contract that every actor passes, for authors of actors: extend {@link org.armillary.testkit.ActorContract}, name the
 * actor and some inputs, and JUnit checks the rest. {@link org.armillary.testkit.TestContext} lets unit tests run an actor
 * without an engine.
 */
@NullMarked
package org.armillary.testkit;

import org.jspecify.annotations.NullMarked;
