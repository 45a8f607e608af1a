package org.armillary.data.fits;

/** What an HDU holds. */
public enum HduKind {

	/** An array of pixels, stored as it is or compressed; one without axes is an image too, an empty one. */
	IMAGE("an image"),

	/** A table in binary form. */
	BINARY_TABLE("a binary table"),

	/** A table in text form. */
	ASCII_TABLE("an ASCII table"),

	/** Random groups and extensions that the standard does not define. */
	OTHER("an extension of unknown kind");

	private final String words;

	HduKind(String words) {
		this.words = words;
	}

	/** The kind in words, with an article, for messages. */
	public String words() {
		return words;
	}
}
