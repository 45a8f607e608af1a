/**
 * Workflow files: the graph that users draw or write, as an immutable model ({@link org.armillary.workflow.Workflow}); its
 * YAML text, read with the line and column of everything ({@link org.armillary.workflow.WorkflowReader}), written in one
 * stable form ({@link org.armillary.workflow.WorkflowWriter}) or edited so that comments and formatting stay
 * ({@link org.armillary.workflow.WorkflowDocument#edited}); validation against the installed actors
 * ({@link org.armillary.workflow.WorkflowValidator}); and differences ({@link org.armillary.workflow.WorkflowDifference}).
 * Nothing here runs anything.
 */
@NullMarked
package org.armillary.workflow;

import org.jspecify.annotations.NullMarked;
