package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.message.Message;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file goes to which input of a workflow. */
class InputSelectionTest extends PlanFixture {

	private static final String FLOW = """
			inputs:
			  dark: {payload: image, category: DARK}
			  flat: {payload: image, category: [FLAT, LAMP]}
			  cube: {payload: cube}
			nodes:
			  a: {actor: test.step}
			""";
	private static final Predicate<Path> ALL = _ -> true;

	@TempDir
	Path folder;

	private Path image(String name, String category) {
		return files.add(name, category, Keywords.NONE, Payload.IMAGE);
	}

	private Map<String, List<Path>> select(Predicate<Path> taken, Path... places) throws RefusedException {
		return InputSelection.select(flow(FLOW).workflow(), List.of(places), taken, files);
	}

	private RefusedException refusal(Predicate<Path> taken, Path... places) {
		return assertThrows(RefusedException.class, () -> select(taken, places));
	}

	@Test
	void filesGoByPayloadAndCategory() throws Exception {
		Path dark = image("d.fits", "DARK");
		Path lamp = image("l.fits", "LAMP");
		Path flat = image("f.fits", "FLAT");
		Path cube = files.add("c.fits", "ANY", Keywords.NONE, Payload.CUBE);
		assertEquals(Map.of("dark", List.of(dark), "flat", List.of(lamp, flat), "cube", List.of(cube)),
				select(ALL, dark, lamp, flat, cube));
	}

	@Test
	void ofAFolderThoseFitsFilesAreTakenThatFit() throws Exception {
		for (String name : List.of("b.fits", "a.fits.gz", "c.txt", "d.fits")) {
			Files.writeString(folder.resolve(name), "");
			files.add(folder.resolve(name).toString(), name.startsWith("d") ? "OTHER" : "DARK", Keywords.NONE,
					Payload.IMAGE);
		}
		Files.createDirectory(folder.resolve("e.fits"));
		assertEquals(Map.of("dark", List.of(folder.resolve("a.fits.gz"), folder.resolve("b.fits"))),
				select(ALL, folder));
		assertEquals(Map.of("dark", List.of(folder.resolve("b.fits"))), select(file -> !file.toString().endsWith("gz"),
				folder));
	}

	@Test
	void whatIsNotTakenIsNotLookedAt() {
		Path dark = image("d.fits", "DARK");
		var refusal = refusal(_ -> false, dark);
		assertEquals("run.nothing-selected", refusal.explanation().id());
		assertEquals(Kind.NOTHING_SELECTED, refusal.kind());
		assertEquals(Map.of(), files.asked);
	}

	@Test
	void allThatIsWrongIsTold() {
		Path both = files.add("both.fits", "DARK", Keywords.NONE, Payload.IMAGE, Payload.CUBE);
		var refusal = refusal(ALL, both, Path.of("/nowhere/absent.fits"), image("d.fits", "DARK"));
		assertEquals(List.of("run.ambiguous", "run.input-file"),
				refusal.messages().stream().map(Message::id).toList());
		assertEquals(Kind.INVALID, refusal.kind());
	}

	@Test
	void eachPlaceMustGiveSomething() throws IOException {
		var refusal = refusal(ALL, image("d.fits", "DARK"), Files.createDirectory(folder.resolve("empty")));
		assertEquals("run.nothing-selected", refusal.explanation().id());
		assertEquals("run.nothing-selected", refusal(ALL, image("o.fits", "OTHER")).explanation().id());
	}

	@Test
	void cancellingDoesNotBlameAFile() {
		Thread.currentThread().interrupt();
		try {
			assertEquals(Kind.CANCELLED, refusal(ALL, image("d.fits", "DARK")).kind());
		} finally {
			assertTrue(Thread.interrupted());
		}
	}
}
