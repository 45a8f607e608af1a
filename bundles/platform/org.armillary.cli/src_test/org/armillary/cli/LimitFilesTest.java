package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.cli.LimitFiles.Published;
import org.armillary.engine.JobResult;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunResult;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.armillary.plugins.rules.TextCatalog.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitFilesTest {

	@TempDir
	Path folder;

	private static String limits(String name, String range) {
		return "armillary-limits: 1\nname: " + name
				+ "\nlimits:\n  - { actor: a.b, value: x, unit: adu, requirement: \"" + range + "\" }\n";
	}

	private static Entry installed(String name, String text) {
		return new Entry.Available(name, name + LimitCatalog.ENDING, text, "test 1");
	}

	private static Invocation invocation(Entry... entries) {
		var nowhere = new PrintStream(OutputStream.nullOutputStream());
		return new Invocation(new Terminal(nowhere, nowhere, false), ActorCatalog.of(), RuleCatalog.NONE,
				() -> List.of(entries), Path.of("/nowhere"), new Invocation.Format());
	}

	private String file(String name, String text) throws IOException {
		return Files.writeString(folder.resolve(name), text).toString();
	}

	private static String range(LimitFiles files) {
		return files.limits().limit("a.b", new QcValue("x", "", 0, "adu")).map(limit -> limit.requirement().text())
				.orElse("none");
	}

	private static List<String> ids(List<Message> messages) {
		return messages.stream().map(Message::id).toList();
	}

	@Test
	void filesWinOverInstalledOnes() throws Exception {
		Invocation invocation = invocation(installed("one", limits("one", "<= 1")));
		assertEquals("<= 1", range(LimitFiles.of(invocation, true, List.of())));
		assertEquals("none", range(LimitFiles.of(invocation, false, List.of())));
		List<String> files = List.of(file("2.limits.yaml", limits("two", "<= 2")),
				file("3.limits.yaml", limits("three", "<= 3")));
		LimitFiles all = LimitFiles.of(invocation, true, files);
		assertEquals("<= 3", range(all));
		assertEquals(List.of("one.limits.yaml", files.get(0), files.get(1)),
				all.texts().stream().map(text -> text.file()).toList());
	}

	@Test
	void whatIsWrongWithInstalledLimitsIsANote() throws Exception {
		var broken = new Entry.Broken("x/y", "test 1", CliMessage.NO_RULES.with());
		LimitFiles files = LimitFiles.of(invocation(installed("good", limits("good", "<= 1")),
				installed("other", limits("name", "<= 2")), installed("bad", "nothing: at all\n"), broken), true,
				List.of());
		assertEquals("<= 1", range(files));
		assertEquals(List.of("cli.limits-name", "workflow.unknown-key", "cli.no-rules"),
				ids(files.notes()).stream().filter(id -> !id.equals("quality.version")).toList());
	}

	@Test
	void whatIsWrongWithNamedFilesIsRefused() throws Exception {
		List<String> files = List.of(file("a.limits.yaml", limits("a", "< 1")), file("b.limits.yaml", limits("b", "x")),
				folder.resolve("absent").toString());
		var refusal = assertThrows(CliException.class, () -> LimitFiles.of(invocation(), true, files));
		assertEquals(ExitCode.REFUSED, refusal.exitCode());
		assertEquals(List.of("workflow.unreadable", "quality.range", "quality.range", "cli.limits-actor"),
				ids(refusal.messages()));
	}

	/** The id of an actor is as wrong where another limit of its file, or another file, is. */
	@Test
	void unknownActorsAreToldWithTheOtherMistakes() throws Exception {
		List<String> files = List.of(file("a.limits.yaml", limits("a", "< 1")),
				file("b.limits.yaml", limits("b", "<= 1").replace("a.b", "a.c")
						+ "  - { actor: a.b, value: x, unit: adu, gaol: \"<= 1\" }\n"));
		var refusal = assertThrows(CliException.class, () -> LimitFiles.of(invocation(), true, files));
		assertEquals(List.of("quality.range", "workflow.unknown-key", "cli.limits-actor", "cli.limits-actor"),
				ids(refusal.messages()));
		assertTrue(refusal.messages().get(2).summary().contains("a.limits.yaml:4"), "once, where it is first");
		assertTrue(String.join(" ", refusal.messages().get(1).remedies()).contains("docs/quality.md"));
	}

	private LimitFiles of(String... targets) throws Exception {
		var text = new StringBuilder("armillary-limits: 1\nname: a\nlimits:\n");
		for (String target : targets) {
			text.append("  - { actor: a.b, ").append(target).append(", unit: adu, requirement: \"<= 1\" }\n");
		}
		return LimitFiles.of(invocation(installed("one", limits("one", "<= 1").replace("value: x", "value: none"))),
				true, List.of(file("a.limits.yaml", text.toString())));
	}

	/** Who misspells a name must not believe that anything is judged; limits of the product may be for other data. */
	@Test
	void limitsThatMeetNoValueAreTold() throws Exception {
		LimitFiles files = of("value: dark curent", "value: dark current", "value: dark current, subject: DET.4",
				"value: dark current, subject: \"DET.*\"", "value: flux");
		List<Message> told = files.unmet(List.of(new Published("a.b", "dark current", "DET.1"),
				new Published("a.b", "read noise", "DET.1"), new Published("other", "flux", "")));
		assertEquals(List.of("cli.limits-unmet", "cli.limits-unmet", "cli.limits-unmet"), ids(told));
		assertTrue(told.get(0).summary().contains("a.limits.yaml:4: a.b published no value ‘dark curent’ (did you mean "
				+ "‘dark current’?)"), told.get(0).summary());
		assertTrue(told.get(1).summary().contains("‘DET.4’ (did you mean ‘DET.1’?)"), told.get(1).summary());
		assertTrue(told.get(2).summary().contains("(there are ‘dark current’, ‘read noise’)"), told.get(2).summary());
		assertEquals(List.of(), files.unmet(List.of(new Published("other", "flux", ""))), "nothing of the actor");
		assertEquals(List.of(), LimitFiles.NONE.unmet(List.of(new Published("a.b", "x", ""))));
	}

	/** The end of a run tells it, of the jobs that it had. */
	@Test
	void aRunTellsLimitsThatMetNoValue() throws Exception {
		var course = new RunCourse();
		course.on(new RunEvent.Started("run-1", "flow", List.of(new RunEvent.Outline("n", "n", "a.b", "")), List.of(),
				List.of()));
		var job = new JobResult("n", JobResult.Status.OK, Map.of(), List.of(new QcValue("dark current", "D", 1, "adu")),
				List.of(), Optional.empty(), "", Duration.ZERO, ResourceUse.UNKNOWN, Optional.empty());
		var result = new RunResult("run-1", "flow", Outcome.DONE, List.of(job), List.of(), List.of());
		assertEquals(List.of(), course.unmet(result));
		course.judged(of("value: dark curent", "value: dark current"));
		assertEquals(List.of("cli.limits-unmet"), ids(course.unmet(result)));
		var out = new ByteArrayOutputStream();
		var err = new ByteArrayOutputStream();
		var format = new Invocation.Format();
		var told = new RunTold(new Invocation(new Terminal(new PrintStream(out), new PrintStream(err), false),
				ActorCatalog.of(), RuleCatalog.NONE, Path.of("/nowhere"), format), course);
		told.tell(result);
		assertTrue(err.toString().contains("cli.limits-unmet"), err.toString());
		out.reset();
		format.json(true);
		told.tell(result);
		assertTrue(out.toString().contains("cli.limits-unmet"), out.toString());
	}

	@Test
	void limitsOfUnknownActorsAreNoted() throws Exception {
		LimitFiles files = LimitFiles.of(invocation(), true, List.of(file("a.limits.yaml", limits("a", "<= 1"))));
		assertEquals(List.of("cli.limits-actor"), ids(files.notes()));
	}
}
