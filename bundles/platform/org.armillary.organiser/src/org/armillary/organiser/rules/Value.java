package org.armillary.organiser.rules;

/** The value of a quantity, compared by what it is: two numbers as numbers, anything else as text. */
public sealed interface Value {

	/** A text; that of a keyword or of a quantity has no blanks at its end. */
	record Text(String text) implements Value {
	}

	/** A finite number; -0 is 0. */
	record Number(double number) implements Value {

		/** Takes the number. */
		public Number {
			number = number == 0 ? 0 : number;
		}

		@Override
		public String text() {
			return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number)
					: Double.toString(number).replace('E', 'e');
		}
	}

	/** As people write it, without loss. */
	String text();

	/** The same to read: of a number with more than eight decimals, no more than six digits behind the point count. */
	default String shown() {
		return Decimals.shown(text());
	}
}
