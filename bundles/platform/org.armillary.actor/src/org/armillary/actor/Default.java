package org.armillary.actor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The value a parameter has where nothing else is said; every parameter has one. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {

	/** The value as a user would type it: {@code 5.0}, {@code true}, {@code KSIGMA}, {@code 1.05,1.28}. */
	String value();
}
