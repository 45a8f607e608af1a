package org.armillary.actor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An input port that is looked up for each job: a calibration found by rules, or the product of another node. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Associated {

	/** Fewest products, for a {@code List}; a {@link ProductFile} always needs one, an {@code Optional} none. */
	int min() default 1;

	/** Most products, for a {@code List}; {@link Integer#MAX_VALUE} for no limit. */
	int max() default Integer.MAX_VALUE;
}
