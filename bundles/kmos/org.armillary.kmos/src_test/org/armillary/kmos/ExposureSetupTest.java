package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.MessageTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExposureSetupTest {

	private static final Map<String, Object> GOOD = Map.of("INSTRUME", "KMOS", "EXPTIME", 60.0, "ESO DET SEQ1 DIT",
			60.0, "ESO DET NDIT", 2L, "ESO DET READ CURNAME", "Nondest", "ESO DET NDSAMPLES", 25L);

	@Test
	void keywordsAreRead() throws ActorException {
		assertEquals(new ExposureSetup("a.fits", 60, 2, "Nondest", 25), ExposureSetup.of("a.fits", GOOD));
	}

	@ParameterizedTest
	@MethodSource
	void impossibleKeywordsAreRefused(String keyword, Object value, MessageTemplate message) {
		var keywords = new HashMap<>(GOOD);
		keywords.put(keyword, value);
		keywords.values().remove("");
		var failure = assertThrows(ActorException.class, () -> ExposureSetup.of("a.fits", keywords));
		assertEquals(message.id(), failure.explanation().id());
	}

	static Stream<Arguments> impossibleKeywordsAreRefused() {
		return Stream.of(Arguments.of("INSTRUME", "SINFONI", KmosMessage.KEYWORD_VALUE),
				Arguments.of("ESO DET SEQ1 DIT", "", KmosMessage.KEYWORD_MISSING),
				Arguments.of("ESO DET NDIT", "", KmosMessage.KEYWORD_MISSING),
				Arguments.of("ESO DET SEQ1 DIT", -1.0, KmosMessage.KEYWORD_VALUE),
				Arguments.of("ESO DET SEQ1 DIT", "long", KmosMessage.KEYWORD_VALUE),
				Arguments.of("ESO DET NDIT", 0L, KmosMessage.KEYWORD_VALUE),
				Arguments.of("ESO DET NDIT", 1.5, KmosMessage.KEYWORD_VALUE),
				Arguments.of("EXPTIME", 61.0, KmosMessage.CONTRADICTION),
				Arguments.of("EXPTIME", "long", KmosMessage.KEYWORD_VALUE));
	}

	@ParameterizedTest
	@MethodSource
	void framesOfAnotherSetupAreRefused(String keyword, Object value) throws ActorException {
		var keywords = new HashMap<>(GOOD);
		keywords.remove("EXPTIME");
		keywords.put(keyword, value);
		List<ExposureSetup> setups = List.of(ExposureSetup.of("a.fits", GOOD), ExposureSetup.of("b.fits", keywords));
		var failure = assertThrows(ActorException.class, () -> ExposureSetup.checkAlike(setups));
		assertEquals(KmosMessage.SETUPS_DIFFER.id(), failure.explanation().id());
	}

	static Stream<Arguments> framesOfAnotherSetupAreRefused() {
		return Stream.of(Arguments.of("ESO DET SEQ1 DIT", 20.0), Arguments.of("ESO DET NDIT", 1L),
				Arguments.of("ESO DET READ CURNAME", "Double"), Arguments.of("ESO DET NDSAMPLES", 24L));
	}

	@Test
	void theTotalTimeIsAnExposureTimeToo() throws ActorException {
		var keywords = new HashMap<>(GOOD);
		keywords.put("EXPTIME", 120.001);
		assertEquals(60, ExposureSetup.of("a.fits", keywords).ditSeconds());
	}
}
