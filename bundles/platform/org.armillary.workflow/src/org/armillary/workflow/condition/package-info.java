/**
 * Conditions as workflow and run files hold them: a small immutable expression over parameters of a workflow and keywords
 * of a header ({@link org.armillary.workflow.condition.Condition}), which says for any values whether it holds and which
 * comparison decided ({@link org.armillary.workflow.condition.Explanation}). Knows neither files nor workflows.
 */
@NullMarked
package org.armillary.workflow.condition;

import org.jspecify.annotations.NullMarked;
