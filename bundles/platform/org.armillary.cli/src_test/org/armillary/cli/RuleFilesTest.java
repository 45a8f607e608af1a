package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.plugins.rules.RuleCatalog;
import org.armillary.plugins.rules.TextCatalog.Entry;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.WorkflowReader;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.function.Executable;

class RuleFilesTest {

	private static final String TEXT = """
			armillary-rules: 1
			name: %s
			version: 1
			%s
			time: mjd
			parameters:
			  span: { value: short, choices: [short, long], help: How long. }
			quantities:
			  mjd: "[MJD-OBS]"
			classes:
			  DARK: "[TYPE] == DARK"
			datasets:
			  dark: { help: Darks., group: [], members: { DARK: { min: 1 } } }
			""";

	private static final HeaderFile OF_A = file("a.fits", Map.of("INSTRUME", "A"));
	private static final HeaderFile OF_B = file("b.fits", Map.of("INSTRUME", "B"));
	private static final HeaderFile OF_NONE = file("n.fits", Map.of("INSTRUME", "N"));

	@TempDir
	private Path folder;

	@Test
	void installedOnesByName() throws CliException {
		RuleFiles files = files(rules("a", forInstrument("A")), rules("b", forInstrument("B")));
		assertEquals("b", files.named("b").name());
		assertEquals("a", files.named("a.rules.yaml").name());
		assertEquals(List.of("cli.unknown-rules"), refused(2, () -> files.named("c")));
		assertEquals(List.of(), files.broken());
	}

	@Test
	void aFile() throws CliException, IOException {
		RuleFiles files = files(rules("a", forInstrument("A")));
		Path file = Files.writeString(folder.resolve("mine.yaml"), TEXT.formatted("mine", ""));
		assertEquals("mine", files.named(file.toString()).name());
		assertEquals(List.of("workflow.unreadable"), refused(2, () -> files.named(folder + "/absent.rules.yaml")));
		Files.writeString(file, TEXT.formatted("mine", "").replace("classes", "clases"));
		assertTrue(refused(2, () -> files.named(file.toString())).size() >= 1);
	}

	@Test
	void thoseOfAWorkflow() throws CliException, IOException, DocumentException {
		RuleFiles files = files(rules("a", forInstrument("A")));
		Files.writeString(folder.resolve("mine.rules.yaml"), TEXT.formatted("mine", ""));
		Path flow = Files.writeString(folder.resolve("x.flow.yaml"),
				"armillary-workflow: 1\nname: x\nrules: mine.rules.yaml\nnodes:\n  d: {actor: kmos.dark}\n");
		WorkflowDocument workflow = WorkflowReader.read(flow);
		assertEquals("mine", files.ofWorkflow(workflow.workflow().rules().orElseThrow(), workflow).name());
		assertEquals("a", files.ofWorkflow("a", workflow).name());
		assertEquals(List.of("cli.unknown-rules"), refused(2, () -> files.ofWorkflow("mine", workflow)));
	}

	@Test
	void thoseThatAreForTheFiles() throws CliException {
		RuleFiles files = files(rules("a", forInstrument("A")), rules("b", forInstrument("B")));
		var candidates = files.candidates(null);
		assertTrue(candidates.selection().names().containsAll(List.of("INSTRUME", "MJD-OBS", "TYPE")));
		assertEquals("a", candidates.choose(List.of(OF_NONE, OF_A)).name());
		assertEquals("b", candidates.choose(List.of(OF_B)).name());
		assertEquals(List.of("cli.several-rules"), refused(2, () -> candidates.choose(List.of(OF_A, OF_B))));
		assertEquals(List.of("cli.no-rules-fit"), refused(3, () -> candidates.choose(List.of(OF_NONE))));
		assertEquals(List.of("cli.no-rules-fit"), refused(3, () -> candidates.choose(List.of())));
		assertEquals("b", files.candidates("b").choose(List.of(OF_A)).name(), "who names rules gets them");
		assertEquals("a", files(rules("a", "")).candidates(null).choose(List.of(OF_NONE)).name());
	}

	@Test
	void brokenOnesAreToldAndStopNothing() throws CliException {
		Message why = CliMessage.NO_RULES.with();
		RuleFiles files = files(rules("a", forInstrument("A")), new Entry.Available("wrong", "wrong.rules.yaml",
				TEXT.formatted("wrong", "").replace("classes", "clases"), "test 1"),
				new Entry.Available("other", "other.rules.yaml", TEXT.formatted("another", ""), "test 1"),
				new Entry.Broken("rules/broken.rules.yaml", "test 1", why));
		assertEquals("a", files.candidates(null).choose(List.of(OF_A)).name());
		assertEquals("a", files.named("a").name());
		assertTrue(refused(2, () -> files.named("wrong")).getFirst().startsWith("workflow."));
		assertEquals(List.of("cli.rules-name"), refused(2, () -> files.named("other")));
		assertEquals(List.of(why.id()), refused(2, () -> files.named("broken")));
		assertEquals(List.of("wrong.rules.yaml", "other.rules.yaml", "rules/broken.rules.yaml"),
				files.broken().stream().map(Entry.Broken::name).toList());
		assertEquals("cli.no-rules", refused(2, () -> files().candidates(null)).getFirst());
	}

	@Test
	void parametersAndOverlays() throws CliException, IOException {
		RuleSet rules = files(rules("a", "")).named("a");
		assertEquals("long", RuleFiles.with(rules, Map.of("span", "long")).parameters().get("span").value());
		assertEquals(List.of("rules.choice"), refused(2, () -> RuleFiles.with(rules, Map.of("span", "middle"))));
		assertEquals(List.of("rules.setting"), refused(2, () -> RuleFiles.with(rules, Map.of("spam", "long"))));
		Path one = overlay("one", "a.fits");
		Path two = overlay("two", "b.fits");
		assertEquals(List.of(List.of("a.fits"), List.of("b.fits")), RuleFiles.overlay(List.of(one, two)).exclusions()
				.stream().map(exclusion -> exclusion.files()).toList());
		assertTrue(refused(2, () -> RuleFiles.overlay(List.of(one, folder.resolve("absent")))).size() == 1);
	}

	private Path overlay(String name, String file) throws IOException {
		return Files.writeString(folder.resolve(name),
				"armillary-overlay: 1\nexclude:\n  - { files: " + file + ", reason: bad }\n");
	}

	private static List<String> refused(int exitCode, Executable what) {
		CliException refusal = assertThrows(CliException.class, what);
		assertEquals(exitCode, refusal.exitCode());
		return refusal.messages().stream().map(Message::id).toList();
	}

	private static Entry rules(String name, String more) {
		return new Entry.Available(name, name + RuleCatalog.ENDING, TEXT.formatted(name, more), "test 1");
	}

	private static String forInstrument(String name) {
		return "applies: \"[INSTRUME] == " + name + "\"";
	}

	private static HeaderFile file(String name, Map<String, Object> keywords) {
		return new HeaderFile(name, Optional.empty(), Header.of(keywords), 2880, "0".repeat(64));
	}

	private static RuleFiles files(Entry... entries) {
		var nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
		RuleCatalog catalog = () -> new ArrayList<>(List.of(entries));
		return new RuleFiles(new Invocation(new Terminal(nowhere, nowhere, false), ActorCatalog.of(), catalog,
				Path.of("/nowhere"), new Invocation.Format()));
	}
}
