package org.armillary.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RefusedException;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Impact.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in an output folder may have been replaced or changed: it is never taken for what it was. */
class ReplacedFilesTest {

	private static final String ONE = Digests.sha256("one");
	private static final String TWO = Digests.sha256("two");

	@TempDir(factory = HastyFolder.class)
	private Path folder;
	private SmallStore world;
	private JobReport first;
	private RunRecord before;
	private JobReport second;
	private RunRecord now;
	private Path file;

	/** Two runs that put something else to the same place. */
	@BeforeEach
	void make() throws IOException {
		world = new SmallStore(folder);
		first = world.make("dark", "one", SmallStore.raw("r1"));
		before = world.run(first);
		second = world.make("dark", "two", SmallStore.raw("r2"));
		now = world.run(second);
		file = world.published(first);
		Files.createDirectories(file.getParent());
	}

	@AfterEach
	void close() {
		world.close();
	}

	private void lies(String content) throws IOException {
		Files.writeString(file, content);
	}

	private FoundProduct find(RunRecord run, String name) throws Exception {
		return new Provenance(world.store).find(run, name);
	}

	private static List<String> notes(FoundProduct found) {
		return found.notes().stream().map(Message::id).toList();
	}

	private String refusal(RunRecord run, Path path) {
		return assertThrows(RefusedException.class, () -> find(run, path.toString())).explanation().id();
	}

	@Test
	void whatIsStillThereNeedsNoNote() throws Exception {
		lies("one");
		for (String name : List.of(file.toString(), "dark.txt", "dark.out", "dark#1.out#1")) {
			FoundProduct found = find(before, name);
			assertEquals(ONE, found.product().digest());
			assertEquals("dark.txt", found.name());
			assertEquals(List.of(), found.notes());
		}
	}

	@Test
	void aFileThatAnotherRunReplacedIsThatOfTheOtherRun() throws Exception {
		lies("two");
		FoundProduct found = find(before, file.toString());
		assertEquals(TWO, found.product().digest());
		assertEquals(second.key().hash(), found.key());
		assertEquals(List.of(ProvenanceMessage.PRODUCT_OF_OTHER.id()), notes(found));
		assertTrue(found.notes().getFirst().summary().contains("dark#1.out#1"));
		assertEquals(List.of(), find(now, file.toString()).notes());
		Ancestry ancestry = new Provenance(world.store).ancestry(before, file).orElseThrow();
		assertEquals(second.key().hash(), ancestry.steps().getLast().report().key().hash());
		assertEquals(1, ancestry.gaps().size(), "who asks with the file alone is told, too");
	}

	@Test
	void aNameMeansWhatTheRunMade() throws Exception {
		for (String content : List.of("two", "changed")) {
			lies(content);
			for (String name : List.of("dark.txt", "dark.out")) {
				FoundProduct found = find(before, name);
				assertEquals(ONE, found.product().digest());
				assertEquals(List.of(ProvenanceMessage.PUBLISHED_CHANGED.id()), notes(found));
			}
		}
	}

	@Test
	void aFileThatWasChangedIsRefused() throws Exception {
		lies("changed");
		assertEquals(ProvenanceMessage.PRODUCT_CHANGED.id(), refusal(before, file));
		assertEquals(Optional.empty(), new Provenance(world.store).product(before, file));
		FileContent content = new Provenance(world.store).content(file);
		assertEquals(Digests.sha256("changed"), content.digest());
		assertEquals(List.of(ProvenanceMessage.FILE_CHANGED.id()), content.notes().stream().map(Message::id).toList());
		assertEquals(now.summary().id(),
				content.notes().getFirst().summary().replaceFirst(".* the run (\\S+) .*", "$1"));
	}

	@Test
	void aJobThatWasDoneAgainIsNotTakenForWhatItMadeBefore() throws Exception {
		lies("one");
		world.make("dark", "three", SmallStore.raw("r1"));
		assertEquals(ProvenanceMessage.PRODUCT_CHANGED.id(), refusal(before, file));
		FoundProduct found = find(before, "dark.out");
		assertEquals(Digests.sha256("three"), found.product().digest());
		assertEquals(List.of(ProvenanceMessage.PUBLISHED_CHANGED.id()), notes(found));
	}

	@Test
	void aFileOfTheSameNameElsewhereIsNoProduct() throws Exception {
		lies("one");
		Path other = Files.createDirectories(folder.resolve("elsewhere")).resolve("dark.txt");
		Files.writeString(other, "raw");
		assertEquals(ProvenanceMessage.UNKNOWN_PRODUCT.id(), refusal(before, other));
		assertEquals(Optional.empty(), new Provenance(world.store).ancestry(before, other));
		Files.writeString(other, "two");
		assertEquals(List.of(ProvenanceMessage.PRODUCT_OF_OTHER.id()), notes(find(before, other.toString())));
		Files.writeString(other, "one");
		assertEquals(List.of(), find(before, other.toString()).notes());
	}

	@Test
	void whereTheResultIsGoneTheContentStillDecides() throws Exception {
		lies("two");
		world.forget(first);
		assertEquals(second.key().hash(), find(before, file.toString()).key());
		lies("one");
		FoundProduct found = find(before, file.toString());
		assertEquals(first.key().hash(), found.key());
		assertEquals(1, new Provenance(world.store).ancestry(before, found).gaps().size());
	}

	/** Reports, comparisons and crates take the content of a product from here. */
	@Test
	void theContentIsThatInTheStoreOrWhatSaysTheSame() throws Exception {
		var provenance = new Provenance(world.store);
		MadeProduct product = first.products().get("out").getFirst();
		lies("two");
		assertEquals(Optional.of(product.path()), provenance.file(product, Optional.of(file)));
		Files.delete(product.path());
		assertEquals(Optional.empty(), provenance.file(product, Optional.of(file)));
		assertEquals(Optional.empty(), provenance.file(product, Optional.empty()));
		lies("one");
		assertEquals(Optional.of(file), provenance.file(product, Optional.of(file)));
		Files.delete(file);
		assertEquals(Optional.empty(), provenance.file(product, Optional.of(file)));
	}

	private List<Place> places(String raw) throws IOException {
		return Impact.of(new Provenance(world.store), Digests.sha256(raw)).uses().stream()
				.flatMap(use -> use.products().stream()).map(Impact.Touched::place).toList();
	}

	@Test
	void impactTellsWhatLiesThereNow() throws Exception {
		assertEquals(List.of(Place.NOTHING), places("r1"));
		lies("two");
		assertEquals(List.of(Place.OTHER), places("r1"));
		assertEquals(List.of(Place.PRODUCT), places("r2"));
	}

	/** Results of earlier versions know some products by other digests. */
	@Test
	void aFileIsKnownByItsPlaceWhereItsDigestWasAnother() throws Exception {
		String old = Digests.sha256("what an earlier version took for the content");
		JobReport flat = world.make("flat", "three", old, true, SmallStore.raw("r3"));
		world.run(flat);
		Path published = Files.writeString(world.published(flat), "three");
		var provenance = new Provenance(world.store);
		assertEquals(new FileContent(old, List.of()), provenance.content(published));
		assertEquals(new FileContent(old, List.of()), provenance.content(flat.products().get("out").getFirst().path()));
		assertEquals(List.of(Place.PRODUCT), places("r3"));
		Path copy = Files.copy(published, folder.resolve("copy.txt"));
		assertEquals(new FileContent(Digests.sha256("three"), List.of()), provenance.content(copy));
	}
}
