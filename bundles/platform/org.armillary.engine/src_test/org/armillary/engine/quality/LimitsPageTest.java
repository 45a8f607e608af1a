package org.armillary.engine.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.QcValue;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;

/** What docs/quality.md shows is a limits file, and so is what is shipped. */
class LimitsPageTest {

	private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
	private static final String KMOS = "bundles/kmos/org.armillary.kmos/limits/kmos.limits.yaml";

	private static Path repository() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve("docs/quality.md"))) {
			folder = folder.getParent();
		}
		return folder;
	}

	@Test
	void theExampleOfThePage() throws IOException, DocumentException {
		Matcher block = BLOCK.matcher(Files.readString(repository().resolve("docs/quality.md")));
		assertTrue(block.find());
		LimitSet limits = LimitReader.read(block.group(1), "docs/quality.md");
		assertEquals(3, limits.limits().size());
		assertEquals(QualityState.REQUIREMENT_MET,
				limits.verdict("lantern.dark", new QcValue("read noise", "detector 2", 9, "electron")).state());
		assertEquals(QualityState.NO_LIMIT,
				limits.verdict("lantern.dark", new QcValue("read noise", "detector 1", 9, "electron")).state());
	}

	/** Published numbers of hot pixels meet the limits of KMOS; every limit says where it comes from. */
	@Test
	void thoseOfKmos() throws DocumentException {
		LimitSet limits = LimitReader.read(repository().resolve(KMOS));
		assertEquals("kmos", limits.name());
		limits.limits().forEach(limit -> assertFalse(limit.why().isEmpty(), limit.toString()));
		int[] published = { 48_000, 18_000, 17_000 };
		for (int i = 0; i < published.length; i++) {
			assertEquals(QualityState.GOAL_MET, limits
					.verdict("kmos.dark", new QcValue("hot pixels", "detector " + (i + 1), published[i], "")).state());
		}
		assertEquals(QualityState.FAILED,
				limits.verdict("kmos.dark", new QcValue("hot pixels", "detector 2", 48_000, "")).state());
	}
}
