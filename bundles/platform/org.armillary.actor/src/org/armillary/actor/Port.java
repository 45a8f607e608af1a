package org.armillary.actor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What travels through an input or output port; every port has one. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Port {

	/** What the file holds. */
	Payload payload();

	/**
	 * Product categories: those an input port accepts, where none means any; the one an output port makes, where the first
	 * is the usual one.
	 */
	String[] category() default {};

	/** Whether a variance or noise plane comes along: what an input port asks for, what an output port promises. */
	Presence variance() default Presence.OPTIONAL;

	/** Whether a mask comes along: what an input port asks for, what an output port promises. */
	Presence mask() default Presence.OPTIONAL;

	/** File name ending of products, without the dot; for output ports. */
	String extension() default "fits";

	/** What the port is for; one or two sentences. */
	String help();
}
