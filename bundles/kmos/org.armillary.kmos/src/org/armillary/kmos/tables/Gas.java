package org.armillary.kmos.tables;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The gases of the arc lamps. */
public enum Gas {
	/** Argon, lamp 1 of the headers ({@code ESO INS LAMP1 ST}). */
	ARGON("Ar", 1),
	/** Neon, lamp 2 of the headers ({@code ESO INS LAMP2 ST}). */
	NEON("Ne", 2);

	private final String symbol;
	private final int lamp;

	Gas(String symbol, int lamp) {
		this.symbol = symbol;
		this.lamp = lamp;
	}

	/** Symbol of the element, as tables of lines have it. */
	public String symbol() {
		return symbol;
	}

	/** Number of its lamp in the headers of raw frames. */
	public int lamp() {
		return lamp;
	}

	/** The gas of that symbol, such as {@code Ar}, whatever the case and with blanks around it. */
	public static Optional<Gas> find(String symbol) {
		String wanted = symbol.strip();
		return Arrays.stream(values()).filter(gas -> gas.symbol.equalsIgnoreCase(wanted)).findFirst();
	}

	/** The symbols, for messages: {@code Ar or Ne}. */
	static String symbols() {
		return Arrays.stream(values()).map(Gas::symbol).collect(Collectors.joining(" or "));
	}
}
