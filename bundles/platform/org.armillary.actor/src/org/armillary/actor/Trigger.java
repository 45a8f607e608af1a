package org.armillary.actor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The input port that starts jobs: each of its products, or each group of them for a {@code List}, makes one job. An actor has at most one. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Trigger {

	/** Fewest products in a group, for a {@code List}. */
	int min() default 1;

	/** Most products in a group, for a {@code List}; {@link Integer#MAX_VALUE} for no limit. */
	int max() default Integer.MAX_VALUE;
}
