/**
 * Executes jobs. A job is a self-contained folder: {@code job.json} says what to do, {@code result.json} appears by
 * renaming when it is done. {@link org.armillary.engine.job.JobRunner} does the work in whatever process it is called;
 * a {@link org.armillary.engine.job.JobExecutor} chooses the process: this one, a warm child JVM, later a cluster node.
 * All of them give equal results.
 *
 * <p>Everything that a job starts ends with it, and with the process that executes it, however that ends.
 */
@NullMarked
package org.armillary.engine.job;

import org.jspecify.annotations.NullMarked;
