package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.assertMiss;
import static org.armillary.engine.store.StoreFixture.hit;
import static org.armillary.engine.store.StoreFixture.key;
import static org.armillary.engine.store.StoreFixture.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.files.FileTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {

	private static final JobKey KEY = key("5", "a");
	private static final Mark MARK = new Mark("bad ‘flat’\nsaturated", "anna",
			StoreFixture.ENDED.plus(Duration.ofHours(1)));

	@TempDir
	Path folder;

	private Path place() {
		return folder.resolve("store");
	}

	private JobReport work(String content) throws IOException {
		return report(KEY, folder.resolve("work"), content);
	}

	private JobReport workAt(Instant ended) throws IOException {
		return workAt("sum", ended);
	}

	private JobReport workAt(String content, Instant ended) throws IOException {
		JobReport made = work(content);
		return new JobReport(made.run(), made.actor(), made.key(), made.result(), made.products(), ended,
				made.circumstances());
	}

	@Test
	void whatIsMarkedIsNotUsedAgain() throws IOException {
		try (Store store = Store.open(place())) {
			store.adopt(work("sum"));
			store.mark(List.of(KEY.hash()), MARK);
			var marked = assertInstanceOf(Lookup.Marked.class, store.find(KEY));
			assertEquals(MARK, marked.mark());
			assertEquals(KEY, marked.report().key());
			assertEquals(Optional.of(MARK), store.marks().of(KEY.hash()));
			assertEquals(Map.of(KEY.hash(), MARK), new Marks(place()).all());
		}
		// and by those that come later
		try (Store store = Store.open(place())) {
			assertInstanceOf(Lookup.Marked.class, store.find(KEY));
			assertEquals(KEY, store.report(KEY.hash()).orElseThrow().key());
			assertEquals(1, store.unmark(List.of(KEY.hash(), key("6").hash())));
			hit(store, KEY);
			assertEquals(Map.of(), store.marks().all());
		}
	}

	/** Does the job again as a run would: claims it, works, and hands the result in. */
	private JobReport again(Store store, JobReport made) throws IOException {
		try (Claim _ = store.claim(KEY).orElseThrow()) {
			return store.adopt(made);
		}
	}

	@Test
	void whatIsDoneAgainIsMarkedNoLonger() throws IOException {
		try (Store store = Store.open(place())) {
			try (Claim _ = store.claim(KEY).orElseThrow()) {
				store.adopt(work("sum"));
				// it is at work when the mark is set, whatever the clocks of the two say
				store.mark(List.of(KEY.hash()), MARK);
				store.adopt(workAt(MARK.time().plus(Duration.ofDays(1))));
			}
			assertInstanceOf(Lookup.Marked.class, store.find(KEY));
			again(store, workAt(MARK.time().minus(Duration.ofDays(1))));
			hit(store, KEY);
			assertTrue(store.marks().all().isEmpty());
			store.sync();
			assertEquals(List.of(), FileTrees.list(place().resolve("marks")));
			hit(store, KEY);
			// a mark that is set anew counts
			store.mark(List.of(KEY.hash()), MARK);
			assertInstanceOf(Lookup.Marked.class, store.find(KEY));
		}
	}

	/** Until the index knows of the new result, the old one stands there; who asks it must not get the old product. */
	@Test
	void theProductThatWasMarkedNeverComesBack() throws IOException {
		try (Store store = Store.open(place()); Store other = Store.open(place())) {
			store.adopt(work("bad"));
			store.sync();
			assertEquals("bad", Files.readString(StoreFixture.product(hit(other, KEY))));
			store.mark(List.of(KEY.hash()), MARK);
			again(store, workAt("good", Instant.now()));
			for (Store one : List.of(store, other)) {
				assertEquals("good", Files.readString(StoreFixture.product(hit(one, KEY))));
				assertEquals("good",
						Files.readString(StoreFixture.product(one.report(KEY.hash()).orElseThrow())));
				one.reports(report -> assertEquals(digest("good"), report.products().get("sum").getFirst().digest()));
			}
			// marked anew before the first mark is gone for good
			store.mark(List.of(KEY.hash()), new Mark("worse", "bert", Instant.now()));
			assertInstanceOf(Lookup.Marked.class, other.find(KEY));
			other.sync();
			store.sync();
			assertInstanceOf(Lookup.Marked.class, store.find(KEY));
			assertEquals("worse", store.marks().of(KEY.hash()).orElseThrow().reason());
		}
	}

	/** A process that is killed leaves the files as they are, and the index without the new row. */
	@Test
	void notEvenAfterAnAccident() throws IOException {
		Path before = folder.resolve("before");
		Path accident = folder.resolve("accident");
		try (Store store = Store.open(place())) {
			store.adopt(work("bad"));
			store.sync();
			store.mark(List.of(KEY.hash()), MARK);
		}
		copy(place(), before);
		try (Store store = Store.open(place())) {
			again(store, workAt("good", Instant.now()));
			copy(place(), accident);
		}
		FileTrees.delete(accident.resolve("index"));
		copy(before.resolve("index"), accident.resolve("index"));
		try (Store store = Store.open(accident)) {
			for (int i = 0; i < 2; i++) {
				assertEquals("good", Files.readString(StoreFixture.product(hit(store, KEY))));
				store.sync();
			}
			assertEquals(List.of(), FileTrees.list(accident.resolve("marks")));
		}
		// where the file of the new result was lost with the power, the old one is marked as before
		Path lost = folder.resolve("lost");
		copy(before, lost);
		copy(accident.resolve("objects"), lost.resolve("objects"));
		try (Store store = Store.open(lost)) {
			new Marks(store.folder()).takeBack(store.layout(), new SystemDisk(), KEY.hash(), Instant.now());
			assertInstanceOf(Lookup.Marked.class, store.find(KEY));
		}
	}

	@Test
	void withoutAnIndexToo() throws IOException {
		try (Store store = Store.open(place())) {
			store.adopt(work("bad"));
			store.mark(List.of(KEY.hash()), MARK);
		}
		Path index = place().resolve("index");
		Files.move(index, folder.resolve("aside"));
		Files.writeString(index, "in the way");
		try (Store store = Store.open(place())) {
			again(store, workAt("good", Instant.now()));
			assertEquals("good", Files.readString(StoreFixture.product(hit(store, KEY))));
		}
		Files.delete(index);
		Files.move(folder.resolve("aside"), index);
		try (Store store = Store.open(place())) {
			assertEquals("good", Files.readString(StoreFixture.product(hit(store, KEY))));
			assertEquals(Map.of(), store.marks().all());
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.sorted().toList()) {
				Path target = to.resolve(from.relativize(file).toString());
				if (!Files.exists(target)) {
					Files.copy(file, target);
				}
			}
		}
	}

	@Test
	void aDamagedMarkStillMarks() throws IOException {
		try (Store store = Store.open(place())) {
			store.adopt(work("sum"));
			store.mark(List.of(KEY.hash()), MARK);
			Files.writeString(store.marks().file(KEY.hash()), "{\"reason\":");
			assertInstanceOf(Lookup.Marked.class, store.find(KEY));
			assertEquals(Set.of(KEY.hash()), store.marks().all().keySet());
		}
	}

	@Test
	void whatIsForgottenIsMarkedNoLonger() throws IOException {
		try (Store store = Store.open(place())) {
			store.adopt(work("sum"));
			store.mark(List.of(KEY.hash()), MARK);
			store.forget(KEY.hash());
			assertMiss(store, KEY);
			assertEquals(Map.of(), store.marks().all());
			// a mark of what is not there changes nothing
			store.mark(List.of(KEY.hash()), MARK);
			assertMiss(store, KEY);
		}
	}

	/** While marks are replaced by others all the time, each reader sees one of them as a whole. */
	@Test
	void readersSeeWholeMarks() throws Exception {
		var marks = List.of(MARK, new Mark("x".repeat(20_000), "bert", MARK.time()));
		try (Store writer = Store.open(place()); Store reader = Store.open(place())) {
			writer.mark(List.of(KEY.hash()), MARK);
			var stop = new AtomicBoolean();
			var failure = new AtomicReference<IOException>();
			Thread setter = Thread.ofPlatform().start(() -> {
				try {
					for (int i = 1; !stop.get(); i++) {
						writer.mark(List.of(KEY.hash()), marks.get(i % 2));
					}
				} catch (IOException e) {
					failure.set(e);
				}
			});
			var seen = new HashSet<Mark>();
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
			for (int i = 0; (i < 300 || seen.size() < 2) && System.nanoTime() < end; i++) {
				seen.add(reader.marks().all().get(KEY.hash()));
			}
			stop.set(true);
			setter.join();
			assertNull(failure.get());
			assertEquals(Set.copyOf(marks), seen);
		}
	}

	/** All results once: those that the index knows, those that only their file tells of, and none that is gone. */
	@Test
	void visitsAllResults() throws IOException {
		var expected = new TreeSet<String>();
		try (Store store = Store.open(place())) {
			for (int i = 0; i < 1203; i++) {
				JobKey key = key(String.valueOf(i));
				store.adopt(report(key));
				expected.add(key.hash());
			}
			store.sync();
			assertEquals(expected, visited(store));
		}
		try (Store store = Store.open(place())) {
			String gone = expected.removeFirst();
			Files.delete(store.layout().result(gone));
			JobKey late = key("late");
			store.adopt(report(late));
			expected.add(late.hash());
			assertEquals(expected, visited(store));
			assertEquals(Optional.empty(), store.report(gone));
			assertEquals(late, store.report(late.hash()).orElseThrow().key());
		}
	}

	private static String digest(String content) {
		return StoreFixture.sha256(content);
	}

	private static Set<String> visited(Store store) throws IOException {
		var visited = new TreeSet<String>();
		store.reports(report -> assertTrue(visited.add(report.key().hash()), "twice"));
		return visited;
	}
}
