/**
 * Runs workflows: plans the whole job graph from headers, then executes its jobs one by one and reports what happened.
 *
 * <p>A run is classify → plan → execute → record. {@link org.armillary.engine.Planner} turns a workflow and its input files
 * into a {@link org.armillary.engine.RunPlan} before any pixel is read; {@link org.armillary.engine.Engine} walks through the
 * plan, asks the {@link org.armillary.engine.ResultCache} first, hands jobs to a {@link org.armillary.engine.JobExecutor} and
 * tells a {@link org.armillary.engine.RunListener} of every event.
 */
@NullMarked
package org.armillary.engine;

import org.jspecify.annotations.NullMarked;
