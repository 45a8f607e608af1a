/**
 * The words of the engine: requests, plans, jobs, keys, results, events. All of it is immutable data; what is done with it
 * stands in the packages above.
 *
 * <p>{@code planning} makes a {@link org.armillary.engine.RunPlan} of a {@link org.armillary.engine.RunRequest};
 * {@code store} remembers a {@link org.armillary.engine.JobReport} by its {@link org.armillary.engine.JobKey}; {@code job}
 * executes a {@link org.armillary.engine.JobDescriptor}; {@code run} brings these together.
 */
@NullMarked
package org.armillary.engine;

import org.jspecify.annotations.NullMarked;
