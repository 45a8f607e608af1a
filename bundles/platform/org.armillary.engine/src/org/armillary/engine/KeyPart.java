package org.armillary.engine;

/**
 * One of the things that decide the result of a job. The parts together are its {@link JobKey}; they are kept with the
 * result, so that “why did it run again” is a difference of two lists.
 *
 * @param kind
 *            what sort of thing it is
 * @param name
 *            which one: the name of a parameter, a port, a program, a decision; empty where there is only one of the kind
 * @param value
 *            what it is: canonical text of a parameter, digest of a content; empty for a port without products
 * @param label
 *            what people call it, such as a file name; no part of the key
 */
public record KeyPart(Kind kind, String name, String value, String label) {

	/** The sorts of things that decide a result. */
	public enum Kind {
		/** The id of the actor. */
		ACTOR,
		/** The number of its algorithm. */
		ALGORITHM,
		/** A parameter. */
		PARAMETER,
		/** The content and the category of a product at an input port. */
		INPUT,
		/** A program or a table outside parameters and inputs. */
		ENVIRONMENT,
		/** What a person decided for the node. */
		DECISION
	}

	/** A part that people call by its value. */
	public KeyPart(Kind kind, String name, String value) {
		this(kind, name, value, value);
	}

	/** Whether the other part is the same for a key: labels do not count. */
	public boolean matches(KeyPart other) {
		return kind == other.kind && name.equals(other.name) && value.equals(other.value);
	}
}
