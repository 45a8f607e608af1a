package org.armillary.actor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a class that implements {@link Actor} what it is; read from the class file, without loading the class. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ActorType {

	/** Identity in workflow files: lower-case words with dots and hyphens, the instrument or field first: {@code kmos.stats}. */
	String id();

	/** Number of the algorithm, from 1; raised only when results change. It is part of the cache key. */
	int algorithm();

	/** Name in the palette, in the user's words. */
	String title();

	/** Place in the palette, by purpose, parts separated by a slash: {@code kmos/tools}. */
	String category();

	/** What it does, for the palette and the documentation page; one or more sentences, paragraphs separated by an empty line. */
	String help();

	/** The papers to cite, such as {@code Davies et al. 2013, A&A 558, A56}; empty where the actor follows none. */
	String[] references() default {};
}
