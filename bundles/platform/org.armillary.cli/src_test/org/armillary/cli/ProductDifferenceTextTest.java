package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.armillary.provenance.difference.FileDifference;
import org.armillary.provenance.difference.FileDifference.Bytes;
import org.armillary.provenance.difference.FileDifference.ColumnChange;
import org.armillary.provenance.difference.FileDifference.KeywordChange;
import org.armillary.provenance.difference.FileDifference.Missing;
import org.armillary.provenance.difference.FileDifference.Part;
import org.armillary.provenance.difference.FileDifference.Pixels;
import org.armillary.provenance.difference.FileDifference.Rows;
import org.armillary.provenance.difference.FileDifference.Same;
import org.armillary.provenance.difference.FileDifference.Size;
import org.armillary.provenance.difference.FileDifference.Unlike;
import org.armillary.provenance.difference.ProductDifference;
import org.junit.jupiter.api.Test;

class ProductDifferenceTextTest {

	private static final Size NOISE = new Size(10, 0, 0.02, 0.03, 0.08, List.of(4L, 5L));

	private static String text(Part... parts) {
		return ProductDifferenceText.text(List.of(product(parts)));
	}

	private static ProductDifference product(Part... parts) {
		return new ProductDifference("dark", "", "out", "MASTER", 0, "m.fits",
				Optional.of(new FileDifference(Path.of("/a"), Path.of("/b"), List.of(parts))), Optional.empty());
	}

	private static Pixels pixels(long appeared, Optional<Size> noise) {
		return new Pixels(false, "adu", 4000, 10 + appeared, appeared, 0,
				new Size(10, 0, 0.2, 0.3, 0.8, List.of(4L, 5L)), noise);
	}

	@Test
	void tellsAtAGlanceThatDifferencesAreBelowTheNoise() {
		List<String> lines = text(new Part("DET.1.DATA", List.of(), pixels(0, Optional.of(NOISE)))).lines()
				.map(line -> line.strip().replaceAll(" +", " ")).toList();
		assertEquals(List.of("products", "dark, m.fits", "extension pixels median rms maximum at unit",
				"DET.1.DATA 10 0.25 % 0.200 0.300 0.800 (4,5) adu", "10 0.0200 0.0300 0.0800 (4,5) σ",
				"all differences of pixels are below 0.1 σ of the noise"), lines);
	}

	@Test
	void doesNotSaySoWherePixelsAppearedOrHaveNoNoise() {
		assertFalse(text(new Part("X", List.of(), pixels(2, Optional.of(NOISE)))).contains("of the noise"));
		assertFalse(text(new Part("X", List.of(), pixels(0, Optional.empty()))).contains("of the noise"));
		assertFalse(text(new Part("X", List.of(), pixels(0, Optional.of(NOISE))),
				new Part("Y", List.of(), new Missing(true))).contains("of the noise"));
	}

	@Test
	void keywordsAreFoldedAndHarmless() {
		var changes = new ArrayList<KeywordChange>();
		for (int i = 0; i < 40; i++) {
			changes.add(new KeywordChange("ESO QC N" + i, Optional.of("1"), Optional.of("2")));
			changes.add(new KeywordChange("KEY" + i, Optional.of("\u001b[31m\n"), Optional.empty()));
		}
		String text = text(new Part("X", changes, new Same()));
		assertTrue(text.lines().count() < 20, text);
		assertTrue(text.contains("40 keywords") && text.contains("28 other keywords"), text);
		assertFalse(text.contains("\u001b"), text);
	}

	@Test
	void tellsEverySortOfDifference() {
		String text = text(new Part("A", List.of(), new Missing(false)),
				new Part("B", List.of(), new Unlike("an image, 2 x 3", "no data")),
				new Part("C", List.of(), new Bytes(10, 12, 3, 7)),
				new Part("D", List.of(), new Rows(10, 12, 3, List.of("old"), List.of("new"),
						List.of(new ColumnChange("flux", "adu", "numbers", 3, 2, OptionalDouble.of(0.5), 4)), true)));
		for (String part : List.of("+ A", "B: an image, 2 x 3 → no data", "C: 3 bytes differ, the first is number 7",
				"D: 3 of 10 rows differ; there were 10 rows and are 12", "- old", "+ new", "flux")) {
			assertTrue(text.contains(part), part + " in " + text);
		}
	}

	@Test
	void tellsHowManyWereNotCompared() {
		var other = new ProductDifference("dark", "", "out", "MASTER", 1, "n.fits", Optional.empty(), Optional.empty());
		String text = ProductDifferenceText.text(List.of(product(), other, other));
		assertTrue(text.contains("2 other products") && text.contains("--all"), text);
		assertTrue(text.contains("no value differs"), text);
		assertEquals("", ProductDifferenceText.text(List.of()));
	}
}
