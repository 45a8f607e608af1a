package org.armillary.actor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The unit of a parameter, in the notation of the FITS standard: {@code um}, {@code arcsec}, {@code adu}, {@code pixel}. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Unit {

	/** The unit. */
	String value();
}
