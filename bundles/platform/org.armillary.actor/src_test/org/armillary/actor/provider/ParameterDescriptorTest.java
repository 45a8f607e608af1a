package org.armillary.actor.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.junit.jupiter.api.Test;

class ParameterDescriptorTest {

	private static ParameterDescriptor parameter(Type type, boolean list, ValueRange range) {
		return new ParameterDescriptor("name", type, list, "Name", "", "um", range,
				type == Type.CHOICE ? List.of("MEAN", "MEDIAN") : List.of(), "Help.", List.of(), true);
	}

	private static ParameterDescriptor parameter(Type type) {
		return parameter(type, false, ValueRange.ALL);
	}

	private static void reads(ParameterDescriptor parameter, String text, Object value, String canonical)
			throws ActorException {
		assertEquals(value, parameter.parse(text));
		assertEquals(canonical, parameter.format(value));
		assertEquals(value, parameter.parse(canonical));
	}

	private static void refuses(ActorMessage message, ParameterDescriptor parameter, String... texts) {
		for (String text : texts) {
			ActorException refusal = assertThrows(ActorException.class, () -> parameter.parse(text), text);
			assertEquals(Kind.USER, refusal.kind());
			assertEquals(message.id(), refusal.explanation().id());
			assertTrue(refusal.explanation().summary().contains("name"));
			assertTrue(refusal.explanation().summary().contains("‘" + text + "’"));
			assertTrue(refusal.explanation().summary().contains("um"));
		}
	}

	@Test
	void readsWholeNumbers() throws ActorException {
		ParameterDescriptor parameter = parameter(Type.INTEGER);
		reads(parameter, "5", 5L, "5");
		reads(parameter, " +007 ", 7L, "7");
		reads(parameter, "-0", 0L, "0");
		reads(parameter, "-999999999999999999", -999999999999999999L, "-999999999999999999");
		refuses(ActorMessage.PARAMETER_TYPE, parameter, "", "5.0", "1e3", "five", "0x10", "1 000",
				"1234567890123456789", "--1", "٣");
	}

	@Test
	void readsNumbers() throws ActorException {
		ParameterDescriptor parameter = parameter(Type.NUMBER);
		reads(parameter, "5", 5.0, "5.0");
		reads(parameter, " -1.50e-3 ", -0.0015, "-0.0015");
		reads(parameter, ".5", 0.5, "0.5");
		reads(parameter, "3.", 3.0, "3.0");
		reads(parameter, "-0.0", 0.0, "0.0");
		reads(parameter, "0.1", 0.1, "0.1");
		reads(parameter, "1E22", 1e22, "1.0E22");
		reads(parameter, "4.9e-324", Double.MIN_VALUE, "4.9E-324");
		refuses(ActorMessage.PARAMETER_TYPE, parameter, "", "1,5", "NaN", "Infinity", "1e999", "1d", "0x1p3", "1.5f",
				"1_0", ".");
	}

	@Test
	void readsTruthTextAndChoices() throws ActorException {
		reads(parameter(Type.BOOLEAN), " true ", true, "true");
		reads(parameter(Type.BOOLEAN), "false", false, "false");
		refuses(ActorMessage.PARAMETER_TYPE, parameter(Type.BOOLEAN), "TRUE", "1", "yes", "");
		reads(parameter(Type.TEXT), " a, b ", " a, b ", " a, b ");
		reads(parameter(Type.TEXT), "", "", "");
		reads(parameter(Type.CHOICE), "MEDIAN ", "MEDIAN", "MEDIAN");
		reads(parameter(Type.CHOICE), "median", "MEDIAN", "MEDIAN");
		refuses(ActorMessage.PARAMETER_TYPE, parameter(Type.CHOICE), "MODE", "", "MEAN,MEDIAN");
	}

	@Test
	void readsLists() throws ActorException {
		reads(parameter(Type.INTEGER, true, ValueRange.ALL), " 1, 2,3 ", List.of(1L, 2L, 3L), "1,2,3");
		reads(parameter(Type.NUMBER, true, ValueRange.ALL), "1.05,1.28", List.of(1.05, 1.28), "1.05,1.28");
		reads(parameter(Type.TEXT, true, ValueRange.ALL), "a b, c", List.of("a b", "c"), "a b,c");
		reads(parameter(Type.TEXT, true, ValueRange.ALL), "  ", List.of(), "");
		reads(parameter(Type.TEXT, true, ValueRange.ALL), ",", List.of("", ""), ",");
		refuses(ActorMessage.PARAMETER_TYPE, parameter(Type.NUMBER, true, ValueRange.ALL), "1,,2", "1;2", "1,", "1,x");
		refuses(ActorMessage.PARAMETER_RANGE, parameter(Type.NUMBER, true, new ValueRange(0, 1, false, false)),
				"0.5,1.5");
	}

	@Test
	void checksRanges() throws ActorException {
		ParameterDescriptor closed = parameter(Type.INTEGER, false, new ValueRange(0, 512, false, false));
		assertEquals(0L, closed.parse("0"));
		assertEquals(512L, closed.parse("512"));
		refuses(ActorMessage.PARAMETER_RANGE, closed, "-1", "513");
		ParameterDescriptor open = parameter(Type.NUMBER, false, new ValueRange(0, 1, true, true));
		assertEquals(Double.MIN_VALUE, open.parse("4.9e-324"));
		assertEquals(Math.nextDown(1.0), open.parse(Double.toString(Math.nextDown(1.0))));
		refuses(ActorMessage.PARAMETER_RANGE, open, "0", "1", "-0.0");
	}

	@Test
	void saysWhatIsAllowed() {
		assertTrue(parameter(Type.INTEGER, false, new ValueRange(0, 512, false, false)).allowed().contains("0 to 512"));
		assertTrue(parameter(Type.NUMBER, true, new ValueRange(-1.5, 512, true, false)).allowed().contains("-1.5"));
		assertTrue(parameter(Type.CHOICE).allowed().contains("MEAN, MEDIAN"));
		assertEquals("", ValueRange.ALL.words());
		assertEquals("", ValueRange.ALL.within(Integer.MIN_VALUE, Integer.MAX_VALUE).words());
		assertEquals("0 to 5", new ValueRange(0, 5, false, false).within(Integer.MIN_VALUE, Integer.MAX_VALUE).words());
	}

	@Test
	void theRemedyNamesTheDefaultIfThereIsOne() {
		for (String usual : List.of("", "5.0")) {
			var parameter = new ParameterDescriptor("name", Type.NUMBER, true, "Name", usual, "",
					new ValueRange(0, 9, false, false), List.of(), "Help.", List.of(), true);
			for (String wrong : List.of("x", "10")) {
				String remedy = assertThrows(ActorException.class, () -> parameter.parse(wrong)).explanation()
						.remedies()
						.getFirst();
				assertEquals(!usual.isEmpty(), remedy.contains("‘5.0’"), remedy);
				assertFalse(remedy.contains("‘’"), remedy);
			}
		}
	}

	@Test
	void rangesContainTheirEndsUnlessExcluded() {
		var range = new ValueRange(1, 2, false, true);
		assertTrue(range.contains(1));
		assertFalse(range.contains(2));
		assertFalse(range.contains(Double.NaN));
		assertTrue(ValueRange.ALL.contains(-1e300));
		assertTrue(new ValueRange(0, 1, true, true).within(-5, 5).minExcluded());
		assertFalse(new ValueRange(0, 9, true, true).within(1, 5).maxExcluded());
	}
}
