package org.armillary.actor;

/** Whether a plane of variance or a mask comes with the data of a port. */
public enum Presence {

	/** An input port ignores it, an output port never has it. */
	NONE,

	/** An input port uses it where it is there, an output port passes it on where the input has it. */
	OPTIONAL,

	/** An input port needs it, an output port always has it. */
	REQUIRED
}
