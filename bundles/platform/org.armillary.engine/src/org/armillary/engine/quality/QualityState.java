package org.armillary.engine.quality;

/** What a quality-control value is by its limits, from bad to good. */
public enum QualityState {
	/** It is beyond the requirement, or could not be measured (NaN, infinite) although there is a limit. */
	FAILED,
	/** It is within the requirement, but beyond the goal. */
	REQUIREMENT_MET,
	/** It is within requirement and goal. */
	GOAL_MET,
	/** Nobody has said what it should be. */
	NO_LIMIT
}
