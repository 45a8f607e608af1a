/**
 * Workflow files: the graph that users draw or write, as an immutable model ({@link org.armillary.workflow.Workflow}); its
 * YAML text, read with the line and column of everything ({@link org.armillary.workflow.WorkflowReader}), written in one
 * stable form ({@link org.armillary.workflow.WorkflowWriter}) or edited so that comments and formatting stay
 * ({@link org.armillary.workflow.WorkflowDocument#edited}); validation against the installed actors
 * ({@link org.armillary.workflow.WorkflowValidator}); sub-workflows put in the place of the nodes that use them
 * ({@link org.armillary.workflow.SubWorkflows}); and differences ({@link org.armillary.workflow.WorkflowDifference}). Run files
 * say on which data a workflow is run ({@link org.armillary.workflow.RunFileReader}).
 * Nothing here runs anything.
 */
@NullMarked
package org.armillary.workflow;

import org.jspecify.annotations.NullMarked;
