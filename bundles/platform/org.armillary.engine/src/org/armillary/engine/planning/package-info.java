/**
 * From a workflow and files to jobs: which files go to which input, which products make a job together, which calibration
 * each job gets, and which jobs are not needed; all of it from headers, before any pixel is read.
 *
 * <p>{@link org.armillary.engine.planning.Planner} makes the first plan from what actors predict;
 * {@link org.armillary.engine.planning.Planning} takes in what jobs really made and corrects the plan of what is left.
 */
@NullMarked
package org.armillary.engine.planning;

import org.jspecify.annotations.NullMarked;
