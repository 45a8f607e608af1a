package org.armillary.actor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The values a number may have; applies to every element of a list. Both ends belong to the range unless said otherwise. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Range {

	/** Smallest value. */
	double min() default Double.NEGATIVE_INFINITY;

	/** Largest value. */
	double max() default Double.POSITIVE_INFINITY;

	/** Whether {@link #min()} itself is excluded, as for a width that must be positive. */
	boolean minExcluded() default false;

	/** Whether {@link #max()} itself is excluded. */
	boolean maxExcluded() default false;
}
