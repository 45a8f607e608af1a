/**
 * Why the organiser did what it did: each place a file could go, each candidate for a need, with the conditions that decided and
 * the lines of the rules ({@link org.armillary.organiser.trace.Tracer}).
 */
@NullMarked
package org.armillary.organiser.trace;

import org.jspecify.annotations.NullMarked;
