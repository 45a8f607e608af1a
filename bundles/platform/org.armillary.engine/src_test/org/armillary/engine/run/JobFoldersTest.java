package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RunResult;
import org.armillary.engine.files.FileTrees;
import org.armillary.engine.job.JobFolder;
import org.junit.jupiter.api.Test;

/** A folder that serves several jobs one after another. */
class JobFoldersTest extends EngineFixture {

	private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

	private static List<String> content(Path folder) throws IOException {
		try (var files = Files.walk(folder)) {
			return files.filter(file -> !file.equals(folder)).map(file -> folder.relativize(file).toString()).sorted()
					.toList();
		}
	}

	/** A step that leaves more behind than it delivers, and tells what it finds. */
	private TestActor untidy() {
		return TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			try {
				Path scratch = context.scratch();
				seen.add(scratch.getParent().getFileName().toString().replaceFirst("-\\d$", ""));
				seen.addAll(content(scratch.getParent()));
				Files.writeString(scratch.resolve("temporary"), "t");
				context.write("out", file -> {
					Files.createDirectory(file.resolveSibling("deep"));
					Files.writeString(file.resolveSibling("deep").resolve("left"), "l");
					Files.writeString(file, "not delivered");
				});
				Files.writeString(scratch.resolveSibling("core"), "c");
			} catch (IOException e) {
				throw new IllegalStateException(e);
			}
			String text = inputs.port("in").getFirst().path().getFileName().toString();
			if (text.startsWith("bad")) {
				throw new ActorException(Kind.DATA, WHY);
			}
			return actor.writeLines(parameters, inputs, context);
		});
	}

	@Test
	void noJobFindsAnythingOfTheOneBeforeAndEachHasItsName() throws Exception {
		var files = List.of(file("f1.txt", "1"), file("f2.txt", "2"), file("bad.txt", "3"), file("f4.txt", "4"),
				file("f5.txt", "5"));
		RunResult result = engine(untidy()).run(request(flow(STEP), Map.of("text", files), Map.of()),
				options().withWorkers(1), events::add);
		assertEquals(List.of(Status.OK, Status.OK, Status.FAILED, Status.OK, Status.OK), statuses(result));
		// what is there when a job begins: its description, an empty folder for temporary files, one for products, and
		// the file into which its result will be written
		assertEquals(new TreeSet<>(List.of("1-a", "2-a", "3-a", "4-a", "5-a", "job.json", "scratch",
				"products", "result.json.part")), new TreeSet<>(seen));
		assertEquals(Map.of("a/f1_TEXT.txt", "test.step(1) test.step:", "a/f2_TEXT.txt", "test.step(2) test.step:",
				"a/f4_TEXT.txt", "test.step(4) test.step:", "a/f5_TEXT.txt", "test.step(5) test.step:"), products());
		List<Path> kept = jobFolders();
		assertEquals(1, kept.size());
		assertTrue(kept.getFirst().getFileName().toString().endsWith("-a-3"));
		String description = Files.readString(kept.getFirst().resolve("job.json"));
		assertTrue(description.contains("bad.txt"), description);
		assertFalse(content(kept.getFirst()).contains("scratch"));
	}

	@Test
	void aFolderThatSomebodyDeletedIsMadeAgain() throws Exception {
		var folders = new JobFolders(folder.resolve("jobs"));
		JobFolder first = folders.take(descriptor("a#1"));
		folders.giveBack(first);
		FileTrees.delete(first.path());
		JobFolder second = folders.take(descriptor("a#2"));
		assertEquals("a#2", second.descriptor().id());
		assertEquals("2-a-2", second.path().getFileName().toString());
		folders.close();
		folders.giveBack(second);
		assertEquals(List.of(), content(folder.resolve("jobs")));
	}

	private static JobDescriptor descriptor(String id) {
		return new JobDescriptor("run", id, "a", 1, JobKey.of(List.of()), "test.step", Map.of(), Map.of(), Map.of(), 0,
				Optional.empty());
	}
}
