package org.armillary.actor.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.junit.jupiter.api.Test;

class ParameterValuesTest {

	private static final ActorDescriptor ACTOR = new ActorDescriptor("test.actor", 1, "Test", "tests", "Does nothing.",
			List.of(),
			List.of(parameter("threshold", Type.NUMBER, "5.0", List.of("badpix_thresh", "bpt"), true),
					parameter("frames", Type.INTEGER, "3", List.of(), true),
					parameter("threads", Type.INTEGER, "1", List.of(), false)),
			List.of(), List.of());

	private static ParameterDescriptor parameter(String name, Type type, String text, List<String> aliases,
			boolean inKey) {
		return new ParameterDescriptor(name, type, false, name, text, "", new ValueRange(0, 100, false, false),
				List.of(), "Help.",
				aliases, inKey);
	}

	private static void refused(ActorMessage message, Map<String, String> text) {
		ActorException refusal = assertThrows(ActorException.class, () -> ParameterValues.parse(ACTOR, text));
		assertEquals(message.id(), refusal.explanation().id());
		assertEquals(Kind.USER, refusal.kind());
	}

	@Test
	void hasDefaultsAndWhatIsGivenByNameOrAlias() throws ActorException {
		ParameterValues values = ParameterValues.parse(ACTOR, Map.of("badpix_thresh", "7", "frames", "4"));
		assertEquals(7.0, values.value("threshold"));
		assertEquals(4L, values.value("frames"));
		assertEquals(1L, values.value("threads"));
		assertEquals("7.0", values.text("threshold"));
		assertEquals(List.of("threshold", "frames", "threads"), List.copyOf(values.text().keySet()));
		assertEquals(5.0, ParameterValues.defaults(ACTOR).value("threshold"));
		assertThrows(IllegalArgumentException.class, () -> values.value("badpix_thresh"));
	}

	@Test
	void refusesUnknownRepeatedAndBadValues() {
		refused(ActorMessage.PARAMETER_UNKNOWN, Map.of("treshold", "1"));
		Map<String, String> twice = new LinkedHashMap<>();
		twice.put("threshold", "1");
		twice.put("bpt", "1");
		refused(ActorMessage.PARAMETER_TWICE, twice);
		Map<String, String> twoAliases = new LinkedHashMap<>();
		twoAliases.put("badpix_thresh", "1");
		twoAliases.put("bpt", "2");
		refused(ActorMessage.PARAMETER_TWICE, twoAliases);
		refused(ActorMessage.PARAMETER_TYPE, Map.of("frames", "many"));
		refused(ActorMessage.PARAMETER_RANGE, Map.of("bpt", "101"));
	}

	@Test
	void tellsAllProblemsAtOnce() {
		Map<String, String> text = new LinkedHashMap<>();
		text.put("treshold", "1");
		text.put("frames", "many");
		text.put("bpt", "101");
		assertEquals(
				List.of(ActorMessage.PARAMETER_UNKNOWN.id(), ActorMessage.PARAMETER_TYPE.id(),
						ActorMessage.PARAMETER_RANGE.id()),
				ParameterValues.problems(ACTOR, text).stream().map(Message::id).toList());
		Map<String, String> twice = new LinkedHashMap<>();
		twice.put("threshold", "1");
		twice.put("bpt", "1");
		assertEquals(List.of(ActorMessage.PARAMETER_TWICE.id()),
				ParameterValues.problems(ACTOR, twice).stream().map(Message::id).toList());
		assertEquals(List.of(), ParameterValues.problems(ACTOR, Map.of("bpt", "99.5")));
	}

	@Test
	void survivesText() throws ActorException {
		ParameterValues values = ParameterValues.parse(ACTOR, Map.of("bpt", "0.1", "threads", "8"));
		ParameterValues again = ParameterValues.parse(ACTOR, values.text());
		assertEquals(values, again);
		assertEquals(values.hashCode(), again.hashCode());
		assertNotEquals(values, ParameterValues.defaults(ACTOR));
		assertTrue(values.toString().contains("test.actor"));
		assertThrows(UnsupportedOperationException.class, () -> values.text().put("frames", "1"));
	}

	@Test
	void theKeyIsOrderedByNameAndLeavesOutWhatCannotMatter() throws ActorException {
		ParameterValues values = ParameterValues.parse(ACTOR, Map.of("threads", "8"));
		assertEquals(List.of("frames", "threshold"), List.copyOf(values.key().keySet()));
		assertEquals(ParameterValues.defaults(ACTOR).key(), values.key());
		assertEquals(ParameterValues.parse(ACTOR, Map.of("bpt", "5")).key(),
				ParameterValues.parse(ACTOR, Map.of("bpt", "5.00")).key());
	}
}
